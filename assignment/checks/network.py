"""The grader's own Network: the student's class is never trusted with a verdict."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Network:
    """Same fields as the student's ``Network``; turned into it before every call."""

    units: tuple[int, ...]
    hidden: str = "sigmoid"
    output: str = "softmax"
    objective: str = "cross_entropy"
    l2: float = 0.0
