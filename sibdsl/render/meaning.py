"""A contract as it is understood: what each clause becomes, in plain words."""

from collections.abc import Iterator
from typing import assert_never

from sibdsl.model import contract as core
from sibdsl.model.contract import Contract
from sibdsl.model.days import in_words
from sibdsl.model.money import in_figures
from sibdsl.model.records import Kind, RecordField, RecordKind, Shape, ValueType
from sibdsl.model.terms import (
    ALWAYS,
    AllOf,
    AnyOf,
    AtLeastOf,
    Clause,
    Clip,
    Condition,
    Meaning,
    Pause,
    Restart,
    Stated,
)
from sibdsl.render import terms
from sibdsl.render.numbers import in_pence
from sibdsl.render.page import counted, days_in_words, listed

Understood = Iterator[tuple[str, str]]
"""A clause number (with the letter of an item, where one is meant) and what it becomes."""

_COUNTS = {
    Shape.EVENT: "at most one event",
    Shape.EVENTS: "any number of events",
    Shape.PERIOD: "at most one period",
    Shape.PERIODS: "any number of periods",
}


def understood(contract: Contract) -> Understood:
    """What every clause becomes that computes something or says what the records hold."""
    yield from _parties(contract)
    yield from _records(contract)
    for definition in contract.definitions.values():
        each = f", for each {definition.index}" if definition.index else ""
        means = terms.meaning(definition.meaning)
        yield definition.clause.number, f"{definition.name}{each}: {means}"
        for clause in _changes(definition.meaning):
            yield clause.number, f"changes {definition.name}: see clause {definition.clause}"
    yield from _eligible(contract)
    yield from _outcomes(contract)
    yield from _limits(contract)
    yield from _funding(contract)
    yield from _claims(contract)
    for promise in contract.promises:
        waived = f"waived, because “{promise.waived}”" if promise.waived else "a promise"
        yield promise.clause.number, f"{waived}: computes nothing"


def _changes(meaning: Meaning) -> Iterator[Clause]:
    """The clauses that cut off, pause or restart a period."""
    while isinstance(meaning, Clip | Pause | Restart):
        yield meaning.clause
        meaning = meaning.period


# -- Parties and records --------------------------------------------------------------------------


def _parties(contract: Contract) -> Understood:
    term = days_in_words(contract.term)
    yield contract.term_clause.number, f"every outcome falls due in the term: {term}, both included"
    held: dict[tuple[str, str, str], list[str]] = {}
    for holding in contract.holdings:
        since = f"from {in_words(holding.since)} on" if holding.since else "throughout"
        held.setdefault((holding.clause.number, holding.role, since), []).append(holding.party)
    for (number, role, since), parties in held.items():
        yield number, f"{role}{'s' if len(parties) > 1 else ''} {since}: {listed(parties)}"


def _records(contract: Contract) -> Understood:
    for record in (contract.person, contract.record):
        for field in record.fields:
            yield field.clause or record.clause, f"{field.name}: {_field(field, record)}"
    for name, first in contract.first_items.items():
        which = f"the first {name}" if first.n == 1 else f"the first {first.n:,} of {name}"
        yield first.clause.number, f"of each case only {which}; later ones are as if absent"
    for certificate in contract.certificates:
        yield (
            certificate.clause.number,
            f"known of {listed(certificate.fields)}: what the {certificate.party} certifies",
        )


def _field(field: RecordField, record: RecordKind) -> str:
    if field.type is not None:
        return f"{_type(field.type)}, one for each {record.name or 'contract'}"
    parted = ", of which no two overlap" if field.parted else ""
    carried = [f"{one.name} ({_type(one.type)})" for one in field.attributes]
    return f"{_COUNTS[field.shape]}{parted}{f', each with {listed(carried)}' if carried else ''}"


def _type(kind: ValueType) -> str:
    match kind.kind:
        case Kind.CHOICE:
            return listed([f"“{option}”" for option in kind.options], "or")
        case Kind.RECORD:
            return f"a {kind.record}"
        case _:
            return str(kind.kind.value)


# -- Outcomes and prices --------------------------------------------------------------------------


def _eligible(contract: Contract) -> Understood:
    if contract.eligibility != ALWAYS:
        yield from _stated(contract.eligibility)
    if contract.places is not None:
        places = contract.places
        order = listed([_key(key) for key in places.order], "then")
        number = counted(places.n, "place")
        yield places.clause.number, f"{number} in all for those who are eligible, by {order}"


def _stated(condition: Condition) -> Understood:
    """Each condition that a clause or an item of a list states."""
    match condition:
        case Stated(clause, inner):
            yield clause.number, f"yes, if {terms.condition(inner)}"
        case AllOf(parts) | AnyOf(parts) | AtLeastOf(_, parts):
            for part in parts:
                yield from _stated(part)
        case _:
            pass


def _key(key: core.OrderKey) -> str:
    return key.value if isinstance(key, core.Key) else terms.day(key)


def _outcomes(contract: Contract) -> Understood:
    for outcome in contract.outcomes:
        each = f" for each {terms.items(outcome.index.items)}:" if outcome.index else ":"
        text = f"{outcome.name}{each} {_trigger(outcome.trigger)}"
        if outcome.condition != ALWAYS:
            text += f", if {terms.condition(outcome.condition)}"
        yield outcome.clause.number, text
        tariff = contract.tariffs[outcome.name]
        yield tariff.clause.number, f"{outcome.name}: {price(tariff.price)}"
    for stop in contract.stops:
        which = f"no {listed(stop.outcomes, 'or')}" if stop.outcomes else "no outcome at all"
        text = f"{which} falls due {stop.edge.value} {terms.day(stop.day)}"
        yield stop.clause.number, f"{text}; a unit that began before and ends then is lost"


def _trigger(trigger: core.Trigger) -> str:
    match trigger:
        case core.OnDay(day):
            return f"one, due on {terms.day(day)}"
        case core.EachDay(days):
            return f"one for each of the days in {terms.days(days)}, due on that day"
        case core.EachRun(days, length):
            return (
                f"one for each {counted(length, 'day')} in a row that are in {terms.days(days)}, "
                "counted from the first day of each unbroken run and due on the last of them; "
                "days left over when a run ends are lost"
            )
        case core.EachPiece(period, length, days, least, most):
            return (
                f"{terms.period(period)} cut from its first day into pieces of {length}: one for "
                f"each whole piece with {terms.how_many(least, most)} in {terms.days(days)}, "
                "due on its last day"
            )
        case _:
            assert_never(trigger)


def price(of: core.Price) -> str:
    """What one achievement pays."""
    match of:
        case core.Flat(amount):
            return f"{amount} each"
        case core.PerUnit(amount, number):
            return f"{amount} for each one of {terms.number(number)}"
        case core.Card(lines):
            return "; ".join(f"{price(line)} if {terms.condition(when)}" for when, line in lines)
        case _:
            assert_never(of)


# -- Limits and funding ---------------------------------------------------------------------------


def _limits(contract: Contract) -> Understood:
    beyond = "counted, not paid" if contract.above_limit_counts else "neither counted nor paid"
    for count in contract.count_limits:
        paid = f"paid for each case: the first {count.n:,} of {listed(count.outcomes)}"
        yield count.clause.number, f"{paid}; later ones are {beyond}"
    for limit in contract.money_limits:
        whose = "for each case" if limit.each is not None else "in all"
        what = f" for {listed(limit.outcomes)}" if limit.outcomes else ""
        cycle = f" in each {limit.cycle.value}" if limit.cycle else ""
        text = f"at most {limit.amount} {whose}{what}{cycle}"
        yield limit.clause.number, f"{text}; the payment that crosses it is cut to what is left"
    for by in contract.payer_limits:
        cycle = f" in each {by.cycle.value}" if by.cycle else ""
        each = " each" if len(by.payers) > 1 else ""
        yield by.clause.number, f"at most {by.amount} by {listed(by.payers)}{each}{cycle}"


def _funding(contract: Contract) -> Understood:
    for share in contract.shares:
        percent = in_figures(share.percent * 100)
        how = f", {in_pence(share.rounding)}" if share.rounding else ""
        through = f", handed on by {share.through}" if share.through else ""
        text = f"{terms.value(share.payer)} pays {percent}% of each payment{how}{through}"
        yield share.clause.number, text
    if contract.rest is not None:
        yield (
            contract.rest.clause.number,
            f"{terms.value(contract.rest.payer)} pays what the other shares leave of each payment",
        )
    for rule in contract.takes_over:
        heir = f"{terms.value(rule.heir)} pays" if rule.heir else "nobody pays"
        text = f"what a limit takes off the share of {listed(rule.payers, 'or')}: {heir} it"
        yield rule.clause.number, text


def _claims(contract: Contract) -> Understood:
    claims = contract.claims
    first = [days_in_words(span) for span in claims.first]
    then = [f"each {claims.cycle.value}"] if claims.cycle else []
    periods = listed([*first, *then], "then")
    yield claims.clause.number, f"a payment is in the claim of its due day: {periods}"
    late = contract.late_evidence
    if late is not None:
        within = f" if received within {late.within} after the due day" if late.within else ""
        effect = f"changes the next claim{within}" if late.counts else "changes nothing"
        yield late.clause.number, f"evidence that comes after a claim {effect}"
