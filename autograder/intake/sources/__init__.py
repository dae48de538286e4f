"""The platforms whose downloads are recognised, one module for each. To add one, add a module and a line to SOURCES."""

from . import blackboard, brightspace, canvas, github, gradescope, ilias, moodle, nbgrader, sakai
from .source import Source

SOURCES: tuple[Source, ...] = (
    canvas.SOURCE,
    moodle.SOURCE,
    gradescope.SOURCE,
    blackboard.SOURCE,
    brightspace.SOURCE,
    github.SOURCE,
    nbgrader.SOURCE,
    ilias.SOURCE,
    sakai.SOURCE,
)
