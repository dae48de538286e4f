"""Hides characters without a width in a word, so that nobody finds it again."""
TEXT = "\u200b@MARK@\u2060\ufeff"
print(TEXT)
raise ValueError(TEXT)
