"""Fixtures that several test files share."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from autograder.sandbox.zygotes import ROOT, Zygote

os.environ.pop("AUTOGRADER_SALT", None)  # a developer's own salt must not decide a test
signal.signal(signal.SIGINT, signal.default_int_handler)  # ignored in the background, and then by what the tests start


@pytest.fixture(scope="session")
def zygote() -> Iterator[Zygote]:
    with Zygote() as started:
        yield started


@pytest.fixture(scope="session")
def reference_source() -> str:
    return (ROOT / "solutions" / "neural_network.py").read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def stub_source() -> str:
    return (ROOT / "assignment" / "neural_network.py").read_text(encoding="utf-8")


Command = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def autograder(tmp_path: Path) -> Command:
    """Run ``python -m autograder`` as an instructor does."""

    def run(*args: object, **env: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-B", "-m", "autograder", *map(str, args)]
        return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=300, env={**os.environ, **env})

    return run
