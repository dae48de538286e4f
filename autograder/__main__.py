"""``python -m autograder`` and the command ``autograder``."""

import os
import sys


def main() -> None:
    """Run the command line; nothing is imported from the current folder, which may hold students' files."""
    kit, here = os.path.dirname(os.path.dirname(os.path.abspath(__file__))), os.path.realpath(os.getcwd())
    sys.path[:] = [place for place in sys.path if os.path.realpath(place) != here] + [kit]
    sys.dont_write_bytecode = True  # before the imports: they would write into the checkout
    from .run.under_way import UNDER_WAY

    UNDER_WAY.start()
    from .cli.main import main as commands

    commands(prog_name="autograder")


if __name__ == "__main__":
    main()
