"""Values for other programs: objects whose keys are always the same and in the same order.

Days are ISO text and included at both ends; an amount is its pence and its text; what is not
known is null.
"""

from collections.abc import Sequence
from typing import Any, TypeAlias

from sibdsl.diagnostics import Code
from sibdsl.model.claims import Entry, Settlement
from sibdsl.model.days import EARLIEST, NEVER, Day, iso
from sibdsl.model.examples import Result
from sibdsl.model.explanation import (
    CaseExplained,
    Checked,
    Missed,
    OutcomeExplained,
    Room,
    Shown,
)
from sibdsl.model.histories import Row
from sibdsl.model.inputs import Input
from sibdsl.model.ledger import Counted, DaySpan, Ledger, Line, Waiting
from sibdsl.model.lowered import Lowered
from sibdsl.model.money import NOTHING, Money
from sibdsl.model.seal import seal_of_object
from sibdsl.model.terms import CONTRACT, OWN
from sibdsl.model.truth import NO, UNKNOWN, YES
from sibdsl.render.story_why import why

Json: TypeAlias = dict[str, Any]

_ANSWERS = {YES: "yes", NO: "no", UNKNOWN: "not yet known"}


def answer(command: str, about: Json | None, results: Sequence[Result] = ()) -> Json:
    """The answer of a command about one contract, its findings and ledger still empty."""
    return {
        "command": command,
        "contract": about,
        "findings": [],
        "examples": [example(result) for result in results],
        "ledger": None,
    }


def contract(lowered: Lowered | None, file: str) -> Json | None:
    """What the contract of *file* is, and the fingerprint of its text; null if it has errors."""
    if lowered is None:
        return None
    meant = lowered.contract
    roles = dict.fromkeys(holding.role for holding in meant.holdings)
    return {
        "title": meant.title,
        "file": file,
        "sha256": meant.digest,
        "term": _days(meant.term),
        "parties": {role: list(meant.parties(role)) for role in roles},
        "outcomes": [{"name": o.name, "clause": o.clause.number} for o in meant.outcomes],
    }


def ledger(computed: Ledger, inputs: Sequence[Input] = ()) -> Json:
    """Every line, what waits, the totals that follow from the lines, and the files beneath."""
    return {
        "contract": computed.contract,
        "sha256": computed.digest,
        "as_at": _day(computed.as_at),
        "inputs": [_input(each) for each in inputs],
        "cases": computed.cases,
        "eligible": computed.eligible,
        "paid": _money(computed.paid),
        "payers": {name: _money(amount) for name, amount in computed.paid_by().items()},
        "lines": [_line(line, computed.payers) for line in computed.lines],
        "waiting": [_waiting(one) for one in computed.waiting],
        "lapsed": [_waiting(one) for one in computed.lapsed],
    }


def claim(settled: Settlement, inputs: Sequence[Input] = (), claims: Sequence[Input] = ()) -> Json:
    """What is claimed, from whom, and what is not; the files beneath, and the earlier *claims*.

    The seal is of all the rest.
    """
    paid = settled.paid_by()
    told = {
        "contract": settled.contract,
        "sha256": settled.digest,
        "as_at": _day(settled.as_at),
        "inputs": [_input(each) for each in inputs],
        "claims": [_input(each) for each in claims],
        "claim_number": settled.number,
        "claimed_before": _money(settled.before),
        "paid": _money(settled.paid),
        "payers": {name: _money(paid[name]) for name in settled.payers},
        "lines": [_entry(each, settled.payers) for each in settled.entries],
        "disregarded": [_entry(each, settled.payers) for each in settled.disregarded],
        "held": [_entry(each, settled.payers) for each in settled.held],
    }
    return told | {"seal": seal_of_object(told)}


def _entry(entry: Entry, payers: Sequence[str]) -> Json:
    """A line of a claim, its amounts and numbers less than nothing where it takes back."""
    return _line(entry.signed, payers) | {"reverses": [_row(row) for row in entry.reverses]}


def _input(each: Input) -> Json:
    return {"file": each.file, "sha256": each.sha256, "certified_by": each.certified_by}


def left_out(cases: Sequence[tuple[str, Code]]) -> list[Json]:
    """The cases that are in no reckoning, and the code that says why."""
    return [{"case": case, "code": code.number, "reason": code.title} for case, code in cases]


def example(result: Result) -> Json:
    """A worked example: what it says, and what is not so."""
    said = result.example
    return {
        "name": said.name,
        "clause": said.clause.number,
        "by": _day(said.by),
        "as_it_says": not result.wrong,
        "wrong": list(result.wrong),
        "expected": {name: _money(amount) for name, amount in said.payments},
        "because": said.because,
        "ledger": ledger(result.ledger),
    }


def case(explained: CaseExplained) -> Json:
    """One case, group or whole: whether it is eligible, and what became of each outcome.

    `case` is null of a group, which has a `group`, and of the contract as a whole.
    """
    person, whole = explained.whose == OWN, explained.whose == CONTRACT
    return {
        "case": explained.number if person else None,
        "group": None if person or whole else explained.number,
        "also_known_as": list(explained.also_known_as),
        "as_at": _day(explained.as_at),
        "eligible": _ANSWERS[explained.eligible],
        "conditions": [_checked(one) for one in explained.conditions],
        "facts": list(explained.facts),
        "outcomes": [_outcome(one) for one in explained.outcomes],
        "timeline": [_shown(one) for one in explained.shown],
        "limits": [_room(one) for one in explained.rooms],
    }


def _shown(one: Shown) -> Json:
    """A row of the timeline; the days of a mark are open where there is no first or last."""
    return {
        "name": one.name,
        "clause": one.clause or None,
        "marks": [
            {
                "days": _days((mark.start, mark.end)),
                "known": _ANSWERS[mark.truth],
                "carries": mark.words,
                "rows": [_row(row) for row in mark.rows],
            }
            for mark in one.marks
        ],
    }


def _room(one: Room) -> Json:
    return {
        "clause": one.clause,
        "outcomes": list(one.outcomes),
        "payers": list(one.payers),
        "year": _days(one.span),
        "limit": _money(one.limit) if isinstance(one.limit, Money) else one.limit,
        "used": _money(one.used) if isinstance(one.used, Money) else one.used,
    }


def _outcome(one: OutcomeExplained) -> Json:
    payers = tuple(dict.fromkeys(name for line in one.lines for name, _ in line.shares))
    return {
        "outcome": one.name,
        "clause": one.clause.number,
        "item": one.item or None,
        "conditions": [_checked(each) for each in one.conditions],
        "measures": list(one.measures),
        "counted": list(one.counted),
        "lines": [_line(line, payers) for line in one.lines],
        "missed": [_missed(each) for each in one.missed],
        "waiting": [_waiting(each) for each in one.waiting],
        "lapsed": [_waiting(each) for each in one.lapsed],
    }


def _checked(one: Checked) -> Json:
    return {
        "clause": one.clause.number,
        "words": one.clause.words,
        "holds": _ANSWERS[one.truth],
        "facts": list(one.facts),
        "short_by": [why(each) for each in one.apart],
        "within": [_checked(part) for part in one.within],
    }


def _missed(one: Missed) -> Json:
    return {
        "days": _days(one.days),
        "times": one.times,
        "missing": why(one.why),
        "rows": [_row(row) for row in one.rows],
    }


def _line(line: Line, payers: Sequence[str]) -> Json:
    shares = dict(line.shares)
    return {
        "case": line.case,
        "group": line.group,
        "outcome": line.outcome,
        "clause": line.clause,
        "claim": _days(line.claim),
        "due": {"from": iso(line.first_due), "to": iso(line.last_due)},
        "evidence": _days(line.evidence),
        "achieved": line.achieved,
        "units": line.units,
        "gross": _money(line.gross),
        "cut": _money(line.cut),
        "paid": _money(line.paid),
        "unpaid_by": line.unpaid_by,
        "cut_by": list(line.cut_by),
        "shares": {name: _money(shares.get(name, NOTHING)) for name in payers},
        "counted": [_counted(each) for each in line.counted],
        "rows": [_row(row) for row in line.rows],
    }


def _row(row: Row) -> Json:
    return {"file": row.file, "line": row.line}


def _counted(each: Counted) -> Json:
    return {"case": each.case, "evidence": _days(each.evidence), "units": each.units}


def _waiting(one: Waiting) -> Json:
    return {
        "case": one.case,
        "group": one.group,
        "outcome": one.outcome,
        "clause": one.clause,
        "facts": list(one.facts),
        "days": _days(one.days),
    }


def _money(money: Money) -> Json:
    return {"pence": money.pence, "text": str(money)}


def _days(days: DaySpan | None) -> Json | None:
    return None if days is None else {"from": _day(days[0]), "to": _day(days[1] - 1)}


def _day(day: Day) -> str | None:
    return iso(day) if EARLIEST < day < NEVER else None
