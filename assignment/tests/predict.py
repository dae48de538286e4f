"""The predict checks for Otter. Generated: do not edit."""

from otter.test_files import test_case

from assignment.engine.otter import judge

OK_FORMAT = False

name = "predict"


@test_case(name="predict.largest", points=0.5, hidden=False)
def test_largest(env):
    judge(env, "predict.largest")


@test_case(name="predict.half", points=0.5, hidden=False)
def test_half(env):
    judge(env, "predict.half")


@test_case(name="predict.unchanged", points=0.5, hidden=False)
def test_unchanged(env):
    judge(env, "predict.unchanged")
