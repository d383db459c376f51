"""The table of places covers every place of a sentence where a Term can stand, and no other."""

import typing
from types import UnionType

import attrs

from sibdsl.check.expected import EXPECTED, SUBJECTS
from sibdsl.syntax import forms, tree


def classes() -> list[type]:
    """Every class of the tree but those of the whole file."""
    found = {
        value
        for module in (tree, forms)
        for value in vars(module).values()
        if isinstance(value, type) and issubclass(value, tree.Node) and attrs.has(value)
    }
    return sorted(found - {tree.Node, tree.Name, tree.Item}, key=lambda kind: kind.__name__)


def leaves(hint: object) -> set[object]:
    """The classes that a type written in the tree stands for, tuples and unions opened."""
    if isinstance(hint, UnionType) or typing.get_origin(hint) in (tuple, typing.Union):
        return {leaf for part in typing.get_args(hint) for leaf in leaves(part)}
    return {hint}


def places() -> set[tuple[type, str]]:
    """Every class and part where a Term can stand."""
    known = {**vars(tree), **vars(forms)}
    return {
        (kind, slot)
        for kind in classes()
        for slot, hint in typing.get_type_hints(kind, known).items()
        if tree.Name in leaves(hint)
    }


BY_WHAT_FOLLOWS = {(tree.NameIs, "name"), (tree.NameIsNot, "name")}


def test_every_place_of_a_term_is_in_the_table_and_no_other() -> None:
    assert set(EXPECTED) == places() - BY_WHAT_FOLLOWS


def test_every_state_of_a_subject_is_in_the_table() -> None:
    assert set(SUBJECTS) == leaves(tree.State)
