"""What each term of the core means, for one case: the definition of the language.

A `Reading` is a case with the items that the terms around have bound. Each method yields the value
of one kind of term, with all that is not known kept as such. Definitions are read once a case.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final, assert_never

from attrs import evolve, field, frozen

from sibdsl.interpret import items as found
from sibdsl.interpret.cycles import last_known, latest_over
from sibdsl.interpret.items import Item
from sibdsl.interpret.numbers import (
    age_between,
    as_number,
    both_ends,
    compared,
    computed,
    days_counted,
    items_counted,
    length_of,
    put_together,
    quantified,
)
from sibdsl.interpret.spans import as_moment, beginning, day_after, first_days, part_of, paused_by
from sibdsl.model import calendar, days, terms
from sibdsl.model.below import NAMED
from sibdsl.model.contract import Contract
from sibdsl.model.days import NEVER, Days, Moment, Stretch
from sibdsl.model.histories import Case, Histories, Reach, Value
from sibdsl.model.ledger import DaySpan
from sibdsl.model.money import ANY_NUMBER, Bounds
from sibdsl.model.once import once
from sibdsl.model.records import RecordKind
from sibdsl.model.terms import Side
from sibdsl.model.truth import NO, UNKNOWN, YES, Truth, all_of, any_of, at_least, negation
from sibdsl.model.walk import walk

NOT_THERE: Final = "(none)"
"""The value of what surely has none, as the borough on a day that no spell covers."""

_SIDES: Final[dict[Side, Callable[[Moment, Moment], Truth]]] = {
    Side.BEFORE: Moment.before,
    Side.ON_OR_BEFORE: Moment.on_or_before,
    Side.ON: Moment.same_day,
    Side.ON_OR_AFTER: Moment.on_or_after,
    Side.AFTER: Moment.after,
}


NOBODY: Final = ""
"""The label of a group that nobody can name: nothing of it is known."""


@frozen
class Member:
    """A person among the eligible, as far as that is known."""

    reading: "Reading"
    eligible: Truth


@once
def _asking(contract: Contract) -> dict[str, bool]:
    """Which definitions and outcomes of *contract* hang on a due day, as far as it was asked."""
    return {}


@frozen
class World:
    """A contract and all that is known of its cases.

    *achieved* tells whether who is read has achieved an outcome. *members* are the persons by case
    number, once it is known who is eligible; *force* are the due days, half-open, on which this
    version of the contract governs what has no case.
    """

    contract: Contract
    histories: Histories
    achieved: "Callable[[Reading, str], Truth]"
    force: DaySpan = (days.EARLIEST, NEVER)
    members: dict[str, Member] = field(factory=dict, repr=False)
    _beyond: dict[Reach, tuple[Item, ...]] = field(factory=dict, repr=False)
    _others: dict[tuple[str, str], "Reading"] = field(factory=dict, repr=False)
    _spans: dict[DaySpan, Days] = field(factory=dict, repr=False)

    def beyond(self, reach: Reach) -> tuple[Item, ...]:
        """What may have happened where records of that reach do not go: the same for each case."""
        if reach not in self._beyond:
            self._beyond[reach] = tuple(found.beyond(reach))
        return self._beyond[reach]

    def reading(self, case: Case) -> "Reading":
        """*case*, with nothing bound yet."""
        return Reading(self, case)

    def days_of(self, span: DaySpan) -> Days:
        """The days of a quarter, a year or a claim; the same for each case."""
        if span not in self._spans:
            self._spans[span] = Stretch.fixed(*span).days
        return self._spans[span]

    def whole(self) -> "Reading":
        """The contract as a whole."""
        return self._other(terms.CONTRACT, self.histories.contract)

    def groups(self, term: str) -> tuple["Reading", ...]:
        """Every group of that Term."""
        return tuple(self._other(term, group) for group in self.histories.groups.get(term, ()))

    def group(self, term: str, label: Value | None) -> "Reading":
        """The group of that label; one of which nothing is known, where no record holds it."""
        listed = (g for g in self.histories.groups.get(term, ()) if g.number == label)
        return self._other(term, next(listed, Case(NOBODY)))

    def _other(self, whose: str, case: Case) -> "Reading":
        if (whose, case.number) not in self._others:
            self._others[whose, case.number] = Reading(self, case, whose)
        return self._others[whose, case.number]

    def asks_for_due_day(self, name: str, term: Any) -> bool:
        """Whether *term*, of the definition or outcome *name*, hangs on the due day of what asks.

        It holds `the due day` or `has been achieved`, straight or through other definitions.
        """
        asking = _asking(self.contract)
        if name not in asking:
            asking[name] = False
            asking[name] = self._asks(term)
        return asking[name]

    def _asks(self, term: Any) -> bool:
        for part in walk(term):
            if isinstance(part, terms.DueDay | terms.Achieved):
                return True
            if isinstance(part, NAMED):
                meaning = self.contract.definitions[part.name].meaning
                if self.asks_for_due_day(part.name, meaning):
                    return True
        return False

    def reach(self, name: str) -> Reach:
        """How far the records of a field go; a field that no file holds is not known at all."""
        return self.histories.reach.get(name, Reach(last=days.EARLIEST))


@frozen
class Reading:
    """Who is read, the items bound, the periods in force, the due day of what is priced.

    *whose* is OWN where *case* is that of a person, the Term of a group, or CONTRACT; *cycle* the
    quarter, year or claim that is read.
    """

    world: World
    case: Case
    whose: str = terms.OWN
    bound: Mapping[str, Item] = field(factory=dict)
    current: Mapping[str, Stretch] = field(factory=dict)
    due: Moment | None = None
    cycle: DaySpan | None = None
    memo: dict[Any, Any] = field(factory=dict, repr=False)

    def binding(self, name: str, item: Item) -> "Reading":
        """The same, with *item* bound as *name*."""
        bound = {**self.bound, name: item}
        return Reading(
            self.world,
            self.case,
            self.whose,
            bound,
            self.current,
            self.due,
            self.cycle,
            self.memo,
        )

    def at_cycle(self, cycle: DaySpan | None) -> "Reading":
        """The same, for that quarter, year or claim."""
        return self if cycle == self.cycle else evolve(self, cycle=cycle)

    def of(self, whose: str) -> "Reading":
        """Who the record of *whose* belongs to, seen from here: the same, its group, the whole."""
        if whose in (terms.OWN, self.whose):
            return self
        if whose == terms.CONTRACT:
            return self.world.whole()
        named_by = self.world.contract.membership(whose)
        return self.world.group(whose, self.case.facts.get(named_by) if named_by else None)

    def in_force(self, name: str, stretch: Stretch) -> "Reading":
        """The same, with *stretch* the period *name* while it is worked out."""
        return evolve(self, current={**self.current, name: stretch})

    def on(self, due: Moment) -> "Reading":
        """The same, for an achievement that falls due on *due*."""
        return evolve(self, due=due)

    def _defined(self, name: str, read: Callable[["Reading", Any], Any]) -> Any:
        """The value of a definition, read once for each item or cycle of its index."""
        definition = self.world.contract.definitions[name]
        home = self.of(definition.level)
        if home is not self:
            seen = evolve(home, cycle=self.cycle, due=self.due)
            return seen._defined(name, read)
        index = self.bound.get(definition.index) if definition.index else None
        cycle = self.cycle if definition.cycle else None
        due = self.due if self.world.asks_for_due_day(name, definition.meaning) else None
        key = name, id(index), cycle, due
        if key not in self.memo:
            inner = {definition.index: index} if definition.index and index else {}
            reading = Reading(
                self.world, self.case, self.whose, inner, due=due, cycle=cycle, memo=self.memo
            )
            self.memo[key] = index, read(reading, definition.meaning)
        return self.memo[key][1]

    def _given(self, name: str) -> Bounds | None:
        """The number that an example gives outright; of a cycle, for the last that is over."""
        definition = self.world.contract.definitions[name]
        facts = self.of(definition.level).case.facts
        if name not in facts:
            return None
        if definition.cycle is None:
            return as_number(facts[name])
        latest = latest_over(
            self.world.contract, definition.cycle, last_known(self.world.histories)
        )
        return as_number(facts[name]) if latest == self.cycle else None

    # -- Days -------------------------------------------------------------------------------------

    def day(self, term: terms.DayTerm) -> Moment:
        """One day, as far as it is known."""
        match term:
            case terms.Literal(day):
                return Moment.on(day)
            case terms.FactDay(name, whose):
                return as_moment(self.of(whose).case.facts.get(name))
            case terms.DayOf(item):
                return self.item(item).start
            case terms.AttributeDay(item, name):
                return as_moment(self.item(item).attributes.get(name))
            case terms.FirstDay(of):
                return self._edges(of)[0]
            case terms.LastDay(of):
                return self._edges(of)[1]
            case terms.Step(day, by):
                return self.day(day).moved(lambda d: d + by)
            case terms.Later(day, length, back):
                times = -1 if back else 1
                return calendar.moved(self.day(day), lambda d: calendar.add(d, length, times))
            case terms.Birthday(born, years):
                return calendar.moved(self.day(born), lambda d: calendar.birthday(d, years))
            case terms.Earliest(parts):
                return days.earliest(self.day(part) for part in parts)
            case terms.Latest(parts):
                return days.latest(self.day(part) for part in parts)
            case terms.DueDay():
                assert self.due is not None, "the due day is asked for only where one is known"
                return self.due
            case _:
                assert_never(term)

    def _edges(self, of: terms.Period | terms.Days) -> tuple[Moment, Moment]:
        """The first and the last day of a period or of a set of days; none of one without days."""
        if isinstance(of, terms.Period):
            stretch = self.period(of)
            if stretch.end.most <= stretch.start.least:
                return days.NEVER_COMES, days.NEVER_COMES
            return stretch.start, stretch.last
        within = self.days(of)
        return within.first_day(), within.last_day()

    # -- Items ------------------------------------------------------------------------------------

    def item(self, term: terms.Item) -> Item:
        """The one item that is meant."""
        match term:
            case terms.Bound(name):
                return self.bound[name]
            case terms.Only(items):
                if not isinstance(items, terms.Recorded):
                    return found.only(self.items(items))
                key = items.name, "the one"
                if key not in self.memo:
                    self.memo[key] = found.only(self.items(items))
                one: Item = self.memo[key]
                return one
            case _:
                assert_never(term)

    def items(self, term: terms.Items) -> tuple[Item, ...]:
        """All that there may be, earliest first, with what lies beyond the records."""
        match term:
            case terms.Recorded(name, whose):
                home = self.of(whose)
                if home is not self:
                    return home.items(term)
                key = name, "recorded"
                if key not in self.memo:
                    self.memo[key] = self._recorded(name)
                recorded: tuple[Item, ...] = self.memo[key]
                return recorded
            case terms.Where(items, name, condition):
                kept = []
                for item in self.items(items):
                    truth = self.binding(name, item).holds(condition)
                    certain = min(item.certain, truth)
                    if certain is not NO:
                        same = certain is item.certain
                        kept.append(item if same else evolve(item, certain=certain))
                return tuple(kept)
            case terms.FirstItems(items, n):
                return found.first(self.items(items), n)
            case terms.Runs(within):
                return found.in_order(found.runs(self.days(within)))
            case terms.Pieces(period, length):
                return tuple(found.pieces(self.period(period), length))
            case terms.ItemsNamed(name):
                named: tuple[Item, ...] = self._defined(name, Reading.items)
                return named
            case _:
                assert_never(term)

    def _recorded(self, name: str) -> tuple[Item, ...]:
        home, reach = self.case, self.world.reach(name)
        if home.number == NOBODY:
            return self.world.beyond(Reach(last=days.EARLIEST))
        listed = [
            *found.events(home.events.get(name, ()), reach),
            *found.spells(home.spells.get(name, ()), reach),
        ]
        if listed and self._at_most_one(name):
            return found.in_order(listed)
        together = found.in_order([*listed, *self.world.beyond(reach)])
        counted = self.world.contract.first_items.get(name)
        return found.first(together, counted.n) if counted else together

    def _at_most_one(self, name: str) -> bool:
        declared = self._kind().field_called(name)
        return declared is not None and not declared.shape.many

    def _kind(self) -> RecordKind:
        contract = self.world.contract
        if self.whose == terms.CONTRACT:
            return contract.record
        return contract.groups[self.whose] if self.whose else contract.person

    # -- Periods ----------------------------------------------------------------------------------

    def period(self, term: terms.Period) -> Stretch:
        """A period, as far as its ends are known."""
        match term:
            case terms.Between(first, last):
                return Stretch(self.day(first), day_after(self.day(last)))
            case terms.After(length, day):
                start = self.day(day)
                end = calendar.moved(start, lambda d: calendar.add(d, length) + 1)
                return Stretch(day_after(start), end)
            case terms.Beginning(length, day):
                return beginning(self.day(day), length)
            case terms.Before(length, day):
                end = self.day(day)
                return Stretch(calendar.moved(end, lambda d: calendar.add(d, length, -1)), end)
            case terms.PartOf(period, which, length):
                return part_of(self.period(period), which, length)
            case terms.Clip(period, last):
                stretch = self.period(period)
                return evolve(stretch, end=days.earliest([stretch.end, day_after(self.day(last))]))
            case terms.Pause(period, paused, within):
                whole = self.period(within) if within is not None else None
                return paused_by(self.period(period), self.days(paused), whole)
            case terms.Restart():
                return self._restarted(term)
            case terms.Current(name):
                return self.current[name]
            case terms.SpanOf(item):
                return self.item(item).span
            case terms.ThisCycle():
                assert self.cycle is not None, "a cycle is asked for only `for each` one"
                return Stretch.fixed(*self.cycle)
            case terms.PeriodNamed(name):
                named: Stretch = self._defined(name, Reading.period)
                return named
            case _:
                assert_never(term)

    def _restarted(self, term: terms.Restart) -> Stretch:
        """The period in force once every item has been seen, earliest first."""
        assert isinstance(term.period, terms.Beginning | terms.After), "a restart has a length"
        length, in_force = term.period.length, self.period(term.period)
        for item in self.items(term.items):
            reading = self.in_force(term.current, in_force).binding(term.name, item)
            truth = min(item.certain, reading.holds(term.condition))
            day = reading.day(term.day)
            if truth is YES and day.known is not None:
                in_force = beginning(day, length)
            elif truth is not NO:
                return Stretch(
                    Moment(in_force.start.least, NEVER), Moment(in_force.end.least, NEVER)
                )
        return in_force

    # -- Sets of days -----------------------------------------------------------------------------

    def days(self, term: terms.Days) -> Days:
        """A set of days: each in, out, or not known."""
        match term:
            case terms.Covered(items):
                return days.union_of([item.days for item in self.items(items)])
            case terms.DaysOf(terms.ThisCycle()) if self.cycle is not None:
                return self.world.days_of(self.cycle)
            case terms.DaysOf(period):
                return self.period(period).days
            case terms.AnyOfDays(sets):
                return days.union_of([self.days(part) for part in sets])
            case terms.DaysBoth(first, second):
                return days.both(self.days(first), self.days(second))
            case terms.DaysWithout(within, other):
                return days.without(self.days(within), self.days(other))
            case terms.FirstDays(within, n, cycle):
                return first_days(self.days(within), n, cycle)
            case terms.DaysNamed(name):
                named: Days = self._defined(name, Reading.days)
                return named
            case _:
                assert_never(term)

    # -- Values -----------------------------------------------------------------------------------

    def value(self, term: terms.Value) -> Value | None:
        """A code, a number or a party; None where it is not known."""
        match term:
            case terms.Fact(name, whose):
                return self.of(whose).case.facts.get(name)
            case terms.AttributeOf(item, name):
                one = self.item(item)
                return one.attributes.get(name) if one.certain is YES else None
            case terms.AttributeOn(field_name, name, day, whose):
                key = field_name, name, self.day(day)
                if key not in self.memo:
                    self.memo[key] = self._on(terms.Recorded(field_name, whose), name, key[2])
                covering: Value | None = self.memo[key]
                return covering
            case terms.Named(party):
                return party
            case _:
                assert_never(term)

    def _on(self, spells: terms.Recorded, name: str, day: Moment) -> Value | None:
        """The value under *name* of the spell that covers *day*: one, none, or not known."""
        values: set[Value | None] = set()
        for item in self.items(spells):
            covered = item.days.at_moment(day)
            if covered is UNKNOWN:
                return None
            if covered is YES:
                values.add(item.attributes.get(name))
        if day.known is None or len(values) > 1:
            return None
        return values.pop() if values else NOT_THERE

    # -- Numbers ----------------------------------------------------------------------------------

    def number(self, term: terms.Number) -> Bounds:
        """A number: the least and the most that it can be."""
        match term:
            case terms.Constant(number):
                return Bounds.exactly(number)
            case terms.CountDays(within):
                return days_counted(self.days(within))
            case terms.CountItems(items):
                return items_counted(self.items(items))
            case terms.NumberIn(value):
                return as_number(self.value(value))
            case terms.LengthOf(item):
                return length_of(self.item(item).span)
            case terms.AgeOn(born, day):
                return age_between(self.day(born), self.day(day))
            case terms.Arithmetic(left, operator, right):
                return computed(self.number(left), operator, self.number(right))
            case terms.Rounded(number, rounding):
                bounds = self.number(number)
                return Bounds(*(n if n is None else rounding(n) for n in both_ends(bounds)))
            case terms.Across():
                return put_together(term.sum, self.across(term))
            case terms.NumberNamed(name):
                given = self._given(name)
                named: Bounds = given or self._defined(name, Reading.number)
                return named
            case _:
                assert_never(term)

    def across(self, term: terms.Across) -> Iterator[tuple[Bounds, Truth]]:
        """The number of each eligible person or item, and whether it is among them."""
        for member in self.world.members.values():
            belongs = min(member.eligible, self._is_of(member.reading))
            if belongs is NO:
                continue
            reading = member.reading.at_cycle(self.cycle)
            if term.each is None:
                truth = min(belongs, reading.holds(term.condition))
                if truth is not NO:
                    yield reading.number(term.number), truth
                continue
            for item in reading.items(term.each.items):
                at = reading.binding(term.each.name, item)
                truth = min(belongs, item.certain, at.holds(term.condition))
                if truth is not NO:
                    yield (at.number(term.number) if item.count == 1 else ANY_NUMBER), truth
        for case in self.world.histories.set_aside:
            reading = self._left_out(case).at_cycle(self.cycle)
            may_be = term.each is not None or reading.holds(term.condition) is not NO
            if may_be and self._is_of(reading) is not NO:
                yield ANY_NUMBER, UNKNOWN

    def _left_out(self, case: Case) -> "Reading":
        """A case that is left out, of which nothing is known but the groups that it is in."""
        named = {self.world.contract.membership(term) for term in self.world.contract.groups}
        facts = {name: value for name, value in case.facts.items() if name in named}
        return self.world.reading(Case(NOBODY, facts))

    def doubts_across(
        self,
        term: terms.Across,
        of_condition: "Callable[[Reading, terms.Condition], Iterator[str]]",
        of_number: "Callable[[Reading, terms.Number], Iterator[str]]",
    ) -> Iterator[str]:
        """What would settle a total or an average: of each person in doubt, by case number."""
        contract = self.world.contract
        for number, member in self.world.members.items():
            belongs = min(member.eligible, self._is_of(member.reading))
            reading = member.reading.at_cycle(self.cycle)
            found: list[str] = []
            if term.each is None and reading.holds(term.condition) is NO:
                continue
            if belongs is UNKNOWN:
                found += of_condition(reading, contract.eligibility)
            if belongs is not NO and term.each is None:
                found += [*of_condition(reading, term.condition), *of_number(reading, term.number)]
            elif belongs is not NO and term.each is not None:
                for item in reading.items(term.each.items):
                    at = reading.binding(term.each.name, item)
                    if at.holds(term.condition) is not NO:
                        found += [*of_condition(at, term.condition), *of_number(at, term.number)]
            yield from (f"{number}: {fact}" for fact in dict.fromkeys(found))
        for case in self.world.histories.set_aside:
            reading = self._left_out(case).at_cycle(self.cycle)
            if term.each is not None or reading.holds(term.condition) is not NO:
                yield f"{case.number}: its records, which are left out"

    def _is_of(self, person: "Reading") -> Truth:
        """Whether a person is of the group that is read; of the whole contract everyone is."""
        if self.whose in (terms.OWN, terms.CONTRACT):
            return YES
        named_by = self.world.contract.membership(self.whose)
        label = person.case.facts.get(named_by) if named_by else None
        return UNKNOWN if label is None else Truth.of(label == self.case.number)

    # -- Conditions -------------------------------------------------------------------------------

    def holds(self, term: terms.Condition) -> Truth:
        """Whether a condition holds: yes, no, or not known."""
        match term:
            case terms.Inside(day, within):
                return self.days(within).at_moment(self.day(day))
            case terms.CompareDays(left, side, right):
                return _SIDES[side](self.day(left), self.day(right))
            case terms.CompareNumbers(left, comparison, right):
                return compared(self.number(left), comparison, self.number(right))
            case terms.IsOneOf(value, options):
                known = self.value(value)
                return UNKNOWN if known is None else Truth.of(known in options)
            case terms.HoldsRole(value, role, day):
                return self._holds_role(self.value(value), role, self.day(day))
            case terms.Exists(items):
                return any_of(item.certain for item in self.items(items))
            case terms.DaysIn(period, within, least, most):
                return quantified(self.period(period), self.days(within), least, most)
            case terms.Achieved(outcome):
                assert self.due is not None, "asked only of what falls due on a day"
                return self.world.achieved(self, outcome)
            case terms.Not(condition):
                return negation(self.holds(condition))
            case terms.AllOf(parts):
                return all_of(self.holds(part) for part in parts)
            case terms.AnyOf(parts):
                return any_of(self.holds(part) for part in parts)
            case terms.AtLeastOf(n, parts):
                return at_least(n, (self.holds(part) for part in parts))
            case terms.Stated(_, condition):
                return self.holds(condition)
            case terms.ConditionNamed(name):
                named: Truth = self._defined(name, Reading.holds)
                return named
            case _:
                assert_never(term)

    def _holds_role(self, party: Value | None, role: str, day: Moment) -> Truth:
        if party is None:
            return UNKNOWN
        held = [h for h in self.world.contract.holdings if (h.party, h.role) == (party, role)]
        since = [Moment.on(h.since or days.EARLIEST) for h in held]
        return any_of(day.on_or_after(first) for first in since)
