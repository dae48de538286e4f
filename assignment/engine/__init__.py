"""What runs the checks; the checks themselves are one folder up."""
