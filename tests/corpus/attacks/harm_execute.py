"""Becomes another program, which reads a private file."""
import os

os.execv("/bin/sh", ["sh", "-c", "cat @SCENE@/secret"])
