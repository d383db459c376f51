"""Proofs for histories of any length, by Z3. What is not proved is left to the search."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

import z3  # type: ignore[import-untyped]
from attrs import frozen

from sibdsl.model.contract import Contract
from sibdsl.model.verdicts import Standing, Verdict
from sibdsl.verify.algebra import Amount, Fact
from sibdsl.verify.algebra_goals import Goal
from sibdsl.verify.algebra_laws import ARGUMENTS, Argument
from sibdsl.verify.algebra_promises import of_promises
from sibdsl.verify.law import Law

EFFORT: Final = 3_000_000
"""Steps of Z3 for one goal, some tenths of a second: counted, so that the answer is the same."""

PATIENCE: Final = 900
"""Milliseconds for one goal, should its steps be slow ones."""


@frozen
class Symbolic:
    """Whole numbers and facts of which only the names are known."""

    def number(self, name: str) -> Amount:
        """Any whole number."""
        return z3.Int(name)

    def fact(self, name: str) -> Fact:
        """True or false."""
        return z3.Bool(name)

    def choose(self, fact: Fact, yes: Amount, no: Amount) -> Amount:
        """*yes* where *fact* holds, else *no*."""
        return z3.If(fact, yes, no)

    def divided(self, number: Amount, by: int) -> Amount:
        """How often *by*, above nought, goes into *number*: rounded down."""
        return number / by

    def every(self, facts: Sequence[Fact]) -> Fact:
        """Whether all of *facts* hold."""
        return z3.And(*facts)


def follows(goal: Goal) -> bool:
    """Whether it is proved; not so where it is refuted, and where Z3 gives up."""
    solver: Any = z3.Solver()
    solver.set("rlimit", EFFORT)
    solver.set("timeout", PATIENCE)
    solver.add(*goal.given)
    solver.add(z3.Not(goal.follows))
    return bool(solver.check() == z3.unsat)


def proved(contract: Contract, laws: Iterable[Law]) -> tuple[Verdict, ...]:
    """A verdict for each of *laws* that is proved of the contract; none for any other."""
    by_name = {law.name: law for law in laws}
    arguments = (*ARGUMENTS, *of_promises(contract))
    found = (_verdict(contract, by_name[a.law], a) for a in arguments if a.law in by_name)
    return tuple(verdict for verdict in found if verdict is not None)


def _verdict(contract: Contract, law: Law, argument: Argument) -> Verdict | None:
    clauses = tuple(dict.fromkeys(law.matters(contract)))
    if not clauses or not argument.fits(contract):
        return None
    if not _all_follow(argument.goals(Symbolic(), contract)):
        return None
    bounds = argument.bounds(contract)
    return Verdict(law.name, law.sentence, Standing.PROVED, clauses, bounds=bounds)


def _all_follow(goals: Iterator[Goal]) -> bool:
    """Whether there are any goals, and all are proved."""
    listed = list(goals)
    return bool(listed) and all(follows(goal) for goal in listed)
