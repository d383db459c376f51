"""Beside each clause the words as signed, and what of the clause they leave out."""

import re
from collections.abc import Mapping, Sequence
from typing import Final

from sibdsl.diagnostics import Finding
from sibdsl.diagnostics.codes import NOT_QUOTED
from sibdsl.render.document import Aside, Beside, Strong, Words
from sibdsl.syntax import forms

_WORD: Final = re.compile(r"`([^`]*)`")


def signed_asides(
    document: forms.Document, findings: Sequence[Finding]
) -> Mapping[str, tuple[Aside, ...]]:
    """An aside for each clause that quotes what was signed."""
    return {
        clause.number: (Aside(Beside.SIGNED, (*_quoted(clause), *_left_out(clause, findings))),)
        for clause in document.clauses
        if clause.signed
    }


def _quoted(clause: forms.Clause) -> tuple[Words, ...]:
    return tuple((f"“{said}”",) for said in clause.signed)


def _left_out(clause: forms.Clause, findings: Sequence[Finding]) -> tuple[Words, ...]:
    """What was found of the quotations of *clause*."""
    told = (f.message for f in findings if f.code is NOT_QUOTED and f.clause == clause.number)
    return tuple((Strong(f"{_sentence(message)}."),) for message in told)


def _sentence(message: str) -> str:
    words = _WORD.sub(r"“\1”", message)
    return f"{words[:1].upper()}{words[1:]}"
