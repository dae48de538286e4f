"""The grader's side of the sandbox: starts workers, calls them, and checks everything that they send."""
