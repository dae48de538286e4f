"""Turns digits around by an invisible Arabic mark."""
TEXT = "\u061c@MARK@ 001"
print(TEXT)
raise ValueError(TEXT)
