"""Worked examples: what each says against what is computed."""

from collections.abc import Iterator, Mapping, Sequence

from sibdsl.diagnostics import Finding
from sibdsl.diagnostics.frame import frame
from sibdsl.model.days import in_words
from sibdsl.model.examples import Result
from sibdsl.model.ledger import Ledger, Line
from sibdsl.model.money import NOTHING, Money
from sibdsl.render.page import counted, days_in_words, listed, pounds, table, wrapped


def tally(results: Sequence[Result]) -> str:
    """How many there are, and how many are as they say."""
    wrong = sum(bool(result.wrong) for result in results)
    total = counted(len(results), "example")
    if not wrong:
        return f"{total}: {len(results):,} as they say" if results else "no examples"
    return f"{total}: {len(results) - wrong:,} as they say, {wrong:,} not"


def in_one_line(result: Result) -> str:
    """`as it says  12.2 "One night away in each seven"`"""
    verdict = "not as it says" if result.wrong else "as it says"
    return f"{verdict:<14}  {result.example.clause} “{result.example.name}”"


def failure(result: Result, finding: Finding) -> Iterator[str]:
    """The example with its place, each amount expected and computed, and what stands behind."""
    yield frame(finding)
    said = result.example
    expected, computed = dict(said.payments), sums(result.ledger)
    names = list(dict.fromkeys([*expected, *computed]))
    if names:
        yield from table(
            [
                [f"by {in_words(said.by)}", "expected", "computed"],
                *(
                    [name, pounds(expected.get(name, NOTHING)), pounds(computed.get(name, NOTHING))]
                    for name in names
                ),
            ]
        )
    yield from _behind(result.ledger)


def sums(ledger: Ledger) -> Mapping[str, Money]:
    """What is computed for each outcome and payer that has anything."""
    found: dict[str, Money] = {}
    for line in ledger.lines:
        found[line.outcome] = found.get(line.outcome, NOTHING) + line.paid
    return {**found, **{name: paid for name, paid in ledger.paid_by().items() if paid}}


def _behind(ledger: Ledger) -> Iterator[str]:
    """The lines and the waits that the computed amounts come from."""
    for line in ledger.lines:
        yield from wrapped(f"computed: {in_short(line)}", "  ", "    ")
    if not ledger.lines:
        yield "  computed: nothing is due"
    for one in ledger.waiting:
        facts = "; ".join(one.facts)
        yield from wrapped(f"not yet known: {one.outcome}; to be settled: {facts}", "  ", "    ")


def in_short(line: Line) -> str:
    """A line in words: its units, its evidence days, its clause, and what a limit took."""
    times = f"{line.units:,} × " if line.units > 1 else ""
    when = f"the days {days_in_words(line.evidence)}" if line.evidence else ""
    due = days_in_words((line.first_due, line.last_due + 1))
    on = when or f"due {due}"
    clauses = (line.unpaid_by,) if line.unpaid_by else line.cut_by
    limit = f", {line.paid} of it paid: clause {listed(clauses)}" if clauses else ""
    price = f"{times}{line.unit_gross}"
    return f"{line.outcome} (clause {line.clause}), {price}, {on}{limit}"
