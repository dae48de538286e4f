"""Tries which layers work on this machine, each in a separate child process."""

import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from assignment.engine.homework import Homework

from .all_layers import LAYERS
from .layer import Layer


@dataclass(frozen=True)
class Trial:
    """The result of trying one layer.

    Parameters
    ----------
    layer : Layer
    problem : str
        Empty if the layer works.
    """

    layer: Layer
    problem: str


def examine(homework: Homework) -> list[Trial]:
    """Try every layer."""
    return [Trial(layer, _tried(partial(layer.probe, homework))) for layer in LAYERS]


def missing(homework: Homework) -> list[Trial]:
    """Return the required layers that do not work here."""
    return [trial for trial in examine(homework) if trial.layer.required and trial.problem]


def _tried(probe: Callable[[], None]) -> str:
    """Run a probe in a child and return what went wrong; empty if nothing."""
    if sys.platform != "linux":
        return f"not available on {sys.platform}"
    reader, writer = os.pipe()
    pid = os.fork()
    if pid == 0:
        try:
            probe()
            os._exit(0)
        except BaseException as error:
            os.write(writer, f"{type(error).__name__}: {error}".encode()[:500])
        finally:
            os._exit(1)
    os.close(writer)
    with open(reader, "rb") as stream:
        said = stream.read().decode(errors="replace")
    status = os.waitpid(pid, 0)[1]
    return "" if status == 0 else said or "the probe died"
