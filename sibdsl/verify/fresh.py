"""A history drawn fresh, towards what the contract pays for.

Someone is written who is eligible and achieves an outcome that is drawn, one condition after
another; what a condition cannot say how to meet is left as it is. It is a draw, no proof: where
conditions are set against each other, the later one wins.
"""

from collections.abc import Sequence
from fractions import Fraction
from typing import Final

from attrs import evolve, mutable

from sibdsl.interpret.cycles import spans as cycles
from sibdsl.model import contract as said
from sibdsl.model import terms
from sibdsl.model.calendar import Cycle, add
from sibdsl.model.contract import Contract, Outcome
from sibdsl.model.days import Day
from sibdsl.model.histories import Case, Histories
from sibdsl.model.records import Shape
from sibdsl.verify import fresh_conditions as conditions
from sibdsl.verify import fresh_days as days_of
from sibdsl.verify import fresh_items as items
from sibdsl.verify import fresh_numbers as numbers
from sibdsl.verify import fresh_spans as spans
from sibdsl.verify.fresh_sketch import NUMBER, Scope, Sketch
from sibdsl.verify.strategies_choice import Choice
from sibdsl.verify.strategies_values import Around
from sibdsl.verify.strategies_values import days_of as all_days

_OFTEN: Final = 7
"""So often at most is one outcome achieved to come to its limit by number."""

_FUEL: Final = 250

_LONG: Final = 400
"""So many days what happens besides lasts at most."""


def towards(known: Around, choose: Choice) -> Histories:
    """A person, sometimes two or three, with the groups and the contract, who may be paid for."""
    drawing = _begun(known, choose)
    outcomes = drawing.said.outcomes
    first = choose.one_of(outcomes)
    persons = []
    for at in range(choose.one_of((1, 1, 1, 1, 2, 3))):
        drawing.person(str(at + 1), first if not choose.rarely(4) else choose.one_of(outcomes))
        persons.append(drawing.cases[terms.OWN])
    groups = {term: (_plain(drawing.cases[term]),) for term in drawing.said.groups}
    contract = _plain(drawing.cases[terms.CONTRACT])
    return Histories(tuple(map(_plain, persons)), contract, groups=groups)


def _plain(case: Case) -> Case:
    """*case* without the rows that told its records apart."""
    return evolve(
        case,
        events={n: tuple(evolve(e, rows=()) for e in of) for n, of in case.events.items() if of},
        spells={n: tuple(evolve(s, rows=()) for s in of) for n, of in case.spells.items() if of},
    )


def _begun(known: Around, choose: Choice) -> "_Drawing":
    """Nothing written yet; of an amended contract, for what it said at first or one version."""
    contract = known.contract
    said_from = [(contract.term[0], contract), *((v.since, v.contract) for v in contract.versions)]
    said_from = [one for one in said_from if one[0] < contract.term[1]]
    at = choose.index(len(said_from))
    since, version = said_from[at]
    later = [day for day, _ in said_from[at + 1 :]]
    window = max(since, contract.term[0]), max(since, min([*later, contract.term[1]]) - 1)
    if isinstance(contract.governed_by, terms.DueDay | None) or choose.rarely(4):
        window = contract.term[0], contract.term[1] - 1
    groups = {term: Case(NUMBER) for term in version.groups}
    cases = {terms.OWN: Case(NUMBER), terms.CONTRACT: Case("the contract"), **groups}
    return _Drawing(known, choose, version, window, cases)


@mutable
class _Drawing(Sketch):
    """Ties together what writes conditions, days, items and numbers: each needs the others."""

    def meet(self, scope: Scope, condition: terms.Condition) -> None:
        conditions.meet(self, scope, condition)

    def miss(self, scope: Scope, condition: terms.Condition) -> None:
        conditions.miss(self, scope, condition)

    def cover(self, scope: Scope, days: terms.Days, first: Day, last: Day) -> None:
        spans.cover(self, scope, days, first, last)

    def avoid(self, scope: Scope, days: terms.Days, first: Day, last: Day) -> None:
        spans.avoid(self, scope, days, first, last)

    def span(self, scope: Scope, period: terms.Period) -> tuple[Day, Day] | None:
        return days_of.span(self, scope, period)

    def kept_within(self, scope: Scope, days: terms.Days) -> tuple[Day, Day] | None:
        return spans.kept_within(self, scope, days)

    def achieve(self, outcome: str) -> None:
        _achieve(self, next(one for one in self.said.outcomes if one.name == outcome))

    def person(self, number: str, outcome: Outcome) -> None:
        """A person of that number who is eligible and achieves *outcome*, perhaps more than once.

        The records of groups and of the contract are shared with those written before.
        """
        self.fuel, self.anchor = _FUEL, None
        self.put(terms.OWN, Case(number, dict.fromkeys(_memberships(self.said), NUMBER)))
        self.meet(Scope(), self.said.eligibility)
        self.anchor = self._settled()
        for _ in range(_times(self.said, outcome, self.choose)):
            _achieve(self, outcome)
            self._go_on()
        if self.choose.rarely(3):
            _achieve(self, self.choose.one_of(self.said.outcomes))
        self._besides()

    def _go_on(self) -> None:
        """What is achieved next mostly begins once all that is recorded is over."""
        first, last = self.window
        case = evolve(self.cases[terms.OWN], facts={})
        over = [d for d in all_days(case) if first <= d <= last]
        if over and not self.choose.rarely(3):
            self.anchor = min(last, over[-1] + self.choose.one_of((1, 2, 0, 7, 30)))

    def _besides(self) -> None:
        """What the contract names and nothing has asked for so far; or one condition is missed."""
        self.anchor = self._settled()
        for _ in range(self.choose.one_of((0, 0, 1, 2))):
            if self.choose.rarely(3) or not self.known.named:
                one = self.choose.one_of(self.said.person.fields)
                if one.shape is not Shape.FACT:
                    items.one_more(self, Scope(), terms.Recorded(one.name))
            else:
                _happens(self, self.choose.one_of(self.known.named))
        if self.choose.rarely(7):
            self.miss(Scope(), self.said.eligibility)
        elif not self.choose.rarely(4):
            self.meet(Scope(), self.said.eligibility)

    def _settled(self) -> Day | None:
        """The day that says which version governs, or the last on which something began."""
        case, by = self.cases[terms.OWN], self.said.governed_by
        if by is not None and not isinstance(by, terms.DueDay):
            found = self.day(Scope(), by)
            if found is not None:
                return found
        first, last = self.window
        began = [d for d in all_days(evolve(case, facts={})) if first <= d <= last]
        return began[-1] if began else self.anchor


def _happens(sketch: Sketch, name: str) -> None:
    """Days or items that the contract defines, of a length that decides or of one day off it.

    One condition of an item is missed now and then: what nearly counts decides too.
    """
    definition, scope = sketch.said.definitions.get(name), Scope()
    if definition is None:
        return
    first = sketch.free()
    long = sketch.choose.one_of((1, *sketch.known.limits.steps)) + sketch.choose.one_of((0, 1, -1))
    last = first + max(1, min(long, _LONG)) - 1
    match definition.meaning:
        case terms.Covered(terms.Where(listed, one, condition)) | terms.Where(
            listed, one, condition
        ):
            bound = items.one_more(sketch, scope, listed, (first, last))
            if bound is None:
                return
            sketch.meet(scope.binding(one, bound), condition)
            if sketch.choose.rarely(3):
                sketch.miss(scope.binding(one, bound), condition)
        case terms.Recorded():
            items.one_more(sketch, scope, definition.meaning, (first, last))
        case _:
            sketch.cover(scope, terms.DaysNamed(name), first, last)


def _memberships(contract: Contract) -> Sequence[str]:
    found = (contract.membership(term) for term in contract.groups)
    return [name for name in found if name is not None]


def _times(contract: Contract, outcome: Outcome, choose: Choice) -> int:
    """How often it is achieved: mostly once; not at all, or as often as is paid and once more."""
    often = [limit.n for limit in contract.count_limits if outcome.name in limit.outcomes]
    more = [n for limit in often for n in (limit, limit + 1) if n <= _OFTEN]
    return choose.one_of(
        (1, 1, 1, 2, 0, *more) if outcome.index is not None else (1, 1, 1, 1, 1, 0)
    )


def _achieve(sketch: Sketch, outcome: Outcome) -> None:
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
    scope = _trigger(sketch, scope, outcome.trigger)
    sketch.meet(scope, outcome.condition)
    if sketch.choose.rarely(12):
        sketch.miss(scope, outcome.condition)
    _price(sketch, scope, outcome)
    _payers(sketch, _trigger(sketch, scope, outcome.trigger))


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
