"""Mistakes in k_fold: there are many right answers, so only what the rows show can be named."""

from assignment.engine.mistakes import TaskMistakes
from assignment.questions.k_fold import ASKED

TASK = TaskMistakes({}, {}, ASKED)
