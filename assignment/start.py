"""Start here: ``python start.py`` installs what the homework needs beside this file, then watches what you save.

``python start.py --notebook`` installs what the notebook and Otter need, too. ``python start.py --language zh``
changes the language, once for all; without it, the system's language decides.
"""

import sys

del sys.path[0]  # this folder: a file in it must not be taken for one of Python's own modules

import gettext  # noqa: E402
import os  # noqa: E402
import subprocess  # noqa: E402
import venv  # noqa: E402
from pathlib import Path  # noqa: E402

HERE = Path(__file__).resolve().parent
ENVIRONMENT = HERE / ".venv"
PYTHON = ENVIRONMENT / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
CORE, MORE = HERE / "requirements.txt", HERE / "requirements-notebook.txt"
INSTALLED = ENVIRONMENT / "installed.txt"
LANGUAGE, LANGUAGES = HERE / "language.txt", ("en", "zh")
STUBS, FILE = HERE / "stubs", HERE / "neural_network.py"
CHINESE = 0x04  # the number of the language in Windows


def main() -> int:
    """Install once, then ``assignment.engine.watch`` with the same arguments, unless it is for the notebook."""
    arguments = sys.argv[1:]
    try:
        if arguments[:1] == ["--language"]:
            if arguments[1:2] not in (["en"], ["zh"]):
                print("--language en, or --language zh")
                return 2
            choose(arguments[1])
            arguments = arguments[2:]
        elif not LANGUAGE.exists():
            choose(of_the_system())
        if arguments[:1] in (["--help"], ["-h"]):
            print(_("python start.py                    installs what is needed, then checks your file at every save"))
            print(_("python start.py --notebook         installs what the notebook and Otter need, too"))
            print(_("python start.py --language zh      speaks Chinese from now on; en: English"))
            if not PYTHON.exists():
                return 0
        if sys.version_info < (3, 11):  # noqa: UP036 - an older Python may well be what starts this
            print(_("Python 3.11 or newer is needed, this is {version}").format(version=sys.version.split()[0]))
            return 2
        notebook = arguments == ["--notebook"]
        if not install(CORE, *([MORE] if notebook else [])):
            return 1
        if notebook:
            print(_("open the notebook in your editor and choose the Python in .venv as its kernel"))
            print(_("`otter check` works now, too"))
            return 0
        return subprocess.call([str(PYTHON), "-m", "assignment.engine.watch", *arguments], cwd=HERE)
    except KeyboardInterrupt:
        return 130


def choose(language: str) -> None:
    """Keep the language for all commands; change that of the file to write, too, while nothing is written in it."""
    LANGUAGE.write_text(language, encoding="utf-8")
    stubs = {name: STUBS / f"{FILE.stem}.{name}{FILE.suffix}" for name in LANGUAGES}
    if not all(path.exists() for path in (FILE, *stubs.values())):
        return
    now = FILE.read_bytes().replace(b"\r\n", b"\n")
    if now in [stub.read_bytes() for stub in stubs.values()]:
        FILE.write_bytes(stubs[language].read_bytes())
    else:
        print(_("your {file} stays as it is").format(file=FILE.name))
        print(_("{file} holds its explanations in your language").format(file=f"{STUBS.name}/{stubs[language].name}"))


def _(text: str) -> str:
    """Return a text in the language that was chosen."""
    language = LANGUAGE.read_text(encoding="utf-8").strip()
    return gettext.translation("homework", HERE / "locale", [language], fallback=True).gettext(text)


def of_the_system() -> str:
    """Return "zh" on a Chinese system, else "en"."""
    if sys.platform == "win32":
        import ctypes

        return "zh" if ctypes.windll.kernel32.GetUserDefaultUILanguage() & 0x3FF == CHINESE else "en"
    words = (os.environ.get(name) for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"))
    return "zh" if next(filter(None, words), "").startswith("zh") else "en"


def install(*files: Path) -> bool:
    """Make the virtual environment, unless there is one with these requirements; False if that fails."""
    wanted = "".join(file.read_text(encoding="utf-8") for file in files)
    if INSTALLED.exists() and INSTALLED.read_text(encoding="utf-8").startswith(wanted):
        return True
    print(_("installing into .venv, once: {files}").format(files=", ".join(file.name for file in files)))
    print(_("this takes about a minute") if len(files) == 1 else _("this takes some minutes"), flush=True)
    try:
        venv.create(ENVIRONMENT, with_pip=True)
    except (OSError, subprocess.CalledProcessError) as error:
        print(_("no virtual environment could be made: {error}").format(error=error))
        print(_("On Debian and Ubuntu: sudo apt install python3-venv"))
        return False
    if subprocess.call([str(PYTHON), "-m", "pip", "install", "--quiet", *(f"-r{file}" for file in files)]):
        print(_("the installation failed, see above: is this computer connected? Give the same command again."))
        print(_("Where the connection is slow, choose a mirror near you, such as your university's:"))
        print("    python -m pip config set global.index-url ADDRESS")
        return False
    INSTALLED.write_text(wanted, encoding="utf-8")
    return True


if __name__ == "__main__":
    sys.exit(main())
