"""What people change in a program without changing what it does: their own style, or somebody else's work."""

import ast
import random
from collections.abc import Callable

METHODS = ("sum", "mean", "std", "max", "argmax", "reshape")
WORDS = (
    "value",
    "result",
    "data",
    "temp",
    "part",
    "layer",
    "score",
    "level",
    "matrix",
    "answer",
    "state",
    "block",
    "slope",
)


def _name(text: str) -> ast.Name:
    return ast.Name(text, ast.Load())


def _numpy(function: str, *arguments: ast.expr, keywords: list[ast.keyword] | None = None) -> ast.Call:
    return ast.Call(ast.Attribute(_name("np"), function, ast.Load()), [*arguments], keywords or [])


class Style(ast.NodeTransformer):
    """Exchanges expressions for equal ones; each kind is exchanged everywhere or nowhere."""

    def __init__(self, rng: random.Random) -> None:
        self.methods, self.functions, self.dots, self.squares, self.lengths, self.augmented = (
            rng.random() < 0.4 for _ in range(6)
        )

    def visit_Call(self, node: ast.Call) -> ast.AST:
        self.generic_visit(node)
        function = node.func
        if not isinstance(function, ast.Attribute) or function.attr not in METHODS:
            return node
        module = isinstance(function.value, ast.Name) and function.value.id == "np"
        if module and self.methods and node.args and isinstance(node.args[0], ast.Name):
            return ast.Call(ast.Attribute(node.args[0], function.attr, ast.Load()), node.args[1:], node.keywords)
        if not module and self.functions and isinstance(function.value, ast.Name):
            return _numpy(function.attr, function.value, *node.args, keywords=node.keywords)
        return node

    def visit_BinOp(self, node: ast.BinOp) -> ast.AST:
        self.generic_visit(node)
        if isinstance(node.op, ast.MatMult) and self.dots:
            return _numpy("dot", node.left, node.right)
        power = isinstance(node.op, ast.Pow) and isinstance(node.right, ast.Constant) and node.right.value == 2
        if power and self.squares and isinstance(node.left, ast.Name):
            return ast.BinOp(node.left, ast.Mult(), node.left)
        return node

    def visit_Subscript(self, node: ast.Subscript) -> ast.AST:
        self.generic_visit(node)
        shape = isinstance(node.value, ast.Attribute) and node.value.attr == "shape"
        if shape and self.lengths and isinstance(node.slice, ast.Constant) and node.slice.value == 0:
            return ast.Call(_name("len"), [node.value.value], [])
        return node

    def visit_AugAssign(self, node: ast.AugAssign) -> ast.AST:
        self.generic_visit(node)
        if self.augmented and isinstance(node.target, ast.Name):
            return ast.Assign([node.target], ast.BinOp(_name(node.target.id), node.op, node.value))
        return node


class Loops(ast.NodeTransformer):
    """Writes loops anew: ranges become while loops, comprehensions that are assigned become loops."""

    def __init__(self, rng: random.Random) -> None:
        self._rng = rng

    def visit_For(self, node: ast.For) -> ast.AST | list[ast.stmt]:
        self.generic_visit(node)
        plain = isinstance(node.target, ast.Name) and not node.orelse
        jumps = any(isinstance(inner, ast.Continue) for inner in ast.walk(node))
        match node.iter:
            case ast.Call(ast.Name("range"), [stop]) if plain and not jumps and self._rng.random() < 0.7:
                counter = node.target.id
                test = ast.Compare(_name(counter), [ast.Lt()], [stop])
                step = ast.AugAssign(ast.Name(counter, ast.Store()), ast.Add(), ast.Constant(1))
                return [ast.Assign([node.target], ast.Constant(0)), ast.While(test, [*node.body, step], [])]
        return node

    def visit_Assign(self, node: ast.Assign) -> ast.AST | list[ast.stmt]:
        match node:
            case ast.Assign([ast.Name(name)], ast.ListComp(element, [part])) if self._rng.random() < 0.7:
                body: list[ast.stmt] = [
                    ast.Expr(ast.Call(ast.Attribute(_name(name), "append", ast.Load()), [element], []))
                ]
                for test in part.ifs:
                    body = [ast.If(test, body, [])]
                return [
                    ast.Assign(node.targets, ast.List([], ast.Load())),
                    ast.For(part.target, part.iter, body, []),
                ]
        return node


class Returns(ast.NodeTransformer):
    """Gives a returned expression a name first."""

    def __init__(self, rng: random.Random) -> None:
        self._rng = rng

    def visit_Return(self, node: ast.Return) -> ast.AST | list[ast.stmt]:
        if node.value is None or isinstance(node.value, ast.Name) or self._rng.random() < 0.5:
            return node
        return [ast.Assign([ast.Name("answer", ast.Store())], node.value), ast.Return(_name("answer"))]


class Branches(ast.NodeTransformer):
    """Turns an if with an else round."""

    def __init__(self, rng: random.Random) -> None:
        self._rng = rng

    def visit_If(self, node: ast.If) -> ast.AST:
        self.generic_visit(node)
        chain = len(node.orelse) == 1 and isinstance(node.orelse[0], ast.If)
        if not node.orelse or chain or self._rng.random() < 0.4:
            return node
        return ast.If(ast.UnaryOp(ast.Not(), node.test), node.orelse, node.body)


def split(function: ast.FunctionDef, rng: random.Random) -> list[ast.stmt]:
    """Move the first half of a function into a helper, which returns what the second half needs."""
    half = len(function.body) // 2
    before, after = function.body[:half], function.body[half:]
    leaves = any(isinstance(inner, ast.Return) for node in before for inner in ast.walk(node))
    made = {n.id for b in before for n in ast.walk(b) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)}
    used = {n.id for a in after for n in ast.walk(a) if isinstance(n, ast.Name)}
    needed = sorted(made & used)
    if len(function.body) < 4 or leaves or not needed:
        return [function]
    name = f"{rng.choice(WORDS)}_{rng.choice(WORDS)}_{function.name}"
    given: list[ast.expr] = [_name(argument.arg) for argument in function.args.args]
    result = ast.Tuple([_name(n) for n in needed], ast.Load())
    helper = ast.FunctionDef(name, function.args, [*before, ast.Return(result)], [])
    target = ast.Tuple([ast.Name(n, ast.Store()) for n in needed], ast.Store())
    body = [ast.Assign([target], ast.Call(_name(name), given, [])), *after]
    return [helper, ast.FunctionDef(function.name, function.args, body, [])]


def renamed(tree: ast.Module, kept: set[str], rng: random.Random) -> None:
    """Give everything another name that the file itself names, but for what the handout asks for."""
    names: dict[str, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            names[node.id] = ""
        elif isinstance(node, ast.FunctionDef) and node.name not in kept:
            names[node.name] = ""
    for number, name in enumerate(sorted(names.keys() - kept)):
        names[name] = f"{rng.choice(WORDS)}_{number}"
    arguments = {argument.arg for node in ast.walk(tree) if isinstance(node, ast.arguments) for argument in node.args}
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and node.id not in arguments:
            node.id = names.get(node.id) or node.id
        elif isinstance(node, ast.FunctionDef):
            node.name = names.get(node.name) or node.name


EDITS: tuple[Callable[[random.Random], ast.NodeTransformer], ...] = (Style, Loops, Returns, Branches)
