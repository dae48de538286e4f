"""The forward checks for Otter. Generated: do not edit."""

from otter.test_files import test_case

from assignment.engine.otter import judge

OK_FORMAT = False

name = "forward"


@test_case(name="forward.shapes", points=2.0, hidden=False)
def test_shapes(env):
    judge(env, "forward.shapes")


@test_case(name="forward.published", points=2.0, hidden=False)
def test_published(env):
    judge(env, "forward.published")


@test_case(name="forward.bias", points=2.0, hidden=False)
def test_bias(env):
    judge(env, "forward.bias")


@test_case(name="forward.no_hidden_layer", points=1.0, hidden=False)
def test_no_hidden_layer(env):
    judge(env, "forward.no_hidden_layer")


@test_case(name="forward.sigmoid_layer", points=0.5, hidden=False)
def test_sigmoid_layer(env):
    judge(env, "forward.sigmoid_layer")


@test_case(name="forward.tanh_layer", points=0.5, hidden=False)
def test_tanh_layer(env):
    judge(env, "forward.tanh_layer")


@test_case(name="forward.relu_layer", points=0.5, hidden=False)
def test_relu_layer(env):
    judge(env, "forward.relu_layer")


@test_case(name="forward.softmax_layer", points=0.5, hidden=False)
def test_softmax_layer(env):
    judge(env, "forward.softmax_layer")


@test_case(name="forward.several_sigmoids", points=0.5, hidden=False)
def test_several_sigmoids(env):
    judge(env, "forward.several_sigmoids")


@test_case(name="forward.identity_layer", points=0.5, hidden=False)
def test_identity_layer(env):
    judge(env, "forward.identity_layer")


@test_case(name="forward.second_hidden_layer", points=0.5, hidden=False)
def test_second_hidden_layer(env):
    judge(env, "forward.second_hidden_layer")


@test_case(name="forward.unchanged", points=1.0, hidden=False)
def test_unchanged(env):
    judge(env, "forward.unchanged")
