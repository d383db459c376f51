"""What a story tells is what the ledger holds: ten cases line by line, and all cases in sum."""

import csv
import json
import re
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from sibdsl import api
from sibdsl.interpret.explain import each_explained
from sibdsl.model.contract import Contract
from sibdsl.model.explanation import CaseExplained, Room
from sibdsl.model.histories import Histories
from sibdsl.model.ledger import Ledger, Line
from sibdsl.model.money import Money
from sibdsl.render import as_json
from sibdsl.render.page import pounds
from sibdsl.render.story import story
from sibdsl.render.story_svg import story_svg
from sibdsl.values import changed

CONTRACTS = Path(__file__).parents[2] / "contracts"
SCHEMES = sorted(path.parent.name for path in CONTRACTS.glob("*/contract.sib"))
SLOW = {"dn2": 16, "essex": 8, "fair-chance": 3, "manchester": 3, "norfolk": 2, "peterborough": 8}
"""Of these every so manyth case is read: each case there takes its time."""

Told = tuple[Contract, Histories, Ledger, tuple[CaseExplained, ...]]

TEN = [
    *("PL0001", "PL0003", "PL0005", "PL0007", "PL0010"),
    *("PL0019", "PL0023", "PL0040", "PL0072", "PL0102"),
]
"""Cases of Pan-London: at the limit, one week, a move of borough, respite, not eligible."""

_LINE = re.compile(
    r"  (?:(?P<evidence>\d[^,:]*), )?due (?P<due>[^:]+): "
    r"(?:(?P<units>[\d,]+) × £\S+ = )?£(?P<gross>[\d,.]+)"
)
_CUT = re.compile(r"    £(?P<cut>[\d,.]+) of it not paid: .* clauses? (?P<by>.+)")
_UNPAID = re.compile(r"    counted but not paid: the limit of clause (?P<by>\S+) was used up")
_SHARE = re.compile(r"([A-Z][A-Za-z ]+) £([\d,.]+\.\d\d)")


def read(name: str) -> Told:
    """A contract, its cases, their ledger, and the explanation of every case."""
    read_ = api.load(CONTRACTS / name / "contract.sib")
    assert read_.lowered is not None
    contract = read_.lowered.contract
    histories = api.read_cases(contract, [CONTRACTS / name / "cases"]).histories
    histories = changed(histories, cases=histories.cases[:: SLOW.get(name, 1)])
    ledger = api.evaluate(contract, histories)
    return contract, histories, ledger, tuple(each_explained(contract, histories, ledger))


@pytest.fixture(scope="module", params=SCHEMES)
def told(request: pytest.FixtureRequest) -> Told:
    """Each of the schemes in its turn."""
    return read(request.param)


@pytest.fixture(scope="module")
def ten() -> list[CaseExplained]:
    """The ten cases of Pan-London."""
    *_, explained = read("pan-london")
    return [one for one in explained if one.number in TEN]


def days(said: str) -> tuple[str, str]:
    """The first and the last day of `1 January to 25 March 2019`, as the ledger's file has them."""
    first, _, last = said.partition(" to ")
    last = last or first
    if not first[-4:].isdigit():
        first = f"{first} {last[-4:]}"
    return _iso(first), _iso(last)


def _iso(said: str) -> str:
    return datetime.strptime(said, "%d %B %Y").date().isoformat()  # noqa: DTZ007


def payments(text: str) -> Iterator[dict[str, str]]:
    """Every payment that a story tells, in the columns of a ledger's file."""
    name = clause = ""
    rows: list[dict[str, str]] = []
    for said in text.splitlines():
        if head := re.fullmatch(r"(\S.*?) \(clause ([\d.]+)\).*: .*", said):
            name, clause = head[1], head[2]
        elif line := _LINE.fullmatch(said):
            evidence = days(line["evidence"]) if line["evidence"] else ("", "")
            gross = line["gross"].replace(",", "")
            row = {"outcome": name, "clause": clause, "units": (line["units"] or "1")}
            row |= dict(zip(("due_from", "due_to"), days(line["due"]), strict=True))
            row |= dict(zip(("evidence_from", "evidence_to"), evidence, strict=True))
            rows.append({**row, "gross": gross, "cut": "0.00", "unpaid_by": "", "cut_by": ""})
        elif cut := _CUT.fullmatch(said):
            rows[-1] |= {"cut": cut["by"] and cut["cut"].replace(",", ""), "cut_by": cut["by"]}
        elif unpaid := _UNPAID.fullmatch(said):
            rows[-1] |= {"unpaid_by": unpaid["by"]}
        elif said.startswith("    paid by "):
            shares = said.removeprefix("    paid by ")
            rows[-1] |= {who: amount.replace(",", "") for who, amount in _SHARE.findall(shares)}
    yield from rows


@pytest.mark.parametrize("number", TEN)
def test_each_line_share_and_limit_is_that_of_the_ledger_worked_out_by_hand(
    ten: list[CaseExplained], number: str
) -> None:
    one = next(each for each in ten if each.number == number)
    with (CONTRACTS / "pan-london/expected/ledger.csv").open(encoding="utf-8") as file:
        expected = [row for row in csv.DictReader(file) if row["case"] == number]

    found = list(payments(story(one, 400)))

    assert len(found) == len(expected)
    for ours, theirs in zip(found, expected, strict=True):
        silent = {"case", "group", "claim_from", "claim_to", "achieved", "paid"}
        wanted = {name: said for name, said in theirs.items() if name not in silent}
        assert {name: ours.get(name, "0.00") for name in wanted} == wanted


def test_the_ten_cases_are_cut_paid_by_several_and_not_eligible(ten: list[CaseExplained]) -> None:
    """The test above is not trivial: a limit bites, there are several payers, one gets nothing."""
    lines = [line for one in ten for outcome in one.outcomes for line in outcome.lines]

    assert len(ten) == len(TEN)
    assert {by for line in lines for by in line.cut_by} >= {"7.2"}
    assert len({payer for line in lines for payer, amount in line.shares if amount}) >= 3
    assert min(len([line for line in lines if line.case == number]) for number in TEN) == 0


def _key(line: Line) -> tuple[object, ...]:
    return line.case, line.outcome, line.first_due, line.evidence, line.paid, line.shares, line.rows


def test_what_the_stories_tell_in_sum_is_the_ledger(told: Told) -> None:
    contract, _, ledger, explained = told
    outcomes = [outcome for one in explained for outcome in one.outcomes]

    lines = Counter(_key(line) for outcome in outcomes for line in outcome.lines)
    assert lines == Counter(_key(line) for line in ledger.lines if line.case)
    for part in ("waiting", "lapsed"):
        waits = [each for each in getattr(ledger, part) if each.case]
        assert sum(len(getattr(outcome, part)) for outcome in outcomes) == len(waits)
    assert contract.title == ledger.contract


def test_a_story_totals_its_lines_and_what_is_used_of_its_limits(told: Told) -> None:
    *_, explained = told
    for one in _some(explained):
        lines = [line for outcome in one.outcomes for line in outcome.lines]
        paid = Money(sum(line.paid.pence for line in lines))
        assert f"Total due: {pounds(paid)}" in story(one, 100)
        for room in one.rooms:
            if not room.outcomes and not room.payers and room.span is None:
                assert room.used == paid
            _never_beyond(room)


def _some(explained: tuple[CaseExplained, ...]) -> tuple[CaseExplained, ...]:
    """Some forty of them: to tell a story takes longer than to know it."""
    return explained[:: max(1, len(explained) // 40)]


def _never_beyond(room: Room) -> None:
    if isinstance(room.limit, Money) and isinstance(room.used, Money):
        assert room.used <= room.limit
    else:
        assert room.used <= room.limit


def test_no_other_case_is_named(told: Told) -> None:
    _, histories, _, explained = told
    numbers = {
        number
        for case in (*histories.cases, *histories.set_aside)
        for number in (case.number, *case.also_known_as)
    }
    for one in _some(explained):
        others = numbers - {one.number, *one.also_known_as}
        told_of = [
            story(one, 100),
            story_svg(one) or "",
            json.dumps(as_json.case(one), ensure_ascii=False),
        ]
        for text in told_of:
            assert not others & set(re.findall(r"[\w/-]+", text)), one.number
