"""A contract in its parts, and the parts in which two contracts differ."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from attrs import field, fields, frozen, has

from sibdsl.model import terms
from sibdsl.model.contract import Contract
from sibdsl.values import changed
from sibdsl.verify.difference_terms import unnumbered

_SINGLE: Final = {
    "term": "the term",
    "case_number": "the case number",
    "joined_by": "which records are one person",
    "places": "how many are eligible",
    "above_limit_counts": "what is above a limit",
    "order": "the order of payments",
    "rest": "who pays the rest",
    "claims": "the claims",
    "late_evidence": "late evidence",
    "wait": "how long an unknown waits",
    "governed_by": "which version of a clause applies",
}
_NAMED: Final = {
    "definitions": "what {} means",
    "first_items": "which {} count",
    "tariffs": "what {} pays",
}
_LISTED: Final = {
    "holdings": "a party",
    "stops": "a stop",
    "count_limits": "a limit on the number",
    "money_limits": "a limit on payments",
    "shares": "a share",
    "payer_limits": "a limit on what a party pays",
    "takes_over": "who takes over a share",
    "certificates": "who certifies",
    "promises": "a promise",
    "rises": "a rise of prices",
    "deductions": "a deduction",
    "shortfalls": "a least number",
    "floors": "a least payment",
    "reliefs": "a payment in place of others",
}
_CLAUSES: Final = {
    "term": "term_clause",
    "above_limit_counts": "above_limit",
    "wait": "wait_clause",
}
_DATA: Final = "changes what data may hold, and nothing that is paid on data that both can read"
_LATER: Final = "changes when money is claimed or settled, and nothing that one history shows"
_SILENT: Final = {
    "records": _DATA,
    "joined_by": "changes which records of the data are one person",
    "certificates": "changes who certifies, and nothing that is paid on what is certified",
    "promises": "a promise pays nothing: `sibdsl verify` asks whether it is kept",
    "late_evidence": _LATER,
    "claims": _LATER,
}
"""What no history alone can show: how data is read and claims follow each other."""


@frozen
class Part:
    """One part of a contract: the slot that it stands in, its name or place there, its value."""

    slot: str
    name: str
    what: str
    value: Any
    clause: str

    @property
    def silent(self) -> str:
        """Why no given history can show it; empty of what can change what is paid."""
        return _SILENT.get(self.slot, "")


@frozen
class Pair:
    """A part as it was and as it is; None where one contract has none of the kind."""

    old: Part | None
    new: Part | None
    since: int | None = field(default=None)

    @property
    def part(self) -> Part:
        """The one that is there, the new one first."""
        part = self.new or self.old
        assert part is not None, "one of the two is there"
        return part

    @property
    def silent(self) -> str:
        """Why no given history can show it; empty where one may."""
        if self.part.slot == "definitions" and None in (self.old, self.new):
            return "pays nothing by itself: what uses it is shown by itself"
        return self.part.silent


def pairs(old: Contract, new: Contract) -> tuple[Pair, ...]:
    """The parts of two contracts in the same Terms that differ in meaning, in the new order."""
    before, after = list(parts(old)), list(parts(new))
    for one in tuple(before):
        other = next((p for p in after if _same(one, p)), None)
        if other is not None:
            before.remove(one)
            after.remove(other)
    found = [Pair(_taken(before, part), part) for part in after]
    return (*found, *(Pair(part, None) for part in before))


def _same(one: Part, other: Part) -> bool:
    alike = one.slot == other.slot and (one.name == other.name or one.slot in _LISTED)
    return alike and bool(unnumbered(one.value) == unnumbered(other.value))


def _taken(before: list[Part], part: Part) -> Part | None:
    """The old part that *part* stands for, taken out: of its name, or what is most like it.

    Parts of a list have no names: one of the same clause, or that differs in one thing only.
    """
    kin = [one for one in before if one.slot == part.slot]
    if part.slot not in _LISTED and part.slot != "eligibility":
        kin = [one for one in kin if one.name == part.name]
    else:
        kin = [one for one in kin if one.clause == part.clause or _near(one.value, part.value)]
        kin.sort(key=lambda one: (not _near(one.value, part.value), one.clause != part.clause))
    if not kin:
        return None
    before.remove(kin[0])
    return kin[0]


def _near(one: Any, other: Any) -> bool:
    """Whether two values of a kind differ in one part at most, their clauses apart."""
    if type(one) is not type(other) or not has(type(one)):
        return False
    if isinstance(one, terms.Stated):
        return _near(one.condition, other.condition)
    slots = (a.name for a in fields(type(one)) if a.name != "clause")
    values = ((unnumbered(getattr(one, n)), unnumbered(getattr(other, n))) for n in slots)
    apart = [before for before, after in values if before != after]
    return len(apart) <= 1


def parts(contract: Contract) -> Iterator[Part]:
    """Everything that a contract says, in parts; a stated absence has no effect and is none."""
    for slot, what in _SINGLE.items():
        value = getattr(contract, slot)
        said = getattr(contract, _CLAUSES[slot]) if slot in _CLAUSES else value
        yield Part(slot, "", what, value, _clause(said))
    yield from _fields(contract)
    for slot, what in _NAMED.items():
        for name, value in getattr(contract, slot).items():
            yield Part(slot, name, what.format(name), value, _clause(value))
    conditions = contract.eligibility
    listed = conditions.parts if isinstance(conditions, terms.AllOf) else (conditions,)
    for condition in listed:
        yield Part("eligibility", "", "who is eligible", condition, _clause(condition))
    for outcome in contract.outcomes:
        what = f"when {outcome.name} is achieved"
        yield Part("outcomes", outcome.name, what, outcome, _clause(outcome))
    for slot, what in _LISTED.items():
        for value in getattr(contract, slot):
            yield Part(slot, "", what, value, _clause(value))


def _fields(contract: Contract) -> Iterator[Part]:
    """Each field of each record."""
    kinds = (contract.person, contract.record, *contract.groups.values())
    for kind in kinds:
        for one in kind.fields:
            yield Part(
                "records", f"{kind.name}.{one.name}", f"the record of {one.name}", one, one.clause
            )


def _clause(value: Any) -> str:
    """The number of the first clause named in *value*, its own before those below it."""
    if isinstance(value, terms.Clause):
        return value.number
    if isinstance(value, Mapping):
        value = tuple(value.values())
    if isinstance(value, tuple):
        return next(filter(None, map(_clause, value)), "")
    if has(type(value)):
        own = getattr(value, "clause", None)
        if own is not None:
            return own if isinstance(own, str) else str(own.number)
        return next(
            filter(None, (_clause(getattr(value, a.name)) for a in fields(type(value)))), ""
        )
    return ""


def put_back(contract: Contract, pair: Pair, old: Contract) -> Contract:
    """*contract*, but with that part of it as it was in *old*."""
    slot, part = pair.part.slot, pair.part
    other: dict[str, Any] = {
        "definitions": {**old.definitions, **contract.definitions},
        "tariffs": {**old.tariffs, **contract.tariffs},
    }
    if slot in _SINGLE:
        other[slot] = getattr(old, slot)
    elif slot in _NAMED:
        # What is new stays where it is a meaning or a price: other parts name it still.
        table = dict(other.get(slot, getattr(contract, slot)))
        if pair.old is not None:
            table[part.name] = pair.old.value
        elif slot == "first_items":
            table.pop(part.name, None)
        other[slot] = table
    elif slot == "eligibility":
        conditions = contract.eligibility
        listed = conditions.parts if isinstance(conditions, terms.AllOf) else (conditions,)
        other[slot] = terms.AllOf(_replaced(listed, pair))
    elif slot in _LISTED or slot == "outcomes":
        other[slot] = _replaced(getattr(contract, slot), pair)
    return changed(contract, **other)


def _replaced(listed: tuple[Any, ...], pair: Pair) -> tuple[Any, ...]:
    """*listed* with the old value in place of the new."""
    old = () if pair.old is None else (pair.old.value,)
    if pair.new is None:
        return (*listed, *old)
    at = listed.index(pair.new.value)
    return (*listed[:at], *old, *listed[at + 1 :])
