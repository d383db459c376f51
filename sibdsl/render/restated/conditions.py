"""What follows from a condition at its edges: the day itself, the figure itself, the birthday."""

from collections.abc import Iterator

from sibdsl.model import terms
from sibdsl.model.calendar import age, birthday
from sibdsl.model.contract import Contract
from sibdsl.model.days import NEVER, Moment, in_words
from sibdsl.model.truth import NO, UNKNOWN, YES, Truth
from sibdsl.render import terms as words
from sibdsl.render.nouns import a, nth
from sibdsl.render.page import counted
from sibdsl.render.restated.samples import BORN, START

_SIDES = {
    terms.Side.BEFORE: Moment.before,
    terms.Side.ON_OR_BEFORE: Moment.on_or_before,
    terms.Side.ON: Moment.same_day,
    terms.Side.ON_OR_AFTER: Moment.on_or_after,
    terms.Side.AFTER: Moment.after,
}


def of_condition(condition: terms.Condition, contract: Contract) -> Iterator[str]:
    """What follows from *condition*, worked at its edges."""
    match condition:
        case terms.Stated(_, of):
            yield from of_condition(of, contract)
        case terms.CompareDays(left, side, right):
            yield from _sides(left, side, right)
        case terms.CompareNumbers(number, comparison, terms.Constant() as limit):
            yield from _figures(number, comparison, limit)
        case terms.AllOf(
            (
                terms.CompareNumbers(number, terms.Comparison.AT_LEAST, terms.Constant() as least),
                terms.CompareNumbers(same, terms.Comparison.AT_MOST, terms.Constant() as most),
            )
        ) if number == same:
            yield from _range(number, least, most)
        case terms.AllOf(parts) if all(isinstance(part, terms.CompareNumbers) for part in parts):
            for part in parts:
                yield from of_condition(part, contract)
        case terms.Inside(_, terms.DaysOf(terms.PeriodNamed(name))):
            yield from _inside(contract.definitions[name].meaning)
        case terms.Inside(_, terms.DaysOf(period)):
            yield from _inside(period)
        case terms.DaysIn(_, _, least_days, most_days):
            yield from _days(least_days, most_days)
        case terms.HoldsRole(value, role, day):
            who, on = words.value(value), words.day(day)
            yield f"If {who} becomes {a(role)} only after {on}, this does not hold."
        case terms.AtLeastOf(n, parts):
            fewer = f"; {n - 1} {'is' if n == 2 else 'are'} not" if n > 1 else ""
            yield f"Any {n} of the {len(parts)} {'is' if n == 1 else 'are'} enough{fewer}."
        case terms.Not(terms.Exists()):
            yield "One alone is enough for this not to hold."
        case _:
            return


# -- Days -----------------------------------------------------------------------------------------


def _sides(left: terms.DayTerm, side: terms.Side, right: terms.DayTerm) -> Iterator[str]:
    """The same day, and where the other day has not come."""
    compare = _SIDES[side]
    same = compare(Moment.on(START), Moment.on(START))
    yield f"If both are one day, this {_holds(same)}."
    if isinstance(right, terms.DayOf) and isinstance(right.item, terms.Only):
        open_ = compare(Moment.on(START), Moment(START + 1, NEVER))
        what = words.items(right.item.items)
        yield f"While no {what} is recorded, this {_holds(open_)}."


def _holds(truth: Truth) -> str:
    return {YES: "holds", NO: "does not hold", UNKNOWN: "is not yet known"}[truth]


def _inside(period: terms.Meaning) -> Iterator[str]:
    """The ends of a period that is written in dates."""
    match period:
        case terms.Between(terms.Literal(first), terms.Literal(last)):
            yield (
                f"{in_words(first)} and {in_words(last)} are both in it; {in_words(first - 1)} "
                f"and {in_words(last + 1)} are not."
            )
        case _:
            return


def _days(least: int | None, most: int | None) -> Iterator[str]:
    if least is None and most is None:
        yield "One day of it that is not is enough for this not to hold."
    elif most is not None:
        yield f"With {counted(most, 'such day')} this holds; with {most + 1} it does not."
    elif least:
        yield f"With {counted(least, 'such day')} this holds; with {least - 1} it does not."


# -- Figures and ages -----------------------------------------------------------------------------


def _figures(
    number: terms.Number, comparison: terms.Comparison, limit: terms.Constant
) -> Iterator[str]:
    if isinstance(number, terms.AgeOn) and limit.number.denominator == 1:
        yield from _age(comparison, int(limit.number))
        return
    included = comparison in (terms.Comparison.AT_LEAST, terms.Comparison.AT_MOST)
    if comparison is not terms.Comparison.EQUAL:
        enough = "is enough" if included else "itself does not do"
        yield f"Exactly {words.number(limit)} {enough}; nothing is rounded before it is compared."


def _age(comparison: terms.Comparison, years: int) -> Iterator[str]:
    """From which birthday on, or until which, an age is so."""
    reached = birthday(BORN, years)
    match comparison:
        case terms.Comparison.AT_LEAST:
            yield f"{_born()} it holds from {in_words(reached)}, the {nth(years)} birthday, on."
        case terms.Comparison.LESS:
            yield f"{_born()} it holds up to {in_words(reached - 1)}, the day before that birthday."
        case terms.Comparison.AT_MOST:
            last = birthday(BORN, years + 1) - 1
            yield f"{_born()} it holds up to {in_words(last)}, still {age(BORN, last)}."
        case terms.Comparison.MORE:
            first = birthday(BORN, years + 1)
            yield f"{_born()} it holds from {in_words(first)}, the {nth(years + 1)} birthday, on."
        case terms.Comparison.EQUAL:
            last = birthday(BORN, years + 1) - 1
            yield f"{_born()} it holds from {in_words(reached)} to {in_words(last)}."


def _range(number: terms.Number, least: terms.Constant, most: terms.Constant) -> Iterator[str]:
    if isinstance(number, terms.AgeOn):
        first = birthday(BORN, int(least.number))
        last = birthday(BORN, int(most.number) + 1) - 1
        yield (
            f"{_born()} it holds from {in_words(first)} to {in_words(last)}: from the "
            f"{nth(int(least.number))} birthday to the day before the "
            f"{nth(int(most.number) + 1)}."
        )
    else:
        yield f"Exactly {words.number(least)} and exactly {words.number(most)} are both enough."


def _born() -> str:
    return f"For one born on {in_words(BORN)}"
