"""Which processors this process may use, and how jobs share them."""

import os
from collections.abc import Callable


def processors() -> list[int]:
    """Return the processors that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return sorted(os.sched_getaffinity(0))
    return list(range(os.cpu_count() or 1))


def one_each(available: list[int], jobs: int) -> Callable[[], None]:
    """Give each job its own processor, if there are as many: a grader and its worker take turns on it."""
    places = iter(available if len(available) == jobs else ())

    def settle() -> None:
        place = next(places, None)
        if place is not None and hasattr(os, "sched_setaffinity"):
            os.sched_setaffinity(0, {place})  # of this thread, and of what it starts

    return settle
