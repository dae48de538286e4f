"""The instructor's side of a homework: grades submissions, none of which is trusted."""
