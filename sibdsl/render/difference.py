"""What changed in meaning between two contracts, as text and as data."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TypeAlias

from attrs import frozen

from sibdsl.model.days import in_words, iso
from sibdsl.model.differences import Case, Change, Difference, OnData, Payments, Row
from sibdsl.model.money import NOTHING, Money
from sibdsl.render.page import counted, paragraphs, pounds, table, wrapped
from sibdsl.syntax import forms

Json: TypeAlias = dict[str, Any]


@frozen
class Shown:
    """A difference with all that stands beside it.

    *examples* are its cases as worked examples of the new contract, in the order of the changes;
    None where there is no case, or it cannot be said as one. The last is that of the whole.
    """

    found: Difference
    old: forms.Document
    new: forms.Document
    examples: tuple[str | None, ...]
    data: OnData | None = None


def text(shown: Shown) -> str:
    """Each change with its clauses and its case; then the case data, where any was read."""
    return paragraphs([_head(shown), *_changes(shown), *_of_whole(shown), *_on_data(shown.data)])


def _head(shown: Shown) -> Iterator[str]:
    found = shown.found
    if not found.changes:
        yield "Nothing changed in meaning: the two contracts pay the same on any records."
    else:
        yield f"{counted(len(found.changes), 'change')} in meaning."
    for old, new in found.names.items():
        yield f"  `{old}` is now called `{new}`"


def _changes(shown: Shown) -> Iterator[Iterator[str]]:
    for change, example in zip(shown.found.changes, shown.examples, strict=False):
        yield _change(shown, change, example)


def _change(shown: Shown, change: Change, example: str | None) -> Iterator[str]:
    since = f", as amended from {in_words(change.since)}" if change.since is not None else ""
    yield from wrapped(f"{change.what[0].upper()}{change.what[1:]}{since}")
    yield from wrapped(f"old: {_clause(shown.old, change.old)}", "  ", "       ")
    yield from wrapped(f"new: {_clause(shown.new, change.new)}", "  ", "       ")
    if change.case is not None:
        yield from _case(change.case, example)
    elif change.pays:
        tried = counted(shown.found.tried, "history", "histories")
        yield f"  no case found that is paid differently by this change in {tried}"
    else:
        yield "  changes what is read, claimed or promised; no one history shows it"


def _case(case: Case, example: str | None) -> Iterator[str]:
    """The case as an example of the new contract, and what each of the two pays."""
    for line in (example or "").splitlines():
        yield f"    {line.strip()}"
    if example is None:
        records = case.given.cases
        yield f"  a case of {counted(len(records), 'person')} that no worked example can say"
    yield from table([[f"by {in_words(case.by)}", "old", "new"], *_amounts(case)])


def _amounts(case: Case) -> Iterator[Sequence[str]]:
    old, new = dict(case.first), dict(case.second)
    for name in dict.fromkeys((*old, *new)):
        yield [name, pounds(old.get(name, NOTHING)), pounds(new.get(name, NOTHING))]


def _clause(document: forms.Document, number: str | None) -> str:
    """The number and the words of a clause, on one line."""
    if number is None:
        return "nothing of the kind"
    whole = number.partition("(")[0]
    found = next((c for c in document.clauses if whole and c.number == whole), None)
    if found is None:
        return number or "a clause without a number"
    return f"{whole} {' '.join(document.source[found.span].split())}"


def _of_whole(shown: Shown) -> Iterator[Iterator[str]]:
    """A case that only the changes together make."""
    found = shown.found
    if found.changes and found.case is not None:
        yield iter(["A case that is paid differently by all the changes together:"])
        yield _case(found.case, shown.examples[-1])


def _on_data(data: OnData | None) -> Iterator[Iterator[str]]:
    if data is None:
        return
    if not data.cases and not data.otherwise:
        yield iter(["On the case data nobody is paid differently."])
    if data.cases:
        n = counted(len(data.cases), "case is", "cases are")
        yield iter([f"On the case data {n} paid more or less:"])
        yield table([["case", "old", "new", "more or less"], *map(_row, data.cases)])
    if data.otherwise:
        n = counted(len(data.otherwise), "case is", "cases are")
        yield iter([f"{n} paid as much as before, but by the payers in other shares."])
    yield table([["payer", "old", "new", "more or less"], *map(_row, (*data.payers, data.whole))])


def _row(row: Row) -> Sequence[str]:
    return [row.name, pounds(row.old), pounds(row.new), pounds(row.more)]


# -- As data --------------------------------------------------------------------------------------


def as_data(shown: Shown) -> Json:
    """The same, for another program: amounts in pence and as text, days as ISO text."""
    found = shown.found
    return {
        "renamed": dict(found.names),
        "histories": found.tried,
        "paid_differently": found.apart,
        "changes": [
            _change_data(shown, change, example)
            for change, example in zip(found.changes, shown.examples, strict=False)
        ],
        "case": _case_data(found.case, shown.examples[-1]) if found.case else None,
        "data": _data(shown.data),
    }


def _change_data(shown: Shown, change: Change, example: str | None) -> Json:
    return {
        "what": change.what,
        "old": _clause_data(shown.old, change.old),
        "new": _clause_data(shown.new, change.new),
        "amended_from": iso(change.since) if change.since is not None else None,
        "pays": change.pays,
        "case": _case_data(change.case, example) if change.case else None,
    }


def _clause_data(document: forms.Document, number: str | None) -> Json | None:
    return None if number is None else {"clause": number, "text": _clause(document, number)}


def _case_data(case: Case, example: str | None) -> Json:
    return {
        "example": example,
        "by": iso(case.by),
        "old": _payments(case.first),
        "new": _payments(case.second),
    }


def _payments(payments: Payments) -> Mapping[str, Json]:
    return {name: _money(money) for name, money in payments}


def _money(money: Money) -> Json:
    return {"pence": money.pence, "text": str(money)}


def _data(data: OnData | None) -> Json | None:
    if data is None:
        return None
    return {
        "cases": [_row_data(row) for row in data.cases],
        "other_shares": list(data.otherwise),
        "payers": [_row_data(row) for row in data.payers],
        "total": _row_data(data.whole),
    }


def _row_data(row: Row) -> Json:
    amounts = {"old": row.old, "new": row.new, "more": row.more}
    return {"name": row.name, **{key: _money(money) for key, money in amounts.items()}}
