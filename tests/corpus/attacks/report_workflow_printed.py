"""Prints a command that a CI runner obeys."""
print("\n::set-output name=grade::@MARK@\n::error::@MARK@\n##[set-env]@MARK@")
