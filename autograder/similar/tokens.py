"""Turns a file into tokens that stay the same when it is renamed, formatted or commented anew."""

import ast
import builtins
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from assignment.engine.language import in_languages

from ..intake.syntax import NoTree

MOST = 20_000  # tokens of one file; a solution has some 3,000
METHODS = {  # np.sum(x, 0) is x.sum(0)
    *("sum", "mean", "std", "var", "max", "min", "argmax", "argmin", "dot", "clip", "reshape", "copy", "ravel"),
    *("transpose", "argsort", "cumsum", "prod", "all", "any", "round", "repeat", "squeeze"),
}
ALSO = {"amax": "max", "amin": "min", "matmul": "dot", "absolute": "abs", "fabs": "abs"}
MIRRORED = {ast.Gt: "Lt", ast.GtE: "LtE"}
LONG = {"en": f"it has more than {MOST} tokens", "zh": f"它的记号多于 {MOST} 个"}
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
DROPPED = (ast.Import, ast.ImportFrom, ast.Global, ast.Nonlocal, ast.Pass, ast.expr_context)


class Token(NamedTuple):
    """A normalised token and where it stands."""

    symbol: str
    line: int


class Piece(NamedTuple):
    """A function of a file, or what stands outside of functions: its name, its lines, its tokens."""

    name: str
    lines: tuple[int, ...]
    tokens: list[Token]


@dataclass(frozen=True)
class Vocabulary:
    """The names and texts that everybody uses, and that say nothing about who wrote a file.

    Parameters
    ----------
    names : frozenset of str
        Functions and constants of the starter; all other names become one symbol.
    texts : frozenset of str
        Texts that the starter gives, such as options; all others become one symbol.
    """

    names: frozenset[str]
    texts: frozenset[str]


def vocabulary(trees: Sequence[ast.Module]) -> Vocabulary:
    """Return the vocabulary that the starter and the handout give."""
    names = {node.name for tree in trees for node in tree.body if isinstance(node, ast.FunctionDef | ast.ClassDef)}
    texts = {
        node.value
        for tree in trees
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    return Vocabulary(frozenset(names | {*dir(builtins)}), frozenset(texts))


def pieces(tree: ast.Module, known: Vocabulary) -> list[Piece]:
    """Return each function, and the rest of the file as one more piece; a function in another one belongs to it."""
    reader = _Reader(tree, known)
    functions = [node for node in _outer(tree) if isinstance(node, FUNCTIONS)]
    rest = [node for node in tree.body if not isinstance(node, (*FUNCTIONS, ast.ClassDef, *DROPPED))]
    found = [Piece(node.name, _lines(node), [*reader.body(node)]) for node in functions]
    lines = tuple(line for node in rest for line in _lines(node))
    found.append(Piece("", lines, [token for node in rest for token in reader.statement(node)]))
    if sum(len(piece.tokens) for piece in found) > MOST:
        raise NoTree(in_languages(LONG))
    return found


def _outer(tree: ast.Module) -> Iterator[ast.AST]:
    """Yield what stands at the top of the file, and at the top of each class."""
    for node in tree.body:
        yield from node.body if isinstance(node, ast.ClassDef) else [node]


def _lines(node: ast.stmt) -> tuple[int, ...]:
    return tuple(range(node.lineno, (node.end_lineno or node.lineno) + 1))


class _Reader:
    def __init__(self, tree: ast.Module, known: Vocabulary) -> None:
        self._known = known
        self._modules = {}  # by alias
        for node in ast.walk(tree):
            if isinstance(node, ast.Import):
                for name in node.names:
                    self._modules[name.asname or name.name.split(".")[0]] = name.name.split(".")[0]

    def body(self, function: ast.FunctionDef | ast.AsyncFunctionDef) -> Iterator[Token]:
        yield Token(f"def {len(function.args.args)}", function.lineno)
        for node in function.body:
            yield from self.statement(node)

    def statement(self, node: ast.AST) -> Iterator[Token]:
        """Yield the tokens of a statement; none for a docstring and for what nobody chooses."""
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            return
        yield from self._tokens(node, getattr(node, "lineno", 0))

    def _tokens(self, node: ast.AST, line: int) -> Iterator[Token]:
        line = getattr(node, "lineno", line)
        match node:
            case ast.FunctionDef() | ast.AsyncFunctionDef():
                yield from self.body(node)
            case ast.Name():
                yield Token(self._name(node.id), line)
            case ast.Constant():
                yield Token(self._constant(node.value), line)
            case ast.JoinedStr():
                yield Token("text", line)
            case ast.Call():
                yield from self._call(node, line)
            case ast.Attribute():
                yield from self._tokens(node.value, line)
                yield Token(f".{ALSO.get(node.attr, node.attr)}", line)
            case ast.Subscript(ast.Attribute(value, "shape"), ast.Constant(0)):
                yield Token("len", line)
                yield from self._tokens(value, line)
            case ast.AugAssign():
                yield Token("Assign", line)
                yield from self._tokens(node.target, line)
                yield Token(type(node.op).__name__, line)
                yield from self._tokens(node.target, line)
                yield from self._tokens(node.value, line)
            case ast.AnnAssign(target, _, value):
                yield Token("Assign", line)
                yield from self._all([target, value], line)
            case ast.BinOp():
                yield from self._operation(node, line)
            case ast.Compare(left, [op], [right]) if type(op) in MIRRORED:
                yield Token(MIRRORED[type(op)], line)
                yield from self._all([right, left], line)
            case ast.arguments():
                yield Token(f"arguments {len(node.args)}", line)
            case ast.keyword():
                yield from self._tokens(node.value, line)
            case ast.Tuple() | ast.List():
                yield Token(f"List {min(len(node.elts), 9)}", line)
                yield from self._all(node.elts, line)
            case _ if isinstance(node, DROPPED):
                return
            case _:
                yield Token(type(node).__name__, line)
                for child in ast.iter_child_nodes(node):
                    yield from self.statement(child) if isinstance(child, ast.stmt) else self._tokens(child, line)

    def _all(self, nodes: list[ast.expr] | list[ast.expr | None], line: int) -> Iterator[Token]:
        for node in nodes:
            if node:
                yield from self._tokens(node, line)

    def _name(self, name: str) -> str:
        if name in self._modules:
            return f"module {self._modules[name]}"
        return name if name in self._known.names else "name"

    def _constant(self, value: object) -> str:
        if isinstance(value, str):
            return f"text {value}" if value in self._known.texts else "text"
        if isinstance(value, bool) or value is None:
            return str(value)
        return str(float(value)) if isinstance(value, int | float) and abs(value) <= 2 else "number"

    def _call(self, node: ast.Call, line: int) -> Iterator[Token]:
        function, arguments = node.func, [*node.args, *(keyword.value for keyword in node.keywords)]
        name = ALSO.get(function.attr, function.attr) if isinstance(function, ast.Attribute) else ""
        if isinstance(function, ast.Attribute) and name in METHODS:
            of_module = isinstance(function.value, ast.Name) and function.value.id in self._modules
            operands = arguments if of_module else [function.value, *arguments]
            yield Token("MatMult" if name == "dot" else f".{name}", line)
            yield from self._all(operands, line)
        elif isinstance(function, ast.Name) and function.id == "len":
            yield Token("len", line)
            yield from self._all(arguments, line)
        else:
            yield Token(f"call {len(arguments)}", line)
            yield from self._all([function, *arguments], line)

    def _operation(self, node: ast.BinOp, line: int) -> Iterator[Token]:
        match node:
            case ast.BinOp(ast.Name(left), ast.Mult(), ast.Name(right)) if left == right:  # a * a is a**2
                yield from (Token("Pow", line), Token(self._name(left), line), Token("2.0", line))
            case _:
                yield Token(type(node.op).__name__, line)
                yield from self._all([node.left, node.right], line)
