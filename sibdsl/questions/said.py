"""The words of settling sentences, with the Terms of the contract filled in."""

import re
from typing import Final

from sibdsl.model import terms
from sibdsl.model.below import reached
from sibdsl.model.contract import Contract
from sibdsl.model.records import Shape
from sibdsl.questions.core import recorded
from sibdsl.syntax.words import singular

_MANY: Final = {"Child": "Children", "Man": "Men", "Woman": "Women", "Person": "People"}


def many(term: str) -> str:
    """*term* in the plural, where that is another spelling of the same Term.

    >>> many("Net Day"), many("Responsibility"), many("Young Person"), many("Loss")
    ('Net Days', 'Responsibilities', 'Young People', 'Loss')
    """
    before, _, last = term.rpartition(" ")
    ending = f"{last[:-1]}ies" if re.search("[^aeiou]y$", last) else f"{last}s"
    plural = _MANY.get(last, ending)
    made = f"{before} {plural}".strip()
    return made if singular(made) == term else term


def a(term: str) -> str:
    """*term* with its article.

    >>> a("Episode"), a("Young Person")
    ('an Episode', 'a Young Person')
    """
    return f"{'an' if term[:1] in 'AEIO' else 'a'} {term}"


def entry(contract: Contract) -> str:
    """The event with which a case begins: that of which only the first counts, or else the first
    that eligibility asks for, or the first recorded.
    """
    events = [f.name for f in contract.person.fields if f.shape in (Shape.EVENT, Shape.EVENTS)]
    asked = [name for name, _ in recorded(reached(contract, contract.eligibility))]
    counted = [name for name in contract.first_items if name in events]
    first = [name for name in asked if name in events]
    return next(iter([*counted, *first, *events]), contract.person.name)


def day(term: terms.DayTerm) -> str | None:
    """A day in words, where a sentence can name it; None of what no short phrase says."""
    match term:
        case terms.DueDay():
            return "the due day"
        case terms.FactDay(name) | terms.DayOf(terms.Bound(name)):
            return name
        case terms.DayOf(terms.Only(items)):
            return items_named(items)
        case terms.FirstDay(of):
            return _end("first", of)
        case terms.LastDay(of):
            return _end("last", of)
        case _:
            return None


def _end(which: str, of: terms.Period | terms.Days) -> str | None:
    match of:
        case terms.SpanOf(terms.Bound(name)) | terms.PeriodNamed(name) | terms.DaysNamed(name):
            return f"the {which} day of {name}"
        case terms.SpanOf(terms.Only(items)):
            named = items_named(items)
            return f"the {which} day of {named}" if named else None
        case _:
            return None


def items_named(items: terms.Items) -> str | None:
    """The Term by which a contract calls items."""
    match items:
        case terms.Recorded(name) | terms.ItemsNamed(name):
            return name
        case terms.FirstItems(inner):
            return items_named(inner)
        case _:
            return None


def payer(value: terms.Value) -> str | None:
    """A payer in words: a party, or `the Borough on Referral`."""
    match value:
        case terms.Named(party):
            return party
        case terms.Fact(name):
            return f"the {name}"
        case terms.AttributeOn(_, name, when):
            said = day(when)
            return f"the {name} on {said}" if said else None
        case _:
            return None


def main_payer(contract: Contract) -> str:
    """Who pays the rest; the first commissioner where nobody does."""
    said = payer(contract.rest.payer) if contract.rest else None
    commissioners = contract.parties("commissioner")
    return said or next(iter(commissioners), contract.holdings[0].party)


def order(contract: Contract) -> str:
    """The order that a new limit has to state: nothing where another limit states it."""
    if contract.order:
        return ""
    return f", in order of the due day and then of {contract.case_number}"


def several(names: list[str], last: str = "and") -> str:
    """Names joined as in a sentence.

    >>> several(["Care", "Respite", "Detention"])
    'Care, Respite and Detention'
    """
    return f" {last} ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def never(term: str) -> str:
    """The promise that it changes nothing, in the singular or the plural of *term*.

    >>> never("Death"), never("Moves"), never("Legal Status")
    ('Death never changes the payments', 'Moves never change the payments', \
'Legal Status never changes the payments')
    """
    plural = singular(term) != term
    return f"{term} never {'change' if plural else 'changes'} the payments"


def quoted(codes: tuple[str, ...]) -> str:
    """Codes as a condition lists them.

    >>> quoted(("V3",)), quoted(("V3", "V4")), quoted(("a", "b", "c"))
    ('"V3"', '"V3" or "V4"', 'one of "a", "b" or "c"')
    """
    words = several([f'"{code}"' for code in codes], "or")
    return f"one of {words}" if len(codes) > 2 else words
