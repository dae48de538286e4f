"""Grades submissions of a homework for instructors, without trusting any submission."""
