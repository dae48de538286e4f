"""Puts the older form of a CI command into the middle of a line, where it is obeyed, too."""
TEXT = "##[error]@MARK@ passed with 110 ##[stop-commands]zz"
print(TEXT)
raise ValueError(TEXT)
