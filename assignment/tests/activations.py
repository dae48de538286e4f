"""The activations checks for Otter. Generated: do not edit."""

from otter.test_files import test_case

from assignment.engine.otter import judge

OK_FORMAT = False

name = "activations"


@test_case(name="activations.sigmoid_values", points=1.0, hidden=False)
def test_sigmoid_values(env):
    judge(env, "activations.sigmoid_values")


@test_case(name="activations.sigmoid_large", points=0.5, hidden=False)
def test_sigmoid_large(env):
    judge(env, "activations.sigmoid_large")


@test_case(name="activations.relu", points=1.0, hidden=False)
def test_relu(env):
    judge(env, "activations.relu")


@test_case(name="activations.softmax_rows", points=1.0, hidden=False)
def test_softmax_rows(env):
    judge(env, "activations.softmax_rows")


@test_case(name="activations.softmax_large", points=0.5, hidden=False)
def test_softmax_large(env):
    judge(env, "activations.softmax_large")


@test_case(name="activations.gradient_sigmoid", points=1.0, hidden=False)
def test_gradient_sigmoid(env):
    judge(env, "activations.gradient_sigmoid")


@test_case(name="activations.gradient_relu", points=1.0, hidden=False)
def test_gradient_relu(env):
    judge(env, "activations.gradient_relu")


@test_case(name="activations.unknown_name", points=1.0, hidden=False)
def test_unknown_name(env):
    judge(env, "activations.unknown_name")


@test_case(name="activations.softmax_ratios", points=0.5, hidden=False)
def test_softmax_ratios(env):
    judge(env, "activations.softmax_ratios")


@test_case(name="activations.gradient_differences", points=0.5, hidden=False)
def test_gradient_differences(env):
    judge(env, "activations.gradient_differences")


@test_case(name="activations.unchanged", points=1.0, hidden=False)
def test_unchanged(env):
    judge(env, "activations.unchanged")
