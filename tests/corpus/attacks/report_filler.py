"""Uses a letter that nobody sees, although it is a letter."""
TEXT = "\u3164@MARK@"
print(TEXT)
raise ValueError(TEXT)
