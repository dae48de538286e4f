"""Fixtures that several test files share."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from assignment.engine.homework import KIT, Homework, load
from autograder.sandbox.client.forkserver import ForkServer

os.environ.pop("AUTOGRADER_SALT", None)  # a developer's own salt must not decide a test
signal.signal(signal.SIGINT, signal.default_int_handler)  # ignored in the background, and then by what the tests start


@pytest.fixture(scope="session", autouse=True)
def cache(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Keep right answers for this run of the tests only, and not in the developer's own folder."""
    place = tmp_path_factory.getbasetemp()
    shared = place.parent if "PYTEST_XDIST_WORKER" in os.environ else place  # by the processes of one run
    os.environ["XDG_CACHE_HOME"] = str(shared / "cache")


@pytest.fixture(scope="session")
def homework() -> Homework:
    """The homework of the kit, with its solutions."""
    return load(solutions=True)


@pytest.fixture(scope="session")
def server(homework: Homework) -> Iterator[ForkServer]:
    """A server that starts sandboxed workers."""
    with ForkServer(homework) as started:
        yield started


@pytest.fixture(scope="session")
def reference_source(homework: Homework) -> str:
    """The text of the right solution."""
    return homework.right.source.read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def stub_source(homework: Homework) -> str:
    """The text of the file that students get."""
    return (homework.folder / homework.filename).read_text(encoding="utf-8")


# what a command says on a slow machine, while it waits
WAITS = re.compile(r"^(?:autograder: .*\d s\)|graded \d+ of \d+\b.*)\n", re.MULTILINE)
Command = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def autograder(tmp_path: Path) -> Command:
    """Run ``python -m autograder`` as an instructor does."""

    def run(*args: object, **env: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-B", "-m", "autograder", *map(str, args)]
        env = {**os.environ, **env}
        done = subprocess.run(command, cwd=KIT, capture_output=True, text=True, timeout=300, env=env)
        done.stderr = WAITS.sub("", done.stderr)
        return done

    return run
