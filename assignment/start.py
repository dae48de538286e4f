"""Start here: ``python start.py`` installs what the homework needs beside this file, then watches what you save.

``python start.py --notebook`` installs what the notebook and Otter need, too.
"""

import sys

del sys.path[0]  # this folder: a file in it must not be taken for one of Python's own modules

import subprocess  # noqa: E402
import venv  # noqa: E402
from pathlib import Path  # noqa: E402

HERE = Path(__file__).resolve().parent
ENVIRONMENT = HERE / ".venv"
PYTHON = ENVIRONMENT / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
CORE, MORE = HERE / "requirements.txt", HERE / "requirements-notebook.txt"
INSTALLED = ENVIRONMENT / "installed.txt"
READY = "open homework.ipynb in your editor and choose the Python in .venv as its kernel; `otter check` works now, too"
FAILED = """the installation failed, see above: is this computer connected? Give the same command again.
Where the connection is slow, choose a mirror near you, such as your university's:
    python -m pip config set global.index-url ADDRESS"""


def main() -> int:
    """Install once, then ``assignment.engine.watch`` with the same arguments, unless it is for the notebook."""
    if sys.version_info < (3, 11):  # noqa: UP036 - an older Python may well be what starts this
        print("Python 3.11 or newer is needed, this is " + sys.version.split()[0])
        return 2
    try:
        notebook = sys.argv[1:] == ["--notebook"]
        if not install(CORE, *([MORE] if notebook else [])):
            return 1
        if notebook:
            print(READY)
            return 0
        return subprocess.call([str(PYTHON), "-m", "assignment.engine.watch", *sys.argv[1:]], cwd=HERE)
    except KeyboardInterrupt:
        return 130


def install(*files: Path) -> bool:
    """Make the virtual environment, unless there is one with these requirements; False if that fails."""
    wanted = "".join(file.read_text(encoding="utf-8") for file in files)
    if INSTALLED.exists() and INSTALLED.read_text(encoding="utf-8").startswith(wanted):
        return True
    names = " and ".join(file.name for file in files)
    print(f"installing {names} into .venv: once, {'a minute' if len(files) == 1 else 'some minutes'}", flush=True)
    try:
        venv.create(ENVIRONMENT, with_pip=True)
    except (OSError, subprocess.CalledProcessError) as error:
        print(f"no virtual environment could be made: {error}\nOn Debian and Ubuntu: sudo apt install python3-venv")
        return False
    if subprocess.call([str(PYTHON), "-m", "pip", "install", "--quiet", *(f"-r{file}" for file in files)]):
        print(FAILED)
        return False
    INSTALLED.write_text(wanted, encoding="utf-8")
    return True


if __name__ == "__main__":
    sys.exit(main())
