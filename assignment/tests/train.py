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


@test_case(name="train.one_step", points=0.5, hidden=False)
def test_one_step(env):
    judge(env, "train.one_step")


@test_case(name="train.goes_on", points=1.0, hidden=False)
def test_goes_on(env):
    judge(env, "train.goes_on")


@test_case(name="train.other_networks", points=0.5, hidden=False)
def test_other_networks(env):
    judge(env, "train.other_networks")


@test_case(name="train.unchanged", points=1.0, hidden=False)
def test_unchanged(env):
    judge(env, "train.unchanged")
