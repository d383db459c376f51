"""The contracts that a slip leaves whole: read, checked and lowered, each once."""

from collections import Counter
from collections.abc import Iterator
from string import ascii_lowercase
from typing import Any, Final

from attrs import evolve, field, fields, frozen

from sibdsl.check import CHECKS, names
from sibdsl.check.subject import N, Subject
from sibdsl.check.symbols import collect
from sibdsl.diagnostics import Finding, Severity, errors
from sibdsl.lower import lower
from sibdsl.model.contract import Contract
from sibdsl.source import Source
from sibdsl.syntax import forms, tree
from sibdsl.syntax.amended import amended
from sibdsl.syntax.parse import parse
from sibdsl.syntax.walk import walk
from sibdsl.syntax.write import sentence
from sibdsl.verify.mutants_edits import Edit, edits

_OF_THE_FILE: Final = (names.clauses_referred_to_exist,)
"""What is not asked of the contract as amended: only the whole file can be wrong in it."""


@frozen
class Made:
    """A slip, and what the contract then means; *warnings* are the codes that `check` warns of."""

    edit: Edit
    contract: Contract
    warnings: Counter[str]


_Walked = dict[int, tuple[forms.Form, tuple[tree.Node, ...]]]
"""The nodes of each sentence, by its place in memory; the sentence is kept, so none has two."""


@frozen
class _Kept(Subject):
    """A subject whose sentences are walked once: a slip leaves all but one or two as they are."""

    walked: _Walked = field(factory=dict, kw_only=True)

    def nodes_of(self, kind: type[N]) -> Iterator[tuple[forms.Clause, N]]:
        """Every node of one class, with the clause it stands in."""
        for clause in self.document.clauses:
            for node in self._nodes(clause.form):
                if isinstance(node, kind):
                    yield clause, node

    def _nodes(self, form: forms.Form) -> tuple[tree.Node, ...]:
        kept = self.walked.get(id(form))
        if kept is None:
            kept = self.walked[id(form)] = form, tuple(walk(form))
        return kept[1]


def made(bare: forms.Document, contract: Contract) -> Iterator[Made]:
    """The slips that read, check and lower, in the order of their clauses; equal ones but once."""
    walked: _Walked = {}
    seen: dict[str, list[Contract]] = {}
    place = {clause.number: i for i, clause in enumerate(bare.clauses)}
    for edit in sorted(edits(bare), key=lambda edit: place[edit.clause]):
        one = _made(bare, edit, walked)
        if one is None or one.contract == contract:
            continue
        alike = seen.setdefault(edit.clause, [])
        if one.contract not in alike:
            alike.append(one.contract)
            yield one


def warnings_of(document: forms.Document) -> Counter[str]:
    """The codes of the warnings of *document*, each as often as it stands."""
    found = _checked(document, {})
    assert found is not None, "asked only of a contract without errors"
    return found


def _made(bare: forms.Document, edit: Edit, walked: _Walked) -> Made | None:
    """What the contract means with the slip in it; None where it cannot be said or is wrong."""
    clauses = dict(edit.clauses)
    if not all(form is None or _reads(form) for form in clauses.values()):
        return None
    kept = (c for c in bare.clauses if c.number not in clauses or clauses[c.number] is not None)
    put = (evolve(c, form=clauses.get(c.number) or c.form) for c in kept)
    document = evolve(bare, clauses=tuple(put))
    warnings = _checked(document, walked)
    if warnings is None:
        return None
    lowered = lower(document, collect(document))
    return None if any(errors(lowered.findings)) else Made(edit, lowered.contract, warnings)


def _checked(document: forms.Document, walked: _Walked) -> Counter[str] | None:
    """The codes of the warnings of *document*; None as soon as there is an error."""
    subject = _Kept(document, collect(document), walked=walked)
    found: list[Finding] = []
    for finding in _asked(subject, walked):
        if finding.severity is Severity.ERROR:
            return None
        found.append(finding)
    return Counter(finding.code.number for finding in found)


def _asked(subject: Subject, walked: _Walked) -> Iterator[Finding]:
    for rule in CHECKS:
        yield from rule(subject)
    for later in amended(subject.document):
        changed = _Kept(later.document, collect(later.document), walked=walked)
        for rule in CHECKS:
            if rule not in _OF_THE_FILE:
                yield from rule(changed)


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
    lettered = _lettered(part)
    return (
        evolve(lettered, label=ascii_lowercase[i])
        if isinstance(part, tree.Item) and part.label
        else lettered
    )
