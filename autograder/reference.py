"""The right answers, as the checks ask for them: any object with a Network's fields will do."""

import copy
import pickle
from functools import lru_cache
from typing import Any

from solutions import neural_network

REMEMBERED = 64
SLOW = ("train", "train_minibatch", "cross_validate")

reference: Any = neural_network


class Remembering:
    """The reference for checks: every submission of a class asks for the same trainings."""

    def __getattr__(self, name: str) -> Any:
        function = getattr(neural_network, name)
        if name not in SLOW:
            return function
        return lambda *args: copy.deepcopy(_remembered(name, pickle.dumps(args)))


remembering: Any = Remembering()


@lru_cache(maxsize=REMEMBERED)
def _remembered(name: str, args: bytes) -> Any:
    return getattr(neural_network, name)(*pickle.loads(args))
