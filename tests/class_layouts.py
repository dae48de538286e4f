"""Small classes in layouts that people make by hand: the files, and where the file of each row lies."""

from .class_files import zipped

FILENAME, X = "neural_network.py", "x = 1\n"
ENDINGS = (
    *(".html", ".md", ".png", ".tgz", ".pyw", ".rtf", ".json", ".tar.xz", ".pages", ".m", ".txt", ".docx", ".7z"),
    ".ipynb",
)
Files = dict[str, str | bytes]


def nothing(name: str) -> str:
    if name.endswith((".tgz", ".tar.xz")):
        return f"{name} is not a readable archive"
    if name.endswith(".ipynb"):
        return f"{name} is not a readable notebook: save it again in Jupyter"
    closed = f" ({name} cannot be opened here: hand in the file itself, or a zip file)" if name.endswith(".7z") else ""
    return f"there is no {FILENAME}; found {name}{closed}"


LAYOUTS: dict[str, tuple[Files, dict[str, str]]] = {
    "outer folders": (
        {f"HW3/submissions/{name}/{FILENAME}": X for name in "abc"},
        {name: f"HW3/submissions/{name}/{FILENAME}" for name in "abc"},
    ),
    "sections": (
        {f"{path}/{FILENAME}": X for path in ("section1/jdoe", "section1/elee", "section2/roe")},
        {
            "elee": f"section1/elee/{FILENAME}",
            "jdoe": f"section1/jdoe/{FILENAME}",
            "roe": f"section2/roe/{FILENAME}",
        },
    ),
    "sections with an outer folder each, in which two have the same name": (
        {f"{path}/{FILENAME}": X for path in ("s1/HW3/jdoe", "s1/HW3/elee", "s2/HW3/jdoe")},
        {
            "elee": f"s1/HW3/elee/{FILENAME}",
            "s1_HW3_jdoe-b9c5638f": f"s1/HW3/jdoe/{FILENAME}",
            "s2_HW3_jdoe-c9589017": f"s2/HW3/jdoe/{FILENAME}",
        },
    ),
    "late and in time": (
        {f"{path}/{FILENAME}": X for path in ("late/a", "late/b", "ontime/c")},
        {"a": f"late/a/{FILENAME}", "b": f"late/b/{FILENAME}", "c": f"ontime/c/{FILENAME}"},
    ),
    "folders, and other files beside them": (
        {f"a/{FILENAME}": X, f"b/{FILENAME}": X, "c.ipynb": X, "d.zip": zipped({FILENAME: X}), "e.pdf": X},
        {
            "a": f"a/{FILENAME}",
            "b": f"b/{FILENAME}",
            "c": nothing("c.ipynb"),
            "d": f"d.zip/{FILENAME}",
            "e": nothing("e.pdf"),
        },
    ),
    "loose files with any ending": (
        {f"{ending[1:]}{ending}": X for ending in ENDINGS},
        {f"{ending[1:]}{ending}".rpartition(".")[0]: nothing(f"{ending[1:]}{ending}") for ending in ENDINGS},
    ),
    "loose files called after students, in sections": (
        {f"{path}_{FILENAME}": X for path in ("s1/jdoe", "s1/elee", "s2/roe", "s2/poe")},
        {f"{path[3:]}_neural_network": f"{path}_{FILENAME}" for path in ("s1/jdoe", "s1/elee", "s2/roe", "s2/poe")},
    ),
    "zips of sections": (
        {"s1.zip": zipped({f"a/{FILENAME}": X, f"b/{FILENAME}": X}), "s2.zip": zipped({f"c/{FILENAME}": X})},
        {"a": f"s1.zip/a/{FILENAME}", "b": f"s1.zip/b/{FILENAME}", "c": f"s2.zip/c/{FILENAME}"},
    ),
    "the desk of a student": (
        {f"a/Users/jane/Desktop/hw/{FILENAME}": X, "b/w.zip": zipped({f"Users/jane/Desktop/hw/{FILENAME}": X})},
        {"a": f"a/Users/jane/Desktop/hw/{FILENAME}", "b": f"b/w.zip/Users/jane/Desktop/hw/{FILENAME}"},
    ),
    "names that begin with a dot, and what systems leave": (
        {
            **{f"{name}/{FILENAME}": X for name in (".something", "...", "a")},
            **{f"{name}/{FILENAME}": X for name in (".git", "__MACOSX", "a/.ipynb_checkpoints")},
            **{name: X for name in (".DS_Store", "._a.py", "Thumbs.db", "~$a.py")},
        },
        {
            "a": f"a/{FILENAME}",
            "something-ea40126d": f".something/{FILENAME}",
            "submission-ab5df625": f".../{FILENAME}",
        },
    ),
    "one student's folder": ({FILENAME: X, "report.pdf": X, "data/ex4x.dat": X}, {"in": FILENAME}),
    "a student's archive of any kind, in a folder with a common name": (
        {f"a/{FILENAME}": X, "src/hw.tgz": X},
        {"a": f"a/{FILENAME}", "src": nothing("hw.tgz")},
    ),
    "a folder of data beside the students": (
        {f"a/{FILENAME}": X, f"b/{FILENAME}": X, "data/ex4x.dat": X},
        {"a": f"a/{FILENAME}", "b": f"b/{FILENAME}"},
    ),
    "several folders of one student": (
        {f"a/{FILENAME}": X, f"b/old/{FILENAME}": X, "b/HW3 final/other.txt": X},
        {"a": f"a/{FILENAME}", "b": f"b/old/{FILENAME}"},
    ),
}
