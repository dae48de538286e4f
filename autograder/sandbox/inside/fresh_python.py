"""What the client's :mod:`fresh_python` starts: a worker that imports everything itself and then waits for its job."""

import importlib
import os
import sys
from pathlib import Path


def main() -> None:
    """Arguments: the kit's root, the homework's folder, the worker's four pipe ends."""
    root, folder, *descriptors = sys.argv[1:]
    sys.path.insert(0, root)
    from assignment.engine.homework import load
    from autograder.sandbox.inside import child
    from autograder.sandbox.layers.all_layers import LAYERS

    homework = load(Path(folder))
    for package in homework.imports:
        importlib.import_module(package)
    entries = [(layer.enter, layer.prepare(homework, Path.cwd())) for layer in LAYERS if layer.always]
    sys.path.remove(root)
    os.environ.clear()
    os.umask(0o077)
    child.become_worker(homework, [int(descriptor) for descriptor in descriptors], entries, dies_with_parent=False)


if __name__ == "__main__":
    main()
