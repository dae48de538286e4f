"""Empties a file of the grader's user without opening it."""
import os

os.truncate("@SCENE@/victim", 0)
