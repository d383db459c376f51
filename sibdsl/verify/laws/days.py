"""Laws of days and events: paid once, in the term, after the anchor, before the stop."""

from collections import defaultdict
from collections.abc import Iterator

from sibdsl.model import terms
from sibdsl.model.calendar import add, birthday
from sibdsl.model.contract import Contract, EachDay, EachPiece, EachRun, Edge, Outcome, Stop
from sibdsl.model.days import Day, in_words
from sibdsl.model.histories import Case, Histories
from sibdsl.model.ledger import DaySpan, Line
from sibdsl.model.once import all_once, once
from sibdsl.model.records import RecordField, Shape
from sibdsl.model.verdicts import Conflict
from sibdsl.verify.law import Draw, Law, Pair, Trial
from sibdsl.verify.laws import core
from sibdsl.verify.laws.paid import days_in_words, one_day, paid_units, said
from sibdsl.verify.laws.varying import laid_over, one_earlier

# -- No day twice ---------------------------------------------------------------------------------


def _twice(trial: Trial) -> Iterator[Conflict]:
    """The first day of each case that stands under two paid units."""
    stood: defaultdict[str, list[tuple[DaySpan, Line]]] = defaultdict(list)
    for unit in paid_units(trial.ledger):
        if unit.case and unit.evidence:
            stood[unit.case].append((unit.evidence, unit))
        for counted in unit.counted:
            if counted.evidence:
                stood[counted.case].append((counted.evidence, unit))
    for case, spans in stood.items():
        spans.sort(key=lambda pair: pair[0])
        reaching: tuple[DaySpan, Line] | None = None
        for span, unit in spans:
            if reaching and span[0] < reaching[0][1]:
                shared = span[0], min(span[1], reaching[0][1])
                yield _paid_twice(case, reaching[1], unit, shared)
                break
            if reaching is None or span[1] > reaching[0][1]:
                reaching = span, unit


def _paid_twice(case: str, first: Line, second: Line, shared: DaySpan) -> Conflict:
    words = (
        f"Of case {case}, {days_in_words(shared)} is paid for by {said(first)} "
        f"and again by {said(second)}."
    )
    clauses = tuple(dict.fromkeys((first.clause, second.clause)))
    closing = (
        f"Only the first {first.outcome} of each person is paid."
        if first.outcome == second.outcome
        else f"{second.outcome} is achieved … if {first.outcome} has not been achieved."
    )
    return Conflict(words, (first, second), clauses, shared, closing)


# -- Within the term, after what makes eligible ---------------------------------------------------


def _outside(trial: Trial) -> Iterator[Conflict]:
    spans = [version.term for version in trial.contract.wordings]
    first, end = min(a for a, _ in spans), max(b for _, b in spans)
    for unit in paid_units(trial.ledger):
        if not (first <= unit.first_due and unit.last_due < end):
            words = f"{said(unit)} falls due outside the term."
            yield Conflict(words, (unit,), (unit.clause,), one_day(unit.last_due))


@once
def anchors(contract: Contract) -> tuple[terms.DayTerm, ...]:
    """The days of events on which it is tested who is eligible."""
    found: dict[terms.DayTerm, None] = {}
    for node in core.below(contract, contract.eligibility):
        match node:
            case terms.Inside(terms.DayOf() as day) | terms.AgeOn(_, terms.DayOf() as day):
                found[day] = None
            case terms.HoldsRole(_, _, terms.DayOf() as day):
                found[day] = None
            case _:
                pass
    return tuple(day for day in found if _of_the_case(day))


def _of_the_case(day: terms.DayTerm) -> bool:
    return isinstance(day, terms.DayOf) and isinstance(day.item, terms.Only)


def _before(trial: Trial) -> Iterator[Conflict]:
    cases = {case.number: case for case in trial.histories.cases}
    for unit in paid_units(trial.ledger):
        case = cases.get(unit.case or "")
        for anchor in anchors(trial.contract) if case else ():
            day = _day_in(trial.histories, trial.contract, case, anchor)
            if day is None:
                continue
            begun = unit.evidence[0] if unit.evidence else unit.first_due
            if min(begun, unit.first_due) < day:
                words = (
                    f"{said(unit)} is paid on {in_words(begun)}, before {in_words(day)}, the day "
                    f"on which it is tested whether case {unit.case} is eligible."
                )
                yield Conflict(words, (unit,), (unit.clause,), one_day(begun))
                return


@once
def _earning(contract: Contract) -> tuple[RecordField, ...]:
    """The fields of items on which outcomes hang, but for those by which it is tested who may."""
    parts = [(o.index, o.trigger, o.condition) for o in core.of_persons(contract)]
    tested = core.fields_below(contract, *anchors(contract))
    names = core.fields_below(contract, *parts) - tested
    return tuple(f for f in contract.person.fields if f.name in names and f.shape is not Shape.FACT)


def _begun_earlier(contract: Contract, histories: Histories, draw: Draw) -> Histories | None:
    """In the second an item on which outcomes hang is earlier, perhaps before the test."""
    return one_earlier(histories, _earning(contract), draw)


def _with_anchor(contract: Contract) -> Iterator[str]:
    if anchors(contract):
        yield from core.clauses_of(core.of_persons(contract))


# -- Nothing after a stop -------------------------------------------------------------------------


@once
def _day_in(
    histories: Histories, contract: Contract, case: Case | None, term: terms.DayTerm
) -> Day | None:
    """`plain_day` of a case of *histories*: asked once, not for each of its payments."""
    return plain_day(contract, case, histories.contract, term)


def plain_day(
    contract: Contract, case: Case | None, whole: Case, term: terms.DayTerm
) -> Day | None:
    """The day that *term* is, read straight from the records; None where it is not so plain."""
    match term:
        case terms.Literal(day):
            return day
        case terms.FactDay(name, whose):
            known = (whole if whose == terms.CONTRACT else case or whole).facts.get(name)
            return (
                known if isinstance(known, int) and whose in (terms.OWN, terms.CONTRACT) else None
            )
        case terms.DayOf(terms.Only(items)):
            return _only_day(case, whole, items)
        case terms.Birthday(born, years):
            of_birth = plain_day(contract, case, whole, born)
            return None if of_birth is None else birthday(of_birth, years)
        case terms.Step(inner, by):
            from_day = plain_day(contract, case, whole, inner)
            return None if from_day is None else from_day + by
        case terms.Later(inner, length, back):
            from_day = plain_day(contract, case, whole, inner)
            return None if from_day is None else add(from_day, length, -1 if back else 1)
        case terms.Earliest(days):
            found = [plain_day(contract, case, whole, one) for one in days]
            return min((d for d in found if d is not None), default=None)
        case _:
            return None


def _only_day(case: Case | None, whole: Case, items: terms.Items) -> Day | None:
    while isinstance(items, terms.FirstItems):
        items = items.items
    if not isinstance(items, terms.Recorded) or items.whose not in (terms.OWN, terms.CONTRACT):
        return None
    record = whole if items.whose == terms.CONTRACT else case
    events = record.events.get(items.name, ()) if record else ()
    if any(event.day is None or not event.certified for event in events):
        return None
    return min((event.day for event in events if event.day is not None), default=None)


@all_once
def _stops(contract: Contract, outcome: Outcome) -> Iterator[Stop]:
    for stop in contract.stops:
        if (stop.outcomes is None or outcome.name in stop.outcomes) and stop.level in (
            terms.OWN,
            terms.CONTRACT,
        ):
            yield stop


@all_once
def _clips(contract: Contract, outcome: Outcome) -> Iterator[tuple[terms.DayTerm, str]]:
    """The last days to which the period of an outcome that goes by days is clipped."""
    match outcome.trigger:
        case EachDay(days) | EachRun(days):
            part: object = _inside_of(days)
        case EachPiece(period):
            part = period
        case _:
            return
    for _ in range(9):
        match part:
            case terms.PeriodNamed(name):
                part = contract.definitions[name].meaning
            case terms.Pause(period) | terms.PartOf(period):
                part = period
            case terms.Clip(period, last, clause):
                yield last, clause.number
                part = period
            case _:
                return


def _inside_of(days: terms.Days) -> object:
    """The period within which a set of days lies."""
    match days:
        case terms.DaysWithout(inner) | terms.DaysBoth(inner):
            return _inside_of(inner)
        case terms.DaysOf(period):
            return period
        case _:
            return days


def _after_stop(trial: Trial) -> Iterator[Conflict]:
    contract = trial.contract
    cases = {case.number: case for case in trial.histories.cases}
    said_of = {outcome.name: outcome for outcome in core.of_persons(contract)}
    for unit in paid_units(trial.ledger):
        outcome, case = said_of.get(unit.outcome), cases.get(unit.case or "")
        if outcome is None or case is None:
            continue
        for stop in _stops(contract, outcome):
            day = _day_in(trial.histories, contract, case, stop.day)
            if day is not None and _forbidden(stop.edge, unit.last_due, day):
                yield _too_late(unit, day, stop.clause.number)
        for term, clause in _clips(contract, outcome):
            day = plain_day(contract, case, trial.histories.contract, term)
            if day is not None and unit.last_due > day:
                yield _too_late(unit, day, clause)


def _forbidden(edge: Edge, due: Day, day: Day) -> bool:
    return {
        Edge.BEFORE: due < day,
        Edge.ON_OR_AFTER: due >= day,
        Edge.AFTER: due > day,
    }[edge]


def _too_late(unit: Line, day: Day, clause: str) -> Conflict:
    words = f"{said(unit)} is paid, though clause {clause} stops it on {in_words(day)}."
    return Conflict(words, (unit,), (unit.clause, clause), one_day(unit.last_due))


def _with_stops(contract: Contract) -> Iterator[str]:
    found = [s.clause.number for o in core.of_persons(contract) for s in _stops(contract, o)]
    found += [clause for o in core.of_persons(contract) for _, clause in _clips(contract, o)]
    yield from dict.fromkeys(found)


NO_DAY_TWICE = Law(
    "no-day-twice",
    "No day of one person is paid for twice, by one outcome or by two.",
    lambda contract: core.clauses_of(core.rest_on_days(contract)),
    check=_twice,
    pair=Pair(laid_over, lambda _, second: _twice(second)),
    states=lambda promise: promise.kind == "no day is paid for twice",
)
IN_TERM = Law(
    "nothing-outside-term",
    "Nothing is paid that falls due outside the term.",
    lambda contract: core.clauses_of(contract.outcomes),
    check=_outside,
)
AFTER_REFERRAL = Law(
    "nothing-before-referral",
    "Nothing is paid for days before the one on which it is tested who is eligible.",
    _with_anchor,
    check=_before,
    pair=Pair(_begun_earlier, lambda _, second: _before(second)),
)
STOPPED = Law(
    "nothing-after-stop",
    "Nothing is paid that falls due where a clause stops it, or after its period has been cut.",
    _with_stops,
    check=_after_stop,
    needs=lambda contract: core.clauses_of(core.of_persons(contract)),
)
LAWS = (NO_DAY_TWICE, IN_TERM, AFTER_REFERRAL, STOPPED)
