"""``python -m autograder`` and the command ``autograder``."""

import sys


def main() -> None:
    """Run the command line."""
    sys.dont_write_bytecode = True  # before the imports: they would write into the checkout
    from .cli.main import main as commands

    commands(prog_name="autograder")


if __name__ == "__main__":
    main()
