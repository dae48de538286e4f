"""Run all attacks against one runner, as one user, and write down what could be seen.

``python -m tests.attack_run naive|kit UID FOLDER``; the evidence goes to ``FOLDER/evidence.json``.
"""

import contextlib
import csv
import ctypes
import dataclasses
import json
import os
import secrets
import shutil
import signal
import socket
import sys
import threading
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import click

from assignment.checks.engine import student, tasks
from autograder import class_run, cli, grading
from autograder.outputs import markdown
from autograder.sandbox import sandbox
from autograder.sandbox.kernel import checked, libc
from autograder.sandbox.zygotes import ROOT

from . import attacks
from .attacks import Evidence
from .corpus import intake

HONEST = {"honest_right": "student-01", "honest_partly": "student-07", "honest_unfinished": "student-04"}
TASKS = ("activations", "forward", "loss", "backward", "predict")
EVERY_TASK, ONE_TASK = "forge_stumble_odd", ("harm", "report", "intake")
SECONDS = 1.5
NAIVE_SECONDS = SECONDS + 1.3
SIDE_BY_SIDE, JOBS = 6, 3
SIZE, NAIVE_SIZE = 1_200_000_000, 400_000_000  # bytes that attacks on memory ask for; the first is never paid for
TOKEN = "GRADER_TOKEN"
PLACES = ("/dev/shm", "/tmp", "/var/tmp")
NEW_MOUNT, BIND, PRIVATE = 0x00020000, 4096, (1 << 18) | 16384
PTRACER, SUBREAPER, DEATH_SIGNAL = 0x59616D61, 36, 1


class Scene:
    """What an attack may hurt: files, a process, sockets, and a word to leave behind."""

    def __init__(self, name: str, base: Path, size: int) -> None:
        self.name = name
        self.size = size
        self.mark = f"mark{secrets.token_hex(6)}"
        self.key = secrets.randbits(30)
        self.folder = base / "scenes" / name
        self.neighbour = base / "in" / "honest_right" / "neural_network.py"
        self.base = base
        self.victim = 0
        self.port = 0
        self.sockets: list[socket.socket] = []
        self.folder.mkdir(parents=True)
        for file in ("victim", "secret"):
            (self.folder / file).write_text(os.environ[TOKEN])
            (self.folder / file).chmod(0o600)
            os.utime(self.folder / file, (10**9, 10**9))

    def fill(self, source: str, result: Path) -> str:
        """The source with its placeholders filled in; what it names is there from now on."""
        if "@VICTIM@" in source:
            self.victim = _victim()
        if "@PORT@" in source:
            self._listen_on_port()
        for word, address in (("@SOCKET@", str(self.folder / "socket")), ("@KEY@-", f"\0{self.key}-homework")):
            if word in source:
                self.sockets.append(socket.socket(socket.AF_UNIX))
                self.sockets[-1].bind(address)
        values = {"SCENE": self.folder, "SOCKET": self.folder / "socket", "MARK": self.mark, "KEY": self.key}
        values["SIZE"] = self.size
        values |= {"VICTIM": self.victim, "PORT": self.port, "ROOT": ROOT, "NEIGHBOUR": self.neighbour}
        for word, value in (values | {"RESULT": result}).items():
            source = source.replace(f"@{word}@", str(value))
        for listener in self.sockets:
            listener.setblocking(False)
            with contextlib.suppress(OSError):  # UDP needs no listen
                listener.listen(8)
        return source

    def _listen_on_port(self) -> None:
        stream, packets = socket.socket(), socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        stream.bind(("127.0.0.1", 0))
        self.port = stream.getsockname()[1]
        packets.bind(("127.0.0.1", self.port))
        self.sockets += [stream, packets]

    def look(self, seen: Evidence) -> None:
        """What became of everything."""
        seen.changed = [what for what, fine in self._state().items() if not fine]
        seen.left = list(self._leavings())
        seen.heard = [text for listener in self.sockets for text in _arrived(listener)]

    def _state(self) -> dict[str, bool]:
        file = self.folder / "victim"
        state = {"content": file.is_file() and not file.is_symlink() and file.read_text() == os.environ[TOKEN]}
        if state["content"]:
            state |= {"mode": file.stat().st_mode & 0o777 == 0o600, "time": file.stat().st_mtime == 10**9}
        if self.victim:
            status = Path(f"/proc/{self.victim}/stat").read_text().rpartition(")")[2].split()
            limits = Path(f"/proc/{self.victim}/limits").read_text() if status[0] != "Z" else ""
            state |= {"alive": status[0] != "Z", "nice": status[16] == "0"}
            state["limits"] = not limits or "Max open files            3 " not in limits
        return state

    def _leavings(self) -> Iterator[str]:
        home, temporary = self.base / "home", self.base / "tmp"
        for place in (*PLACES, home, temporary, self.folder, self.base / "in" / self.name):
            with contextlib.suppress(OSError):
                yield from (str(path) for path in Path(place).iterdir() if path.name == self.mark)
        for line in Path("/proc/sysvipc/shm").read_text().splitlines()[1:]:
            if int(line.split()[0]) == self.key:
                yield f"shared memory {line.split()[1]}"
        for place in Path("/proc").glob("[0-9]*/cmdline"):
            with contextlib.suppress(OSError):
                if self.mark.encode() in place.read_bytes():
                    yield f"process {place.parent.name}"

    def clear(self) -> None:
        """Take away what an attack left; the naive runner lets it."""
        for what in list(self._leavings()):
            if what.startswith("shared"):
                libc.shmctl(int(what.split()[-1]), 0, None)
            elif what.startswith("process"):
                _kill(int(what.split()[-1]))
            else:
                Path(what).unlink(missing_ok=True)
        if self.victim:
            _kill(self.victim)
            os.waitpid(self.victim, 0)


def _victim() -> int:
    """A process that waits, with the secret in its environment, and that even Yama lets others look into."""
    pid = os.fork()
    if pid == 0:
        libc.prctl(DEATH_SIGNAL, signal.SIGKILL, 0, 0, 0)
        libc.prctl(PTRACER, ctypes.c_ulong(-1), 0, 0, 0)
        while True:
            signal.pause()
    return pid


def _kill(pid: int) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)


def _arrived(listener: socket.socket) -> Iterator[str]:
    while True:
        try:
            if listener.type == socket.SOCK_DGRAM:
                yield listener.recv(100).decode()
            else:
                connection = listener.accept()[0]
                connection.settimeout(1)
                yield connection.recv(100).decode() or "a connection"
        except OSError:
            return


def prepare(base: Path, size: int, result: Callable[[str], Path]) -> tuple[dict[str, Scene], dict[str, Path]]:
    """Build the class in ``base/in``, and in ``base/heavy`` what takes memory: scenes and folders by attack."""
    for name, demo in HONEST.items():
        shutil.copytree(ROOT / "data" / "demo_class" / demo, base / "in" / name)
    scenes = {name: Scene(name, base, size) for name in attacks.ATTACKS}
    heavy = [name for name, succeeded in attacks.ATTACKS.items() if succeeded is attacks.swollen]
    folders = {name: base / ("heavy" if name in heavy else "in") / name for name in scenes}
    for name, path in attacks.files().items():
        folders[name].mkdir()
        source = scenes[name].fill(path.read_text(encoding="utf-8"), result(name))
        (folders[name] / "neural_network.py").write_text(source, encoding="utf-8")
    for name, build in intake.folders().items():
        folders[name] = build(folders[name], scenes[name])
    return scenes, folders


def texts(value: Any) -> Iterator[str]:
    """All strings in a JSON document."""
    if isinstance(value, dict):
        yield from texts([*value, *value.values()])
    elif isinstance(value, list):
        for item in value:
            yield from texts(item)
    else:
        yield str(value)


def read(path: Path) -> str:
    """A file's text with every byte that is in it; nothing if there is no file."""
    return path.read_bytes().decode("utf-8", "surrogatepass") if path.is_file() else ""


# ---------------------------------------------------------------- the naive runner


def run_naive(base: Path) -> dict[str, Evidence]:
    """Each attack by itself, in a process that is killed when it takes too long."""
    from .corpus import naive

    scenes, folders = prepare(base, NAIVE_SIZE, lambda name: base / "out" / name / "results.json")
    folders |= {name: base / "in" / name for name in HONEST}
    evidence = {
        name: Evidence(scene.mark, os.environ[TOKEN], bound=NAIVE_SIZE * 3 // 4) for name, scene in scenes.items()
    }
    evidence |= {name: Evidence("-", "-") for name in HONEST}
    for name, build in intake.archives().items():
        with zipfile.ZipFile(base / f"{name}.zip", "w") as archive:
            build(archive, name, scenes[name])
    waiting, running = list(evidence), dict[int, tuple[str, float]]()
    while waiting or running:
        while waiting and len(running) < SIDE_BY_SIDE:
            name = waiting.pop()
            out = base / "out" / name
            out.mkdir(parents=True)
            running[_start_naive(naive, base, name, folders[name], out)] = name, time.monotonic()
        time.sleep(0.01)
        for pid, (name, start) in list(running.items()):
            seconds = time.monotonic() - start
            patience = 3 if attacks.ATTACKS.get(name) is attacks.swollen else 1  # memory takes its time where much runs
            if seconds > NAIVE_SECONDS * patience:
                os.killpg(pid, signal.SIGKILL)
            ended, status, usage = os.wait4(pid, os.WNOHANG)
            if ended:
                del running[pid]
                evidence[name].broke = status != 0
                evidence[name].overrun = seconds - SECONDS
                evidence[name].memory = usage.ru_maxrss * 1024
    for name, seen in evidence.items():
        _read_naive(base, name, seen)
    for name, scene in scenes.items():
        scene.look(evidence[name])
        scene.clear()
    return evidence


def _start_naive(naive: Any, base: Path, name: str, folder: Path, out: Path) -> int:
    pid = os.fork()
    if pid == 0:
        status = 1
        try:
            os.setsid()
            log = os.open(out / "terminal", os.O_WRONLY | os.O_CREAT)
            os.dup2(log, 1)
            os.dup2(log, 2)
            if (base / f"{name}.zip").exists():
                naive.unpack(base / f"{name}.zip", base / "in")
            naive.grade(folder.name, folder, out)
            sys.stdout.flush()
            status = 0
        finally:
            os._exit(status)
    return pid


def _read_naive(base: Path, name: str, seen: Evidence) -> None:
    out = base / "out" / name
    report = read(out / "results.json")
    content = json.loads(report) if report else {}
    seen.score = content.get("score", 0)
    seen.cells = read(out / "grades.csv")
    seen.pages = "".join(read(path) for path in out.glob("*.html"))
    terminal = (out / "terminal").read_bytes().decode("utf-8", "surrogateescape")
    seen.hidden = "\n".join(texts(content))
    seen.lines = "\n".join([terminal, seen.cells, seen.pages])
    seen.shown = seen.lines + seen.hidden
    seen.size = len(terminal) + len(report)
    seen.unpacked = sum(path.stat().st_blocks * 512 for path in (base / "in").glob(f"{name}/*.py"))


# ---------------------------------------------------------------- the kit


def run_kit(base: Path) -> dict[str, Evidence]:
    """The whole class by the real command, with shorter limits and without the slow tasks."""
    scenes, _ = prepare(base, SIZE, lambda name: base / "out" / "in" / "results" / f"{name}.json")
    with zipfile.ZipFile(base / "class.zip", "w") as archive:
        for name, build in intake.archives().items():
            build(archive, name, scenes[name])
    before = _listing(base / "in"), _names(ROOT / "autograder"), _names(ROOT / "assignment")
    overruns, peaks = _shorten_limits(), _watch_memory()
    codes = [_grade(base / "in", JOBS), _grade(base / "class.zip", 1), _grade(base / "heavy", 1)]
    after = _listing(base / "in"), _names(ROOT / "autograder"), _names(ROOT / "assignment")
    terminal = read(base / "terminal")
    evidence = {}
    rows = _rows(base)
    for name, scene in (scenes | dict.fromkeys(HONEST)).items():
        seen = evidence[name] = Evidence(scene.mark if scene else name, os.environ[TOKEN], bound=SIZE * 3 // 4)
        seen.overrun, seen.memory = overruns.get(name, 0.0), peaks.get(name, 0)
        _read_kit(base, rows, name, seen, terminal)
        if scene:
            scene.look(seen)
    for scene in scenes.values():
        scene.clear()
    results = list((base / "out").glob("*/results/*.json"))
    evidence["class"] = whole = Evidence("-", "-", broke=any(codes), shown=terminal)
    whole.memory, whole.bound = max(peaks.values()), SIZE * 3 // 4
    whole.changed = ["files"] * (before != after) + ["rows"] * (sorted(rows) != sorted(p.stem for p in results))
    whole.left = [str(path) for path in (base / "tmp").iterdir()] + [f"process {pid}" for pid in _children()]
    whole.changed += ["rows missing"] * (len(rows) < _handed_in(base))
    whole.size = max(path.stat().st_size for path in results)
    return evidence


def _shorten_limits() -> dict[str, float]:
    """Lower the time limits; from now on the overrun of the slowest call is kept for each submission."""
    sandbox.LOAD_SECONDS = student.PATIENCE = SECONDS
    for task in tasks.TASKS:
        if task.name in TASKS:
            object.__setattr__(task, "seconds", SECONDS)
    overruns: dict[str, float] = {}
    local = threading.local()
    grade, guard = class_run.grade, sandbox.Worker._guard

    def named_grade(name: str, source: str, zygote: Any, checks: tuple[Any, ...], salt: str) -> Any:
        local.name, local.loading = name, 0.0
        return grade(name, source, zygote, tuple(check for check in checks if _needed(check.task, name)), salt)

    def timed_guard(self: Any, what: str, seconds: float, work: Any) -> Any:
        start, local.loading = time.monotonic(), 0.0
        try:
            return guard(self, what, seconds, work)
        finally:
            took = time.monotonic() - start
            name = getattr(local, "name", "")  # a canary has none
            overruns[name] = max(overruns.get(name, -seconds), took - local.loading - seconds)
            local.loading = took if what == "your file" else 0.0

    class_run.grade, sandbox.Worker._guard = named_grade, timed_guard
    return overruns


def _needed(task: str, name: str) -> bool:
    """Whether a submission is judged in a task: fewer forks make the test a quick one."""
    return name.startswith(EVERY_TASK) or task in (TASKS[:1] if name.startswith(ONE_TASK) else TASKS)


def _watch_memory() -> dict[str, int]:
    """From now on the peak of this process's memory is kept for each submission; exact where one job runs."""
    peaks: dict[str, int] = {}
    write = cli.write_results

    def watching(result: grading.Result, folder: Path) -> None:
        status = Path("/proc/self/status").read_text()
        peaks[result.submission] = int(status.partition("VmHWM:")[2].split()[0]) * 1024
        Path("/proc/self/clear_refs").write_text("5")  # forget the peak
        write(result, folder)

    cli.write_results = watching
    return peaks


def _grade(path: Path, jobs: int) -> int:
    """``python -m autograder grade``, in this process; the results go to ``out`` beside it."""
    try:
        command = ["grade", str(path), "--out", str(path.parent / "out" / path.stem), "--jobs", str(jobs)]
        return cli.main(command, standalone_mode=False) or 0
    except click.exceptions.Exit as leave:
        return leave.exit_code
    finally:
        sys.stdout.flush()


def _rows(base: Path) -> dict[str, dict[str, str]]:
    """The gradebooks' rows, each with its folder."""
    rows = {}
    for path in (base / "out").glob("*/grades.csv"):
        with open(path, encoding="utf-8", newline="") as stream:
            rows |= {row["submission"]: row | {"folder": str(path.parent)} for row in csv.DictReader(stream)}
    return rows


def _read_kit(base: Path, rows: dict[str, dict[str, str]], name: str, seen: Evidence, terminal: str) -> None:
    books = list((base / "out").glob("*/grades.csv"))
    seen.cells = "".join(map(read, books))
    seen.pages = "".join(map(markdown.summary, books))
    seen.lines = "\n".join([terminal, seen.cells, seen.pages])
    seen.shown = seen.lines
    found = next((key for key in rows if key == name or seen.mark in key), None)
    if found is None:  # a link is no submission
        return
    report = read(Path(rows[found]["folder"]) / "results" / f"{found}.json")
    try:
        content = json.loads(report)
    except ValueError:  # somebody else wrote it
        seen.broke = True
        return
    seen.score = max(float(rows[found]["score"]), content["score"])
    outcomes = [test["extra_data"]["outcome"] for test in content["tests"]]
    seen.broke = content["extra_data"]["fault"] or "fault" in outcomes or not outcomes
    seen.shown += "\n".join(texts(content))
    seen.hidden = "\n".join(test["output"] for test in content["tests"] if test["visibility"] != "visible")
    seen.size = len(report) + len(terminal)


def _listing(folder: Path) -> dict[str, tuple[int, ...]]:
    """Every entry with size, mode and time of its last change; no recursion, there are traps in it."""
    listing, waiting = {}, [str(folder)]
    while waiting:
        for entry in os.scandir(waiting.pop()):
            status = entry.stat(follow_symlinks=False)
            listing[entry.path] = (status.st_size, status.st_mode, status.st_mtime_ns)
            if entry.is_dir(follow_symlinks=False):
                waiting.append(entry.path)
    return listing


def _names(folder: Path) -> set[str]:
    """Names only: somebody may be working on the kit itself."""
    return set(_listing(folder))


def _handed_in(base: Path) -> int:
    """How many real folders there are; the zip has one for each archive attack."""
    entries = [entry for folder in ("in", "heavy") for entry in os.scandir(base / folder)]
    return len(intake.archives()) + sum(entry.is_dir(follow_symlinks=False) for entry in entries)


def _children() -> list[int]:
    """Processes of which this one is the parent, the adopted ones included."""
    found = []
    for place in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            if place.read_text().rpartition(")")[2].split()[1] == str(os.getpid()):
                found.append(int(place.parent.name))
    return found


# ---------------------------------------------------------------- the user


def become(uid: int) -> None:
    """Change the user for good; where Python lies in a private folder, open a way to it that only we see."""
    needed = [Path(path).resolve() for path in (sys.base_prefix, sys.prefix, ROOT)]
    blocked = {next((p for p in path.parents[::-1] if not p.stat().st_mode & 1), None) for path in needed} - {None}
    if blocked:
        checked(libc.unshare(NEW_MOUNT), "a mount namespace, to show Python to another user")
        checked(libc.mount(None, b"/", None, ctypes.c_ulong(PRIVATE), None), "private mounts")
    for folder in blocked:
        places = {path: os.open(path, os.O_PATH) for path in needed if folder in path.parents}
        checked(libc.mount(b"tmpfs", bytes(folder), b"tmpfs", 0, b"mode=755"), "tmpfs")
        for path, descriptor in places.items():
            path.mkdir(parents=True)
            checked(libc.mount(b"/proc/self/fd/%d" % descriptor, bytes(path), None, BIND, None), "bind mount")
            os.close(descriptor)
    os.setgroups([])
    os.setresgid(uid, uid, uid)
    os.setresuid(uid, uid, uid)


def main() -> None:
    runner, uid, base = sys.argv[1], int(sys.argv[2]), Path(sys.argv[3])
    if os.getuid() != uid:
        become(uid)
        os.execv(sys.executable, [sys.executable, "-B", "-m", "tests.attack_run", *sys.argv[1:]])
    libc.prctl(SUBREAPER, 1, 0, 0, 0)
    for folder in ("in", "heavy", "scenes", "home"):
        (base / folder).mkdir()
    try:
        evidence = run_naive(base) if runner == "naive" else run_kit(base)
    finally:
        while children := _children():
            for pid in children:
                _kill(pid)
                os.waitpid(pid, 0)
    content = {name: dataclasses.asdict(seen) for name, seen in evidence.items()}
    (base / "evidence.json").write_text(json.dumps(content), encoding="ascii")


if __name__ == "__main__":
    main()
