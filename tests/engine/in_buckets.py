"""One ledger in a piece and in buckets, under limits that are made to bite."""

from collections.abc import Iterator, Sequence
from itertools import product

import polars as pl
from attrs import evolve

from sibdsl.columns import Records
from sibdsl.engine.bucket import Bucket, begin
from sibdsl.engine.buckets import in_order
from sibdsl.engine.evaluate import Reckoned, reckoned
from sibdsl.engine.frame import frame_of
from sibdsl.engine.together import through
from sibdsl.engine.wide import Arrivals, Bite, Sums, Wide
from sibdsl.model.contract import Contract
from sibdsl.model.days import Day
from sibdsl.model.money import Money


def with_limits(contract: Contract, total: int, of_payer: int) -> Contract:
    """*contract*, in every version, with that many pence in place of its limits on all cases."""
    return evolve(
        contract,
        money_limits=tuple(
            evolve(limit, amount=Money(total)) if limit.each is None else limit
            for limit in contract.money_limits
        ),
        payer_limits=tuple(
            evolve(limit, amount=Money(of_payer + 7 * place))
            for place, limit in enumerate(contract.payer_limits)
        ),
        versions=tuple(
            evolve(version, contract=with_limits(version.contract, total, of_payer))
            for version in contract.versions
        ),
    )


class Here:
    """Buckets in this process."""

    def __init__(self, buckets: Sequence[Bucket]) -> None:
        """Those that have begun."""
        self._buckets = list(buckets)

    def __len__(self) -> int:
        return len(self._buckets)

    def sums(self, stage: str, bites: Sequence[dict[Wide, Bite]]) -> list[dict[Wide, Sums]]:
        """What each would use, by due day, of the limits on all that do not bite yet."""
        return [each.sums(stage, own) for each, own in self._with(bites)]

    def arrivals(
        self, stage: str, bites: Sequence[dict[Wide, Bite]], asked: Sequence[tuple[Wide, Day]]
    ) -> list[list[Arrivals]]:
        """Of each the payments under each limit on the day on which that bites."""
        return [
            [each.arrivals(stage, own, wide, day) for wide, day in asked]
            for each, own in self._with(bites)
        ]

    def after(self, stage: str, bites: Sequence[dict[Wide, Bite]]) -> None:
        """Take each to the end of that stage."""
        self._buckets = [each.after(stage, own) for each, own in self._with(bites)]

    def ended(self) -> list[Reckoned]:
        """The ledger of each."""
        return [each.ended() for each in self._buckets]

    def _with(self, bites: Sequence[dict[Wide, Bite]]) -> list[tuple[Bucket, dict[Wide, Bite]]]:
        return list(zip(self._buckets, bites, strict=True))


def reckoned_here(contract: Contract, parts: Sequence[Records]) -> list[Reckoned]:
    """The ledger of each of *parts*, under limits that hold for all of them together."""
    buckets = Here([begin(contract, records) for records in parts])
    through(contract, buckets)
    return buckets.ended()


def frame_in_buckets(contract: Contract, records: Records, buckets: int) -> pl.DataFrame:
    """The ledger of *records*, reckoned in so many buckets."""
    parts = list(in_order(records, buckets))
    frames = [frame_of(contract, found) for found in reckoned_here(contract, parts)]
    return pl.concat(frames)


def bitten(
    contract: Contract, records: Records, totals: Sequence[int], of_payers: Sequence[int]
) -> Iterator[tuple[Contract, pl.DataFrame]]:
    """*contract* with limits of so many percent of what is paid, and its ledger in one piece."""
    paid = int(frame_of(contract, reckoned(contract, records))["paid"].sum())
    for total, of_payer in product(totals, of_payers):
        limited = with_limits(contract, paid * total // 100, paid * of_payer // 300)
        yield limited, frame_of(limited, reckoned(limited, records))
