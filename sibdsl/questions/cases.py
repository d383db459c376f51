"""Small cases: a worked example that pays, changed by one record."""

from collections.abc import Iterator, Mapping

from attrs import evolve

from sibdsl.model.calendar import Duration, Unit, add, birthday
from sibdsl.model.days import Day, in_words
from sibdsl.model.histories import Case, Event, Reach, Spell, Value
from sibdsl.model.records import Shape
from sibdsl.model.terms import CONTRACT
from sibdsl.questions.question import Base, Probe, SmallCase
from sibdsl.questions.said import a, entry, many

_TWO_DAYS = 1


def with_event(name: str, *, whose: str = "") -> Probe:
    """The event on a day of what the example pays for; *whose* is the contract or the person."""

    def probe(base: Base) -> Iterator[SmallCase]:
        for day in days_paid_for(base):
            told = f"with {a(name)} on {in_words(day)}"
            yield _changed(base, _with_event(_kept(base, whose), name, day), whose, told)

    return probe


def with_spell(name: str, carried: Mapping[str, Value] | None = None, *, whose: str = "") -> Probe:
    """A spell of two days among those that the example pays for."""

    def probe(base: Base) -> Iterator[SmallCase]:
        for day in days_paid_for(base):
            spell = Spell(day, day + _TWO_DAYS, _attributes(base, name, carried or {}))
            kept = _kept(base, whose)
            spells = {**kept.spells, name: (*kept.spells.get(name, ()), spell)}
            words = _and_carried(carried or {})
            told = f"with {a(name)} from {in_words(day)} to {in_words(day + _TWO_DAYS)}"
            told += f" whose {words}" if words else ""
            yield _changed(base, evolve(kept, spells=spells), whose, told)

    return probe


def ended_before_entry(name: str) -> Probe:
    """The event of the contract on the day before that on which the case began."""

    def probe(base: Base) -> Iterator[SmallCase]:
        for event in paid_case(base).events.get(entry(base.contract), ()):
            if event.day is not None:
                day = event.day - 1
                told = f"with {a(name)} on {in_words(day)}"
                changed = _with_event(base.example.given.contract, name, day)
                yield _changed(base, changed, CONTRACT, told)

    return probe


def recoded(name: str, carried: Mapping[str, Value]) -> Probe:
    """Two days of a spell of the example, under other codes."""

    def probe(base: Base) -> Iterator[SmallCase]:
        case = paid_case(base)
        for day in days_paid_for(base):
            spells = tuple(
                part for s in case.spells.get(name, ()) for part in _parted(s, day, carried)
            )
            if len(spells) > len(case.spells.get(name, ())):
                words = _and_carried(carried)
                days = f"{in_words(day)} and {in_words(day + _TWO_DAYS)}"
                changed = evolve(case, spells={**case.spells, name: spells})
                yield _changed(base, changed, "", f"where {words} on {days}")

    return probe


def _parted(spell: Spell, day: Day, carried: Mapping[str, Value]) -> Iterator[Spell]:
    """The spell in three, that of *day* and the next under other codes, if they lie inside."""
    end = day + _TWO_DAYS
    if spell.first is None or not spell.first < day or (spell.last or end + 1) <= end:
        yield spell
        return
    yield evolve(spell, last=day - 1)
    yield evolve(spell, first=day, last=end, attributes={**spell.attributes, **carried})
    yield evolve(spell, first=end + 1)


def with_payer(field: str, name: str, party: str) -> Probe:
    """The example with *party* as the value of *name* all along."""

    def probe(base: Base) -> Iterator[SmallCase]:
        case = paid_case(base)
        spells = tuple(
            evolve(s, attributes={**s.attributes, name: party}) for s in case.spells.get(field, ())
        )
        changed = evolve(case, spells={**case.spells, field: spells})
        yield _changed(base, changed, "", f"with {party} as the {name}")

    return probe


def late(base: Base) -> Iterator[SmallCase]:
    """A record that arrives when the claim has been paid."""
    fields = base.contract.person.fields
    counted = base.contract.first_items
    listed = [f for f in fields if f.shape is Shape.PERIODS and f.name not in counted]
    spells = [with_spell(f.name) for f in listed if not f.parted]
    events = [with_event(f.name) for f in fields if f.shape is Shape.EVENT]
    for case in each_of(*spells, *events)(base):
        told = f"{case.told}, recorded after the claim was paid"
        yield evolve(case, told=told, claimed=base.example.given)


def turning(born: str, years: int) -> Probe:
    """The person reaches that age on the day after the case began, or on a day paid for."""

    def probe(base: Base) -> Iterator[SmallCase]:
        case = paid_case(base)
        begun = [e.day + 1 for e in case.events.get(entry(base.contract), ()) if e.day is not None]
        for day in (*begun, *days_paid_for(base)):
            date_of_birth = add(day, Duration(years, Unit.YEARS), -1)
            if birthday(date_of_birth, years) == day:
                facts = {**case.facts, born: date_of_birth}
                told = f"with the {_ordinal(years)} birthday on {in_words(day)}"
                yield _changed(base, evolve(case, facts=facts), "", told)

    return probe


def under_two_numbers(field: str) -> Probe:
    """The same person twice, under two case numbers."""

    def probe(base: Base) -> Iterator[SmallCase]:
        case = paid_case(base)
        facts = {**case.facts, field: "7"}
        twice = evolve(case, number="1", facts=facts), evolve(case, number="2", facts=facts)
        given = base.example.given
        told = f"recorded under two case numbers with one {field}"
        joined = evolve(given, cases=twice[:1])
        yield SmallCase(evolve(given, cases=twice), base.example.by, told, joined)

    return probe


def two_alike(base: Base) -> Iterator[SmallCase]:
    """Two persons with the same history."""
    case = paid_case(base)
    twice = evolve(case, number="1"), evolve(case, number="2")
    given = evolve(base.example.given, cases=twice)
    yield SmallCase(given, base.example.by, f"for two {many(base.contract.person.name)} alike")


def on_the_day(name: str, day: Day) -> Probe:
    """The event of the example moved to *day*, and what is known then."""

    def probe(base: Base) -> Iterator[SmallCase]:
        case = paid_case(base)
        if case.events.get(name):
            moved = evolve(case, events={**case.events, name: (Event(day),)})
            made = _changed(base, moved, "", f"with the {name} on {in_words(day)}")
            by = max(made.by, day)
            reach = {of: Reach(r.first, by) for of, r in made.given.reach.items()}
            yield evolve(made, given=evolve(made.given, reach=reach), by=by)

    return probe


def each_of(*probes: Probe) -> Probe:
    """The cases of all *probes*."""

    def probe(base: Base) -> Iterator[SmallCase]:
        for one in probes:
            yield from one(base)

    return probe


def beside(probe: Probe, sentences: tuple[str, ...]) -> Probe:
    """The cases of *probe*, with *sentences* in every variant of the contract."""

    def with_sentences(base: Base) -> Iterator[SmallCase]:
        for case in probe(base):
            yield evolve(case, beside=sentences)

    return with_sentences


def paid_case(base: Base) -> Case:
    """The case that the first payment is for."""
    paid = [line.case for line in base.ledger.lines if line.paid and line.case is not None]
    cases = base.example.given.cases
    return next((case for case in cases if case.number in paid), cases[0])


def days_paid_for(base: Base) -> tuple[Day, ...]:
    """A few days on which what the example pays for hangs: in the middle, and at the ends."""
    spans = [line.evidence for line in base.ledger.lines if line.paid and line.evidence]
    dues = [line.last_due for line in base.ledger.lines if line.paid]
    middles = [(start + end) // 2 for start, end in spans]
    firsts = [start + 1 for start, _ in spans]
    days = dict.fromkeys([*middles, *firsts, *dues, *(due - 1 for due in dues)])
    return tuple(day for day in days if day <= base.example.by)[:6]


def _kept(base: Base, whose: str) -> Case:
    return base.example.given.contract if whose else paid_case(base)


def _with_event(case: Case, name: str, day: Day) -> Case:
    return evolve(case, events={**case.events, name: (*case.events.get(name, ()), Event(day))})


def _changed(base: Base, case: Case, whose: str, told: str) -> SmallCase:
    """The example with *case* in the place of the one that it was made from."""
    given = base.example.given
    if whose:
        return SmallCase(evolve(given, contract=case), base.example.by, told)
    cases = tuple(case if c.number == case.number else c for c in given.cases)
    return SmallCase(evolve(given, cases=cases), base.example.by, told)


def _attributes(base: Base, name: str, carried: Mapping[str, Value]) -> Mapping[str, Value | None]:
    """What the spell carries: as said, or else what another of the example does."""
    given = [base.example.given, *(example.given for example in base.examples)]
    cases = [case for histories in given for case in histories.cases]
    others = [spell.attributes for case in cases for spell in case.spells.get(name, ())]
    field = base.contract.person.field_called(name)
    codes = dict.fromkeys((x.name for x in field.attributes), "C2") if field else {}
    return {**(others[0] if others else codes), **carried}


def _and_carried(carried: Mapping[str, Value]) -> str:
    return " and ".join(f"{of} is “{value}”" for of, value in carried.items())


def _ordinal(number: int) -> str:
    teen = number % 100 in (11, 12, 13)
    return f"{number}{'th' if teen else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"
