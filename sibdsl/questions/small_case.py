"""What the answers to a question pay on one small case."""

from collections.abc import Iterable, Iterator

from attrs import evolve, frozen

from sibdsl.interpret.evaluate import evaluate
from sibdsl.model.contract import Contract
from sibdsl.model.examples import Example
from sibdsl.model.lowered import Lowered
from sibdsl.model.money import Money
from sibdsl.questions.putting import settled
from sibdsl.questions.question import Answer, Base, Raised, SmallCase
from sibdsl.syntax import forms

_TRIED = 30
"""So many small cases are tried before one is taken on which all answers pay alike."""


@frozen
class Paid:
    """What is due on a small case in all, and what of it each party pays that pays anything."""

    total: Money
    by: tuple[tuple[str, Money], ...]


@frozen
class Settlement:
    """One answer that the contract can take, and what is then due on the small case."""

    answer: Answer
    paid: Paid | None = None


@frozen
class Shown:
    """The answers to a question that a contract can take, with a case that tells them apart.

    *base* is the worked example that *case* is made from; both are None where no case was found,
    or where the answers change no amount. *now* is what is due on it as the contract stands,
    *claimed* what was claimed before a late record came, where the case has one.
    """

    raised: Raised
    settlements: tuple[Settlement, ...]
    base: Example | None = None
    case: SmallCase | None = None
    now: Paid | None = None
    claimed: Paid | None = None

    @property
    def differs(self) -> bool:
        """Whether two answers pay differently on the case."""
        return len({settlement.paid for settlement in self.settlements}) > 1


def shown(raised: Raised, bases: Iterable[Base], document: forms.Document) -> Shown:
    """*raised* with each answer that reads, checks and lowers with this contract.

    The first small case on which two answers pay differently is taken; else the first of all.
    """
    read = ((answer, _contract(document, answer)) for answer in raised.answers)
    taken = [(answer, contract) for answer, contract in read if contract is not None]
    first: Shown | None = None
    for base, case in _cases(raised, bases):
        made = _on(case, raised, document, taken)
        if made is None:
            continue
        made = evolve(made, base=base.example)
        if made.differs:
            return made
        pays = any(each.paid and each.paid.total.pence for each in made.settlements)
        first = first or (made if pays else None)
    return first or Shown(raised, tuple(Settlement(answer) for answer, _ in taken))


def bases(lowered: Lowered) -> tuple[Base, ...]:
    """The worked examples that pay on a case, those of a few units first."""
    contract = lowered.contract
    ledgers = [(example, evaluate(contract, example.given)) for example in lowered.examples]
    found = [
        Base(contract, example, ledger, lowered.examples)
        for example, ledger in ledgers
        if ledger.paid.pence and example.given.cases
    ]
    return tuple(sorted(found, key=_size))


def _size(base: Base) -> tuple[bool, bool]:
    """Examples that are neither of one unit alone nor too large to follow come first."""
    units = sum(line.units for line in base.ledger.lines)
    return not 2 <= units <= 8, len(base.ledger.lines) > 2


def _contract(
    document: forms.Document, answer: Answer, beside: tuple[str, ...] = ()
) -> Contract | None:
    """The contract with *answer* as the small case reckons it; None where it cannot be read.

    The sentences that are shown have to be readable too, where they are others.
    """
    if answer.small and _contract(document, evolve(answer, small=())) is None:
        return None
    meant = evolve(answer, sentences=answer.small, small=()) if answer.small else answer
    made = settled(document, meant, beside)
    return made.lowered.contract if made is not None and made.lowered is not None else None


def _cases(raised: Raised, bases: Iterable[Base]) -> Iterator[tuple[Base, SmallCase]]:
    """The first small cases of a question, from one example after another."""
    made = 0
    for base in bases:
        for case in raised.probe(base):
            if made == _TRIED:
                return
            made += 1
            yield base, case


def _on(
    case: SmallCase, raised: Raised, document: forms.Document, taken: list[tuple[Answer, Contract]]
) -> Shown | None:
    """What each answer pays on *case*; None where one cannot be read beside its sentences."""
    stands = _contract(document, Answer(), case.beside)
    contracts = [
        _contract(document, answer, case.beside) if case.beside else contract
        for answer, contract in taken
    ]
    if not all(contracts):
        return None
    settlements = tuple(
        Settlement(answer, _paid(contract, case))
        for (answer, _), contract in zip(taken, contracts, strict=True)
        if contract is not None
    )
    now = None if stands is None else _paid(stands, case)
    if stands is None or case.claimed is None:
        return Shown(raised, settlements, None, case, now)
    before = _paid(stands, evolve(case, given=case.claimed, claimed=None))
    return Shown(raised, settlements, None, case, now, before)


def _paid(contract: Contract, case: SmallCase) -> Paid:
    """What is due on the case in all; of late evidence, after the claim that settles it."""
    joined = contract.joined_by not in (None, contract.case_number)
    given = case.joined if case.joined is not None and joined else case.given
    if case.claimed is not None and contract.late_evidence and not contract.late_evidence.counts:
        given = case.claimed
    ledger = evaluate(contract, given.as_at(case.by))
    return Paid(ledger.paid, tuple((p, m) for p, m in ledger.paid_by().items() if m.pence))
