"""Questions 7 and 16: what a death, a birthday or a move does, and the end of the contract."""

from collections.abc import Iterator

from sibdsl.model import contract as said
from sibdsl.model import terms
from sibdsl.model.below import reached
from sibdsl.model.calendar import Duration, birthday, end_of_length_beginning
from sibdsl.model.contract import Contract, Edge
from sibdsl.model.days import day as on_day
from sibdsl.model.days import in_words
from sibdsl.model.records import Shape
from sibdsl.model.terms import CONTRACT, OWN, Clause, Comparison
from sibdsl.questions import cases
from sibdsl.questions.core import (
    asks_everyone,
    clause_of_eligibility,
    lasting,
    number,
    of_class,
    of_outcome,
    recorded,
    rules,
    unused,
    used,
    without_effect,
)
from sibdsl.questions.question import AlsoIf, Answer, Raised
from sibdsl.questions.said import a, day, entry, many, never
from sibdsl.questions.who import birth, untested
from sibdsl.questions.windows import asks_for_a_stretch

_ADULT = 18

# -- 7: death, the 18th birthday, a move away, adoption, guardianship -----------------------------


def what_ends_or_goes_on_is_said(contract: Contract) -> Iterator[Raised]:
    """Raised for each event of a life that is recorded and decides nothing, and for the 18th
    birthday, where an outcome lasts.

    An event that carries a value (a refusal, with its reason) is a finding, not a turn of life.
    Where nobody is tested yet, any event may belong to that test, and question 1 is asked first.
    """
    outcomes = lasting(contract)
    if not outcomes:
        return
    stretch = any(asks_for_a_stretch(contract, outcome) for outcome in outcomes)
    shapes = (Shape.EVENT,) if stretch else (Shape.EVENT, Shape.EVENTS)
    for field in () if untested(contract) else unused(contract, *shapes):
        turn = field.shape is Shape.EVENTS or not field.attributes
        if turn and field.name != entry(contract):
            yield _event(contract, outcomes[0], field.name, field.shape)
    if _may_come_of_age(contract):
        yield _birthday(contract, outcomes[0])


def _event(contract: Contract, outcome: said.Outcome, name: str, shape: Shape) -> Raised:
    called = name if shape is Shape.EVENT else many(name)
    same = "the same is paid with and without it"
    nothing = Answer((f"It follows that {never(called)}.",), changes=same)
    stops = tuple(_stops(contract, outcome, name)) if shape is Shape.EVENT else ()
    what = f"{many(outcome.name)} may follow {a(name)}, and no clause says whether they are paid"
    return Raised(outcome.clause, what, (*stops, nothing), name, cases.with_event(name))


def _stops(contract: Contract, outcome: said.Outcome, words: str) -> Iterator[Answer]:
    """The day ends the outcome; of a group or of the contract it ends the period measured.

    A period all of which has to be kept is not clipped: less of it would then be enough.
    """
    if outcome.level == OWN:
        lost = "nothing falls due from that day on, and a unit in hand is lost"
        yield Answer((f"No outcome is achieved on or after {words}.",), changes=lost)
        if isinstance(outcome.trigger, said.OnDay):
            return
    periods = of_class(of_outcome(contract, outcome), terms.PeriodNamed)
    for name in dict.fromkeys(p.name for p in periods):
        ends = f"the {name} has its last day then, and what is full by then is paid"
        yield Answer((f"The {name} ends no later than the day before {words}.",), changes=ends)


def _birthday(contract: Contract, outcome: said.Outcome) -> Raised:
    born = birth(contract)
    assert born is not None, "asked only where a birth is recorded"
    what = f"{many(outcome.name)} may follow the 18th birthday, and no clause says whether they are"
    what += " paid"
    answers = (
        *_stops(contract, outcome, "the 18th birthday"),
        *tuple(_stops(contract, outcome, "the 25th birthday"))[:1],
    )
    probe = cases.turning(born.name, _ADULT)
    return Raised(outcome.clause, what, answers, "the 18th birthday", probe)


def _may_come_of_age(contract: Contract) -> bool:
    """Whether a person tested as a child may be 18 before the last outcome, and no clause asks."""
    below = list(reached(contract, *rules(contract)))
    if birth(contract) is None or any(isinstance(node, terms.Birthday) for node in below):
        return False
    oldest = [
        (number_.day, int(node.right.number) - (node.comparison is Comparison.LESS))
        for node in of_class(iter(below), terms.CompareNumbers)
        if isinstance(number_ := node.left, terms.AgeOn)
        and isinstance(node.right, terms.Constant)
        and node.comparison in (Comparison.AT_MOST, Comparison.LESS)
    ]
    return any(age < _ADULT and not _too_young(contract, tested, age) for tested, age in oldest)


def _too_young(contract: Contract, tested: terms.DayTerm, age: int) -> bool:
    """Whether every period of the outcomes that last is over before the oldest tested is 18."""
    for outcome in lasting(contract):
        for node in of_outcome(contract, outcome):
            match node:
                case terms.After(length, anchor) | terms.Beginning(length, anchor):
                    if anchor != tested or not _ends_before(age, length):
                        return False
                case terms.SpanOf(terms.Bound(name)) if contract.person.field_called(name):
                    return False
                case terms.SpanOf(terms.Only()):
                    return False
                case _:
                    pass
    return True


def _ends_before(age: int, length: Duration) -> bool:
    """Whether one who is to turn *age* + 1 tomorrow is under 18 when *length* is over."""
    today = on_day(2000, 1, 1)
    born = birthday(today + 1, 0) - 365 * (age + 1)
    return end_of_length_beginning(today, length) < birthday(born, _ADULT)


# -- 16: the end of the contract ------------------------------------------------------------------


def the_end_of_the_contract_is_said(contract: Contract) -> Iterator[Raised]:
    """Raised where the contract may end early, and no clause says what then still counts."""
    known, triggers = used(contract), set(_triggers(contract))
    for field in contract.record.fields:
        here = (field.name, CONTRACT)
        ends = field.shape is Shape.EVENT and here not in triggers
        if not ends or field.name in without_effect(contract):
            continue
        stopped = here in set(recorded(reached(contract, contract.stops)))
        asked = here in set(recorded(reached(contract, contract.eligibility)))
        if not stopped:
            yield _no_last_day(contract, field.name, field.clause, here in known)
        elif not asked and not asks_everyone(contract):
            yield _no_last_entry(contract, field.name)


def _triggers(contract: Contract) -> Iterator[tuple[str, str]]:
    for outcome in contract.outcomes:
        yield from recorded(reached(contract, outcome.trigger, outcome.index))
    for rise in contract.rises:
        yield from recorded(reached(contract, rise))


def _no_last_day(contract: Contract, name: str, record: str, *known: bool) -> Raised:
    clause = clause_of_eligibility(contract) if any(known) else Clause(record)
    last = in_words(contract.term[1] - 1)
    what = f"{name} is recorded, and no clause says until when outcomes of those who came in before"
    answers = (
        Answer((f"No outcome is achieved on or after {name}.",)),
        Answer((f"No outcome is achieved after the day 12 months after {name}.",)),
        Answer((f"No outcome is achieved after the latest of {name} and {last}.",)),
    )
    probe = cases.with_event(name, whose=CONTRACT)
    return Raised(clause, f"{what} are still paid", answers, name, probe)


def _no_last_entry(contract: Contract, name: str) -> Raised:
    stop = next(
        s for s in contract.stops if (name, CONTRACT) in set(recorded(reached(contract, s)))
    )
    begun, clause = entry(contract), number(clause_of_eligibility(contract).number)
    what = f"Outcomes may be achieved after {name}, and no clause says whether {a(begun)} after it"
    until = (stop.edge is Edge.AFTER and day(stop.day)) or f"the day 12 months after {name}"
    answers = (
        Answer(edits=(AlsoIf(clause, f"{begun} is before {name}"),)),
        Answer(edits=(AlsoIf(clause, f"{begun} is before {until}"),)),
    )
    probe = cases.ended_before_entry(name)
    return Raised(stop.clause, f"{what} still counts", answers, f"{begun} after {name}", probe)
