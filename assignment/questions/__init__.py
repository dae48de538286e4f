"""What the functions are asked when checks fail, so that a known mistake can be named.

A module for each task has the questions, and what the answers show without a right one.
"""

from assignment.engine.mistakes import Signs

from . import habits, messages

SIGNS = Signs(at_stop=messages.at_stop, in_place=habits.changed_in_place)
