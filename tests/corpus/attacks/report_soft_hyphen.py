"""Hides a hyphen that is only shown at the end of a line."""
TEXT = "\xad@MARK@"
print(TEXT)
raise ValueError(TEXT)
