"""What `data/demo_class` must score, whatever the salt; each mistake was judged by hand."""

NO_BONUS = {"sgd": 0, "hidden_units": 0}
NOTHING = dict.fromkeys(
    (
        "gates",
        "activations",
        "forward",
        "loss",
        "backward",
        "update",
        "train",
        "predict",
        "standardize",
        "k_fold",
        "cross_validate",
        "compare",
        "sgd",
        "hidden_units",
    ),
    0,
)
FIRST_FOUR = ("gates", "activations", "forward", "loss")

# folder -> (score, {task: points} for every task below full points)
EXPECTED: dict[str, tuple[float, dict[str, float]]] = {
    "student-01": (110, {}),
    "student-02": (100, NO_BONUS),
    "student-03": (105, {"hidden_units": 0}),
    "student-04": (40, {task: 0 for task in NOTHING if task not in FIRST_FOUR}),
    "student-05": (75, {"backward": 0, **NO_BONUS}),
    "student-06": (97.5, {"activations": 7.5, **NO_BONUS}),
    "student-07": (99, {"loss": 4, "hidden_units": 0}),
    "student-08": (94.5, {"backward": 14.5, "sgd": 0}),
    "student-09": (98.5, {"k_fold": 2.5, **NO_BONUS}),
    "student-10": (96.5, {"cross_validate": 2.5, **NO_BONUS}),
    "student-11": (75, {"backward": 0, **NO_BONUS}),
    "student-12": (95, NO_BONUS),  # less what the repair costs
}
