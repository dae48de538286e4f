"""Hides a joiner between letters that do not join."""
TEXT = "x\u200d@MARK@"
print(TEXT)
raise ValueError(TEXT)
