"""Parts of sentences for Hypothesis: words, days, periods, conditions and numbers.

Terms are drawn from a short list, so that sentences of one contract speak of the same things. A
tree that is drawn here can be said; whether it makes sense is another matter.
"""

from collections.abc import Callable
from datetime import date
from fractions import Fraction
from functools import cache
from typing import Any, Final

from hypothesis import strategies as st

from sibdsl.model.money import Money
from sibdsl.syntax import tree
from sibdsl.syntax.words import MONTHS

TERMS: Final = (
    "Child", "Children", "Young Person", "Date of Birth", "Case Number", "Referral", "Referrals",
    "Episodes", "Edge of Care Day", "Step-Down Weeks", "Tracking Period", "Care", "Detention",
    "Foster Care", "Legal Status", "Better Outcomes", "Children's Support", "Stage 2", "Move",
    "Net Days Saved", "Termination", "Isle of Wight", "Intake", "Atlas", "Theory Test",
)  # fmt: skip
QUOTED: Final = (
    "U1", "V3", "edge of care", "own family", "a day (or two), e.g. 1.5", "as £5 [sic]: no; yes.",
)  # fmt: skip


def shown_by_name(
    make: Callable[[], st.SearchStrategy[Any]],
) -> Callable[[], st.SearchStrategy[Any]]:
    """Build a strategy once, and have Hypothesis show its name, not all that it is built of."""
    built = cache(make)

    def drawn(draw: st.DrawFn) -> Any:
        return draw(built())

    drawn.__name__ = make.__name__
    return cache(st.composite(drawn))


# -- Words ----------------------------------------------------------------------------------------


@shown_by_name
def names() -> st.SearchStrategy[tree.Name]:
    """A Term with or without an article."""
    articles = st.sampled_from(["", "the", "a"])
    return st.builds(tree.Name, st.sampled_from(TERMS), articles)


@shown_by_name
def texts() -> st.SearchStrategy[tree.Text]:
    """A quotation."""
    return st.builds(tree.Text, st.sampled_from(QUOTED))


@shown_by_name
def dates() -> st.SearchStrategy[tree.Date]:
    """A date as it is written."""
    return st.dates(date(2000, 1, 1), date(2030, 12, 31)).map(
        lambda d: tree.Date(d.toordinal(), f"{d.day} {MONTHS[d.month - 1]} {d.year}")
    )


@shown_by_name
def counts() -> st.SearchStrategy[tree.Number]:
    """A whole number from 1."""
    return st.integers(1, 1500).map(lambda n: tree.Number(Fraction(n)))


@shown_by_name
def numbers() -> st.SearchStrategy[tree.Number]:
    """A number with up to three decimal places."""
    return st.integers(0, 3_000_000).map(lambda n: tree.Number(Fraction(n, 1000)))


@shown_by_name
def percents() -> st.SearchStrategy[tree.Percent]:
    """From 0% to 100%."""
    return st.integers(0, 1000).map(lambda n: tree.Percent(Fraction(n, 10)))


@shown_by_name
def amounts() -> st.SearchStrategy[tree.Amount]:
    """From nothing to ten million pounds."""
    return st.integers(0, 1_000_000_000).map(lambda pence: tree.Amount(Money(pence)))


@shown_by_name
def lengths() -> st.SearchStrategy[tree.Length]:
    """`12 months`"""
    return st.builds(tree.Length, counts(), st.sampled_from(["day", "week", "month", "year"]))


@shown_by_name
def cycles() -> st.SearchStrategy[tree.Cycle]:
    """`quarter`"""
    words = ("quarter", "financial year", "calendar year", "week", "month", "claim")
    return st.sampled_from(words).map(tree.Cycle)


@shown_by_name
def roles() -> st.SearchStrategy[tree.Role]:
    """`commissioner`"""
    words = ("commissioner", "provider", "outcomes fund", "lead authority", "assessor")
    return st.sampled_from(words).map(tree.Role)


@shown_by_name
def clause_references() -> st.SearchStrategy[tree.Text]:
    """`4.1(f)`"""
    return st.sampled_from(["4", "4.1", "10.12", "4.1(f)", "1.2.3(a)"]).map(tree.Text)


def some(part: st.SearchStrategy[Any], least: int = 1, most: int = 4) -> st.SearchStrategy[Any]:
    """A tuple of a few."""
    return st.lists(part, min_size=least, max_size=most).map(tuple)


def lettered(part: st.SearchStrategy[Any]) -> st.SearchStrategy[tuple[tree.Item, ...]]:
    """The items (a), (b) … of a list of two to five."""
    return some(part, 2, 5).map(
        lambda parts: tuple(tree.Item(chr(97 + i), p) for i, p in enumerate(parts))
    )


def one_or_lettered(part: st.SearchStrategy[Any]) -> st.SearchStrategy[tuple[tree.Item, ...]]:
    """A list, or one part without a letter."""
    return st.one_of(part.map(lambda p: (tree.Item("", p),)), lettered(part))


# -- Days and periods -----------------------------------------------------------------------------


@shown_by_name
def days() -> st.SearchStrategy[tree.DayPhrase]:
    """A day phrase, a day of a day at most three deep."""
    return st.recursive(
        st.one_of(
            names(),
            dates(),
            st.just(tree.DueDay()),
            st.integers(1, 25).map(tree.Birthday),
            st.builds(tree.FirstDay, stretches()),
            st.builds(tree.LastDay, stretches()),
        ),
        lambda day: st.one_of(
            st.builds(tree.DayBefore, day),
            st.builds(tree.DayAfter, day),
            st.builds(tree.Later, lengths(), day),
            st.builds(tree.Earlier, lengths(), day),
            st.builds(tree.Earliest, some(day, 2)),
            st.builds(tree.Latest, some(day, 2)),
        ),
        max_leaves=4,
    )


@shown_by_name
def day_phrases() -> st.SearchStrategy[tree.DayPhrase]:
    """A day said in words, neither a date nor a Term."""
    return days().filter(lambda day: not isinstance(day, tree.Date | tree.Name))


@shown_by_name
def unions() -> st.SearchStrategy[tree.Union]:
    """`Care or Detention`"""
    return st.builds(tree.Union, some(names(), 1, 3))


@shown_by_name
def stretches() -> st.SearchStrategy[tree.Stretch]:
    """What a first or last day is of."""
    return st.one_of(
        names(),
        cycles(),
        st.just(tree.WholeTerm()),
        st.builds(tree.DaysIn, names(), unions()),
        st.builds(tree.DaysNotIn, names(), unions()),
    )


@shown_by_name
def _measured_periods() -> st.SearchStrategy[Any]:
    which = st.sampled_from(["first", "second", "third", "fourth", "last"])
    return st.one_of(
        st.builds(tree.After, lengths(), days()),
        st.builds(tree.Beginning, lengths(), days()),
        st.builds(tree.Before, lengths(), days()),
        st.builds(tree.PartOf, which, lengths(), names()),
        st.just(tree.WholeTerm()),
    )


@shown_by_name
def periods() -> st.SearchStrategy[tree.PeriodPhrase]:
    """A period that a definition can name."""
    return st.one_of(st.builds(tree.Between, days(), days()), _measured_periods())


@shown_by_name
def places() -> st.SearchStrategy[tree.Place]:
    """What a day, an event or a person can be in."""
    return st.one_of(unions(), cycles(), _measured_periods())


@shown_by_name
def day_sets() -> st.SearchStrategy[tree.DaysPhrase]:
    """A set of days."""
    return st.one_of(
        unions(),
        st.builds(tree.DaysIn, unions(), unions()),
        st.builds(tree.DaysNotIn, unions(), unions()),
        st.builds(tree.DaysWhere, names(), simple_conditions()),
        st.builds(tree.DaysExcept, names(), simple_conditions()),
    )


# -- Conditions -----------------------------------------------------------------------------------


@shown_by_name
def operands() -> st.SearchStrategy[tree.Operand]:
    """A figure, or a Term for one."""
    return st.one_of(numbers(), amounts(), percents(), names())


@shown_by_name
def comparisons() -> st.SearchStrategy[tree.Compared]:
    """`at least 10% and less than 12.5%`"""
    how = st.sampled_from(["at least", "at most", "more than", "less than"])
    return st.one_of(
        st.builds(tree.Within, some(st.builds(tree.Bound, how, operands()), 1, 2)),
        st.builds(tree.FromTo, operands(), operands()),
        st.builds(tree.Equals, st.one_of(numbers(), amounts(), percents())),
    )


@shown_by_name
def sides() -> st.SearchStrategy[tree.Side]:
    """`on or before Referral`"""
    which = st.sampled_from(["before", "after"])
    return st.one_of(
        st.builds(tree.DaySide, which, days()),
        st.builds(tree.SideOn, days()),
        st.builds(tree.SideOr, which, days()),
    )


@shown_by_name
def whens() -> st.SearchStrategy[tree.InPlaceDay | tree.Side]:
    """`in the Referral Window`, `before Termination`"""
    return st.one_of(st.builds(tree.InPlaceDay, places()), sides())


@shown_by_name
def states_on_a_day() -> st.SearchStrategy[tree.StateOn]:
    """A code, a code list, a role."""
    return st.one_of(
        st.builds(tree.IsCode, some(texts())),
        st.builds(tree.IsInList, names()),
        st.builds(tree.IsRole, roles(), days()),
    )


@shown_by_name
def negatable_states() -> st.SearchStrategy[tree.State]:
    """What can stand after `is not`."""
    return st.one_of(
        st.builds(tree.InPlace, places(), st.none() | days()),
        states_on_a_day(),
        st.builds(tree.IsName, names()),
    )


@shown_by_name
def quantities_of_days() -> st.SearchStrategy[tree.Quantified]:
    """`every day`, `at most 2 days`"""
    return st.one_of(
        st.just(tree.EveryDay()),
        st.just(tree.NoDay()),
        st.builds(tree.AtMostDays, counts()),
        st.builds(tree.AtLeastDays, counts()),
    )


@shown_by_name
def simple_conditions() -> st.SearchStrategy[tree.Condition]:
    """A condition that counts nothing and holds no list."""
    return st.one_of(
        st.builds(tree.NameIs, names(), st.one_of(negatable_states(), comparisons(), sides())),
        st.builds(tree.NameIsNot, names(), negatable_states()),
        st.builds(tree.ValueOnIs, names(), days(), states_on_a_day() | comparisons()),
        st.builds(tree.ValueOnIsNot, names(), days(), states_on_a_day()),
        st.builds(tree.DayIs, day_phrases(), whens()),
        st.builds(tree.DayIsNotIn, day_phrases(), places()),
        st.builds(tree.ThereIs, names(), st.none() | whens()),
        st.builds(tree.ThereIsNo, names(), st.none() | whens()),
        st.builds(tree.DaysOf, quantities_of_days(), names(), unions()),
        st.builds(tree.HasBeen, names()),
        st.builds(tree.HasNotBeen, names()),
    )


@shown_by_name
def one_condition() -> st.SearchStrategy[tree.Condition]:
    """Any condition that is no list."""
    return st.one_of(
        simple_conditions(),
        st.builds(tree.NumberIs, number_phrases(), comparisons()),
        st.builds(tree.KOf, counts(), lists_of(simple_conditions())),
    )


def lists_of(
    condition: st.SearchStrategy[tree.Condition],
) -> st.SearchStrategy[tree.AllOf | tree.AnyOf]:
    """All of some conditions, or any of them."""
    return st.one_of(
        st.builds(tree.AllOf, lettered(condition)), st.builds(tree.AnyOf, lettered(condition))
    )


@shown_by_name
def conditions() -> st.SearchStrategy[tree.Conditions]:
    """One condition, or a list of them."""
    return st.one_of(one_condition(), lists_of(one_condition()))


# -- Numbers --------------------------------------------------------------------------------------


@shown_by_name
def number_phrases() -> st.SearchStrategy[tree.NumberPhrase]:
    """What is counted."""
    where = st.none() | simple_conditions()
    return st.one_of(
        st.builds(tree.CountDays, day_sets()),
        st.builds(tree.CountItems, names(), places(), where),
        st.builds(tree.CountItems, names(), st.none(), st.none()),
        st.builds(tree.LengthOf, names()),
        st.builds(tree.AgeOn, days()),
    )


@shown_by_name
def aggregates() -> st.SearchStrategy[tree.Across | tree.AcrossItems | tree.NumberEligible]:
    """A total, an average or a number of the eligible."""
    kind, where = st.sampled_from(["total", "average"]), st.none() | conditions()
    return st.one_of(
        st.builds(tree.Across, kind, names(), names(), where),
        st.builds(tree.NumberEligible, names(), where),
        st.builds(tree.AcrossItems, kind, names(), names(), names(), where),
    )


@shown_by_name
def roundings() -> st.SearchStrategy[tree.Rounding | tree.Nearest | tree.NotRounded]:
    """How a number is rounded."""
    grain = st.one_of(st.sampled_from(["whole number", "penny", "pound"]), counts())
    return st.one_of(
        st.builds(tree.Rounding, st.sampled_from(["down", "up"]), grain),
        st.builds(tree.Nearest, grain),
        st.just(tree.NotRounded()),
    )


@shown_by_name
def measures() -> st.SearchStrategy[tree.Measure]:
    """What a definition can work out."""
    operators = st.sampled_from(["less", "plus", "times", "divided by"])
    sides_of = st.sampled_from(["below", "above"])
    plain = st.one_of(
        numbers(),
        percents(),
        amounts(),
        aggregates(),
        number_phrases(),
        st.builds(tree.Arithmetic, operands(), operators, operands() | aggregates()),
        st.builds(tree.PercentageBy, names(), sides_of, names()),
    )
    return st.one_of(plain, st.builds(tree.Rounded, plain, roundings()))
