"""What frequent error messages of Python and NumPy mean, in the reader's language."""

import re
import unicodedata

import numpy as np

from .language import _
from .outcomes import Reason, Why

SIGNS = {
    "。": ".",
    "、": ",",
    "“": '"',
    "”": '"',
    "‘": "'",
    "’": "'",
    "′": "'",
    "《": "<",
    "》": ">",
    "【": "[",
    "】": "]",
    "—": "-",
    "–": "-",
    "−": "-",
    "×": "*",
    "÷": "/",
    "≤": "<=",
    "≥": ">=",
    "≠": "!=",
}
ANOTHER_SIGN = _("Python does not know the sign '{character}': type '{sign}' there, with the keyboard set to English")
UNKNOWN_SIGN = _("Python does not know the sign '{character}': it may stand in texts and in comments only")
FULL_WIDTH_SPACE = _("the line holds a full-width space, as a Chinese keyboard types it: replace it by ordinary spaces")
INVISIBLE = _("the line holds a character that is not seen ({code}): delete it, or replace it by an ordinary space")

OPEN_TEXT = _(
    'one of the marks """ is missing, in this function or in one above it: a text between them begins and ends with one'
)
OF_NUMPY = [name for name in dir(np) if isinstance(getattr(np, name), np.ufunc)] + ["array", "dot", "ones", "zeros"]
NOTHING_RETURNED = _("a value here is None: what made it returns nothing, as a function without return does, or append")
NOT_CALLED = _("a function stands there without its round brackets: write name(...) to call it")
NOT_AN_ARRAY = _("this is a {kind}, not an array: take the array out of it, or make one of it with np.array")
PARTS = _("the value does not have as many parts as there are names for them: print it to see its parts")
MATRICES = _(
    "@ needs as many columns on the left as rows on the right: these are {columns} and {rows}; does the formula want a "
    "transpose, or the product entry by entry, which is *?"
)
ARRAYS_IN_LIST = _("an array needs rows of the same length: keep arrays of different shapes in a list")

SYNTAX = (  # patterns for the beginning of a message, the most special first
    (r"unexpected indent", _("this line begins further to the right than the line above it allows")),
    (
        r"expected an indented block after (?P<what>.+) on line (?P<line>\d+)",
        _("the lines that belong to line {line} must begin four spaces further to the right than it does"),
    ),
    (
        r"unindent does not match",
        _("this line begins at a place where no line above it begins: count the spaces in front of it"),
    ),
    (
        r"inconsistent use of tabs and spaces",
        _("tabs and spaces are mixed at the beginning of lines: use four spaces everywhere"),
    ),
    (r"'(?P<bracket>[([{])' was never closed", _("the bracket {bracket} is opened here, and its partner is missing")),
    (
        r"unmatched '(?P<bracket>[)\]}])'",
        _("there is one {bracket} too many, or the bracket that opens it is missing"),
    ),
    (
        r"closing parenthesis '(?P<closing>.)' does not match opening parenthesis '(?P<opening>.)'",
        _("{opening} is open, but {closing} is there: each bracket is closed by its own kind"),
    ),
    (r"expected ':'", _("a line that begins with def, if, else, for or while ends with a colon")),
    (r"unterminated triple-quoted", _("a text that begins with three quotation marks ends with three of them, too")),
    (r"unterminated string", _("the quotation mark at the end of a text is missing")),
    (r"cannot assign to", _("before = stands a name, or a place in an array; to compare two values, write ==")),
    (r".*Maybe you meant '=='", _("= gives a name to a value; to compare two values, write ==")),
    (r"invalid decimal literal", _("a name cannot begin with a digit, and a product needs the sign *")),
    (r"'return' outside function", _("the line belongs to no function: are the spaces in front of it missing?")),
    (r"Missing parentheses in call to", _("a function is called with round brackets: write print(...)")),
    (r"unexpected character after line continuation", _("nothing may follow a backslash; for a fraction, write /")),
    (r"positional argument follows keyword", _("arguments with a name, as in axis=0, come after those without")),
    (r"invalid syntax\. Perhaps", _("between two values a comma, a sign or a bracket is missing")),
    (
        r"invalid syntax$",
        _("look at the marked place and just before it, also in the line above: is something missing, or too much?"),
    ),
)
RAISED = (
    # arrays whose shapes do not fit
    (
        r"matmul: .*mismatch in its core dimension.*\(size (?P<rows>\d+) is different from (?P<columns>\d+)\)",
        MATRICES,
    ),
    (
        r"shapes (?P<left>\(.*?\)) and (?P<right>\(.*?\)) not aligned: (?P<columns>\d+) .*!= (?P<rows>\d+)",
        MATRICES,
    ),
    (r"matmul: .*does not have enough dimensions", _("@ multiplies matrices; to multiply by a number, write *")),
    (
        r"operands could not be broadcast together with shapes (?P<first>\(.*?\)) (?P<second>\(.*?\))",
        _(
            "+, -, * and / go entry by entry, and @ is the product of matrices; compare {first} and {second} from the "
            "right: each pair of sizes must be equal, or one of the two must be 1"
        ),
    ),
    (
        r"non-broadcastable output operand with shape (?P<old>\(.*?\)) .* broadcast shape (?P<new>\(.*?\))",
        _("+= and the like keep the shape on the left, {old}, but the result has the shape {new}"),
    ),
    (
        r"could not broadcast input array from shape (?P<value>\(.*?\)) into shape (?P<place>\(.*?\))",
        _("the value has the shape {value}, and its place the shape {place}: both must be the same"),
    ),
    (
        r"cannot reshape array of size (?P<size>\d+) into shape (?P<shape>\(.*?\))",
        _("reshape keeps the number of entries: {size} entries do not fill the shape {shape}"),
    ),
    (
        r"axis (?P<axis>-?\d+) is out of bounds for array of dimension (?P<number>\d+)",
        _("there is no axis {axis}: axes are counted from 0, and this array has {number} of them"),
    ),
    (
        r"index (?P<index>-?\d+) is out of bounds for axis (?P<axis>\d+) with size (?P<size>\d+)",
        _("there is no place {index}: places are counted from 0, and axis {axis} has {size} of them"),
    ),
    (
        r"too many indices for array: array is (?P<number>\d+)-dimensional, but (?P<given>\d+) were indexed",
        _("the index has {given} places, but the array has {number} axes: print its shape"),
    ),
    (r"setting an array element with a sequence\. .*inhomogeneous", ARRAYS_IN_LIST),
    (
        r"all the input array(s must have same number of| )dimensions|all input arrays must have the same shape",
        _("arrays are put together only if their other sizes are the same: print their shapes"),
    ),
    (
        r"The truth value of an array with more than one element",
        _(
            "if, while, and, or, not, max, min want one True or False, but a comparison of arrays gives one for each "
            "entry: decide entry by entry, as np.where and np.maximum do"
        ),
    ),
    (
        r"only integer scalar arrays can be converted to a scalar index",
        _("the place in a list is one whole number, not an array"),
    ),
    (
        r"only integers, slices",
        _("the place in an array is a whole number: // divides without a remainder, / does not"),
    ),
    (r"zero-size array to reduction|attempt to get arg(max|min) of an empty", _("the array is empty: print its shape")),
    (r"(assignment destination|output array) is read-only", _("this array may not be changed: compute a new one")),
    (
        r"Cannot cast ufunc .* from dtype\('float\d+'\) to dtype\('u?int\d+'\)",
        _("the array holds whole numbers, and += cannot put others into it: make it with dtype=float"),
    ),
    (r"ufunc 'bitwise_x.*' not supported", _("a power is written **: ^ is something else in Python")),
    # values that are not what they seem
    (r".*NoneType\b", NOTHING_RETURNED),
    (r".*'(function|builtin_function_or_method|method)' object is not (subscriptable|iterable)", NOT_CALLED),
    (r"unsupported operand type\(s\).*'(function|builtin_function_or_method|method)'", NOT_CALLED),
    (
        r"unsupported operand type\(s\) for @: .*'(float|int|numpy\.float64)'",
        _("@ multiplies matrices; to multiply by a number, write *"),
    ),
    (r"unsupported operand type\(s\).*'(?P<kind>list|tuple|dict)'", NOT_AN_ARRAY),
    (
        r"'(?P<kind>list|tuple|dict)' object has no attribute '(T|shape|size|ndim|dot|sum|mean|max|copy|reshape)'",
        NOT_AN_ARRAY,
    ),
    (r"can't multiply sequence by non-int", _("this is a list or a tuple, not an array: make one of it with np.array")),
    (
        r"'numpy\.ndarray' object is not callable",
        _("round brackets call a function: for a place in an array write [ ], for a product write *"),
    ),
    (r"'str' object is not callable", _("a text stands there, which is a name: compare it with ==, or choose by it")),
    (
        r"'numpy\.ndarray' object has no attribute 'append'",
        _("an array has no append: collect in a list, which begins as []"),
    ),
    (r"Field elements must be", _("np.array wants one list: are the outer brackets of the rows missing?")),
    (
        r"exceptions must derive from BaseException",
        _("raise is for errors: to give back what was computed, write return in its place"),
    ),
    (
        r"'(list|tuple)' object is not callable",
        _("round brackets call a function: for a place in a list write [ ]"),
    ),
    (
        r"(?P<kind>list|tuple) indices must be integers or slices, not tuple",
        _("a list has no rows and columns: write [i][j], or make an array of it with np.array"),
    ),
    (r"(list|tuple) indices must be integers or slices", _("the place in a list is a whole number, counted from 0")),
    (
        r"(list|tuple) index out of range",
        _("the list has fewer entries in this call, counted from 0: does your code expect a fixed number of them?"),
    ),
    (r"(not enough|too many) values to unpack|cannot unpack", PARTS),
    (
        r"cannot access local variable '(?P<name>.+?)'",
        _("{name} has no value yet when the function gets here: no if before was true, or a loop did not run"),
    ),
    (r"name 'np' is not defined", _("the line import numpy as np is missing at the top of the file")),
    (
        rf"name '(?P<name>{'|'.join(OF_NUMPY)})' is not defined",
        _("functions of NumPy begin with np.: write np.{name}"),
    ),
    (
        r"name '(?P<name>.+?)' is not defined",
        _("{name} has no value here: is it misspelt, or a name in another function?"),
    ),
    (r"(float )?division by zero|integer division or modulo by zero", _("the divisor is 0: print it")),
    (r"math domain error", _("the function has no value for this number, as the logarithm has none for 0")),
    (r"math range error", _("the result is too large for a number of Python: print what the function is given")),
    (r"maximum recursion depth exceeded", _("the function calls itself again and again, without an end")),
)
LINES = (  # patterns for a line that Python cannot read
    (r"\s*else\s+if\b", _("Python writes elif, not else if")),
    (r".*\blambda\s*=", _("lambda is a word of Python's own: choose another name")),
)
TABLES = {Reason.SYNTAX: SYNTAX, Reason.RAISED: RAISED}


def meaning(why: Why | None) -> str:
    """Return what a frequent message means and what to look at; empty for any other."""
    if why is None:
        return ""
    if why.reason == Reason.SYNTAX and why.code:
        if why.code.open_text:
            return OPEN_TEXT
        for pattern, text in LINES:
            if re.match(pattern, why.code.text):
                return text
    for pattern, text in TABLES.get(why.reason, ()):
        found = re.match(pattern, why.text)
        if found:
            return _(text, **found.groupdict())
    return _odd_character(why.text) if why.reason == Reason.SYNTAX else ""


def _odd_character(message: str) -> str:
    """Return which sign to type in place of one that Python does not know."""
    found = re.match(r"invalid (?:non-printable )?character(?: '(?P<sign>.)')? \(?U\+(?P<code>[0-9A-F]{4,6})", message)
    if not found:
        return ""
    character = chr(int(found["code"], 16))
    if character == "\u3000":
        return FULL_WIDTH_SPACE
    if not found["sign"]:
        return _(INVISIBLE, code="U+" + found["code"])
    wide = "\uff01" <= character <= "\uff5e"
    sign = unicodedata.normalize("NFKC", character) if wide else SIGNS.get(character)
    if sign:
        return _(ANOTHER_SIGN, character=character, sign=sign)
    return _(UNKNOWN_SIGN, character=character)
