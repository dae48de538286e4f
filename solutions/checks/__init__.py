"""The hidden checks: one module for each task; they compare with the reference."""
