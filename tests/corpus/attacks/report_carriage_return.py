"""Writes another grade over its own row by a carriage return."""
raise ValueError("\r@MARK@ 110 of 100")
