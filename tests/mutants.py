"""Tests the checks: ``make mutants`` makes every small change to the reference, and the checks must notice each.

cosmic-ray's operators change one token at a time within the solutions. Each mutant is graded as a
submission, by the checks of its own task and, if they let it pass, by all. A mutant that loses no points
must be listed with a reason in ``corpus/equivalent_mutants.toml``: according to the interface it is right, too.
How many mutants a check alone notices is written into ``solutions/mutants.toml``, for the page of a class.
"""

import difflib
import os
import re
import sys
import textwrap
import tomllib
import warnings
from collections import Counter
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from queue import SimpleQueue

from cosmic_ray.ast import ast_nodes, get_ast
from cosmic_ray.mutating import mutate_code
from cosmic_ray.plugins import get_operator, operator_names
from rich.console import Console
from rich.progress import track

from assignment.engine.homework import load
from assignment.engine.registry import PUBLIC_SALT
from autograder.grading.grade import checks_for, grade
from autograder.sandbox.client.forkserver import ForkServer

EQUIVALENT = Path(__file__).with_name("corpus") / "equivalent_mutants.toml"
REGION = re.compile(r"^def (\w+)\((?:(?!^def ).)*?^    # BEGIN SOLUTION\n(.*?)^    # END SOLUTION$", re.M | re.S)
INDENT = " " * 4
ALONE = """# Written by `make mutants`: how many small changes of the reference each check notices alone: no other check
# of its task loses points then. The page of a class shows it.
"""


@dataclass(frozen=True)
class Mutant:
    """One change of one solution.

    Parameters
    ----------
    function : str
    operator : str
        cosmic-ray's name of the kind of change.
    before, after : str
        The line that is changed.
    source : str
        The whole file with the change; no part of the mutant's identity.
    """

    function: str
    operator: str
    before: str
    after: str
    source: str = field(default="", compare=False, repr=False)

    def __str__(self) -> str:
        return f"{self.function}, {self.operator}\n  - {self.before}\n  + {self.after}"


def mutants(source: str) -> Iterator[Mutant]:
    """Yield every mutant of a file's solutions."""
    for region in REGION.finditer(source):
        body = textwrap.dedent(region[2])
        nodes = list(ast_nodes(get_ast(body)))
        for name in operator_names():
            operator = get_operator(name)
            if operator.arguments():  # needs the names of chosen variables
                continue
            places = sum(1 for node in nodes for _ in operator().mutation_positions(node))
            for occurrence in range(places):
                mutated = mutate_code(body, operator(), occurrence)
                whole = source[: region.start(2)] + textwrap.indent(mutated, INDENT) + source[region.end(2) :]
                yield Mutant(region[1], name.partition("/")[2], *_change(body, mutated), whole)


def _change(body: str, mutated: str) -> tuple[str, str]:
    """Return the lines that differ, before and after."""
    lines = list(difflib.unified_diff(body.splitlines(), mutated.splitlines(), n=0, lineterm=""))[3:]
    before, after = (" ".join(line[1:].strip() for line in lines if line[0] == sign) for sign in "-+")
    return before, after


def listed_as_equivalent() -> set[Mutant]:
    """Return the mutants that are listed as equivalent, each with a reason."""
    entries = tomllib.loads(EQUIVALENT.read_text(encoding="utf-8"))["equivalent"]
    return {
        Mutant(entry["function"], operator, entry["before"], after)
        for entry in entries
        if entry["reason"]
        for operator, lines in entry["after"].items()
        for after in lines
    }


def noticed_by(mutant: Mutant, servers: "SimpleQueue[ForkServer]") -> list[str]:
    """Return the checks that take points from a mutant: those of its task or, if it has all of these, any others."""
    server = servers.get()
    homework = server.homework
    task = homework.task_of(mutant.function)
    try:
        for checks in (checks_for(homework, task.name if task else None), checks_for(homework)):
            result = grade(server, mutant.function, mutant.source, checks, PUBLIC_SALT)
            if result.faulty:
                raise RuntimeError(f"the kit stumbled over {mutant}")
            lost = [key for key, verdict in result.verdicts.items() if verdict.points < verdict.check.points]
            if lost:
                return lost
        return []
    finally:
        servers.put(server)


def write_alone(noticed: Iterable[list[str]], path: Path) -> None:
    """Write how many mutants each check alone notices."""
    counts = Counter(checks[0] for checks in noticed if len(checks) == 1)
    lines = [f'"{check}" = {count}\n' for check, count in sorted(counts.items())]
    path.write_text(ALONE + "".join(lines), encoding="utf-8")


def main() -> int:
    """Judge all mutants; return 1 if the list of equivalent mutants is not exactly that of the survivors."""
    warnings.simplefilter("ignore", RuntimeWarning)  # a mutant's NaN is judged, not announced
    homework = load(solutions=True)
    source = homework.right.source.read_text(encoding="utf-8")
    everyone = list(mutants(source))
    jobs = os.cpu_count() or 1
    servers: SimpleQueue[ForkServer] = SimpleQueue()
    with ExitStack() as running, ThreadPoolExecutor(jobs) as executor:
        for _ in range(jobs):
            servers.put(running.enter_context(ForkServer(homework)))
        if noticed_by(Mutant("the reference", "", "", "", source), servers):
            raise RuntimeError("the reference itself loses points")
        judged = executor.map(lambda mutant: noticed_by(mutant, servers), everyone)
        noticed = [*track(judged, "grading mutants", len(everyone), console=Console(stderr=True), transient=True)]
    write_alone(noticed, homework.root / "solutions" / "mutants.toml")
    survivors = [mutant for mutant, checks in zip(everyone, noticed, strict=True) if not checks]
    listed = listed_as_equivalent()
    gaps = [mutant for mutant in survivors if mutant not in listed]
    leftovers = sorted(listed.difference(survivors), key=str)
    for mutant in gaps:
        print(f"survived: {mutant}")
    for mutant in leftovers:
        print(f"listed as equivalent, but killed or gone: {mutant}")
    killed, equivalent = len(everyone) - len(survivors), len(survivors) - len(gaps)
    print(f"{len(everyone)} mutants, {killed} killed, {equivalent} equivalent, {len(gaps)} survivors")
    return 1 if gaps or leftovers else 0


if __name__ == "__main__":
    sys.exit(main())
