"""Runs the checks, which are in the folder ``checks`` beside this one."""
