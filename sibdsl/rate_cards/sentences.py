"""A sentence read from a rate card: where it stands in the card, and what was left over."""

import re
from fractions import Fraction
from typing import Final

from attrs import evolve, frozen

from sibdsl.diagnostics import Finding
from sibdsl.diagnostics.codes import CARD_CELL, CARD_READING
from sibdsl.rate_cards.grid import Grid
from sibdsl.source import Source
from sibdsl.syntax import forms
from sibdsl.syntax.parse import parse


@frozen
class Written:
    """A sentence, without its full stop, that the row of that line of *grid* says.

    *notes* are words of the card that have no sentence; *readings* say what was taken of words
    that have more than one; *form* is the sentence as read back, *short* that the card has only
    its figure, so that what else a contract says of it is no difference.
    """

    sentence: str
    grid: Grid
    line: int
    form: forms.Form
    notes: tuple[str, ...] = ()
    readings: tuple[str, ...] = ()
    short: bool = False

    @property
    def text(self) -> str:
        """The sentence with its full stop, and what was left over in square brackets."""
        beside = [*(f"The card: {note}." for note in self.notes), *map(_sentence, self.readings)]
        noted = " ".join(beside).replace("[", "(").replace("]", ")").replace("\n", "; ")
        return f"{self.sentence}." + (f" [{noted}]" if noted else "")

    def findings(self) -> tuple[Finding, ...]:
        """A warning for each reading that was taken."""
        return tuple(
            Finding(
                CARD_READING,
                f"{reading}: `{self.sentence}`",
                self.grid.place(self.line),
                help="say in the card which is meant, or put the sentence right",
            )
            for reading in self.readings
        )


_LONGEST: Final = 2_000
"""So many letters a sentence may have; a cell with more is a text."""

_POUNDS: Final = re.compile(r"£(\d[\d,]*(?:\.\d+)?)")
_MOST_POUNDS: Final = 1_000_000_000
"""A larger amount is a slip, or a placeholder for `no limit`."""

Read = Written | Finding
"""What a row comes to: a sentence, or why there is none."""


def written(
    sentence: str,
    grid: Grid,
    line: int,
    notes: tuple[str, ...] = (),
    readings: tuple[str, ...] = (),
) -> Read:
    """The sentence, if it is one: whatever is handed on can be read by the language."""
    form = form_of(sentence)
    if form is None:
        return unread(grid, line, f"`{sentence}` is no sentence of the language")
    if any(Fraction(found.replace(",", "")) > _MOST_POUNDS for found in _POUNDS.findall(sentence)):
        message = f"an amount of more than £{_MOST_POUNDS:,} is beyond what a contract pays"
        return unread(grid, line, message, "", "put the amount right in the card")
    kept = tuple(note for note in notes if note)
    return Written(sentence, grid, line, form, kept, tuple(r for r in readings if r))


def with_notes(read: Read, notes: tuple[str, ...]) -> Read:
    """The same, and more words that have no sentence."""
    return evolve(read, notes=(*read.notes, *notes)) if isinstance(read, Written) else read


def figure_alone(read: Read) -> Read:
    """The same, known to say no more than its figure."""
    return evolve(read, short=True) if isinstance(read, Written) else read


def form_of(sentence: str) -> forms.Form | None:
    """The form of one sentence; None where it is none, or more than one."""
    if len(sentence) > _LONGEST:
        return None
    parsed = parse(Source("card", f"{sentence}."))
    clauses = parsed.document.clauses
    return clauses[0].form if len(clauses) == 1 and not parsed.findings else None


def unread(grid: Grid, line: int, message: str, heading: str = "", help_: str = "") -> Finding:
    """A cell of which no sentence can be made, and what to do about it."""
    advice = help_ or "write it in the card as one figure, or write the sentence by hand"
    return Finding(CARD_CELL, message, grid.place(line, heading or None), help=advice)


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}."
