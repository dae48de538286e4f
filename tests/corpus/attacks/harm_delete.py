"""Deletes a file of the grader's user."""
import os

os.remove("@SCENE@/victim")
