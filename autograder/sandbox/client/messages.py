"""Keeps the message of an exception only if it is Python's, NumPy's or our own.

A student's own message could carry whatever the file has read of the machine. In a message that is known, names must
stand in the student's file or be those of Python's and NumPy's types, and numbers are short.
"""

import builtins
import re
from collections.abc import Sequence

import numpy as np

PYTHONS = """
name '{}' is not defined
module '{}' has no attribute '{}'
type object '{}' has no attribute '{}'
'{}' object has no attribute '{}'
'{}' object is not callable
'{}' object is not iterable
'{}' object is not subscriptable
'{}' object is not an iterator
'{}' object does not support item assignment
'{}' object cannot be interpreted as an integer
'{}' not supported between instances of '{}' and '{}'
unsupported operand type(s) for {}: '{}' and '{}'
bad operand type for unary {}: '{}'
can only concatenate {} (not "{}") to {}
can't multiply sequence by non-int of type '{}'
{}() takes # positional arguments but # were given
{}() takes # positional argument but # were given
{}() takes # positional arguments but # was given
{}() takes from # to # positional arguments but # were given
{}() missing # required positional argument: '{}'
{}() missing # required positional arguments: '{}' and '{}'
{}() missing # required positional arguments: '{}', '{}', and '{}'
{}() missing # required positional arguments
{}() got an unexpected keyword argument '{}'
{}() got multiple values for argument '{}'
cannot unpack non-iterable {} object
not enough values to unpack (expected #, got #)
too many values to unpack (expected #)
list index out of range
tuple index out of range
string index out of range
pop from empty list
list indices must be integers or slices, not {}
tuple indices must be integers or slices, not {}
slice indices must be integers or None or have an __index__ method
division by zero
float division by zero
float modulo
integer division or modulo by zero
math domain error
math range error
object of type '{}' has no len()
cannot access local variable '{}' where it is not associated with a value
cannot access free variable '{}' where it is not associated with a value in enclosing scope
local variable '{}' referenced before assignment
maximum recursion depth exceeded
unhashable type: '{}'
invalid literal for int() with base #: '{}'
could not convert string to float: '{}'
int() argument must be a string, a bytes-like object or a real number, not '{}'
float() argument must be a string or a real number, not '{}'
No module named '{}'
cannot import name '{}' from '{}'
attempted relative import
dictionary changed size during iteration
[Errno #] No such file or directory: '{}'
[Errno #] Permission denied: '{}'
[Errno #] File too large
'{}'
#
operands could not be broadcast together with shapes #
operands could not be broadcast together with remapped shapes
non-broadcastable output operand with shape # doesn't match the broadcast shape #
shape mismatch: objects cannot be broadcast to a single shape
shape mismatch: value array of shape # could not be broadcast to indexing result of shape #
could not broadcast input array from shape # into shape #
shapes # and # not aligned: # (dim #) != # (dim #)
matmul: Input operand # has a mismatch in its core dimension #
matmul: Input operand # does not have enough dimensions
cannot reshape array of size # into shape #
axes don't match array
axis # is out of bounds for array of dimension #
index # is out of bounds for axis # with size #
too many indices for array: array is #-dimensional, but # were indexed
only integers, slices (`:`), ellipsis (`...`), numpy.newaxis (`None`) and integer or boolean arrays are valid indices
arrays used as indices must be of integer (or boolean) type
boolean index did not match indexed array along axis #; size of axis is # but size of corresponding boolean axis is #
need at least one array to concatenate
zero-dimensional arrays cannot be concatenated
all the input array dimensions except for the concatenation axis must match exactly
all the input arrays must have same number of dimensions
all input arrays must have the same shape
setting an array element with a sequence.
only length-1 arrays can be converted to Python scalars
only 0-dimensional arrays can be converted to Python scalars
can only convert an array of size # to a Python scalar
The truth value of an array with more than one element is ambiguous. Use a.any() or a.all()
The truth value of an empty array is ambiguous
The truth value of a {} is ambiguous
Unable to allocate
Cannot cast ufunc '{}' output from dtype('{}') to dtype('{}') with casting rule '{}'
ufunc '{}' not supported for the input types
ufunc '{}' did not contain a loop with signature matching types
loop of ufunc does not support argument # of type {} which has no callable {} method
zero-size array to reduction operation {} which has no identity
attempt to get argmax of an empty sequence
assignment destination is read-only
output array is read-only
`np.{}` was removed in the NumPy 2.0 release.
`np.{}` was a deprecated alias for the builtin `{}`.
invalid value encountered in {}
divide by zero encountered in {}
overflow encountered in {}
Singular matrix
All arrays must be of the same length
Length of values (#) does not match length of index (#)
invalid syntax
invalid character '{}'
invalid non-printable character
invalid decimal literal
'{}' was never closed
unmatched '{}'
closing parenthesis '{}' does not match opening parenthesis '{}'
unterminated string literal
unterminated triple-quoted string literal
unterminated f-string literal
f-string
expected ':'
expected '{}'
expected an indented block after {} on line #
expected an indented block
unexpected indent
unindent does not match any outer indentation level
inconsistent use of tabs and spaces in indentation
unexpected EOF while parsing
unexpected character after line continuation character
cannot assign to {} here. Maybe you meant '==' instead of '='?
cannot assign to {}
cannot delete {}
'{}' outside function
'{}' not properly in loop
'{}' outside loop
positional argument follows keyword argument
keyword argument repeated: {}
non-default argument follows default argument
duplicate argument '{}' in function definition
name '{}' is used prior to global declaration
name '{}' is assigned to before global declaration
Missing parentheses in call to '{}'. Did you mean {}(...)?
leading zeros in decimal integer literals are not permitted
Generator expression must be parenthesized
too many statically nested blocks
source code string cannot contain null bytes
""".strip().splitlines()
OURS = """
do not call exit or quit
do not call input: nothing can be typed in here
this line belongs to a notebook and is no Python
a relative import is not allowed: only Python's standard library{} are
{} is not allowed: only Python's standard library{} are
a value of type {}
a number of type {}
an array of type {}
an array of objects that are not numbers
nested more than # levels deep
nested too deeply
a table in which two columns have the same name
a whole number that is too large
a text that is too long
the value is too large
an array of a type, rank or shape that is not allowed
""".strip().splitlines()
NAME = r"([^'\"`\n]{1,80}?)"
NUMBERS = r"(?:[(]?-?\d{1,3}(?!\d)(?:, ?|,?[)] ?| )?){1,8}"
CALLED = re.compile(r"((?:^|; )called in line \d{1,6} \((.{1,60})\))$")  # what we add to a message
IN_LINE = re.compile(r"( in line \d{1,6})$")
OTHERS = "and numpy pandas core frame series NoneType function method module generator same_kind matmul"
TYPES = frozenset((*dir(builtins), *dir(np), *OTHERS.split(" "), "DataFrame", "Series"))
WORD = re.compile(r"\w+")


def _pattern(template: str) -> re.Pattern[str]:
    """Return a pattern for the beginning of a message; what follows is left out."""
    text = re.escape(template).replace(r"\{\}", NAME).replace(r"\#", NUMBERS)
    return re.compile(f"{text}$" if template in ("'{}'", "#") else rf"{text}(?!\w)")


PATTERNS = [_pattern(template) for template in (*PYTHONS, *OURS)]


def known(text: str, source: str, packages: Sequence[str] = ()) -> str:
    """Return the part of a message that is known; empty if there is none.

    Parameters
    ----------
    text : str
        What a worker said.
    source : str
        The student's file.
    packages : sequence of str, optional
        What it may import.
    """
    names = TYPES.union(packages)
    place = CALLED.search(text) or IN_LINE.search(text)
    message = text[: place.start()] if place else text
    ours = not place or place.re is IN_LINE or place[2] in source
    for pattern in PATTERNS:
        found = pattern.match(message)
        if found and all(_may_say(name, source, names) for name in found.groups()):
            return found[0] + (place[1] if place and ours else "")
    return place[1].removeprefix("; ") if place and ours else ""


def _may_say(name: str, source: str, names: frozenset[str]) -> bool:
    """Return whether every word of a name stands in the student's file or is the name of a type."""
    return name in source or all(word in names or word in source for word in WORD.findall(name))
