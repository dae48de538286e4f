"""The loss checks for Otter. Generated: do not edit."""

from otter.test_files import test_case

from assignment.engine.otter import judge

OK_FORMAT = False

name = "loss"


@test_case(name="loss.guessing", points=1.0, hidden=False)
def test_guessing(env):
    judge(env, "loss.guessing")


@test_case(name="loss.coins", points=1.0, hidden=False)
def test_coins(env):
    judge(env, "loss.coins")


@test_case(name="loss.distance", points=1.0, hidden=False)
def test_distance(env):
    judge(env, "loss.distance")


@test_case(name="loss.penalty", points=1.0, hidden=False)
def test_penalty(env):
    judge(env, "loss.penalty")


@test_case(name="loss.finite", points=1.0, hidden=False)
def test_finite(env):
    judge(env, "loss.finite")


@test_case(name="loss.random_labels", points=0.5, hidden=False)
def test_random_labels(env):
    judge(env, "loss.random_labels")


@test_case(name="loss.several_sigmoids", points=0.5, hidden=False)
def test_several_sigmoids(env):
    judge(env, "loss.several_sigmoids")


@test_case(name="loss.distances", points=0.5, hidden=False)
def test_distances(env):
    judge(env, "loss.distances")


@test_case(name="loss.every_weight", points=0.5, hidden=False)
def test_every_weight(env):
    judge(env, "loss.every_weight")


@test_case(name="loss.unchanged", points=1.0, hidden=False)
def test_unchanged(env):
    judge(env, "loss.unchanged")
