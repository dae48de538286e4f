"""Grades a class: journal, executors, and the fingerprints that tell whether to grade again."""
