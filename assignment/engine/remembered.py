"""The only kind of cache in the kit."""

from collections.abc import Callable, Hashable
from threading import Condition
from typing import Any, TypeVar

from cachetools import LRUCache, cached, keys

Function = TypeVar("Function", bound=Callable[..., object])


def remembered(
    most: int,
    key: Callable[..., Hashable] = keys.hashkey,
    size: Callable[[Any], int] = lambda value: 1,
) -> Callable[[Function], Function]:
    """Remember what a function returned for each call.

    If several threads make the same call at the same time, one computes and the others wait.
    So the function must not call itself with the same key: it would wait for itself.

    Parameters
    ----------
    most : int
        How many results are kept, or how large they may be together; the least recently used one
        is dropped first.
    key : callable, optional
        Returns the same key for calls with the same result.
    size : callable, optional
        Returns the size of a result; each counts 1 by default.
    """
    cache: LRUCache[Hashable, Any] = LRUCache(most, getsizeof=size)
    return cached(cache, key=key, condition=Condition())  # type: ignore[return-value]
