"""The warm parent of all workers: imports NumPy and pandas once, forks a child for each job.

It never runs student code itself and holds no secret. Orders arrive on a socket as JSON, with the
child's three pipe ends attached; a forked child is answered with its process id.
"""

import ctypes
import fcntl
import gc
import json
import os
import random
import signal
import socket
import sys

DEATH_SIGNAL = 1  # PR_SET_PDEATHSIG
FIRST_FREE = 5


def main() -> None:
    """Serve the socket whose descriptor is the first argument, in the folder of the second."""
    root, control, home = sys.argv[1], socket.socket(fileno=int(sys.argv[2])), sys.argv[3]
    sys.path.insert(0, root)
    _die_with_parent()
    import numpy as np
    import numpy.random  # it is imported lazily otherwise, in each child
    import pandas  # noqa: F401

    from autograder.sandbox import limits, worker  # noqa: F401

    sys.path[:] = [place for place in sys.path if place != root]
    os.chdir(home)
    gc.collect()
    gc.freeze()
    while True:
        message, descriptors, _, _ = socket.recv_fds(control, 1024, 3)
        if not message:
            return
        order = json.loads(message)
        if order["do"] == "reap":
            control.sendall(json.dumps({"status": os.waitpid(order["pid"], 0)[1]}).encode())
            continue
        pid = os.fork()
        if pid == 0:
            control.close()
            random.seed(0)
            np.random.seed(0)
            _child(descriptors)
        for descriptor in descriptors:
            os.close(descriptor)
        control.sendall(json.dumps({"pid": pid}).encode())


def _child(descriptors: list[int]) -> None:
    """Become a worker; never returns."""
    from autograder.sandbox import limits, worker

    status = 1
    try:
        os.setsid()
        _die_with_parent()
        _arrange(descriptors)
        os.environ.clear()
        os.umask(0o077)
        limits.limit_resources()
        worker.serve(3, 4)
        status = 0
    finally:
        os._exit(status)


def _arrange(descriptors: list[int]) -> None:
    """Standard input empty, output to the grader, requests on 3, replies on 4, everything else closed."""
    requests, replies, output = descriptors
    null = os.open(os.devnull, os.O_RDONLY)
    high = [fcntl.fcntl(d, fcntl.F_DUPFD, FIRST_FREE) for d in (null, output, output, requests, replies)]
    for place, descriptor in enumerate(high):
        os.dup2(descriptor, place, inheritable=False)
    os.closerange(FIRST_FREE, 4096)


def _die_with_parent() -> None:
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(DEATH_SIGNAL, signal.SIGKILL, 0, 0, 0)


if __name__ == "__main__":
    main()
