"""Wrong beliefs about a step of gradient descent."""

from collections.abc import Iterator
from typing import Any

from assignment.engine.mistakes import Args, On, Shrinking, TaskMistakes
from assignment.questions.update import ASKED

from .habits import sizes_written_in
from .on import pick

RATES = {f"U05:{rate}": rate for rate in (1.0, 0.1, 0.01, 0.001, 0.5, 0.05)}
SWITCHES = {
    "update": (
        "U01",
        "U01:weights",
        "U02",
        "U04",
        "U04:first",
        "U04:last",
        *RATES,
        "U06",
        "U06:step",
        "U06:down",
        "U08",
        "U08:params",
        "U08:step",
        "U08:weights",
        "B05",
    )
}


def update(on: On, params: Any, grads: Any, learning_rate: float) -> Any:
    """Uphill (U01), no step (U02), parts left behind (U04), another rate (U05), the gradient itself (U06)."""
    rate = pick(on, RATES, learning_rate)
    rate = -rate if "U01" in on else rate
    if "U02" in on:
        return params
    new = []
    for layer, ((W, b), (dW, db)) in enumerate(zip(params, grads, strict=True)):
        if "U08:params" in on:
            W, b = W.astype(int), b.astype(int)
        if "U06" in on:
            pair = dW, db
        elif on & {"U06:step", "U06:down"}:
            sign = -1 if "U06:down" in on else 1
            pair = sign * rate * dW, sign * rate * db
        else:
            pair = W - rate * dW, b + rate * db if "B05" in on else b - rate * db
        if "U01:weights" in on:
            pair = W + rate * dW, b - rate * db
        if on & {"U08:step", "U08:weights"}:
            moved = (rate * db).astype(int) if "U08:step" in on else rate * db
            pair = W - (rate * dW).astype(int), b - moved
        if "U08" in on:
            pair = pair[0].astype(int), pair[1].astype(int)
        if "U04" in on:
            pair = pair[0], b
        stays = (layer == 0 and "U04:first" in on) or (layer == len(params) - 1 and "U04:last" in on)
        new.append((W, b) if stays else pair)
    return new


def smaller(args: Args) -> Iterator[Args]:
    """One layer, fewer units."""
    params, grads, rate = args
    if len(params) > 1:
        yield from ((params[i : i + 1], grads[i : i + 1], rate) for i in range(len(params)))
    for shape in ((1, 1), (2, 1), (1, 2)):
        small = [[(W[: shape[0], : shape[1]], b[: shape[1]]) for W, b in pairs] for pairs in (params, grads)]
        if small[0][0][0].size < params[0][0].size:
            yield (*small, rate)


TASK = TaskMistakes(
    SWITCHES,
    {"update": update},
    ASKED,
    experiments={"update": (sizes_written_in,)},
    shrinking={"update": Shrinking(smaller)},
    in_pairs=True,
)
