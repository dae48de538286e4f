"""Adds rows of its own to the tables by a new line."""
raise ValueError("0\n@MARK@,110,100,\n")
