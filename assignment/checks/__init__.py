"""The public checks: one module for each task."""
