"""The standardize checks for Otter. Generated: do not edit."""

from otter.test_files import test_case

from assignment.engine.otter import judge

OK_FORMAT = False

name = "standardize"


@test_case(name="standardize.fitted_part", points=1.0, hidden=False)
def test_fitted_part(env):
    judge(env, "standardize.fitted_part")


@test_case(name="standardize.constant_column", points=0.5, hidden=False)
def test_constant_column(env):
    judge(env, "standardize.constant_column")


@test_case(name="standardize.unchanged", points=0.5, hidden=False)
def test_unchanged(env):
    judge(env, "standardize.unchanged")
