"""What changed in meaning between two contracts, as text and as data."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final, TypeAlias

from attrs import frozen

from sibdsl.model.days import Day, in_words, iso
from sibdsl.model.differences import Case, Change, Difference, OnData, Payments, Row
from sibdsl.model.money import NOTHING, Money
from sibdsl.render.page import WIDTH, counted, paragraphs, pounds, table, width_of, wrapped
from sibdsl.source import Span
from sibdsl.syntax import forms, tree
from sibdsl.syntax.walk import walk

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
    if found.changes:
        yield f"{counted(len(found.changes), 'change')} in meaning."
    elif shown.old.source.text == shown.new.source.text:
        yield "Nothing changed in meaning: word for word the same, and the same on any records."
    else:
        what = "names and words" if found.names else "words"
        sure = ", if these are the same parties" if found.parties else ""
        yield f"Nothing changed in meaning{sure}: only {what} changed."
        yield "  Proved: beneath their words the two are one, so they pay the same on any records."
    for old, new in found.names.items():
        yield from wrapped(_name(old, new, found), "  ", "    ")


def _name(old: str, new: str, found: Difference) -> str:
    """What became of a name: another for the same, or one for something else."""
    if new in found.replaced:
        return f"`{new}` stands where `{old}` stood, and means something else"
    if new in found.parties:
        return f"`{new}` stands where `{old}` stood: one party renamed, or another who pays"
    return f"`{old}` is now called `{new}`"


def _changes(shown: Shown) -> Iterator[Iterator[str]]:
    for change, example in zip(shown.found.changes, shown.examples, strict=False):
        yield _change(shown, change, example)


def _change(shown: Shown, change: Change, example: str | None) -> Iterator[str]:
    since = f", as amended from {in_words(change.since)}" if change.since is not None else ""
    yield from wrapped(f"{change.what[0].upper()}{change.what[1:]}{since}")
    yield from wrapped(f"old: {_clause(shown.old, change.old, change.since)}", "  ", "       ")
    yield from wrapped(f"new: {_clause(shown.new, change.new, change.since)}", "  ", "       ")
    if change.case is not None:
        yield from _case(change.case, example)
    elif change.silent:
        yield from wrapped(change.silent, "  ")
    else:
        tried = counted(shown.found.tried, "history", "histories")
        yield f"  no case found that is paid differently by this change in {tried}"


def _case(case: Case, example: str | None) -> Iterator[str]:
    """The case as an example of the new contract, and what each of the two pays."""
    for line in (example or "").splitlines():
        yield from wrapped(line.strip(), "    ", "      ")
    if example is None:
        records = case.given.cases
        yield f"  a case of {counted(len(records), 'person')} that no worked example can say"
    yield from table([[f"by {in_words(case.by)}", "old", "new"], *_amounts(case)])


def _amounts(case: Case) -> Iterator[Sequence[str]]:
    old, new = dict(case.first), dict(case.second)
    for name in dict.fromkeys((*old, *new)):
        yield [name, pounds(old.get(name, NOTHING)), pounds(new.get(name, NOTHING))]


def _clause(document: forms.Document, number: str | None, since: Day | None) -> str:
    """The number and the words of a clause, or of an item of its list, on one line.

    Of an amended clause, those of the amendment.
    """
    if number is None:
        return "nothing of the kind"
    whole, _, label = number.partition("(")
    found = _amendment(document, whole, since) or next(
        (c for c in document.clauses if whole and c.number == whole), None
    )
    if found is None:
        return number or "a clause without a number"
    items = (node for node in walk(found.form) if isinstance(node, tree.Item))
    item = next((one for one in items if label and one.label == label.rstrip(")")), None)
    if item is None:
        return f"{found.number} {_on_one_line(document, found.span)}"
    return f"{found.number}{_on_one_line(document, item.span)}"


def _amendment(document: forms.Document, number: str, since: Day | None) -> forms.Clause | None:
    """The amendment from that day on of the clause *number*, if there is one."""
    for clause in document.clauses:
        match clause.form:
            case forms.Amendment(day, amended) if (day.day, amended.text) == (since, number):
                return clause
            case _:
                pass
    return None


def _on_one_line(document: forms.Document, span: Span) -> str:
    """The words there, without the notes in brackets."""
    return " ".join(re.sub(r"\[[^\]]*\]", "", document.source[span]).split())


def _of_whole(shown: Shown) -> Iterator[Iterator[str]]:
    """A case that only the changes together make."""
    found = shown.found
    if found.changes and found.case is not None:
        yield iter(["A case that is paid differently by all the changes together:"])
        yield _case(found.case, shown.examples[-1])


def _on_data(data: OnData | None) -> Iterator[Iterator[str]]:
    """Totals first, by payer and by outcome; then who is paid differently, the most first."""
    if data is None:
        return
    if not data.cases and not data.otherwise:
        yield iter(["On the case data nobody is paid differently."])
        return
    yield iter(
        [
            "On the case data:",
            *table(
                [["payer", "old", "new", "more or less"], *map(_row, (*data.payers, data.whole))]
            ),
        ]
    )
    moved = [row for row in data.outcomes if row.more.pence]
    if moved:
        yield table([["outcome", "old", "new", "more or less"], *map(_row, moved)])
    if data.cases:
        n = counted(len(data.cases), "case is", "cases are")
        yield _listed(f"{n} paid more or less:", data.cases)
    if data.otherwise:
        n = counted(len(data.otherwise), "case is", "cases are")
        words = f"{n} paid as much as before, but by the payers in other shares:"
        yield _listed(words, data.otherwise)


_SHOWN: Final = 20
"""So many cases are listed as text; all of them as data."""


def _listed(words: str, cases: Sequence[Row]) -> Iterator[str]:
    """The cases that differ most, with what each payer pays more or less where there is room."""
    yield words
    shown = cases[:_SHOWN]
    payers = list(dict.fromkeys(name for row in shown for name, _ in row.payers))
    heads = [["case", "old", "new", "more or less"], [f"by {payer}" for payer in payers]]
    plain = [heads[0], *map(_row, shown)]
    beside = [heads[1], *(_by_payer(row, payers) for row in shown)]
    wide = [[*row, *more] for row, more in zip(plain, beside, strict=True)]
    less = [[row[0], row[-1], *more] for row, more in zip(plain, beside, strict=True)]
    yield from table(next((rows for rows in (wide, less) if width_of(rows) <= WIDTH), plain))
    if len(cases) > len(shown):
        yield f"  and {len(cases) - len(shown):,} more, with --format json"


def _by_payer(row: Row, payers: Sequence[str]) -> list[str]:
    more = dict(row.payers)
    return [pounds(more.get(payer, NOTHING)) for payer in payers]


def _row(row: Row) -> Sequence[str]:
    return [row.name, pounds(row.old), pounds(row.new), pounds(row.more)]


# -- As data --------------------------------------------------------------------------------------


def as_data(shown: Shown) -> Json:
    """The same, for another program: amounts in pence and as text, days as ISO text."""
    found = shown.found
    return {
        "renamed": {old: new for old, new in found.names.items() if new not in found.replaced},
        "replaced": {old: new for old, new in found.names.items() if new in found.replaced},
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
        "old": _clause_data(shown.old, change.old, change.since),
        "new": _clause_data(shown.new, change.new, change.since),
        "amended_from": iso(change.since) if change.since is not None else None,
        "pays": not change.silent,
        "case": _case_data(change.case, example) if change.case else None,
    }


def _clause_data(document: forms.Document, number: str | None, since: Day | None) -> Json | None:
    if number is None:
        return None
    return {"clause": number, "text": _clause(document, number, since)}


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
        "other_shares": [_row_data(row) for row in data.otherwise],
        "payers": [_row_data(row) for row in data.payers],
        "outcomes": [_row_data(row) for row in data.outcomes],
        "total": _row_data(data.whole),
    }


def _row_data(row: Row) -> Json:
    amounts = {"old": row.old, "new": row.new, "more": row.more}
    made: Json = {"name": row.name, **{key: _money(money) for key, money in amounts.items()}}
    return made | {"payers": _payments(row.payers)} if row.payers else made
