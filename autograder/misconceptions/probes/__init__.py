"""Mistakes that show in what a function does rather than in its values: one module a kind."""
