"""Sends data home over UDP, as a name lookup would."""
import socket

socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b"@MARK@", ("127.0.0.1", @PORT@))
