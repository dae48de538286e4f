"""What :mod:`one_shot` starts: a worker that imports everything itself and then waits for its job."""

import sys


def main() -> None:
    """Arguments: the kit's root, the worker's four pipe ends."""
    root, *descriptors = sys.argv[1:]
    sys.path.insert(0, root)
    from autograder.sandbox import zygote

    zygote.prepare()
    sys.path.remove(root)
    zygote.become_worker([int(descriptor) for descriptor in descriptors], jail=None, dies_with_parent=False)


if __name__ == "__main__":
    main()
