"""Right files with one slip each, as people hand them in, and right files with things that are no slips."""

import json
from collections.abc import Iterator

NAME = "neural_network.py"
WINDOWS = "C:\\Users\\student\\ex4x.dat"
UPDATE = "def update("


def _top(source: str, lines: str) -> str:
    """Put lines behind the imports."""
    before, numpy, after = source.partition("import pandas as pd\n")
    return f"{before}{numpy}{lines}{after}"


def _in_update(source: str, change: tuple[str, str]) -> str:
    """Change the first place after the beginning of update."""
    start = source.index(UPDATE)
    return source[:start] + source[start:].replace(*change, 1)


def _session(source: str) -> str:
    """Paste a file as an interactive session shows it."""
    return "".join(f"{'... ' if line[:1] in (' ', ')', '') else '>>> '}{line}\n" for line in source.splitlines())


def _merge(source: str) -> str:
    """Leave two versions of a line, with the marks of a merge."""
    start = source.index("    return", source.index(UPDATE))
    end = source.index("\n", start) + 1
    mine, theirs = source[start:end], "    return params\n"
    return f"{source[:start]}<<<<<<< HEAD\n{mine}=======\n{theirs}>>>>>>> main\n{source[end:]}"


def notebook(cells: list[str], **metadata: object) -> str:
    """Return a notebook with these code cells, and a picture as output of the last one."""
    made = [
        {"cell_type": "code", "execution_count": number, "metadata": {}, "outputs": [], "source": cell.splitlines(True)}
        for number, cell in enumerate(cells, 1)
    ]
    made[-1]["outputs"] = [{"output_type": "display_data", "data": {"image/png": "A" * 400_000}, "metadata": {}}]
    text = {"cell_type": "markdown", "metadata": {}, "source": ["# Homework\n", "def update(): the text of a cell"]}
    return json.dumps({"cells": [text, *made], "metadata": metadata, "nbformat": 4, "nbformat_minor": 5})


def _cells(source: str) -> list[str]:
    first, *others = source.split("\n\n\ndef ")
    experiment = "%%time\nX, y = load_ex4()\nprint(X.shape)\nplt.plot(y)\n!ls"
    return [
        f"%matplotlib inline\nimport matplotlib.pyplot as plt\n{first}",
        *(f"def {one}\n" for one in others),
        experiment,
    ]


def slips(source: str) -> Iterator[tuple[str, str, bytes]]:
    """Yield what is wrong, the name of the file and its content."""
    for what, text in _texts(source):
        yield what, NAME, text.encode()
    wide = source.replace("NumPy.", "NumPy — café.", 1)
    yield "UTF-16 with a mark", NAME, wide.encode("utf-16")
    yield "UTF-16 without a mark", NAME, source.encode("utf-16-le")
    yield "latin-1 with a coding line", NAME, b"# -*- coding: latin-1 -*-\n" + wide.replace("—", "-").encode("latin-1")
    yield "Windows-1252", NAME, wide.encode("cp1252")
    yield "a notebook", "homework.ipynb", notebook(_cells(source)).encode()
    yield "a notebook of Colab", "Untitled.ipynb", notebook(_cells(source), colab={"provenance": []}).encode()
    yield "a notebook that writes the file", "hw.ipynb", notebook([f"%%writefile {NAME}\n{source}"]).encode()
    yield "a notebook under another name", NAME, notebook(_cells(source)).encode()
    yield "two suffixes", f"{NAME}.txt", source.encode()


def _texts(source: str) -> Iterator[tuple[str, str]]:
    shell = "get_ipython().system('pip install numpy')\nget_ipython().run_line_magic('matplotlib', 'inline')\n"
    yield "exported by Jupyter", _top(source, shell)
    yield "%matplotlib", _top(source, "%matplotlib inline\n")
    yield "!pip", _top(source, "!pip install numpy\n")
    yield "Colab's drive", _top(source, "from google.colab import drive\ndrive.mount('/content/drive')\n")
    yield "matplotlib imported", _top(source, "import matplotlib.pyplot as plt\n")
    yield "sklearn imported", _top(source, "from sklearn.metrics import accuracy_score\n")
    yield "IPython imported", _top(source, "from IPython.display import display\n")
    yield "drawn at the end", _top(source, "import matplotlib.pyplot as plt\n") + "\n\nplt.plot([1, 2])\nplt.show()\n"
    yield "one import of two", _top(source, "import os, matplotlib.pyplot as plt\n")
    yield "np.float", _top(source, "EPS = np.float(1e-12)\n")
    yield "data read", _top(source, f"data = pd.read_csv(r'{WINDOWS}')\nX_all = data.values\n")
    yield "escape in a path", _top(source, f"PATH = '{WINDOWS}'\n")
    yield "file written", _top(source, "open('result.txt', 'w')\n")
    yield "file written in a block", _top(source, "with open('result.txt', 'w') as file:\n    file.write('1')\n")
    yield "logging to a file", _top(source, "import logging\nlogging.basicConfig(filename='run.log')\n")
    yield "full-width colon", _in_update(source, (":\n", "：\n"))
    yield "full-width comma", _in_update(source, (", ", "，"))
    yield "full-width bracket", _in_update(source, ("(", "（"))
    yield "typographic quotes", _top(source, "NAME = “sigmoid”\n")
    yield "typographic single quotes", _top(source, "NAME = ‘sigmoid’\n")
    yield "no-break space", _in_update(source, ("    return ", "    return\u00a0"))
    yield "no-break spaces as indent", _in_update(source, ("    return", "\u00a0\u00a0\u00a0\u00a0return"))
    yield "zero-width space", _in_update(source, ("    return ", "    return \u200b"))
    yield "one tab", _in_update(source, ("    return", "\treturn"))
    yield "merge", _merge(source)
    yield "fences", f"```python\n{source}```\n"
    yield "prompts", _session(source)
    yield "Ctrl-Z", f"{source}\x1a"
    yield "exit at the end", f"{source}\n\nimport sys\nsys.exit(0)\n"
    yield "input", _top(source, "epochs = int(input('epochs: '))\n")
    yield "an unwritten function called", f"{source}\n\ndef plot():\n    raise NotImplementedError\n\n\nplot()\n"
    yield "a test that fails", f"{source}\n\nassert sigmoid(0) == 1, 'wrong'\n"
    many = "".join(f"plt.plot({number})\n" for number in range(60))
    yield "many drawings", _top(source, "import matplotlib.pyplot as plt\n") + f"\n\n{many}"


def slow_slips(source: str) -> Iterator[tuple[str, str]]:
    """Yield what takes long and the file's text."""
    call = "train(NETWORK, init_params(NETWORK, 0), X_all, encode_targets(NETWORK, y_all), 1.0, 10**7)"
    yield "a long training", f"{source}\n\nX_all, y_all = load_ex4()\nweights, losses = {call}\nprint(losses)\n"
    yield "an endless loop", f"{source}\n\nwhile True:\n    pass\n"


def no_slips(source: str) -> Iterator[tuple[str, bytes]]:
    """Yield what is no slip and the file's content."""
    chinese = source.replace("NumPy.", "NumPy。三层神经网络。", 1)
    yield "a byte order mark", b"\xef\xbb\xbf" + source.encode()
    yield "GBK", chinese.encode("gbk")
    yield "CRLF", source.replace("\n", "\r\n").encode()
    yield "CR", source.replace("\n", "\r").encode()
    yield "mixed ends", source.replace("\n", "\r\n", 99).encode()
    yield "tabs throughout", source.replace("    ", "\t").encode()
    yield "marks of cells", _top(source, "# In[1]:\n").encode()
    yield "prints", f"{source}\n\nprint('done', sigmoid(0))\n".encode()
    main = "import matplotlib.pyplot as plt\n    plt.show()\n    input()\n    open('x', 'w')\n"
    yield "a main part", f"{source}\n\nif __name__ == '__main__':\n    {main}".encode()
    change = "import os\nos.chdir(os.path.dirname(os.path.abspath(__file__)))\n"
    yield "the folder changed", _top(source, change).encode()
    filters = "import random, warnings\nrandom.seed(0)\nnp.random.seed(0)\nwarnings.filterwarnings('ignore')\n"
    yield "seeds and filters", _top(source, filters).encode()
    optional = "try:\n    import matplotlib.pyplot as plt\nexcept ImportError:\n    plt = None\n"
    yield "matplotlib where it is installed", _top(source, optional).encode()
    yield "full-width characters in strings", _top(source, "NAME = '：，（）“”\u3000'\n# ：，（）“”\u3000\n").encode()
