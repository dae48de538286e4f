"""The zoo of wrong submissions: each is the reference with one mistake edited into its text.

A mistake cannot drift: its edits name the reference's own lines, and an edit that no longer fits
raises. ``loses`` is what the mistake costs, and nothing in another task. Codes are those of the
catalogue of misconceptions; the end of the file names the codes that have no mistake here.
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
    """A mistake that loses the named checks of its own task."""
    return Mistake(name, task, edits, tuple(f"{task}.{check}" for check in loses.split()), code)


# Lines of the reference that several mistakes edit.
IMPORTS = "import hashlib\n"
SIGMOID = "np.where(z >= 0, 1.0, e) / (1.0 + e)"
RELU = "np.maximum(z, 0.0)"
SOFTMAX = "e / e.sum(axis=-1, keepdims=True)"
SHIFT = "e = np.exp(z - np.max(z, axis=-1, keepdims=True))"
UNKNOWN = """raise ValueError(f'unknown activation {name!r}: use "sigmoid", "tanh" or "relu"')"""
LAYER = "activations.append(functions[name](activations[-1] @ W + b))"
NAMES = "names = [network.hidden] * (len(params) - 1) + [network.output]"
PENALTY = "penalty = 0.5 * network.l2 * sum(np.sum(W**2) for W, _ in params)"
SQUARED = "return float(np.sum((Y_hat - Y) ** 2) / (2 * m) + penalty)"
ENTROPY = "return float(-np.sum(log_likelihood) / m + penalty)"
CLIP = "P = np.clip(Y_hat, 1e-12, 1.0 - 1e-12)"
ERROR = "D = (A - Y) / len(Y)"
PREPARE = 'D = (A - Y) / len(Y)\n    if network.objective == "squared_error" and network.output == "sigmoid":'
GRADS = "grads.insert(0, (A.T @ D + network.l2 * W, D.sum(axis=0)))"
BACK = "D = (D @ W.T) * activation_gradient(network.hidden, A)"
JACOBIAN = "D = A * (D - np.sum(D * A, axis=1, keepdims=True))"
UPDATE = (
    "return [(W - learning_rate * dW, b - learning_rate * db) for (W, b), (dW, db) in zip(params, grads, strict=True)]"
)
RECORD = "losses[epoch] = loss(network, params, activations[-1], Y)"
STEP = "params = update(params, backward(network, params, activations, Y), learning_rate)"
TRAINED = f"{STEP}\n    return params, losses"
Y_HAT = "Y_hat = forward(network, params, X)[-1]"
ARGMAX = "return np.argmax(Y_hat, axis=1)"
HALF = "return (Y_hat[:, 0] >= 0.5).astype(int)"
MEAN = "mean = X_train.mean(axis=0)"
DEVIATION = "deviation = X_train.std(axis=0)"
GUARD = "deviation = np.where(deviation == 0, 1.0, deviation)"
SCALED = "return (X_train - mean) / deviation, (X_test - mean) / deviation"
PARTS = "parts = np.array_split(np.random.default_rng(seed).permutation(m), k)"
FOLDS = "return [(np.concatenate(parts[:i] + parts[i + 1 :]), parts[i]) for i in range(k)]"
BAD_K = "if not 2 <= k <= m:"
FOLD_LOOP = "for train_rows, test_rows in folds:"
STANDARDIZE = "X_train, X_test = standardize(X[train_rows], X[test_rows])"
FIT = "params, _ = train(network, init_params(network, seed), X_train, Y_train, learning_rate, epochs)"
SCORE = "accuracies.append(np.mean(predict(network, params, X_test) == y[test_rows]))"
ACCURACIES = "return np.array(accuracies)"
MODELS = 'models = {"network": NETWORK, "logistic": LOGISTIC, "softmax": SOFTMAX}'
COLUMNS = (
    "{name: cross_validate(network, X, y, folds, LEARNING_RATE, EPOCHS, seed) for name, network in models.items()}"
)
INDEX = 'index=pd.RangeIndex(1, len(folds) + 1, name="fold"),'
EPOCH_LOSS = "losses[epoch] = loss(network, params, forward(network, params, X)[-1], Y)"
ORDER = "order = rng.permutation(len(X))"
BATCHES = "for start in range(0, len(X), batch_size):"
BATCH = "batch = order[start : start + batch_size]"
BATCH_STEP = "params = update(params, backward(network, params, activations, Y[batch]), learning_rate)"
SPLIT = "order = np.random.default_rng(seed).permutation(len(X))"
N_TRAIN = "n_train = round(0.7 * len(X))"
HOLD_OUT = "[(train_rows, validation_rows)],"
BEST = "best = min(h for h in candidates if scores[h] == max(scores.values()))"
RETURN_BEST = "return best, scores"

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
    D = (A - Y) / len(Y)"""

GATES = (
    wrong("gates", "neurons_in_rows", "?", ("[[20.0, -10.0], [20.0, -10.0]]", "[[20.0, 20.0], [-10.0, -10.0]]")),
    wrong("gates", "or_for_and", "?", ("np.array([-30.0])", "np.array([-10.0])")),
    wrong(
        "gates",
        "and_for_nand",
        "?",
        (
            "[[20.0, -10.0], [20.0, -10.0]]), np.array([-10.0, 14.0])",
            "[[20.0, 10.0], [20.0, 10.0]]), np.array([-10.0, -14.0])",
        ),
    ),
    wrong(
        "gates",
        "thresholds_for_biases",
        "?",
        ("np.array([-10.0, 14.0])", "np.array([10.0, -14.0])"),
        ("np.array([-30.0])", "np.array([30.0])"),
        code="B05",
    ),
    wrong(
        "gates",
        "small_weights",
        "?",
        (
            "[[20.0, -10.0], [20.0, -10.0]]), np.array([-10.0, 14.0])",
            "[[6.0, -6.0], [6.0, -6.0]]), np.array([-3.0, 9.0])",
        ),
        ("[[20.0], [20.0]]), np.array([-30.0])", "[[2.0], [2.0]]), np.array([-3.0])"),
    ),
    wrong("gates", "flat_output_weights", "?", ("[[20.0], [20.0]]", "[20.0, 20.0]")),
    wrong("gates", "column_bias", "?", ("np.array([-10.0, 14.0])", "np.array([[-10.0], [14.0]])"), code="F05"),
    wrong(
        "gates",
        "no_biases",
        "?",
        ("np.array([-10.0, 14.0])", "np.zeros(2)"),
        ("np.array([-30.0])", "np.zeros(1)"),
        code="F01",
    ),
    wrong("gates", "layers_exchanged", "?", ("return [hidden, output]", "return [output, hidden]"), code="B32"),
    wrong(
        "gates",
        "gates_not_written",
        "?",
        ("return [hidden, output]", 'raise NotImplementedError("xor_params is not written yet")'),
        code="P10",
    ),
)

ACTIVATIONS = (
    wrong("activations", "sigmoid_sign_lost", "?", (SIGMOID, "1.0 / (1.0 + np.exp(z))"), code="A01"),
    wrong(
        "activations",
        "sigmoid_by_math_exp",
        "?",
        (IMPORTS, "import hashlib\nimport math\n"),
        (SIGMOID, "1.0 / (1.0 + math.exp(-z))"),
        code="A02",
    ),
    wrong("activations", "relu_by_if", "?", (RELU, "z if z > 0 else 0.0"), code="A02"),
    wrong(
        "activations",
        "sigmoid_branch_for_the_whole_array",
        "?",
        (
            "return np.where(z >= 0, 1.0, e) / (1.0 + e)",
            "return 1.0 / (1.0 + np.exp(-z)) if np.all(z >= 0) else np.exp(z) / (1.0 + np.exp(z))",
        ),
        code="A04",
    ),
    wrong(
        "activations",
        "sigmoid_clipped_at_10",
        "?",
        ("e = np.exp(-np.abs(z))", "z = np.clip(z, -10, 10)\n    e = np.exp(-np.abs(z))"),
    ),
    wrong(
        "activations",
        "sigmoid_by_removed_type",
        "?",
        ("z = np.asarray(z, dtype=float)", "z = np.asarray(z, dtype=np.float)"),
        code="P01",
    ),
    wrong(
        "activations",
        "sigmoid_flattens",
        "?",
        ("z = np.asarray(z, dtype=float)", "z = np.asarray(z, dtype=float).ravel()"),
    ),
    wrong(
        "activations", "sigmoid_rounds", "?", (SIGMOID, "np.round(np.where(z >= 0, 1.0, e) / (1.0 + e))"), code="E11"
    ),
    wrong(
        "activations",
        "sigmoid_clips_in_place",
        "?",
        ("z = np.asarray(z, dtype=float)", "z = np.clip(z, -500, 500, out=z)"),
        code="A14",
    ),
    wrong("activations", "relu_in_place", "?", (f"return {RELU}", "z[z < 0] = 0\n    return z"), code="A14"),
    wrong(
        "activations",
        "softmax_in_place",
        "?",
        (SHIFT, "z -= np.max(z, axis=-1, keepdims=True)\n    e = np.exp(z)"),
        code="A14",
    ),
    wrong("activations", "slope_in_place", "?", ("return a * (1.0 - a)", "a *= 1.0 - a\n        return a"), code="A14"),
    wrong("activations", "relu_leaks", "?", (RELU, "np.where(z > 0, z, 0.01 * z)")),
    wrong("activations", "relu_is_its_slope", "?", (RELU, "np.where(z > 0, 1.0, 0.0)")),
    wrong("activations", "relu_keeps_positive_only", "?", (RELU, "z[z > 0]")),
    wrong(
        "activations",
        "relu_not_written",
        "?",
        (f"return {RELU}", 'raise NotImplementedError("relu is not written yet")'),
        code="P10",
    ),
    wrong("activations", "softmax_over_the_batch", "?", (SOFTMAX, "e / np.sum(e)"), code="A08"),
    wrong("activations", "softmax_over_columns", "?", (SOFTMAX, "e / e.sum(axis=0)"), code="A09"),
    wrong("activations", "softmax_without_keepdims", "?", (SOFTMAX, "e / e.sum(axis=1)"), code="A10"),
    wrong("activations", "softmax_without_shift", "?", (SHIFT, "e = np.exp(z)"), code="A11"),
    wrong("activations", "softmax_shifted_by_the_batch", "?", (SHIFT, "e = np.exp(z - np.max(z))"), code="A11"),
    wrong("activations", "softmax_without_exp_above", "?", (SOFTMAX, "z / e.sum(axis=-1, keepdims=True)"), code="A15"),
    wrong(
        "activations",
        "sigmoid_slope_from_z",
        "?",
        ("return a * (1.0 - a)", "return sigmoid(a) * (1.0 - sigmoid(a))"),
        code="A05",
    ),
    wrong("activations", "tanh_slope_from_z", "?", ("return 1.0 - a**2", "return 1.0 - np.tanh(a) ** 2"), code="A05"),
    wrong("activations", "tanh_slope_for_sigmoid", "?", ("return a * (1.0 - a)", "return 1.0 - a * a"), code="A07"),
    wrong("activations", "tanh_slope_without_square", "?", ("return 1.0 - a**2", "return 1.0 - a")),
    wrong("activations", "relu_slope_one_at_zero", "?", ("np.asarray(a) > 0", "np.asarray(a) >= 0")),
    wrong(
        "activations",
        "relu_slope_is_relu",
        "?",
        ("return np.where(np.asarray(a) > 0, 1.0, 0.0)", "return np.maximum(a, 0.0)"),
    ),
    wrong("activations", "unknown_name_ignored", "?", (UNKNOWN, "return a"), code="P07"),
    wrong("activations", "unknown_name_printed", "?", (UNKNOWN, 'print("unknown activation", name)')),
    wrong("activations", "unknown_name_is_key_error", "?", (UNKNOWN, "raise KeyError(name)")),
)

FORWARD = (
    wrong(
        "forward",
        "bias_forgotten",
        "?",
        (LAYER, "activations.append(functions[name](activations[-1] @ W))"),
        code="F01",
    ),
    wrong(
        "forward",
        "bias_subtracted",
        "?",
        (LAYER, "activations.append(functions[name](activations[-1] @ W - b))"),
        code="B05",
    ),
    wrong(
        "forward",
        "ones_column_and_bias",
        "?",
        ("activations = [X]", "activations = [np.c_[np.ones(len(X)), X]]"),
        code="F02",
    ),
    wrong(
        "forward",
        "activation_not_passed_on",
        "?",
        ("activations = [X]", "activations, Z = [X], X"),
        (LAYER, "Z = Z @ W + b\n        activations.append(functions[name](Z))"),
        code="F03",
    ),
    wrong("forward", "softmax_forgotten", "?", ('"softmax": softmax,', '"softmax": lambda Z: Z,'), code="F04"),
    wrong(
        "forward",
        "output_sigmoid_forgotten",
        "?",
        (NAMES, f'{NAMES}\n    if network.output == "sigmoid":\n        names[-1] = "identity"'),
        code="F04",
    ),
    wrong("forward", "output_like_hidden", "?", (NAMES, "names = [network.hidden] * len(params)")),
    wrong("forward", "hidden_linear", "?", (NAMES, 'names = ["identity"] * (len(params) - 1) + [network.output]')),
    wrong(
        "forward",
        "hidden_always_sigmoid",
        "?",
        (NAMES, 'names = ["sigmoid"] * (len(params) - 1) + [network.output]'),
        code="F08",
    ),
    wrong(
        "forward",
        "output_always_softmax",
        "?",
        (NAMES, 'names = [network.hidden] * (len(params) - 1) + ["softmax"]'),
        code="F08",
    ),
    wrong(
        "forward",
        "softmax_on_sigmoid",
        "?",
        ('"softmax": softmax,', '"softmax": lambda Z: softmax(sigmoid(Z)),'),
        code="A16",
    ),
    wrong(
        "forward",
        "first_layer_only_sigmoid",
        "?",
        (NAMES, 'names = ([network.hidden] + ["sigmoid"] * len(params))[: len(params) - 1] + [network.output]'),
    ),
    wrong(
        "forward",
        "transposed",
        "?",
        ("    return activations\n", "    return [A.T for A in activations]\n"),
        code="F05",
    ),
    wrong(
        "forward",
        "elementwise_product",
        "?",
        (LAYER, "activations.append(functions[name](activations[-1] * W + b))"),
        code="B21",
    ),
    wrong("forward", "input_left_out", "?", ("    return activations\n", "    return activations[1:]\n")),
    wrong("forward", "prediction_alone", "?", ("    return activations\n", "    return activations[-1]\n")),
    wrong(
        "forward",
        "net_inputs_returned",
        "?",
        ("activations = [X]", "activations, nets = [X], [X]"),
        (LAYER, f"nets.append(activations[-1] @ W + b)\n        {LAYER}"),
        ("    return activations\n", "    return nets\n"),
    ),
    wrong("forward", "two_layers_only", "?", (NAMES, f"(W1, b1), (W2, b2) = params\n    {NAMES}"), code="F08"),
    wrong(
        "forward",
        "two_layers_at_most",
        "?",
        ("zip(names, params, strict=True)", "zip(names[-2:], params[:2], strict=True)"),
        code="F08",
    ),
    wrong("forward", "identity_missing", "?", ('        "identity": lambda Z: Z,\n', "")),
    wrong(
        "forward",
        "params_popped",
        "?",
        ("for name, (W, b) in zip(names, params, strict=True):", "for name in names:\n        W, b = params.pop(0)"),
    ),
    wrong(
        "forward",
        "rounded_to_four_places",
        "?",
        ("    return activations\n", "    return [np.round(A, 4) for A in activations]\n"),
    ),
    wrong(
        "forward",
        "by_matrix_type",
        "?",
        (LAYER, "activations.append(functions[name](np.array(np.mat(activations[-1]) * np.mat(W) + b)))"),
        code="P01",
    ),
    wrong(
        "forward",
        "errors_swallowed",
        "?",
        (
            "activations = [X]",
            "activations = [X]\n    try:\n        activations.append(sigmoid(X @ params[0] + params[1]))\n    except:\n        return activations",
        ),
        code="P07",
    ),
    wrong(
        "forward",
        "forward_not_written",
        "?",
        ("activations = [X]", 'raise NotImplementedError("forward is not written yet")'),
        code="P10",
    ),
    wrong("forward", "forward_prints", "?", ("    return activations\n", "    print(activations[-1])\n"), code="E12"),
)

LOSS = (
    wrong("loss", "sum_for_mean", "?", ("    m = len(Y)\n", "    m = 1\n"), code="L01"),
    wrong("loss", "mean_over_classes", "?", (ENTROPY, "return float(-np.mean(log_likelihood) + penalty)"), code="L02"),
    wrong("loss", "divided_by_outputs", "?", ("    m = len(Y)\n", "    m = Y.shape[1]\n"), code="F05"),
    wrong("loss", "minus_forgotten", "?", (ENTROPY, "return float(np.sum(log_likelihood) / m + penalty)"), code="L03"),
    wrong(
        "loss",
        "negatives_dropped",
        "?",
        (
            'if network.output == "sigmoid":\n        log_likelihood',
            'if network.output == "logistic":\n        log_likelihood',
        ),
        code="L04",
    ),
    wrong("loss", "negatives_subtracted", "?", ("log_likelihood + (1.0 - Y)", "log_likelihood - (1.0 - Y)")),
    wrong(
        "loss",
        "binary_formula_for_softmax",
        "?",
        ('if network.output == "sigmoid":\n        log_likelihood', "if network.output:\n        log_likelihood"),
        code="L06",
    ),
    wrong(
        "loss",
        "binary_formula_and_mean",
        "?",
        ('if network.output == "sigmoid":\n        log_likelihood', "if network.output:\n        log_likelihood"),
        (ENTROPY, "return float(-np.mean(log_likelihood) + penalty)"),
        code="L06",
    ),
    wrong("loss", "log_of_zero", "?", (CLIP, "P = Y_hat"), code="L08"),
    wrong("loss", "clipped_below_only", "?", (CLIP, "P = np.maximum(Y_hat, 1e-12)"), code="L08"),
    wrong("loss", "clipped_too_early", "?", (CLIP, "P = np.clip(Y_hat, 1e-7, 1.0 - 1e-7)"), code="L08"),
    wrong(
        "loss",
        "likelihood_reported",
        "?",
        (ENTROPY, "return float(np.exp(np.sum(log_likelihood) / m) + penalty)"),
        code="L09",
    ),
    wrong(
        "loss",
        "always_squared_error",
        "?",
        ('if network.objective == "squared_error":', "if network.objective:"),
        code="L10",
    ),
    wrong(
        "loss",
        "always_cross_entropy",
        "?",
        ('if network.objective == "squared_error":', 'if network.objective == "mse":'),
        code="L10",
    ),
    wrong(
        "loss",
        "squared_error_without_half",
        "?",
        (SQUARED, "return float(np.sum((Y_hat - Y) ** 2) / m + penalty)"),
        code="L11",
    ),
    wrong(
        "loss",
        "squared_error_mean",
        "?",
        (SQUARED, "return float(0.5 * np.mean((Y_hat - Y) ** 2) + penalty)"),
        code="L11",
    ),
    wrong("loss", "absolute_error", "?", (SQUARED, "return float(np.sum(np.abs(Y_hat - Y)) / (2 * m) + penalty)")),
    wrong(
        "loss",
        "penalty_without_half",
        "?",
        (PENALTY, "penalty = network.l2 * sum(np.sum(W**2) for W, _ in params)"),
        code="L12",
    ),
    wrong(
        "loss",
        "penalty_over_m",
        "?",
        (PENALTY, "penalty = 0.5 * network.l2 / m * sum(np.sum(W**2) for W, _ in params)"),
        code="L12",
    ),
    wrong(
        "loss",
        "penalty_of_norm",
        "?",
        (PENALTY, "penalty = 0.5 * network.l2 * sum(np.linalg.norm(W) for W, _ in params)"),
        code="L12",
    ),
    wrong("loss", "penalty_forgotten", "?", (PENALTY, "penalty = 0.0"), code="L16"),
    wrong(
        "loss",
        "penalty_forgotten_with_squared_error",
        "?",
        (SQUARED, "return float(np.sum((Y_hat - Y) ** 2) / (2 * m))"),
        code="L16",
    ),
    wrong(
        "loss",
        "penalty_subtracted",
        "?",
        (PENALTY, "penalty = -0.5 * network.l2 * sum(np.sum(W**2) for W, _ in params)"),
        code="B25",
    ),
    wrong(
        "loss",
        "penalty_of_biases_too",
        "?",
        (PENALTY, "penalty = 0.5 * network.l2 * sum(np.sum(W**2) + np.sum(b**2) for W, b in params)"),
        code="B26",
    ),
    wrong(
        "loss",
        "penalty_of_two_layers",
        "?",
        (PENALTY, "penalty = 0.5 * network.l2 * sum(np.sum(W**2) for W, _ in params[:2])"),
        code="F08",
    ),
    wrong("loss", "one_loss_a_row", "?", (ENTROPY, "return -np.sum(log_likelihood, axis=1) + penalty"), code="L13"),
    wrong(
        "loss",
        "one_loss_an_output",
        "?",
        (SQUARED, "return np.sum((Y_hat - Y) ** 2, axis=0) / (2 * m) + penalty"),
        code="L13",
    ),
    wrong(
        "loss",
        "column_against_row",
        "?",
        (
            "log_likelihood = Y * np.log(P)",
            'if network.output == "sigmoid":\n        Y = Y.ravel()\n    log_likelihood = Y * np.log(P)',
        ),
        code="L14",
    ),
    wrong(
        "loss",
        "one_by_one_array_as_float",
        "?",
        (
            "log_likelihood = Y * np.log(P)",
            'if network.output == "sigmoid":\n        return float(-(Y.T @ np.log(P) + (1 - Y).T @ np.log(1 - P)) / m) + penalty\n    log_likelihood = Y * np.log(P)',
        ),
        code="P02",
    ),
    wrong("loss", "log_to_base_two", "?", ("log_likelihood = Y * np.log(P)", "log_likelihood = Y * np.log2(P)")),
    wrong(
        "loss",
        "share_of_errors",
        "?",
        (ENTROPY, "return float(np.mean(np.argmax(Y_hat, axis=1) != np.argmax(Y, axis=1)) + penalty)"),
        code="E03",
    ),
    wrong("loss", "clipped_in_place", "?", (CLIP, "P = np.clip(Y_hat, 1e-12, 1.0 - 1e-12, out=Y_hat)"), code="A14"),
    wrong("loss", "zeros_replaced_in_place", "?", (CLIP, "Y_hat[Y_hat == 0] = 1e-12\n    P = Y_hat"), code="L08"),
    wrong(
        "loss",
        "residual_in_place",
        "?",
        (SQUARED, "Y_hat -= Y\n        return float(np.sum(Y_hat**2) / (2 * m) + penalty)"),
        code="A14",
    ),
    wrong(
        "loss",
        "sum_overwritten",
        "?",
        (PENALTY, "sum = sum(np.sum(W**2) for W, _ in params)\n    penalty = 0.5 * network.l2 * sum"),
        code="T12",
    ),
    wrong(
        "loss",
        "errors_hidden",
        "?",
        (
            PENALTY,
            "try:\n        penalty = 0.5 * network.l2 * np.sum([W**2 for W, _ in params])\n    except Exception:\n        penalty = 0.0",
        ),
        code="P07",
    ),
    wrong(
        "loss", "loss_not_written", "?", (PENALTY, 'raise NotImplementedError("loss is not written yet")'), code="P10"
    ),
    wrong("loss", "loss_printed", "?", (ENTROPY, "print(float(-np.sum(log_likelihood) / m + penalty))"), code="E12"),
)

BACKWARD = (
    wrong("backward", "not_averaged", "?", (ERROR, "D = A - Y"), code="B01"),
    wrong(
        "backward",
        "averaged_twice",
        "?",
        (GRADS, "grads.insert(0, (A.T @ D / len(Y) + network.l2 * W, D.mean(axis=0)))"),
        code="B02",
    ),
    wrong("backward", "averaged_at_every_layer", "?", (BACK, f"{BACK} / len(Y)"), code="B02"),
    wrong(
        "backward",
        "bias_not_averaged",
        "?",
        (GRADS, "grads.insert(0, (A.T @ D + network.l2 * W, D.sum(axis=0) * len(Y)))"),
        code="B03",
    ),
    wrong("backward", "uphill", "?", (ERROR, "D = (Y - A) / len(Y)"), code="B04"),
    wrong(
        "backward", "bias_sign", "?", (GRADS, "grads.insert(0, (A.T @ D + network.l2 * W, -D.sum(axis=0)))"), code="B05"
    ),
    wrong("backward", "hidden_slope_forgotten", "?", (BACK, "D = D @ W.T"), code="B06"),
    wrong("backward", "hidden_slope_always_sigmoid", "?", (BACK, "D = (D @ W.T) * A * (1 - A)"), code="F08"),
    wrong(
        "backward",
        "hidden_slope_from_z",
        "?",
        (
            BACK,
            "D = (D @ W.T) * activation_gradient(network.hidden, activations[layer - 1] @ params[layer - 1][0] + params[layer - 1][1])",
        ),
        code="A05",
    ),
    wrong("backward", "tanh_slope_on_sigmoid", "?", (BACK, "D = (D @ W.T) * (1 - A**2)"), code="A07"),
    wrong(
        "backward",
        "extra_output_slope",
        "?",
        (PREPARE, 'D = (A - Y) / len(Y)\n    if network.output == "sigmoid":'),
        code="B08",
    ),
    wrong(
        "backward",
        "extra_softmax_jacobian",
        "?",
        (
            'elif network.objective == "squared_error" and network.output == "softmax":',
            'elif network.output == "softmax":',
        ),
        code="B08",
    ),
    wrong("backward", "output_slope_missing", "?", (JACOBIAN, "pass"), ("D = D * A * (1.0 - A)", "pass"), code="B09"),
    wrong("backward", "softmax_slope_elementwise", "?", (JACOBIAN, "D = D * A * (1.0 - A)"), code="B09"),
    wrong(
        "backward", "softmax_slope_without_keepdims", "?", (JACOBIAN, "D = A * (D - np.sum(D * A, axis=1))"), code="A10"
    ),
    wrong(
        "backward",
        "squared_error_doubled",
        "?",
        (ERROR, 'D = (A - Y) / len(Y) * (2 if network.objective == "squared_error" else 1)'),
        code="L11",
    ),
    wrong(
        "backward",
        "raw_error_sent_back",
        "?",
        (ERROR, f"{ERROR}\n    raw = D"),
        (BACK, "D = ((raw if layer == len(params) - 1 else D) @ W.T) * activation_gradient(network.hidden, A)"),
        code="B10",
    ),
    wrong(
        "backward",
        "weights_already_moved",
        "?",
        (BACK, "D = (D @ (W - grads[0][0]).T) * activation_gradient(network.hidden, A)"),
        code="B13",
    ),
    wrong(
        "backward",
        "one_number_for_the_bias",
        "?",
        (GRADS, "grads.insert(0, (A.T @ D + network.l2 * W, np.sum(D)))"),
        code="B14",
    ),
    wrong(
        "backward",
        "one_number_for_every_bias",
        "?",
        (GRADS, "grads.insert(0, (A.T @ D + network.l2 * W, np.full(D.shape[1], np.sum(D))))"),
        code="B14",
    ),
    wrong(
        "backward",
        "bias_over_the_wrong_axis",
        "?",
        (GRADS, "grads.insert(0, (A.T @ D + network.l2 * W, D.sum(axis=1)))"),
        code="B15",
    ),
    wrong("backward", "bias_not_summed", "?", (GRADS, "grads.insert(0, (A.T @ D + network.l2 * W, D))"), code="B16"),
    wrong(
        "backward",
        "bias_left_at_zero",
        "?",
        (GRADS, "grads.insert(0, (A.T @ D + network.l2 * W, np.zeros(W.shape[1])))"),
        code="U04",
    ),
    wrong(
        "backward",
        "bias_kept_as_row",
        "?",
        (GRADS, "grads.insert(0, (A.T @ D + network.l2 * W, D.sum(axis=0, keepdims=True)))"),
    ),
    wrong(
        "backward",
        "gradient_transposed",
        "?",
        (GRADS, "grads.insert(0, (D.T @ A + network.l2 * W.T, D.sum(axis=0)))"),
        code="B20",
    ),
    wrong(
        "backward",
        "star_for_product",
        "?",
        (GRADS, "grads.insert(0, (A.T * D + network.l2 * W, D.sum(axis=0)))"),
        code="B21",
    ),
    wrong(
        "backward",
        "penalty_lengthens",
        "?",
        (GRADS, "grads.insert(0, ((1 + network.l2) * A.T @ D, D.sum(axis=0)))"),
        code="B23",
    ),
    wrong(
        "backward",
        "penalty_replaces",
        "?",
        (GRADS, "grads.insert(0, (A.T @ D * (network.l2 or 1), D.sum(axis=0)))"),
        code="B23b",
    ),
    wrong("backward", "penalty_missing", "?", (GRADS, "grads.insert(0, (A.T @ D, D.sum(axis=0)))"), code="B24"),
    wrong(
        "backward",
        "penalty_sign",
        "?",
        (GRADS, "grads.insert(0, (A.T @ D - network.l2 * W, D.sum(axis=0)))"),
        code="B25",
    ),
    wrong(
        "backward",
        "penalty_on_biases",
        "?",
        (GRADS, "grads.insert(0, (A.T @ D + network.l2 * W, D.sum(axis=0) + network.l2 * params[layer][1]))"),
        code="B26",
    ),
    wrong(
        "backward",
        "penalty_doubled",
        "?",
        (GRADS, "grads.insert(0, (A.T @ D + 2 * network.l2 * W, D.sum(axis=0)))"),
        code="B27",
    ),
    wrong(
        "backward",
        "penalty_averaged",
        "?",
        (GRADS, "grads.insert(0, (A.T @ D + network.l2 / len(Y) * W, D.sum(axis=0)))"),
        code="B27",
    ),
    wrong("backward", "prediction_changed_in_place", "?", (ERROR, "D = A\n    D -= Y\n    D /= len(Y)"), code="B28"),
    wrong("backward", "activations_popped", "?", ("A = activations[-1]\n", "A = activations.pop()\n"), code="B28"),
    wrong("backward", "targets_changed_in_place", "?", (ERROR, "Y -= A\n    D = -Y / len(Y)"), code="B28"),
    wrong(
        "backward",
        "class_number_for_every_class",
        "?",
        (ERROR, "D = (A - Y * np.arange(Y.shape[1])) / len(Y)"),
        code="B38",
    ),
    wrong(
        "backward",
        "labels_for_one_hot",
        "?",
        (ERROR, "Y = Y.argmax(axis=1).reshape(-1, 1)\n    D = (A - Y) / len(Y)"),
        code="B29",
    ),
    wrong("backward", "targets_squeezed", "?", (ERROR, "D = (A - np.squeeze(Y)) / len(Y)"), code="B30"),
    wrong(
        "backward",
        "set_of_arrays",
        "?",
        (GRADS, "grads.insert(0, {A.T @ D + network.l2 * W, D.sum(axis=0)})"),
        code="B31",
    ),
    wrong(
        "backward",
        "last_layer_first",
        "?",
        (GRADS, "grads.append((A.T @ D + network.l2 * W, D.sum(axis=0)))"),
        code="B32",
    ),
    wrong(
        "backward",
        "bias_before_weights",
        "?",
        (GRADS, "grads.insert(0, (D.sum(axis=0), A.T @ D + network.l2 * W))"),
        code="B32",
    ),
    wrong(
        "backward",
        "learning_rate_inside",
        "?",
        (GRADS, "grads.insert(0, (0.1 * (A.T @ D + network.l2 * W), 0.1 * D.sum(axis=0)))"),
        code="B33",
    ),
    wrong("backward", "two_layers_only_backward", "?", (ERROR, TWO_LAYERS), code="F08"),
    wrong(
        "backward",
        "one_slope_for_all_layers",
        "?",
        (BACK, "D = (D @ W.T) * (activation_gradient(network.hidden, A) if layer == len(params) - 1 else 1)"),
    ),
    wrong("backward", "output_layer_only", "?", (BACK, "D = np.zeros_like(A)"), code="U04"),
    wrong(
        "backward",
        "relu_without_slope",
        "?",
        (
            BACK,
            'D = D @ W.T\n            if network.hidden != "relu":\n                D = D * activation_gradient(network.hidden, A)',
        ),
        code="B06",
    ),
    wrong(
        "backward",
        "cache_of_the_last_forward",
        "?",
        ("activations = [X]", "global CACHE\n    activations = CACHE = [X]"),
        ("    A = activations[-1]\n", "    activations = CACHE\n    A = activations[-1]\n"),
        code="F09",
    ),
    wrong(
        "backward",
        "backward_not_written",
        "?",
        (ERROR, 'raise NotImplementedError("backward is not written yet")'),
        code="P10",
    ),
    wrong(
        "backward",
        "backward_returns_nothing",
        "?",
        ("    return grads\n    # END SOLUTION", "    # END SOLUTION"),
        code="U02",
    ),
)

UPDATES = (
    wrong("update", "step_uphill", "?", (UPDATE, UPDATE.replace("W - ", "W + ").replace("b - ", "b + ")), code="U01"),
    wrong(
        "update",
        "old_params_returned",
        "?",
        (UPDATE, f"{UPDATE.replace('return', 'new =')}\n    return params"),
        code="U02",
    ),
    wrong("update", "nothing_returned", "?", (UPDATE, UPDATE.replace("return", "params =")), code="U02"),
    wrong(
        "update",
        "params_changed_in_place",
        "?",
        (
            UPDATE,
            "for (W, b), (dW, db) in zip(params, grads, strict=True):\n        W -= learning_rate * dW\n        b -= learning_rate * db\n    return params",
        ),
        code="U03",
    ),
    wrong(
        "update",
        "list_is_an_alias",
        "?",
        (
            UPDATE,
            "new = params\n    for i, (dW, db) in enumerate(grads):\n        new[i] = (params[i][0] - learning_rate * dW, params[i][1] - learning_rate * db)\n    return new",
        ),
        code="U12",
    ),
    wrong("update", "biases_stay", "?", (UPDATE, UPDATE.replace("b - learning_rate * db", "b")), code="U04"),
    wrong(
        "update",
        "first_layer_stays",
        "?",
        (UPDATE, f"{UPDATE.replace('return', 'new =')}\n    return [params[0], *new[1:]]"),
        code="U04",
    ),
    wrong("update", "learning_rate_fixed", "?", (UPDATE, f"learning_rate = 0.1\n    {UPDATE}"), code="U05"),
    wrong("update", "learning_rate_forgotten", "?", (UPDATE, UPDATE.replace("learning_rate * ", "")), code="U05"),
    wrong(
        "update",
        "gradient_for_params",
        "?",
        (UPDATE, UPDATE.replace("W - learning_rate * dW, b - learning_rate * db", "dW, db")),
        code="U06",
    ),
    wrong(
        "update",
        "step_for_params",
        "?",
        (UPDATE, UPDATE.replace("W - learning", "-learning").replace("b - learning", "-learning")),
        code="U06",
    ),
    wrong(
        "update",
        "bias_as_row",
        "?",
        (UPDATE, UPDATE.replace("b - learning_rate * db", "(b - learning_rate * db)[None]")),
        code="U10",
    ),
    wrong("update", "biases_uphill", "?", (UPDATE, UPDATE.replace("b - ", "b + ")), code="B05"),
    wrong("update", "layers_reversed", "?", (UPDATE, f"{UPDATE}[::-1]"), code="B32"),
    wrong(
        "update",
        "weights_decay",
        "?",
        (UPDATE, UPDATE.replace("W - learning_rate * dW", "W * (1 - learning_rate) - learning_rate * dW")),
    ),
    wrong(
        "update",
        "step_clipped",
        "?",
        (
            UPDATE,
            UPDATE.replace("learning_rate * dW", "np.clip(learning_rate * dW, -1, 1)").replace(
                "learning_rate * db", "np.clip(learning_rate * db, -1, 1)"
            ),
        ),
    ),
    wrong(
        "update",
        "two_layers_updated",
        "?",
        (UPDATE, UPDATE.replace("zip(params, grads, strict=True)", "zip(params[:2], grads[:2], strict=True)")),
        code="F08",
    ),
    wrong(
        "update",
        "update_not_written",
        "?",
        (UPDATE, 'raise NotImplementedError("update is not written yet")'),
        code="P10",
    ),
)

TRAIN = (
    wrong(
        "train",
        "fresh_weights_each_epoch",
        "?",
        (
            "activations = forward(network, params, X)\n        losses[epoch]",
            "params = init_params(network, 0)\n        activations = forward(network, params, X)\n        losses[epoch]",
        ),
        code="T03",
    ),
    wrong(
        "train",
        "given_params_ignored",
        "?",
        (
            RECORD,
            f"if epoch == 0:\n            params = init_params(network, 0)\n            activations = forward(network, params, X)\n        {RECORD}",
        ),
    ),
    wrong(
        "train",
        "zero_weights",
        "?",
        (
            RECORD,
            f"if epoch == 0:\n            params = [(np.zeros_like(W), np.zeros_like(b)) for W, b in params]\n            activations = forward(network, params, X)\n        {RECORD}",
        ),
        code="T01",
    ),
    wrong(
        "train",
        "weights_moved_before_the_hidden_gradient",
        "?",
        (
            STEP,
            "grads = backward(network, params, activations, Y)\n        params = params[:-1] + update(params[-1:], grads[-1:], learning_rate)\n"
            "        grads = backward(network, params, activations, Y)\n        params = update(params[:-1], grads[:-1], learning_rate) + params[-1:]",
        ),
        code="B13",
    ),
    wrong(
        "train",
        "loss_after_the_step",
        "?",
        (
            f"{RECORD}\n        {STEP}",
            f"{STEP}\n        losses[epoch] = loss(network, params, forward(network, params, X)[-1], Y)",
        ),
    ),
    wrong(
        "train",
        "one_loss_too_many",
        "?",
        (
            TRAINED,
            f"{STEP}\n    return params, np.append(losses, loss(network, params, forward(network, params, X)[-1], Y))",
        ),
        code="T07",
    ),
    wrong("train", "every_tenth_loss", "?", (TRAINED, f"{STEP}\n    return params, losses[::10]"), code="T07"),
    wrong("train", "results_exchanged", "?", (TRAINED, f"{STEP}\n    return losses, params"), code="B32"),
    wrong("train", "return_inside_the_loop", "?", (TRAINED, f"{STEP}\n        return params, losses")),
    wrong("train", "result_of_update_dropped", "?", (STEP, STEP.replace("params = ", ""))),
    wrong(
        "train",
        "forward_once",
        "?",
        (RECORD, f"if epoch == 0:\n            first = activations\n        activations = first\n        {RECORD}"),
    ),
    wrong("train", "one_step_short", "?", (STEP, f"if epoch < epochs - 1:\n            {STEP}")),
    wrong(
        "train",
        "best_params_returned",
        "?",
        (
            TRAINED,
            f"if losses[epoch] == losses[: epoch + 1].min():\n            best = params\n        {STEP}\n    return best, losses",
        ),
        code="T14",
    ),
    wrong(
        "train",
        "stops_when_flat",
        "?",
        (STEP, f"if epoch and abs(losses[epoch] - losses[epoch - 1]) < 1e-3:\n            break\n        {STEP}"),
        code="T06",
    ),
    wrong(
        "train", "learning_rate_shrunk", "?", (STEP, STEP.replace("learning_rate)", "learning_rate / 100)")), code="T05"
    ),
    wrong(
        "train",
        "learning_rate_over_m",
        "?",
        (STEP, STEP.replace("learning_rate)", "learning_rate / len(X))")),
        code="B02",
    ),
    wrong("train", "trains_uphill", "?", (STEP, STEP.replace("learning_rate)", "-learning_rate)")), code="U01"),
    wrong(
        "train",
        "trains_in_place",
        "?",
        (
            STEP,
            "for (W, b), (dW, db) in zip(params, backward(network, params, activations, Y), strict=True):\n            W -= learning_rate * dW\n            b -= learning_rate * db",
        ),
        code="U03",
    ),
    wrong(
        "train",
        "biases_never_move",
        "?",
        (
            STEP,
            f"old = params\n        {STEP}\n        params = [(W, b) for (W, _), (_, b) in zip(params, old, strict=True)]",
        ),
        code="U04",
    ),
    wrong(
        "train",
        "loss_without_penalty",
        "?",
        (
            RECORD,
            "losses[epoch] = loss(Network(network.units, network.hidden, network.output, network.objective), params, activations[-1], Y)",
        ),
        code="L16",
    ),
    wrong(
        "train",
        "loss_summed_up",
        "?",
        (RECORD, "losses[epoch] = losses[epoch - 1] + loss(network, params, activations[-1], Y)"),
        code="E07",
    ),
    wrong(
        "train",
        "one_row_a_step",
        "?",
        (
            f"activations = forward(network, params, X)\n        {RECORD}\n        {STEP}",
            f"{RECORD.replace('activations', 'forward(network, params, X)')}\n        i = [epoch % len(X)]\n        params = update(params, backward(network, params, forward(network, params, X[i]), Y[i]), learning_rate)",
        ),
    ),
    wrong(
        "train",
        "trains_on_ex4_only",
        "?",
        (
            f"activations = forward(network, params, X)\n        {RECORD}",
            f"X, y = load_ex4()\n        X, _ = standardize(X, X)\n        Y = encode_targets(network, y)\n        activations = forward(network, params, X)\n        {RECORD}",
        ),
        code="P06",
    ),
    wrong(
        "train",
        "default_network",
        "?",
        (
            f"activations = forward(network, params, X)\n        {RECORD}",
            f"network = Network(network.units)\n        activations = forward(network, params, X)\n        {RECORD}",
        ),
        code="F08",
    ),
    wrong(
        "train", "train_not_written", "?", (RECORD, 'raise NotImplementedError("train is not written yet")'), code="P10"
    ),
)

PREDICT = (
    wrong("predict", "largest_of_each_column", "?", (ARGMAX, "return np.argmax(Y_hat, axis=0)"), code="A09"),
    wrong("predict", "largest_of_the_batch", "?", (ARGMAX, "return np.argmax(Y_hat)")),
    wrong("predict", "smallest_output", "?", (ARGMAX, "return np.argmin(Y_hat, axis=1)"), code="E04"),
    wrong("predict", "probabilities_returned", "?", (ARGMAX, "return Y_hat"), code="E03"),
    wrong("predict", "one_hot_returned", "?", (ARGMAX, "return np.eye(Y_hat.shape[1])[np.argmax(Y_hat, axis=1)]")),
    wrong("predict", "labels_from_one", "?", (ARGMAX, "return np.argmax(Y_hat, axis=1) + 1"), code="T10"),
    wrong("predict", "no_case_for_one_unit", "?", ("if Y_hat.shape[1] == 1:", "if Y_hat.shape[1] == 0:")),
    wrong("predict", "half_for_every_sigmoid", "?", ("if Y_hat.shape[1] == 1:", 'if network.output == "sigmoid":')),
    wrong(
        "predict",
        "net_input_against_half",
        "?",
        (HALF, "return (np.log(Y_hat[:, 0] / (1 - Y_hat[:, 0])) >= 0.5).astype(int)"),
        code="R02",
    ),
    wrong("predict", "cut_to_integer", "?", (HALF, "return Y_hat[:, 0].astype(int)"), code="E11"),
    wrong("predict", "classes_inverted", "?", (HALF, "return (Y_hat[:, 0] < 0.5).astype(int)"), code="E04"),
    wrong("predict", "first_layer_for_output", "?", (Y_HAT, "Y_hat = forward(network, params, X)[1]"), code="F08"),
    wrong(
        "predict", "argument_ignored", "?", (Y_HAT, "Y_hat = forward(network, params, load_ex4()[0])[-1]"), code="F07"
    ),
    wrong("predict", "standardizes_in_place", "?", (Y_HAT, f"X -= X.mean(axis=0)\n    {Y_HAT}"), code="S11"),
    wrong("predict", "input_rounded_in_place", "?", (Y_HAT, f"np.clip(X, -100, 100, out=X)\n    {Y_HAT}"), code="A14"),
    wrong(
        "predict",
        "predict_not_written",
        "?",
        (Y_HAT, 'raise NotImplementedError("predict is not written yet")'),
        code="P10",
    ),
)

STANDARDIZES = (
    wrong(
        "standardize",
        "fitted_on_all_rows",
        "?",
        (MEAN, "X = np.concatenate([X_train, X_test])\n    mean = X.mean(axis=0)"),
        (DEVIATION, "deviation = X.std(axis=0)"),
        code="S01",
    ),
    wrong(
        "standardize",
        "test_with_its_own_scale",
        "?",
        (SCALED, "return (X_train - mean) / deviation, (X_test - X_test.mean(axis=0)) / X_test.std(axis=0)"),
        code="S02",
    ),
    wrong(
        "standardize",
        "one_mean_for_all_columns",
        "?",
        (MEAN, "mean = np.mean(X_train)"),
        (DEVIATION, "deviation = np.std(X_train)"),
        code="S03",
    ),
    wrong("standardize", "no_guard", "?", (GUARD, "pass"), code="S07"),
    wrong(
        "standardize",
        "constant_column_not_centred",
        "?",
        (GUARD, "mean = np.where(deviation == 0, 0.0, mean)\n    deviation = np.where(deviation == 0, 1.0, deviation)"),
        code="S06",
    ),
    wrong(
        "standardize",
        "constant_column_erased",
        "?",
        (
            SCALED,
            "mask = X_train.std(axis=0) > 0\n    return (X_train - mean) / deviation * mask, (X_test - mean) / deviation * mask",
        ),
        code="S07",
    ),
    wrong("standardize", "sample_deviation", "?", (DEVIATION, "deviation = X_train.std(axis=0, ddof=1)"), code="S09"),
    wrong("standardize", "variance_for_deviation", "?", (DEVIATION, "deviation = X_train.var(axis=0)")),
    wrong("standardize", "only_centred", "?", (GUARD, "deviation = 1.0")),
    wrong("standardize", "only_scaled", "?", (MEAN, "mean = 0.0")),
    wrong(
        "standardize",
        "min_max",
        "?",
        (MEAN, "mean = X_train.min(axis=0)"),
        (DEVIATION, "deviation = X_train.max(axis=0) - X_train.min(axis=0)"),
    ),
    wrong("standardize", "not_scaled", "?", (SCALED, "return X_train, X_test"), code="S10"),
    wrong(
        "standardize",
        "scaled_in_place",
        "?",
        (SCALED, "X_train -= mean\n    X_train /= deviation\n    return X_train, (X_test - mean) / deviation"),
        code="S11",
    ),
    wrong(
        "standardize",
        "test_scaled_in_place",
        "?",
        (SCALED, "X_test -= mean\n    X_test /= deviation\n    return (X_train - mean) / deviation, X_test"),
        code="S11",
    ),
    wrong(
        "standardize", "training_part_only", "?", (SCALED, "return (X_train - mean) / deviation, X_test"), code="S14"
    ),
    wrong(
        "standardize",
        "ones_column_added",
        "?",
        (
            SCALED,
            "X_train, X_test = (X_train - mean) / deviation, (X_test - mean) / deviation\n    return np.c_[np.ones(len(X_train)), X_train], np.c_[np.ones(len(X_test)), X_test]",
        ),
        code="F02",
    ),
    wrong(
        "standardize",
        "parts_exchanged",
        "?",
        (SCALED, "return (X_test - mean) / deviation, (X_train - mean) / deviation"),
    ),
    wrong(
        "standardize",
        "two_columns_only",
        "?",
        (GUARD, f"{GUARD}\n    mean, deviation = mean[:2], deviation[:2]"),
        code="F08",
    ),
    wrong(
        "standardize",
        "statistics_returned",
        "?",
        (SCALED, "return (X_train - mean) / deviation, (X_test - mean) / deviation, mean, deviation"),
    ),
    wrong(
        "standardize",
        "standardize_not_written",
        "?",
        (MEAN, 'raise NotImplementedError("standardize is not written yet")'),
        code="P10",
    ),
)

K_FOLD = (
    wrong("k_fold", "not_shuffled", "?", (PARTS, "parts = np.array_split(np.arange(m), k)"), code="K01"),
    wrong(
        "k_fold", "strided_without_shuffle", "?", (PARTS, "parts = [np.arange(i, m, k) for i in range(k)]"), code="K14"
    ),
    wrong(
        "k_fold",
        "remainder_dropped",
        "?",
        (
            PARTS,
            "order = np.random.default_rng(seed).permutation(m)\n    parts = [order[i * (m // k) : (i + 1) * (m // k)] for i in range(k)]",
        ),
        code="K05",
    ),
    wrong(
        "k_fold",
        "remainder_in_the_last_fold",
        "?",
        (
            PARTS,
            "order = np.random.default_rng(seed).permutation(m)\n    parts = [order[i * (m // k) : (i + 1) * (m // k) if i < k - 1 else m] for i in range(k)]",
        ),
    ),
    wrong(
        "k_fold",
        "every_fold_the_same",
        "?",
        (FOLDS, "return [(np.concatenate(parts[1:]), parts[0]) for i in range(k)]"),
        code="K06",
    ),
    wrong(
        "k_fold",
        "shuffled_for_every_fold",
        "?",
        (
            PARTS,
            "rng = np.random.default_rng(seed)\n    parts = [np.array_split(rng.permutation(m), k)[i] for i in range(k)]",
        ),
        (FOLDS, "return [(np.setdiff1d(np.arange(m), part), part) for part in parts]"),
        code="K07",
    ),
    wrong(
        "k_fold",
        "drawn_with_replacement",
        "?",
        (PARTS, "parts = np.array_split(np.random.default_rng(seed).integers(0, m, m), k)"),
        code="K07",
    ),
    wrong(
        "k_fold",
        "k_percent",
        "?",
        (
            PARTS,
            "order = np.random.default_rng(seed).permutation(m)\n    parts = [order[m * i // 100 : m * (i + k) // 100] for i in range(k)]",
        ),
        code="K08",
    ),
    wrong(
        "k_fold",
        "train_and_test_exchanged",
        "?",
        (FOLDS, "return [(parts[i], np.concatenate(parts[:i] + parts[i + 1 :])) for i in range(k)]"),
        code="K11",
    ),
    wrong("k_fold", "one_fold", "?", (FOLDS, "return [(np.concatenate(parts[1:]), parts[0])]"), code="K12"),
    wrong("k_fold", "test_parts_only", "?", (FOLDS, "return parts")),
    wrong(
        "k_fold",
        "train_on_every_row",
        "?",
        (FOLDS, "return [(np.concatenate(parts), parts[i]) for i in range(k)]"),
        code="E08",
    ),
    wrong(
        "k_fold",
        "seed_ignored",
        "?",
        ("np.random.default_rng(seed).permutation(m)", "np.random.permutation(m)"),
        code="K14",
    ),
    wrong(
        "k_fold",
        "seed_fixed",
        "?",
        ("np.random.default_rng(seed).permutation(m)", "np.random.default_rng(0).permutation(m)"),
        code="K14",
    ),
    wrong(
        "k_fold",
        "folds_shuffled_not_rows",
        "?",
        (PARTS, "parts = np.array_split(np.arange(m), k)\n    np.random.default_rng(seed).shuffle(parts)"),
        code="K01",
    ),
    wrong(
        "k_fold",
        "eighty_rows",
        "?",
        (PARTS, "parts = np.array_split(np.random.default_rng(seed).permutation(80), k)"),
        code="K16",
    ),
    wrong(
        "k_fold",
        "five_folds",
        "?",
        ("permutation(m), k)", "permutation(m), 5)"),
        ("for i in range(k)]", "for i in range(5)]"),
        code="K16",
    ),
    wrong(
        "k_fold",
        "rows_from_one",
        "?",
        ("np.random.default_rng(seed).permutation(m)", "np.random.default_rng(seed).permutation(np.arange(1, m + 1))"),
        code="T10",
    ),
    wrong(
        "k_fold",
        "first_row_never_drawn",
        "?",
        ("np.random.default_rng(seed).permutation(m)", "np.random.default_rng(seed).permutation(np.arange(1, m))"),
        code="T10",
    ),
    wrong(
        "k_fold",
        "masks_for_rows",
        "?",
        (FOLDS, "return [(~np.isin(np.arange(m), part), np.isin(np.arange(m), part)) for part in parts]"),
    ),
    wrong("k_fold", "k_not_checked", "?", (BAD_K, "if k == 0:")),
    wrong("k_fold", "leave_one_out_refused", "?", (BAD_K, "if not 2 <= k < m:")),
    wrong("k_fold", "k_asserted", "?", (BAD_K, "assert 2 <= k <= m\n    if False:")),
    wrong(
        "k_fold",
        "bad_k_gives_nothing",
        "?",
        ('raise ValueError(f"k must lie between 2 and the number of examples {m}, not {k}")', "return []"),
    ),
    wrong(
        "k_fold",
        "k_fold_not_written",
        "?",
        (PARTS, 'raise NotImplementedError("k_fold is not written yet")'),
        code="P10",
    ),
)

CROSS_VALIDATE = (
    wrong(
        "cross_validate",
        "scaled_before_the_split",
        "?",
        (FOLD_LOOP, f"X, _ = standardize(X, X)\n    {FOLD_LOOP}"),
        (STANDARDIZE, "X_train, X_test = X[train_rows], X[test_rows]"),
        code="S01",
    ),
    wrong(
        "cross_validate",
        "parts_scaled_apart",
        "?",
        (
            STANDARDIZE,
            "X_train, X_test = standardize(X[train_rows], X[train_rows])[0], standardize(X[test_rows], X[test_rows])[0]",
        ),
        code="S02",
    ),
    wrong(
        "cross_validate", "raw_scores", "?", (STANDARDIZE, "X_train, X_test = X[train_rows], X[test_rows]"), code="S10"
    ),
    wrong(
        "cross_validate",
        "raw_test_rows",
        "?",
        (STANDARDIZE, "X_train, X_test = standardize(X[train_rows], X[test_rows])[0], X[test_rows]"),
        code="S14",
    ),
    wrong(
        "cross_validate",
        "weights_carried_over",
        "?",
        (FOLD_LOOP, f"params = init_params(network, seed)\n    {FOLD_LOOP}"),
        (FIT, FIT.replace("init_params(network, seed)", "params")),
        code="K09",
    ),
    wrong("cross_validate", "another_seed_each_fold", "?", (FIT, FIT.replace("seed)", "seed + len(accuracies))"))),
    wrong(
        "cross_validate",
        "zero_init",
        "?",
        (FIT, FIT.replace("init_params(network, seed)", "[(0 * W, b) for W, b in init_params(network, seed)]")),
        code="T01",
    ),
    wrong("cross_validate", "test_rows_train", "?", (FOLD_LOOP, "for test_rows, train_rows in folds:"), code="K11"),
    wrong("cross_validate", "first_fold_only", "?", (FOLD_LOOP, "for train_rows, test_rows in folds[:1]:"), code="K12"),
    wrong("cross_validate", "best_fold_reported", "?", (ACCURACIES, "return max(accuracies)"), code="K13"),
    wrong("cross_validate", "mean_reported", "?", (ACCURACIES, "return np.mean(accuracies)")),
    wrong(
        "cross_validate",
        "trained_on_everything",
        "?",
        (FOLD_LOOP, f"{FOLD_LOOP}\n        train_rows = np.arange(len(X))"),
        code="K19",
    ),
    wrong(
        "cross_validate",
        "own_folds",
        "?",
        (FOLD_LOOP, "for train_rows, test_rows in k_fold(len(X), len(folds), seed):"),
    ),
    wrong(
        "cross_validate",
        "rows_shuffled_without_labels",
        "?",
        (FOLD_LOOP, f"X = np.random.default_rng(seed).permutation(X)\n    {FOLD_LOOP}"),
        code="K02",
    ),
    wrong("cross_validate", "labels_shifted", "?", (FOLD_LOOP, f"y = np.roll(y, -1)\n    {FOLD_LOOP}"), code="K18"),
    wrong(
        "cross_validate",
        "column_equals_row",
        "?",
        (SCORE, "accuracies.append(np.mean(predict(network, params, X_test).reshape(-1, 1) == y[test_rows]))"),
        code="E01",
    ),
    wrong("cross_validate", "hits_counted", "?", (SCORE, SCORE.replace("np.mean", "np.sum")), code="E02"),
    wrong("cross_validate", "percentages", "?", (SCORE, SCORE.replace("np.mean", "100 * np.mean")), code="E02"),
    wrong("cross_validate", "error_rate", "?", (SCORE, SCORE.replace("==", "!=")), code="E03"),
    wrong(
        "cross_validate",
        "probability_equals_label",
        "?",
        (SCORE, SCORE.replace("predict(network, params, X_test)", "forward(network, params, X_test)[-1][:, 1]")),
        code="E03",
    ),
    wrong(
        "cross_validate", "inverted_labels", "?", (SCORE, SCORE.replace("y[test_rows]", "1 - y[test_rows]")), code="E04"
    ),
    wrong(
        "cross_validate",
        "running_total",
        "?",
        (SCORE, f"{SCORE}\n        accuracies[-1] += sum(accuracies[:-1])"),
        code="E07",
    ),
    wrong(
        "cross_validate",
        "training_accuracy",
        "?",
        (SCORE, SCORE.replace("X_test", "X_train").replace("test_rows", "train_rows")),
        code="E08",
    ),
    wrong(
        "cross_validate",
        "cut_probabilities",
        "?",
        (
            SCORE,
            SCORE.replace("predict(network, params, X_test)", "forward(network, params, X_test)[-1][:, 1].astype(int)"),
        ),
        code="E11",
    ),
    wrong("cross_validate", "accuracies_printed", "?", (ACCURACIES, "print(np.array(accuracies))"), code="E12"),
    wrong(
        "cross_validate",
        "labels_not_encoded",
        "?",
        ("Y_train = encode_targets(network, y[train_rows])", "Y_train = y[train_rows]"),
        code="B29",
    ),
    wrong("cross_validate", "network_constant", "?", (FOLD_LOOP, f"network = NETWORK\n    {FOLD_LOOP}"), code="P06"),
    wrong("cross_validate", "learning_rate_constant", "?", (FIT, FIT.replace("learning_rate,", "0.01,")), code="U05"),
    wrong("cross_validate", "centred_in_place", "?", (FOLD_LOOP, f"X -= X.mean(axis=0)\n    {FOLD_LOOP}"), code="S11"),
    wrong(
        "cross_validate", "folds_popped", "?", (FOLD_LOOP, "while folds:\n        train_rows, test_rows = folds.pop(0)")
    ),
    wrong(
        "cross_validate",
        "short_folds",
        "?",
        (FOLD_LOOP, f"{FOLD_LOOP}\n        test_rows = test_rows[: len(X) // len(folds)]"),
        code="K05",
    ),
    wrong(
        "cross_validate",
        "cross_validate_not_written",
        "?",
        (FOLD_LOOP, f'raise NotImplementedError("cross_validate is not written yet")\n    {FOLD_LOOP}'),
        code="P10",
    ),
)

COMPARE = (
    wrong("compare", "index_from_zero", "?", (INDEX, 'index=pd.RangeIndex(len(folds), name="fold"),')),
    wrong("compare", "index_without_name", "?", (INDEX, "index=range(1, len(folds) + 1),")),
    wrong(
        "compare",
        "names_of_its_own",
        "?",
        ('"network": NETWORK, "logistic": LOGISTIC', '"NN": NETWORK, "LR": LOGISTIC'),
    ),
    wrong(
        "compare",
        "columns_reordered",
        "?",
        (MODELS, 'models = {"logistic": LOGISTIC, "softmax": SOFTMAX, "network": NETWORK}'),
        code="B32",
    ),
    wrong(
        "compare",
        "table_transposed",
        "?",
        ("    return pd.DataFrame(\n", "    return pd.DataFrame.transpose(pd.DataFrame(\n"),
        (f"{INDEX}\n    )", f"{INDEX}\n    ))"),
        code="F05",
    ),
    wrong(
        "compare",
        "means_only",
        "?",
        (COLUMNS, COLUMNS.replace("cross_validate(", "[np.mean(cross_validate(").replace("seed)", "seed))]")),
        (INDEX, 'index=pd.Index(["mean"], name="fold"),'),
    ),
    wrong(
        "compare",
        "mean_row_added",
        "?",
        ("    return pd.DataFrame(\n", "    table = pd.DataFrame(\n"),
        (f"{INDEX}\n    )", f'{INDEX}\n    )\n    table.loc["mean"] = table.mean()\n    return table'),
    ),
    wrong(
        "compare",
        "dict_returned",
        "?",
        ("    return pd.DataFrame(\n", "    return dict(\n"),
        (f"        {INDEX}\n", ""),
    ),
    wrong(
        "compare",
        "percent_table",
        "?",
        (COLUMNS, COLUMNS.replace("cross_validate(", "100 * cross_validate(")),
        code="E02",
    ),
    wrong(
        "compare",
        "folds_of_its_own",
        "?",
        (COLUMNS, COLUMNS.replace("folds", "k_fold(len(X), len(folds), len(network.units))")),
        code="R09",
    ),
    wrong("compare", "few_epochs", "?", (COLUMNS, COLUMNS.replace("EPOCHS", "10"))),
    wrong("compare", "small_learning_rate", "?", (COLUMNS, COLUMNS.replace("LEARNING_RATE", "0.001")), code="T05"),
    wrong(
        "compare",
        "linear_for_softmax",
        "?",
        (MODELS, MODELS.replace("SOFTMAX", 'Network((2, 2), output="identity", objective="squared_error")')),
        code="R01",
    ),
    wrong(
        "compare",
        "penalised_logistic",
        "?",
        (MODELS, MODELS.replace("LOGISTIC", 'Network((2, 1), output="sigmoid", l2=1.0)')),
    ),
    wrong("compare", "ex4_inside", "?", (MODELS, f"X, y = load_ex4()\n    {MODELS}"), code="P06"),
    wrong("compare", "removed_argument", "?", (INDEX, f"{INDEX}\n        squeeze=True,"), code="P05"),
    wrong("compare", "data_standardized_in_place", "?", (MODELS, f"X -= X.mean(axis=0)\n    {MODELS}"), code="S11"),
    wrong(
        "compare",
        "folds_consumed",
        "?",
        ("    return pd.DataFrame(\n", "    table = pd.DataFrame(\n"),
        (f"{INDEX}\n    )", f"{INDEX}\n    )\n    folds.clear()\n    return table"),
    ),
    wrong(
        "compare",
        "compare_not_written",
        "?",
        (MODELS, 'raise NotImplementedError("compare is not written yet")'),
        code="P10",
    ),
)

SGD = (
    wrong(
        "sgd",
        "one_order_for_all_epochs",
        "?",
        (ORDER, "order = np.random.default_rng(seed).permutation(len(X))"),
        code="T04",
    ),
    wrong("sgd", "not_shuffled_sgd", "?", (ORDER, "order = np.arange(len(X))"), code="K01"),
    wrong("sgd", "class_by_class", "?", (ORDER, "order = np.argsort(Y[:, 0])"), code="T11"),
    wrong(
        "sgd",
        "last_batch_dropped",
        "?",
        (BATCHES, "for start in range(0, len(X) - batch_size + 1, batch_size):"),
        code="T09",
    ),
    wrong("sgd", "first_example_never_drawn", "?", (ORDER, "order = 1 + rng.permutation(len(X) - 1)"), code="T10"),
    wrong("sgd", "drawn_with_replacement_sgd", "?", (BATCH, "batch = rng.integers(0, len(X), batch_size)"), code="K07"),
    wrong("sgd", "one_batch_an_epoch", "?", (BATCH_STEP, f"{BATCH_STEP}\n            break")),
    wrong("sgd", "single_examples", "?", (BATCHES, "batch_size = 1\n        for start in range(len(X)):"), code="F08"),
    wrong("sgd", "batches_overlap", "?", (BATCHES, "for start in range(len(X)):")),
    wrong(
        "sgd",
        "full_gradient_each_batch",
        "?",
        (
            "activations = forward(network, params, X[batch])",
            "batch = order\n            activations = forward(network, params, X[batch])",
        ),
    ),
    wrong(
        "sgd",
        "targets_not_shuffled",
        "?",
        (BATCH_STEP, BATCH_STEP.replace("Y[batch]", "Y[start : start + batch_size]")),
        code="K02",
    ),
    wrong(
        "sgd",
        "step_weighted_by_m",
        "?",
        (BATCH_STEP, BATCH_STEP.replace("learning_rate)", "learning_rate * len(batch) / len(X))")),
    ),
    wrong(
        "sgd",
        "seed_ignored_sgd",
        "?",
        ("rng = np.random.default_rng(seed)\n    losses", "rng = np.random.default_rng()\n    losses"),
        code="K14",
    ),
    wrong(
        "sgd",
        "seed_fixed_sgd",
        "?",
        ("rng = np.random.default_rng(seed)\n    losses", "rng = np.random.default_rng(0)\n    losses"),
        code="K14",
    ),
    wrong(
        "sgd",
        "loss_after_the_epoch",
        "?",
        (f"        {EPOCH_LOSS}\n", ""),
        (BATCH_STEP, f"{BATCH_STEP}\n        {EPOCH_LOSS}"),
    ),
    wrong(
        "sgd",
        "loss_of_the_last_batch",
        "?",
        (BATCH_STEP, f"losses[epoch] = loss(network, params, activations[-1], Y[batch])\n            {BATCH_STEP}"),
    ),
    wrong(
        "sgd",
        "loss_of_every_batch",
        "?",
        (
            "losses = np.zeros(epochs)\n    for epoch in range(epochs):\n        losses[epoch] = loss(network, params, forward(network, params, X)[-1], Y)",
            "losses = []\n    for epoch in range(epochs):",
        ),
        (BATCH_STEP, f"losses.append(loss(network, params, activations[-1], Y[batch]))\n            {BATCH_STEP}"),
        code="T07",
    ),
    wrong(
        "sgd",
        "shuffled_in_place",
        "?",
        (
            ORDER,
            "shuffle = rng.permutation(len(X))\n        X[:], Y[:] = X[shuffle], Y[shuffle]\n        order = np.arange(len(X))",
        ),
        code="A14",
    ),
    wrong(
        "sgd",
        "params_moved_in_place",
        "?",
        (
            BATCH_STEP,
            "for (W, b), (dW, db) in zip(params, backward(network, params, activations, Y[batch]), strict=True):\n                W -= learning_rate * dW\n                b -= learning_rate * db",
        ),
        code="U03",
    ),
    wrong(
        "sgd",
        "gradients_of_old_params",
        "?",
        (ORDER, f"{ORDER}\n        old = params"),
        ("activations = forward(network, params, X[batch])", "activations = forward(network, old, X[batch])"),
        (BATCH_STEP, BATCH_STEP.replace("backward(network, params", "backward(network, old")),
    ),
    wrong(
        "sgd",
        "fresh_weights_each_epoch_sgd",
        "?",
        (ORDER, f"{ORDER}\n        params = init_params(network, seed)"),
        code="T03",
    ),
    wrong(
        "sgd",
        "sgd_not_written",
        "?",
        (ORDER, 'raise NotImplementedError("train_minibatch is not written yet")'),
        code="P10",
    ),
)

HIDDEN_UNITS = (
    wrong("hidden_units", "first_best_candidate", "?", (BEST, "best = max(scores, key=scores.get)")),
    wrong(
        "hidden_units",
        "largest_best_candidate",
        "?",
        (BEST, "best = max(h for h in candidates if scores[h] == max(scores.values()))"),
    ),
    wrong("hidden_units", "smallest_candidate", "?", (BEST, "best = min(candidates)")),
    wrong("hidden_units", "worst_candidate", "?", (BEST, "best = min(scores, key=scores.get)"), code="E04"),
    wrong("hidden_units", "best_score_for_candidate", "?", (BEST, "best = max(scores.values())")),
    wrong("hidden_units", "position_for_candidate", "?", (BEST, "best = int(np.argmax(list(scores.values())))")),
    wrong("hidden_units", "scores_alone", "?", (RETURN_BEST, "return scores")),
    wrong("hidden_units", "results_exchanged_units", "?", (RETURN_BEST, "return scores, best"), code="B32"),
    wrong("hidden_units", "scores_as_list", "?", (RETURN_BEST, "return best, list(scores.values())"), code="B32"),
    wrong(
        "hidden_units",
        "scores_in_percent",
        "?",
        (RETURN_BEST, "return best, {h: 100 * score for h, score in scores.items()}"),
        code="E02",
    ),
    wrong(
        "hidden_units",
        "error_rates",
        "?",
        (RETURN_BEST, "return best, {h: 1 - score for h, score in scores.items()}"),
        code="E03",
    ),
    wrong("hidden_units", "training_accuracy_units", "?", (HOLD_OUT, "[(train_rows, train_rows)],"), code="E08"),
    wrong("hidden_units", "parts_exchanged_units", "?", (HOLD_OUT, "[(validation_rows, train_rows)],"), code="K11"),
    wrong("hidden_units", "seventy_cut_down", "?", (N_TRAIN, "n_train = int(0.7 * len(X))")),
    wrong("hidden_units", "half_and_half", "?", (N_TRAIN, "n_train = len(X) // 2")),
    wrong("hidden_units", "fifty_six_rows", "?", (N_TRAIN, "n_train = 56"), code="K16"),
    wrong("hidden_units", "two_classes", "?", ("n_classes = int(np.max(y)) + 1", "n_classes = 2"), code="F08"),
    wrong(
        "hidden_units",
        "two_inputs",
        "?",
        ("Network((X.shape[1], h, n_classes))", "Network((2, h, n_classes))"),
        code="F08",
    ),
    wrong(
        "hidden_units",
        "candidate_ignored",
        "?",
        ("Network((X.shape[1], h, n_classes))", "Network((X.shape[1], 4, n_classes))"),
        code="P06",
    ),
    wrong(
        "hidden_units",
        "linear_hidden_layer",
        "?",
        ("Network((X.shape[1], h, n_classes))", "Network((X.shape[1], n_classes))"),
    ),
    wrong(
        "hidden_units",
        "few_epochs_units",
        "?",
        ("                epochs,\n                seed,\n", "                20,\n                seed,\n"),
        code="U05",
    ),
    wrong("hidden_units", "candidates_sorted_in_place", "?", (SPLIT, f"candidates.sort()\n    {SPLIT}")),
    wrong(
        "hidden_units",
        "rows_shuffled_in_place",
        "?",
        (
            SPLIT,
            "order = np.random.default_rng(seed).permutation(len(X))\n    X[:], y[:] = X[order], y[order]\n    order = np.arange(len(X))",
        ),
        code="A14",
    ),
    wrong(
        "hidden_units",
        "rows_shuffled_alone",
        "?",
        (SPLIT, "X = np.random.default_rng(seed).permutation(X)\n    order = np.arange(len(X))"),
        code="K02",
    ),
    wrong(
        "hidden_units",
        "not_scaled_units",
        "?",
        ("        h: float(\n            cross_validate(\n", "        h: float(\n            unscaled(\n"),
        (
            SPLIT,
            f"def unscaled(network, X, y, folds, learning_rate, epochs, seed):\n        (a, b), = folds\n        params, _ = train(network, init_params(network, seed), X[a], encode_targets(network, y[a]), learning_rate, epochs)\n        return [np.mean(predict(network, params, X[b]) == y[b])]\n\n    {SPLIT}",
        ),
        code="S10",
    ),
    wrong(
        "hidden_units",
        "round_replaced_by_numpy",
        "?",
        (IMPORTS, "import hashlib\nfrom numpy import *\nfrom numpy import round\n"),
        code="P04",
    ),
    wrong(
        "hidden_units",
        "hidden_units_not_written",
        "?",
        (SPLIT, 'raise NotImplementedError("choose_hidden_units is not written yet")'),
        code="P10",
    ),
)

MISTAKES = (
    *GATES,
    *ACTIVATIONS,
    *FORWARD,
    *LOSS,
    *BACKWARD,
    *UPDATES,
    *TRAIN,
    *PREDICT,
    *STANDARDIZES,
    *K_FOLD,
    *CROSS_VALIDATE,
    *COMPARE,
    *SGD,
    *HIDDEN_UNITS,
)
