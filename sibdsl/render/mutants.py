"""Is anyone watching each clause: the slips that nothing would notice, as text and as data."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any, Final, TypeAlias

from sibdsl.model.days import in_words, iso
from sibdsl.model.differences import Case, Payments
from sibdsl.model.money import NOTHING
from sibdsl.model.mutants import Mutant, Noticed, Score, by_worth, in_all, scores
from sibdsl.render.page import counted, listed, named, paragraphs, pounds, table, wrapped
from sibdsl.syntax import forms

Json: TypeAlias = dict[str, Any]


def mutants(found: tuple[Mutant, ...], document: forms.Document) -> str:
    """The contract clause by clause, with the score beside each; then the slips unnoticed.

    Of these first the ones that pay otherwise, the dearest first, each with its case; then, short,
    those for which no case was found.
    """
    shown = [_one(mutant, document) for mutant in by_worth(found)]
    return paragraphs(
        [_head(found), _watched(found, document), *shown, _caseless(found), _undone(found)]
    )


def _head(found: tuple[Mutant, ...]) -> Iterator[str]:
    whole = in_all(found)
    if not whole.slips + whole.undone:
        yield "No clause has a part in which a drafter could slip."
        return
    counts = Counter(mutant.noticed_by.by for mutant in found if mutant.noticed_by)
    by = [f"{counts[kind]:,} by {words}" for kind, words in _BY.items() if counts[kind]]
    yield from wrapped(
        f"Slips: of {counted(whole.slips, 'slip')} that a drafter could have made, "
        f"{whole.noticed:,} would be noticed ({_percent(whole)})"
        + (f": {listed(by)}." if by else ".")
    )


_BY: Final = {
    "example": "a worked example",
    "promise": "a promise",
    "law": "a law of `verify`",
    "question": "a question of `lint`",
    "check": "a warning of `check`",
}


def _percent(score: Score) -> str:
    return f"{100 * score.noticed // score.slips}%" if score.slips else "none was asked about"


def _watched(found: tuple[Mutant, ...], document: forms.Document) -> Iterator[str]:
    """The sentences of the contract, beside each how many slips in it are noticed, `!` if not all.

    Worked examples are left out: they are what notices.
    """
    known = {score.clause: score for score in scores(found)}
    undone = ", ? where some were not asked about" if in_all(found).undone else ""
    yield from wrapped(f"Noticed of the slips in each clause (! where one goes unnoticed{undone}):")
    section = ""
    for clause in document.clauses:
        if isinstance(clause.form, forms.Example) or not clause.number:
            continue
        chapter = clause.number.partition(".")[0]
        if section not in ("", chapter):
            yield ""
        section = chapter
        score = known.get(clause.number)
        words = f"{clause.number} {_words(clause, document)}"
        yield from wrapped(words, f"{_beside(score):>{_MARGIN}}  ", " " * (_MARGIN + 2))


_MARGIN: Final = 11
"""How wide the column of the scores is."""


def _beside(score: Score | None) -> str:
    if score is None:
        return ""
    mark = "! " if score.noticed < score.slips else "? " if score.undone else ""
    return f"{mark}{score.noticed} of {score.slips}"


def _caseless(found: tuple[Mutant, ...]) -> Iterator[str]:
    """Those that nothing notices, and for which no case was found: they may mean the same."""
    left = [m for m in found if m.unnoticed and m.case is None and m.done]
    if not left:
        return
    most, least = max(m.tried for m in left), min(m.tried for m in left)
    tried = f"{most:,}" if most == least else f"{least:,} to {most:,}"
    yield from wrapped(
        f"No case found that is paid differently in {tried} histories, by "
        f"{counted(len(left), 'slip')} more that nothing would notice:"
    )
    rows = [(clause, [m.slip for m in left if m.clause == clause]) for clause in _clauses(left)]
    yield from named((clause, "; ".join(slips)) for clause, slips in rows)


def _undone(found: tuple[Mutant, ...]) -> Iterator[str]:
    undone = in_all(found).undone
    if undone:
        yield from wrapped(
            f"The time was over before {counted(undone, 'slip')} more could be asked about: give "
            "more with --seconds."
        )


def _clauses(found: Sequence[Mutant]) -> list[str]:
    return list(dict.fromkeys(mutant.clause for mutant in found))


def _one(mutant: Mutant, document: forms.Document) -> Iterator[str]:
    """The slip, the sentence as it would then read, and a case that it pays otherwise."""
    yield from wrapped(f"{mutant.clause}: nothing would notice: {mutant.slip}.", "", "  ")
    if mutant.sentence:
        yield from wrapped(mutant.sentence, "  | ", "  | ")
    else:
        words = next(
            (_words(c, document) for c in document.clauses if c.number == mutant.clause), ""
        )
        yield from wrapped(words, "  | ", "  | ")
    if mutant.case is not None:
        yield from _case(mutant.case)


def _words(clause: forms.Clause, document: forms.Document) -> str:
    return " ".join(document.source[clause.span].split())


def _case(case: Case) -> Iterator[str]:
    """What the case pays as the clause stands and with the slip."""
    old, new = dict(case.first), dict(case.second)
    names = [n for n in dict.fromkeys((*old, *new)) if old.get(n) != new.get(n)]
    rows = [[n, pounds(old.get(n, NOTHING)), pounds(new.get(n, NOTHING))] for n in names]
    yield from table([[f"a case by {in_words(case.by)}", "as it stands", "with the slip"], *rows])


# -- As data --------------------------------------------------------------------------------------


def as_data(found: tuple[Mutant, ...]) -> Json:
    """The scores and every slip, for another program."""
    return {
        "score": _score(in_all(found)),
        "clauses": [{"clause": score.clause, **_score(score)} for score in scores(found)],
        "slips": [_slip(mutant) for mutant in found],
    }


def _score(score: Score) -> Json:
    return {"noticed": score.noticed, "slips": score.slips, "undone": score.undone}


def _slip(mutant: Mutant) -> Json:
    return {
        "clause": mutant.clause,
        "slip": mutant.slip,
        "reads": mutant.sentence or None,
        "noticed_by": _noticed(mutant.noticed_by),
        "done": mutant.done,
        "histories": mutant.tried,
        "case": _case_data(mutant.case) if mutant.case else None,
    }


def _noticed(by: Noticed | None) -> Json | None:
    return None if by is None else {"by": by.by, "name": by.name}


def _case_data(case: Case) -> Json:
    return {
        "by": iso(case.by),
        "as_it_stands": _payments(case.first),
        "with_the_slip": _payments(case.second),
    }


def _payments(payments: Payments) -> Sequence[Json]:
    return [{"name": n, "pence": money.pence, "text": str(money)} for n, money in payments]
