"""A law: a promise with a sentence for lawyers, when it matters, and the ways to break it."""

from collections.abc import Callable, Iterator
from typing import Any

from attrs import field, frozen

from sibdsl.model.contract import Contract, Promise
from sibdsl.model.histories import Histories
from sibdsl.model.ledger import Ledger
from sibdsl.model.verdicts import Conflict

Draw = Callable[[Any], Any]
"""The `draw` of a Hypothesis composite: takes a strategy, gives a value."""


@frozen
class Trial:
    """One history and what it pays. *ledger* is that of the interpreter, on the whole history."""

    contract: Contract
    histories: Histories
    ledger: Ledger


@frozen
class Pair:
    """Two histories alike but for one thing, and how their payments must relate.

    *vary* draws the second from the first, None where it cannot be varied so. *related* yields
    what breaks the law between the ledger of the first and that of the second.
    """

    vary: Callable[[Contract, Histories, Draw], Histories | None]
    related: Callable[[Trial, Trial], Iterator[Conflict]]


@frozen
class Law:
    """One law; of *check*, *pair* and *static* at least one is there.

    *matters* yields the clauses that make it matter; a contract without any is not asked. *check*
    yields what breaks it in one history, *static* what breaks it on the face of the contract.
    *states* tells whether a promise of the contract is this law (it can be waived by it).
    *needs* are clauses of which a history has to reach one before the law can be called held.
    """

    name: str
    sentence: str
    matters: Callable[[Contract], Iterator[str]]
    check: Callable[[Trial], Iterator[Conflict]] | None = None
    pair: Pair | None = None
    static: Callable[[Contract], Iterator[Conflict]] | None = None
    states: Callable[[Promise], bool] = field(default=lambda _: False)
    needs: Callable[[Contract], Iterator[str]] | None = None
