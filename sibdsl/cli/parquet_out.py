"""A ledger as a Parquet file: dates as dates, amounts as whole pence."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import polars as pl

from sibdsl.model.ledger import Ledger
from sibdsl.model.money import Money
from sibdsl.render import ledger_table

_DAYS: Final = frozenset(
    ("claim_from", "claim_to", "due_from", "due_to", "evidence_from", "evidence_to")
)
_NUMBERS: Final = frozenset(("achieved", "units"))
_AMOUNTS: Final = frozenset(("gross", "cut", "paid"))


def write_parquet(path: Path, ledger: Ledger) -> None:
    """The columns of the table, in its order; an amount is an Int64 of pence."""
    schema = schema_of(ledger.payers)
    rows = [tuple(map(_plain, row)) for row in ledger_table.rows(ledger)]
    pl.DataFrame(rows, schema, orient="row").write_parquet(path)


def schema_of(payers: tuple[str, ...]) -> Mapping[str, Any]:
    """The type of each column of a ledger with those payers."""
    return {name: _type(name, payers) for name in ledger_table.headings(payers)}


def _type(name: str, payers: tuple[str, ...]) -> Any:
    if name in _DAYS:
        return pl.Date
    if name in _NUMBERS | _AMOUNTS or name in payers:
        return pl.Int64
    return pl.String


def _plain(cell: ledger_table.Cell) -> Any:
    return cell.pence if isinstance(cell, Money) else cell
