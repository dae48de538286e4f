"""Writes a formula that a page of Markdown sets in its own letters, as large and as far up as it likes."""
raise ValueError("$\\Huge{@MARK@}$")
