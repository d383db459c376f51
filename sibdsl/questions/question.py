"""What a question is: when a contract leaves it open, and the sentences that would settle it."""

from collections.abc import Callable, Iterator
from typing import TypeAlias

from attrs import frozen

from sibdsl.diagnostics import Code
from sibdsl.model.contract import Contract
from sibdsl.model.days import Day
from sibdsl.model.examples import Example
from sibdsl.model.histories import Histories
from sibdsl.model.ledger import Ledger
from sibdsl.model.terms import Clause


@frozen
class Reworded:
    """In clause *clause* the words *new* stand for *old*."""

    clause: str
    old: str
    new: str


@frozen
class AlsoIf:
    """The list of conditions of clause *clause* has *condition* as one more."""

    clause: str
    condition: str


@frozen
class Instead:
    """*sentence*, with its full stop, stands in the place of clause *clause*."""

    clause: str
    sentence: str


Edit: TypeAlias = Reworded | AlsoIf | Instead


@frozen
class Answer:
    """What settles a question: changes of clauses, and sentences to add.

    *changes* says what it changes where no amount does. Where the numbers of a sentence are too
    great to bite on one small case, *small* are the sentences with which that case is reckoned.
    """

    sentences: tuple[str, ...] = ()
    edits: tuple[Edit, ...] = ()
    changes: str = ""
    small: tuple[str, ...] = ()


@frozen
class Base:
    """A worked example that a small case is made from, with what it pays, among all of them."""

    contract: Contract
    example: Example
    ledger: Ledger
    examples: tuple[Example, ...] = ()


@frozen
class SmallCase:
    """Histories on which answers differ, reckoned as at *by*; *told* is how they differ from what
    was given.

    *joined* are the same with the records of one person put together; *claimed* what of them was
    known when the claim was made. *beside* are sentences that stand in every variant of the
    contract.
    """

    given: Histories
    by: Day
    told: str = ""
    joined: Histories | None = None
    claimed: Histories | None = None
    beside: tuple[str, ...] = ()


Probe: TypeAlias = Callable[[Base], Iterator[SmallCase]]
"""From a worked example to the small cases that may show a difference."""


def as_given(base: Base) -> Iterator[SmallCase]:
    """The worked example as it stands."""
    yield SmallCase(base.example.given, base.example.by)


def in_words_only(_: Base) -> Iterator[SmallCase]:
    """No small case: the answer changes no amount by itself."""
    yield from ()


@frozen
class Raised:
    """A question that a contract leaves open: *clause* makes the answer matter.

    *about* is what it is asked of ("Death"), empty where of the whole contract. *open_* says in
    one sentence what is not said.
    """

    clause: Clause
    open_: str
    answers: tuple[Answer, ...]
    about: str = ""
    probe: Probe = as_given


@frozen
class Question:
    """One of the eighteen: its number, its code and a title for lawyers.

    *raised* yields each place of a contract that leaves it open.
    """

    number: int
    code: Code
    raised: Callable[[Contract], Iterator[Raised]]

    @property
    def title(self) -> str:
        """What is asked, in a sentence."""
        return self.code.title
