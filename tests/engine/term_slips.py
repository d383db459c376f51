"""Slips planted in the engine's reading of one kind of term, and whether the ledgers tell."""

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any, Final

import numpy as np
from agreeing import drawn_of
from attrs import evolve, frozen
from ledgers import ROOT, between, meant

from sibdsl.columns import Records, from_histories
from sibdsl.engine import daysets
from sibdsl.engine import terms as engine
from sibdsl.engine.daysets import DaySets
from sibdsl.engine.ledger import evaluate
from sibdsl.engine.numbers import Numbers
from sibdsl.engine.rationals import Rationals
from sibdsl.engine.scope import Meanings, Scope
from sibdsl.engine.values import Values
from sibdsl.interpret.evaluate import evaluate_in_short
from sibdsl.model import terms
from sibdsl.model.contract import Contract
from sibdsl.model.ledger import Ledger
from sibdsl.model.lowered import Lowered
from sibdsl.model.truth import NO, UNKNOWN
from sibdsl.model.walk import walk

Slip = Callable[[Any], Any]
SCHEMES: Final = ("birmingham", "dn2", "essex", "fair-chance", "manchester", "norfolk")
HOLDING: Final = (
    *(ROOT / "contracts" / name / "contract.sib" for name in SCHEMES),
    *(ROOT / "tests/interpret/contracts" / f"{name}.sib" for name in ("changing", "measures")),
    *(ROOT / "tests/mechanics" / f"{name}.sib" for name in ("cohorts", "windows")),
    ROOT / "tests/loopholes/19-outside-the-window/guarded.sib",
)
"""Contracts that hold every kind of term between them."""


def a_day_late(found: Any) -> Any:
    return found.plus(1)


def a_year_late(found: Any) -> Any:
    return found.plus(366)


def ends_a_day_late(found: Any) -> Any:
    return evolve(found, end=found.end.plus(1))


def starts_a_day_late(found: Any) -> Any:
    return evolve(found, start=found.start.plus(1))


def without_the_last(found: Any) -> Any:
    """The last item of each row left out."""
    last = np.zeros(found.size, np.bool_)
    last[found.offsets[1:][found.counts > 0] - 1] = True
    return found.kept(~last)


def without_the_first(found: Any) -> Any:
    first = np.zeros(found.size, np.bool_)
    first[found.offsets[:-1][found.counts > 0]] = True
    return found.kept(~first)


def an_item_a_day_late(found: Any) -> Any:
    return evolve(found, start=found.start.plus(1), end=found.end.plus(1))


def without_the_first_day(found: DaySets) -> Any:
    first = found.first_day()
    return daysets.without(found, DaySets.span(first.most, first.plus(1).most))


def all_known(found: DaySets) -> Any:
    return DaySets.known(found.surely)


def not_known(found: Values) -> Any:
    return found.known_where(np.zeros(len(found), np.bool_))


def one_more(found: Numbers) -> Any:
    one = Rationals.exactly(1, len(found))
    return Numbers(found.least.plus(one), found.most.plus(one))


def a_thousand_more(found: Numbers) -> Any:
    many = Rationals.exactly(1000, len(found))
    return Numbers(found.least.plus(many), found.most.plus(many))


def the_unknown_is_no(found: Any) -> Any:
    return np.where(found == UNKNOWN, np.int8(NO), found)


def turned(found: Any) -> Any:
    return np.int8(2) - found


SLIPS: Final[dict[str, tuple[Slip, ...]]] = {
    "day": (a_day_late, a_year_late),
    "item": (an_item_a_day_late,),
    "items": (without_the_first, without_the_last),
    "period": (starts_a_day_late, ends_a_day_late),
    "days": (without_the_first_day, all_known),
    "value": (not_known,),
    "number": (one_more, a_thousand_more),
    "holds": (the_unknown_is_no, turned),
}


@frozen
class Reckoning:
    """A contract over histories: the ledger that the interpreter makes of them, and the columns."""

    contract: Contract
    told: Ledger
    records: Records

    def tells(self) -> bool:
        """Whether the engine's ledger is another."""
        return next(between(self.told, evaluate(self.contract, self.records)), None) is not None


@cache
def held() -> dict[Path, tuple[Lowered, set[type]]]:
    """Each of those contracts, and the kinds of terms that it holds."""
    read = {path: meant(path) for path in HOLDING}
    return {path: (one, kinds_of(one.contract)) for path, one in read.items()}


@cache
def reckonings(path: Path, seed: int) -> tuple[Reckoning, ...]:
    """Drawn histories of a contract, reckoned by the interpreter."""
    read = held()[path][0]
    return tuple(
        Reckoning(
            read.contract,
            evaluate_in_short(read.contract, histories),
            from_histories(read.contract, histories),
        )
        for histories in drawn_of(read, 6, seed, together=6)
    )


def reckoned(kind: type) -> Iterator[Reckoning]:
    """Reckonings of the contracts that hold that kind of term, more and more of them."""
    for seed in range(1, 9):
        for path, (_, kinds) in held().items():
            if kind in kinds:
                yield from reckonings(path, seed)


def kinds_of(contract: Contract) -> set[type]:
    """The kinds of terms that a contract holds, in any version."""
    said = (contract, *(version.contract for version in contract.versions))
    return {
        type(part)
        for one in said
        for part in walk(
            (
                *(tuple(one.definitions.values()), tuple(one.tariffs.values())),
                *(one.eligibility, one.outcomes, one.stops, one.shares, one.rises, one.order),
            )
        )
    }


def slipped(name: str, kind: type, slip: Slip) -> Meanings:
    """The meanings, with *slip* in what a term of that kind is read as."""
    read = getattr(engine.MEANINGS, name)

    def misread(scope: Scope, term: Any) -> Any:
        found = read(scope, term)
        return slip(found) if type(term) is kind else found

    return evolve(engine.MEANINGS, **{name: misread})


UNIONS: Final[dict[str, Any]] = {
    "day": terms.DayTerm,
    "item": terms.Item,
    "items": terms.Items,
    "period": terms.Period,
    "days": terms.Days,
    "value": terms.Value,
    "number": terms.Number,
    "holds": terms.Condition,
}


def planted() -> Iterator[tuple[str, type, Slip]]:
    """Every slip of every kind of term."""
    for name, union in UNIONS.items():
        for kind in union.__args__:
            yield from ((name, kind, slip) for slip in SLIPS[name])
