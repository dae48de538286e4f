"""Raises an exception that cannot be printed, has no usable class, and chains to itself."""


class Meta(type):
    def __getattribute__(cls, name):
        if name in ("__name__", "__mro__", "__qualname__"):
            raise MemoryError("no name")
        return super().__getattribute__(name)


class Hostile(BaseException, metaclass=Meta):
    def __str__(self):
        raise KeyboardInterrupt

    __repr__ = __str__


def sigmoid(*args):
    error = Hostile()
    error.__context__ = ValueError()
    error.__context__.__cause__ = error
    raise error


relu = softmax = loss = predict = forward = backward = update = k_fold = standardize = sigmoid
