"""Contracts with one clause taken out, and what then speaks up."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from sibdsl.interpret.examples import worked
from sibdsl.pipeline import Loaded, loaded
from sibdsl.questions import asked
from sibdsl.source import Source
from sibdsl.syntax import forms

ROOT: Final = Path(__file__).parents[2]
SAMPLES: Final = sorted((ROOT / "tests" / "data" / "contracts").glob("*.sib"))
SCHEMES: Final = sorted((ROOT / "contracts").glob("*/contract.sib"))


def name_of(path: Path) -> str:
    return path.stem if path in SAMPLES else path.parent.name


def read(path: Path) -> Loaded:
    return loaded(Source(path.name, path.read_text(encoding="utf-8")))


def without(whole: Loaded, clause: forms.Clause) -> Loaded:
    """The contract without *clause* and without its worked examples."""
    return _cut(whole, [clause, *examples(whole)])


def without_alone(whole: Loaded, clause: forms.Clause) -> Loaded:
    """The contract without *clause*, its worked examples in place."""
    return _cut(whole, [clause])


def examples(whole: Loaded) -> Iterator[forms.Clause]:
    return (c for c in whole.document.clauses if isinstance(c.form, forms.Example))


def _cut(whole: Loaded, clauses: list[forms.Clause]) -> Loaded:
    text = whole.source.text
    for clause in sorted(clauses, key=lambda c: c.span.start, reverse=True):
        start = text.rindex(clause.number, 0, clause.span.start) if clause.number else None
        text = text[: clause.span.start if start is None else start] + text[clause.span.end :]
    return loaded(Source(whole.source.name, text))


def open_in(whole: Loaded) -> set[tuple[int, str]]:
    """The number of each open question, and what it is asked of."""
    assert whole.lowered is not None, "asked only of a contract without errors"
    return {(question.number, raised.about) for question, raised in asked(whole.lowered.contract)}


def speaks_up(whole: Loaded) -> bool:
    """Whether something other than a question shows that a clause is missing."""
    if whole.lowered is None:
        return True
    contract = whole.lowered.contract
    return any(worked(contract, example).wrong for example in whole.lowered.examples)


ANSWERS: Final[dict[type[forms.Form], set[int]]] = {
    forms.Eligible: {1},
    forms.Pause: {2},
    forms.Restart: {3},
    forms.Clip: {7},
    forms.Stop: {7, 16},
    forms.StopOn: {7, 16},
    forms.Joined: {8},
    forms.Counts: {8},
    forms.Paid: {8},
    forms.PaidOfAll: {8},
    forms.Share: {9},
    forms.CountedNotPaid: {11},
    forms.NeitherCounted: {11},
    forms.Limit: {8, 11, 12},
    forms.NoLimit: {8, 11, 12},
    forms.Evidence: {13},
    forms.UnknownEnds: {13},
    forms.Places: {15},
    forms.Shortfall: {15},
    forms.NoNumber: {8, 15},
    forms.Certifies: {17},
    forms.Governs: {18},
}
"""The questions that a sentence of each form may answer."""


def answers(form: forms.Form) -> set[int]:
    """The questions that this sentence may answer."""
    match form:
        case forms.Follows(forms.NoDayTwice()) | forms.Waived(forms.NoDayTwice()):
            return {14}
        case forms.Follows(forms.NeverChanges()):
            return {2, 3, 5, 7}
        case _:
            return ANSWERS.get(type(form), set())


def first_line(clause: forms.Clause, whole: Loaded) -> str:
    words: str = whole.source[clause.span]
    return f"{clause.number} {words.splitlines()[0]}"
