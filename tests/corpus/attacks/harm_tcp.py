"""Sends data home over TCP."""
import socket

connection = socket.create_connection(("127.0.0.1", @PORT@), 1)
connection.sendall(b"@MARK@")
