"""Writes pages that people look at: one for the class, and one for each student; see PAGES."""

from collections.abc import Callable

from ..reports.report import Context, Report
from .report import Pages

PAGES: tuple[Callable[[Context], Report], ...] = (Pages,)
