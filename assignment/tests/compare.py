"""The compare checks for Otter. Generated: do not edit."""

from otter.test_files import test_case

from assignment.engine.otter import judge

OK_FORMAT = False

name = "compare"


@test_case(name="compare.layout", points=1.0, hidden=False)
def test_layout(env):
    judge(env, "compare.layout")


@test_case(name="compare.unchanged", points=0.5, hidden=False)
def test_unchanged(env):
    judge(env, "compare.unchanged")
