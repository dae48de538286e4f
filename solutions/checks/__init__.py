"""The hidden checks: one module a task, against the reference."""
