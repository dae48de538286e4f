"""Opens a private file to everybody: no right to write is asked for."""
import os

os.chmod("@SCENE@/victim", 0o777)
