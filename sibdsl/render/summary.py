"""The summary that a finance officer sends on: what is due, for what, by whom, and when."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from sibdsl.diagnostics import Code
from sibdsl.model.contract import Contract
from sibdsl.model.days import in_words
from sibdsl.model.inputs import Input
from sibdsl.model.ledger import FLOOR, RELIEF, SHORTFALL, DaySpan, Ledger, Line
from sibdsl.model.money import Money
from sibdsl.render.overview import promised
from sibdsl.render.page import (
    WIDTH,
    counted,
    days_in_words,
    listed,
    named,
    paragraphs,
    pounds,
    shared_later,
    table,
    width_of,
    wrapped,
)
from sibdsl.render.waiting import lapsed, waiting

LeftOut = Sequence[tuple[str, Code]]

SHOWN: Final = 16
"""So many figures of a fingerprint tell files apart; the JSON has all 64."""


def summary(
    contract: Contract, ledger: Ledger, left_out: LeftOut, inputs: Sequence[Input] = ()
) -> str:
    """All that *ledger* says, in totals, the cases that are not in it, and the *inputs* to name."""
    return paragraphs(
        [
            _head(contract, ledger, left_out),
            _by_outcome(contract, ledger),
            _limits(contract, ledger),
            _by_payer(ledger),
            _by_claim(contract, ledger),
            waiting(contract, ledger),
            lapsed(contract, ledger),
            _left_out(left_out),
            _inputs(contract, inputs),
        ]
    )


def of_others(contract: Contract, inputs: Sequence[Input]) -> tuple[Input, ...]:
    """The *inputs* that another party than a commissioner answers for."""
    own = {"commissioner", *contract.parties("commissioner"), None}
    return tuple(each for each in inputs if each.certified_by not in own)


def _head(contract: Contract, ledger: Ledger, left_out: LeftOut) -> Iterator[str]:
    yield ledger.contract
    yield f"What is due by {in_words(ledger.as_at)}"
    yield ""
    yield from named(
        [
            ("Total due", pounds(ledger.paid)),
            ("Cases", _cases(ledger, left_out)),
            *promised(contract),
            ("Contract text", f"SHA-256 {ledger.digest}"),
        ]
    )


def _cases(ledger: Ledger, left_out: LeftOut) -> str:
    read = ledger.cases + len(left_out)
    missing = f", {len(left_out):,} left out" if left_out else ""
    return f"{read:,} read{missing}, {ledger.cases:,} reckoned, {ledger.eligible:,} eligible"


def _by_outcome(contract: Contract, ledger: Ledger) -> Iterator[str]:
    yield "By outcome"
    rows = [["", "units", "gross", "not paid", "paid"]]
    for outcome in contract.outcomes:
        lines = [line for line in ledger.lines if line.outcome == outcome.name]
        rows.append([f"{outcome.name} (clause {outcome.clause})", *_sums(lines)])
    for name, clause in sorted({(line.outcome, line.clause) for line in _beside(ledger)}):
        lines = [line for line in _beside(ledger) if (line.outcome, line.clause) == (name, clause)]
        rows.append([f"{_called(name)} (clause {clause})", *_sums(lines)])
    if len(rows) > 2:
        rows.append(["Total", *_sums(ledger.lines)])
    yield from table(rows)


def _beside(ledger: Ledger) -> list[Line]:
    """The lines that no outcome made, those of shares aside, which are no payment of their own."""
    return [line for line in ledger.lines if line.outcome in (SHORTFALL, FLOOR, RELIEF)]


def _called(name: str) -> str:
    """What a line that no outcome made is called.

    >>> _called(SHORTFALL)
    'Shortfall'
    """
    return name.strip("()").capitalize()


def _sums(lines: Sequence[Line]) -> list[str]:
    gross, paid = _total(line.gross for line in lines), _total(line.paid for line in lines)
    units = sum(line.units for line in lines)
    return [f"{units:,}", pounds(gross), pounds(gross - paid), pounds(paid)]


def _total(amounts: Iterable[Money]) -> Money:
    return Money(sum(amount.pence for amount in amounts))


def _limits(contract: Contract, ledger: Ledger) -> Iterator[str]:
    """What limits left unpaid, by outcome and clause."""
    unpaid: dict[tuple[str, str], list[Line]] = {}
    for outcome in contract.outcomes:
        for line in ledger.lines:
            clauses = (line.unpaid_by,) if line.unpaid_by else line.cut_by
            if line.outcome == outcome.name and clauses:
                unpaid.setdefault((outcome.name, listed(clauses)), []).append(line)
    if unpaid:
        yield "Not paid because of a limit"
        yield from table(
            [
                ["", "units", "not paid"],
                *(
                    [
                        f"{name}, clause {clauses}",
                        f"{sum(line.units for line in lines):,}",
                        pounds(_total(line.gross - line.paid for line in lines)),
                    ]
                    for (name, clauses), lines in unpaid.items()
                ),
            ]
        )


def _by_payer(ledger: Ledger) -> Iterator[str]:
    paid = ledger.paid_by()
    paying = [(name, amount) for name, amount in paid.items() if amount]
    if not paying:
        return
    yield "By payer"
    yield from table([[name, pounds(amount), _part(amount, ledger)] for name, amount in paying])
    yield from shared_later(ledger.paid - _total(paid.values()))
    nothing = [name for name, amount in paid.items() if not amount]
    if nothing:
        yield from wrapped(f"Nothing is due from {listed(nothing)}.", "  ")


def _part(amount: Money, ledger: Ledger) -> str:
    """What part of the total it is, in tenths of a percent."""
    tenths = (2000 * amount.pence + ledger.paid.pence) // (2 * ledger.paid.pence)
    return f"{tenths // 10}.{tenths % 10}%"


def _by_claim(contract: Contract, ledger: Ledger) -> Iterator[str]:
    """Each claim period with what falls due in it; by outcome, where a page is wide enough."""
    if not ledger.lines:
        return
    yield "By claim period"
    every: dict[DaySpan, list[Line]] = {}
    for line in sorted(ledger.lines, key=lambda line: line.claim):
        every.setdefault(line.claim, []).append(line)
    sums = {claim: lines for claim, lines in every.items() if any(x.paid for x in lines)}
    outcomes = [outcome.name for outcome in contract.outcomes]
    outcomes += sorted({line.outcome for line in _beside(ledger)})
    rows = list(_claims(sums, outcomes, ledger))
    if len(outcomes) == 1 or width_of(rows) > WIDTH:
        rows = list(_claims(sums, [], ledger))
    yield from table(rows)
    if len(sums) < len(every):
        none = counted(len(every) - len(sums), "more period")
        yield f"  Nothing is paid in {none}: all that falls due there is above a limit."


def _claims(
    sums: Mapping[DaySpan, Sequence[Line]], outcomes: Sequence[str], ledger: Ledger
) -> Iterator[list[str]]:
    yield ["", *(_called(name) if name.startswith("(") else name for name in outcomes), "total"]
    for claim, lines in sums.items():
        yield [days_in_words(claim), *_paid(lines, outcomes)]
    yield ["Total", *_paid(ledger.lines, outcomes)]


def _paid(lines: Sequence[Line], outcomes: Sequence[str]) -> Iterator[str]:
    for name in outcomes:
        yield pounds(_total(line.paid for line in lines if line.outcome == name))
    yield pounds(_total(line.paid for line in lines))


def _left_out(left_out: LeftOut) -> Iterator[str]:
    """The cases of which nothing is reckoned, by reason; the findings say where."""
    if not left_out:
        return
    yield f"Left out: {counted(len(left_out), 'case')}, until the data is put right"
    for code in dict.fromkeys(code for _, code in left_out):
        cases = [case for case, why in left_out if why == code]
        yield from wrapped(f"{code.title} ({code}): {listed(cases)}", "  ", "    ")


def _inputs(contract: Contract, inputs: Sequence[Input]) -> Iterator[str]:
    """The files beneath the reckoning, each with its fingerprint and who answers for it."""
    if not inputs:
        return
    only_others = len(of_others(contract, inputs)) == len(inputs)
    which = " that another than a commissioner certifies" if only_others else ""
    yield f"Files{which}, with the first {SHOWN} figures of their SHA-256 (all in JSON)"
    rows = [(each.file, each.certified_by or "nobody", each.sha256[:SHOWN]) for each in inputs]
    yield from table([("", "certified by", "SHA-256"), *rows])
