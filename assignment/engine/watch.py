"""Run the public checks again whenever the file is saved: ``python -m assignment.engine.watch``."""

import os
import sys


def main() -> None:
    """Leave the current folder out, in which Python would look for every package first, and watch."""
    here = os.path.realpath(os.getcwd())
    sys.path[:] = [place for place in sys.path if os.path.realpath(place) != here]
    from .watch_command import main as watch

    watch(prog_name=f"python -m {__package__}.watch")


if __name__ == "__main__":
    main()
