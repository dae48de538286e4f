"""Execute a student's file as a module, and call its functions on copies."""

import builtins
import codecs
import copy
import sys
import types
from dataclasses import dataclass, is_dataclass
from typing import Any

import numpy as np

from .homework import Homework
from .language import _
from .outcomes import Outcome, Reason, Stopped, Why
from .plain import NO_CLASSES, NotPlain, plain
from .records import Classes, classes_of, fields
from .table import Table

TOP_LEVEL = _("the top level of the file")
OF_NOTEBOOK = _("this line belongs to a notebook and is no Python")
OWN_NAMES = frozenset({"AxisError", "LinAlgError"})  # exceptions of NumPy that are shown by their names


@dataclass(frozen=True)
class Reply:
    """The result of a call.

    Parameters
    ----------
    value : plain data
    changed : tuple of int
        Positions of the arguments that the call changed in place.
    """

    value: Any
    changed: tuple[int, ...] = ()


def decode_source(data: bytes) -> str:
    """Return the text of a submitted file: UTF-8, with or without a byte order mark, or GBK.

    Raises
    ------
    ValueError
        With a sentence, if it is neither.
    """
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise ValueError(_("the file is saved as UTF-16: save it as UTF-8"))
    if b"\0" in data:
        raise ValueError(_("the file is not plain text (it contains NUL bytes): save it as UTF-8"))
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise ValueError(_("the file is neither UTF-8 nor GBK text: save it as UTF-8"))


def compiled(homework: Homework, source: str, filename: str) -> types.CodeType:
    """Return the code of a student's file; raise Stopped if it has a syntax error."""
    try:
        return compile(source, filename, "exec", dont_inherit=True)
    except BaseException as error:
        raise _not_loaded(error, filename, homework) from None


def load(homework: Homework, source: str | types.CodeType, filename: str, place: str = "") -> types.ModuleType:
    """Execute a student's file as the module that the homework asks for.

    Parameters
    ----------
    homework : Homework
    source : str or code
    filename : str
        The file name in tracebacks.
    place : str, optional
        The value of ``__file__``; the file name by default.

    Raises
    ------
    Stopped
        If the file has a syntax error or cannot be executed to its end.
    """
    code = compiled(homework, source, filename) if isinstance(source, str) else source
    module = types.ModuleType(homework.module)
    module.__file__ = place or filename
    module.__dict__["__builtins__"] = {**vars(builtins), "__import__": _guarded_import(homework)}
    sys.modules[homework.module] = module
    try:
        exec(code, module.__dict__)
    except BaseException as error:
        raise _not_loaded(error, filename, homework) from None
    return module


def _not_loaded(error: BaseException, filename: str, homework: Homework) -> Stopped:
    if isinstance(error, SyntaxError):
        text = OF_NOTEBOOK if (error.text or "").lstrip()[:1] in ("%", "!") else error.msg
        return Stopped(Outcome.ERROR, Why(Reason.SYNTAX, text=text, line=error.lineno), error.lineno)
    return stopped_by(error, filename, homework)


def call(homework: Homework, module: Any, filename: str, name: str, args: tuple[Any, ...]) -> Reply:
    """Call a function of the student's module on copies of the arguments.

    Raises
    ------
    Stopped
        If there is no such function, if it raises, or if it returns something unusable.
    """
    function = getattr(module, name, None)
    if not callable(function):
        raise Stopped(Outcome.ERROR, Why(Reason.NO_FUNCTION, name))
    classes = classes_of(module, homework.records)
    try:
        given = [own(arg, classes) for arg in args]
        value = plain(function(*given), classes)
        changed = tuple(i for i, (old, new) in enumerate(zip(args, given, strict=True)) if not _same(old, new))
    except NotPlain as error:
        raise Stopped(Outcome.FAILED, Why(Reason.UNUSABLE, name, text=str(error))) from None
    except BaseException as error:
        raise stopped_by(error, filename, homework) from None
    return Reply(value, changed)


def lend(module: Any, name: str, function: Any) -> None:
    """Replace a function by a right version, also where the module keeps it under other names.

    A table such as ``{"square": np.square, "half": half}`` holds the old function object, so its code is
    replaced as well if it is a plain function.
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


def stopped_by(error: BaseException, filename: str, homework: Homework) -> Stopped:
    """Return the outcome and reason for an exception from the student's code, with the line of their file."""
    places = _places(error, filename) or [(None, "")]
    (called, caller), (line, function) = places[0], places[-1]
    statement = called if caller == TOP_LEVEL else None
    if isinstance(error, NotImplementedError):
        written = function if function in homework.functions else ""
        unwritten = Why(Reason.NOT_WRITTEN, written, line=None if _is_all(error, filename) else line)
        return Stopped(Outcome.TODO, unwritten, statement)
    memory = isinstance(error, MemoryError)
    outcome, limit = (Outcome.MEMORY, homework.limits.memory_bytes) if memory else (Outcome.ERROR, 0)
    kinds = tuple(kind.__name__ for kind in type(error).__mro__ if kind not in (object, BaseException))
    try:
        text = _advice(error) or str(error)[:300]
    except Exception:
        text = ""
    if caller != function:  # name the call as well: the mistake may be there
        place = f"called in line {called} ({caller})"
        text = f"{text}; {place}" if text else place
    return Stopped(outcome, Why(Reason.RAISED, function, kinds or ("BaseException",), text, line, limit), statement)


def known_kind(kind: str) -> str:
    """Return the name of an exception class if it belongs to Python or NumPy, else a neutral word.

    A class name that the student chose could reveal a hidden input.
    """
    own = getattr(builtins, kind, None)
    builtin = isinstance(own, type) and issubclass(own, BaseException)
    return kind if builtin or kind in OWN_NAMES else "a custom exception"


def _advice(error: BaseException) -> str:
    """Return a sentence for an exception whose own message would not help a student."""
    if isinstance(error, SystemExit):
        return "do not call exit or quit"
    if isinstance(error, EOFError) or (isinstance(error, OSError) and "stdin" in str(error)):
        return "do not call input: nothing can be typed in here"
    if isinstance(error, NameError) and error.name == "get_ipython":
        return OF_NOTEBOOK
    return ""


def passed(error: BaseException, filename: str) -> list[types.TracebackType]:
    """Return the places in the file through which an exception passed, the outermost call first."""
    traces, trace = [], error.__traceback__
    while trace:
        traces += [trace] if trace.tb_frame.f_code.co_filename == filename else []
        trace = trace.tb_next
    return traces


def _places(error: BaseException, filename: str) -> list[tuple[int | None, str]]:
    """Return their lines and functions."""
    places: list[tuple[int | None, str]] = []
    for trace in passed(error, filename):
        name = trace.tb_frame.f_code.co_qualname.partition(".<")[0].rpartition(".")[2]  # not <listcomp>
        places.append((trace.tb_lineno, TOP_LEVEL if name == "<module>" else name))
    return places


def _is_all(error: BaseException, filename: str) -> bool:
    """Return whether the function that raised consists of this one line."""
    for trace in passed(error, filename)[-1:]:
        code = trace.tb_frame.f_code
        return {line for *_span, line in code.co_lines() if line} <= {code.co_firstlineno, trace.tb_lineno}
    return False


def _guarded_import(homework: Homework) -> Any:
    """Return an ``__import__`` for a student's file that refuses all packages but the allowed ones."""
    allowed = allowed_modules(homework)

    def guarded(name: str, globals: Any = None, locals: Any = None, fromlist: Any = (), level: int = 0) -> Any:
        top = name.partition(".")[0]
        if level or top not in allowed:
            raise ModuleNotFoundError(not_allowed(homework, top))
        return builtins.__import__(name, globals, locals, fromlist, level)

    return guarded


def not_allowed(homework: Homework, package: str) -> str:
    """Return what is said of an import that is refused; of a relative one, if there is no package."""
    *others, last = "Python's standard library", *homework.imports  # the sentence is known to words.py
    return f"{package or 'a relative import'} is not allowed: only {', '.join(others)} and {last} are"


def allowed_modules(homework: Homework) -> frozenset[str]:
    """Return the modules that a submission may import."""
    return frozenset(sys.stdlib_module_names) | {*homework.imports, homework.module}


def own(value: Any, classes: Classes = NO_CLASSES) -> Any:
    """Return a copy of plain data, with the student's own records in place of the grader's."""
    kind = type(value)
    if kind is np.ndarray:
        return value.copy()
    if kind is list or kind is tuple:
        return kind([own(item, classes) for item in value])
    if kind is str:
        return sys.intern(value)  # so that a comparison with "is" gives the same result as in the student's own process
    if kind is Table:
        return value.frame()
    if kind in classes:
        return classes[kind](**vars(value))
    return value if isinstance(value, (int, float)) else copy.deepcopy(value)


def _same(old: Any, new: Any) -> bool:
    kind = type(old)
    if kind is np.ndarray:
        if type(new) is not kind or old.shape != new.shape or old.dtype != new.dtype:
            return False
        return old.tobytes() == new.tobytes() or np.array_equal(old, new, equal_nan=old.dtype.kind == "f")
    if kind is list or kind is tuple:
        return type(new) is kind and len(old) == len(new) and all(map(_same, old, new))
    if is_dataclass(kind) and kind is not Table:
        return _same_record(old, new)
    if kind is Table:
        return old.frame().equals(new)
    return kind is type(new) and bool(old == new)


def _same_record(old: Any, new: Any) -> bool:
    names = fields(type(old))
    if all(getattr(new, name, None) is getattr(old, name) for name in names):  # these are immutable
        return True
    fresh = own(old, {type(old): type(new)})  # their class may keep them in another form
    return all(_same(getattr(fresh, name), getattr(new, name)) for name in names)
