"""The only kind of cache in the kit."""

from collections.abc import Callable, Hashable
from contextvars import ContextVar
from functools import partial, wraps
from threading import Condition
from typing import Any, TypeVar

from cachetools import LRUCache, cached, keys

Function = TypeVar("Function", bound=Callable[..., object])
Keep = Callable[[str, Callable[[], Any]], Any]  # returns what was kept for this call, or calls the function


def _compute(call: str, function: Callable[[], Any]) -> Any:
    return function()


KEEP: ContextVar[Keep] = ContextVar("KEEP", default=_compute)  # the grader sets one that reads and writes a disk


def remembered(
    most: int,
    key: Callable[..., Hashable] = keys.hashkey,
    size: Callable[[Any], int] = lambda value: 1,
    lasting: bool = False,
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
    lasting : bool
        Whether the grader may keep results on disk for its next run. They must be plain data, and the code and the
        ``repr`` of the key must decide them.
    """
    cache: LRUCache[Hashable, Any] = LRUCache(most, getsizeof=size)

    def decorate(function: Function) -> Function:
        asked = _lasting(function, key) if lasting else function
        return cached(cache, key=key, condition=Condition())(asked)  # type: ignore[return-value]

    return decorate


def _lasting(function: Callable[..., Any], key: Callable[..., Hashable]) -> Callable[..., Any]:
    name = f"{function.__module__}.{function.__qualname__}"

    @wraps(function)
    def asked(*args: Any, **kwargs: Any) -> Any:
        return KEEP.get()(f"{name} {key(*args, **kwargs)!r}", partial(function, *args, **kwargs))

    return asked
