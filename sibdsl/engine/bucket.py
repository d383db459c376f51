"""One bucket of cases on its way to the ledger, and the stages at which all buckets meet."""

import numpy as np
from attrs import evolve, frozen

from sibdsl.columns import Records
from sibdsl.engine import limits, shares
from sibdsl.engine.drafts import NONE, Desk, Drafts
from sibdsl.engine.evaluate import Begun, Reckoned, begun, ended
from sibdsl.engine.ragged import Bools, Ints
from sibdsl.engine.wide import (
    AnyLimit,
    Arrivals,
    Bites,
    Kept,
    Stage,
    Sums,
    Wide,
    arrivals,
    kept,
    sums,
)
from sibdsl.model.contract import Contract
from sibdsl.model.days import Day
from sibdsl.model.funding import before_their_heirs

MONEY = ""
"""The stage of the limits of money; each other stage has the name of the party that is limited."""


def stages(contract: Contract) -> tuple[str, ...]:
    """The stages of *contract*: limits of money, then of each party, before its heirs."""
    said = contract.wordings
    return (MONEY, *before_their_heirs(said))


def limits_at(contract: Contract, stage: str) -> tuple[AnyLimit | None, ...]:
    """The limits that are worked out at *stage*, by their place; None of another party."""
    if stage == MONEY:
        return contract.money_limits
    return tuple(each if stage in each.payers else None for each in contract.payer_limits)


@frozen(eq=False)
class Bucket:
    """A bucket that has *begun*, with its drafts as far as they are limited."""

    begun: Begun
    drafts: Drafts

    @property
    def desk(self) -> Desk:
        """What its drafts share."""
        return self.begun.desk

    def sums(self, stage: str, bites: Bites) -> dict[Wide, Sums]:
        """What it would use, by due day, of the limits on all that do not bite yet."""
        return sums(self.desk, self._kept(stage, bites), self._stage(stage), bites)

    def arrivals(self, stage: str, bites: Bites, wide: Wide, day: Day) -> Arrivals:
        """Its payments under a limit on the day on which that bites."""
        return arrivals(self.desk, self.drafts, self._stage(stage), bites, wide, day)

    def after(self, stage: str, bites: Bites) -> "Bucket":
        """The bucket when that stage is over."""
        found = self._kept(stage, bites)
        if stage != MONEY:
            return evolve(self, drafts=_paid_by(self.desk, found, stage))
        cut = limits.cut(self.desk, evolve(found.drafts, paid=found.kept), found.bits)
        shared = shares.shared(self.desk, cut)
        return evolve(self, drafts=shared)

    def ended(self) -> Reckoned:
        """Its ledger, when all stages are over."""
        return ended(self.begun, self.drafts, self.drafts.picked(np.zeros(0, np.int64)))

    def _kept(self, stage: str, bites: Bites) -> Kept:
        return kept(self.desk, self.drafts, self._stage(stage), bites)

    def _stage(self, stage: str) -> Stage:
        listed = limits_at(self.desk.course.contract, stage)
        if stage == MONEY:
            return Stage(listed, _due, _not_unpaid)
        column = self.desk.parties.index(stage)
        return Stage(
            listed,
            lambda drafts: drafts.shares[:, column],
            lambda drafts: drafts.shares[:, column] != 0,
        )


def _due(drafts: Drafts) -> Ints:
    return np.where(drafts.unpaid == NONE, drafts.gross, 0)


def _not_unpaid(drafts: Drafts) -> Bools:
    found: Bools = drafts.unpaid == NONE
    return found


def _paid_by(desk: Desk, found: Kept, party: str) -> Drafts:
    """What *party* pays cut to what is kept, and the rest handed on."""
    column = desk.parties.index(party)
    drafts, pays = found.drafts, found.drafts.shares.copy()
    over: Ints = pays[:, column] - found.kept
    pays[:, column] = found.kept
    return shares.handed_on(desk, evolve(drafts, shares=pays), party, over, found.bits)


def begin(contract: Contract, records: Records) -> Bucket:
    """The bucket of those *records*, up to the limits."""
    start = begun(contract, records)
    none = start.drafts.picked(np.zeros(0, np.int64))
    return Bucket(evolve(start, drafts=none, unknown=none), start.drafts)
