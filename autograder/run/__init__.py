"""Grade a class: journal, executors, and what decides that a submission is graded again."""
