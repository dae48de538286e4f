"""Wrong beliefs about cross-validation."""

from typing import Any

import numpy as np

from assignment.engine.answers import asked, computed, same
from assignment.engine.mistakes import On, Responses, Shrinking, TaskMistakes
from assignment.questions.cross_validate import ASKED
from solutions import neural_network as reference
from solutions import trainings

from . import smaller
from . import standardize as scaling
from .habits import varied_shares
from .on import pick, words

RATES = {f"U05:{rate}": rate for rate in (1.0, 0.1, 0.01, 0.5)}
SEEDS = {"K14": 0, "K14:1": 1, "K14:42": 42}
SHUFFLES: dict[str, Any] = {"K02": np.random.default_rng, "K02:old": np.random.RandomState}
SWITCHES = {
    "cross_validate": (
        *words("E01 E02 E02:percent E03 E03:squares E04 E04:labels E07 E07:pooled E07:sum"),
        *words("E08 E11 E11:two E15 E15:folds E17 E17:each"),
        *words("K02 K02:old K09 K11 K12 K13 K13:all"),
        *SEEDS,
        *words("K18 K18:back K18:last K19 K19:all K19:one"),
        *words("S01 S02 S10 S14 T01"),
        *RATES,
    )
}


def cross_validate(
    on: On, network: Any, X: Any, y: Any, folds: Any, learning_rate: float, epochs: int, seed: int
) -> Any:
    """Wrong rows (K..), wrong scales (S..), wrong starts (K09, K14, T01), wrong counts (E..)."""
    rate = pick(on, RATES, learning_rate)
    seed = pick(on, SEEDS, seed)
    for switch, generator in SHUFFLES.items():
        X = generator(seed).permutation(X) if switch in on else X
    shifted = {"K18": np.roll(y, -1), "K18:back": np.roll(y, 1), "K18:last": np.append(y[1:], y[-1])}
    y = pick(on, shifted, y)
    X = reference.standardize(X, X)[0] if "S01" in on else X
    params = reference.init_params(network, seed)
    if "T01" in on:
        params = [(np.zeros_like(W), b) for W, b in params]
    accuracies, hits, rows, start = [], 0.0, 0, params
    if "K19:one" in on:
        folds, on = [(np.arange(len(X)),) * 2], on | {"K12"}
    for train, test in folds:
        train, test = (test, train) if "K11" in on else (train, test)
        train = np.arange(len(X)) if on & {"K19", "K19:all"} else train
        test = train if on & {"E08", "K19:all"} else test
        A, B = (
            (X[train], X[test]) if on & {"S01", "S10"} else scaling.standardize(on & {"S02", "S14"}, X[train], X[test])
        )
        Y = reference.encode_targets(network, y[train])
        params, _ = reference.train(network, params if "K09" in on else start, A, Y, rate, epochs)
        right = _share(on, network, reference.forward(network, params, B)[-1], y[test])
        hits, rows = hits + right * len(test), rows + len(test)
        counted = {
            "E15": right * len(test) / len(X),
            "E15:folds": right / len(folds),
            "E02": right * len(test),
            "E07": hits / len(test),
            "E07:pooled": hits / rows,
        }
        accuracies.append(pick(on, counted, right))
    values = np.cumsum(accuracies) if "E07:sum" in on else np.array(accuracies)
    values = 100 * values if "E02:percent" in on else 1 - values if "E03" in on else values
    if on & {"E17", "E17:each"}:
        return values.mean() if "E17" in on else np.full(len(folds), values.mean())
    if "K13:all" in on:
        return np.full(len(folds), values.max())
    return values[0] if "K12" in on else values.max() if "K13" in on else values


def _share(on: On, network: Any, Y_hat: Any, y: Any) -> Any:
    """The share of right labels."""
    single = Y_hat.shape[1] == 1
    labels = (Y_hat[:, 0] >= 0.5).astype(int) if single else np.argmax(Y_hat, axis=1)
    if "E11" in on or ("E11:two" in on and Y_hat.shape[1] <= 2):
        labels = Y_hat[:, 0 if single else 1].astype(int)
    if "E04" in on:
        labels = (1 if single else Y_hat.shape[1] - 1) - labels
    if "E04:labels" in on:
        y = 1 - y
    if "E03:squares" in on:
        return np.mean((Y_hat - reference.encode_targets(network, y)) ** 2)
    return np.mean(labels[:, None] == y) if "E01" in on else np.mean(labels == y)


def ignores_seed(responses: Responses) -> str:
    """K14 if cross_validate does not follow its seed, the last argument."""
    args, _ = responses.first
    seeds = (3, 14, 159, 2653, 58979)
    wanted = [computed(trainings.cross_validate, *args[:-1], seed) for seed in seeds]  # first: then lent at once
    answers = [asked(responses.student, "cross_validate", (*args[:-1], seed)) for seed in (*seeds, seeds[0])]
    if not all(varied_shares(answer, len(args[3])) for answer in answers):
        return ""
    differ = not all(same(wanted[0], other) for other in wanted)
    changes = not same(answers[0], answers[-1])
    stays = differ and all(same(answers[0], other) for other in answers)
    return "K14" if changes or stays else ""


TASK = TaskMistakes(
    SWITCHES,
    {"cross_validate": cross_validate},
    ASKED,
    experiments={"cross_validate": (ignores_seed,)},
    shrinking={"cross_validate": Shrinking(smaller.with_folds)},
)
