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


@test_case(name="loss.unchanged", points=1.0, hidden=False)
def test_unchanged(env):
    judge(env, "loss.unchanged")
