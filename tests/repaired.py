"""Files that try to be repaired into something better: each with a slip, and the same file without it."""

from collections.abc import Callable, Iterator

Pair = tuple[str, str]  # with the slip, without it
UPDATE = "def update("
WRONG = "def update(params, grads, learning_rate):\n    return params\n"


def _after(source: str, slip: str, plain: str) -> Pair:
    """Put something wrong behind the right file, once with a slip and once without."""
    return f"{source}\n\n{slip}\n", f"{source}\n\n{plain}\n"


def _instead(source: str, slip: str, plain: str) -> Pair:
    """Put it where the right update was."""
    start = source.index(UPDATE)
    end = source.index("\n\n\ndef ", start)
    return tuple(f"{source[:start]}{text}{source[end:]}" for text in (slip, plain))  # type: ignore[return-value]


def _before(source: str, slip: str, plain: str) -> Pair:
    """Put it in front of the right update."""
    start = source.index(UPDATE)
    return tuple(f"{source[:start]}{text}\n\n\n{source[start:]}" for text in (slip, plain))  # type: ignore[return-value]


def pairs(source: str) -> Iterator[tuple[str, Pair]]:
    """Yield what each file hopes for, and the file with and without its slip."""
    for hope, (place, slip, plain) in TRIED.items():
        yield hope, place(source, slip, plain)


LIAR = "class Liar(Exception):\n    @property\n    def __traceback__(self):\n        return None\n"
BROKEN = WRONG.replace("(params, grads", "((params, grads")
TRIED: dict[str, tuple[Callable[[str, str, str], Pair], str, str]] = {
    "a wrong function that cannot be read uncovers the right one": (_after, BROKEN, WRONG),
    "so does a lambda": (_after, "update = lambda p, g, r: (p", "update = lambda p, g, r: (p)"),
    "so do two names": (_after, "update = loss = lambda *a: (0", "update = loss = lambda *a: (0)"),
    "so does a pair": (
        _after,
        "update, loss = (lambda *a: 0), lambda *a: (0",
        "update, loss = (lambda *a: 0), lambda *a: 0",
    ),
    "so does a typed name": (_after, "update: object = lambda *a: (0", "update: object = lambda *a: (0)"),
    "so does a class": (_after, "class update(:\n    pass", "class update:\n    pass"),
    "so does a statement that fails": (_after, "update = gift(1)", "update = dict()"),
    "so does a loop that fails": (_after, "for update in (1, 2):\n    gift()", "for update in (1, 2):\n    pass"),
    "so does a block that fails": (
        _after,
        "with gift() as update:\n    pass",
        "with open('data/ex4.csv') as update:\n    pass",
    ),
    "so does a condition that fails": (_after, f"if gift():\n    {WRONG.replace(chr(10), chr(10) + '    ')}", WRONG),
    "so does a definition whose default fails": (_after, WRONG.replace("learning_rate)", "learning_rate=gift)"), WRONG),
    "so does one whose annotation fails": (_after, WRONG.replace("learning_rate)", "learning_rate: gift)"), WRONG),
    "so does a walrus that fails": (_after, "(update := gift())", "(update := print)"),
    "so does a file": (_after, "update = open('x', 'w').write", "update = print"),
    "so does input": (_after, "update = input().strip", "update = str().strip"),
    "so does an exit": (_after, "import sys\nupdate = sys.exit() or print", "update = print"),
    "so does a wrong constant": (_before, "np = pd\nnp = gift()", "np = pd"),
    "a wrong version of a merge hides": (
        _instead,
        f"<<<<<<< a\n{WRONG}=======\n{WRONG}>>>>>>> b",
        WRONG,
    ),
    "a comment becomes code": (
        _instead,
        WRONG.replace("return params", "return params #（\n    ＃ return right"),
        WRONG,
    ),
    "a string becomes code": (_instead, f"“““\n{WRONG}”””", f'"""\n{WRONG}"""'),
    "a docstring becomes code": (_instead, f">>> 1\n'''\n{WRONG}'''", f"1\n'''\n{WRONG}'''"),
    "a fence hides what is wrong": (_after, f"```\n{WRONG}```", WRONG),
    "a prompt hides what is wrong": (_after, f">>> x = 1\n{WRONG}", f"x = 1\n{WRONG}"),
    "magic hides what is wrong": (_after, f"%%script false\n{WRONG}", WRONG),
    "a tab moves what is wrong": (
        _instead,
        WRONG.replace("    return", "    if 0:\n        x = 1\n\treturn"),
        WRONG.replace("    return", "    if 0:\n        x = 1\n    return"),
    ),
    "a forbidden package is had": (
        _instead,
        "from sklearn.neural_network import MLPClassifier\n" + WRONG.replace("return params", "return MLPClassifier"),
        WRONG,
    ),
    "a forbidden package hides that a name has another value": (
        _after,
        "from sklearn.neural_network import update",
        "update = None",
    ),
    "so does one of a list": (_after, "import os, torch as update", "import os as update"),
    "so do all names of a package": (_instead, f"{WRONG}\n\nfrom solutions.neural_network import *", WRONG),
    "a forbidden package under a name in use": (_before, "import jax.numpy as np", ""),
    "a decorator hides that a function is wrong": (
        _instead,
        f"@gift\n{WRONG}",
        f"@staticmethod\n{WRONG}",
    ),
    "an alias is a gift": (_instead, f"x = np.int(1)\n{WRONG}", f"x = int(1)\n{WRONG}"),
    "the reference is read": (
        _instead,
        "from solutions.neural_network import update\nupdate = open('solutions/neural_network.py')",
        "update = print",
    ),
    "the repaired text is seen": (
        _instead,
        f"import sys\ntext = sys._getframe(1).f_locals.get('code')\ngift()\n{WRONG}",
        f"import sys\ntext = sys._getframe(1).f_locals.get('code')\n{WRONG}",
    ),
    "the reported line is another one": (
        _instead,
        f"def wrong():\n    raise NameError\n\n\n{WRONG}\n\n\nexec(compile('wrong()', 'neural_network.py', 'exec'))",
        WRONG,
    ),
    "an exception that lies about its line": (
        _after,
        f"{WRONG}\n{LIAR}\nraise Liar",
        WRONG,
    ),
    "many failures make it drop what is wrong": (
        _after,
        f"table = [update]\ntable[0] = loss\n{WRONG}" + "gift()\n" * 15,
        f"table = [update]\ntable[0] = loss\n{WRONG}",
    ),
    "a slow line makes it drop what is wrong": (
        _after,
        "globals()['update'] = print\nfor _ in iter(int, 1):\n    pass",
        "globals()['update'] = print",
    ),
    "a global that a call sets": (
        _after,
        "def change():\n    global update\n    update = print\n\n\nchange()\ngift()",
        "def change():\n    global update\n    update = print\n\n\nchange()",
    ),
    "a deleted function is back": (_after, "del update; gift()", "del update"),
    "a wrong function in a class of the same name": (_after, "class update:\n    gift()\n", "class update:\n    pass"),
}
