"""The ledger as a frame: the columns of its table, a row each line; to files, and in sums."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np
import polars as pl

from sibdsl.engine.drafts import NONE, Desk, ranks
from sibdsl.engine.evaluate import Reckoned
from sibdsl.engine.proof_text import rows_text
from sibdsl.engine.ragged import Ints
from sibdsl.engine.waiting import Waits
from sibdsl.model.contract import Contract
from sibdsl.model.days import day
from sibdsl.model.funding import payers
from sibdsl.model.ledger import Ledger, Line
from sibdsl.model.money import Money

_EPOCH: Final = day(1970, 1, 1)
_AMOUNTS: Final = ("gross", "cut", "paid")

ROW_GROUP: Final = 100_000
"""So many lines are one group of rows in a Parquet file, however it was put together."""


def frame_of(contract: Contract, found: Reckoned) -> pl.DataFrame:
    """Every line, in the ledger's order: days as dates, both ends included, amounts as pence."""
    lines, desk = found.lines, found.desk
    unpaid = lines.unpaid != NONE
    shares = {party: lines.shares[:, at] for at, party in enumerate(desk.parties)}
    nothing = np.zeros(len(lines), np.int64)
    return pl.DataFrame(
        {
            "case": _words(desk.course.texts.words, lines.case),
            "group": _words(desk.course.texts.words, lines.group),
            "outcome": _words(tuple(desk.rank), lines.outcome),
            "clause": _words(desk.clauses, lines.clause),
            "claim_from": _dates(lines.claim_first),
            "claim_to": _dates(lines.claim_after - 1),
            "due_from": _dates(lines.first_due),
            "due_to": _dates(lines.last_due),
            "evidence_from": _dates(lines.first).set(pl.Series(~lines.proven), None),
            "evidence_to": _dates(lines.after - 1).set(pl.Series(~lines.proven), None),
            "achieved": pl.Series(lines.achieved).set(pl.Series(lines.achieved == NONE), None),
            "units": lines.units,
            "gross": lines.gross,
            "cut": np.where(unpaid, 0, lines.gross - lines.paid),
            "paid": lines.paid,
            "unpaid_by": _words(desk.clauses, lines.unpaid),
            "cut_by": _words([";".join(cut) or None for cut in desk.cuts], lines.cut),
            **{party: shares.get(party, nothing) for party in payers(contract)},
            "rows": rows_text(found),
        }
    )


def _words(words: Sequence[str | None], at: Ints) -> pl.Series:
    """The word at each place; null where there is none."""
    if (at == NONE).all():
        return pl.repeat(None, len(at), dtype=pl.String, eager=True)
    return pl.Series([None, *words], dtype=pl.String).gather(at - NONE)


def _dates(days: Ints) -> pl.Series:
    return pl.Series((days - _EPOCH).astype(np.int32)).cast(pl.Date)


def write_parquet(path: Path, frame: pl.DataFrame) -> None:
    """*frame* as a Parquet file. A disk that is full, or away, raises OSError."""
    _written(lambda: frame.write_parquet(path, row_group_size=ROW_GROUP))


def write_csv(path: Path, frame: pl.DataFrame) -> None:
    """*frame* as the table of a ledger: amounts as pounds and pence, LF line ends."""
    text = frame.with_columns(_amounts(frame.columns))
    _written(lambda: text.write_csv(path, null_value="", quote_style="necessary"))


def write_part(path: Path, frame: pl.DataFrame) -> None:
    """*frame* as a file that is soon read again, by `write_together`."""
    _written(lambda: frame.write_ipc(path, compression="lz4"))


def write_together(path: Path, kind: str, parts: Sequence[Path]) -> None:
    """The ledger of which *parts* are the parts, one after another, as `.csv` or `.parquet`: the
    bytes that it has in one piece. It is never held whole.
    """
    lines = pl.scan_ipc(list(parts))
    if kind == ".csv":
        text = lines.with_columns(_amounts(lines.collect_schema().names()))
        _written(lambda: text.sink_csv(path, null_value="", quote_style="necessary"))
    else:
        _written(lambda: lines.sink_parquet(path, row_group_size=ROW_GROUP))


def _amounts(columns: Sequence[str]) -> list[pl.Expr]:
    """The columns of a ledger that are amounts, as pounds and pence."""
    own = columns[columns.index("cut_by") + 1 : -1]
    return [_pounds(name) for name in (*_AMOUNTS, *own)]


def _pounds(name: str) -> pl.Expr:
    """An amount of pence as pounds and pence, `1234.00`."""
    pence = pl.col(name)
    whole, part = (pence.abs() // 100).cast(pl.String), (pence.abs() % 100).cast(pl.String)
    sign = pl.when(pence < 0).then(pl.lit("-")).otherwise(pl.lit(""))
    return pl.concat_str(sign, whole, pl.lit("."), part.str.zfill(2)).alias(name)


def _written(write: Any) -> None:
    try:
        write()
    except pl.exceptions.PolarsError as broken:
        raise OSError(str(broken)) from broken


# -- In sums --------------------------------------------------------------------------------------


def in_sums(contract: Contract, found: Reckoned) -> Ledger:
    """A ledger of few lines with the sums of all: for what is said in totals, and nothing else.

    Lines of one outcome, clause, claim and limits are one. What waits is not in it.
    """
    names = payers(contract)
    sums = _sums(contract, found).iter_rows(named=True)
    lines = ordered(contract, (_line(found.desk, row, names) for row in sums))
    return Ledger(
        contract.title,
        contract.digest,
        found.as_at,
        lines,
        cases=found.cases,
        eligible=found.eligible,
        payers=names,
    )


def ordered(contract: Contract, sums: Iterable[Line]) -> tuple[Line, ...]:
    """*sums* in order of outcome, clause, claim and limits."""
    rank = ranks(contract)
    return tuple(
        sorted(
            sums, key=lambda x: (rank[x.outcome], x.clause, x.claim, x.unpaid_by or "", x.cut_by)
        )
    )


def waiting_in_sums(found: Reckoned, waits: Waits) -> tuple[tuple[str, str, int], ...]:
    """The outcomes that wait, each with its clause and of how many cases and groups it waits."""
    desk = found.desk
    frame = pl.DataFrame({n: getattr(waits, n) for n in ("outcome", "clause", "case", "group")})
    whose = pl.struct("case", "group").n_unique()
    sums = frame.group_by("outcome", "clause").agg(whose.alias("n")).sort("outcome", "clause")
    names = tuple(desk.rank)
    return tuple(
        (names[outcome], desk.clauses[clause], n) for outcome, clause, n in sums.iter_rows()
    )


def _sums(contract: Contract, found: Reckoned) -> pl.DataFrame:
    """The sums of units and amounts by outcome, clause, claim and limits, these as numbers."""
    lines, desk = found.lines, found.desk
    shares = {party: lines.shares[:, at] for at, party in enumerate(desk.parties)}
    by = ("outcome", "clause", "claim_first", "claim_after", "unpaid", "cut")
    frame = pl.DataFrame(
        {
            # Days and numbers of words fit in four bytes, and half as many are sooner compared.
            **{name: getattr(lines, name).astype(np.int32) for name in by},
            **{name: getattr(lines, name) for name in ("units", "gross", "paid")},
            **{party: shares[party] for party in payers(contract) if party in shares},
        }
    )
    return frame.group_by(by).agg(pl.all().sum())


def _line(desk: Desk, row: Mapping[str, Any], names: tuple[str, ...]) -> Line:
    return Line(
        case=None,
        outcome=tuple(desk.rank)[row["outcome"]],
        clause=desk.clauses[row["clause"]],
        first_due=row["claim_first"],
        last_due=row["claim_after"] - 1,
        evidence=None,
        units=row["units"],
        gross=Money(row["gross"]),
        paid=Money(row["paid"]),
        claim=(row["claim_first"], row["claim_after"]),
        unpaid_by=None if row["unpaid"] == NONE else desk.clauses[row["unpaid"]],
        cut_by=desk.cuts[row["cut"]],
        shares=tuple((name, Money(row[name])) for name in names if row.get(name)),
    )
