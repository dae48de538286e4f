"""The parent of all workers: imports NumPy and pandas once, and forks a child for each worker.

It never runs student code and holds no secret. Orders arrive on a socket as JSON, with the
child's four pipe ends attached. The answer to a fork is the process id.
"""

import contextlib
import gc
import importlib
import json
import os
import select
import shutil
import signal
import socket
import sys
from collections.abc import Callable
from pathlib import Path

WATCH_SECONDS = 0.1
FROM_TERMINAL = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def main() -> None:
    """Run with four arguments: the kit's root, the homework's folder, the control socket, 1 to isolate workers."""
    root, folder, control, isolated = sys.argv[1], sys.argv[2], socket.socket(fileno=int(sys.argv[3])), sys.argv[4]
    sys.path.insert(0, root)
    for number in FROM_TERMINAL:  # a terminal sends them to every process; this one ends when the grader does
        signal.signal(number, signal.SIG_IGN)
    home = os.fsdecode(control.recv(4096))
    if not home:  # the grader is gone
        return
    try:
        _serve(root, Path(folder), control, Path(home), isolated == "1")
    finally:
        shutil.rmtree(home, ignore_errors=True)  # the grader may be gone and cannot clear up


def _serve(root: str, folder: Path, control: socket.socket, home: Path, isolated: bool) -> None:
    from assignment.engine.homework import load
    from autograder.sandbox.inside import child
    from autograder.sandbox.layers.all_layers import LAYERS

    homework = load(folder)
    layers = [layer for layer in LAYERS if isolated or layer.always]
    for layer in layers:
        layer.early()
    for package in homework.imports:
        importlib.import_module(package)
    from autograder.sandbox.inside import serve

    if not control.recv(16):  # the grader says that the folder is filled
        return
    os.umask(0o077)
    entries = [(layer.enter, layer.prepare(homework, home)) for layer in layers]
    os.environ.clear()
    sys.path[:] = [place for place in sys.path if place != root]
    os.chdir(home)
    gc.collect()
    gc.freeze()  # otherwise a garbage collection in a child would copy every page
    with contextlib.suppress(OSError):  # the grader was killed meanwhile, or no process can be started
        _obey(control, lambda descriptors: child.become_worker(homework, serve.serve, descriptors, entries))


def _obey(control: socket.socket, become_worker: Callable[[list[int]], None]) -> None:
    """Fork and reap as ordered until the grader closes the socket; meanwhile count the workers' threads."""
    from autograder.sandbox.layers.limits import MAX_THREADS

    workers: dict[int, bool] = {}  # by process id, whether it was killed for its threads
    while True:
        if not select.select([control], [], [], WATCH_SECONDS if workers else None)[0]:
            for pid in [pid for pid in workers if _threads(pid) > MAX_THREADS]:
                workers[pid] = True
                os.kill(pid, signal.SIGKILL)
            continue
        message, descriptors, _, _ = socket.recv_fds(control, 1024, 4)
        if not message:
            return
        order = json.loads(message)
        if order["do"] == "reap":
            pid, status, usage = os.wait4(order["pid"], 0)
            ending = {"status": status, "peak": usage.ru_maxrss * 1024, "cpu": usage.ru_utime + usage.ru_stime}
            control.sendall(json.dumps({**ending, "crowded": workers.pop(pid)}).encode())
            continue
        if not os.stat(".").st_nlink:
            raise OSError("the workers' folder was removed")  # a new fork server makes a new one
        pid = os.fork()
        if pid == 0:
            control.close()
            become_worker(descriptors)
        workers[pid] = False
        for descriptor in descriptors:
            os.close(descriptor)
        control.sendall(json.dumps({"pid": pid}).encode())


def _threads(pid: int) -> int:
    """Return how many threads a process has; RLIMIT_NPROC counts those of a user, and does not apply to root."""
    try:
        return os.stat(f"/proc/{pid}/task").st_nlink - 2  # each thread is a folder in it
    except OSError:  # /proc is mounted with hidepid
        return 0


if __name__ == "__main__":
    main()
    os._exit(0)  # taking pandas down takes a tenth of a second
