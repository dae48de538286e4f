"""Names the mistakes in files as a student's computer does: ``python -P at_home.py FOLDER FILE[:TASK] ...``.

The folder holds what students receive, and nothing else of the kit is imported. Prints a line of JSON for each file:
its name, the mistakes in the order of the checks, and the processor time of the search.
"""

import json
import sys
import time
from pathlib import Path

sys.path.insert(0, sys.argv[1])

from assignment.engine import home
from assignment.engine.homework import load
from assignment.engine.judge import judge_tasks
from assignment.engine.local import openers, text_of
from assignment.engine.registry import PUBLIC_SALT
from assignment.engine.stream import selected


def main(folder: str, *files: str) -> None:
    homework = load()
    for file in files:
        path, _, task = file.partition(":")
        own, groups, spent = openers(homework, Path(path)), [], 0.0
        for judged in judge_tasks(homework, selected(homework, task), own, PUBLIC_SALT):
            start = time.process_time()
            found = home.named(homework, judged, own, text_of(Path(path)))
            spent += time.process_time() - start
            groups += [group for some in found.values() for _function, group in some]
        print(json.dumps({"file": Path(path).stem, "mistakes": groups, "seconds": spent}), flush=True)
    assert not {"solutions", "autograder"} & {name.partition(".")[0] for name in sys.modules}


if __name__ == "__main__":
    main(*sys.argv[1:])
