"""Start here: ``python start.py`` installs what the homework needs beside this file, then watches what you save."""

import sys

del sys.path[0]  # this folder: a file in it must not be taken for one of Python's own modules

import subprocess  # noqa: E402
import venv  # noqa: E402
from pathlib import Path  # noqa: E402

HERE = Path(__file__).resolve().parent
ENVIRONMENT = HERE / ".venv"
PYTHON = ENVIRONMENT / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
REQUIREMENTS = HERE / "requirements.txt"
INSTALLED = ENVIRONMENT / "installed.txt"


def main() -> int:
    """Install once, then ``assignment.engine.watch`` with the same arguments."""
    if sys.version_info < (3, 11):  # noqa: UP036 - an older Python may well be what starts this
        print("Python 3.11 or newer is needed, this is " + sys.version.split()[0])
        return 2
    try:
        if not install():
            return 1
        return subprocess.call([str(PYTHON), "-m", "assignment.engine.watch", *sys.argv[1:]], cwd=HERE)
    except KeyboardInterrupt:
        return 130


def install() -> bool:
    """Make the virtual environment, unless there is one with these requirements; False if that fails."""
    wanted = REQUIREMENTS.read_text(encoding="utf-8")
    if INSTALLED.exists() and INSTALLED.read_text(encoding="utf-8") == wanted:
        return True
    print("installing requirements.txt into .venv: once, about a minute", flush=True)
    try:
        venv.create(ENVIRONMENT, with_pip=True)
    except (OSError, subprocess.CalledProcessError) as error:
        print(f"no virtual environment could be made: {error}\nOn Debian and Ubuntu: sudo apt install python3-venv")
        return False
    if subprocess.call([str(PYTHON), "-m", "pip", "install", "--quiet", "-r", str(REQUIREMENTS)]):
        print("the installation failed, see above: is this computer connected? Give the same command again")
        return False
    INSTALLED.write_text(wanted, encoding="utf-8")
    return True


if __name__ == "__main__":
    sys.exit(main())
