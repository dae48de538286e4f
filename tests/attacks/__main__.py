"""Runs all attacks against one runner, as one user, and writes the evidence to a file.

``python -m tests.attacks naive|kit|rescued UID FOLDER``; the evidence goes to ``FOLDER/evidence.json``.
"""

import dataclasses
import json
import os
import sys
from pathlib import Path

from .processes import adopt, end_children
from .user import become


def main() -> None:
    runner, uid, base = sys.argv[1], int(sys.argv[2]), Path(sys.argv[3])
    if os.getuid() != uid:
        become(uid)
        os.execv(sys.executable, [sys.executable, "-B", "-m", "tests.attacks", *sys.argv[1:]])
    if runner == "naive":  # neither runner has the other in its process
        from .naive_run import run_naive as run
    elif runner == "kit":
        from .kit_run import run_kit as run
    else:
        from .kit_run import run_rescued as run
    adopt()
    for folder in ("in", "heavy", "scenes", "home"):
        (base / folder).mkdir()
    try:
        evidence = run(base)
    finally:
        end_children()
    content = {name: dataclasses.asdict(seen) for name, seen in evidence.items()}
    (base / "evidence.json").write_text(json.dumps(content), encoding="ascii")


if __name__ == "__main__":
    main()
