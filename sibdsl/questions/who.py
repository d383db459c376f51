"""Questions 1, 8 and 15: who is counted, how often, and how many."""

from collections.abc import Iterator

from sibdsl.model import contract as said
from sibdsl.model import terms
from sibdsl.model.below import reached
from sibdsl.model.contract import Contract, Outcome
from sibdsl.model.records import Kind, RecordField, Shape
from sibdsl.model.terms import OWN, Clause
from sibdsl.questions import cases
from sibdsl.questions.core import (
    absent,
    asks_everyone,
    clause_of_eligibility,
    of_class,
    rules,
    used,
)
from sibdsl.questions.question import Answer, Raised, in_words_only
from sibdsl.questions.said import a, day, entry, main_payer, many

# -- 1: the day of the test -----------------------------------------------------------------------


def tests_name_their_day(contract: Contract) -> Iterator[Raised]:
    """Raised where nobody is tested, though an age is recorded, or a status that may change."""
    tested = untested(contract)
    if tested is None:
        return
    person, begun = contract.person.name, entry(contract)
    what = f"{tested.name} is recorded, and no clause says which {many(person)} are eligible"
    what += ", and on which day that is tested"
    anyone, clause = f"there is {a(begun)} in the term", Clause(tested.clause)
    if tested.shape is not Shape.FACT:
        on = [f"the {person} is not in {a(tested.name)} on {begun}", anyone]
        yield Raised(clause, what, _eligible_if(contract, on), person)
        return
    age = 10 if _of_children(contract) else 18
    days = dict.fromkeys([begun, *_other_days(contract)])
    on = [*(f"age on {each} is at least {age}" for each in days), anyone]
    answers, probe = _eligible_if(contract, on), cases.turning(tested.name, age)
    yield Raised(clause, what, answers, person, probe)


def untested(contract: Contract) -> RecordField | None:
    """The age or status that is recorded of all, where nobody is tested."""
    return (birth(contract) or _status(contract)) if asks_everyone(contract) else None


def _eligible_if(contract: Contract, conditions: list[str]) -> tuple[Answer, ...]:
    person = a(contract.person.name)
    person = person[:1].upper() + person[1:]
    return tuple(Answer((f"{person} is eligible if {each}.",)) for each in conditions)


def birth(contract: Contract) -> RecordField | None:
    """The field from which ages are reckoned: the one date of the person, or Date of Birth."""
    dates = [f for f in contract.person.fields if f.type and f.type.kind is Kind.DATE]
    if len(dates) == 1:
        return dates[0]
    return next((f for f in dates if f.name == "Date of Birth"), None)


def _status(contract: Contract) -> RecordField | None:
    return next((f for f in contract.person.fields if f.shape is Shape.PERIODS), None)


def _of_children(contract: Contract) -> bool:
    """Whether a birthday ends anything."""
    return any(of_class(reached(contract, *rules(contract)), terms.Birthday))


def _other_days(contract: Contract) -> Iterator[str]:
    """The days from which the periods of the contract are counted."""
    for definition in contract.definitions.values():
        match definition.meaning:
            case terms.After(_, anchor) | terms.Beginning(_, anchor) if definition.index is None:
                called = day(anchor)
                if called is not None:
                    yield called
            case _:
                pass


# -- 8: attempts, successes, and who is one person ------------------------------------------------


def persons_and_their_outcomes_are_counted(contract: Contract) -> Iterator[Raised]:
    """Raised where one person may have two case numbers, many attempts, or many successes."""
    yield from _one_person(contract)
    for outcome in contract.outcomes:
        if _repeats(outcome) and not _limited(contract, outcome):
            yield _many_successes(contract, outcome)
    for name, outcome in _attempts(contract).items():
        yield _many_attempts(contract, name, outcome)


def _one_person(contract: Contract) -> Iterator[Raised]:
    """A second code beside the case number says who is one person, if a clause says so."""
    codes = [f for f in contract.person.fields if f.type and f.type.kind is Kind.CODE]
    known = used(contract)
    others = [f for f in codes if f.name != contract.case_number and (f.name, OWN) not in known]
    if contract.joined_by is not None or not others:
        return
    person, field = contract.person.name, others[0]
    what = f"{a(person)} may stand under two {many(contract.case_number)} with one {field.name}"
    what += ", and no clause says whether that is one case or two"
    answers = tuple(
        Answer((f"Records with the same {name} are one {person}.",))
        for name in (field.name, contract.case_number)
    )
    probe = cases.under_two_numbers(field.name)
    yield Raised(Clause(field.clause), _sentence(what), answers, person, probe)


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]


def _repeats(outcome: Outcome) -> bool:
    """Whether one person may have it for one item after another."""
    match outcome.index:
        case said.Index(_, terms.FirstItems(_, 1)):
            return False
        case said.Index():
            return outcome.level == OWN
        case _:
            return False


def _limited(contract: Contract, outcome: Outcome) -> bool:
    """Whether a clause says how many of it one person is paid, or that there is no limit."""
    counted = any(outcome.name in limit.outcomes for limit in contract.count_limits)
    return counted or absent(contract, "limit", outcome.name)


def _many_successes(contract: Contract, outcome: Outcome) -> Raised:
    person, name = contract.person.name, outcome.name
    assert isinstance(outcome.index, said.Index), "asked only of what is for each item"
    what = f"{name} is for each {outcome.index.name}, and no clause says how many of one {person}"
    first = f"Only the first {name} of each {person} is paid."
    answers = (
        Answer((first,), changes="later ones are recorded with nothing paid"),
        Answer((f"There is no limit on payments for {name}.",), changes="each of them is paid"),
    )
    return Raised(outcome.clause, f"{what} are paid", answers, name)


def _attempts(contract: Contract) -> dict[str, Outcome]:
    """Stretches of days that are an attempt at an outcome, of which any number counts."""
    found: dict[str, Outcome] = {}
    for outcome in contract.outcomes:
        match outcome.index, outcome.trigger:
            case said.Index(_, terms.ItemsNamed(name)), said.OnDay() if (
                outcome.condition != terms.ALWAYS
            ):
                of_days = isinstance(contract.definitions[name].meaning, terms.Runs)
                if of_days and not absent(contract, "greatest", name):
                    found.setdefault(name, outcome)
            case _:
                pass
    return found


def _many_attempts(contract: Contract, name: str, outcome: Outcome) -> Raised:
    person = contract.person.name
    what = f"Each {name} is a new attempt at {outcome.name}, and no clause says how many count"
    answers = (
        Answer(
            (f"Only the first {name} of each {person} counts.",),
            changes=f"after the first, {many(name)} are as if absent",
        ),
        Answer(
            (f"There is no greatest number of {many(name)}.",),
            changes=f"each {name} may earn {outcome.name}, within the limits",
        ),
    )
    return Raised(contract.definitions[name].clause, what, answers, name)


# -- 15: least and most ---------------------------------------------------------------------------


def least_and_most_are_said(contract: Contract) -> Iterator[Raised]:
    """Raised where neither a number nor its absence is said, of the least and of the most."""
    begun, person = many(entry(contract)), many(contract.person.name)
    clause = clause_of_eligibility(contract)
    if not (contract.shortfalls or contract.floors or absent(contract, "least")):
        yield _least(contract, clause, begun)
    if contract.places is None and not _no_greatest(contract):
        yield _most(contract, clause, begun, person)


def _no_greatest(contract: Contract) -> bool:
    """Whether a clause says that any number may come in; one on attempts does not."""
    runs = {name for name, d in contract.definitions.items() if isinstance(d.meaning, terms.Runs)}
    absences = (absence for absence in contract.absences if absence.what == "greatest")
    return any(not runs.intersection(absence.of) for absence in absences)


def _least(contract: Contract, clause: Clause, begun: str) -> Raised:
    payer = next(iter(contract.parties("commissioner")), main_payer(contract))
    fewer = f"At least 10 {begun} are made in each financial year; for each one fewer, {payer} pays"
    answers = (
        Answer(
            (f"{fewer} £1,000.",),
            changes=f"in a whole year with 8, {payer} pays £2,000 beside the outcomes",
        ),
        Answer(
            (f"There is no least number of {begun}.",),
            changes="in a year with few or none, nothing is paid beside the outcomes",
        ),
    )
    what = f"No clause says whether a least number of {begun} is promised, and what is paid if"
    return Raised(clause, f"{what} fewer come", answers, f"least number of {begun}", in_words_only)


def _most(contract: Contract, clause: Clause, begun: str, person: str) -> Raised:
    one = entry(contract)
    ordered = f"in order of {one} and then of {contract.case_number}."
    answers = (
        Answer(
            (f"At most 100 {person} are eligible, {ordered}",),
            small=(f"At most 1 {contract.person.name} is eligible, {ordered}",),
            changes="the 101st is not eligible; reckoned here with room for 1",
        ),
        Answer((f"There is no greatest number of {begun}.",)),
    )
    what = f"No clause says how many {person} may come in at most"
    return Raised(clause, what, answers, f"greatest number of {begun}", cases.two_alike)
