"""Where a slip can be made in a module, and what it looks like."""

import ast
from collections.abc import Iterator
from typing import Any

TURNED: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Lt: (ast.LtE, ast.GtE),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.LtE),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
}
OTHER = {"min": "max", "max": "min", "any": "all", "all": "any"}


class Planting(ast.NodeTransformer):
    """Counts the places where a slip can be made, and makes the one of that *number*."""

    def __init__(self, number: int) -> None:
        self.number = number
        self.found: list[tuple[str, str, int]] = []
        self.names: list[str] = []

    def visit(self, node: ast.AST) -> Any:
        """*node*, or what stands in its place."""
        if not self._within(node):
            return node
        named = isinstance(node, ast.FunctionDef | ast.Lambda)
        if named:
            self.names.append(getattr(node, "name", "lambda"))
        for what, other in _slips_of(node) if self.names else ():
            self.found.append((".".join(self.names), what, getattr(node, "lineno", 0)))
            if len(self.found) - 1 == self.number:
                return ast.fix_missing_locations(ast.copy_location(other, node))
        self.generic_visit(node)
        if named:
            self.names.pop()
        return node

    def _within(self, node: ast.AST) -> bool:
        """Whether a slip can be made below *node*: not in types, words and assertions."""
        return not isinstance(node, ast.Assert | ast.JoinedStr | ast.arguments | ast.AnnAssign)


def _slips_of(node: ast.AST) -> Iterator[tuple[str, ast.AST]]:
    said = ast.unparse(node).partition("\n")[0]
    for other in _otherwise(node):
        now = ast.unparse(other).partition("\n")[0]
        yield f"`{now}` for `{said}`", other


def _otherwise(node: ast.AST) -> Iterator[ast.AST]:
    match node:
        case ast.Compare(left, [op], right):
            yield from (ast.Compare(left, [turned()], right) for turned in TURNED[type(op)])
        case ast.Compare(left, [one, other], right):
            yield from (ast.Compare(left, [turned(), other], right) for turned in TURNED[type(one)])
            yield from (ast.Compare(left, [one, turned()], right) for turned in TURNED[type(other)])
        case ast.BoolOp(op, values):
            yield ast.BoolOp(ast.Or() if isinstance(op, ast.And) else ast.And(), values)
        case ast.UnaryOp(ast.Not(), operand):
            yield operand
        case ast.Constant(int() as n) if not isinstance(n, bool):
            yield ast.Constant(n + 1)
        case ast.BinOp(left, ast.Add() | ast.Sub() as op, right):
            yield ast.BinOp(left, ast.Sub() if isinstance(op, ast.Add) else ast.Add(), right)
        case ast.Call(ast.Name(name), args, keywords) if name in OTHER:
            yield ast.Call(ast.Name(OTHER[name], ast.Load()), args, keywords)
        case ast.Call(called, [ast.Name("first") as one, ast.Name("second") as other, *rest], kw):
            yield ast.Call(called, [other, one, *rest], kw)
        case ast.Tuple([ast.Name("first") as one, ast.Name("second") as other]):
            yield ast.Tuple([other, one], ast.Load())
        case ast.comprehension(target, iterated, [_, *rest], is_async):
            yield ast.comprehension(target, iterated, rest, is_async)
        case ast.If(ast.Name() | ast.Call() as test, body, orelse):
            yield ast.If(ast.UnaryOp(ast.Not(), test), body, orelse)
        case ast.IfExp(test, body, orelse):
            yield ast.IfExp(test, orelse, body)
        case ast.Expr(ast.Yield() | ast.YieldFrom()):
            yield ast.If(ast.Constant(value=False), [node], [])
        case ast.Continue() | ast.Break() | ast.Return(None):
            yield ast.Pass()
        case _:
            pass
