"""The hidden_units checks for Otter. Generated: do not edit."""

from otter.test_files import test_case

from assignment.engine.otter import judge

OK_FORMAT = False

name = "hidden_units"


@test_case(name="hidden_units.scores", points=1.0, hidden=False)
def test_scores(env):
    judge(env, "hidden_units.scores")


@test_case(name="hidden_units.best", points=1.0, hidden=False)
def test_best(env):
    judge(env, "hidden_units.best")


@test_case(name="hidden_units.scale", points=0.5, hidden=False)
def test_scale(env):
    judge(env, "hidden_units.scale")


@test_case(name="hidden_units.unchanged", points=0.5, hidden=False)
def test_unchanged(env):
    judge(env, "hidden_units.unchanged")
