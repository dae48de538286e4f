"""Talks to a local service that has no file."""
import socket

connection = socket.socket(socket.AF_UNIX)
connection.connect("\x00@KEY@-homework")
connection.sendall(b"@MARK@")
