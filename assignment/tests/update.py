"""The update checks for Otter. Generated: do not edit."""

from otter.test_files import test_case

from assignment.engine.otter import judge

OK_FORMAT = False

name = "update"


@test_case(name="update.shapes", points=1.0, hidden=False)
def test_shapes(env):
    judge(env, "update.shapes")


@test_case(name="update.weights", points=1.0, hidden=False)
def test_weights(env):
    judge(env, "update.weights")


@test_case(name="update.biases", points=1.0, hidden=False)
def test_biases(env):
    judge(env, "update.biases")


@test_case(name="update.rates", points=0.5, hidden=False)
def test_rates(env):
    judge(env, "update.rates")


@test_case(name="update.unchanged", points=1.0, hidden=False)
def test_unchanged(env):
    judge(env, "update.unchanged")
