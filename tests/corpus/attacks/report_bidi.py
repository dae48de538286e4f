"""Turns the text around by a bidirectional override."""
raise ValueError("\u202e@MARK@\u2066 001")
