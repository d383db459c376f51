"""A card of prices: exactly one line holds, whatever the case (form 16)."""

from collections.abc import Iterator

from sibdsl.check.regions import Region, answers, region
from sibdsl.check.subject import Subject
from sibdsl.check.symbols import key
from sibdsl.diagnostics import Finding, Label, Place, codes
from sibdsl.source import Span
from sibdsl.syntax import forms, tree

Line = tuple[forms.CardLine, Region]


def cards_have_one_line_that_holds(subject: Subject) -> Iterator[Finding]:
    """No two lines hold at once, and none is missing, as far as the words alone can tell."""
    for clause, pays in subject.forms_of(forms.Pays):
        if not isinstance(pays.price, forms.Card):
            continue
        parts = (item.part for item in pays.price.lines)
        lines = [
            (part, region(subject, part.condition))
            for part in parts
            if isinstance(part, forms.CardLine)
        ]
        twice = list(_same_twice(subject, clause, lines))
        yield from twice
        if len({of.about for _, of in lines}) == 1 and not twice:
            yield from _laid_out(subject, clause, pays, lines)


def _laid_out(
    subject: Subject, clause: forms.Clause, pays: forms.Pays, lines: list[Line]
) -> Iterator[Finding]:
    """All lines ask the same question: each answer has one line."""
    known = [r for r in _conditions_before(subject, pays) if r.about == lines[0][1].about]
    for value, words in answers(subject, [*(of for _, of in lines), *known]):
        if not all(one.holds(value) for one in known):
            continue
        holding = [line for line, of in lines if of.holds(value)]
        if not holding:
            yield _gap(subject, clause, pays, _asked(subject, lines[0], value, words))
            return
        if len(holding) > 1:
            yield _overlap(subject, clause, holding, _asked(subject, lines[0], value, words))
            return


def _asked(subject: Subject, line: Line, value: object, words: str) -> str:
    """The answer in words: "`Reduction` is 12.5%"."""
    match line[1].about:
        case ("word", name):
            return f"`{name}` is {words}"
        case ("number", tree.Node() as measured):
            return f"`{subject.words(measured)}` is {words}"
        case ("day", tree.Node() as day, tree.Node() as other):
            return f"`{subject.words(day)}` is {value} `{subject.words(other)}`"
        case _:
            return "the condition holds" if value else "the condition does not hold"


def _conditions_before(subject: Subject, pays: forms.Pays) -> Iterator[Region]:
    """What holds where the outcome is achieved: its own conditions, and those of eligibility."""
    for clause in subject.document.clauses:
        match clause.form:
            case forms.Achieved(outcome, _, conditions) if key(outcome) == key(pays.outcome):
                yield from _all_of(subject, conditions)
            case forms.Eligible(_, conditions):
                yield from _all_of(subject, conditions)
            case _:
                pass


def _all_of(subject: Subject, conditions: tree.Conditions | None) -> Iterator[Region]:
    match conditions:
        case None | tree.AnyOf():
            pass
        case tree.AllOf(items):
            yield from (region(subject, item.part) for item in items)
        case _:
            yield region(subject, conditions)


def _same_twice(subject: Subject, clause: forms.Clause, lines: list[Line]) -> Iterator[Finding]:
    """Lines that ask different things: only the same condition, written twice, is told."""
    for i, (line, _) in enumerate(lines):
        again = next((x for x, _ in lines[i + 1 :] if x.condition == line.condition), None)
        if again is not None:
            yield _overlap(subject, clause, [line, again], "this condition holds")
            return


def _gap(subject: Subject, clause: forms.Clause, pays: forms.Pays, words: str) -> Finding:
    return subject.finding(
        codes.CARD_GAP,
        f"no line says what `{pays.outcome.text}` pays where {words}",
        _lines_span(pays),
        clause.number,
        help="add a line for it, or change the bounds; £0 is an answer too",
    )


def _lines_span(pays: forms.Pays) -> Span:
    assert isinstance(pays.price, forms.Card), "asked of a card only"
    last = pays.price.lines[-1].part
    return last.condition.span if isinstance(last, forms.CardLine) else pays.span


def _overlap(
    subject: Subject, clause: forms.Clause, holding: list[forms.CardLine], words: str
) -> Finding:
    first, second = holding[:2]
    place = Place.words(subject.document.source, first.condition.span)
    return subject.finding(
        codes.CARD_OVERLAP,
        f"two lines hold where {words}",
        second.condition.span,
        clause.number,
        others=(Label(place, "this line holds too"),),
        help="let each value meet one line: `at least 10% and less than 12.5%`, then "
        "`at least 12.5%`",
    )
