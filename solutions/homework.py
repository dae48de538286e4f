"""The half of the homework that only instructors have: right answers, bounds for lending, known mistakes."""

from assignment.engine.homework import Hidden

from . import effort, lending, mistakes, neural_network, picture, trainings

FUNCTIONS = (
    *("xor_params", "sigmoid", "relu", "softmax", "activation_gradient", "forward", "loss", "backward", "update"),
    *("predict", "standardize", "k_fold", "compare", "choose_hidden_units", "init_params", "encode_targets"),
)

HIDDEN = Hidden(
    reference=neural_network,
    functions={
        **{name: getattr(neural_network, name) for name in FUNCTIONS},
        "train": trainings.train,
        "train_minibatch": trainings.train_minibatch,
        "cross_validate": trainings.cross_validate,
    },
    allows=lending.allows,
    seconds=effort.seconds,
    mistakes=mistakes.MISTAKES,
    drawing=picture.DRAWING,
)
