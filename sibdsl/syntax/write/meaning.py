"""The sentences that give words their meaning and say who is eligible (forms 7 to 13), as words."""

from typing import assert_never

from sibdsl.syntax.forms import (
    Clip,
    CodeList,
    DaySet,
    Eligible,
    FirstDays,
    IsIf,
    ItemsWhere,
    Meaning,
    Means,
    Pause,
    Pieces,
    Places,
    Restart,
    Runs,
    Shortfall,
)
from sibdsl.syntax.tree import (
    After,
    Before,
    Beginning,
    Between,
    DayPhrase,
    Name,
    PartOf,
    WholeTerm,
)
from sibdsl.syntax.write import words
from sibdsl.syntax.write.conditions import conditions, days
from sibdsl.syntax.write.days import day, period, union
from sibdsl.syntax.write.measures import measure
from sibdsl.syntax.write.words import bare, ends_in_plural, named

MeaningForm = Means | Restart | Pause | Clip | Eligible | IsIf | Places | Shortfall


def sentence(form: MeaningForm) -> str:
    """The words of the sentence, without its full stop."""
    match form:
        case Means(name, index, said):
            each = f", for each {words.index(index)}," if index else ""
            return f"{named(name)}{each} means {meaning(said)}"
        case Restart(chosen, whole, on):
            again = f"{named(whole)} {_verb(whole, 'start')} again on {day(on)}"
            return f"If {conditions(chosen)}, {again}"
        case Pause(whole, in_days):
            verb = "do" if ends_in_plural(whole) else "does"
            return f"{named(whole)} {verb} not run on a day in {union(in_days)}"
        case Clip(whole, last):
            return f"{named(whole)} {_verb(whole, 'end')} no later than {day(last)}"
        case Eligible(of, chosen):
            return f"{named(of)} is eligible if {conditions(chosen)}"
        case IsIf(of, name, chosen):
            return f"{named(of)} is {named(name)} if {conditions(chosen)}"
        case Places():
            return _places(form)
        case Shortfall():
            return _shortfall(form)
        case _:
            assert_never(form)


def order(node: tuple[DayPhrase, ...]) -> str:
    """`, in order of Referral and then of Case Number`"""
    return f", in order of {' and then of '.join(map(day, node))}"


def _places(form: Places) -> str:
    group = f" in each {bare(form.group)}" if form.group else ""
    most = f"At most {words.number(form.n)} {bare(form.of)}"
    verb = "is" if form.n.value == 1 else "are"
    return f"{most} {verb} eligible{group}{order(form.order)}"


def _verb(name: Name, verb: str) -> str:
    """`starts`; `start` where the Term is in the plural."""
    return verb if ends_in_plural(name) else f"{verb}s"


def _shortfall(form: Shortfall) -> str:
    least = f"At least {words.number(form.n)} {bare(form.items)} are made in each {form.cycle.word}"
    return f"{least}; for each one fewer, {named(form.party)} pays {words.amount(form.amount)}"


def meaning(node: Meaning) -> str:
    """What stands after `means`."""
    match node:
        case Between() | After() | Beginning() | Before() | PartOf() | WholeTerm():
            return period(node)
        case DaySet(of):
            return f"each day in {days(of, 'is')}"
        case FirstDays(long, of, cycle):
            return f"the first {words.length(long)} in {union(of)} in each {cycle.word}"
        case ItemsWhere(items, chosen):
            return f"each {bare(items)} where {conditions(chosen)}"
        case Pieces(long, whole):
            return f"each {words.length(long)} of {named(whole)}"
        case Runs(of):
            return f"each unbroken run of days in {days(of, 'are')}"
        case CodeList(codes):
            return words.listed(map(words.text, codes), "or")
        case _:
            return measure(node)
