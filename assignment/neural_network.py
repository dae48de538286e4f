"""A three-layer neural network, written by hand in NumPy.

This is the one file that you hand in. Write every function that raises
``NotImplementedError``; leave the names, the arguments and the given part as they are.
The tasks, the mathematics and the points are in ``README.md``.

Notation
--------
=================  =============================================  ==============
symbol             meaning                                        shape
=================  =============================================  ==============
m                  number of examples
n_0, ..., n_L      units of the input, hidden and output layers
X = A_0            inputs, one example a row                      (m, n_0)
W_l, b_l           weights and bias of layer l = 1, ..., L        (n_{l-1}, n_l), (n_l,)
Z_l                net input A_{l-1} W_l + b_l                    (m, n_l)
A_l                activation g_l(Z_l); A_L is the prediction     (m, n_l)
Y                  targets, see :func:`encode_targets`            (m, n_L)
y                  class labels 0, 1, ...                         (m,)
D_l                dJ/dZ_l, the error of layer l                  (m, n_l)
=================  =============================================  ==============

All arrays are float64. No function changes an array that it was given. Layer l has the pair
``params[l - 1]``; A_l is ``activations[l]``, so layer l takes in ``activations[l - 1]``.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

Array = np.ndarray
Params = list[tuple[Array, Array]]
Fold = tuple[Array, Array]

EX4_SHA256 = "a4d0cacaed4918c7ebff7477b8d7a4b5a269042183405087fe040df657219b94"


# --------------------------------------------------------------------------------------
# Given: read it, use it, leave it as it is.
# --------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Network:
    """The shape of a network and what it minimises; the weights are kept apart, in params.

    Parameters
    ----------
    units : tuple of int
        ``(n_0, ..., n_L)``; ``(2, 4, 2)`` has two inputs, four hidden and two output units.
    hidden : {"sigmoid", "tanh", "relu"}
        Activation of every hidden layer.
    output : {"softmax", "sigmoid", "identity"}
        Activation of the output layer.
    objective : {"cross_entropy", "squared_error"}
        What :func:`loss` measures.
    l2 : float
        Strength of the penalty on the squared weights.
    """

    units: tuple[int, ...]
    hidden: str = "sigmoid"
    output: str = "softmax"
    objective: str = "cross_entropy"
    l2: float = 0.0


NETWORK = Network((2, 4, 2))
LOGISTIC = Network((2, 1), output="sigmoid")
SOFTMAX = Network((2, 2))
LEARNING_RATE = 1.0
EPOCHS = 1000


def init_params(network: Network, seed: int) -> Params:
    """Random starting weights: ``W_l ~ N(0, 1/n_{l-1})``, ``b_l = 0``, the same for the same seed.

    Returns
    -------
    params : list of (W, b)
        First layer first; ``W_l`` is (n_{l-1}, n_l), ``b_l`` is (n_l,).
    """
    rng = np.random.default_rng(seed)
    return [
        (rng.normal(0.0, n_in**-0.5, size=(n_in, n_out)), np.zeros(n_out))
        for n_in, n_out in zip(network.units[:-1], network.units[1:], strict=True)
    ]


def encode_targets(network: Network, y: Array) -> Array:
    """Targets Y, shape (m, n_L): one-hot rows for softmax, a column for sigmoid and identity.

    Examples
    --------
    >>> encode_targets(Network((2, 3)), np.array([2, 0]))
    array([[0., 0., 1.],
           [1., 0., 0.]])
    """
    y = np.asarray(y)
    if network.output == "softmax":
        return np.eye(network.units[-1])[y.astype(int)]
    return y.astype(float).reshape(-1, 1)


def load_ex4() -> tuple[Array, Array]:
    """The 80 students of ``data/ex4.csv``.

    Returns
    -------
    X : ndarray, shape (80, 2)
        Two exam scores.
    y : ndarray of int, shape (80,)
        1 for an admitted student, 0 otherwise.

    Raises
    ------
    FileNotFoundError
        If ``data/ex4.csv`` lies neither beside this file nor one folder above it.
    ValueError
        If the file is not the one that came with the assignment.
    """
    here = Path(__file__).resolve().parent
    places = [here / "data" / "ex4.csv", here.parent / "data" / "ex4.csv"]
    found = [place for place in places if place.is_file()]
    if not found:
        raise FileNotFoundError(f"{places[0]} is missing: copy the assignment's data folder beside this file")
    text = found[0].read_bytes().replace(b"\r\n", b"\n")
    if hashlib.sha256(text).hexdigest() != EX4_SHA256:
        raise ValueError(f"{found[0]} is not the file that came with the assignment: copy data/ex4.csv from it again")
    table = np.loadtxt(text.decode("ascii").splitlines(), delimiter=",", skiprows=1)
    return table[:, :2], table[:, 2].astype(int)


# --------------------------------------------------------------------------------------
# Task: gates
# --------------------------------------------------------------------------------------


def xor_params() -> Params:
    """Weights of ``Network((2, 2, 1), output="sigmoid")`` that compute XOR, chosen by hand.

    One hidden neuron computes OR, the other NAND; the output neuron computes AND of the two.

    Returns
    -------
    params : list of (W, b)
        Two pairs with the shapes (2, 2), (2,) and (2, 1), (1,). On the inputs (0, 0), (0, 1),
        (1, 0), (1, 1) the network's output is below 0.1, above 0.9, above 0.9, below 0.1.

    Notes
    -----
    A neuron is sigmoid(w_1 x_1 + w_2 x_2 + b). Draw the four corners, then a line that separates
    the ones from the zeros; w is at right angles to it. Larger weights bring the output closer to
    0 or 1. Column j of W belongs to neuron j.

    Check this task alone: ``pytest -k gates``

    Examples
    --------
    >>> [W.shape for W, b in xor_params()]
    [(2, 2), (2, 1)]
    """
    raise NotImplementedError("xor_params is not written yet")


# --------------------------------------------------------------------------------------
# Task: activations
# --------------------------------------------------------------------------------------


def sigmoid(z: Array) -> Array:
    """Logistic function, element by element.

    Parameters
    ----------
    z : array_like, any shape

    Returns
    -------
    a : ndarray, the shape of z
        Exact for abs(z) up to 1e4, without NaN. (A warning of an overflow is not graded.)

    Notes
    -----
    Formula: a = 1 / (1 + e^(-z)). e^1000 overflows: which equal expression uses e^(-abs(z)) only?

    Check this task alone: ``pytest -k activations``

    Examples
    --------
    >>> sigmoid(np.array([0.0, np.log(3.0)]))
    array([0.5 , 0.75])
    """
    raise NotImplementedError("sigmoid is not written yet")


def relu(z: Array) -> Array:
    """Rectified linear unit, element by element.

    Parameters
    ----------
    z : array_like, any shape

    Returns
    -------
    a : ndarray, the shape of z

    Notes
    -----
    Formula: a = max(z, 0). Return a new array; the one you were given stays as it is.

    Check this task alone: ``pytest -k activations``

    Examples
    --------
    >>> relu(np.array([-2.0, 0.0, 3.0]))
    array([0., 0., 3.])
    """
    raise NotImplementedError("relu is not written yet")


def softmax(z: Array) -> Array:
    """Turn each row of scores into probabilities.

    Parameters
    ----------
    z : ndarray, shape (m, n)

    Returns
    -------
    p : ndarray, shape (m, n)
        Positive; each row sums to 1. Exact for abs(z) up to 1e4.

    Notes
    -----
    Formula: p_ij = e^(z_ij) / sum_k e^(z_ik). Adding a number to a whole row changes nothing:
    which number keeps the exponentials from overflowing? Check the axis, and that each row is
    divided by its own sum.

    Check this task alone: ``pytest -k activations``

    Examples
    --------
    >>> softmax(np.log(np.array([[1.0, 3.0], [2.0, 2.0]])))
    array([[0.25, 0.75],
           [0.5 , 0.5 ]])
    """
    raise NotImplementedError("softmax is not written yet")


def activation_gradient(name: str, a: Array) -> Array:
    """Slope g'(z) of an activation function, written in terms of its value a = g(z).

    Parameters
    ----------
    name : {"sigmoid", "tanh", "relu"}
    a : ndarray, any shape
        Values g(z), *not* z.

    Returns
    -------
    slope : ndarray, the shape of a
        For "relu" the slope at a = 0 is 0.

    Raises
    ------
    ValueError
        For any other name.

    Notes
    -----
    Differentiate g and express the result by g itself: for tanh it is 1 - a^2.

    Check this task alone: ``pytest -k activations``

    Examples
    --------
    >>> activation_gradient("tanh", np.array([0.5]))
    array([0.75])
    """
    raise NotImplementedError("activation_gradient is not written yet")


# --------------------------------------------------------------------------------------
# Task: forward
# --------------------------------------------------------------------------------------


def forward(network: Network, params: Params, X: Array) -> list[Array]:
    """Propagate a batch through the network.

    Parameters
    ----------
    network : Network
        ``network.hidden`` is the activation of the hidden layers, ``network.output`` of the last.
    params : list of (W, b)
        ``W_l`` (n_{l-1}, n_l), ``b_l`` (n_l,), first layer first.
    X : ndarray, shape (m, n_0)

    Returns
    -------
    activations : list of ndarray
        ``[A_0, ..., A_L]``: ``A_0`` is X, ``A_l`` is (m, n_l), ``A_L`` is the prediction.

    Notes
    -----
    The propagation rule, layer by layer: Z_l = A_{l-1} W_l + b_l, A_l = g_l(Z_l). A network
    without hidden layer has one pair (W, b) only; three weight matrices must work as well.

    Check this task alone: ``pytest -k forward``

    Examples
    --------
    >>> network = Network((2, 1), output="identity")
    >>> params = [(np.array([[1.0], [2.0]]), np.array([0.5]))]
    >>> forward(network, params, np.array([[3.0, 4.0]]))
    [array([[3., 4.]]), array([[11.5]])]
    """
    raise NotImplementedError("forward is not written yet")


# --------------------------------------------------------------------------------------
# Task: loss
# --------------------------------------------------------------------------------------


def loss(network: Network, params: Params, Y_hat: Array, Y: Array) -> float:
    """The objective J of a batch: data loss plus penalty.

    Parameters
    ----------
    network : Network
        ``network.objective``, ``network.output`` and ``network.l2`` choose the formula.
    params : list of (W, b)
        For the penalty.
    Y_hat, Y : ndarray, shape (m, n_L)
        Predictions and targets.

    Returns
    -------
    J : float
        Finite, also where a probability is exactly 0 or 1.

    Notes
    -----
    - cross-entropy, softmax output: -(1/m) sum Y log(Y_hat)
    - cross-entropy, sigmoid output: -(1/m) sum [Y log(Y_hat) + (1 - Y) log(1 - Y_hat)]
    - squared error: 1/(2m) sum (Y_hat - Y)^2
    - penalty: (l2/2) times the sum of all squared weights W, never of b

    The sums run over examples and outputs, and m counts examples only. log(0) is -inf: keep
    probabilities between 1e-12 and 1 - 1e-12.

    Check this task alone: ``pytest -k loss``

    Examples
    --------
    >>> network = Network((1, 1), output="identity", objective="squared_error")
    >>> params = [(np.array([[2.0]]), np.array([0.0]))]
    >>> loss(network, params, np.array([[6.0], [3.0]]), np.array([[5.0], [3.0]]))
    0.25
    """
    raise NotImplementedError("loss is not written yet")


# --------------------------------------------------------------------------------------
# Task: backward
# --------------------------------------------------------------------------------------


def backward(network: Network, params: Params, activations: list[Array], Y: Array) -> Params:
    """Exact gradient of :func:`loss` in every weight and bias, by backpropagation.

    Parameters
    ----------
    network : Network
    params : list of (W, b)
        ``W_l`` (n_{l-1}, n_l), ``b_l`` (n_l,), first layer first.
    activations : list of ndarray
        ``[A_0, ..., A_L]`` from :func:`forward`; ``A_l`` is (m, n_l).
    Y : ndarray, shape (m, n_L)

    Returns
    -------
    grads : list of (dW, db)
        Each array has its parameter's shape, first layer first.

    Notes
    -----
    Go back one layer at a time: D_L -> dW_L, db_L -> D_{L-1} -> ... Write it in three steps, which
    the checks follow: (1) a sigmoid hidden layer, a softmax or sigmoid output, cross-entropy,
    (2) every kind of hidden layer, any number of them, and the penalty, (3) squared error; until
    you write a step, it may raise NotImplementedError. The rules:

    - D_L follows from the objective and the output together: write dJ/dA_L, then go through the
      output's slope. For softmax or sigmoid with cross-entropy, and for identity with squared
      error, the result is the same short expression. D_L carries the 1/m.
    - D_{l-1} = (D_l W_l^T) * activation_gradient(network.hidden, A_{l-1}), elementwise; the
      second factor is the slope g'(Z_{l-1})
    - dW_l = A_{l-1}^T D_l + l2 W_l, db_l = column sums of D_l

    Every output goes with every objective (softmax with squared error included), except identity
    with cross-entropy. It must be analytic: differences of the loss are far too slow.

    Check this task alone: ``pytest -k backward``

    Examples
    --------
    >>> network = Network((1, 1), output="identity", objective="squared_error")
    >>> params = [(np.array([[2.0]]), np.array([0.0]))]
    >>> backward(network, params, [np.array([[3.0]]), np.array([[6.0]])], np.array([[5.0]]))
    [(array([[3.]]), array([1.]))]
    """
    raise NotImplementedError("backward is not written yet")


# --------------------------------------------------------------------------------------
# Task: update
# --------------------------------------------------------------------------------------


def update(params: Params, grads: Params, learning_rate: float) -> Params:
    """One step of gradient descent.

    Parameters
    ----------
    params, grads : list of (W, b), list of (dW, db)
    learning_rate : float

    Returns
    -------
    params : list of (W, b)
        New arrays; the ones you were given stay as they are.

    Notes
    -----
    Formula: subtract learning_rate dW from each W, and learning_rate db from each b.

    Check this task alone: ``pytest -k update``

    Examples
    --------
    >>> params, grads = [(np.array([[1.0]]), np.array([2.0]))], [(np.array([[4.0]]), np.array([-2.0]))]
    >>> update(params, grads, 0.25)
    [(array([[0.]]), array([2.5]))]
    """
    raise NotImplementedError("update is not written yet")


# --------------------------------------------------------------------------------------
# Task: train
# --------------------------------------------------------------------------------------


def train(
    network: Network, params: Params, X: Array, Y: Array, learning_rate: float, epochs: int
) -> tuple[Params, Array]:
    """Full-batch gradient descent from the given parameters.

    Parameters
    ----------
    network : Network
    params : list of (W, b)
        Where to start; not changed.
    X : ndarray, shape (m, n_0)
    Y : ndarray, shape (m, n_L)
    learning_rate : float
    epochs : int
        Number of epochs; here each is one step, which uses all examples.

    Returns
    -------
    params : list of (W, b)
        After the last step.
    losses : ndarray, shape (epochs,)
        ``losses[e]`` is the loss *before* step e, so ``losses[0]`` belongs to the given params.

    Notes
    -----
    Each step: forward, loss, backward, update, in this order.

    Check this task alone: ``pytest -k train``

    Examples
    --------
    >>> network = Network((1, 1), output="identity", objective="squared_error")
    >>> params = [(np.array([[2.0]]), np.array([0.0]))]
    >>> train(network, params, np.array([[1.0]]), np.array([[6.0]]), 0.25, 2)[1]
    array([8., 2.])
    """
    raise NotImplementedError("train is not written yet")


# --------------------------------------------------------------------------------------
# Task: predict
# --------------------------------------------------------------------------------------


def predict(network: Network, params: Params, X: Array) -> Array:
    """Class labels for a batch.

    Parameters
    ----------
    network : Network
    params : list of (W, b)
    X : ndarray, shape (m, n_0)

    Returns
    -------
    labels : ndarray of int, shape (m,)
        The column of the largest output; for a single output, of any activation, 1 where it is
        >= 0.5, else 0.

    Notes
    -----
    Check this task alone: ``pytest -k predict``

    Examples
    --------
    >>> network = Network((1, 2))
    >>> params = [(np.array([[1.0, -1.0]]), np.zeros(2))]
    >>> predict(network, params, np.array([[3.0], [-3.0]]))
    array([0, 1])
    """
    raise NotImplementedError("predict is not written yet")


# --------------------------------------------------------------------------------------
# Task: standardize
# --------------------------------------------------------------------------------------


def standardize(X_train: Array, X_test: Array) -> tuple[Array, Array]:
    """Scale both sets by the mean and deviation of the training set alone.

    Parameters
    ----------
    X_train, X_test : ndarray, shapes (m, n) and (k, n)

    Returns
    -------
    X_train, X_test : ndarray, the same shapes
        New arrays.

    Notes
    -----
    Formula: (x - mean) / deviation, column by column, with the population standard deviation
    (divide by m, not by m - 1). A column that is constant in the training set is only centred.
    The test rows must not influence a single number of the training set.

    Check this task alone: ``pytest -k standardize``

    Examples
    --------
    >>> standardize(np.array([[1.0], [3.0]]), np.array([[2.0], [5.0]]))
    (array([[-1.],
           [ 1.]]), array([[0.],
           [3.]]))
    """
    raise NotImplementedError("standardize is not written yet")


# --------------------------------------------------------------------------------------
# Task: k_fold
# --------------------------------------------------------------------------------------


def k_fold(m: int, k: int, seed: int) -> list[Fold]:
    """Split the row numbers 0..m-1 into k folds.

    Parameters
    ----------
    m : int
        Number of examples.
    k : int
        Number of folds.
    seed : int
        Decides the shuffle: the same seed gives the same folds, another seed gives others.

    Returns
    -------
    folds : list of (train, test)
        k pairs of integer index arrays. The test sets are disjoint, cover every row and differ
        in size by at most one; train is every index that is not in test.

    Raises
    ------
    ValueError
        If k < 2 or k > m.

    Notes
    -----
    ex4 lists all admitted students first: without a shuffle some folds hold one class only.
    80 rows make five equal folds, 83 do not.

    Check this task alone: ``pytest -k k_fold``

    Examples
    --------
    >>> sorted(int(row) for train, test in k_fold(5, 2, seed=1) for row in test)
    [0, 1, 2, 3, 4]
    """
    raise NotImplementedError("k_fold is not written yet")


# --------------------------------------------------------------------------------------
# Task: cross_validate
# --------------------------------------------------------------------------------------


def cross_validate(
    network: Network,
    X: Array,
    y: Array,
    folds: Sequence[Fold],
    learning_rate: float,
    epochs: int,
    seed: int,
) -> Array:
    """Test accuracy of a network on each fold.

    Parameters
    ----------
    network : Network
    X : ndarray, shape (m, n_0)
        Raw inputs.
    y : ndarray of int, shape (m,)
    folds : list of (train, test)
        From :func:`k_fold`.
    learning_rate, epochs
        For :func:`train`.
    seed : int
        For :func:`init_params`; every fold starts from the same fresh weights.

    Returns
    -------
    accuracies : ndarray, shape (k,)
        Share of right labels on the test set of each fold, between 0 and 1.

    Notes
    -----
    For each fold: standardize on its training set, init_params(network, seed), train on the
    training set, predict the test set, count.

    Check this task alone: ``pytest -k cross_validate``

    Examples
    --------
    >>> X, y = np.array([[-2.0], [-1.0], [1.0], [2.0]]), np.array([0, 0, 1, 1])
    >>> folds = [(np.array([0, 3]), np.array([1, 2])), (np.array([1, 2]), np.array([0, 3]))]
    >>> cross_validate(Network((1, 2)), X, y, folds, 1.0, 50, seed=1)
    array([1., 1.])
    """
    raise NotImplementedError("cross_validate is not written yet")


# --------------------------------------------------------------------------------------
# Task: compare
# --------------------------------------------------------------------------------------


def compare(X: Array, y: Array, folds: Sequence[Fold], seed: int) -> pd.DataFrame:
    """The network against logistic and softmax regression, on the same folds.

    Parameters
    ----------
    X : ndarray, shape (m, 2)
    y : ndarray of int, shape (m,)
    folds : list of (train, test)
    seed : int

    Returns
    -------
    table : pandas.DataFrame
        Index named "fold" with the values 1..k, columns "network", "logistic", "softmax": the
        accuracies of NETWORK, LOGISTIC and SOFTMAX, trained with LEARNING_RATE and EPOCHS.

    Notes
    -----
    Logistic and softmax regression are networks without hidden layer: :func:`cross_validate`
    does all the work. The network need not win.

    Check this task alone: ``pytest -k compare``

    Examples
    --------
    >>> X, y = np.array([[-2.0, 0.0], [-1.0, 0.0], [1.0, 0.0], [2.0, 0.0]]), np.array([0, 0, 1, 1])
    >>> folds = [(np.array([0, 3]), np.array([1, 2])), (np.array([1, 2]), np.array([0, 3]))]
    >>> table = compare(X, y, folds, seed=1)
    >>> table.index.tolist(), table["logistic"].tolist()
    ([1, 2], [1.0, 1.0])
    """
    raise NotImplementedError("compare is not written yet")


# --------------------------------------------------------------------------------------
# Bonus task: sgd
# --------------------------------------------------------------------------------------


def train_minibatch(
    network: Network,
    params: Params,
    X: Array,
    Y: Array,
    learning_rate: float,
    epochs: int,
    batch_size: int,
    seed: int,
) -> tuple[Params, Array]:
    """Gradient descent in small batches.

    Parameters
    ----------
    network, params, X, Y, learning_rate
        As for :func:`train`.
    epochs : int
        How often every example is visited.
    batch_size : int
        Examples a step; the last batch of an epoch may be smaller.
    seed : int
        Decides the order of the examples, a fresh one each epoch.

    Returns
    -------
    params : list of (W, b)
        After the last step.
    losses : ndarray, shape (epochs,)
        ``losses[e]`` is the loss on *all* examples before epoch e.

    Notes
    -----
    One permutation an epoch, cut into consecutive batches. With ``batch_size = m`` this is
    :func:`train`.

    Check this task alone: ``pytest -k sgd``

    Examples
    --------
    >>> network = Network((1, 1), output="identity", objective="squared_error")
    >>> params = [(np.array([[2.0]]), np.array([0.0]))]
    >>> X, Y = np.array([[1.0], [1.0]]), np.array([[6.0], [6.0]])
    >>> train_minibatch(network, params, X, Y, 0.25, 2, batch_size=1, seed=1)[1]
    array([8. , 0.5])
    """
    raise NotImplementedError("train_minibatch is not written yet")


# --------------------------------------------------------------------------------------
# Bonus task: hidden_units
# --------------------------------------------------------------------------------------


def choose_hidden_units(
    X: Array, y: Array, candidates: Sequence[int], learning_rate: float, epochs: int, seed: int
) -> tuple[int, dict[int, float]]:
    """Choose the size of the hidden layer on a validation set.

    Parameters
    ----------
    X : ndarray, shape (m, d)
    y : ndarray of int, shape (m,)
        Labels 0, ..., classes - 1.
    candidates : sequence of int
        Numbers of hidden units to try, in any order.
    learning_rate, epochs
        For :func:`train`.
    seed : int
        For the shuffle and for :func:`init_params`.

    Returns
    -------
    best : int
        The smallest candidate with the highest score.
    scores : dict of int to float
        Validation accuracy of each candidate.

    Notes
    -----
    Shuffle the rows by the seed; the first round(0.7 m) train, the rest validate. Standardize on
    the training set. Candidate h is ``Network((d, h, classes))`` from
    ``init_params(network, seed)``.

    Check this task alone: ``pytest -k hidden_units``

    Examples
    --------
    >>> X, y = np.repeat([[-1.0], [1.0]], 20, axis=0), np.repeat([0, 1], 20)
    >>> choose_hidden_units(X, y, [2, 1], 1.0, 50, seed=1)[1]
    {2: 1.0, 1: 1.0}
    """
    raise NotImplementedError("choose_hidden_units is not written yet")
