"""This homework in one place: its tasks, points and limits, and what its functions take and return."""

from pathlib import Path

from assignment.engine.homework import Homework, Limits, Task

from .checks.network import Network

ACTIVATIONS = ("sigmoid", "relu", "softmax", "activation_gradient")
TRAINING = (*ACTIVATIONS, "forward", "loss", "backward", "update")
EVALUATION = (*TRAINING, "train", "predict", "standardize", "init_params", "encode_targets")
TRAINING_SECONDS = 60.0

TASKS = (
    Task(
        "gates",
        ("xor_params",),
        5,
        {"en": "XOR by hand from OR, NAND and AND neurons", "zh": "用 OR、NAND、AND 神经元手工搭出 XOR"},
    ),
    Task(
        "activations",
        ACTIVATIONS,
        10,
        {"en": "sigmoid, ReLU, softmax and the slopes", "zh": "sigmoid、ReLU、softmax 及其导数"},
    ),
    Task(
        "forward",
        ("forward",),
        15,
        {"en": "propagate a batch through the network", "zh": "把一批样本逐层向前传播"},
        ACTIVATIONS,
    ),
    Task(
        "loss",
        ("loss",),
        10,
        {"en": "cross-entropy, squared error and the penalty", "zh": "交叉熵、平方误差与正则化项"},
    ),
    Task(
        "backward",
        ("backward",),
        25,
        {"en": "the gradient by backpropagation", "zh": "用反向传播求梯度"},
        ACTIVATIONS,
    ),
    Task("update", ("update",), 5, {"en": "one step of gradient descent", "zh": "一步梯度下降"}),
    Task(
        "train",
        ("train",),
        10,
        {"en": "full-batch gradient descent", "zh": "全批量梯度下降"},
        TRAINING,
        seconds=TRAINING_SECONDS,
    ),
    Task("predict", ("predict",), 2, {"en": "class labels", "zh": "类别标签"}, (*ACTIVATIONS, "forward")),
    Task("standardize", ("standardize",), 4, {"en": "scale by the training set alone", "zh": "只按训练集标准化"}),
    Task("k_fold", ("k_fold",), 4, {"en": "shuffled folds", "zh": "打乱后划分各折"}),
    Task(
        "cross_validate",
        ("cross_validate",),
        6,
        {"en": "accuracy on each fold", "zh": "每一折上的准确率"},
        EVALUATION,
        seconds=TRAINING_SECONDS,
    ),
    Task(
        "compare",
        ("compare",),
        4,
        {
            "en": "the network against logistic and softmax regression",
            "zh": "神经网络与逻辑回归、softmax 回归的比较",
        },
        (*EVALUATION, "cross_validate"),
        seconds=3 * TRAINING_SECONDS,
    ),
    Task(
        "sgd",
        ("train_minibatch",),
        5,
        {"en": "gradient descent in small batches", "zh": "小批量梯度下降"},
        (*TRAINING, "train"),
        bonus=True,
        seconds=TRAINING_SECONDS,
    ),
    Task(
        "hidden_units",
        ("choose_hidden_units",),
        5,
        {"en": "the size of the hidden layer by a hold-out", "zh": "用留出法选择隐藏层单元数"},
        (*EVALUATION, "cross_validate"),
        bonus=True,
        seconds=3 * TRAINING_SECONDS,
    ),
)

HOMEWORK = Homework(
    package=__package__,
    folder=Path(__file__).resolve().parent,
    title="A three-layer neural network by hand",
    filename="neural_network.py",
    tasks=TASKS,
    given=("init_params", "encode_targets"),
    records=(Network,),
    imports=("numpy", "pandas"),
    data=("data/ex4.csv",),
    limits=Limits(
        call_seconds=5.0, load_seconds=10.0, total_seconds=900.0, memory_bytes=1 << 30, file_bytes=256 * 1024
    ),
)
