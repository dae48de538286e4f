"""The plugin of the zip for Otter: our grader judges the file in its sandbox, and Otter gets the verdicts only.

Otter loads it where nothing else of the kit may be installed, so it needs the standard library only.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

START = "import runpy, sys; sys.path.insert(0, sys.argv.pop(1)); runpy.run_module('autograder', run_name='__main__')"


class Plugin:
    """What Otter calls before and after it runs a file; see ``otter.plugins.AbstractOtterPlugin``.

    Parameters
    ----------
    submission : str or None
        The file that Otter would run, in a folder beside the unpacked zip; None while the zip is built.
    metadata : dict
        What Gradescope says about the submission; not used.
    config : dict of str to str
        From the zip's ``otter_config.json``: label, salt, language, what is credited, what a rescue costs, and the
        homework's folder in the zip.
    """

    def __init__(self, submission: str | None, metadata: dict[str, Any], config: dict[str, str]) -> None:
        self._file, self._config = Path(submission or ""), config
        self._results: dict[str, Any] = {}

    def before_grading(self, config: Any) -> None:
        """Have the file graded, and leave the verdicts in its place: Otter never runs it.

        Otter ends if nothing could be graded: a failed test would cost points.
        """
        print(self._config["label"], flush=True)
        folder = self._file.parent
        with tempfile.TemporaryDirectory() as place:
            handed_in = Path(place, "class", "submission")
            handed_in.mkdir(parents=True)
            shutil.move(self._file, handed_in / self._file.name)
            _keep_only_tests(folder)
            self._results = _graded(handed_in.parent, Path(place, "out"), folder.parent / "source", self._config)
        self._file.write_text(_script(self._results, self._file.suffix), encoding="ascii")

    def after_grading(self, results: Any) -> None:
        """Set the scores that the grader gave, and say on the first line what this result is."""
        results.set_output(f"{self._config['label']}\n{self._results['output']}".strip())
        off = self._results["extra_data"]["deduction"]  # Otter adds up tasks only: the first ones bear it
        for task in results.test_files:
            tests = [test for test in self._results["tests"] if test["extra_data"]["task"] == task]
            earned = sum(test["score"] for test in tests)
            results.update_score(task, earned - min(earned, off))
            off -= min(earned, off)


def _keep_only_tests(folder: Path) -> None:
    """Remove whatever else was handed in: Python imports from this folder before any other."""
    for entry in folder.iterdir():
        if entry.is_symlink() or not entry.is_dir():
            entry.unlink()
        elif entry.name != "tests":
            shutil.rmtree(entry)


def _graded(handed_in: Path, out: Path, kit: Path, config: dict[str, str]) -> dict[str, Any]:
    """Run ``grade`` of the zip's own kit, and return the results file; end this process if that fails."""
    command = [sys.executable, "-I", "-B", "-c", START, str(kit), "grade", str(handed_in), "--out", str(out)]
    command += ["--homework", str(kit / config["homework"]), "--jobs", "1", "--credit", config["credit"]]
    command += ["--language", config["language"]]
    command += ["--no-rescue"] if config["rescue"] == "off" else ["--rescue-cost", config["rescue"]]
    environment = {**os.environ, "AUTOGRADER_SALT": config["salt"]}
    done = subprocess.run(command, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    if done.returncode:
        print("autograder: Otter ends here, because nothing was graded", file=sys.stderr, flush=True)
        sys.exit(done.returncode)
    (path,) = (out / "results").glob("*.json")
    results: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return results


def _script(results: dict[str, Any], suffix: str) -> str:
    """Return what Otter runs instead of the submission: a script, or a notebook, that names the verdicts."""
    verdicts = {test["extra_data"]["check"]: _said(test) for test in results["tests"] if "check" in test["extra_data"]}
    script = f"verdicts = {verdicts!a}\n"
    if suffix == ".py":
        return script
    cell: dict[str, Any] = {"cell_type": "code", "metadata": {}, "execution_count": None, "outputs": []}
    return json.dumps({"cells": [{**cell, "source": script}], "metadata": {}, "nbformat": 4, "nbformat_minor": 4})


def _said(test: dict[str, Any]) -> str:
    """Return what the grader says about a check; empty if it passed."""
    return "" if test["status"] == "passed" else "\n  ".join([test["name"], *test["output"].splitlines()])
