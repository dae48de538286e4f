"""The tasks of the assignment: their functions, points, limits and what they may build on."""

from dataclasses import dataclass
from functools import cache

ACTIVATIONS = ("sigmoid", "relu", "softmax", "activation_gradient")
TRAINING = (*ACTIVATIONS, "forward", "loss", "backward", "update")
EVALUATION = (*TRAINING, "train", "predict", "standardize", "init_params", "encode_targets")

UNIT_SECONDS = 5.0
LOAD_SECONDS = 2 * UNIT_SECONDS
TRAINING_SECONDS = 60.0
TOTAL_SECONDS = 900.0
MEMORY_BYTES = 1 << 30
FILE_BYTES = 256 * 1024


@dataclass(frozen=True)
class Task:
    """A row of the assignment's table.

    Parameters
    ----------
    name : str
        The one name used everywhere: check ids, ``pytest -k``, Otter file, gradebook column.
    functions : tuple of str
        What the student writes.
    points : int
    goal : str
        One line for the handout.
    builds_on : tuple of str
        Functions of other tasks that a solution may call.
    bonus : bool
        Bonus points come on top of the core 100.
    seconds : float
        Wall time that one call may take.
    """

    name: str
    functions: tuple[str, ...]
    points: int
    goal: str
    builds_on: tuple[str, ...] = ()
    bonus: bool = False
    seconds: float = UNIT_SECONDS


TASKS = (
    Task("gates", ("xor_params",), 5, "XOR by hand from OR, NAND and AND neurons"),
    Task("activations", ACTIVATIONS, 10, "sigmoid, ReLU, softmax and the slopes"),
    Task("forward", ("forward",), 15, "propagate a batch through the network", ACTIVATIONS),
    Task("loss", ("loss",), 10, "cross-entropy, squared error and the penalty"),
    Task("backward", ("backward",), 25, "the gradient by backpropagation", ACTIVATIONS),
    Task("update", ("update",), 5, "one step of gradient descent"),
    Task("train", ("train",), 10, "full-batch gradient descent", TRAINING, seconds=TRAINING_SECONDS),
    Task("predict", ("predict",), 2, "class labels", (*ACTIVATIONS, "forward")),
    Task("standardize", ("standardize",), 4, "scale by the training part alone"),
    Task("k_fold", ("k_fold",), 4, "shuffled folds"),
    Task("cross_validate", ("cross_validate",), 6, "accuracy on each fold", EVALUATION, seconds=TRAINING_SECONDS),
    Task(
        "compare",
        ("compare",),
        4,
        "the network against logistic and softmax regression",
        (*EVALUATION, "cross_validate"),
        seconds=3 * TRAINING_SECONDS,
    ),
    Task(
        "sgd",
        ("train_minibatch",),
        5,
        "gradient descent in small batches",
        (*TRAINING, "train"),
        bonus=True,
        seconds=TRAINING_SECONDS,
    ),
    Task(
        "hidden_units",
        ("choose_hidden_units",),
        5,
        "the size of the hidden layer by a hold-out",
        (*EVALUATION, "cross_validate"),
        bonus=True,
        seconds=3 * TRAINING_SECONDS,
    ),
)

CORE_POINTS = sum(task.points for task in TASKS if not task.bonus)


def task_of(function: str) -> Task | None:
    """The task in which a function is written; None for a given function."""
    return next((task for task in TASKS if function in task.functions), None)


@cache
def seconds_for(function: str) -> float:
    """Wall time in seconds that one call of a function may take."""
    task = task_of(function)
    return task.seconds if task else UNIT_SECONDS
