"""The gates checks for Otter. Generated: do not edit."""

from otter.test_files import test_case

from assignment.engine.otter import judge

OK_FORMAT = False

name = "gates"


@test_case(name="gates.shapes", points=0.5, hidden=False)
def test_shapes(env):
    judge(env, "gates.shapes")


@test_case(name="gates.corners", points=2.5, hidden=False)
def test_corners(env):
    judge(env, "gates.corners")


@test_case(name="gates.confident", points=2.0, hidden=False)
def test_confident(env):
    judge(env, "gates.confident")
