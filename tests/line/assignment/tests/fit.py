"""The fit checks for Otter. Generated: do not edit."""

from otter.test_files import test_case

from assignment.engine.otter import judge

OK_FORMAT = False

name = "fit"


@test_case(name="fit.exact", points=1.0, hidden=False)
def test_exact(env):
    judge(env, "fit.exact")


@test_case(name="fit.balanced", points=2.0, hidden=False)
def test_balanced(env):
    judge(env, "fit.balanced")
