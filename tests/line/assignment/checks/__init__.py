"""The public checks: one module a task."""
