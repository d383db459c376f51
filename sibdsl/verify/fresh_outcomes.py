"""An outcome in a history that is drawn: its index, trigger, condition, price and payers."""

from fractions import Fraction

from attrs import evolve

from sibdsl.interpret.cycles import spans as cycles
from sibdsl.model import contract as said
from sibdsl.model import terms
from sibdsl.model.calendar import Cycle, add
from sibdsl.model.contract import Outcome
from sibdsl.model.days import Day
from sibdsl.verify import fresh_days as days_of
from sibdsl.verify import fresh_items as items
from sibdsl.verify import fresh_numbers as numbers
from sibdsl.verify import fresh_spans as spans
from sibdsl.verify.fresh_sketch import Scope, Sketch


def achieve(sketch: Sketch, outcome: Outcome) -> None:
    """What is indexed, then the trigger, the condition and the price, then the trigger again."""
    if sketch.spent():
        return
    scope = Scope(outcome.level)
    match outcome.index:
        case said.Index(name, listed):
            bound = items.one_more(sketch, scope, listed)
            if bound is None:
                return
            scope = scope.binding(name, bound)
        case said.EachCycle(cycle):
            scope = evolve(scope, cycle=_cycle(sketch, cycle))
        case None:
            pass
    scope, before = _trigger(sketch, scope, outcome.trigger), sketch.written
    sketch.meet(scope, outcome.condition)
    if sketch.choose.rarely(12):
        sketch.miss(scope, outcome.condition)
    _price(sketch, scope, outcome)
    if sketch.written != before and sketch.choose.rarely(2):
        scope = _trigger(sketch, scope, outcome.trigger)
    _payers(sketch, scope)


def _cycle(sketch: Sketch, cycle: Cycle | terms.Claim) -> tuple[Day, Day]:
    """A quarter, a year or a claim at the anchor or after it."""
    listed = list(cycles(sketch.said, cycle))
    at = sketch.anchor or sketch.free()
    later = [one for one in listed if one[1] > at] or listed
    return sketch.choose.one_of(later[:6])


def _trigger(sketch: Sketch, scope: Scope, trigger: said.Trigger) -> Scope:
    """What the trigger asks for; the scope then knows a due day."""
    match trigger:
        case said.OnDay(day):
            return evolve(scope, due=days_of.wanted(sketch, scope, day))
        case said.EachDay(days):
            return evolve(scope, due=_fill(sketch, scope, days, 1))
        case said.EachRun(days, length):
            return evolve(scope, due=_fill(sketch, scope, days, length))
        case said.EachPiece():
            return evolve(scope, due=_pieces(sketch, scope, trigger))


def _fill(sketch: Sketch, scope: Scope, days: terms.Days, length: int) -> Day | None:
    """Days of the set, as many as are one achievement, some, or all; the last of the first."""
    whole = spans.kept_within(sketch, scope, days)
    if whole is None:
        first = sketch.free()
        whole = first, first + 10 * length - 1
    first, last = whole
    n = (last - first + 1) // length
    if n < 1:
        return None
    many = sketch.choose.one_of((n, n, 1, min(n, 2), sketch.choose.between(1, n)))
    if sketch.choose.rarely(4):
        first = sketch.choose.between(first, last - many * length + 1)
    sketch.cover(scope, days, first, first + many * length - 1)
    return first + length - 1


def _pieces(sketch: Sketch, scope: Scope, trigger: said.EachPiece) -> Day | None:
    """One piece as it is asked for, or the first few, or all; the last day of the first."""
    whole = days_of.span(sketch, scope, trigger.period)
    if whole is None:
        return None
    first, last = whole
    end = min(last, add(first, trigger.length, sketch.choose.one_of((1, 2, 5, 200))) - 1)
    if trigger.least is None:
        sketch.cover(scope, trigger.days, first, end)
    elif trigger.most == 0:
        sketch.avoid(scope, trigger.days, first, end)
    else:
        one = terms.Between(terms.Literal(first), terms.Literal(end))
        condition = terms.DaysIn(one, trigger.days, trigger.least, trigger.most)
        sketch.meet(scope, condition)
    return add(first, trigger.length) - 1


def _payers(sketch: Sketch, scope: Scope) -> None:
    """Who pays, where the record says it."""
    said_to = [share.payer for share in sketch.said.shares]
    if sketch.said.rest is not None:
        said_to.append(sketch.said.rest.payer)
    for payer in said_to:
        if isinstance(payer, terms.Named):
            continue
        known = sketch.reading(scope).value(payer)
        parties = sketch.known.limits.parties
        if known not in parties and parties:
            numbers.put(sketch, scope, payer, sketch.choose.one_of(parties))


def _price(sketch: Sketch, scope: Scope, outcome: Outcome) -> None:
    """One line of a card; a number of units, or one on the scale."""
    tariff = sketch.said.tariffs.get(outcome.name)
    if tariff is None:
        return
    price = tariff.price
    if isinstance(price, said.Card):
        condition, price = sketch.choose.one_of(price.lines)
        sketch.meet(scope, condition)
    match price:
        case said.PerUnit(_, number):
            known = sketch.reading(scope).number(number).known
            if known is None or known < 1 or sketch.choose.rarely(3):
                wanted = Fraction(sketch.choose.one_of((1, 2, 10)))
                numbers.write(sketch, scope, number, wanted)
        case said.Scale(_, start, _, end, number):
            middle = start + (end - start) * sketch.choose.between(0, 4) / 4
            wanted = sketch.choose.one_of((end, middle, end + (end - start), middle))
            numbers.write(sketch, scope, number, wanted)
        case said.Flat() | said.Tiers():
            return
