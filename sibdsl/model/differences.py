"""What changed in meaning between two versions of a contract, and the cases that show it."""

from collections.abc import Mapping
from typing import TypeAlias

from attrs import frozen

from sibdsl.model.days import Day
from sibdsl.model.histories import Histories
from sibdsl.model.money import Money

Payments: TypeAlias = tuple[tuple[str, Money], ...]
"""What is paid, by outcome and by payer."""


@frozen
class Case:
    """Records that two contracts pay differently by the end of *by*, and what each pays.

    *first* and *second* are the totals by outcome and by payer that are not nothing.
    """

    given: Histories
    by: Day
    first: Payments
    second: Payments


@frozen
class Change:
    """A part that means something else: *what* it is, and its clause in either contract, if any.

    *since* is the day of the amendment in which it differs, None as signed. *case* is paid
    otherwise, and would not be so if this part were as before; None where none was found. *silent*
    says why no history alone can show the part, empty of one that can be shown.
    """

    what: str
    old: str | None
    new: str | None
    since: Day | None = None
    case: Case | None = None
    silent: str = ""


@frozen
class Difference:
    """All that changed. *names* are the Terms and parties that changed their name, old to new.

    Of these *replaced* (by their new names) mean something else besides; *parties* are parties,
    of whom nothing tells whether they are one body under two names.

    *tried* is how many histories were reckoned under both, *apart* on how many they differ; *case*
    is one of those, made small, where no single change makes any.
    """

    changes: tuple[Change, ...]
    names: Mapping[str, str]
    tried: int = 0
    apart: int = 0
    case: Case | None = None
    replaced: frozenset[str] = frozenset()
    parties: frozenset[str] = frozenset()


@frozen
class Row:
    """What one case, payer or outcome comes to under the old contract and under the new.

    *payers* are those that pay more (or less) for it, with by how much.
    """

    name: str
    old: Money
    new: Money
    payers: tuple[tuple[str, Money], ...] = ()

    @property
    def more(self) -> Money:
        """By how much the new contract pays more; less where negative."""
        return self.new - self.old


@frozen
class OnData:
    """The cases that are paid more or less, the most first; payers, outcomes, and all together.

    *otherwise* are the cases that are paid as much, but by the payers in other shares.
    """

    cases: tuple[Row, ...]
    otherwise: tuple[Row, ...]
    payers: tuple[Row, ...]
    outcomes: tuple[Row, ...]
    whole: Row
