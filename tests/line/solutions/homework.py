"""The half of the homework that only instructors have."""

from assignment.engine.homework import Hidden

from . import lending, line, mistakes

HIDDEN = Hidden(
    reference=line,
    functions={"predict_line": line.predict_line, "fit_line": line.fit_line},
    allows=lending.allows,
    mistakes=mistakes.MISTAKES,
)
