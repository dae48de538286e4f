"""Begins a line of its own by a character that only some programs take for the end of a line."""
TEXT = "x\u2028@MARK@ 110 of 100\u2029@MARK@"
print(TEXT)
raise ValueError(TEXT)
