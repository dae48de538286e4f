"""A wrong submission as an edit of the reference, and short ways to write one."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Mistake:
    """A wrong submission.

    Parameters
    ----------
    name : str
    task : str
        Where the mistake is made.
    edits : tuple of (old, new)
        Each old text occurs exactly once in the reference.
    loses : tuple of str
        Ids of exactly the checks that do not pass.
    code : str
        Its code in the catalogue, if it has one.
    """

    name: str
    task: str
    edits: tuple[tuple[str, str], ...]
    loses: tuple[str, ...]
    code: str = ""

    def apply(self, source: str) -> str:
        """The reference's text with the mistake in it."""
        for old, new in self.edits:
            count = source.count(old)
            if count != 1:
                raise ValueError(f"{self.name}: {old!r} occurs {count} times in the reference, not once")
            source = source.replace(old, new)
        return source


def wrong(task: str, name: str, loses: str, *edits: tuple[str, str], code: str = "") -> Mistake:
    """A mistake that loses the named checks of its task."""
    return Mistake(name, task, edits, tuple(f"{task}.{check}" for check in loses.split()), code)


def unwritten(task: str, function: str, loses: str, line: str) -> Mistake:
    """A function that raises NotImplementedError before the given line."""
    raises = f'raise NotImplementedError("{function} is not written yet")'
    return wrong(task, f"{function}_not_written", loses, (line, f"{raises}\n    {line}"), code="P10")


def every(task: str, but: str = "") -> str:
    """The names of all checks of a task but some."""
    return " ".join(check for check in EVERY[task].split() if check not in but.split())


EVERY: dict[str, str] = {
    "gates": "shapes corners confident",
    "activations": (
        "sigmoid_values sigmoid_large relu softmax_rows softmax_large gradient_sigmoid gradient_relu unknown_name "
        "softmax_values gradient_tanh softmax_ratios gradient_differences unchanged"
    ),
    "forward": (
        "shapes published bias no_hidden_layer hidden_sigmoid hidden_tanh hidden_relu output_softmax output_sigmoid "
        "output_identity deep sigmoid_layer tanh_layer relu_layer softmax_layer several_sigmoids identity_layer "
        "second_hidden_layer unchanged"
    ),
    "loss": (
        "guessing coins distance penalty finite cross_entropy_softmax cross_entropy_sigmoid squared_error "
        "deep_penalty random_labels several_sigmoids distances every_weight unchanged"
    ),
    "backward": (
        "shapes numerical_output numerical_output_bias numerical_hidden numerical_hidden_bias worked_example "
        "output_weights output_bias hidden_weights hidden_bias every_bias hidden_tanh hidden_relu "
        "sigmoid_cross_entropy squared_error_output squared_error_softmax squared_error_hidden deep no_hidden_layer "
        "penalty sigmoid_output tanh_layer relu_layer two_hidden_layers logistic_regression penalised squared_error "
        "softmax_squared_error squared_error_below analytic unchanged"
    ),
    "update": "shapes weights biases learning_rate rates unchanged",
    "train": (
        "shapes before_the_first_step ex4_converges trajectory steps configurations ex4_trajectory one_step goes_on "
        "other_networks unchanged"
    ),
    "predict": "largest half hidden_layers unchanged",
    "standardize": "fitted_part constant_column test_part no_leak rows_of_both test_rows_alone unchanged",
    "k_fold": "partition sizes complement seeds errors mixed",
    "cross_validate": "accuracies fresh_start scale ex4 three_classes no_leak unchanged",
    "compare": "layout network logistic softmax scikit_learn unchanged",
    "sgd": "every_epoch full_batch seeds visits current_params fresh_order unchanged",
    "hidden_units": "scores best scale split learns unchanged",
}
