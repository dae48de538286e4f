"""Begins a wide formula after a semicolon."""
raise ValueError("x;＝1+@MARK@")
