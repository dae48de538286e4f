"""The values checks for Otter. Generated: do not edit."""

from otter.test_files import test_case

from assignment.engine.otter import judge

OK_FORMAT = False

name = "values"


@test_case(name="values.origin", points=1.0, hidden=False)
def test_origin(env):
    judge(env, "values.origin")


@test_case(name="values.level", points=1.0, hidden=False)
def test_level(env):
    judge(env, "values.level")
