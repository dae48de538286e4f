"""The backward checks for Otter. Generated: do not edit."""

from otter.test_files import test_case

from assignment.engine.otter import judge

OK_FORMAT = False

name = "backward"


@test_case(name="backward.numerical_output", points=3.5, hidden=False)
def test_numerical_output(env):
    judge(env, "backward.numerical_output")


@test_case(name="backward.numerical_output_bias", points=1.0, hidden=False)
def test_numerical_output_bias(env):
    judge(env, "backward.numerical_output_bias")


@test_case(name="backward.numerical_hidden", points=3.5, hidden=False)
def test_numerical_hidden(env):
    judge(env, "backward.numerical_hidden")


@test_case(name="backward.numerical_hidden_bias", points=0.5, hidden=False)
def test_numerical_hidden_bias(env):
    judge(env, "backward.numerical_hidden_bias")


@test_case(name="backward.worked_example", points=1.0, hidden=False)
def test_worked_example(env):
    judge(env, "backward.worked_example")


@test_case(name="backward.sigmoid_output", points=0.5, hidden=False)
def test_sigmoid_output(env):
    judge(env, "backward.sigmoid_output")


@test_case(name="backward.tanh_layer", points=0.5, hidden=False)
def test_tanh_layer(env):
    judge(env, "backward.tanh_layer")


@test_case(name="backward.relu_layer", points=0.5, hidden=False)
def test_relu_layer(env):
    judge(env, "backward.relu_layer")


@test_case(name="backward.two_hidden_layers", points=0.5, hidden=False)
def test_two_hidden_layers(env):
    judge(env, "backward.two_hidden_layers")


@test_case(name="backward.logistic_regression", points=0.5, hidden=False)
def test_logistic_regression(env):
    judge(env, "backward.logistic_regression")


@test_case(name="backward.shapes", points=2.0, hidden=False)
def test_shapes(env):
    judge(env, "backward.shapes")


@test_case(name="backward.penalised", points=0.5, hidden=False)
def test_penalised(env):
    judge(env, "backward.penalised")


@test_case(name="backward.squared_error", points=0.5, hidden=False)
def test_squared_error(env):
    judge(env, "backward.squared_error")


@test_case(name="backward.softmax_squared_error", points=0.5, hidden=False)
def test_softmax_squared_error(env):
    judge(env, "backward.softmax_squared_error")


@test_case(name="backward.squared_error_below", points=0.5, hidden=False)
def test_squared_error_below(env):
    judge(env, "backward.squared_error_below")


@test_case(name="backward.unchanged", points=1.0, hidden=False)
def test_unchanged(env):
    judge(env, "backward.unchanged")
