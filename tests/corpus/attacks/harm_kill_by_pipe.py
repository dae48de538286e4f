"""Kills another process without kill(): it is made the owner of a pipe's input signal."""
import fcntl
import os

reader, writer = os.pipe()
fcntl.fcntl(reader, fcntl.F_SETOWN, @VICTIM@)
fcntl.fcntl(reader, 10, 9)
fcntl.fcntl(reader, fcntl.F_SETFL, os.O_ASYNC)
os.write(writer, b"x")
