"""The grader's own Network, so that no verdict depends on the student's class."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Network:
    """Has the fields of the student's ``Network``, and is converted to it before every call."""

    units: tuple[int, ...]
    hidden: str = "sigmoid"
    output: str = "softmax"
    objective: str = "cross_entropy"
    l2: float = 0.0
