"""A period until a day that is missing: none of its half a million weeks is listed for nothing."""

from collections.abc import Iterator

import pytest
from ledgers import differences

from sibdsl.engine import cuts
from sibdsl.interpret import items
from sibdsl.model.calendar import Duration
from sibdsl.model.contract import Contract
from sibdsl.model.days import Stretch, day
from sibdsl.model.histories import Case, Histories, Reach, Spell
from sibdsl.pipeline import loaded
from sibdsl.source import Source

SENTENCES = """Contract "Support until a day that is missing".

1.1 The term is from 1 January 2021 to 31 December 2022.
1.2 The commissioner is Ashby.
2.1 The record of each Guest holds
    (a) Case Number, a code;
    (b) Start, a date;
    (c) Finish, a date; and
    (d) Visits, periods.
3.1 Support means from Start to Finish.
3.2 Visiting means each day in the Visits.
5.1 Week is achieved for each week of the Support with {needs}.
6.1 Week pays £10.
8.1 Ashby pays the rest.
9.1 Claims are made for each quarter.
"""
NEEDS = (
    "every day in Visiting",
    "at most 2 days in Visiting",
    "no day in Visiting",
)
START = day(2021, 1, 1)


def contract(needs: str, length: str) -> Contract:
    text = SENTENCES.format(needs=needs).replace("each week of", f"each {length} of")
    read = loaded(Source("support.sib", text))
    assert read.lowered is not None, read.findings
    return read.lowered.contract


def guests() -> Histories:
    """One until a known day, one until a day that is missing, one who visits no more."""
    reach = {name: Reach(last=START + 300) for name in ("Case Number", "Start", "Finish", "Visit")}
    visits = (Spell(START, START + 29), Spell(START + 44, START + 51))
    days = ((START + 3, START + 90), (START + 3, None), (START + 60, None))
    cases = tuple(
        Case(f"{at}", {"Start": first, "Finish": last}, spells={"Visit": visits})
        for at, (first, last) in enumerate(days)
    )
    return Histories(cases, reach=reach)


@pytest.mark.parametrize("needs", NEEDS)
@pytest.mark.parametrize("length", ["week", "month"])
def test_few_pieces_are_looked_at_and_both_say_the_same(
    needs: str, length: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    listed = [0, 0]
    pieces, ends = items.pieces, cuts.ends_of_pieces

    def counted(stretch: Stretch, of: Duration) -> Iterator[items.Item]:
        for piece in pieces(stretch, of):
            listed[0] += 1
            yield piece

    def cut(*given: object) -> cuts.Cut:
        found = ends(*given)  # type: ignore[arg-type]
        listed[1] += len(found.certain)
        return found

    monkeypatch.setattr(items, "pieces", counted)
    monkeypatch.setattr(cuts, "ends_of_pieces", cut)
    meant = contract(needs, length)
    assert differences(meant, guests()) == []
    assert 0 < max(listed) < 500
