"""Puts a formula where a sheet that splits at semicolons finds the beginning of a cell."""
raise ValueError("x;=cmd|' /C calc'!A0@MARK@;y")
