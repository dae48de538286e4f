"""Writes an address that a page of Markdown turns into a link."""
raise ValueError("see http://localhost/@MARK@")
