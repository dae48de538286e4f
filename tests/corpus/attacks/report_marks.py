"""Piles marks on a letter until they cover the lines above and below."""
TEXT = "@MARK@" + "\u0301\u0316" * 40
print(TEXT)
raise ValueError(TEXT)
