"""Reads a private file of the grader's user."""
print(open("@SCENE@/secret").read())
