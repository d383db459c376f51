"""Of whom a definition or an outcome speaks: of each person, of each group, or of the whole.

What says anything of a person is of each person, though it name groups too: a fact of a group is a
fact of each member. A total or an average is of nobody in particular.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sibdsl.model import terms
from sibdsl.model.contract import Outcome, Price, Stop
from sibdsl.model.walk import walk
from sibdsl.values import changed

_RECORDS = (terms.Fact, terms.FactDay, terms.Recorded, terms.AttributeOn)
_NAMED = (
    terms.ItemsNamed,
    terms.PeriodNamed,
    terms.DaysNamed,
    terms.NumberNamed,
    terms.ConditionNamed,
    terms.Bound,
)


class Levels:
    """Works out levels; a definition or outcome that already has a group keeps it.

    *homes* says in whose record each field stands: a bound item is of that record.
    """

    def __init__(
        self,
        definitions: Mapping[str, terms.Definition],
        outcomes: Iterable[Outcome],
        homes: Mapping[str, str],
    ) -> None:
        self._definitions = definitions
        self._homes = homes
        self._outcomes = {outcome.name: outcome for outcome in outcomes}
        self._known: dict[str, str] = {}

    def of(self, *parts: Any) -> str:
        """The level of terms of the core taken together."""
        found = set(self._found(parts))
        groups = sorted(found - {terms.OWN, terms.CONTRACT})
        if terms.OWN in found:
            return terms.OWN
        return groups[0] if groups else terms.CONTRACT

    def of_definition(self, name: str) -> str:
        """The level of a definition."""
        if name not in self._known:
            definition = self._definitions[name]
            self._known[name] = definition.level or self.of(definition.meaning)
        return self._known[name]

    def of_outcome(self, outcome: Outcome, price: Price | None) -> str:
        """The level of an outcome, by its trigger, its condition and its price."""
        index = getattr(outcome.index, "items", None)
        return outcome.level or self.of(outcome.trigger, outcome.condition, index, price)

    def _found(self, parts: Any) -> Iterator[str]:
        """The levels of what *parts* say something of; a total says it of nobody in particular."""
        for term in walk(parts, closed=(terms.Across,)):
            if isinstance(term, _RECORDS):
                yield term.whose
            elif isinstance(term, _NAMED) and term.name in self._definitions:
                yield self.of_definition(term.name)
            elif isinstance(term, terms.Bound) and term.name in self._homes:
                yield self._homes[term.name]
            elif isinstance(term, terms.Achieved) and term.outcome in self._outcomes:
                asked = self._outcomes[term.outcome]
                if self.of_outcome(asked, None) == terms.OWN:
                    yield terms.OWN


def with_levels(
    definitions: Mapping[str, terms.Definition],
    outcomes: Iterable[Outcome],
    prices: Mapping[str, Price],
    homes: Mapping[str, str],
) -> tuple[dict[str, terms.Definition], tuple[Outcome, ...]]:
    """The definitions and outcomes, each with its level."""
    outcomes = tuple(outcomes)
    levels = Levels(definitions, outcomes, homes)
    return (
        {n: changed(d, level=levels.of_definition(n)) for n, d in definitions.items()},
        tuple(changed(o, level=levels.of_outcome(o, prices.get(o.name))) for o in outcomes),
    )


def stops_with_levels(
    stops: Iterable[Stop], definitions: Mapping[str, terms.Definition]
) -> tuple[Stop, ...]:
    """The stops, each with the level of its day."""
    levels = Levels(definitions, (), {})
    return tuple(changed(stop, level=levels.of(stop.day)) for stop in stops)
