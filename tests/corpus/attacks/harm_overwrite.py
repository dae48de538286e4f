"""Overwrites a file of the grader's user."""
open("@SCENE@/victim", "w").write("@MARK@")
