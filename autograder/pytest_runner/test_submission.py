"""One test for each check, public and hidden."""

from assignment.test_homework import test  # noqa: F401
