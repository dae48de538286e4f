"""Sends data home in a connection that is opened without connect()."""
import socket

connection = socket.socket()
connection.sendto(b"@MARK@", socket.MSG_FASTOPEN, ("127.0.0.1", @PORT@))
