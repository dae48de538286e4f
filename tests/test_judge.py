"""Judging a task: what its arguments decide, what counts, and what a student may be shown."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assignment.engine import expect, report
from assignment.engine.homework import Homework, Task
from assignment.engine.judge import Openers, judge_task, judge_tasks
from assignment.engine.language import LANGUAGES
from assignment.engine.module import Reply
from assignment.engine.outcomes import Outcome, Reason, Stopped, Why
from assignment.engine.registry import Check, Kind
from assignment.engine.student import Student
from assignment.engine.verdicts import Judged, Verdict, Verdicts

BASE = Task("base", ("a", "b"), 2, {})
TOP = Task("top", ("c", "d"), 2, {}, builds_on=("a",))
HOMEWORK = Homework("tests.none", Path(), "Two tasks", "two.py", (BASE, TOP))
WHYS = {
    Outcome.TODO: Why(Reason.NOT_WRITTEN, "a"),
    Outcome.ERROR: Why(Reason.RAISED, "inner", ("ValueError",), "secret"),
    Outcome.TIMEOUT: Why(Reason.TOO_LONG),
    Outcome.MEMORY: Why(Reason.TOO_MUCH_MEMORY),
    Outcome.KILLED: Why(Reason.EXITED),
}
ENDINGS = (Outcome.PASSED, Outcome.FAILED, *WHYS, Outcome.FAULT)
Endings = Mapping[str, Outcome]  # how the check of each function ends


def check(task: Task, name: str, **options: Any) -> Check:
    """Make a check of one function; the student's transport decides how it ends."""

    def function(nn: Student, rng: np.random.Generator) -> None:
        answer = nn.own(name)
        if answer == "odd":
            raise TypeError("the check did not expect this")
        expect.require(answer == "right", "it is wrong", got="4.25", expected="2.5")

    return Check(task.name, name, f"the check of {name}", 1, function, **options)


def student(endings: Endings, called: list[str]) -> Student:
    def transport(name: str, args: tuple[Any, ...]) -> Reply:
        called.append(name)
        ending = endings.get(name, Outcome.PASSED)
        if ending in WHYS:
            raise Stopped(ending, WHYS[ending])
        return Reply({Outcome.PASSED: "right", Outcome.FAILED: "wrong", Outcome.FAULT: "odd"}[ending])

    return Student(transport)


class Ways:
    """Openers of students whose calls end as the test says; they record what was opened and called."""

    def __init__(
        self,
        fresh: Endings,
        kept: Endings | None = None,
        lent: Endings | None = None,
        some_lent: Endings | None = None,  # where right versions of some functions only are lent
    ) -> None:
        self.opened: list[str] = []
        self.called: list[str] = []
        every = fresh if lent is None else lent
        some = every if some_lent is None else some_lent

        def lend(task: Task, names: frozenset[str]) -> Student:
            self.opened.append(f"lent {' '.join(sorted(names))} {task.name}")
            return student(every if names == {*task.builds_on} else some, self.called)

        self.openers = Openers(
            self._opener("fresh", fresh),
            None if kept is None else self._opener("kept", kept),
            None if lent is None else lend,
        )

    def _opener(self, way: str, endings: Endings) -> Any:
        def open_student(task: Task) -> Student:
            self.opened.append(f"{way} {task.name}")
            return student(endings, self.called)

        return open_student


def outcomes(judged: Judged) -> dict[str, Outcome]:
    return {verdict.check.name: verdict.outcome for verdict in judged.verdicts.values()}


BASE_CHECKS = [check(BASE, "a"), check(BASE, "b")]
HIGH = Task("high", ("e", "f"), 2, {}, builds_on=("a", "c"))
THREE = replace(HOMEWORK, tasks=(BASE, TOP, HIGH))
HIGH_CHECKS = [check(HIGH, "e", requires=("base", "top")), check(HIGH, "f", requires=("base", "top"))]
TOP_CHECKS = [check(TOP, "c", requires=("base",)), check(TOP, "d", requires=("base",))]
PASSED_BASE = {c.id: Verdict(c, Outcome.PASSED) for c in BASE_CHECKS}
WRONG_BASE = {c.id: Verdict(c, Outcome.FAILED) for c in BASE_CHECKS}
endings = st.fixed_dictionaries({name: st.sampled_from(ENDINGS) for name in "cd"})


class TestKeptProcess:
    """The process of an earlier task may only confirm that all is right."""

    def test_if_all_checks_pass_in_the_kept_process_no_other_is_opened(self) -> None:
        ways = Ways(fresh={}, kept={})
        judged = judge_task(BASE, BASE_CHECKS, ways.openers, "salt", keep=True)
        assert ways.opened == ["kept base"]
        assert judged.flawless

    def test_if_a_check_fails_in_the_kept_process_all_are_judged_in_a_new_one(self) -> None:
        ways = Ways(fresh={"b": Outcome.FAILED}, kept={"a": Outcome.ERROR})
        judged = judge_task(BASE, BASE_CHECKS, ways.openers, "salt", keep=True)
        assert ways.opened == ["kept base", "fresh base"]
        assert ways.called == ["a", "a", "b"]  # nothing after the first failure
        assert outcomes(judged) == {"a": Outcome.PASSED, "b": Outcome.FAILED}

    def test_the_kept_process_is_not_used_unless_the_task_before_allows_it(self) -> None:
        ways = Ways(fresh={}, kept={})
        judge_task(BASE, BASE_CHECKS, ways.openers, "salt", keep=False)
        assert ways.opened == ["fresh base"]

    @pytest.mark.parametrize("first", ENDINGS)
    def test_a_task_hands_its_process_on_only_if_all_its_checks_passed(self, first: Outcome) -> None:
        ways = Ways(fresh={"a": first}, kept={}, lent={})
        judged = list(judge_tasks(HOMEWORK, [*BASE_CHECKS, *TOP_CHECKS], ways.openers, "salt"))
        passed = first == Outcome.PASSED
        assert judged[0].flawless == passed
        assert ("kept top" in ways.opened) == passed

    @given(kept=endings, fresh=endings)
    @settings(deadline=None)
    def test_a_kept_process_changes_no_verdict_but_of_what_ran_out_of_time(
        self, kept: dict[str, Outcome], fresh: dict[str, Outcome]
    ) -> None:
        """Nobody waits for it again."""
        alone = judge_task(TOP, TOP_CHECKS, Ways(fresh).openers, "salt")
        both = judge_task(TOP, TOP_CHECKS, Ways(fresh, kept).openers, "salt", keep=True)
        if set(kept.values()) == {Outcome.PASSED}:
            assert set(outcomes(both).values()) == {Outcome.PASSED}
        elif Outcome.TIMEOUT not in kept.values():
            assert both == alone


class TestEarlierVerdicts:
    """If nothing can be lent, a failure may follow from an earlier task."""

    @pytest.mark.parametrize(
        ("base", "first"),
        [
            (Verdict(BASE_CHECKS[0], Outcome.TODO, Why(Reason.NOT_WRITTEN, "a")), Why(Reason.WRITE_FIRST, "a")),
            (Verdict(BASE_CHECKS[0], Outcome.FAILED, what="wrong"), Why(Reason.REPAIR_FIRST, "base.a")),
        ],
        ids=["not written", "wrong"],
    )
    def test_a_failure_after_an_earlier_one_is_blocked_and_says_what_to_do_first(
        self, base: Verdict, first: Why
    ) -> None:
        earlier = {base.check.id: base}
        judged = judge_task(TOP, TOP_CHECKS, Ways({"c": Outcome.FAILED}).openers, "salt", earlier=earlier)
        assert outcomes(judged) == {"c": Outcome.BLOCKED, "d": Outcome.PASSED}
        assert judged.verdicts["top.c"].first == first

    def test_the_verdicts_of_each_task_are_known_to_the_tasks_after_it(self) -> None:
        ways = Ways({"b": Outcome.FAILED, "d": Outcome.FAILED})
        _, top = judge_tasks(HOMEWORK, [*BASE_CHECKS, *TOP_CHECKS], ways.openers, "salt")
        assert outcomes(top) == {"c": Outcome.PASSED, "d": Outcome.BLOCKED}

    def test_a_failure_after_passed_tasks_is_a_failure(self) -> None:
        judged = judge_task(TOP, TOP_CHECKS, Ways({"c": Outcome.FAILED}).openers, "salt", earlier=PASSED_BASE)
        assert outcomes(judged) == {"c": Outcome.FAILED, "d": Outcome.PASSED}

    def test_a_failure_of_a_check_that_requires_nothing_is_a_failure(self) -> None:
        checks = [replace(c, requires=()) for c in TOP_CHECKS]
        judged = judge_task(TOP, checks, Ways({"c": Outcome.FAILED}, lent={}).openers, "salt", earlier=WRONG_BASE)
        assert outcomes(judged)["c"] == Outcome.FAILED


class TestLentFunctions:
    """If right versions can be lent, they decide whether a failure is the task's own."""

    def test_a_check_that_passes_with_lent_functions_counts_and_says_so(self) -> None:
        ways = Ways({"c": Outcome.FAILED, "d": Outcome.FAILED}, lent={"d": Outcome.ERROR})
        judged = judge_task(TOP, TOP_CHECKS, ways.openers, "salt")
        assert outcomes(judged) == {"c": Outcome.PASSED, "d": Outcome.ERROR}
        assert [verdict.followed for verdict in judged.verdicts.values()] == [True, False]
        assert not judged.flawless

    def test_a_function_of_the_task_that_is_not_written_is_not_judged_again(self) -> None:
        own = Task("top", ("a",), 2, {}, builds_on=("b",))
        ways = Ways({"a": Outcome.TODO}, lent={})
        judged = judge_task(own, [check(own, "a", requires=("base",))], ways.openers, "salt")
        assert ways.opened == ["fresh top"]
        assert outcomes(judged) == {"a": Outcome.TODO}

    def test_where_a_function_is_known_to_be_wrong_a_right_version_of_it_is_lent_first(self) -> None:
        ways = Ways({"c": Outcome.FAILED}, lent={})
        judged = judge_task(HIGH, HIGH_CHECKS, ways.openers, "salt", unreliable=frozenset({"a"}))
        assert ways.opened == ["lent a high"]
        assert [verdict.followed for verdict in judged.verdicts.values()] == [True, True]
        assert not judged.flawless

    def test_what_fails_then_is_tried_with_all_right_versions_and_with_the_students_own(self) -> None:
        ways = Ways(
            {"f": Outcome.KILLED}, lent={"f": Outcome.ERROR}, some_lent={"e": Outcome.FAILED, "f": Outcome.FAILED}
        )
        judged = judge_task(HIGH, HIGH_CHECKS, ways.openers, "salt", unreliable=frozenset({"a"}))
        assert ways.opened == ["lent a high", "lent a c high", "fresh high"]
        assert ways.called == ["e", "f", "e", "f", "f"]
        assert outcomes(judged) == {"e": Outcome.PASSED, "f": Outcome.FAILED}

    def test_a_pass_with_the_students_own_functions_is_no_follow_through(self) -> None:
        ways = Ways({}, lent={"e": Outcome.FAILED})
        judged = judge_task(HIGH, HIGH_CHECKS[:1], ways.openers, "salt", unreliable=frozenset({"a"}))
        assert (judged.verdicts["high.e"].passed, judged.verdicts["high.e"].followed) == (True, False)

    @pytest.mark.parametrize(
        ("unreliable", "earlier", "passes"),
        [((), PASSED_BASE, False), (("a",), WRONG_BASE, True), ((), {}, True)],
        ids=["known to be right", "known to be wrong", "not judged"],
    )
    def test_what_is_judged_together_fails_only_beside_what_is_known_to_be_right(
        self, unreliable: tuple[str, ...], earlier: Verdicts, passes: bool
    ) -> None:
        follows = {"requires": ("base",)}
        checks = [check(TOP, "c", together=True, **follows), check(TOP, "d", sums_up=True, **follows)]
        ways = Ways({"c": Outcome.FAILED, "d": Outcome.FAILED}, lent={})
        judged = judge_task(TOP, checks, ways.openers, "salt", frozenset(unreliable), earlier=earlier)
        assert judged.verdicts["top.c"].passed == passes
        assert judged.verdicts["top.d"].passed

    @pytest.mark.parametrize(("wrong", "lent"), [("a", "a c"), ("b", ""), ("c", "c")])
    def test_functions_that_build_on_a_wrong_one_are_lent_with_it(self, wrong: str, lent: str) -> None:
        ways = Ways({wrong: Outcome.FAILED}, lent={wrong: Outcome.FAILED})
        list(judge_tasks(THREE, [*BASE_CHECKS, *TOP_CHECKS, *HIGH_CHECKS], ways.openers, "salt"))
        assert ways.opened[-1] == (f"lent {lent} high" if lent else "fresh high")

    def test_a_function_that_ran_out_of_time_is_not_called_again_in_any_other_way(self) -> None:
        ways = Ways({"c": Outcome.TIMEOUT}, kept={"c": Outcome.TIMEOUT}, lent={"c": Outcome.TIMEOUT})
        judged = judge_task(TOP, TOP_CHECKS, ways.openers, "salt", keep=True)
        assert ways.called == ["c", "d"]
        assert outcomes(judged) == {"c": Outcome.TIMEOUT, "d": Outcome.PASSED}
        ways.called.clear()
        judge_task(TOP, TOP_CHECKS, ways.openers, "salt", unreliable=frozenset({"a"}))
        assert ways.called == ["c", "d"]

    @given(fresh=endings, lent=endings, some_lent=endings, known=st.booleans())
    @settings(deadline=None)
    def test_a_check_passes_if_it_does_in_any_way(
        self, fresh: dict[str, Outcome], lent: dict[str, Outcome], some_lent: dict[str, Outcome], known: bool
    ) -> None:
        """Time that ran out and stubs end it, as nobody would wait or fill them in."""
        ways = Ways(fresh, lent=lent, some_lent=some_lent)
        unreliable = frozenset({"a"} if known else {})
        top = replace(TOP, builds_on=("a", "b"))
        judged = judge_task(top, TOP_CHECKS, ways.openers, "salt", unreliable=unreliable)
        tried = (some_lent, lent, fresh) if known else (fresh, lent)
        for name in "cd":
            found = [endings[name] for endings in tried]
            if Outcome.TIMEOUT not in found:
                assert judged.verdicts[f"top.{name}"].passed == (Outcome.PASSED in found)

    @pytest.mark.parametrize("sums_up", [False, True])
    def test_a_check_that_looks_at_all_calls_is_judged_again_with_all_other_checks(self, sums_up: bool) -> None:
        checks = [TOP_CHECKS[0], replace(TOP_CHECKS[1], sums_up=sums_up)]
        ways = Ways({"d": Outcome.FAILED}, lent={})
        judge_task(TOP, checks, ways.openers, "salt")
        assert ways.called == ["c", "d", *(["c"] if sums_up else []), "d"]

    @given(fresh=endings, lent=endings, sums_up=st.booleans())
    @settings(deadline=None)
    def test_lending_costs_no_points(self, fresh: dict[str, Outcome], lent: dict[str, Outcome], sums_up: bool) -> None:
        checks = [TOP_CHECKS[0], replace(TOP_CHECKS[1], sums_up=sums_up)]
        alone = judge_task(TOP, checks, Ways(fresh).openers, "salt")
        both = judge_task(TOP, checks, Ways(fresh, lent=lent).openers, "salt")
        for key, verdict in alone.verdicts.items():
            if verdict.passed:
                assert both.verdicts[key].points == verdict.points


class TestHungFunctions:
    """A function that is known to run out of time is not waited for again."""

    def test_a_task_that_builds_on_a_hung_function_is_blocked_without_a_call(self) -> None:
        ways = Ways({})
        judged = judge_task(TOP, TOP_CHECKS, ways.openers, "salt", hung=frozenset({"a"}))
        assert set(outcomes(judged).values()) == {Outcome.BLOCKED}
        assert {verdict.why for verdict in judged.verdicts.values()} == {Why(Reason.WAITS_FOR, "a")}
        assert ways.opened == []
        assert not judged.flawless

    def test_a_task_that_builds_on_a_hung_function_is_judged_with_a_lent_one(self) -> None:
        ways = Ways({}, lent={"d": Outcome.FAILED})
        judged = judge_task(TOP, TOP_CHECKS, ways.openers, "salt", hung=frozenset({"a"}))
        assert ways.opened == ["lent a top"]
        assert outcomes(judged) == {"c": Outcome.PASSED, "d": Outcome.FAILED}

    def test_a_hung_function_that_no_task_builds_on_changes_nothing(self) -> None:
        judged = judge_task(TOP, TOP_CHECKS, Ways({}).openers, "salt", hung=frozenset({"b"}))
        assert judged.flawless

    def test_a_check_that_calls_a_hung_function_is_blocked_as_well(self) -> None:
        checks = [replace(TOP_CHECKS[0], uses=("b",))]
        judged = judge_task(TOP, checks, Ways({}).openers, "salt", hung=frozenset({"b"}))
        assert judged.verdicts["top.c"].why == Why(Reason.WAITS_FOR, "b")

    def test_each_task_reports_its_hung_functions_and_later_tasks_wait_for_them(self) -> None:
        ways = Ways({"a": Outcome.TIMEOUT})
        base, top = judge_tasks(HOMEWORK, [*BASE_CHECKS, *TOP_CHECKS], ways.openers, "salt")
        assert base.hung == {"a"}
        assert top.hung == frozenset()
        assert {verdict.why for verdict in top.verdicts.values()} == {Why(Reason.WAITS_FOR, "a")}


def test_judging_a_task_again_gives_the_same_verdicts() -> None:
    """Arguments decide everything; judging leaves nothing behind in the openers or the module."""
    ways = Ways({"c": Outcome.FAILED}, kept={"d": Outcome.ERROR}, lent={"c": Outcome.ERROR})
    first = judge_task(TOP, TOP_CHECKS, ways.openers, "salt", earlier=WRONG_BASE, keep=True)
    judge_task(BASE, BASE_CHECKS, Ways({"a": Outcome.TIMEOUT}).openers, "salt")
    judge_task(TOP, TOP_CHECKS, ways.openers, "salt", hung=frozenset({"a"}))
    again = judge_task(TOP, TOP_CHECKS, ways.openers, "salt", earlier=WRONG_BASE, keep=True)
    assert first == again


class TestRedaction:
    """After a redacted check has run, the student's code may show its input."""

    def test_a_check_after_a_redacted_one_shows_neither_values_nor_texts(self) -> None:
        checks = [check(BASE, "a"), check(BASE, "b", redact=True), check(BASE, "c"), check(BASE, "d")]
        ways = Ways({"a": Outcome.FAILED, "c": Outcome.FAILED, "d": Outcome.ERROR})
        verdicts = judge_task(BASE, checks, ways.openers, "salt").verdicts
        assert (verdicts["base.a"].got, verdicts["base.a"].expected) == ("4.25", "2.5")
        assert (verdicts["base.c"].got, verdicts["base.c"].expected) == ("", "")
        assert verdicts["base.d"].why == Why(Reason.RAISED)
        for key in ("base.c", "base.d"):
            said = "\n".join(report.details(verdicts[key]))
            assert said
            assert not [word for word in ("4.25", "2.5", "secret", "inner") if word in said]

    def test_a_check_before_a_redacted_one_shows_what_was_raised(self) -> None:
        checks = [check(BASE, "a"), check(BASE, "b", redact=True)]
        verdicts = judge_task(BASE, checks, Ways({"a": Outcome.ERROR}).openers, "salt").verdicts
        assert "secret" in report.fact(verdicts["base.a"])


class TestBesideAValue:
    """Without a right value a task gives at most a tenth of its points, for shapes, and nothing for other forms."""

    @staticmethod
    def judged(kinds: dict[str, Kind], failed: str = "", points: float = 1.0) -> Judged:
        checks = [replace(check(BASE, name, kind=kind), points=points) for name, kind in kinds.items()]
        return judge_task(replace(BASE, points=10), checks, Ways(dict.fromkeys(failed, Outcome.FAILED)).openers, "salt")

    def test_what_counts_beside_a_value_is_blocked_if_no_value_is_right(self) -> None:
        judged = self.judged({"a": Kind.VALUE, "b": Kind.BESIDE}, failed="a")
        assert outcomes(judged) == {"a": Outcome.FAILED, "b": Outcome.BLOCKED}
        assert judged.verdicts["base.b"].why == Why(Reason.ONLY_BESIDE)

    def test_one_right_value_is_enough(self) -> None:
        kinds = {"a": Kind.VALUE, "b": Kind.VALUE, "c": Kind.BESIDE, "d": Kind.SHAPES}
        found = outcomes(self.judged(kinds, failed="a", points=2.0))
        assert (found["c"], found["d"]) == (Outcome.PASSED, Outcome.PASSED)

    @pytest.mark.parametrize(("points", "outcome"), [(1.0, Outcome.PASSED), (1.5, Outcome.BLOCKED)])
    def test_shapes_alone_give_a_tenth_of_the_tasks_points_or_nothing(self, points: float, outcome: Outcome) -> None:
        judged = self.judged({"a": Kind.VALUE, "b": Kind.SHAPES}, failed="a", points=points)
        assert outcomes(judged)["b"] == outcome

    def test_shapes_count_alone_where_other_forms_do_not(self) -> None:
        judged = self.judged({"a": Kind.VALUE, "b": Kind.SHAPES, "c": Kind.BESIDE}, failed="a")
        assert outcomes(judged) == {"a": Outcome.FAILED, "b": Outcome.PASSED, "c": Outcome.BLOCKED}

    def test_nothing_is_blocked_where_no_value_was_judged(self) -> None:
        """A student has selected one check, or is given no check of values."""
        found = outcomes(self.judged({"a": Kind.BESIDE, "b": Kind.SHAPES}, points=9.0))
        assert set(found.values()) == {Outcome.PASSED}

    def test_a_fault_of_the_kit_counts_like_a_right_value(self) -> None:
        checks = [check(BASE, "a"), check(BASE, "b", kind=Kind.BESIDE)]
        judged = judge_task(BASE, checks, Ways({"a": Outcome.FAULT}).openers, "salt")
        assert outcomes(judged)["b"] == Outcome.PASSED


@pytest.mark.parametrize("option", ["sums_up", "slow"])
def test_what_sums_up_or_may_run_out_of_time_is_judged_last(option: str) -> None:
    ways = Ways({})
    list(judge_tasks(HOMEWORK, (check(BASE, "b", **{option: True}), check(BASE, "a")), ways.openers, "salt"))
    assert ways.called == ["a", "b"]


def test_a_reason_is_not_replaced_by_not_having_been_called_again() -> None:
    """A function that ran out of time in one check is not called with lent ones; other checks keep their reason."""
    ways = Ways({"c": Outcome.FAILED, "d": Outcome.TIMEOUT}, lent={"c": Outcome.TIMEOUT, "d": Outcome.TIMEOUT})
    verdict = judge_task(TOP, TOP_CHECKS, ways.openers, "salt").verdicts["top.c"]
    assert (verdict.outcome, verdict.got) == (Outcome.FAILED, "4.25")


def test_a_check_that_stumbles_is_a_fault_that_costs_no_points() -> None:
    verdict = judge_task(BASE, BASE_CHECKS[:1], Ways({"a": Outcome.FAULT}).openers, "salt").verdicts["base.a"]
    assert (verdict.outcome, verdict.why, verdict.points) == (Outcome.FAULT, Why(Reason.STUMBLED), 1)


def test_only_verdicts_that_did_not_pass_name_the_functions_that_were_called() -> None:
    verdicts = judge_task(BASE, BASE_CHECKS, Ways({"a": Outcome.FAILED}).openers, "salt").verdicts
    assert (verdicts["base.a"].called, verdicts["base.b"].called) == ({"a"}, frozenset())


def test_redaction_drops_all_that_the_students_code_can_choose() -> None:
    crash = Why(Reason.CRASHED, "loss", ("SIGSEGV",), line=3)
    assert crash.redacted() == Why(Reason.CRASHED, "loss")
    raised = Why(Reason.RAISED, "my_secret_name", ("ValueError",), "secret", 7)
    assert raised.redacted() == Why(Reason.RAISED)


@pytest.mark.parametrize("language", LANGUAGES)
def test_of_a_hidden_check_a_student_reads_how_it_ended_and_nothing_else(language: str) -> None:
    hidden = check(BASE, "a", hidden=True)
    said = {
        outcome: {
            tuple(report.details(report.discreet(Verdict(hidden, outcome, why, what, hint=what)), language))
            for why, what in ((None, "3 of 7 are wrong"), (Why(Reason.RAISED, "f", ("KeyError",), "x", 9), ""))
        }
        for outcome in ENDINGS
        if outcome != Outcome.PASSED
    }
    assert {len(texts) for texts in said.values()} == {1}
    assert not [text for texts in said.values() for text in str(texts) if text.isdigit()]
    public = Verdict(replace(hidden, hidden=False), Outcome.FAILED, what="3 of 7 are wrong")
    assert report.discreet(public) == public
