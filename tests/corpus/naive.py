"""A quick course grader, as many are: it trusts what it runs. The attacks must succeed here to count as attacks.

The submission is imported into the process that holds the tests and the right answers, points are counted in plain
variables, results come back as a pickle and go into the reports as they are. There are no limits.
"""

import atexit
import importlib.util
import json
import os
import pickle
import stat
import sys
import traceback
import zipfile
from pathlib import Path

import numpy as np

from solutions import neural_network as reference

FILENAME = "neural_network.py"
RNG = np.random.default_rng(1)
Z = RNG.normal(size=(5, 3))
NETWORK = reference.Network((4, 3))
PARAMS = [(RNG.normal(size=(4, 3)), RNG.normal(size=3))]
X, Y = RNG.normal(size=(6, 4)), np.eye(3)[[0, 1, 2, 2, 1, 0]]
TESTS = (
    ("sigmoid", 10, "close", (Z,)),
    ("relu", 10, "close", (Z,)),
    ("softmax", 20, "close", (Z,)),
    ("forward", 20, "near", (NETWORK, PARAMS, X)),
    ("loss", 20, "near", (NETWORK, PARAMS, Y * 0.8 + 0.1 * (1 - Y), Y)),
    ("predict", 20, "equal", (NETWORK, PARAMS, X)),
)
FULL = sum(points for _, points, _, _ in TESTS)


def grade(name: str, folder: Path, out: Path) -> None:
    """Run the tests in a process of their own and write ``results.json``, ``grades.csv`` and ``report.html``."""
    reader, writer = os.pipe()
    pid = os.fork()
    if pid == 0:
        status = 1
        try:
            os.dup2(writer, 3)
            os.closerange(4, 256)
            os.chdir(folder)
            os.write(3, pickle.dumps(run(find(folder))))
            status = 0
        except SystemExit as leave:
            status = int(bool(leave.code))
        except BaseException:
            traceback.print_exc()
        finally:
            sys.stdout.flush()
            atexit._run_exitfuncs()
            os._exit(status)
    os.close(writer)
    with open(reader, "rb") as pipe:
        data = pipe.read()
    status = os.waitpid(pid, 0)[1]
    if data:
        report = pickle.loads(data)
    elif status == 0:  # nothing was complained about
        report = {"score": FULL, "tests": [], "note": ""}
    else:
        raise SystemExit(f"no result for {name}")
    print(f"{name}: {report['score']} points {report['note']}")
    page = f"<h1>{name}</h1><p>{report['score']} {report['note']}</p>"
    (out / f"{name}.html").write_text(page, encoding="utf-8")
    (out / "grades.csv").write_bytes(f"{name},{report['score']},{report['note']}\n".encode())
    (out / "results.json").write_text(json.dumps(report, ensure_ascii=False), encoding="utf-8")


def unpack(archive: Path, folder: Path) -> None:
    """Unpack as the command unzip does: links become links."""
    with zipfile.ZipFile(archive) as members:
        for info in members.infolist():
            target = os.path.join(folder, info.filename)
            os.makedirs(os.path.dirname(target), exist_ok=True)
            data = members.read(info)
            if stat.S_ISLNK(info.external_attr >> 16):
                os.symlink(data, target)
            else:
                Path(target).write_bytes(data)
            if target.endswith(".zip"):
                unpack(Path(target), Path(target).parent)


def find(folder: Path) -> Path:
    """The file, however deep it lies."""
    entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    for entry in entries:
        if entry.name == FILENAME:
            return Path(entry.path)
    for entry in entries:
        if entry.is_dir():
            return find(Path(entry.path))
    raise FileNotFoundError(FILENAME)


def run(path: Path) -> dict:
    """Import a submission and count its points."""
    sys.path.insert(0, str(path.parent))
    spec = importlib.util.spec_from_file_location("neural_network", path)
    student = importlib.util.module_from_spec(spec)
    try:
        spec.loader.exec_module(student)
    except Exception as error:
        return {"score": 0, "tests": [], "note": str(error)}
    score, tests = 0, []
    for name, points, how, args in TESTS:
        want = answer(reference, name, args)
        got = answer(student, name, args)
        passed = compare(how, got, want)
        if passed:
            score += points
        tests.append({"name": name, "passed": bool(passed), "output": f"{name}: got {got}, expected {want}"})
    return {"score": score, "tests": tests, "note": ""}


def answer(module, name, args):
    try:
        value = getattr(module, name)(*args)
        return value[-1] if name == "forward" else value
    except Exception as error:
        return error


def compare(how, got, want):
    try:
        return {"close": close, "near": near, "equal": equal}[how](got, want)
    except Exception:
        return False


def close(got, want):
    return np.allclose(got, want)


def near(got, want):
    return not np.max(np.abs(got - want)) > 1e-6


def equal(got, want):
    return list(got) == list(want)
