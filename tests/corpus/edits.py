"""The zoo of wrong submissions: each is the reference with one mistake edited into its text.

A mistake cannot drift: its edits name the reference's own lines, and an edit that no longer fits
raises. Whatever a mistake loses, it loses in its own task. Codes are those of the catalogue of
misconceptions; the end of the file says which of them have no mistake here, and why.
"""

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
        "softmax_values gradient_tanh unchanged"
    ),
    "forward": (
        "shapes published bias no_hidden_layer hidden_sigmoid hidden_tanh hidden_relu output_softmax output_sigmoid "
        "output_identity deep unchanged"
    ),
    "loss": (
        "guessing coins distance penalty finite cross_entropy_softmax cross_entropy_sigmoid squared_error "
        "deep_penalty unchanged"
    ),
    "backward": (
        "shapes numerical_output numerical_output_bias numerical_hidden numerical_hidden_bias worked_example "
        "output_weights output_bias hidden_weights hidden_bias every_bias hidden_tanh hidden_relu "
        "sigmoid_cross_entropy squared_error_output squared_error_softmax squared_error_hidden deep no_hidden_layer "
        "penalty analytic unchanged"
    ),
    "update": "shapes weights biases learning_rate unchanged",
    "train": "shapes before_the_first_step ex4_converges trajectory steps configurations ex4_trajectory unchanged",
    "predict": "largest half hidden_layers unchanged",
    "standardize": "fitted_part constant_column test_part no_leak unchanged",
    "k_fold": "partition sizes complement seeds errors mixed",
    "cross_validate": "accuracies fresh_start scale ex4 three_classes no_leak unchanged",
    "compare": "layout network logistic softmax scikit_learn unchanged",
    "sgd": "every_epoch full_batch seeds visits current_params fresh_order unchanged",
    "hidden_units": "scores best scale split learns unchanged",
}

# Lines of the reference around which several mistakes are made.
UNKNOWN = """raise ValueError(f'unknown activation {name!r}: use "sigmoid", "tanh" or "relu"')"""
LAYER = "activations.append(functions[name](activations[-1] @ W + b))"
PENALTY = "penalty = 0.5 * network.l2 * sum(np.sum(W**2) for W, _ in params)"
ENTROPY = "float(-np.sum(log_likelihood) / m + penalty)"
UPDATED = "[(W - learning_rate * dW, b - learning_rate * db) for (W, b), (dW, db) in zip(params, grads, strict=True)]"
STEP = "params = update(params, backward(network, params, activations, Y), learning_rate)"
SCALED = "return (X_train - mean) / deviation, (X_test - mean) / deviation"
SHUFFLED = "np.random.default_rng(seed).permutation(m)"
PARTS = f"parts = np.array_split({SHUFFLED}, k)"
SGD_LOSS = "losses[epoch] = loss(network, params, forward(network, params, X)[-1], Y)"
SGD_STEP = "params = update(params, backward(network, params, activations, Y[batch]), learning_rate)"

TWO_LAYERS = """(W1, b1), (W2, b2) = params
    _, A1, A2 = activations
    D2 = (A2 - Y) / len(Y)
    if network.objective == "squared_error" and network.output == "sigmoid":
        D2 = D2 * A2 * (1.0 - A2)
    elif network.objective == "squared_error" and network.output == "softmax":
        D2 = A2 * (D2 - np.sum(D2 * A2, axis=1, keepdims=True))
    D1 = (D2 @ W2.T) * activation_gradient(network.hidden, A1)
    dW1, dW2 = activations[0].T @ D1 + network.l2 * W1, A1.T @ D2 + network.l2 * W2
    return [(dW1, D1.sum(axis=0)), (dW2, D2.sum(axis=0))]
    D = (A - Y)"""

GATES = (
    wrong("gates", "neurons_in_rows", "corners confident",
        ("[20.0, -10.0], [20.0, -10.0]", "[20.0, 20.0], [-10.0, -10.0]")),
    wrong("gates", "or_for_and", "corners confident", ("([-30.0])", "([-10.0])")),
    wrong("gates", "and_for_nand", "corners confident",
        ("[[20.0, -10.0], [20.0, -10.0]]), np.array([-10.0, 14.0])",
         "[[20.0, 10.0], [20.0, 10.0]]), np.array([-10.0, -14.0])")),
    wrong("gates", "thresholds_for_biases", "corners confident", ("[-10.0, 14.0]", "[10.0, -14.0]"),
        ("([-30.0])", "([30.0])"), code="B05"),
    wrong("gates", "small_weights", "confident",
        ("[[20.0, -10.0], [20.0, -10.0]]), np.array([-10.0, 14.0])",
         "[[6.0, -6.0], [6.0, -6.0]]), np.array([-3.0, 9.0])"),
        ("[[20.0], [20.0]]), np.array([-30.0])", "[[2.0], [2.0]]), np.array([-3.0])")),
    wrong("gates", "flat_output_weights", "shapes", ("[20.0], [20.0]", "20.0, 20.0")),
    wrong("gates", "column_bias", "shapes", ("[-10.0, 14.0]", "[[-10.0], [14.0]]"), code="F05"),
    wrong("gates", "no_biases", "corners confident", ("array([-10.0, 14.0])", "zeros(2)"),
        ("array([-30.0])", "zeros(1)"), code="F01"),
    wrong("gates", "layers_exchanged", every("gates"), ("hidden, output", "output, hidden"), code="B32"),
    wrong("gates", "gates_printed", every("gates"), ("return [hidden, output]", "print([hidden, output])"), code="E12"),
    unwritten("gates", "xor_params", every("gates"), "return [hidden, output]"),
)

ACTIVATIONS = (
    wrong("activations", "sigmoid_sign_lost", "sigmoid_values sigmoid_large",
        ("np.where(z >= 0, 1.0, e) / (1.0 + e)", "1.0 / (1.0 + np.exp(z))"), code="A01"),
    wrong("activations", "sigmoid_by_math_exp", "sigmoid_values sigmoid_large unchanged",
        ("import hashlib", "import hashlib\nimport math"),
        ("np.where(z >= 0, 1.0, e) / (1.0 + e)", "1.0 / (1.0 + math.exp(-z))"), code="A02"),
    wrong("activations", "relu_by_if", "relu unchanged", ("np.maximum(z, 0.0)", "z if z > 0 else 0.0"), code="A02"),
    wrong("activations", "sigmoid_branch_for_the_whole_array", "sigmoid_large",
        ("np.where(z >= 0, 1.0, e) / (1.0 + e)",
         "1.0 / (1.0 + np.exp(-z)) if np.all(z >= 0) else np.exp(z) / (1.0 + np.exp(z))"), code="A04"),
    wrong("activations", "sigmoid_clipped_at_10", "sigmoid_large",
        ("e = np.exp(-np.abs(z))", "z = np.clip(z, -10, 10)\n    e = np.exp(-np.abs(z))")),
    wrong("activations", "sigmoid_by_removed_type", "sigmoid_values sigmoid_large unchanged",
        ("dtype=float", "dtype=np.float"), code="P01"),
    wrong("activations", "sigmoid_rounds", "sigmoid_values",
        ("where(z >= 0, 1.0, e) / (1.0 + e)", "round(np.where(z >= 0, 1.0, e) / (1.0 + e))"), code="E11"),
    wrong("activations", "sigmoid_clips_in_place", "unchanged",
        ("asarray(z, dtype=float)", "clip(z, -500, 500, out=z)"), code="A14"),
    wrong("activations", "relu_in_place", "unchanged", ("return np.maximum(z, 0.0)", "z[z < 0] = 0\n    return z"),
        code="A14"),
    wrong("activations", "softmax_in_place", "unchanged",
        ("e = np.exp(z - np.max(z, axis=-1, keepdims=True))",
         "z -= np.max(z, axis=-1, keepdims=True)\n    e = np.exp(z)"), code="A14"),
    wrong("activations", "slope_in_place", "unchanged", ("return a * (1.0 - a)", "a *= 1.0 - a\n        return a"),
        code="A14"),
    wrong("activations", "relu_leaks", "relu", ("maximum(z, 0.0)", "where(z > 0, z, 0.01 * z)")),
    wrong("activations", "relu_is_its_slope", "relu", ("maximum(z, 0.0)", "where(z > 0, 1.0, 0.0)")),
    wrong("activations", "relu_keeps_positive_only", "relu", ("np.maximum(z, 0.0)", "z[z > 0]")),
    unwritten("activations", "relu", "relu unchanged", "return np.maximum(z, 0.0)"),
    wrong("activations", "softmax_over_the_batch", "softmax_rows softmax_large softmax_values",
        ("e.sum(axis=-1, keepdims=True)", "np.sum(e)"), code="A08"),
    wrong("activations", "softmax_over_columns", "softmax_rows softmax_large softmax_values",
        ("(axis=-1, keepdims=True)", "(axis=0)"), code="A09"),
    wrong("activations", "softmax_without_keepdims", "softmax_rows softmax_large softmax_values unchanged",
        ("(axis=-1, keepdims=True)", "(axis=1)"), code="A10"),
    wrong("activations", "softmax_without_shift", "softmax_large", ("z - np.max(z, axis=-1, keepdims=True)", "z"),
        code="A11"),
    wrong("activations", "softmax_shifted_by_the_batch", "softmax_large", ("z, axis=-1, keepdims=True", "z"),
        code="A11"),
    wrong("activations", "softmax_without_exp_above", "softmax_rows softmax_large softmax_values",
        ("e / e.sum", "z / e.sum"), code="A15"),
    wrong("activations", "sigmoid_slope_from_z", "gradient_sigmoid",
        ("a * (1.0 - a)", "sigmoid(a) * (1.0 - sigmoid(a))"), code="A05"),
    wrong("activations", "tanh_slope_from_z", "gradient_tanh", ("1.0 - a**2", "1.0 - np.tanh(a) ** 2"), code="A05"),
    wrong("activations", "tanh_slope_for_sigmoid", "gradient_sigmoid", ("a * (1.0 - a)", "1.0 - a * a"), code="A07"),
    wrong("activations", "tanh_slope_without_square", "gradient_tanh", ("1.0 - a**2", "1.0 - a")),
    wrong("activations", "relu_slope_one_at_zero", "gradient_relu", ("asarray(a) > 0", "asarray(a) >= 0")),
    wrong("activations", "relu_slope_is_relu", "gradient_relu",
        ("where(np.asarray(a) > 0, 1.0, 0.0)", "maximum(a, 0.0)")),
    wrong("activations", "unknown_name_ignored", "unknown_name", (UNKNOWN, "return a"), code="P07"),
    wrong("activations", "one_unknown_name_refused", "unknown_name",
        (UNKNOWN, f'if name == "cosine":\n        {UNKNOWN}\n    return a')),
    wrong("activations", "unknown_name_printed", "unknown_name", (UNKNOWN, 'print("unknown activation", name)')),
    wrong("activations", "unknown_name_is_key_error", "unknown_name",
        ("ValueError(f'unknown activation {name!r}: use \"sigmoid\", \"tanh\" or \"relu\"')", "KeyError(name)")),
)

FORWARD = (
    wrong("forward", "bias_forgotten", every("forward", but="shapes published unchanged"), ("[-1] @ W + b", "[-1] @ W"),
        code="F01"),
    wrong("forward", "bias_subtracted", every("forward", but="shapes published unchanged"),
        ("[-1] @ W + b", "[-1] @ W - b"), code="B05"),
    wrong("forward", "ones_column_and_bias", every("forward"),
        ("activations = [X]", "activations = [np.c_[np.ones(len(X)), X]]"), code="F02"),
    wrong("forward", "activation_not_passed_on", "published output_softmax output_sigmoid output_identity deep",
        ("activations = [X]", "activations, Z = [X], X"),
        (LAYER, "Z = Z @ W + b\n        activations.append(functions[name](Z))"), code="F03"),
    wrong("forward", "softmax_forgotten", "published output_softmax", ('"softmax": softmax', '"softmax": lambda Z: Z'),
        code="F04"),
    wrong("forward", "output_sigmoid_forgotten", "bias output_sigmoid",
        ("[network.output]", '[network.output]\n    if network.output == "sigmoid":\n        names[-1] = "identity"'),
        code="F04"),
    wrong("forward", "output_like_hidden", "published no_hidden_layer output_softmax output_sigmoid output_identity",
        ("(len(params) - 1) + [network.output]", "len(params)")),
    wrong("forward", "hidden_always_sigmoid", "hidden_tanh hidden_relu deep", ("[network.hidden]", '["sigmoid"]'),
        code="F08"),
    wrong("forward", "output_always_softmax", "bias no_hidden_layer output_sigmoid output_identity",
        ("[network.output]", '["softmax"]'), code="F08"),
    wrong("forward", "softmax_on_sigmoid", "published output_softmax",
        ('"softmax": softmax', '"softmax": lambda Z: softmax(sigmoid(Z))'), code="A16"),
    wrong("forward", "first_layer_only_sigmoid", "deep",
        ("[network.hidden] * (len(params) - 1)", '([network.hidden] + ["sigmoid"] * len(params))[: len(params) - 1]')),
    wrong("forward", "transposed", every("forward"), ("return activations", "return [A.T for A in activations]"),
        code="F05"),
    wrong("forward", "elementwise_product", every("forward"), ("[-1] @ W", "[-1] * W"), code="B21"),
    wrong("forward", "prediction_alone", every("forward"), ("return activations", "return activations[-1]")),
    wrong("forward", "net_inputs_returned", every("forward", but="shapes no_hidden_layer unchanged"),
        ("activations = [X]", "activations, nets = [X], [X]"),
        ("activations.append", "nets.append(activations[-1] @ W + b)\n        activations.append"),
        ("return activations", "return nets")),
    wrong("forward", "two_layers_only", "shapes published no_hidden_layer deep unchanged",
        ("names = [network.hidden]", "(W1, b1), (W2, b2) = params\n    names = [network.hidden]"), code="F08"),
    wrong("forward", "two_layers_at_most", "shapes published deep", ("names, params", "names[-2:], params[:2]"),
        code="F08"),
    wrong("forward", "identity_missing", "no_hidden_layer output_identity unchanged",
        ('        "identity": lambda Z: Z,\n', "")),
    wrong("forward", "params_popped", "unchanged",
        ("name, (W, b) in zip(names, params, strict=True):", "name in names:\n        W, b = params.pop(0)")),
    wrong("forward", "rounded_to_four_places", every("forward"),
        ("return activations", "return [np.round(A, 4) for A in activations]")),
    wrong("forward", "by_matrix_type", every("forward"),
        ("activations[-1] @ W + b", "np.array(np.mat(activations[-1]) * np.mat(W) + b)"), code="P01"),
    wrong("forward", "errors_swallowed", every("forward"),
        ("activations = [X]",
         "activations = [X]\n    try:\n        activations.append(sigmoid(X @ params[0] + params[1]))\n    except:\n"
         "        return activations"), code="P07"),
    unwritten("forward", "forward", every("forward"), "activations = [X]"),
    wrong("forward", "forward_prints", every("forward"), ("return activations", "print(activations[-1])"), code="E12"),
)

LOSS = (
    wrong("loss", "sum_for_mean", every("loss", but="penalty deep_penalty unchanged"), ("m = len(Y)", "m = 1"),
        code="L01"),
    wrong("loss", "mean_over_classes", "guessing finite cross_entropy_softmax cross_entropy_sigmoid",
        ("sum(log_likelihood) / m", "mean(log_likelihood)"), code="L02"),
    wrong("loss", "divided_by_outputs", every("loss", but="penalty deep_penalty unchanged"),
        ("m = len(Y)", "m = Y.shape[1]"), code="F05"),
    wrong("loss", "minus_forgotten", "guessing coins finite cross_entropy_softmax cross_entropy_sigmoid",
        ("(-np.sum(log_likelihood) / m + penalty)", "(np.sum(log_likelihood) / m + penalty)"), code="L03"),
    wrong("loss", "negatives_dropped", "coins finite cross_entropy_sigmoid",
        ('if network.output == "sigmoid"', 'if network.output == "logistic"'), code="L04"),
    wrong("loss", "negatives_subtracted", "coins finite cross_entropy_sigmoid",
        ("log_likelihood + (1.0 - Y)", "log_likelihood - (1.0 - Y)")),
    wrong("loss", "binary_formula_for_softmax", "guessing finite cross_entropy_softmax",
        ('if network.output == "sigmoid"', "if network.output"), code="L06"),
    wrong("loss", "binary_formula_and_mean", "guessing finite cross_entropy_softmax cross_entropy_sigmoid",
        ('if network.output == "sigmoid"', "if network.output"), ("sum(log_likelihood) / m", "mean(log_likelihood)"),
        code="L06"),
    wrong("loss", "log_of_zero", "finite", ("np.clip(Y_hat, 1e-12, 1.0 - 1e-12)", "Y_hat"), code="L08"),
    wrong("loss", "clipped_below_only", "finite", ("clip(Y_hat, 1e-12, 1.0 - 1e-12)", "maximum(Y_hat, 1e-12)"),
        code="L08"),
    wrong("loss", "clipped_too_early", "finite", ("1e-12, 1.0 - 1e-12", "1e-7, 1.0 - 1e-7"), code="L08"),
    wrong("loss", "likelihood_reported", "guessing coins finite cross_entropy_softmax cross_entropy_sigmoid",
        ("(-np.sum(log_likelihood) / m + penalty)", "(np.exp(np.sum(log_likelihood) / m) + penalty)"), code="L09"),
    wrong("loss", "always_squared_error", "guessing coins finite cross_entropy_softmax cross_entropy_sigmoid",
        ('objective == "squared_error":', "objective:"), code="L10"),
    wrong("loss", "always_cross_entropy", "distance squared_error", ('"squared_error":', '"mse":'), code="L10"),
    wrong("loss", "squared_error_without_half", "distance squared_error", ("(2 * m) + penalty", "m + penalty"),
        code="L11"),
    wrong("loss", "squared_error_mean", "distance squared_error",
        ("np.sum((Y_hat - Y) ** 2) / (2 * m)", "0.5 * np.mean((Y_hat - Y) ** 2)"), code="L11"),
    wrong("loss", "absolute_error", "distance squared_error", ("(Y_hat - Y) ** 2", "np.abs(Y_hat - Y)")),
    wrong("loss", "penalty_without_half", "penalty deep_penalty", ("0.5 * network", "network"), code="L12"),
    wrong("loss", "penalty_over_m", "penalty deep_penalty", ("l2 * sum", "l2 / m * sum"), code="L12"),
    wrong("loss", "penalty_forgotten", "penalty deep_penalty",
        ("0.5 * network.l2 * sum(np.sum(W**2) for W, _ in params)", "0.0"), code="L16"),
    wrong("loss", "penalty_forgotten_with_squared_error", "deep_penalty", ("(2 * m) + penalty", "(2 * m)"), code="L16"),
    wrong("loss", "penalty_subtracted", "penalty deep_penalty", ("penalty = 0.5", "penalty = -0.5"), code="B25"),
    wrong("loss", "penalty_of_biases_too", "penalty deep_penalty", ("for W, _", "+ np.sum(b**2) for W, b"), code="B26"),
    wrong("loss", "penalty_of_two_layers", "deep_penalty", ("_ in params", "_ in params[:2]"), code="F08"),
    wrong("loss", "one_loss_a_row", every("loss", but="distance squared_error unchanged"),
        (ENTROPY, "-np.sum(log_likelihood, axis=1) + penalty"), code="L13"),
    wrong("loss", "one_loss_an_output", "distance squared_error deep_penalty",
        ("float(np.sum((Y_hat - Y) ** 2) / (2 * m) + penalty)", "np.sum((Y_hat - Y) ** 2, axis=0) / (2 * m) + penalty"),
        code="L13"),
    wrong("loss", "column_against_row", "coins finite cross_entropy_sigmoid deep_penalty unchanged",
        ("log_likelihood = Y", 'if network.output == "sigmoid":\n        Y = Y.ravel()\n    log_likelihood = Y'),
        code="L14"),
    wrong("loss", "one_by_one_array_as_float", "coins finite cross_entropy_sigmoid deep_penalty unchanged",
        ("log_likelihood = Y",
         'if network.output == "sigmoid":\n'
         "        return float(-(Y.T @ np.log(P) + (1 - Y).T @ np.log(1 - P)) / m) + penalty\n    log_likelihood = Y"),
        code="P02"),
    wrong("loss", "log_to_base_two", "guessing coins finite cross_entropy_softmax cross_entropy_sigmoid",
        ("np.log(P)", "np.log2(P)")),
    wrong("loss", "share_of_errors", "guessing coins finite cross_entropy_softmax cross_entropy_sigmoid",
        ("(-np.sum(log_likelihood) / m + penalty)",
         "(np.mean(np.argmax(Y_hat, axis=1) != np.argmax(Y, axis=1)) + penalty)"), code="E03"),
    wrong("loss", "clipped_in_place", "unchanged", ("1.0 - 1e-12", "1.0 - 1e-12, out=Y_hat"), code="A14"),
    wrong("loss", "zeros_replaced_in_place", "finite unchanged",
        ("P = np.clip(Y_hat, 1e-12, 1.0 - 1e-12)", "Y_hat[Y_hat == 0] = 1e-12\n    P = Y_hat"), code="L08"),
    wrong("loss", "residual_in_place", "unchanged",
        ("return float(np.sum((Y_hat - Y) ** 2) / (2 * m) + penalty)",
         "Y_hat -= Y\n        return float(np.sum(Y_hat**2) / (2 * m) + penalty)"), code="A14"),
    wrong("loss", "sum_overwritten", every("loss"),
        (PENALTY, "sum = sum(np.sum(W**2) for W, _ in params)\n    penalty = 0.5 * network.l2 * sum"), code="T12"),
    wrong("loss", "errors_hidden", "penalty deep_penalty",
        (PENALTY,
         "try:\n        penalty = 0.5 * network.l2 * np.sum([W**2 for W, _ in params])\n    except Exception:\n"
         "        penalty = 0.0"), code="P07"),
    unwritten("loss", "loss", every("loss"), "m = len(Y)"),
    wrong("loss", "loss_printed", every("loss", but="distance squared_error"),
        (f"return {ENTROPY}", f"print({ENTROPY})"), code="E12"),
)

BACKWARD = (
    wrong("backward", "not_averaged", every("backward", but="shapes worked_example penalty analytic unchanged"),
        ("(A - Y) / len(Y)", "A - Y"), code="B01"),
    wrong("backward", "averaged_twice", every("backward", but="shapes worked_example penalty analytic unchanged"),
        ("D + network.l2 * W, D.sum", "D / len(Y) + network.l2 * W, D.mean"), code="B02"),
    wrong("backward", "bias_not_averaged",
        "every_bias numerical_output_bias numerical_hidden_bias output_bias hidden_bias deep",
        ("sum(axis=0)", "sum(axis=0) * len(Y)"), code="B03"),
    wrong("backward", "uphill", every("backward", but="shapes penalty analytic unchanged"),
        ("D = (A - Y)", "D = (Y - A)"), code="B04"),
    wrong("backward", "bias_sign",
        "every_bias numerical_output_bias numerical_hidden_bias output_bias hidden_bias deep",
        ("W, D.sum", "W, -D.sum"), code="B05"),
    wrong("backward", "hidden_slope_forgotten",
        "every_bias numerical_hidden numerical_hidden_bias worked_example hidden_weights hidden_bias hidden_tanh hidden_relu squared_error_hidden deep",
        ("(D @ W.T) * activation_gradient(network.hidden, A)", "D @ W.T"), code="B06"),
    wrong("backward", "hidden_slope_always_sigmoid", "every_bias hidden_tanh hidden_relu deep",
        ("activation_gradient(network.hidden, A)", "A * (1 - A)"), code="F08"),
    wrong("backward", "hidden_slope_from_z",
        "every_bias numerical_hidden numerical_hidden_bias worked_example hidden_weights hidden_bias hidden_tanh squared_error_hidden deep",
        ("hidden, A", "hidden, activations[layer - 1] @ params[layer - 1][0] + params[layer - 1][1]"), code="A05"),
    wrong("backward", "tanh_slope_on_sigmoid",
        "every_bias numerical_hidden numerical_hidden_bias worked_example hidden_weights hidden_bias hidden_relu squared_error_hidden deep",
        ("activation_gradient(network.hidden, A)", "(1 - A**2)"), code="A07"),
    wrong("backward", "extra_output_slope", "every_bias sigmoid_cross_entropy no_hidden_layer",
        ('(Y)\n    if network.objective == "squared_error" and', "(Y)\n    if"), code="B08"),
    wrong("backward", "extra_softmax_jacobian",
        "every_bias numerical_output numerical_output_bias numerical_hidden numerical_hidden_bias worked_example output_weights output_bias hidden_weights hidden_bias "
        "hidden_tanh hidden_relu deep", ('elif network.objective == "squared_error" and', "elif"), code="B08"),
    wrong("backward", "output_slope_missing", "every_bias squared_error_output squared_error_softmax squared_error_hidden",
        ("D = A * (D - np.sum(D * A, axis=1, keepdims=True))", "pass"), ("D = D * A * (1.0 - A)", "pass"), code="B09"),
    wrong("backward", "softmax_slope_elementwise", "every_bias squared_error_softmax",
        ("A * (D - np.sum(D * A, axis=1, keepdims=True))", "D * A * (1.0 - A)"), code="B09"),
    wrong("backward", "raw_error_sent_back", "every_bias squared_error_hidden",
        ("(A - Y) / len(Y)", "(A - Y) / len(Y)\n    raw = D"),
        ("(D @ W.T)", "((raw if layer == len(params) - 1 else D) @ W.T)"), code="B10"),
    wrong("backward", "bias_of_the_raw_error", "every_bias",
        ("(A - Y) / len(Y)", "(A - Y) / len(Y)\n    raw = D"),
        ("D.sum(axis=0)", "(raw if layer == len(params) - 1 else D).sum(axis=0)"), code="B09"),
    wrong("backward", "weights_already_moved",
        "every_bias numerical_hidden numerical_hidden_bias worked_example hidden_weights hidden_bias hidden_tanh hidden_relu squared_error_hidden "
        "deep penalty", ("(D @ W.T)", "(D @ (W - grads[0][0]).T)"), code="B13"),
    wrong("backward", "one_number_for_the_bias",
        "every_bias shapes numerical_output_bias numerical_hidden_bias output_bias hidden_bias deep penalty",
        ("D.sum(axis=0)", "np.sum(D)"), code="B14"),
    wrong("backward", "one_number_for_every_bias",
        "every_bias numerical_output_bias numerical_hidden_bias output_bias hidden_bias deep",
        ("D.sum(axis=0)", "np.full(D.shape[1], np.sum(D))"), code="B14"),
    wrong("backward", "bias_over_the_wrong_axis",
        "every_bias shapes numerical_output_bias numerical_hidden_bias output_bias hidden_bias deep penalty",
        ("sum(axis=0)", "sum(axis=1)"), code="B15"),
    wrong("backward", "bias_not_summed",
        "every_bias shapes numerical_output_bias numerical_hidden_bias output_bias hidden_bias deep penalty",
        ("D.sum(axis=0)", "D"), code="B16"),
    wrong("backward", "bias_kept_as_row", "shapes", ("sum(axis=0)", "sum(axis=0, keepdims=True)")),
    wrong("backward", "gradient_transposed",
        every("backward", but="numerical_output_bias numerical_hidden_bias output_bias hidden_bias every_bias no_hidden_layer "
              "analytic unchanged"),
        ("A.T @ D + network.l2 * W", "D.T @ A + network.l2 * W.T"), code="B20"),
    wrong("backward", "star_for_product", every("backward", but="worked_example analytic"),
        ("T @ D + network", "T * D + network"), code="B21"),
    wrong("backward", "penalty_lengthens", "penalty", ("A.T @ D + network.l2 * W", "(1 + network.l2) * A.T @ D"),
        code="B23"),
    wrong("backward", "penalty_replaces", "penalty", ("D + network.l2 * W", "D * (network.l2 or 1)"), code="B23b"),
    wrong("backward", "penalty_missing", "penalty", ("D + network.l2 * W", "D"), code="B24"),
    wrong("backward", "penalty_sign", "penalty", ("D + network", "D - network"), code="B25"),
    wrong("backward", "penalty_on_biases", "penalty", ("sum(axis=0)", "sum(axis=0) + network.l2 * params[layer][1]"),
        code="B26"),
    wrong("backward", "penalty_doubled", "penalty", ("D + network", "D + 2 * network"), code="B27"),
    wrong("backward", "penalty_averaged", "penalty", ("l2 * W, D", "l2 / len(Y) * W, D"), code="B27"),
    wrong("backward", "prediction_changed_in_place",
        "every_bias squared_error_output squared_error_softmax squared_error_hidden unchanged",
        ("(A - Y) / len", "A\n    D -= Y\n    D /= len"), code="B28"),
    wrong("backward", "activations_popped", "unchanged", ("A = activations[-1]", "A = activations.pop()"), code="B28"),
    wrong("backward", "class_number_for_every_class", every("backward", but="shapes penalty analytic unchanged"),
        ("D = (A - Y)", "D = (A - Y * np.arange(Y.shape[1]))"), code="B38"),
    wrong("backward", "labels_for_one_hot", every("backward", but="shapes penalty analytic unchanged"),
        ("D = (A - Y)", "Y = Y.argmax(axis=1).reshape(-1, 1)\n    D = (A - Y)"), code="B29"),
    wrong("backward", "targets_squeezed", "no_hidden_layer", ("D = (A - Y)", "D = (A - np.squeeze(Y))"), code="B30"),
    wrong("backward", "set_of_arrays", every("backward"),
        ("(A.T @ D + network.l2 * W, D.sum(axis=0))", "{A.T @ D + network.l2 * W, D.sum(axis=0)}"), code="B31"),
    wrong("backward", "last_layer_first", every("backward", but="no_hidden_layer analytic unchanged"),
        ("insert(0, (A.T @ D + network.l2 * W, D.sum(axis=0)))", "append((A.T @ D + network.l2 * W, D.sum(axis=0)))"),
        code="B32"),
    wrong("backward", "bias_before_weights", every("backward"),
        ("A.T @ D + network.l2 * W, D.sum(axis=0)", "D.sum(axis=0), A.T @ D + network.l2 * W"), code="B32"),
    wrong("backward", "learning_rate_inside", every("backward", but="shapes analytic unchanged"),
        ("A.T @ D + network.l2 * W, D", "0.1 * (A.T @ D + network.l2 * W), 0.1 * D"), code="B33"),
    wrong("backward", "two_layers_only_backward", "every_bias shapes deep no_hidden_layer penalty unchanged",
        ("D = (A - Y)", TWO_LAYERS), code="F08"),
    wrong("backward", "one_slope_for_all_layers", "every_bias deep",
        ("activation_gradient(network.hidden, A)",
         "(activation_gradient(network.hidden, A) if layer == len(params) - 1 else 1)")),
    wrong("backward", "output_layer_only",
        "every_bias numerical_hidden numerical_hidden_bias worked_example hidden_weights hidden_bias hidden_tanh hidden_relu squared_error_hidden "
        "deep",
        ("(D @ W.T) * activation_gradient(network.hidden, A)", "np.zeros_like(A)"), code="U04"),
    wrong("backward", "cache_of_the_last_forward", every("backward"),
        ("activations = [X]", "global CACHE\n    activations = CACHE = [X]"),
        ("A = activations[-1]", "activations = CACHE\n    A = activations[-1]"), code="F09"),
    unwritten("backward", "backward", every("backward"), "D = (A - Y) / len(Y)"),
)

UPDATE = (
    wrong("update", "step_uphill", "weights biases learning_rate",
        ("W - learning_rate * dW, b - learning_rate", "W + learning_rate * dW, b + learning_rate"), code="U01"),
    wrong("update", "old_params_returned", "weights biases learning_rate",
        (f"return {UPDATED}", f"new = {UPDATED}\n    return params"), code="U02"),
    wrong("update", "nothing_returned", every("update"), (f"return {UPDATED}", f"params = {UPDATED}"), code="U02"),
    wrong("update", "params_changed_in_place", "unchanged",
        (f"return {UPDATED}",
         "for (W, b), (dW, db) in zip(params, grads, strict=True):\n        W -= learning_rate * dW\n"
         "        b -= learning_rate * db\n    return params"), code="U03"),
    wrong("update", "list_is_an_alias", "unchanged",
        (f"return {UPDATED}",
         "new = params\n    for i, (dW, db) in enumerate(grads):\n"
         "        new[i] = (params[i][0] - learning_rate * dW, params[i][1] - learning_rate * db)\n    return new"),
        code="U12"),
    wrong("update", "biases_stay", "biases", ("b - learning_rate * db", "b"), code="U04"),
    wrong("update", "first_layer_stays", "weights biases learning_rate",
        (f"return {UPDATED}", f"new = {UPDATED}\n    return [params[0], *new[1:]]"), code="U04"),
    wrong("update", "learning_rate_fixed", "weights biases learning_rate",
        (f"return {UPDATED}", f"learning_rate = 0.1\n    return {UPDATED}"), code="U05"),
    wrong("update", "learning_rate_forgotten", "weights biases learning_rate",
        ("learning_rate * dW, b - learning_rate * db", "dW, b - db"), code="U05"),
    wrong("update", "gradient_for_params", "weights biases learning_rate",
        ("W - learning_rate * dW, b - learning_rate * db", "dW, db"), code="U06"),
    wrong("update", "step_for_params", "weights biases learning_rate",
        ("W - learning_rate * dW, b - learning_rate", "-learning_rate * dW, -learning_rate"), code="U06"),
    wrong("update", "bias_as_row", "shapes", ("b - learning_rate * db", "(b - learning_rate * db)[None]"), code="U10"),
    wrong("update", "biases_uphill", "biases", ("b - learning_rate", "b + learning_rate"), code="B05"),
    wrong("update", "weights_decay", "weights learning_rate",
        ("W - learning_rate", "W * (1 - learning_rate) - learning_rate")),
    wrong("update", "two_layers_updated", "shapes weights biases",
        ("params, grads, strict", "params[:2], grads[:2], strict"), code="F08"),
    unwritten("update", "update", every("update"), "return [(W - learning_rate"),
    wrong("update", "integer_step", "weights learning_rate", ("learning_rate * dW", "(learning_rate * dW).astype(int)"),
        code="U08"),
)

TRAIN = (
    wrong("train", "fresh_weights_each_epoch", every("train", but="shapes unchanged"),
        ("activations = forward(network, params, X)",
         "params = init_params(network, 0)\n        activations = forward(network, params, X)"), code="T03"),
    wrong("train", "zero_weights", every("train", but="shapes ex4_converges unchanged"),
        ("losses[epoch] = loss(network, params, activations[-1], Y)",
         "if epoch == 0:\n            params = [(np.zeros_like(W), np.zeros_like(b)) for W, b in params]\n"
         "            activations = forward(network, params, X)\n"
         "        losses[epoch] = loss(network, params, activations[-1], Y)"), code="T01"),
    wrong("train", "weights_moved_before_the_hidden_gradient", "trajectory steps configurations ex4_trajectory",
        (STEP,
         "grads = backward(network, params, activations, Y)\n"
         "        params = params[:-1] + update(params[-1:], grads[-1:], learning_rate)\n"
         "        grads = backward(network, params, activations, Y)\n"
         "        params = update(params[:-1], grads[:-1], learning_rate) + params[-1:]"), code="B13"),
    wrong("train", "loss_after_the_step", "before_the_first_step trajectory configurations ex4_trajectory",
        (f"losses[epoch] = loss(network, params, activations[-1], Y)\n        {STEP}",
         f"{STEP}\n        losses[epoch] = loss(network, params, forward(network, params, X)[-1], Y)")),
    wrong("train", "one_loss_too_many", "shapes trajectory configurations ex4_trajectory",
        ("(params, backward(network, params, activations, Y), learning_rate)\n    return params, losses",
         "(params, backward(network, params, activations, Y), learning_rate)\n"
         "    return params, np.append(losses, loss(network, params, forward(network, params, X)[-1], Y))"),
        code="T07"),
    wrong("train", "results_exchanged", every("train"),
        ("(params, backward(network, params, activations, Y), learning_rate)\n    return params, losses",
         "(params, backward(network, params, activations, Y), learning_rate)\n    return losses, params"), code="B32"),
    wrong("train", "return_inside_the_loop", "ex4_converges trajectory steps configurations ex4_trajectory",
        ("(params, backward(network, params, activations, Y), learning_rate)\n    return",
         "(params, backward(network, params, activations, Y), learning_rate)\n        return")),
    wrong("train", "result_of_update_dropped", "ex4_converges trajectory steps configurations ex4_trajectory",
        (STEP, "update(params, backward(network, params, activations, Y), learning_rate)")),
    wrong("train", "one_step_short", "steps", (STEP, f"if epoch < epochs - 1:\n            {STEP}")),
    wrong("train", "best_params_returned", "steps",
        (f"{STEP}\n    return params",
         f"if losses[epoch] == losses[: epoch + 1].min():\n            best = params\n        {STEP}\n    return best"),
        code="T14"),
    wrong("train", "stops_when_flat", "ex4_converges ex4_trajectory",
        (STEP, f"if epoch and abs(losses[epoch] - losses[epoch - 1]) < 1e-3:\n            break\n        {STEP}"),
        code="T06"),
    wrong("train", "stops_when_the_loss_rises", "ex4_converges trajectory",
        (STEP, f"if epoch and losses[epoch] > losses[epoch - 1]:\n            break\n        {STEP}")),
    wrong("train", "learning_rate_shrunk", "ex4_converges trajectory steps configurations ex4_trajectory",
        ("(network, params, activations, Y), learning_rate", "(network, params, activations, Y), learning_rate / 100"),
        code="T05"),
    wrong("train", "trains_uphill", "ex4_converges trajectory steps configurations ex4_trajectory",
        ("(network, params, activations, Y), learning_rate", "(network, params, activations, Y), -learning_rate"),
        code="U01"),
    wrong("train", "trains_in_place", "unchanged",
        (STEP,
         "for (W, b), (dW, db) in zip(params, backward(network, params, activations, Y), strict=True):\n"
         "            W -= learning_rate * dW\n            b -= learning_rate * db"), code="U03"),
    wrong("train", "biases_never_move", "ex4_converges trajectory steps configurations ex4_trajectory",
        (STEP,
         f"old = params\n        {STEP}\n"
         "        params = [(W, b) for (W, _), (_, b) in zip(params, old, strict=True)]"), code="U04"),
    wrong("train", "loss_without_penalty", "configurations",
        ("network, params, activations[-1]",
         "Network(network.units, network.hidden, network.output, network.objective), params, activations[-1]"),
        code="L16"),
    wrong("train", "loss_summed_up", "ex4_converges trajectory configurations ex4_trajectory",
        ("loss(network, params, activations[-1], Y)", "losses[epoch - 1] + loss(network, params, activations[-1], Y)"),
        code="E07"),
    wrong("train", "one_row_a_step", "ex4_converges trajectory steps configurations ex4_trajectory",
        (STEP,
         "i = [epoch % len(X)]\n        activations = forward(network, params, X[i])\n"
         "        params = update(params, backward(network, params, activations, Y[i]), learning_rate)")),
    wrong("train", "trains_on_ex4_only", every("train", but="ex4_converges ex4_trajectory"),
        ("activations = forward(network, params, X)",
         "X, y = load_ex4()\n        X, _ = standardize(X, X)\n        Y = encode_targets(network, y)\n"
         "        activations = forward(network, params, X)"), code="P06"),
    wrong("train", "default_network", "ex4_converges configurations",
        ("activations = forward(network, params, X)",
         "network = Network(network.units)\n        activations = forward(network, params, X)"), code="F08"),
    unwritten("train", "train", every("train"),
        "losses = np.zeros(epochs)\n    for epoch in range(epochs):\n        activations"),
    wrong("train", "loss_kept_as_integer", every("train", but="shapes steps unchanged"),
        ("activations = forward(network, params, X)",
         "losses = losses.astype(int)\n        activations = forward(network, params, X)"), code="F10"),
)

PREDICT = (
    wrong("predict", "largest_of_each_column", "largest hidden_layers", ("Y_hat, axis=1", "Y_hat, axis=0"), code="A09"),
    wrong("predict", "largest_of_the_batch", "largest hidden_layers", ("Y_hat, axis=1", "Y_hat")),
    wrong("predict", "probabilities_returned", "largest hidden_layers", ("np.argmax(Y_hat, axis=1)", "Y_hat"),
        code="E03"),
    wrong("predict", "one_hot_returned", "largest hidden_layers",
        ("argmax(Y_hat, axis=1)", "eye(Y_hat.shape[1])[np.argmax(Y_hat, axis=1)]")),
    wrong("predict", "labels_from_one", "largest hidden_layers", ("(Y_hat, axis=1)", "(Y_hat, axis=1) + 1"),
        code="T10"),
    wrong("predict", "no_case_for_one_unit", "half", ("[1] == 1", "[1] == 0")),
    wrong("predict", "half_for_every_sigmoid", "hidden_layers", ("Y_hat.shape[1] == 1", 'network.output == "sigmoid"')),
    wrong("predict", "net_input_against_half", "half", ("Y_hat[:, 0]", "np.log(Y_hat[:, 0] / (1 - Y_hat[:, 0]))"),
        code="R02"),
    wrong("predict", "cut_to_integer", "half", ("(Y_hat[:, 0] >= 0.5)", "Y_hat[:, 0]"), code="E11"),
    wrong("predict", "classes_inverted", "half", ("[:, 0] >= 0.5", "[:, 0] < 0.5"), code="E04"),
    wrong("predict", "first_layer_for_output", "hidden_layers",
        ("Y_hat = forward(network, params, X)[-1]", "Y_hat = forward(network, params, X)[1]"), code="F08"),
    wrong("predict", "argument_ignored", every("predict"),
        ("Y_hat = forward(network, params, X)", "Y_hat = forward(network, params, load_ex4()[0])"), code="F07"),
    wrong("predict", "standardizes_in_place", "half hidden_layers unchanged",
        ("Y_hat = forward", "X -= X.mean(axis=0)\n    Y_hat = forward"), code="S11"),
    wrong("predict", "input_clipped_in_place", "unchanged",
        ("Y_hat = forward", "np.clip(X, -100, 100, out=X)\n    Y_hat = forward"), code="A14"),
    unwritten("predict", "predict", every("predict"), "Y_hat = forward("),
)

STANDARDIZE = (
    wrong("standardize", "fitted_on_all_rows", every("standardize"),
        ("mean = X_train", "X = np.concatenate([X_train, X_test])\n    mean = X"), ("X_train.std", "X.std"),
        code="S01"),
    wrong("standardize", "test_with_its_own_scale", "constant_column test_part no_leak",
        ("(X_test - mean) / deviation", "(X_test - X_test.mean(axis=0)) / X_test.std(axis=0)"), code="S02"),
    wrong("standardize", "one_mean_for_all_columns", every("standardize"), ("X_train.mean(axis=0)", "np.mean(X_train)"),
        ("X_train.std(axis=0)", "np.std(X_train)"), code="S03"),
    wrong("standardize", "no_guard", "constant_column",
        ("deviation = np.where(deviation == 0, 1.0, deviation)", "pass"), code="S07"),
    wrong("standardize", "constant_column_not_centred", "constant_column",
        ("deviation = np", "mean = np.where(deviation == 0, 0.0, mean)\n    deviation = np"), code="S06"),
    wrong("standardize", "sample_deviation", "fitted_part", ("std(axis=0)", "std(axis=0, ddof=1)"), code="S09"),
    wrong("standardize", "variance_for_deviation", "fitted_part test_part", ("X_train.std", "X_train.var")),
    wrong("standardize", "constant_column_halved", "constant_column", ("deviation == 0, 1.0", "deviation == 0, 2.0")),
    wrong("standardize", "only_centred", "fitted_part test_part", ("np.where(deviation == 0, 1.0, deviation)", "1.0")),
    wrong("standardize", "only_scaled", every("standardize"), ("X_train.mean(axis=0)", "0.0")),
    wrong("standardize", "not_scaled", every("standardize"),
        ("(X_train - mean) / deviation, (X_test - mean) / deviation", "X_train, X_test"), code="S10"),
    wrong("standardize", "scaled_in_place", "unchanged",
        ("return (X_train - mean) / deviation", "X_train -= mean\n    X_train /= deviation\n    return X_train"),
        code="S11"),
    wrong("standardize", "test_scaled_in_place", "unchanged",
        (SCALED, "X_test -= mean\n    X_test /= deviation\n    return (X_train - mean) / deviation, X_test"),
        code="S11"),
    wrong("standardize", "training_part_only", "constant_column test_part", ("(X_test - mean) / deviation", "X_test"),
        code="S14"),
    wrong("standardize", "ones_column_added", every("standardize"),
        (SCALED,
         "X_train, X_test = (X_train - mean) / deviation, (X_test - mean) / deviation\n"
         "    return np.c_[np.ones(len(X_train)), X_train], np.c_[np.ones(len(X_test)), X_test]"), code="F02"),
    wrong("standardize", "two_columns_only", every("standardize"),
        ("(deviation == 0, 1.0, deviation)",
         "(deviation == 0, 1.0, deviation)\n    mean, deviation = mean[:2], deviation[:2]"), code="F08"),
    wrong("standardize", "statistics_returned", every("standardize"),
        ("(X_test - mean) / deviation", "(X_test - mean) / deviation, mean, deviation")),
    unwritten("standardize", "standardize", every("standardize"), "mean = X_train"),
)

K_FOLD = (
    wrong("k_fold", "not_shuffled", "seeds mixed", ("random.default_rng(seed).permutation(m)", "arange(m)"),
        code="K01"),
    wrong("k_fold", "strided_without_shuffle", "seeds",
        (f"np.array_split({SHUFFLED}, k)", "[np.arange(i, m, k) for i in range(k)]"), code="K14"),
    wrong("k_fold", "remainder_dropped", "partition sizes complement",
        (PARTS, f"order = {SHUFFLED}\n    parts = [order[i * (m // k) : (i + 1) * (m // k)] for i in range(k)]"),
        code="K05"),
    wrong("k_fold", "remainder_in_the_last_fold", "sizes",
        (PARTS,
         f"order = {SHUFFLED}\n"
         "    parts = [order[i * (m // k) : (i + 1) * (m // k) if i < k - 1 else m] for i in range(k)]")),
    wrong("k_fold", "every_fold_the_same", "partition sizes mixed",
        ("(parts[:i] + parts[i + 1 :]), parts[i]", "(parts[1:]), parts[0]"), code="K06"),
    wrong("k_fold", "shuffled_for_every_fold", "partition",
        (PARTS,
         "rng = np.random.default_rng(seed)\n    parts = [np.array_split(rng.permutation(m), k)[i] for i in range(k)]"),
        ("(np.concatenate(parts[:i] + parts[i + 1 :]), parts[i]) for i in range(k)",
         "(np.setdiff1d(np.arange(m), part), part) for part in parts"), code="K07"),
    wrong("k_fold", "drawn_with_replacement", "partition complement", ("permutation(m)", "integers(0, m, m)"),
        code="K07"),
    wrong("k_fold", "k_percent", "partition sizes complement",
        (PARTS, f"order = {SHUFFLED}\n    parts = [order[m * i // 100 : m * (i + k) // 100] for i in range(k)]"),
        code="K08"),
    wrong("k_fold", "train_and_test_exchanged", "partition sizes mixed",
        ("np.concatenate(parts[:i] + parts[i + 1 :]), parts[i]",
         "parts[i], np.concatenate(parts[:i] + parts[i + 1 :])"), code="K11"),
    wrong("k_fold", "one_fold", every("k_fold"),
        ("(np.concatenate(parts[:i] + parts[i + 1 :]), parts[i]) for i in range(k)",
         "(np.concatenate(parts[1:]), parts[0])"), code="K12"),
    wrong("k_fold", "test_parts_only", every("k_fold", but="errors"),
        ("[(np.concatenate(parts[:i] + parts[i + 1 :]), parts[i]) for i in range(k)]", "parts")),
    wrong("k_fold", "train_on_every_row", "complement", ("parts[:i] + parts[i + 1 :]", "parts"), code="E08"),
    wrong("k_fold", "seed_ignored", "seeds", ("default_rng(seed).permutation(m)", "permutation(m)"), code="K14"),
    wrong("k_fold", "seed_fixed", "seeds", ("(seed).permutation(m)", "(0).permutation(m)"), code="K14"),
    wrong("k_fold", "folds_shuffled_not_rows", "mixed",
        (f"({SHUFFLED}, k)", "(np.arange(m), k)\n    np.random.default_rng(seed).shuffle(parts)"), code="K01"),
    wrong("k_fold", "eighty_rows", "partition sizes complement", ("permutation(m)", "permutation(80)"), code="K16"),
    wrong("k_fold", "five_folds", "partition sizes complement errors", ("permutation(m), k", "permutation(m), 5"),
        ("range(k)", "range(5)"), code="K16"),
    wrong("k_fold", "rows_from_one", "partition complement mixed",
        ("permutation(m)", "permutation(np.arange(1, m + 1))"), code="T10"),
    wrong("k_fold", "masks_for_rows", "partition sizes complement mixed",
        ("(np.concatenate(parts[:i] + parts[i + 1 :]), parts[i]) for i in range(k)",
         "(~np.isin(np.arange(m), part), np.isin(np.arange(m), part)) for part in parts")),
    wrong("k_fold", "k_not_checked", "errors", ("not 2 <= k <= m", "k == 0")),
    wrong("k_fold", "leave_one_out_refused", "partition sizes complement errors", ("2 <= k <= m", "2 <= k < m")),
    wrong("k_fold", "k_asserted", "errors", ("if not 2 <= k <= m", "assert 2 <= k <= m\n    if False")),
    wrong("k_fold", "bad_k_gives_nothing", "errors",
        ('raise ValueError(f"k must lie between 2 and the number of examples {m}, not {k}")', "return []")),
    unwritten("k_fold", "k_fold", every("k_fold"), "if not 2 <= k <= m:"),
)

CROSS_VALIDATE = (
    wrong("cross_validate", "scaled_before_the_split", "ex4 no_leak",
        ("for train_rows", "X, _ = standardize(X, X)\n    for train_rows"),
        ("standardize(X[train_rows], X[test_rows])", "X[train_rows], X[test_rows]"), code="S01"),
    wrong("cross_validate", "parts_scaled_apart", "ex4 three_classes no_leak",
        ("(X[train_rows], X[test_rows])",
         "(X[train_rows], X[train_rows])[0], standardize(X[test_rows], X[test_rows])[0]"), code="S02"),
    wrong("cross_validate", "raw_scores", every("cross_validate"),
        ("standardize(X[train_rows], X[test_rows])", "X[train_rows], X[test_rows]"), code="S10"),
    wrong("cross_validate", "raw_test_rows", every("cross_validate"),
        ("(X[train_rows], X[test_rows])", "(X[train_rows], X[test_rows])[0], X[test_rows]"), code="S14"),
    wrong("cross_validate", "weights_carried_over", "fresh_start ex4 three_classes",
        ("for train_rows", "params = init_params(network, seed)\n    for train_rows"),
        ("network, init_params(network, seed)", "network, params"), code="K09"),
    wrong("cross_validate", "another_seed_each_fold", "fresh_start ex4 three_classes",
        ("(network, seed), X_train", "(network, seed + len(accuracies)), X_train")),
    wrong("cross_validate", "zero_init", "ex4 three_classes",
        ("network, init_params(network, seed)", "network, [(0 * W, b) for W, b in init_params(network, seed)]"),
        code="T01"),
    wrong("cross_validate", "test_rows_train", "accuracies ex4 three_classes no_leak",
        ("train_rows, test_rows", "test_rows, train_rows"), code="K11"),
    wrong("cross_validate", "first_fold_only", every("cross_validate"),
        ("in folds", "in folds[:1]"), code="K12"),
    wrong("cross_validate", "best_fold_reported", every("cross_validate"),
        ("return np.array", "return max"), code="K13"),
    wrong("cross_validate", "trained_on_everything", "ex4 no_leak",
        ("in folds:", "in folds:\n        train_rows = np.arange(len(X))"), code="K19"),
    wrong("cross_validate", "own_folds", "fresh_start ex4 three_classes no_leak",
        ("in folds", "in k_fold(len(X), len(folds), seed)")),
    wrong("cross_validate", "rows_shuffled_without_labels", every("cross_validate"),
        ("for train_rows", "X = np.random.default_rng(seed).permutation(X)\n    for train_rows"), code="K02"),
    wrong("cross_validate", "labels_shifted", "ex4 three_classes",
        ("for train_rows", "y = np.roll(y, -1)\n    for train_rows"), code="K18"),
    wrong("cross_validate", "column_equals_row", every("cross_validate"),
        ("(network, params, X_test)", "(network, params, X_test).reshape(-1, 1)"), code="E01"),
    wrong("cross_validate", "percentages", every("cross_validate"),
        ("np.mean(predict(network, params, X_test) == y[test_rows])",
         "100 * np.mean(predict(network, params, X_test) == y[test_rows])"), code="E02"),
    wrong("cross_validate", "probability_equals_label", every("cross_validate"),
        ("predict(network, params, X_test)", "forward(network, params, X_test)[-1][:, 1]"), code="E03"),
    wrong("cross_validate", "inverted_labels", every("cross_validate"), ("y[test_rows]", "1 - y[test_rows]"),
        code="E04"),
    wrong("cross_validate", "running_total", every("cross_validate"),
        ("(np.mean(predict(network, params, X_test) == y[test_rows]))",
         "(np.mean(predict(network, params, X_test) == y[test_rows]))\n        accuracies[-1] += sum(accuracies[:-1])"),
        code="E07"),
    wrong("cross_validate", "training_accuracy", "accuracies ex4 three_classes no_leak",
        ("(network, params, X_test) == y[test_rows]", "(network, params, X_train) == y[train_rows]"), code="E08"),
    wrong("cross_validate", "cut_probabilities", every("cross_validate"),
        ("predict(network, params, X_test)", "forward(network, params, X_test)[-1][:, 1].astype(int)"), code="E11"),
    wrong("cross_validate", "accuracies_printed", every("cross_validate"),
        ("return np.array(accuracies)", "print(np.array(accuracies))"), code="E12"),
    wrong("cross_validate", "labels_not_encoded", every("cross_validate"),
        ("encode_targets(network, y[train_rows])", "y[train_rows]"), code="B29"),
    wrong("cross_validate", "network_constant", "three_classes",
        ("for train_rows", "network = NETWORK\n    for train_rows"), code="P06"),
    wrong("cross_validate", "learning_rate_constant", "ex4 three_classes no_leak",
        ("Y_train, learning_rate", "Y_train, 0.01"), code="U05"),
    wrong("cross_validate", "centred_in_place", "unchanged",
        ("for train_rows", "X -= X.mean(axis=0)\n    for train_rows"), code="S11"),
    wrong("cross_validate", "folds_popped", "unchanged",
        ("for train_rows, test_rows in folds:", "while folds:\n        train_rows, test_rows = folds.pop(0)")),
    wrong("cross_validate", "short_folds", "accuracies three_classes",
        ("in folds:", "in folds:\n        test_rows = test_rows[: len(X) // len(folds)]"), code="K05"),
    wrong("cross_validate", "one_epoch_less", "three_classes", ("learning_rate, epochs)", "learning_rate, epochs - 1)")),
    wrong("cross_validate", "seed_fixed_folds", "three_classes",
        ("network, init_params(network, seed)", "network, init_params(network, 0)"), code="K14"),
    unwritten("cross_validate", "cross_validate", every("cross_validate"), "accuracies = []"),
)

COMPARE = (
    wrong("compare", "index_from_zero", "layout", ("1, len(folds) + 1", "len(folds)")),
    wrong("compare", "index_without_name", "layout",
        ('pd.RangeIndex(1, len(folds) + 1, name="fold")', "range(1, len(folds) + 1)")),
    wrong("compare", "columns_reordered", "layout",
        ('"network": NETWORK, "logistic": LOGISTIC, "softmax": SOFTMAX',
         '"logistic": LOGISTIC, "softmax": SOFTMAX, "network": NETWORK'), code="B32"),
    wrong("compare", "columns_exchanged", "network logistic scikit_learn",
        ('"network": NETWORK, "logistic": LOGISTIC', '"network": LOGISTIC, "logistic": NETWORK'), code="B32"),
    wrong("compare", "table_transposed", every("compare"),
        ("    return pd.DataFrame(\n", "    return pd.DataFrame.transpose(pd.DataFrame(\n"),
        ('index=pd.RangeIndex(1, len(folds) + 1, name="fold"),\n    )',
         'index=pd.RangeIndex(1, len(folds) + 1, name="fold"),\n    ))'), code="F05"),
    wrong("compare", "means_only", every("compare"),
        ("cross_validate(network, X, y, folds, LEARNING_RATE, EPOCHS, seed)",
         "[np.mean(cross_validate(network, X, y, folds, LEARNING_RATE, EPOCHS, seed))]"),
        ('RangeIndex(1, len(folds) + 1, name="fold")', 'Index(["mean"], name="fold")')),
    wrong("compare", "mean_row_added", every("compare"), ("return pd", "table = pd"),
        ('index=pd.RangeIndex(1, len(folds) + 1, name="fold"),\n    )',
         'index=pd.RangeIndex(1, len(folds) + 1, name="fold"),\n    )\n    table.loc["mean"] = table.mean()\n'
         "    return table")),
    wrong("compare", "percent_table", "network logistic softmax scikit_learn",
        ("name: cross_validate", "name: 100 * cross_validate"), code="E02"),
    wrong("compare", "folds_of_its_own", "network logistic softmax scikit_learn",
        ("X, y, folds", "X, y, k_fold(len(X), len(folds), len(network.units))"), code="R09"),
    wrong("compare", "seed_not_passed_on", "network", ("EPOCHS, seed", "EPOCHS, 0"), code="K14"),
    wrong("compare", "network_without_hidden_layer", "network", ('"network": NETWORK', '"network": SOFTMAX')),
    wrong("compare", "linear_for_softmax", "softmax",
        ('"softmax": SOFTMAX', '"softmax": Network((2, 2), output="identity", objective="squared_error")'), code="R01"),
    wrong("compare", "penalised_logistic", "logistic scikit_learn",
        ('": LOGISTIC, "', '": Network((2, 1), output="sigmoid", l2=1.0), "')),
    wrong("compare", "removed_argument", every("compare"),
        ('(1, len(folds) + 1, name="fold")', '(1, len(folds) + 1, name="fold"),\n        squeeze=True'), code="P05"),
    wrong("compare", "data_standardized_in_place", "unchanged",
        ('models = {"network": NETWORK, "logistic": LOGISTIC, "softmax": SOFTMAX}',
         'X -= X.mean(axis=0)\n    models = {"network": NETWORK, "logistic": LOGISTIC, "softmax": SOFTMAX}'),
        code="S11"),
    wrong("compare", "folds_consumed", "unchanged", ("return pd", "table = pd"),
        ('index=pd.RangeIndex(1, len(folds) + 1, name="fold"),\n    )',
         'index=pd.RangeIndex(1, len(folds) + 1, name="fold"),\n    )\n    folds.clear()\n    return table')),
    wrong("compare", "ten_folds_in_the_index", every("compare"), ("1, len(folds) + 1", "1, 11"), code="K16"),
    unwritten("compare", "compare", every("compare"), "models = {"),
)

SGD = (
    wrong("sgd", "one_order_for_all_epochs", "fresh_order", ("order = rng", "order = np.random.default_rng(seed)"),
        code="T04"),
    wrong("sgd", "not_shuffled_sgd", "seeds fresh_order", ("rng.permutation", "np.arange"), code="K01"),
    wrong("sgd", "class_by_class", "seeds fresh_order", ("rng.permutation(len(X))", "np.argsort(Y[:, 0])"), code="T11"),
    wrong("sgd", "last_batch_dropped", "visits fresh_order", ("0, len(X)", "0, len(X) - batch_size + 1"), code="T09"),
    wrong("sgd", "first_example_never_drawn", "full_batch visits",
        ("rng.permutation(len(X))", "1 + rng.permutation(len(X) - 1)"), code="T10"),
    wrong("sgd", "drawn_with_replacement_sgd", "full_batch visits",
        ("order[start : start + batch_size]", "rng.integers(0, len(X), batch_size)"), code="K07"),
    wrong("sgd", "one_batch_an_epoch", "visits fresh_order current_params",
        ("(params, backward(network, params, activations, Y[batch]), learning_rate)",
         "(params, backward(network, params, activations, Y[batch]), learning_rate)\n            break")),
    wrong("sgd", "single_examples", "full_batch visits fresh_order current_params",
        ("for start in range(0, len(X), batch_size)", "batch_size = 1\n        for start in range(len(X))"),
        code="F08"),
    wrong("sgd", "batches_overlap", "full_batch visits fresh_order current_params", ("0, len(X), batch_size", "len(X)")),
    wrong("sgd", "full_gradient_each_batch", "seeds visits",
        ("activations = forward(network, params, X[batch])",
         "batch = order\n            activations = forward(network, params, X[batch])")),
    wrong("sgd", "targets_not_shuffled", "full_batch visits fresh_order", ("Y[batch]", "Y[start : start + batch_size]"),
        code="K02"),
    wrong("sgd", "seed_ignored_sgd", "seeds", ("(seed)\n    losses", "()\n    losses"), code="K14"),
    wrong("sgd", "seed_fixed_sgd", "seeds", ("(seed)\n    losses", "(0)\n    losses"), code="K14"),
    wrong("sgd", "loss_after_the_epoch", "every_epoch full_batch", (f"        {SGD_LOSS}\n", ""),
        ("(params, backward(network, params, activations, Y[batch]), learning_rate)",
         f"(params, backward(network, params, activations, Y[batch]), learning_rate)\n        {SGD_LOSS}")),
    wrong("sgd", "loss_of_the_last_batch", "every_epoch",
        (SGD_STEP, f"losses[epoch] = loss(network, params, activations[-1], Y[batch])\n            {SGD_STEP}")),
    wrong("sgd", "loss_of_every_batch", "every_epoch",
        (f"np.zeros(epochs)\n    for epoch in range(epochs):\n        {SGD_LOSS}",
         "[]\n    for epoch in range(epochs):"),
        (SGD_STEP, f"losses.append(loss(network, params, activations[-1], Y[batch]))\n            {SGD_STEP}"),
        code="T07"),
    wrong("sgd", "shuffled_in_place", "unchanged",
        ("order = rng.permutation",
         "shuffle = rng.permutation(len(X))\n        X[:], Y[:] = X[shuffle], Y[shuffle]\n        order = np.arange"),
        code="A14"),
    wrong("sgd", "params_moved_in_place", "unchanged",
        (SGD_STEP,
         "for (W, b), (dW, db) in zip(params, backward(network, params, activations, Y[batch]), strict=True):\n"
         "                W -= learning_rate * dW\n                b -= learning_rate * db"), code="U03"),
    wrong("sgd", "gradients_of_old_params", "seeds current_params",
        ("rng.permutation(len(X))", "rng.permutation(len(X))\n        old = params"),
        ("params, X[batch]", "old, X[batch]"), ("params, activations, Y[batch]", "old, activations, Y[batch]")),
    wrong("sgd", "fresh_weights_each_epoch_sgd", "full_batch visits fresh_order current_params",
        ("rng.permutation(len(X))", "rng.permutation(len(X))\n        params = init_params(network, seed)"),
        code="T03"),
    unwritten("sgd", "train_minibatch", every("sgd"),
        "losses = np.zeros(epochs)\n    for epoch in range(epochs):\n        losses"),
)

HIDDEN_UNITS = (
    wrong("hidden_units", "first_best_candidate", "best",
        ("min(h for h in candidates if scores[h] == max(scores.values()))", "max(scores, key=scores.get)")),
    wrong("hidden_units", "smallest_candidate", "learns",
        ("h for h in candidates if scores[h] == max(scores.values())", "candidates")),
    wrong("hidden_units", "worst_candidate", "best learns",
        ("h for h in candidates if scores[h] == max(scores.values())", "scores, key=scores.get"), code="E04"),
    wrong("hidden_units", "best_score_for_candidate", every("hidden_units"),
        ("min(h for h in candidates if scores[h] == max(scores.values()))", "max(scores.values())")),
    wrong("hidden_units", "results_exchanged_units", every("hidden_units"), ("best, scores", "scores, best"),
        code="B32"),
    wrong("hidden_units", "scores_as_list", every("hidden_units"), ("best, scores", "best, list(scores.values())"),
        code="B32"),
    wrong("hidden_units", "scores_in_percent", every("hidden_units"),
        ("best, scores", "best, {h: 100 * score for h, score in scores.items()}"), code="E02"),
    wrong("hidden_units", "error_rates", "scores best scale learns",
        ("best, scores", "best, {h: 1 - score for h, score in scores.items()}"), code="E03"),
    wrong("hidden_units", "training_accuracy_units", "split",
        ("(train_rows, validation_rows)", "(train_rows, train_rows)"), code="E08"),
    wrong("hidden_units", "parts_exchanged_units", "split learns",
        ("(train_rows, validation_rows)", "(validation_rows, train_rows)"), code="K11"),
    wrong("hidden_units", "seventy_cut_down", "split", ("n_train = round", "n_train = int")),
    wrong("hidden_units", "fifty_six_rows", every("hidden_units"), ("round(0.7 * len(X))", "56"),
        code="K16"),
    wrong("hidden_units", "two_classes", "split learns", ("int(np.max(y)) + 1", "2"), code="F08"),
    wrong("hidden_units", "candidate_ignored", "learns", ("shape[1], h", "shape[1], 4"), code="P06"),
    wrong("hidden_units", "candidates_sorted_in_place", "unchanged",
        ("order = np", "candidates.sort()\n    order = np")),
    wrong("hidden_units", "rows_shuffled_in_place", "unchanged",
        ("(seed).permutation(len(X))",
         "(seed).permutation(len(X))\n    X[:], y[:] = X[order], y[order]\n    order = np.arange(len(X))"), code="A14"),
    wrong("hidden_units", "rows_shuffled_alone", "scores best scale learns",
        ("order = np.random.default_rng(seed).permutation",
         "X = np.random.default_rng(seed).permutation(X)\n    order = np.arange"), code="K02"),
    wrong("hidden_units", "not_scaled_units", "scores best scale learns",
        ("        h: float(\n            cross_validate(\n", "        h: float(\n            unscaled(\n"),
        ("order = np",
         "def unscaled(network, X, y, folds, rate, epochs, seed):\n        (a, b), = folds\n"
         "        start, Y = init_params(network, seed), encode_targets(network, y[a])\n"
         "        params, _ = train(network, start, X[a], Y, rate, epochs)\n"
         "        return [np.mean(predict(network, params, X[b]) == y[b])]\n\n    order = np"), code="S10"),
    wrong("hidden_units", "round_of_numpy", every("hidden_units"),
        ("import hashlib", "import hashlib\nfrom numpy import round"), code="P04"),
    wrong("hidden_units", "validation_scaled_alone", "learns",
        ("        h: float(\n            cross_validate(\n", "        h: float(\n            alone(\n"),
        ("order = np",
         "def alone(network, X, y, folds, rate, epochs, seed):\n        (a, b), = folds\n"
         "        A, B = standardize(X[a], X[a])[0], standardize(X[b], X[b])[0]\n"
         "        start, Y = init_params(network, seed), encode_targets(network, y[a])\n"
         "        params, _ = train(network, start, A, Y, rate, epochs)\n"
         "        return [np.mean(predict(network, params, B) == y[b])]\n\n    order = np"), code="S02"),
    wrong("hidden_units", "one_class_more", "learns", ("int(np.max(y)) + 1", "int(np.max(y)) + 2")),
    wrong("hidden_units", "classes_of_the_training_rows", "learns", ("np.max(y)", "np.max(y[train_rows])")),
    wrong("hidden_units", "kinds_of_training_labels", "learns",
        ("int(np.max(y)) + 1", "len(np.unique(y[train_rows]))")),
    unwritten("hidden_units", "choose_hidden_units", every("hidden_units"), "n_train = round"),
)

MISTAKES = (
    *GATES,
    *ACTIVATIONS,
    *FORWARD,
    *LOSS,
    *BACKWARD,
    *UPDATE,
    *TRAIN,
    *PREDICT,
    *STANDARDIZE,
    *K_FOLD,
    *CROSS_VALIDATE,
    *COMPARE,
    *SGD,
    *HIDDEN_UNITS,
)

# Codes without a mistake here
# Accepted, the values being right: A03 (overflow warning), A13 (epsilon in the denominator).
# Given to the students: K17 (reading ex4), T02 (positive starting weights).
# Not in the interface: S13 (scaled labels), T13 (Adam), R05 (fixed class), R06 (Newton), E06 (precision), P08 (eval).
# The same as another: R03 as F01, R04 as B26, R07 as K09.
# No mistake of one task: P03 (a file that runs its experiment on import), P09 (identical files).
