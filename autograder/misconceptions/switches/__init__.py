"""The reference with wrong beliefs: one module a task.

Each function takes ``on``, the switches that are set, before the arguments of the student's
function; without a switch it answers as the reference does. A switch is a code of the catalogue,
with a suffix where the same belief can take several forms (``B14:array``).
"""
