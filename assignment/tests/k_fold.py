"""The k_fold checks for Otter. Generated: do not edit."""

from otter.test_files import test_case

from assignment.engine.otter import judge

OK_FORMAT = False

name = "k_fold"


@test_case(name="k_fold.partition", points=1.0, hidden=False)
def test_partition(env):
    judge(env, "k_fold.partition")


@test_case(name="k_fold.sizes", points=0.5, hidden=False)
def test_sizes(env):
    judge(env, "k_fold.sizes")


@test_case(name="k_fold.complement", points=0.5, hidden=False)
def test_complement(env):
    judge(env, "k_fold.complement")


@test_case(name="k_fold.seeds", points=1.0, hidden=False)
def test_seeds(env):
    judge(env, "k_fold.seeds")


@test_case(name="k_fold.errors", points=0.5, hidden=False)
def test_errors(env):
    judge(env, "k_fold.errors")
