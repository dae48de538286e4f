"""Mistakes in xor_params: there are many right answers, so only what they compute can be named."""

from assignment.engine.mistakes import TaskMistakes
from assignment.questions.gates import ASKED

TASK = TaskMistakes({}, {}, ASKED)
