"""The claim of a period in a page: what to pay, from whom, what came late, what does not count."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from sibdsl.model.claims import Entry, Settlement, by_payer, total
from sibdsl.model.days import in_words
from sibdsl.model.ledger import DaySpan
from sibdsl.model.money import NOTHING, Money
from sibdsl.render.page import (
    counted,
    days_in_words,
    named,
    paragraphs,
    pounds,
    shared_later,
    table,
    wrapped,
)

MOST: Final = 12
"""So many lines of a part are shown; the file that `--out` writes has all."""

ASIDE: Final = {
    "disregarded": "Disregarded: evidence that came after a claim, and too late to count",
    "held": "Left as claimed before, because the case is left out of the reckoning now",
}


def claim(settled: Settlement) -> str:
    """All that *settled* says, in totals; what is taken back, and what is not claimed, in lines."""
    new = [entry for entry in settled.entries if not entry.reverses]
    back = [entry for entry in settled.entries if entry.reverses]
    return paragraphs(
        [
            _head(settled, new, back),
            _by_payer(settled, new, back),
            _by_claim(settled.entries),
            _lines("Taken back: claimed before, and so no more", back),
            _lines(ASIDE["disregarded"], settled.disregarded),
            _lines(ASIDE["held"], settled.held),
        ]
    )


def _head(settled: Settlement, new: Sequence[Entry], back: Sequence[Entry]) -> Iterator[str]:
    yield settled.contract
    yield f"Claim {settled.number}, as at {in_words(settled.as_at)}"
    yield ""
    yield from named(
        [
            ("To pay now", pounds(payable(settled))),
            ("Newly due", pounds(total(new))),
            ("Taken back", pounds(total(back))),
            ("Claimed before", pounds(settled.before)),
            ("Claimed in all", pounds(settled.before + settled.paid)),
            ("Contract text", f"SHA-256 {settled.digest}"),
        ]
    )


def payable(settled: Settlement) -> Money:
    """What the payers pay now together: of whole claims that are over where the shares are."""
    return sum(settled.paid_by().values(), NOTHING)


def _by_payer(settled: Settlement, new: Sequence[Entry], back: Sequence[Entry]) -> Iterator[str]:
    """What each payer pays now; those of whom nothing was ever claimed are left out."""
    parts = [by_payer(entries, settled.payers) for entries in (new, back, settled.entries)]
    parts.append(settled.before_by)
    rows = [
        [party, *(pounds(part.get(party, NOTHING)) for part in parts)]
        for party in settled.payers
        if any(part.get(party) for part in parts)
    ]
    if rows:
        yield "By payer"
        yield from table([["", "newly due", "taken back", "to pay now", "claimed before"], *rows])
    shared = sum((*settled.paid_by().values(), *settled.before_by.values()), NOTHING)
    yield from shared_later(settled.before + settled.paid - shared)


def _by_claim(entries: Iterable[Entry]) -> Iterator[str]:
    """What is claimed for each period: the one that is over, and earlier ones that changed."""
    sums: dict[DaySpan, list[Entry]] = {}
    for entry in sorted(entries, key=lambda entry: entry.line.claim):
        sums.setdefault(entry.line.claim, []).append(entry)
    if not sums:
        return
    yield "By the period in which it fell due"
    rows = [["", "newly due", "taken back", "in all"]]
    for span, own in sums.items():
        new, back = total(e for e in own if not e.reverses), total(e for e in own if e.reverses)
        rows.append([days_in_words(span), *map(pounds, (new, back, new + back))])
    yield from table(rows)


def _lines(title: str, entries: Sequence[Entry]) -> Iterator[str]:
    if not entries:
        return
    yield f"{title}: {pounds(total(entries))}"
    for entry in entries[:MOST]:
        yield from wrapped(_line(entry), "  ", "    ")
    if len(entries) > MOST:
        yield f"  and {counted(len(entries) - MOST, 'line')} more"


def _line(entry: Entry) -> str:
    line = entry.line
    whose = f"case {line.case}" if line.case else line.group or "the whole contract"
    due = days_in_words((line.first_due, line.last_due + 1))
    units = f"{line.units:,} × " if line.units > 1 else ""
    cited = f" ({', '.join(map(str, entry.reverses))})" if entry.reverses else ""
    return f"{whose}: {units}{line.outcome}, due {due}, {pounds(entry.paid)}{cited}"
