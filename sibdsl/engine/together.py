"""All buckets through the stages at which they meet."""

from collections.abc import Sequence
from typing import Protocol

from sibdsl.engine.bucket import limits_at, stages
from sibdsl.engine.meeting import asked, met
from sibdsl.engine.wide import AnyLimit, Arrivals, Bite, Sums, Wide, is_wide
from sibdsl.model.contract import Contract
from sibdsl.model.days import Day


class Buckets(Protocol):
    """Buckets that have begun, wherever they are, in order of case number; *bites* are of each."""

    def sums(self, stage: str, bites: Sequence[dict[Wide, Bite]]) -> list[dict[Wide, Sums]]:
        """What each would use, by due day, of the limits on all that do not bite yet."""

    def arrivals(
        self, stage: str, bites: Sequence[dict[Wide, Bite]], asked: Sequence[tuple[Wide, Day]]
    ) -> list[list[Arrivals]]:
        """Of each the payments under each limit on the day on which that bites."""

    def after(self, stage: str, bites: Sequence[dict[Wide, Bite]]) -> None:
        """Take each to the end of that stage."""

    def __len__(self) -> int:
        """How many there are."""


def through(contract: Contract, buckets: Buckets) -> None:
    """Take *buckets* through all stages of *contract*."""
    for stage in stages(contract):
        limits = limits_at(contract, stage)
        bites: list[dict[Wide, Bite]] = [{} for _ in range(len(buckets))]
        while _may_bite(limits, bites[0]):
            biting = asked(limits, buckets.sums(stage, bites))
            if not biting:
                break
            told = buckets.arrivals(stage, bites, [(one.wide, one.day) for one in biting])
            listed = [(one, [each[at] for each in told]) for at, one in enumerate(biting)]
            for wide, each_told in met(contract, listed).items():
                for own, bite in zip(bites, each_told, strict=True):
                    own[wide] = bite
        buckets.after(stage, bites)


def _may_bite(limits: Sequence[AnyLimit | None], bites: dict[Wide, Bite]) -> bool:
    """Whether any limit on all cases does not bite yet; one of each year may in another."""
    wide = [(at, limit) for at, limit in enumerate(limits) if limit is not None and is_wide(limit)]
    return any(limit.cycle is not None or (at, 0) not in bites for at, limit in wide)
