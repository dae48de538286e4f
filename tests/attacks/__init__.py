"""Runs hostile submissions for the tests: two runners, and the evidence that tells whether an attack succeeded."""
