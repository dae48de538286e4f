"""Puts a command for another CI into the middle of a line."""
TEXT = "nothing ##vso[task.setvariable variable=PATH]@MARK@"
print(TEXT)
raise ValueError(TEXT)
