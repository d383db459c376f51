"""Worked examples of a contract: what is given, what it pays by a day, and what came out."""

from fractions import Fraction

from sibdsl.model.days import Day
from sibdsl.model.histories import Histories
from sibdsl.model.ledger import Ledger
from sibdsl.model.money import Money
from sibdsl.model.terms import Clause
from sibdsl.values import value


@value
class Example:
    """Clause *clause* says what is due on *given* by the end of day *by*.

    *payments* are the totals by outcome and by payer; empty where nothing is paid. *because* is
    the clause that is in the way, where the example names one. *measures* are the numbers that it
    says Terms come to.
    """

    name: str
    clause: Clause
    given: Histories
    by: Day
    payments: tuple[tuple[str, Money], ...] = ()
    because: str | None = None
    measures: tuple[tuple[str, Fraction], ...] = ()


@value
class Result:
    """One example: its ledger, and what is not as it says, in words (nothing where it passes)."""

    example: Example
    ledger: Ledger
    wrong: tuple[str, ...]
