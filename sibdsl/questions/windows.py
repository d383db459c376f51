"""Questions 2, 3 and 4: how long something is paid for, what breaks it, its first and last day."""

import re
from collections.abc import Iterator

from sibdsl.model import contract as said
from sibdsl.model import terms
from sibdsl.model.below import reached
from sibdsl.model.contract import Contract, Outcome
from sibdsl.model.days import in_words
from sibdsl.model.records import Shape
from sibdsl.model.terms import CONTRACT, Clause, Side
from sibdsl.model.walk import walk
from sibdsl.questions import cases
from sibdsl.questions.core import (
    absent,
    lasting,
    number,
    of_class,
    of_outcome,
    unused,
    used,
    without_effect,
)
from sibdsl.questions.question import Answer, Raised, Reworded, in_words_only
from sibdsl.questions.said import a, day, entry, many, never
from sibdsl.questions.who import untested

# -- 2: anchor and length of each window ----------------------------------------------------------


def windows_have_a_length(contract: Contract) -> Iterator[Raised]:
    """Raised where units go on for as long as a record does, or a pause of the contract is
    recorded that pauses nothing.
    """
    for outcome in contract.outcomes:
        if _goes_on(contract, outcome) and not _ended(contract, outcome):
            yield _without_end(contract, outcome)
    yield from _pauses(contract)


def _goes_on(contract: Contract, outcome: Outcome) -> bool:
    """Whether its units are cut out of a record whose length no clause sets."""
    match outcome.trigger:
        case said.EachDay(days) | said.EachRun(days):
            return not _is_cut(contract, days)
        case said.EachPiece(period):
            return not _has_length(contract, period)
        case _:
            return False


def _is_cut(contract: Contract, days: terms.Days) -> bool:
    """Whether no more than a stated period of *days* is looked at."""
    match days:
        case terms.DaysOf(period):
            return _has_length(contract, period)
        case terms.DaysBoth(first, second):
            return _is_cut(contract, first) or _is_cut(contract, second)
        case terms.DaysWithout(kept, _):
            return _is_cut(contract, kept)
        case terms.AnyOfDays(sets):
            return all(_is_cut(contract, each) for each in sets)
        case terms.DaysNamed(name):
            return _is_cut(contract, contract.definitions[name].meaning)  # type: ignore[arg-type]
        case terms.FirstDays():
            return True
        case _:
            return False


def _has_length(contract: Contract, period: terms.Period) -> bool:
    match period:
        case terms.SpanOf(item):
            below = reached(contract, item)
            return any(isinstance(n, terms.Pieces | terms.After | terms.Beginning) for n in below)
        case terms.Pause(inner):
            return _has_length(contract, inner)
        case terms.PeriodNamed(name):
            return _has_length(contract, contract.definitions[name].meaning)  # type: ignore[arg-type]
        case _:
            return True


def _ended(contract: Contract, outcome: Outcome) -> bool:
    """Whether its number is limited, or said to be without limit."""
    counted = any(outcome.name in limit.outcomes for limit in contract.count_limits)
    return counted or absent(contract, "limit", outcome.name)


def _without_end(contract: Contract, outcome: Outcome) -> Raised:
    person, name = contract.person.name, outcome.name
    what = f"{many(name)} go on for as long as the record does: no clause says from when they are"
    answers = (
        Answer(
            (f"Only the first 104 {many(name)} of each {person} are paid.",),
            small=(f"Only the first {name} of each {person} is paid.",),
            changes="reckoned here with the first alone",
        ),
        Answer((f"There is no limit on payments for {name}.",)),
    )
    within = _within(outcome, entry(contract), "Paid Period")
    return Raised(outcome.clause, f"{what} paid, and for how long", (*within, *answers), name)


def _within(outcome: Outcome, begun: str, name: str) -> Iterator[Answer]:
    """The same outcome in a period of its own, where its sentence leaves room for one."""
    found = re.search(r"days? in [^,;.]*?(?=\.| if |,|$)", outcome.clause.words)
    if found and " that " not in found[0]:
        kept = Reworded(
            number(outcome.clause.number), found[0], f"{found[0]} that are in the {name}"
        )
        yield Answer((f"{name} means the 2 years beginning with {begun}.",), (kept,))


def _pauses(contract: Contract) -> Iterator[Raised]:
    known, without = used(contract), without_effect(contract)
    periods = list(dict.fromkeys(_periods(contract)))
    for field in contract.record.fields:
        silent = (field.name, CONTRACT) not in known and field.name not in without
        if field.shape.lasts and silent and periods:
            name, clause = field.name, Clause(field.clause)
            what = f"A {name} of the contract is recorded, and no clause says what it does"
            answers = tuple(
                Answer((f"The {each} does not run on a day in {a(name)}.",)) for each in periods
            )
            nothing = Answer((f"It follows that {never(many(name))}.",))
            probe = cases.with_spell(name, whose=CONTRACT)
            yield Raised(clause, what, (*answers, nothing), name, probe)


def _periods(contract: Contract) -> Iterator[str]:
    """The named periods that outcomes which last hang on."""
    for outcome in lasting(contract):
        for named in of_class(of_outcome(contract, outcome), terms.PeriodNamed):
            yield named.name


# -- 3: grid or run, and what breaks it -----------------------------------------------------------


def what_breaks_a_stretch_is_said(contract: Contract) -> Iterator[Raised]:
    """Raised where something that happens again and again may break or begin a stretch anew."""
    stretch = next((o for o in lasting(contract) if asks_for_a_stretch(contract, o)), None)
    if stretch is None or untested(contract):
        return
    for field in unused(contract, Shape.EVENTS):
        name = field.name
        periods = [p for p in dict.fromkeys(_periods(contract)) if _is_fixed(contract, p)]
        again = tuple(
            Answer((f"If {a(name)} is in the {p}, the {p} starts again on the {name}.",))
            for p in periods[:1]
        )
        nothing = Answer((f"It follows that {never(many(name))}.",))
        what = f"{many(name)} are recorded, and no clause says whether one breaks the days that"
        what += f" {stretch.name} asks for"
        probe = cases.with_event(name)
        yield Raised(stretch.clause, what, (*again, nothing), name, probe)


def asks_for_a_stretch(contract: Contract, outcome: Outcome) -> bool:
    """Whether days in a row, or all of a stretch, have to be kept."""
    if isinstance(outcome.trigger, said.EachRun | said.EachPiece):
        return True
    return any(of_class(reached(contract, outcome.condition), terms.DaysIn))


def _is_fixed(contract: Contract, name: str) -> bool:
    """Whether the period is of a fixed length, so that it can start again."""
    meaning = contract.definitions[name].meaning
    return isinstance(meaning, terms.After | terms.Beginning)


# -- 4: the first and the last day ----------------------------------------------------------------


def days_at_the_ends_are_somewhere(contract: Contract) -> Iterator[Raised]:
    """Raised where a day is neither before nor after, in two periods, or in no claim period."""
    yield from _neither_side(contract)
    yield from _in_two(contract)
    yield from _in_no_claim(contract)


def _neither_side(contract: Contract) -> Iterator[Raised]:
    """One outcome is for what is before a day, another for what is after it."""
    compared = [
        (stated.clause, stated.condition)
        for outcome in contract.outcomes
        for stated in of_class(walk(outcome.condition), terms.Stated)
        if isinstance(stated.condition, terms.CompareDays)
    ]
    for before, one in compared:
        for after, other in compared:
            sides = one.side, other.side
            same = (one.left, one.right) == (other.left, other.right)
            if same and sides == (Side.BEFORE, Side.AFTER):
                on = any((c.left, c.right) == (one.left, one.right) and _on(c) for _, c in compared)
                if not on:
                    yield _on_the_day(before, after, one)


def _on(compared: terms.CompareDays) -> bool:
    return compared.side not in (Side.BEFORE, Side.AFTER)


def _on_the_day(before: Clause, after: Clause, one: terms.CompareDays) -> Raised:
    words = [(before, " before ", " on or before "), (after, " after ", " on or after ")]
    answers = tuple(
        Answer(
            edits=(
                Reworded(number(clause.number), clause.words, clause.words.replace(old, new, 1)),
            )
        )
        for clause, old, new in words
    )
    what = f"“{before.words}” and “{after.words}” leave out the day itself"
    match one.left, one.right:
        case terms.DayOf(terms.Only(terms.Recorded(name))), terms.Literal(on):
            return Raised(before, what, answers, before.words, cases.on_the_day(name, on))
        case _:
            return Raised(before, what, answers, before.words)


def _in_two(contract: Contract) -> Iterator[Raised]:
    """One period ends on the day with which another begins."""
    if any(promise.kind == "no day is paid for twice" for promise in contract.promises):
        return
    periods = {
        name: contract.definitions[name]
        for name in dict.fromkeys(_periods(contract))
        if isinstance(contract.definitions[name].meaning, terms.Between)
    }
    for name, first in periods.items():
        for later, second in periods.items():
            match first.meaning, second.meaning:
                case terms.Between(_, last), terms.Between(begun, _) if last == begun:
                    yield from _shared(name, first, later, second, last)
                case _:
                    pass


def _shared(
    name: str,
    first: terms.Definition,
    later: str,
    second: terms.Definition,
    on: terms.DayTerm,
) -> Iterator[Raised]:
    called = in_words(on.day) if isinstance(on, terms.Literal) else day(on)
    if called is None:
        return
    answers = (
        Answer(edits=(_word(second, f"from {called} to", f"from the day after {called} to"),)),
        Answer(edits=(_word(first, f" to {called}", f" to the day before {called}"),)),
    )
    what = f"{called} is the last day of {name} and the first of {later}: it counts in both"
    yield Raised(second.clause, what[:1].upper() + what[1:], answers, later)


def _word(definition: terms.Definition, old: str, new: str) -> Reworded:
    return Reworded(number(definition.clause.number), old, new)


def _in_no_claim(contract: Contract) -> Iterator[Raised]:
    """The claim periods that are named begin after the first day of the term."""
    begun, named = contract.term[0], sorted(contract.claims.first)
    if not named or named[0][0] <= begun:
        return
    start, clause = named[0][0], contract.claims.clause
    here, written = number(clause.number), f"for the period from {in_words(start)}"
    own = f"for the period from {in_words(begun)} to {in_words(start - 1)}, {written}"
    wider = f"for the period from {in_words(begun)}"
    answers = (
        Answer(edits=(Reworded(here, written, own),), changes="a first claim holds those days"),
        Answer(edits=(Reworded(here, written, wider),), changes="the first claim holds them too"),
    )
    what = (
        f"The term begins on {in_words(begun)} and the first claim on {in_words(start)}: the days"
    )
    yield Raised(
        clause,
        f"{what} between are in no claim that is named",
        answers,
        "first claim",
        in_words_only,
    )
