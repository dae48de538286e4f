"""Talks to a local service, as Docker's or the ssh agent's socket is one."""
import socket

connection = socket.socket(socket.AF_UNIX)
connection.connect("@SOCKET@")
connection.sendall(b"@MARK@")
