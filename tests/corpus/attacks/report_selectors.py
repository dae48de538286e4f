"""Hides a byte for each invisible selector behind a letter."""
TEXT = "x\ufe01\ufe02\ufe03@MARK@"
print(TEXT)
raise ValueError(TEXT)
