"""Reads another student's file and hands it in as its own."""
exec(open("@NEIGHBOUR@").read())
