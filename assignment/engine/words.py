"""Sentences for outcomes and reasons, in the reader's language."""

from .language import _, recognised, said
from .outcomes import Outcome, Reason, Why

YOUR_FILE = _("your file")
EXCEPTION = _("an exception")
THIS = _("this")
IN_PART = _("the part of {function}{place} is not written yet")

SENTENCES: dict[Reason, str] = {
    Reason.NOT_WRITTEN: _("{function} is not written yet"),
    Reason.NO_FUNCTION: _("your file has no function {function}"),
    Reason.SYNTAX: _("Python cannot read the file"),
    Reason.NO_FILE: _("there is no file {function}: does it have another name, or is it in another folder?"),
    Reason.CANNOT_READ: _("{function} cannot be read"),
    Reason.HAND_IN: "{text}",
    Reason.RAISED: _("your code raised {kind}{place}{inside}"),
    Reason.NOT_LENT: _("a right version stands in for your {function} here, and does not take this call{place}"),
    Reason.RETURNED_NONE: _(
        "{function} returned None: is a return missing, or did no if lead to one? append returns None, too"
    ),
    Reason.UNUSABLE: _("{function} returned a value that cannot be used"),
    Reason.TOO_LONG: _("{function} was stopped after {limit:.0f} s{place}: infinite loop?"),
    Reason.NOT_TRIED_AGAIN: _("{function} was not called again, because it took too long before"),
    Reason.NO_TIME_LEFT: _("{function} was not called: the calls before it took {minutes:.0f} min"),
    Reason.CPU_TIME: _("{function} was stopped after {limit:.0f} s of processor time"),
    Reason.TOO_MANY_CALLS: _("{function} called other functions {limit:.0f} times: infinite loop?"),
    Reason.TOO_MUCH_MEMORY: _("{function} was ended by the system because it used too much memory"),
    Reason.TOO_MANY_THREADS: _("{function} started more than {limit:.0f} threads"),
    Reason.HUNG_UP: _("{function} closed the connection to the grader"),
    Reason.EXITED: _("{function} ended the process{place}: do not call exit"),
    Reason.CRASHED: _("{function} crashed Python{place}{signal}"),
    Reason.WAITS_FOR: _("{function} takes too long; repair it first"),
    Reason.ONLY_BESIDE: _(
        "this check passes, but it gives points only when a check of this task passes that compares values"
    ),
    Reason.STUMBLED: _("the check could not judge what was returned"),
    Reason.UNREADABLE_FORM: _("what was returned has a form that the check cannot read"),
    Reason.WRITE_FIRST: _("first write {function}: this may follow from it"),
    Reason.REPAIR_FIRST: _("first repair {function}: this may follow from it"),
    Reason.HIDDEN: _("a hidden check does not show what went wrong"),
    Reason.AS_ABOVE: _("as in {function} above: {kind}{place}"),
}
FROM_ELSEWHERE = (  # in the words of the process that runs the student's code
    _("{text}; called in line {line} ({function})"),
    _("called in line {line} ({function})"),
    _("{module} is not allowed: only Python's standard library, {others} and {last} are"),
    _("{module} is not allowed: only Python's standard library and {last} are"),
    _("a relative import"),
    _("do not call exit or quit"),
    _("do not call input: nothing can be typed in here"),
    _("this line belongs to a notebook and is no Python"),
    _("grading does not allow opening this file: {file}"),
    _("a custom exception"),
    _("a value of type {kind}"),
    _("a number of type {kind}"),
    _("an array of type {kind}"),
    _("an array of objects that are not numbers"),
    _("a table in which two columns have the same name"),
    _("nested more than {number} levels deep"),
)
GIB = 1 << 30


def sentence(why: Why, language: str = "en", outcome: Outcome | None = None) -> str:
    """Return one sentence for a reason; see :func:`explained`."""
    return said(explained(why, outcome), language)


def explained(why: Why, outcome: Outcome | None = None) -> str:
    """Return one sentence for a reason, in every language.

    Parameters
    ----------
    why : Why
    outcome : Outcome, optional
        If it is MEMORY, the sentence ends with the limit.
    """
    place = _(" in line {line}", line=why.line) if why.line else ""
    text = _(
        IN_PART if why.reason == Reason.NOT_WRITTEN and why.function and why.line else SENTENCES[why.reason],
        function=why.function or (THIS if why.reason == Reason.NOT_WRITTEN else YOUR_FILE),
        kind=why.kinds[0] if why.kinds else EXCEPTION,
        signal=_(" ({what})", what=why.kinds[0]) if why.kinds else "",
        place=place,
        inside=_(" ({what})", what=why.function) if why.function else "",
        text=why.text,
        limit=why.limit,
        minutes=why.limit / 60,
    )
    if outcome == Outcome.MEMORY and why.limit:
        text = _("{text} (a submission may use {limit:g} GiB)", text=text, limit=why.limit / GIB)
    if why.text and why.reason != Reason.HAND_IN:
        at = place if why.reason == Reason.SYNTAX else ""
        text = _("{text}: {details}{place}", text=text, details=recognised(why.text, FROM_ELSEWHERE), place=at)
    return text
