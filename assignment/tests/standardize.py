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


@test_case(name="standardize.rows_of_both", points=0.5, hidden=False)
def test_rows_of_both(env):
    judge(env, "standardize.rows_of_both")


@test_case(name="standardize.test_rows_alone", points=0.5, hidden=False)
def test_test_rows_alone(env):
    judge(env, "standardize.test_rows_alone")


@test_case(name="standardize.unchanged", points=0.5, hidden=False)
def test_unchanged(env):
    judge(env, "standardize.unchanged")
