"""Hides a text as the annotation of another one."""
TEXT = "\ufff9@MARK@\ufffa110\ufffb"
print(TEXT)
raise ValueError(TEXT)
