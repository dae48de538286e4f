"""What runs in the untrusted processes: nothing here may hold a right answer or a hidden check."""
