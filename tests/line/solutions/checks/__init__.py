"""The hidden checks: one module a task."""
