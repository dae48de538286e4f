"""Measures what grading costs, all in one run: ``make bench``."""
