"""Drawn histories, one by one and many in one, for both evaluators to reckon."""

from collections.abc import Iterator, Sequence
from random import Random
from typing import TypeVar

from attrs import evolve

from sibdsl.model.histories import Case, Event, Histories, Row, Spell
from sibdsl.model.lowered import Lowered
from sibdsl.verify.strategies import drawn

T = TypeVar("T", Event, Spell)


def drawn_of(read: Lowered, n: int, seed: int, together: int) -> Iterator[Histories]:
    """*n* drawn histories put together, so many in each; and the first of them by itself."""
    single = list(drawn(read.contract, read.examples, n, seed))
    several = [single[at : at + together] for at in range(0, n, together)]
    merged = [put_together(listed, Random(seed)) for listed in several]  # noqa: S311
    for at, histories in enumerate([*single[:1], *merged]):
        yield with_rows(histories, Random(at))  # noqa: S311


def put_together(several: Sequence[Histories], chance: Random) -> Histories:
    """The cases and groups of all of them in one, some cases left out of the reckoning."""
    cases = [
        evolve(case, number=f"{case.number}{chance.choice('xB')}{at}")
        for at, histories in enumerate(several)
        for case in histories.cases
    ]
    aside = [case for case in cases if not chance.randrange(16)]
    groups: dict[str, dict[str, Case]] = {}
    for histories in several:
        for term, listed in histories.groups.items():
            labels = groups.setdefault(term, {})
            labels.update({group.number: group for group in listed if group.number not in labels})
    return evolve(
        several[0],
        cases=tuple(case for case in cases if case not in aside),
        set_aside=(*several[0].set_aside, *aside),
        groups={term: tuple(labels.values()) for term, labels in groups.items()},
    )


def with_rows(histories: Histories, chance: Random) -> Histories:
    """The same, each record from a row of its own, in an order that says nothing."""
    lines = iter(chance.sample(range(2, 100_000), 20_000))

    def row() -> tuple[Row, ...]:
        return (Row(chance.choice(("a.csv", "b.csv")), next(lines)),)

    def each(records: tuple[T, ...]) -> tuple[T, ...]:
        return tuple(evolve(record, rows=row()) for record in records)

    def case(one: Case) -> Case:
        return evolve(
            one,
            events={name: each(listed) for name, listed in one.events.items()},
            spells={name: each(listed) for name, listed in one.spells.items()},
            rows={name: row() for name in one.facts},
        )

    def all_(cases: Sequence[Case]) -> tuple[Case, ...]:
        return tuple(case(one) for one in cases)

    return evolve(
        histories,
        cases=all_(histories.cases),
        contract=case(histories.contract),
        set_aside=all_(histories.set_aside),
        groups={term: all_(listed) for term, listed in histories.groups.items()},
    )
