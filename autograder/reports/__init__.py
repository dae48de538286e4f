"""Writes results as files and tables. To add a report, add a module here and a line in REPORTS."""

from collections.abc import Callable

from .class_table import ClassTable
from .gradebook import Gradebook
from .gradescope import GradescopeFiles
from .report import Context, Report
from .traffic_notes import TrafficNotes
from .traffic_sheet import TrafficSheet
from .traffic_table import TrafficTable

REPORTS: tuple[Callable[[Context], Report], ...] = (Gradebook, ClassTable, GradescopeFiles)
BEFORE_THE_DEADLINE: tuple[Callable[[Context], Report], ...] = (TrafficSheet, TrafficTable, TrafficNotes)
