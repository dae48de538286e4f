"""The warm parent of all workers: imports NumPy and pandas once, forks a child for each job.

It never runs student code itself and holds no secret. Orders arrive on a socket as JSON, with the
child's three pipe ends attached; a forked child is answered with its process id.
"""

import contextlib
import faulthandler
import fcntl
import gc
import json
import os
import select
import shutil
import signal
import socket
import sys
import traceback
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from autograder.sandbox.jail import Jail

DEATH_SIGNAL = 1  # PR_SET_PDEATHSIG
REQUESTS, REPLIES, TRACE = 3, 4, 5
FIRST_FREE, LAST_DESCRIPTOR = 6, 4096
WATCH_SECONDS = 0.1
FROM_TERMINAL = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def main() -> None:
    """Arguments: the kit's root, the control socket's descriptor, 1 to isolate the workers."""
    root, control, isolated = sys.argv[1], socket.socket(fileno=int(sys.argv[2])), sys.argv[3] == "1"
    sys.path.insert(0, root)
    for number in FROM_TERMINAL:  # also sent to every process of a job; the grader's end is what counts
        signal.signal(number, signal.SIG_IGN)
    home = os.fsdecode(control.recv(4096))
    if not home:  # the grader is gone
        return
    try:
        _serve(root, control, Path(home), isolated)
    finally:
        shutil.rmtree(home, ignore_errors=True)  # the grader may not be there to clear up


def _serve(root: str, control: socket.socket, home: Path, isolated: bool) -> None:
    if isolated:
        from autograder.sandbox import namespaces

        if namespaces.available():  # before NumPy, which may start threads
            namespaces.enter()
    prepare()
    from autograder.sandbox import limits, pages

    if not control.recv(16):  # the grader says that the folder is there
        return
    jail = None
    if isolated:
        from autograder.sandbox.jail import Jail

        jail = Jail(home)
    sys.path[:] = [place for place in sys.path if place != root]
    os.chdir(home)
    gc.collect()
    pages.fill_gaps()
    limits.mapped()  # found once: every child is as large as its parent
    gc.freeze()  # a collection in a child would write to every page
    pages.enlarge()
    with contextlib.suppress(OSError):  # the grader was killed while it waited, or there is no room for a process
        _obey(control, jail)


def _obey(control: socket.socket, jail: "Jail | None") -> None:
    """Fork and reap as ordered until the grader hangs up, and watch the workers meanwhile."""
    from autograder.sandbox.limits import MAX_THREADS

    workers: dict[int, bool] = {}  # and whether it was killed for its threads
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
            raise OSError("somebody has removed the workers' folder")  # a new zygote makes a new one
        pid = os.fork()
        if pid == 0:
            control.close()
            become_worker(descriptors, jail)
        workers[pid] = False
        for descriptor in descriptors:
            os.close(descriptor)
        control.sendall(json.dumps({"pid": pid}).encode())


def _threads(pid: int) -> int:
    """How many threads a process has; RLIMIT_NPROC would count a whole user's, and not root's at all."""
    try:
        return os.stat(f"/proc/{pid}/task").st_nlink - 2  # each thread is a folder in it
    except OSError:  # mounted with hidepid
        return 0


def prepare() -> None:
    """What is the same for every worker: done here, a child does not write to the pages that it touches."""
    import pandas  # noqa: F401

    from autograder.sandbox import rehearsal

    rehearsal.rehearse()
    os.environ.clear()
    os.umask(0o077)


def become_worker(descriptors: list[int], jail: "Jail | None", dies_with_parent: bool = True) -> None:
    """Make this process a worker, after :func:`prepare`; never returns.

    Its parent is the thread that started it: one that may end earlier must not take it along.
    """
    from autograder.sandbox import kernel, limits, worker

    status = 1
    try:
        os.setsid()
        if dies_with_parent:
            kernel.prctl("parent's death", DEATH_SIGNAL, signal.SIGKILL)
        _arrange(descriptors)
        _fresh_streams()
        faulthandler.enable(TRACE, all_threads=False)
        faulthandler.register(signal.SIGUSR1, TRACE, all_threads=False)
        limits.limit_resources()
        if jail:
            jail.enter()
        os.closerange(FIRST_FREE, LAST_DESCRIPTOR)
        worker.serve(REQUESTS, REPLIES)
        status = 0
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(status)


def _arrange(descriptors: list[int]) -> None:
    """Standard input empty, output to the grader, requests on 3, replies on 4, tracebacks on 5."""
    requests, replies, output, trace = descriptors
    null = os.open(os.devnull, os.O_RDONLY)
    high = [fcntl.fcntl(d, fcntl.F_DUPFD, FIRST_FREE) for d in (null, output, output, requests, replies, trace)]
    for place, descriptor in enumerate(high):
        os.dup2(descriptor, place, inheritable=False)


def _fresh_streams() -> None:
    """Python's standard streams remember what their descriptors were; these are pipes now."""
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        mode = "w" if number else "r"
        stream = open(number, mode, encoding="utf-8", errors="replace", closefd=False)
        for place in (name, f"__{name}__"):  # the second keeps the first alive when it is wrapped anew
            setattr(sys, place, stream)


if __name__ == "__main__":
    main()
