"""This homework in one place: its tasks, points and limits, and what its functions take and return."""

from pathlib import Path

from assignment.engine.homework import Homework, Limits, Task

from .checks.record import Line

TASKS = (
    Task("values", ("predict_line",), 4, {"en": "the values of a line", "zh": "直线上各点的值"}),
    Task(
        "fit",
        ("fit_line",),
        6,
        {"en": "the line with the least squared error", "zh": "平方误差最小的直线"},
        ("predict_line",),
    ),
)

HOMEWORK = Homework(
    package=__package__,
    folder=Path(__file__).resolve().parent,
    title="Fit a line",
    filename="line.py",
    tasks=TASKS,
    records=(Line,),
    imports=("numpy",),
    limits=Limits(call_seconds=2.0, total_seconds=60.0),
)
