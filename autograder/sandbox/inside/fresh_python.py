"""The worker that the client's :mod:`fresh_python` starts: it imports everything itself and waits for its job."""

import importlib
import os
import sys
from pathlib import Path


def main() -> None:
    """Run with arguments: the kit's root, the homework's folder, the worker's four pipe ends."""
    root, folder, *descriptors = sys.argv[1:]
    sys.path.insert(0, root)
    from assignment.engine.homework import load
    from autograder.sandbox.inside import child
    from autograder.sandbox.layers.all_layers import LAYERS

    homework = load(Path(folder))
    for package in homework.imports:
        importlib.import_module(package)
    from autograder.sandbox.inside import serve

    entries = [(layer.enter, layer.prepare(homework, Path.cwd())) for layer in LAYERS if layer.always]
    sys.path.remove(root)
    os.environ.clear()
    os.umask(0o077)
    numbers = [int(descriptor) for descriptor in descriptors]
    child.become_worker(homework, serve.serve, numbers, entries, dies_with_parent=False)


if __name__ == "__main__":
    main()
