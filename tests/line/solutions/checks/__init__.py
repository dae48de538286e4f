"""The hidden checks: one module for each task."""
