"""Every node of a tree, and every Term it names."""

from collections.abc import Iterator
from typing import Final

from attrs import fields

from sibdsl.syntax.tree import Name, Node

_SLOTS: Final[dict[type, tuple[str, ...]]] = {}


def _slots(kind: type) -> tuple[str, ...]:
    """The names of the parts of a node of that class, in order; its place is none of them."""
    if kind not in _SLOTS:
        _SLOTS[kind] = tuple(a.name for a in fields(kind) if a.name != "span")
    return _SLOTS[kind]


def parts(node: Node) -> Iterator[tuple[str, Node]]:
    """The nodes straight below *node*, each with the name of the part it stands in."""
    for slot in _slots(type(node)):
        value = getattr(node, slot)
        if isinstance(value, Node):
            yield slot, value
        elif isinstance(value, tuple):
            yield from ((slot, part) for part in value if isinstance(part, Node))


def walk(node: Node) -> Iterator[Node]:
    """*node* and all below it, in the order of the words."""
    yield node
    for _, part in parts(node):
        yield from walk(part)


def names(node: Node) -> Iterator[tuple[Node, str, Name]]:
    """Every Term named below *node*: the node that names it, the part it stands in, the Term."""
    for slot, part in parts(node):
        if isinstance(part, Name):
            yield node, slot, part
        else:
            yield from names(part)
