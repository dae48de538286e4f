"""Made classes in which some files are copies of others; nothing of them is ever executed."""
