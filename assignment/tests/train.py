"""The train checks for Otter. Generated: do not edit."""

from otter.test_files import test_case

from assignment.engine.otter import judge

OK_FORMAT = False

name = "train"


@test_case(name="train.shapes", points=1.0, hidden=False)
def test_shapes(env):
    judge(env, "train.shapes")


@test_case(name="train.before_the_first_step", points=1.0, hidden=False)
def test_before_the_first_step(env):
    judge(env, "train.before_the_first_step")


@test_case(name="train.ex4_converges", points=2.0, hidden=False)
def test_ex4_converges(env):
    judge(env, "train.ex4_converges")


@test_case(name="train.unchanged", points=1.0, hidden=False)
def test_unchanged(env):
    judge(env, "train.unchanged")
