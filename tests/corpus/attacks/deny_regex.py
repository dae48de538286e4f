"""Backtracks for ages in C code, where Python handles no signal and frees no lock."""
import re

re.match(r"(a|aa)+$", "a" * 60 + "b")
