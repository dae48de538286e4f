"""Writes results as files and tables. To add a report, add a module here and a line in REPORTS."""

from collections.abc import Callable

from .class_table import ClassTable
from .gradebook import Gradebook
from .gradescope import GradescopeFiles
from .report import Context, Report

REPORTS: tuple[Callable[[Context], Report], ...] = (Gradebook, ClassTable, GradescopeFiles)
