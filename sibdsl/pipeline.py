"""A contract, from its text to what it means: the one list of phases."""

from attrs import evolve, frozen

from sibdsl.check import check, check_versions
from sibdsl.check.symbols import collect
from sibdsl.diagnostics import Finding, errors
from sibdsl.lower import lower
from sibdsl.model.lowered import Lowered
from sibdsl.source import Source
from sibdsl.syntax import forms
from sibdsl.syntax.parse import parse


@frozen
class Loaded:
    """A contract as read: the sentences, what they mean if nothing is wrong, and what is."""

    source: Source
    document: forms.Document
    lowered: Lowered | None
    findings: tuple[Finding, ...]


def without_faulty_examples(read: Loaded) -> Lowered | None:
    """What the contract means although some worked examples have errors; None where others have.

    A clause that is taken out leaves examples that name it, and what is then open can be asked.
    """
    faulty = {f.place.span.start for f in errors(read.findings) if f.place and f.place.span}
    examples = [c for c in read.document.clauses if isinstance(c.form, forms.Example)]
    dropped = [c for c in examples if any(c.span.start <= at < c.span.end for at in faulty)]
    kept = tuple(c for c in read.document.clauses if c not in dropped)
    document = evolve(read.document, clauses=kept)
    if not dropped or any(errors(check(document))):
        return None
    lowered = lower(document, collect(document))
    return None if any(errors(lowered.findings)) else lowered


def loaded(source: Source) -> Loaded:
    """Read, check and lower *source*. It is lowered only if no phase before found an error."""
    parsed = parse(source)
    mistakes = tuple(errors(parsed.findings))
    findings = (*parsed.findings, *check(parsed.document, mistakes, parsed.unread_terms))
    if not mistakes:
        findings = (*findings, *check_versions(parsed.document, findings))
    if any(errors(findings)):
        return Loaded(source, parsed.document, None, findings)
    lowered = lower(parsed.document, collect(parsed.document))
    findings = (*findings, *lowered.findings)
    usable = None if any(errors(findings)) else lowered
    return Loaded(source, parsed.document, usable, findings)
