"""Which wrong belief explains a student's answers."""

import importlib
from collections.abc import Iterator
from functools import cache
from itertools import combinations
from types import ModuleType

from assignment.checks.engine.registry import generator
from assignment.checks.engine.student import Student
from autograder.reference import computed_once

from .answers import Answer, asked, computed, same
from .switches.question import Question

# Trying two at a time is too slow, or proves too little, for the other tasks.
IN_PAIRS = ("activations", "forward", "loss", "backward", "update", "train", "predict", "standardize")
TASKS_WITH_SWITCHES = (*IN_PAIRS, "cross_validate", "compare", "sgd", "hidden_units")
REMEMBERED = 20_000
# Where a sentence names a branch, it must be that one; where it speaks of the whole, there is none.
BRANCHES = {"A07": {"hidden sigmoid", "sigmoid"}, "L06": {"softmax"}, "L04": {"sigmoid"}, "F08": set[str]()}
ALONE = frozenset({"B03", "B05", "B32", "F08", "T14"})  # they say what is right besides
Group = tuple[str, ...]


def code_of(switch: str) -> str:
    """The catalogue's code of a switch."""
    return switch.replace("/", ":").partition(":")[0]


def switches(task: str) -> ModuleType:
    """The module with the switches of a task."""
    return importlib.import_module(f"{__package__}.switches.{task}")


@cache
def questions(task: str, salt: str) -> tuple[Question, ...]:
    """What is asked about a task; the course's salt decides the numbers."""
    same_as_the_checks = task == "compare"  # its trainings are slow, and remembered
    return tuple(switches(task).questions(generator(salt, task, "table" if same_as_the_checks else "misconceptions")))


@computed_once(REMEMBERED)
def answer(task: str, salt: str, number: int, on: frozenset[str]) -> Answer:
    """What the reference with some switches on answers to a question."""
    question = questions(task, salt)[number]
    return computed(getattr(switches(task), question.function), on, *question.args)


class Interview:
    """A student's answers to the questions about one function.

    Parameters
    ----------
    task, function, salt : str
    student : Student
        With right versions of what the task builds on.

    Attributes
    ----------
    questions, answers : dict of int to Question, and to Answer
    wrong : list of int
        The questions inside the interface that were answered wrongly.
    """

    def __init__(self, task: str, function: str, salt: str, student: Student) -> None:
        self.task, self.function, self.salt = task, function, salt
        everything = enumerate(questions(task, salt))
        self.questions = {i: question for i, question in everything if question.function == function}
        self.answers = {i: asked(student, function, question.args) for i, question in self.questions.items()}
        inside = (i for i, question in self.questions.items() if not question.only)
        self.wrong = [i for i in inside if not same(self.answers[i], self.right(i))]
        self._wrong_first = sorted(self.questions, key=lambda i: i not in self.wrong)  # refutes soonest

    def right(self, number: int) -> Answer:
        """The right answer to a question."""
        return answer(self.task, self.salt, number, frozenset())

    def explained(self, switched: frozenset[str], tag: str = "") -> bool:
        """Whether the reference with these switches gives all the student's answers, one of them a wrong value.

        With a tag, the switches are on in that branch only: for networks with softmax output, say.
        """
        values = 0
        for i in self._wrong_first:
            question = self.questions[i]
            on = switched if not tag or tag in question.tags else frozenset()
            if question.only and not on & question.only:
                continue
            theirs = answer(self.task, self.salt, i, on)
            if not same(self.answers[i], theirs):
                return False
            values += not theirs.failed and not same(theirs, self.right(i))
        return values > 0


def explanations(interview: Interview) -> list[Group]:
    """The beliefs behind wrong answers: one group a mistake, alternatives inside a group; empty if nothing fits."""
    if not interview.wrong:
        return []
    known = switches(interview.task).SWITCHES[interview.function]
    single = [code_of(switch) for switch in known if interview.explained(frozenset({switch}))]
    if not single:  # only in one branch?
        tags = sorted(frozenset.intersection(*(interview.questions[i].tags for i in interview.wrong)))
        branches = ((switch, tag) for tag in tags for switch in known if tag in BRANCHES.get(code_of(switch), {tag}))
        single = [code_of(switch) for switch, tag in branches if interview.explained(frozenset({switch}), tag)]
    if single:
        return [tuple(dict.fromkeys(single))]
    if interview.task not in IN_PAIRS:
        return []
    pairs = [{code_of(a), code_of(b)} for a, b in _pairs(known) if interview.explained(frozenset({a, b}))]
    common = set.intersection(*pairs) if pairs else set()
    return [(code,) for code in sorted(common)]


def _pairs(known: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Two beliefs that can be held together, not two forms of one."""
    return (
        (a, b) for a, b in combinations(known, 2) if code_of(a) != code_of(b) and not ALONE & {code_of(a), code_of(b)}
    )
