"""The sgd checks for Otter. Generated: do not edit."""

from otter.test_files import test_case

from assignment.engine.otter import judge

OK_FORMAT = False

name = "sgd"


@test_case(name="sgd.every_epoch", points=1.0, hidden=False)
def test_every_epoch(env):
    judge(env, "sgd.every_epoch")


@test_case(name="sgd.full_batch", points=1.0, hidden=False)
def test_full_batch(env):
    judge(env, "sgd.full_batch")


@test_case(name="sgd.seeds", points=0.5, hidden=False)
def test_seeds(env):
    judge(env, "sgd.seeds")


@test_case(name="sgd.unchanged", points=0.5, hidden=False)
def test_unchanged(env):
    judge(env, "sgd.unchanged")
