"""A ledger or a claim in JSON as the rows of text that the table would have."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from sibdsl.model.money import Money
from sibdsl.model.seal import seal_of_object
from sibdsl.records.claim_rows import Written


def written_in(data: bytes) -> Written | str:
    """The rows in the object *data*; in words why there are none.

    The line of a row is its place among the lines, from 1.
    """
    try:
        told = json.loads(data)
        rows = tuple(enumerate((dict(_cells(line)) for line in told["lines"]), start=1))
        payers = tuple(map(str, told["payers"]))
        return Written(rows, payers, dict(_whole(told)), seal_of_object(told))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return "the file is no ledger and no claim in JSON"


def _whole(told: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    yield "as_at", str(told["as_at"] or "")
    yield "contract", str(told["sha256"])
    if "paid" in told:
        yield "paid", _amount(told["paid"])
    if "claim_number" in told:
        yield "claim_number", str(told["claim_number"])
        yield "claimed_before", _amount(told["claimed_before"])
        yield "seal", str(told.get("seal", ""))


def _cells(line: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for name in ("case", "group", "outcome", "clause", "unpaid_by"):
        yield name, str(line[name] or "")
    for name in ("claim", "due", "evidence"):
        days = line[name] or {"from": "", "to": ""}
        yield from ((f"{name}_{end}", str(days[end])) for end in ("from", "to"))
    for name in ("achieved", "units"):
        yield name, "" if line[name] is None else str(line[name])
    for name in ("gross", "cut", "paid"):
        yield name, _amount(line[name])
    yield "cut_by", ";".join(map(str, line["cut_by"]))
    yield from ((payer, _amount(amount)) for payer, amount in line["shares"].items())
    yield "reverses", " ".join(f"{row['file']}:{row['line']}" for row in line.get("reverses", ()))


def _amount(amount: Mapping[str, int]) -> str:
    return Money(amount["pence"]).plain
