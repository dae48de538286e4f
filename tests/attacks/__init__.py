"""Hostile submissions run for the tests: what each attack is after, two runners, and what could be seen."""
