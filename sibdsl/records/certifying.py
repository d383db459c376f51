"""Who answers for what a file says: `The commissioner certifies Therapies`."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import assert_never

from attrs import evolve, frozen

from sibdsl.diagnostics import Finding, Place
from sibdsl.diagnostics.codes import NOT_CERTIFIED
from sibdsl.model.histories import Event, Row, Spell
from sibdsl.records.said import Fact, Said, Told, What
from sibdsl.records.sorting import Sorted

OF_THE_RETURN = "commissioner"
"""Who answers for the SSDA903 return, unless the mapping says otherwise: the council itself."""


@frozen
class Certifiers:
    """*of_field*: the parties and roles that certify a field; *of_file*: who answers for a file."""

    of_field: Mapping[str, frozenset[str]]
    of_file: Mapping[str, str | None]

    def accept(self, field: str, row: Row) -> bool:
        """Whether what the row says of *field* is certified by whoever has to."""
        needed = self.of_field.get(field)
        return needed is None or self.of_file.get(row.file, OF_THE_RETURN) in needed


def answering(sheets: Sorted) -> Mapping[str, str | None]:
    """Who answers for each file; None where the mapping does not say, and it is not the return."""
    tables: dict[str, str | None] = {p.sheet.file: p.about.certified_by for p in sheets.plans}
    headers = {header.file: about.certified_by or OF_THE_RETURN for header, about in sheets.headers}
    return {**{each.file: OF_THE_RETURN for each in sheets.episodes}, **headers, **tables}


def certified(said: Iterable[Said], certifiers: Certifiers) -> Told:
    """*said*, with what nobody certified marked so; one finding for each file and field."""
    kept: list[Said] = []
    refused: Counter[tuple[str, str]] = Counter()
    for each in said:
        rows = _rows(each.what)
        if all(certifiers.accept(each.field, row) for row in rows):
            kept.append(each)
        else:
            kept.append(evolve(each, what=_uncertified(each.what)))
            refused[rows[0].file, each.field] += 1
    return Told(tuple(kept), tuple(_findings(refused, certifiers)))


def _rows(what: What) -> tuple[Row, ...]:
    return (what.row,) if isinstance(what, Fact) else what.rows


def _uncertified(what: What) -> What:
    match what:
        case Fact(_, row):
            return Fact(None, row)
        case Event() | Spell():
            return evolve(what, certified=False)
        case _:
            assert_never(what)


def _findings(refused: Mapping[tuple[str, str], int], certifiers: Certifiers) -> Iterator[Finding]:
    for (file, field), count in sorted(refused.items()):
        # A role, in small letters, says more to the reader than one of many who hold it.
        needed = max(certifiers.of_field[field], key=lambda who: (who[0].islower(), who))
        yield Finding(
            NOT_CERTIFIED,
            f"{count:,} of `{field}` not certified, and so not yet known: the contract needs the "
            f"word of the {needed}, and nothing says that this file has it",
            Place(file),
            help=f'if it has, write `certified_by = "{needed}"` under `[files."{file}"]` in '
            "mapping.toml",
        )
