"""Run a student's file as a module, and call its functions on copies."""

import builtins
import copy
import sys
import types
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from .network import FIELDS, Network
from .plain import NotPlain, plain
from .stopped import Stopped, sentence_for
from .table import Table

NAME = "neural_network"
ALLOWED = frozenset(sys.stdlib_module_names) | {"numpy", "pandas", NAME}


@dataclass(frozen=True)
class Reply:
    """What a call gave back.

    Parameters
    ----------
    value : plain data
    changed : tuple of int
        Positions of the arguments that the call changed in place.
    """

    value: Any
    changed: tuple[int, ...] = ()


def decode_source(data: bytes) -> str:
    """The text of a submitted file: UTF-8, with or without a byte order mark, or GBK.

    Raises
    ------
    ValueError
        With a sentence, for anything else.
    """
    if b"\0" in data:
        raise ValueError("the file is not plain text (it contains NUL bytes): save it as UTF-8")
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise ValueError("the file is neither UTF-8 nor GBK text: save it as UTF-8")


def compiled(source: str, filename: str) -> types.CodeType:
    """The code of a student's file; Stopped if it has a syntax error."""
    try:
        return compile(source, filename, "exec", dont_inherit=True)
    except BaseException as error:
        raise _not_loaded(error, filename) from None


def load(source: str | types.CodeType, filename: str, place: str = "") -> types.ModuleType:
    """Execute a student's file as the module ``neural_network``.

    Parameters
    ----------
    source : str or code
    filename : str
        The file name in tracebacks.
    place : str, optional
        What ``__file__`` says; the file name by default.

    Raises
    ------
    Stopped
        If the file has a syntax error or cannot be executed to its end.
    """
    code = compiled(source, filename) if isinstance(source, str) else source
    module = types.ModuleType(NAME)
    module.__file__ = place or filename
    module.__dict__["__builtins__"] = {**vars(builtins), "__import__": _import}
    sys.modules[NAME] = module
    try:
        exec(code, module.__dict__)
    except BaseException as error:
        raise _not_loaded(error, filename) from None
    return module


def _not_loaded(error: BaseException, filename: str) -> Stopped:
    if isinstance(error, SyntaxError):
        text = f"{error.msg} in line {error.lineno}"
        return Stopped("error", sentence_for("error", "", ""), text=text, line=error.lineno)
    return stopped_by(error, filename)


def call(module: Any, filename: str, name: str, args: tuple[Any, ...], kwargs: Mapping[str, Any]) -> Reply:
    """Call a function of the student's module on copies of the arguments.

    Raises
    ------
    Stopped
        If there is no such function, if it raises, or if it returns something unusable.
    """
    function = getattr(module, name, None)
    if not callable(function):
        raise Stopped("error", sentence_for("error", "", name), function=name)
    network_class = getattr(module, "Network", None)
    network_class = network_class if isinstance(network_class, type) else None
    try:
        given = [own(arg, network_class) for arg in args]
        value = plain(function(*given, **kwargs), network_class)
        changed = tuple(i for i, (old, new) in enumerate(zip(args, given, strict=True)) if not _same(old, new))
    except NotPlain as error:
        raise Stopped("failed", sentence_for("failed", name, name), text=str(error), function=name) from None
    except BaseException as error:
        raise stopped_by(error, filename) from None
    return Reply(value, changed)


def lend(module: Any, name: str, function: Any) -> None:
    """Put a right version in a function's place, also where the module keeps it under other names.

    A table such as ``{"tanh": np.tanh, "relu": relu}`` holds the old function object: its code is
    exchanged as well, where it is a plain one.
    """
    own = getattr(module, name, None)
    setattr(module, name, function)
    if isinstance(own, types.FunctionType) and not own.__code__.co_freevars and own.__globals__ is vars(module):
        hidden = f"_lent_{name}"
        setattr(module, hidden, function)
        scope: dict[str, Any] = {}
        exec(f"def {name}(*args, **kwargs):\n    return {hidden}(*args, **kwargs)\n", scope)
        own.__code__ = scope[name].__code__
        own.__defaults__ = own.__kwdefaults__ = None


def stopped_by(error: BaseException, filename: str) -> Stopped:
    """What an exception from the student's code means, with the line of his file."""
    places = _places(error, filename) or [(None, "")]
    (called, caller), (line, function) = places[0], places[-1]
    if isinstance(error, NotImplementedError):
        return Stopped("todo", sentence_for("todo", function, function), line=line, function=function)
    outcome = "memory" if isinstance(error, MemoryError) else "error"
    kinds = tuple(kind.__name__ for kind in type(error).__mro__ if kind not in (object, BaseException))
    try:
        text = _advice(error) or str(error)[:300]
    except Exception:
        text = ""
    if caller != function:  # the mistake may be in the call
        text = f"{text}; called in line {called} ({caller})"
    return Stopped(outcome, kinds=kinds or ("BaseException",), text=text, line=line, function=function)


def _advice(error: BaseException) -> str:
    """In our words, where Python's would not help."""
    if isinstance(error, SystemExit):
        return "do not call exit or quit"
    if isinstance(error, EOFError) or (isinstance(error, OSError) and "stdin" in str(error)):
        return "do not call input: there is nobody to type"
    return ""


def _places(error: BaseException, filename: str) -> list[tuple[int | None, str]]:
    """Lines and functions of the file in which an exception was raised, the outermost call first."""
    places: list[tuple[int | None, str]] = []
    trace = error.__traceback__
    while trace:
        if trace.tb_frame.f_code.co_filename == filename:
            name = trace.tb_frame.f_code.co_qualname.partition(".<")[0].rpartition(".")[2]  # not <listcomp>
            places.append((trace.tb_lineno, "the top level of the file" if name == "<module>" else name))
        trace = trace.tb_next
    return places


def _import(name: str, globals: Any = None, locals: Any = None, fromlist: Any = (), level: int = 0) -> Any:
    top = name.partition(".")[0]
    if level or top not in ALLOWED:
        raise ModuleNotFoundError(
            f"{top or 'a relative import'} is not allowed: only Python's standard library, numpy and pandas are"
        )
    return builtins.__import__(name, globals, locals, fromlist, level)


def own(value: Any, network_class: type | None = None) -> Any:
    """A copy of plain data, with the student's own Network, if there is one, in place of the grader's."""
    kind = type(value)
    if kind is np.ndarray:
        return value.copy()
    if kind is list or kind is tuple:
        return kind([own(item, network_class) for item in value])
    if kind is Network:
        return network_class(**vars(value)) if network_class else value
    if kind is Table:
        return value.frame()
    if kind is str:
        return sys.intern(value)  # a comparison by "is" works in his own process, too
    return value if isinstance(value, (int, float)) else copy.deepcopy(value)


def _same(old: Any, new: Any) -> bool:
    kind = type(old)
    if kind is Network:
        return _same_network(old, new)
    if kind is Table:
        return old.frame().equals(new)
    if kind is not type(new):
        return False
    if kind is np.ndarray:
        if old.shape != new.shape or old.dtype != new.dtype:
            return False
        return old.tobytes() == new.tobytes() or np.array_equal(old, new, equal_nan=old.dtype.kind == "f")
    if kind is list or kind is tuple:
        return len(old) == len(new) and all(map(_same, old, new))
    return bool(old == new)


def _same_network(old: Network, new: Any) -> bool:
    fields = vars(old)
    if all(getattr(new, field, None) is fields[field] for field in FIELDS):  # these are immutable
        return True
    fresh = own(old, type(new))  # his class may keep them in another form
    return all(_same(getattr(fresh, field), getattr(new, field)) for field in FIELDS)
