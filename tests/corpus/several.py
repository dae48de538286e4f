"""Files with several mistakes in one function, put together from what people write in its places, in three styles.

A snippet uses the names that all styles have: A, Y, m, n and E at the output; W, b, H (the layer's input), O (its
output), X, D, dW in a layer; V, c of the layer below, B (the error sent back), Z; network, hidden and output.
"""

import random
from dataclasses import dataclass
from itertools import chain

SOFTMAX = "A * (E - np.sum(E * A, axis=1, keepdims=True))"
RIGHT = {
    "error": "A - Y",
    "divisor": "E / m",
    "cross_entropy": "E",
    "squared_error": "E if output == 'identity' else E * A * (1 - A) if output == 'sigmoid' else SOFTMAX",
    "penalty": "dW + network.l2 * W",
    "back": "D @ W.T",
    "slope": "B * activation_gradient(hidden, H)",
    "again": "D",
}

# by place: a code and what stands there then; the same code again for other forms
WRONG: dict[str, list[tuple[str, str]]] = {
    "error": [
        ("B04", "Y - A"),
        ("B29", "A - np.argmax(Y, axis=1).reshape(-1, 1)"),
        ("B38", "A - Y * np.arange(n)"),
        ("B40", "np.abs(A - Y)"),
        ("B40", "(A - Y) ** 2"),
        ("B41", "np.round(A) - Y"),
    ],
    "divisor": [
        ("B01", "E"),
        ("B02", "E / m**2"),
        ("B42", "E / n"),
        ("B42", "E / (m * n)"),
        ("B42", "E / (2 * m)"),
        ("B42", "2 * E / m"),
        ("B42", "m * E"),
        ("B33", "0.1 * E / m"),
    ],
    "cross_entropy": [
        ("B08", "E * A * (1 - A)"),
        ("B08", "SOFTMAX if output == 'softmax' else E"),
    ],
    "squared_error": [
        ("B09", "E"),
        ("B09", "E if output == 'identity' else E * A * (1 - A)"),
        ("B09", "E * A * (1 - A) if output == 'sigmoid' else E"),
        ("B09", "SOFTMAX if output == 'softmax' else E"),
    ],
    "product": [
        ("B02", "H.T @ D / m"),
        ("B44", "X.T @ D"),
        ("B45", "W * np.sum(D, axis=0)"),
        ("B46", "np.ones_like(W) * np.sum(H.T @ D)"),
        ("B46", "np.ones_like(W) * np.mean(H.T @ D)"),
        ("B47", "H.reshape(H.shape[1], m) @ D"),
        ("B47", "np.dot(D.T, H).reshape(W.shape)"),
        ("B61", "np.outer(H[0], D[0])"),
        ("B61", "np.outer(H[-1], D[-1])"),
    ],
    "penalty": [
        ("B23", "dW + network.l2 * dW"),
        ("B24", "dW"),
        ("B25", "dW - network.l2 * W"),
        ("B27", "dW + 2 * network.l2 * W"),
        ("B27", "dW + network.l2 / m * W"),
        ("B27", "dW + network.l2 / 2 * W"),
        ("B59", "dW + network.l2 * np.vstack([np.zeros_like(W[:1]), W[1:]])"),
        ("B74", "dW + network.l2"),
        ("B74", "dW + network.l2 * np.sign(W)"),
    ],
    "bias": [
        ("B14", "np.sum(D)"),
        ("B14", "np.ones_like(b) * np.mean(D)"),
        ("B15", "np.sum(D, axis=1)"),
        ("B16", "D"),
        ("B26", "np.sum(D, axis=0) + network.l2 * b"),
        ("B56", "np.mean(D, axis=0)"),
        ("B57", "np.sum(dW, axis=0)"),
        ("B57", "dW.mean(0)"),
        ("B58", "D.sum(axis=0) + network.l2 * np.ones_like(b)"),
        ("B61", "D[-1]"),
        ("B05", "-np.sum(D, axis=0)"),
        ("B03", "m * D.sum(axis=0)"),
        ("U04", "np.zeros_like(b)"),
    ],
    "back": [
        ("B13", "D @ (W - 0.1 * dW).T"),
        ("B47", "D @ W.reshape(W.shape[1], W.shape[0])"),
        ("B48", "D @ dW.T"),
        ("B49", "np.sum(D, axis=1, keepdims=True) * H"),
        ("B51", "np.sum(D, axis=1, keepdims=True) * np.ones_like(H)"),
        ("B55", "D @ W"),
    ],
    "slope": [
        ("A05", "B * activation_gradient(hidden, Z)"),
        ("A07", "B * (1 - H ** 2)"),
        ("B06", "B"),
        ("B22", "np.dot(B, activation_gradient(hidden, H))"),
        ("B53", "B * activation_gradient(hidden, O)"),
        ("B54", "B * activation_gradient(hidden, H) ** 2"),
        ("B69", "B * (np.ones_like(H) if hidden == 'relu' else activation_gradient(hidden, H))"),
        ("B70", "B * H"),
        ("B70", "B * (1 - H)"),
        ("B76", "B * (1 + H ** 2 if hidden == 'tanh' else activation_gradient(hidden, H))"),
    ],
    "again": [("B73", "D / m")],
}
EVERYWHERE = ("B43", "E if output == 'identity' else E * activation_gradient(hidden, A)")  # for each objective
UNKNOWN: dict[str, tuple[str, str]] = {  # what no entry describes, by the code of the part that is wrong
    "B64": ("error", "np.sin(3 * A) - Y"),
    "B65": ("squared_error", "E * A * (1 - A) ** 3"),
    "B66": ("penalty", "dW + network.l2 * W**3"),
    "B67": ("bias", "np.cumsum(D.sum(axis=0))"),
    "B68": ("back", "D @ np.cos(W.T)"),
}
BESIDE_OTHERS = {"B05": "B62", "B03": "B63"}  # whose own words tell of other parts, too
HIDES = {
    "B15",
    "B16",
    "B22",
    "B29",
    "B53",
    "B55",
}  # stop with an exception or spoil what follows, so others are not seen

OUTPUT = """
    A, X, hidden, output = activations[-1], activations[0], network.hidden, network.output
    m, n = Y.shape
    E = {error}
    E = {divisor}
    if network.objective == "cross_entropy":
        D = {cross_entropy}
    else:
        D = {squared_error}
"""
LAYER = """
        dW = {product}
        db = {bias}
        dW = {penalty}
"""
BELOW = """
            V, c = params[i - 1]
            Z = activations[i - 1] @ V + c
            B = {back}
            D = {slope}
            D = {again}
"""
INSERTING = f"""
def backward(network, params, activations, Y):
{OUTPUT}
    grads = []
    for i in range(len(params) - 1, -1, -1):
        (W, b), H, O = params[i], activations[i], activations[i + 1]
{LAYER}
        grads.insert(0, (dW, db))
        if i:
{BELOW}
    return grads
"""
APPENDING = f"""
def backward(network, params, activations, Y):
{OUTPUT}
    dWs, dbs, i = [], [], len(params) - 1
    while i >= 0:
        W, b = params[i][0], params[i][1]
        H, O = activations[i : i + 2]
{LAYER}
        dWs += [dW]
        dbs += [db]
        if i > 0:
{BELOW}
        i -= 1
    return list(zip(reversed(dWs), reversed(dbs)))
"""
RECURSIVE = f"""
def backward(network, params, activations, Y):
{OUTPUT}
    def layer(i, D):
        (W, b), H, O = params[i], activations[i], activations[i + 1]
{LAYER}
        if i == 0:
            return [(dW, db)]
        else:
{BELOW}
        return layer(i - 1, D) + [(dW, db)]

    return layer(len(params) - 1, D)
"""
STYLES = {  # what is right in the two places where people differ most
    "inserting": (INSERTING, {"product": "H.T @ D", "bias": "D.sum(axis=0)"}),
    "appending": (APPENDING, {"product": "np.dot(H.T, D)", "bias": "np.sum(D, 0)"}),
    "recursive": (RECURSIVE, {"product": "np.einsum('ij,ik->jk', H, D)", "bias": "np.ones(m) @ D"}),
}


@dataclass(frozen=True)
class Several:
    """A backward with mistakes in several places.

    Parameters
    ----------
    codes : tuple of str
    style : str
    text : str
    """

    codes: tuple[str, ...]
    style: str
    text: str

    @property
    def name(self) -> str:
        """The codes and the style."""
        return "_".join((*self.codes, self.style))


def written_out(style: str, places: dict[str, tuple[str, str]]) -> Several:
    """Write a backward with these mistakes: a code and a snippet by place."""
    template, right = STYLES[style]
    filled = template.format(**RIGHT | right | {place: snippet for place, (_, snippet) in places.items()})
    codes = tuple(dict.fromkeys(code for code, _ in places.values()))
    return Several(codes, style, filled.replace("SOFTMAX", SOFTMAX))


def one_by_one() -> list[Several]:
    """Each snippet by itself, the styles in turns."""
    everything = chain.from_iterable([(place, wrong) for wrong in some] for place, some in WRONG.items())
    styles, both = [*STYLES], dict.fromkeys(("cross_entropy", "squared_error"), EVERYWHERE)
    alone = [written_out(styles[i % 3], {place: wrong}) for i, (place, wrong) in enumerate(everything)]
    return [*alone, *(written_out(style, both) for style in STYLES)]


def unknown() -> list[Several]:
    """A mistake that has no name, in each part."""
    return [written_out("inserting", {place: (code, snippet)}) for code, (place, snippet) in UNKNOWN.items()]


def several(count: int, seed: int = 0) -> list[Several]:
    """Two or three mistakes in different places, all of which can be seen, each style as often."""
    rng, styles, made = random.Random(seed), [*STYLES], []
    while len(made) < count:
        places = rng.sample([*WRONG], rng.choice([2, 3]))
        chosen = {place: rng.choice(WRONG[place]) for place in places}
        codes = {code for code, _ in chosen.values()}
        chosen = {place: (BESIDE_OTHERS.get(code, code), text) for place, (code, text) in chosen.items()}
        if len(codes) == len(places) and not codes & HIDES:
            made.append(written_out(styles[len(made) % 3], chosen))
    return made
