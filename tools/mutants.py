"""Small wrongs done to a module, one at a time: each is a mutant that some test should kill.

Comparisons and connectives are turned, conditions negated, constants altered, elements and named
arguments left out, results withheld. A mutant is the whole module with one of these done to it.
"""

import ast
import copy
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import CodeType
from typing import TypeVar

Node = TypeVar("Node", bound=ast.AST)

TURNED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
}


@dataclass(frozen=True)
class Mutant:
    """One wrong done to one module.

    Attributes:
        path: the module's file.
        line: where.
        before: the source of what was changed.
        after: what stands there instead.
        number: which node of the tree was changed, in the order of `ast.walk`.
        changed: what stands there instead, as a tree.
    """

    path: Path
    line: int
    before: str
    after: str
    number: int
    changed: ast.AST

    def code(self) -> CodeType:
        """Return the whole module with the wrong in it, compiled; lines are as they were."""
        tree = ast.parse(self.path.read_text())
        node = list(ast.walk(tree))[self.number]
        wrong = ast.copy_location(copy.deepcopy(self.changed), node)
        _Swap(node, wrong).visit(tree)
        code: CodeType = compile(ast.fix_missing_locations(tree), str(self.path), "exec")
        return code

    def __str__(self) -> str:
        return (
            f"{self.path.name}:{self.line}: `{_short(self.before)}` became `{_short(self.after)}`"
        )


class _Swap(ast.NodeTransformer):
    def __init__(self, node: ast.AST, wrong: ast.AST) -> None:
        self.node, self.wrong = node, wrong

    def visit(self, node: ast.AST) -> ast.AST:
        return self.wrong if node is self.node else self.generic_visit(node)


def mutants_of(path: Path) -> Iterator[Mutant]:
    """Yield every mutant of a module, in the order of its lines."""
    tree = ast.parse(path.read_text())
    spared = set(map(id, _spared(tree)))
    for number, node in sorted(enumerate(ast.walk(tree)), key=lambda pair: _place(pair[1])):
        for changed in () if id(node) in spared else _wrongs(node):
            before, after = ast.unparse(node), ast.unparse(changed)
            if before != after:
                yield Mutant(path, _place(node)[0], before, after, number, changed)


def _place(node: ast.AST) -> tuple[int, int]:
    first = node.target if isinstance(node, ast.comprehension) else node
    return getattr(first, "lineno", 0), getattr(first, "col_offset", 0)


def _spared(tree: ast.Module) -> Iterator[ast.AST]:
    """Docstrings, annotations, imports and asserts say nothing a ruling depends on."""
    for node in ast.walk(tree):
        for part in _spared_in(node):
            yield from ast.walk(part)


def _spared_in(node: ast.AST) -> Iterable[ast.AST]:
    match node:
        case ast.Import() | ast.ImportFrom() | ast.Assert() | ast.Expr(value=ast.Constant()):
            return [node]
        case ast.AnnAssign(annotation=ast.expr() as said) | ast.arg(annotation=ast.expr() as said):
            return [said]
        case ast.FunctionDef(returns=returns, decorator_list=decorators):
            return [*decorators, *([returns] if returns else [])]
        case ast.ClassDef(decorator_list=decorators):
            return decorators
        case ast.Assign() if _names_slots_or_all(node):
            return [node]
        case ast.Subscript(slice=ast.Tuple() as types):
            return [types]
        case _:
            return []


def _names_slots_or_all(node: ast.Assign) -> bool:
    return any(isinstance(t, ast.Name) and t.id.startswith("__") for t in node.targets)


def _wrongs(node: ast.AST) -> Iterator[ast.AST]:
    yield from _turned(node)
    yield from _altered(node)
    yield from _left_out(node)


def _turned(node: ast.AST) -> Iterator[ast.AST]:
    """Comparisons, connectives and conditions turned into their opposites."""
    match node:
        case ast.Compare(ops=[op], left=left, comparators=others):
            yield ast.Compare(left, [TURNED[type(op)]()], others)
        case ast.BoolOp(op=op, values=values):
            yield ast.BoolOp(ast.Or() if isinstance(op, ast.And) else ast.And(), values)
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            yield operand
        case ast.IfExp(test=test, body=body, orelse=orelse):
            yield ast.IfExp(test, orelse, body)
        case ast.If(test=test) | ast.While(test=test):
            yield _replaced(node, test=ast.UnaryOp(ast.Not(), test))
        case _:
            return


def _altered(node: ast.AST) -> Iterator[ast.AST]:
    """Constants that say something else, results withheld, loops that go on."""
    match node:
        case ast.Constant(value=value):
            yield from (ast.Constant(other) for other in _other_values(value))
        case ast.Return(value=ast.expr() as value) if ast.unparse(value) != "None":
            yield ast.Return(ast.Constant(None))
        case ast.Break() | ast.Continue():
            yield ast.Pass()
        case _:
            return


def _left_out(node: ast.AST) -> Iterator[ast.AST]:
    """Elements, named arguments and conditions of comprehensions, one left out at a time."""
    match node:
        case ast.Tuple(elts=elements, ctx=ast.Load()) | ast.List(elts=elements, ctx=ast.Load()):
            yield from (type(node)(rest, ast.Load()) for rest in _each_left_out(elements))
        case ast.Set(elts=elements) if len(elements) > 1:
            yield from (ast.Set(rest) for rest in _each_left_out(elements))
        case ast.Call(func=function, args=given, keywords=named):
            yield from (ast.Call(function, given, rest) for rest in _each_left_out(named))
        case ast.comprehension(ifs=conditions):
            yield from (_replaced(node, ifs=rest) for rest in _each_left_out(conditions))
        case _:
            return


def _other_values(value: object) -> Iterator[bool | int | str]:
    match value:
        case bool():
            yield not value
        case int():
            yield value + 1
        case str():
            yield f"{value}_XX"
        case _:
            return


def _each_left_out(elements: list[Node]) -> Iterator[list[Node]]:
    for n in range(len(elements)):
        yield [*elements[:n], *elements[n + 1 :]]


def _replaced(node: Node, **fields: object) -> Node:
    twin = copy.copy(node)
    for name, value in fields.items():
        setattr(twin, name, value)
    return twin


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= 70 else f"{flat[:50]} … {flat[-18:]}"
