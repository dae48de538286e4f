"""Worker processes that run a student's file, and the pipe to them."""
