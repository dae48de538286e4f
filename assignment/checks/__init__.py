"""The public checks: one module a task, and the engine that runs them."""
