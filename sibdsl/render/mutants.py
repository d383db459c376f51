"""Is anyone watching each clause: the slips that nothing would notice, as text and as data."""

from collections.abc import Iterator, Sequence
from typing import Any, TypeAlias

from sibdsl.model.days import in_words, iso
from sibdsl.model.differences import Case, Payments
from sibdsl.model.money import NOTHING
from sibdsl.model.mutants import Mutant, Score, in_all, scores
from sibdsl.render.page import counted, paragraphs, pounds, table, wrapped
from sibdsl.syntax import forms

Json: TypeAlias = dict[str, Any]


def mutants(found: tuple[Mutant, ...], document: forms.Document) -> str:
    """The score in all and by clause; then each slip that nothing notices, with a case for it."""
    unnoticed = [mutant for mutant in found if mutant.noticed_by is None]
    return paragraphs([_head(found), _scores(found), *(_one(m, document) for m in unnoticed)])


def _head(found: tuple[Mutant, ...]) -> Iterator[str]:
    whole = in_all(found)
    if not whole.slips:
        yield "No clause has a part in which a drafter could slip."
        return
    yield from wrapped(
        f"Slips: of {counted(whole.slips, 'slip')} that a drafter could have made, "
        f"{whole.noticed:,} would be noticed by a worked example or a promise ({_percent(whole)})."
    )


def _percent(score: Score) -> str:
    return f"{100 * score.noticed // score.slips}%"


def _scores(found: tuple[Mutant, ...]) -> Iterator[str]:
    """A line for each clause in which a slip would go unnoticed."""
    rows = [
        [f"clause {score.clause}", f"{score.noticed} of {score.slips}", _percent(score)]
        for score in scores(found)
        if score.noticed < score.slips
    ]
    if rows:
        yield from table([["not wholly watched", "noticed", ""], *rows])


def _one(mutant: Mutant, document: forms.Document) -> Iterator[str]:
    """The slip, the sentence as it would then read, and a case that it pays otherwise."""
    yield from wrapped(f"{mutant.clause}: nothing would notice {mutant.slip}.", "", "  ")
    if mutant.sentence:
        yield from wrapped(mutant.sentence, "  | ", "  | ")
    else:
        words = next(
            (_words(c, document) for c in document.clauses if c.number == mutant.clause), ""
        )
        yield from wrapped(words, "  | ", "  | ")
    if mutant.case is None:
        n = counted(mutant.tried, "history", "histories")
        yield f"  no case found that is paid differently in {n}"
    else:
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
    return {"noticed": score.noticed, "slips": score.slips}


def _slip(mutant: Mutant) -> Json:
    return {
        "clause": mutant.clause,
        "slip": mutant.slip,
        "reads": mutant.sentence or None,
        "noticed_by": mutant.noticed_by,
        "histories": mutant.tried,
        "case": _case_data(mutant.case) if mutant.case else None,
    }


def _case_data(case: Case) -> Json:
    return {
        "by": iso(case.by),
        "as_it_stands": _payments(case.first),
        "with_the_slip": _payments(case.second),
    }


def _payments(payments: Payments) -> Sequence[Json]:
    return [{"name": n, "pence": money.pence, "text": str(money)} for n, money in payments]
