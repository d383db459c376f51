"""A history drawn fresh, towards what the contract pays for.

Someone is written who is eligible and achieves an outcome that is drawn, one condition after
another; what a condition cannot say how to meet is left as it is. It is a draw, no proof: where
conditions are set against each other, the later one wins.
"""

from collections.abc import Sequence
from typing import Final

from attrs import evolve, mutable

from sibdsl.model import terms
from sibdsl.model.contract import Contract, Outcome
from sibdsl.model.days import Day
from sibdsl.model.histories import Case, Histories
from sibdsl.verify import fresh_besides as besides
from sibdsl.verify import fresh_conditions as conditions
from sibdsl.verify import fresh_days as days_of
from sibdsl.verify import fresh_outcomes as outcomes
from sibdsl.verify import fresh_spans as spans
from sibdsl.verify.fresh_sketch import NUMBER, Scope, Sketch
from sibdsl.verify.strategies_choice import Choice
from sibdsl.verify.strategies_values import Around
from sibdsl.verify.strategies_values import days_of as all_days

_OFTEN: Final = 7
"""So often at most is one outcome achieved to come to its limit by number."""

_FUEL: Final = 250
"""So much is written for one person at most."""


def towards(known: Around, choose: Choice) -> Histories:
    """A person, sometimes two or three, with the groups and the contract, who may be paid for."""
    drawing = _begun(known, choose)
    paid_for = drawing.said.outcomes
    first = choose.one_of(paid_for)
    persons = []
    for at in range(choose.one_of((1, 1, 1, 1, 2, 3))):
        drawing.person(str(at + 1), first if not choose.rarely(4) else choose.one_of(paid_for))
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
        outcomes.achieve(self, next(one for one in self.said.outcomes if one.name == outcome))

    def person(self, number: str, outcome: Outcome) -> None:
        """A person of that number who is eligible and achieves *outcome*, perhaps more than once.

        The records of groups and of the contract are shared with those written before.
        """
        self.fuel, self.anchor = _FUEL, None
        self.put(terms.OWN, Case(number, dict.fromkeys(_memberships(self.said), NUMBER)))
        self.meet(Scope(), self.said.eligibility)
        self.anchor = self._settled()
        for _ in range(_times(self.said, outcome, self.choose)):
            outcomes.achieve(self, outcome)
            self._go_on()
        if self.choose.rarely(3):
            outcomes.achieve(self, self.choose.one_of(self.said.outcomes))
        self._besides()

    def _go_on(self) -> None:
        """What is achieved next mostly begins once all that is recorded is over."""
        first, last = self.window
        case = evolve(self.cases[terms.OWN], facts={})
        over = [d for d in all_days(case) if first <= d <= last]
        if over and not self.choose.rarely(3):
            self.anchor = min(last, over[-1] + self.choose.one_of((1, 2, 0, 7, 30)))
        if self.anchor is not None and self.choose.rarely(4):
            besides.once_more(self, self.anchor)

    def _besides(self) -> None:
        """What the contract names and nothing has asked for so far; or one condition is missed."""
        self.anchor = self._settled()
        for _ in range(self.choose.one_of((0, 0, 1, 2))):
            if self.choose.rarely(2) or not self.known.named:
                besides.unasked(self)
            else:
                besides.happens(self, self.choose.one_of(self.known.named))
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
