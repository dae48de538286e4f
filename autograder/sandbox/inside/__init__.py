"""Code that runs in untrusted processes: nothing here may contain a right answer or a hidden check."""
