"""What follows: promises that are verified and never computed."""

from collections.abc import Iterable, Iterator
from typing import assert_never

from sibdsl.check.symbols import key
from sibdsl.model.contract import Promise
from sibdsl.model.terms import Clause
from sibdsl.syntax import forms


def promises(clauses: Iterable[forms.Clause]) -> Iterator[Promise]:
    """Each promise, and each law that a clause waives."""
    for clause in clauses:
        said = Clause(clause.number)
        match clause.form:
            case forms.Follows(law):
                yield Promise(*_law(law), said)
            case forms.Waived(law, because):
                yield Promise(*_law(law), said, waived=because.text)
            case _:
                pass


def _law(law: forms.Law) -> tuple[str, tuple[str, ...]]:
    """The kind of a promise, and the Terms and amounts in it."""
    match law:
        case forms.NoDayTwice():
            return "no day is paid for twice", ()
        case forms.AnotherDay(days, _, whose):
            return "another day", (*(key(name) for name in days.names), *_whose(whose))
        case forms.AnotherItem(items, whose):
            return "another item", (key(items), *_whose(whose))
        case forms.NeverChanges(field):
            return "never changes", (key(field),)
        case forms.NeverExceed(whose, amount):
            return "never exceed", (*_whose(whose), str(amount.money))
        case forms.NothingAfter():
            return "nothing is due after", ()
        case _:
            assert_never(law)


def _whose(whose: forms.ForEach | forms.InTotal) -> tuple[str, ...]:
    return (key(whose.name),) if isinstance(whose, forms.ForEach) else ()
