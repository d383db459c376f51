"""Contracts for Hypothesis: every form of the language, and files of a few clauses.

The parts of sentences are drawn by `phrase_strategies`, and can be had from here as well.
"""

from hypothesis import strategies as st
from syntax.phrase_strategies import (
    QUOTED,
    amounts,
    clause_references,
    conditions,
    counts,
    cycles,
    dates,
    day_sets,
    days,
    lengths,
    lettered,
    measures,
    names,
    numbers,
    one_condition,
    one_or_lettered,
    percents,
    periods,
    quantities_of_days,
    roles,
    roundings,
    shown_by_name,
    some,
    texts,
    unions,
)

from sibdsl.source import Source
from sibdsl.syntax import forms, tree


@shown_by_name
def value_types() -> st.SearchStrategy[forms.ValueType]:
    """`a code`"""
    words = ("code", "date", "number", "amount", "percentage", "commissioner")
    return st.one_of(
        st.sampled_from(words).map(forms.PlainType),
        st.builds(forms.Choice, some(texts(), 2)),
        st.builds(forms.RecordType, names()),
    )


@shown_by_name
def fields() -> st.SearchStrategy[forms.Field]:
    """`Death, an event`"""
    attributes = some(st.builds(forms.Attribute, names(), value_types()), 0, 3)
    shapes = st.one_of(
        value_types(),
        st.builds(forms.Events, st.sampled_from(["event", "events"]), attributes),
        st.builds(forms.Periods, st.just("period"), st.just(value=False), attributes),
        st.builds(forms.Periods, st.just("periods"), st.booleans(), attributes),
    )
    return st.builds(forms.Field, names(), shapes)


@shown_by_name
def record_forms() -> st.SearchStrategy[forms.Form]:
    """Forms 1 to 6."""
    joiners = some(st.builds(forms.Joiner, dates(), some(names())), 0, 2)
    several = st.none() | counts()
    return st.one_of(
        st.builds(forms.TheTerm, days(), days()),
        st.builds(forms.Parties, roles(), some(names()), joiners),
        st.builds(forms.Record, names(), one_or_lettered(fields())),
        st.builds(forms.ContractRecord, one_or_lettered(fields())),
        st.builds(forms.Joined, names(), names()),
        st.builds(forms.Counts, several, names(), names()),
        st.builds(forms.Paid, several, names(), names()),
        st.builds(forms.PaidOfAll, counts(), some(names()), names()),
        st.builds(forms.Certifies, roles() | names(), some(names())),
    )


@shown_by_name
def meanings() -> st.SearchStrategy[forms.Meaning]:
    """What can stand after `means`."""
    return st.one_of(
        periods(),
        measures(),
        st.builds(forms.DaySet, day_sets()),
        st.builds(forms.FirstDays, lengths(), unions(), cycles()),
        st.builds(forms.ItemsWhere, names(), conditions()),
        st.builds(forms.Pieces, lengths(), names()),
        st.builds(forms.Runs, day_sets()),
        st.builds(forms.CodeList, some(texts())),
    )


@shown_by_name
def orders() -> st.SearchStrategy[tuple[tree.DayPhrase, ...]]:
    """`, in order of Referral and then of Case Number`"""
    return some(days(), 1, 2)


@shown_by_name
def meaning_forms() -> st.SearchStrategy[forms.Form]:
    """Forms 7 to 13."""
    return st.one_of(
        st.builds(forms.Means, names(), st.one_of(st.none(), names(), cycles()), meanings()),
        st.builds(forms.Restart, conditions(), names(), days()),
        st.builds(forms.Pause, names(), unions()),
        st.builds(forms.Clip, names(), days()),
        st.builds(forms.Eligible, names(), conditions()),
        st.builds(forms.IsIf, names(), names(), conditions()),
        st.builds(forms.Places, counts(), names(), st.none() | names(), orders()),
        st.builds(forms.Shortfall, counts(), names(), cycles(), names(), amounts()),
    )


@shown_by_name
def triggers() -> st.SearchStrategy[forms.Trigger]:
    """When an outcome is achieved."""
    return st.one_of(
        st.builds(forms.OnDay, days()),
        st.builds(forms.ForEachOn, names() | cycles(), days()),
        st.builds(forms.EachDay, day_sets()),
        st.builds(forms.EachRun, counts(), day_sets()),
        st.builds(forms.EachPiece, lengths() | cycles(), names(), quantities_of_days(), unions()),
    )


@shown_by_name
def outcome_forms() -> st.SearchStrategy[forms.Form]:
    """Forms 14 to 17."""
    stopped = st.just(forms.AnyOutcome()) | names()
    rounded = st.none() | roundings()
    level = numbers() | percents()
    side, moving = st.sampled_from(["less", "more"]), st.sampled_from(["rising", "falling"])
    first, second = (amounts(), names(), level, side), (amounts(), level, side)
    prices = st.builds(forms.Price, amounts(), st.none() | names()) | st.builds(
        forms.Scale, *first, moving, *second, rounded
    )
    lines = lettered(st.builds(forms.CardLine, prices, one_condition()))
    lists = st.builds(forms.Card, lines) | st.builds(forms.Tiers, tiers())
    return st.one_of(
        st.builds(forms.Achieved, names(), triggers(), st.none() | conditions()),
        st.builds(forms.Stop, stopped, st.sampled_from(["before", "after"]), days()),
        st.builds(forms.StopOn, stopped, days()),
        st.builds(forms.Pays, names(), prices | lists),
        rises(),
        st.builds(forms.Deducted, st.none() | names(), percents(), names(), rounded),
    )


@shown_by_name
def tiers() -> st.SearchStrategy[tuple[tree.Item, ...]]:
    """The first has a number; those that follow may be `for each one beyond`."""
    first = st.builds(forms.Tier, amounts(), counts())
    later = some(st.builds(forms.Tier, amounts(), st.none() | counts()), 1, 3)
    return st.builds(
        lambda one, more: tuple(tree.Item(chr(97 + i), t) for i, t in enumerate((one, *more))),
        first,
        later,
    )


@shown_by_name
def rises() -> st.SearchStrategy[forms.Rises]:
    """`The prices rise by 2% on 1 April 2021, rounded to the nearest penny`"""
    outcomes, by = some(names(), 0, 3), percents() | names()
    word, rounded = st.sampled_from(["rise", "fall"]), st.none() | roundings()
    return st.one_of(
        st.builds(forms.Rises, outcomes, word, by, days(), st.just(value=False), rounded),
        st.builds(forms.Rises, outcomes, word, by, names(), st.just(value=True), rounded),
    )


@shown_by_name
def scopes() -> st.SearchStrategy[forms.Scope]:
    """What a limit is for."""
    return st.one_of(
        st.builds(forms.ForEach, names()),
        st.builds(forms.ForOutcome, names()),
        st.builds(forms.InEach, cycles()),
        st.just(forms.InTotal()),
        st.builds(forms.By, names() | roles()),
    )


@shown_by_name
def limit_forms() -> st.SearchStrategy[forms.Form]:
    """Forms 18 to 20."""
    which = st.sampled_from(["least", "greatest"])
    return st.one_of(
        st.builds(forms.Limit, some(scopes(), 0, 3), amounts(), st.none() | orders()),
        st.builds(forms.Floor, st.none() | cycles(), amounts(), names()),
        st.builds(forms.Relief, dates(), dates(), names(), amounts(), cycles()),
        st.just(forms.CountedNotPaid()),
        st.just(forms.NeitherCounted()),
        st.builds(forms.NoLimit, some(scopes(), 0, 2)),
        st.builds(forms.NoNumber, which, names()),
    )


@shown_by_name
def due_days() -> st.SearchStrategy[forms.DueBetween | forms.DueSide]:
    """`due on or after 1 April 2019`"""
    sides = st.sampled_from(["before", "on or before", "on or after", "after"])
    return st.builds(forms.DueBetween, dates(), dates()) | st.builds(forms.DueSide, sides, dates())


@shown_by_name
def funding_forms() -> st.SearchStrategy[forms.Form]:
    """Forms 21 and 22."""
    on, through, rounded = st.none() | days(), st.none() | names(), st.none() | roundings()
    payment, claim, whole = st.just("payment"), st.just("claim"), st.just(())
    outcomes, due = some(names(), 0, 3), st.none() | due_days()
    tail = (through, rounded)
    return st.one_of(
        st.builds(forms.Share, names(), on, percents(), payment, outcomes, due, *tail),
        st.builds(forms.Share, names(), on, percents(), claim, whole, st.none(), *tail),
        st.builds(forms.Rest, names(), on),
        st.builds(forms.TakesOver, roles() | names(), names(), on),
        st.builds(forms.NobodyPays, roles() | names()),
    )


@shown_by_name
def claim_forms() -> st.SearchStrategy[forms.Form]:
    """Forms 23 to 26."""
    first = some(st.builds(forms.FirstClaim, dates(), dates()), 0, 2)
    return st.one_of(
        st.builds(forms.Claims, first, cycles()),
        st.builds(forms.Evidence, st.booleans(), st.none() | lengths()),
        st.builds(forms.UnknownEnds, lengths()),
        st.builds(forms.Governs, days()),
    )


@shown_by_name
def laws() -> st.SearchStrategy[forms.Law]:
    """What can follow."""
    whose = st.builds(forms.ForEach, names()) | st.just(forms.InTotal())
    return st.one_of(
        st.just(forms.NoDayTwice()),
        st.builds(forms.AnotherDay, unions(), st.none() | days(), whose),
        st.builds(forms.AnotherItem, names(), whose),
        st.builds(forms.NeverChanges, names()),
        st.builds(forms.NeverExceed, whose, amounts()),
        st.builds(forms.NothingAfter, days()),
    )


@shown_by_name
def law_forms() -> st.SearchStrategy[forms.Form]:
    """Form 28."""
    return st.one_of(
        st.builds(forms.Follows, laws(), st.none() | texts()),
        st.builds(forms.Waived, laws(), texts()),
    )


@shown_by_name
def facts() -> st.SearchStrategy[forms.FactIs | forms.FactUnknown | forms.FactOn | forms.FactFrom]:
    """What an example is given."""
    values = st.one_of(dates(), texts(), numbers(), amounts(), percents(), names())
    stated = st.one_of(
        st.builds(forms.FactIs, names(), values), st.builds(forms.FactUnknown, names())
    )
    carrying = st.none() | some(stated, 1, 2)
    until = dates() | st.just(forms.Onwards())
    return st.one_of(
        stated,
        st.builds(forms.FactOn, names(), dates(), carrying),
        st.builds(forms.FactFrom, names(), dates(), until, carrying),
    )


@shown_by_name
def examples() -> st.SearchStrategy[forms.Example]:
    """Form 29."""
    given_facts = one_or_lettered(facts())
    givens = st.one_of(
        st.builds(forms.Given, given_facts),
        st.builds(forms.GivenOf, names(), texts(), given_facts),
    )
    figures = st.one_of(numbers(), percents(), amounts())
    expected = st.one_of(
        st.builds(forms.ExpectPays, names(), amounts()),
        st.builds(forms.ExpectIs, names(), figures),
    )
    outcomes = st.one_of(
        st.builds(forms.NothingPaid, st.none() | clause_references()),
        st.builds(forms.PaymentsExpected, some(expected)),
    )
    return st.builds(forms.Example, texts(), some(givens, 1, 2), dates(), outcomes)


@shown_by_name
def rules() -> st.SearchStrategy[forms.Form]:
    """Any form that an amendment can put in the place of another."""
    return st.one_of(
        record_forms(),
        meaning_forms(),
        outcome_forms(),
        limit_forms(),
        funding_forms(),
        claim_forms(),
        law_forms(),
        examples(),
    )


@shown_by_name
def amendments() -> st.SearchStrategy[forms.Amendment]:
    """Form 27."""
    return st.builds(forms.Amendment, dates(), clause_references(), rules())


@shown_by_name
def clauses() -> st.SearchStrategy[forms.Clause]:
    """A clause with or without a number and quotations of the signed prose."""
    numbered = st.sampled_from(["", "1.1", "2", "3.10", "10.2.1", "1.1"])
    signed = st.lists(st.sampled_from(QUOTED), max_size=2).map(tuple)
    return st.builds(forms.Clause, numbered, rules() | amendments(), signed)


@shown_by_name
def documents() -> st.SearchStrategy[forms.Document]:
    """A contract: its title and a few clauses."""
    title = texts().map(lambda name: forms.Clause("", forms.Title(name)))
    return st.builds(
        lambda first, rest: forms.Document(Source("", ""), (first, *rest)),
        title,
        some(clauses(), 1, 4),
    )
