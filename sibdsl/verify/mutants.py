"""Is anyone watching this clause? Slips of drafters, and the worked examples that notice them."""

from collections.abc import Iterator, Sequence
from string import ascii_lowercase
from typing import Any

from attrs import evolve, fields

from sibdsl.check import check, check_versions
from sibdsl.check.symbols import collect
from sibdsl.diagnostics import errors
from sibdsl.interpret.evaluate import evaluate
from sibdsl.interpret.examples import worked
from sibdsl.lower import lower
from sibdsl.model.contract import Contract
from sibdsl.model.examples import Example
from sibdsl.model.histories import Histories
from sibdsl.model.lowered import Lowered
from sibdsl.model.mutants import Mutant
from sibdsl.source import Source
from sibdsl.syntax import forms, tree
from sibdsl.syntax.parse import parse
from sibdsl.syntax.write import sentence
from sibdsl.verify.difference_cases import Paid, paid, told_apart, tried_on
from sibdsl.verify.law import Trial
from sibdsl.verify.laws import laws_of
from sibdsl.verify.mutants_edits import Edit, edits


def noticed(document: forms.Document, lowered: Lowered, tried: int = 40) -> tuple[Mutant, ...]:
    """Every slip that changes what the contract means, in the order of its clauses.

    A slip that nothing notices is tried on so many drawn histories for a case that shows it.
    """
    bare = evolve(document, clauses=tuple(c for c in document.clauses if not _example(c)))
    made = _different(bare, lowered.contract)
    near, order = tried_on(lowered.contract, lowered.examples, tried), list(lowered.examples)
    found = [_asked(edit, changed, lowered.contract, order, near) for edit, changed in made]
    place = {clause.number: i for i, clause in enumerate(document.clauses)}
    return tuple(sorted(found, key=lambda mutant: place[mutant.clause]))


def _example(clause: forms.Clause) -> bool:
    return isinstance(clause.form, forms.Example)


def _asked(
    edit: Edit, changed: Contract, contract: Contract, order: list[Example], near: Sequence[Paid]
) -> Mutant:
    """Whether an example comes out otherwise; the one that does is asked first next time."""
    form = dict(edit.clauses)[edit.clause]
    said = sentence(form) if form is not None else ""
    for example in order:
        if worked(changed, example).wrong:
            order.remove(example)
            order.insert(0, example)
            return Mutant(edit.clause, edit.slip, said, example.clause.number)
    return _untold(edit, said, changed, contract, near)


def _untold(
    edit: Edit, said: str, changed: Contract, contract: Contract, near: Sequence[Paid]
) -> Mutant:
    """Whether a promise is broken on a case that is paid otherwise; if none, the case."""
    apart = [one for one in near if paid(changed, one.given) != one.payments]
    for one in apart:
        newly = _broken(changed, one.given) - _broken(contract, one.given)
        if newly:
            return Mutant(edit.clause, edit.slip, said, min(newly))
    case = told_apart(contract, changed, apart)
    return Mutant(edit.clause, edit.slip, said, None, case, len(near))


def _broken(contract: Contract, given: Histories) -> set[str]:
    """The clauses of the promises that do not hold on one history."""
    trial = Trial(contract, given, evaluate(contract, given))
    numbers = {promise.clause.number for promise in contract.promises if promise.waived is None}
    laws = (law for law in laws_of(contract) if law.check and law.name in _named(numbers))
    return {
        next(law.matters(contract), "")
        for law in laws
        if law.check and next(law.check(trial), None)
    }


def _named(numbers: set[str]) -> set[str]:
    """The names of the laws that promises of those clauses are."""
    return {f"promise {number}" for number in numbers}


def _different(bare: forms.Document, contract: Contract) -> Iterator[tuple[Edit, Contract]]:
    """The slips that read, check and lower, each with its contract; equal ones but once."""
    seen: list[Contract] = [contract]
    for edit in edits(bare):
        changed = _contract(bare, edit)
        if changed is not None and changed not in seen:
            seen.append(changed)
            yield edit, changed


def _contract(bare: forms.Document, edit: Edit) -> Contract | None:
    """What the contract means with the slip in it; None where it cannot be said or is wrong."""
    clauses = dict(edit.clauses)
    if not all(form is None or _reads(form) for form in clauses.values()):
        return None
    kept = (c for c in bare.clauses if c.number not in clauses or clauses[c.number] is not None)
    put = (evolve(c, form=clauses.get(c.number) or c.form) for c in kept)
    document = evolve(bare, clauses=tuple(put))
    found = tuple(check(document))
    if any(errors((*found, *check_versions(document, found)))):
        return None
    lowered = lower(document, collect(document))
    return None if any(errors(lowered.findings)) else lowered.contract


def _reads(form: forms.Form) -> bool:
    """Whether the sentence, its lists lettered anew, is read as it is meant."""
    lettered = _lettered(form)
    read = parse(Source("", f"1.1 {sentence(lettered)}\n"))
    return not read.findings and [c.form for c in read.document.clauses] == [lettered]


def _lettered(node: Any) -> Any:
    """*node* with the items of each list lettered from (a) on."""
    changed = {}
    for slot in fields(type(node)):
        part = getattr(node, slot.name)
        if isinstance(part, tree.Node):
            changed[slot.name] = _lettered(part)
        elif isinstance(part, tuple):
            changed[slot.name] = tuple(map(_item, enumerate(part)))
    return evolve(node, **changed)


def _item(numbered: tuple[int, object]) -> object:
    i, part = numbered
    if not isinstance(part, tree.Node):
        return part
    made = _lettered(part)
    return (
        evolve(made, label=ascii_lowercase[i])
        if isinstance(part, tree.Item) and part.label
        else made
    )
