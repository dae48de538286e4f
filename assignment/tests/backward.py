"""The backward checks for Otter. Generated: do not edit."""

from otter.test_files import test_case

from assignment.engine.otter import judge

OK_FORMAT = False

name = "backward"


@test_case(name="backward.shapes", points=2.0, hidden=False)
def test_shapes(env):
    judge(env, "backward.shapes")


@test_case(name="backward.numerical_output", points=2.0, hidden=False)
def test_numerical_output(env):
    judge(env, "backward.numerical_output")


@test_case(name="backward.numerical_hidden", points=2.0, hidden=False)
def test_numerical_hidden(env):
    judge(env, "backward.numerical_hidden")


@test_case(name="backward.numerical_output_bias", points=0.5, hidden=False)
def test_numerical_output_bias(env):
    judge(env, "backward.numerical_output_bias")


@test_case(name="backward.numerical_hidden_bias", points=0.5, hidden=False)
def test_numerical_hidden_bias(env):
    judge(env, "backward.numerical_hidden_bias")


@test_case(name="backward.worked_example", points=1.0, hidden=False)
def test_worked_example(env):
    judge(env, "backward.worked_example")


@test_case(name="backward.unchanged", points=1.0, hidden=False)
def test_unchanged(env):
    judge(env, "backward.unchanged")
