"""What systems and programs leave among files, and nobody hands in."""

FOLDERS = (
    *(".git", ".svn", ".hg", ".github", ".idea", ".vscode", ".venv", ".ipynb_checkpoints", "__pycache__"),
    *(".pytest_cache", ".mypy_cache", ".ruff_cache", ".hypothesis", ".cache", "node_modules", "site-packages"),
    *("__MACOSX", ".Trash", ".Trashes", ".Spotlight-V100", ".fseventsd", ".TemporaryItems", ".DocumentRevisions-V100"),
    *(".AppleDouble", ".AppleDB", "@eaDir", "$RECYCLE.BIN", "System Volume Information"),
)
FILES = (
    *(".DS_Store", ".localized", ".apdisk", ".directory", "Thumbs.db", "ehthumbs.db", "desktop.ini", "Icon\r"),
    *(".gitignore", ".gitattributes", ".gitkeep", ".gitmodules", ".editorconfig"),
)
NAMES = frozenset(name.casefold() for name in (*FOLDERS, *FILES))
BEGINNINGS = ("._", "~$")  # macOS's second half of a file; a document that is open in Office


def is_of_the_system(name: str) -> bool:
    """Return whether a file or folder has a name that systems and programs give."""
    return name.casefold() in NAMES or (name.startswith(BEGINNINGS) and len(name) > len(BEGINNINGS[0]))
