"""Questions about a student's own lines, from a table of rules; nothing is executed."""
