"""Grade one submission: load it, judge each task, name the mistakes."""
