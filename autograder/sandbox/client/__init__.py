"""The grader's side of the sandbox: starts workers, asks them, and never believes them."""
