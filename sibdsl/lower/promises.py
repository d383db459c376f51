"""What follows: promises that are verified and never computed."""

from collections.abc import Iterable, Iterator
from typing import assert_never

from sibdsl.check.symbols import key
from sibdsl.lower.phrases import Phrases
from sibdsl.lower.scope import Scope
from sibdsl.model.contract import Promise
from sibdsl.model.terms import Clause, DayTerm
from sibdsl.syntax import forms, tree
from sibdsl.values import changed


def promises(clauses: Iterable[forms.Clause], scope: Scope) -> Iterator[Promise]:
    """Each promise, and each law that a clause waives."""
    for clause in clauses:
        here = scope.at(clause.number)
        match clause.form:
            case forms.Follows(law):
                yield _promise(law, here)
            case forms.Waived(law, because):
                yield changed(_promise(law, here), waived=because.text)
            case _:
                pass


def _promise(law: forms.Law, scope: Scope) -> Promise:
    """The kind of a promise, the Terms and amounts in it, and whose payments it is about."""
    said = Clause(scope.clause)
    match law:
        case forms.NoDayTwice():
            return Promise("no day is paid for twice", (), said)
        case forms.AnotherDay(days, after, whose):
            names = (*(key(name) for name in days.names), *_whose(whose))
            return Promise("another day", names, said, each=_each(whose), day=_day(after, scope))
        case forms.AnotherItem(items, whose):
            names = (key(items), *_whose(whose))
            return Promise("another item", names, said, each=_each(whose))
        case forms.NeverChanges(field):
            return Promise("never changes", (key(field),), said)
        case forms.NeverExceed(whose, amount):
            names = (*_whose(whose), str(amount.money))
            return Promise("never exceed", names, said, each=_each(whose), amount=amount.money)
        case forms.NothingAfter(day):
            return Promise("nothing is due after", (), said, day=_day(day, scope))
        case _:
            assert_never(law)


def _day(day: tree.DayPhrase | None, scope: Scope) -> DayTerm | None:
    return None if day is None else Phrases(scope).day(day)


def _whose(whose: forms.ForEach | forms.InTotal) -> tuple[str, ...]:
    return (key(whose.name),) if isinstance(whose, forms.ForEach) else ()


def _each(whose: forms.ForEach | forms.InTotal) -> str | None:
    return key(whose.name) if isinstance(whose, forms.ForEach) else None
