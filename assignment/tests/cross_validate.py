"""The cross_validate checks for Otter. Generated: do not edit."""

from otter.test_files import test_case

from assignment.engine.otter import judge

OK_FORMAT = False

name = "cross_validate"


@test_case(name="cross_validate.accuracies", points=1.0, hidden=False)
def test_accuracies(env):
    judge(env, "cross_validate.accuracies")


@test_case(name="cross_validate.fresh_start", points=1.0, hidden=False)
def test_fresh_start(env):
    judge(env, "cross_validate.fresh_start")


@test_case(name="cross_validate.scale", points=1.0, hidden=False)
def test_scale(env):
    judge(env, "cross_validate.scale")


@test_case(name="cross_validate.unchanged", points=0.5, hidden=False)
def test_unchanged(env):
    judge(env, "cross_validate.unchanged")
