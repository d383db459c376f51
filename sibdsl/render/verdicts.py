"""What a verifier found, in text and as data: a line for each law, and each broken one shown."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any, Final

from sibdsl.interpret.evaluate import evaluate
from sibdsl.model.contract import Contract
from sibdsl.model.days import EARLIEST, NEVER, Day, in_words, iso
from sibdsl.model.histories import Attributes, Case, Histories, Value
from sibdsl.model.ledger import DaySpan, Line
from sibdsl.model.money import Money, in_figures
from sibdsl.model.verdicts import Conflict, Counterexample, Standing, Verdict
from sibdsl.render.page import counted, listed, paragraphs, wrapped
from sibdsl.render.timeline import timeline
from sibdsl.render.worked import in_short

_INDENT: Final = "  "
_STANDING: Final = 9


def verdicts(contract: Contract, found: Sequence[Verdict]) -> str:
    """Every law with its verdict, and below them each that is broken, with its case."""
    broken = (one for one in found if one.standing is Standing.BROKEN)
    return paragraphs(
        [
            [in_one_line(found)],
            list(_table(found)),
            list(_never_reached(found)),
            *(list(_broken(contract, one)) for one in broken),
        ]
    )


def in_one_line(found: Sequence[Verdict]) -> str:
    """How many laws there are, and how many of each standing."""
    counts = Counter(one.standing for one in found)
    told = [f"{counts[standing]} {standing.value}" for standing in Standing if counts[standing]]
    return f"{counted(len(found), 'law')}: {listed(told)}" if told else "no law is asked of it"


def _table(found: Sequence[Verdict]) -> Iterator[str]:
    """A line for each law; of those that are not broken also the bounds, or why not."""
    hanging = _INDENT + " " * (_STANDING + 2)
    for one in found:
        head = f"{_INDENT}{one.standing.value:<{_STANDING}}  "
        yield from wrapped(f"{one.law}: {one.sentence}", head, hanging)
        said = "" if one.standing is Standing.BROKEN else _reason(one)
        if said:
            yield from wrapped(said, hanging)


def _reason(one: Verdict) -> str:
    match one.standing:
        case Standing.UNKNOWN:
            return one.why
        case Standing.WAIVED:
            return f"waived, because “{one.why}”"
        case Standing.PROVED:
            return one.bounds
        case _:
            return ""


def _never_reached(found: Sequence[Verdict]) -> Iterator[str]:
    """A warning for the clauses that no history reached, though a law speaks of them."""
    counts: Counter[str] = Counter()
    for one in found:
        for each in one.reached:
            counts[each.clause] += each.histories
    never = [clause for clause, n in counts.items() if not n]
    bounds = next((one.bounds for one in found if one.standing is Standing.HELD), "")
    if bounds:
        yield from wrapped(f"Held means: {bounds}. It is no proof.")
    if never:
        yield from wrapped(f"No history reached clause {listed(never)}: nothing is shown of it.")


def _broken(contract: Contract, one: Verdict) -> Iterator[str]:
    """One broken law: the conflict in words, the case, its payments, the clause to paste."""
    case = one.counterexample
    assert case is not None, "what is broken has a case"
    yield from wrapped(f"broken: {one.law}. {one.sentence}")
    yield from wrapped(_sentence(case.conflict), _INDENT)
    yield from _case(contract, case)
    if case.conflict.lines:
        yield f"{_INDENT}The payments in conflict:"
        for line in dict.fromkeys(case.conflict.lines):
            yield from wrapped(in_short(line), "    ", "      ")
    if case.conflict.clauses:
        yield from wrapped(f"Clauses: {listed(list(case.conflict.clauses))}.", _INDENT)
    if case.conflict.closing:
        yield from wrapped(f"This would close it: {case.conflict.closing}", _INDENT)
    if one.why:
        yield from wrapped(one.why, _INDENT)
    for example in case.examples:
        yield ""
        yield from example.splitlines()


def _sentence(conflict: Conflict) -> str:
    words = conflict.words.rstrip(".")
    return f"{words[:1].upper()}{words[1:]}."


def _case(contract: Contract, case: Counterexample) -> Iterator[str]:
    """The history that breaks the law as a timeline; of two, the one below the other."""
    if not case.by:
        return
    both = [case.first] if case.second is None else [case.first, case.second]
    for given, which in zip(both, ("", "The other:"), strict=False):
        known = given.as_at(case.by)
        lines = evaluate(contract, known).lines
        yield ""
        if which:
            yield f"{_INDENT}{which}"
        yield from timeline(given, lines, case.by)
        paid = sum(line.paid.pence for line in lines)
        yield f"{_INDENT}By {in_words(case.by)}: {Money(paid)} in all."
    yield ""


def as_data(found: Sequence[Verdict]) -> list[dict[str, Any]]:
    """Every verdict as data; days are ISO text, amounts pence."""
    return [
        {
            "name": one.law,
            "sentence": one.sentence,
            "verdict": one.standing.value,
            "clauses": list(one.clauses),
            "bounds": one.bounds,
            "why": one.why,
            "histories": one.histories,
            "found_at": one.found_at or None,
            "clauses_reached": {each.clause: each.histories for each in one.reached},
            "counterexample": _counterexample(one.counterexample),
        }
        for one in found
    ]


def _counterexample(case: Counterexample | None) -> dict[str, Any] | None:
    if case is None:
        return None
    conflict = case.conflict
    return {
        "words": conflict.words,
        "clauses": list(conflict.clauses),
        "days": _span(conflict.days),
        "closing": conflict.closing,
        "by": _day(case.by),
        "lines": [_line(line) for line in conflict.lines],
        "first": _histories(case.first),
        "second": None if case.second is None else _histories(case.second),
        "examples": list(case.examples),
    }


def _line(line: Line) -> dict[str, Any]:
    return {
        "case": line.case,
        "group": line.group,
        "outcome": line.outcome,
        "clause": line.clause,
        "evidence": _span(line.evidence),
        "first_due": _day(line.first_due),
        "last_due": _day(line.last_due),
        "units": line.units,
        "gross": line.gross.pence,
        "paid": line.paid.pence,
    }


def _histories(given: Histories) -> dict[str, Any]:
    return {
        "cases": [_record(case) for case in given.cases],
        "contract": _record(given.contract),
        "groups": {term: [_record(one) for one in all_] for term, all_ in given.groups.items()},
        "known_to": {name: _day(reach.last) for name, reach in given.reach.items()},
    }


def _record(case: Case) -> dict[str, Any]:
    return {
        "number": case.number,
        "facts": _values(case.facts),
        "events": {
            name: [{"day": _day(e.day), "values": _values(e.attributes)} for e in events]
            for name, events in case.events.items()
        },
        "periods": {
            name: [
                {"first": _day(s.first), "last": _day(s.last), "values": _values(s.attributes)}
                for s in spells
            ]
            for name, spells in case.spells.items()
        },
    }


def _values(attributes: Attributes) -> dict[str, Any]:
    return {name: _value(value) for name, value in attributes.items()}


def _value(value: Value | None) -> Any:
    match value:
        case int():
            return iso(value)
        case Money(pence):
            return pence
        case None | str():
            return value
        case _:
            return in_figures(value)


def _span(days: DaySpan | None) -> list[str | None] | None:
    return None if days is None else [_day(days[0]), _day(days[1] - 1)]


def _day(day: Day | None) -> str | None:
    return iso(day) if day is not None and EARLIEST < day < NEVER else None
