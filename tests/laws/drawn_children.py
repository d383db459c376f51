"""Random children around the thresholds of the two contracts, as both evaluators take them."""

from datetime import date, timedelta

import evaluator as e
from attrs import field, frozen
from hypothesis import strategies as st

from sibdsl.model.histories import Case, Event, Spell

DAY = timedelta(days=1)
NEAR = st.sampled_from([-8, -7, -1, 0, 1, 6, 7, 8])


@frozen
class Spent:
    """A period of a child: both days included, no last day while it is open."""

    first: date
    last: date | None
    values: dict[str, str | None] = field(factory=dict)


@frozen
class Child:
    """What is said of one child; *kinds* of the concerns stand beside their days."""

    number: str
    born: date | None
    events: dict[str, list[date]]
    spells: dict[str, list[Spent]]
    kinds: tuple[str | None, ...] = ()


def mostly(usual: object, *others: object) -> st.SearchStrategy:
    """The usual value, and now and then another: too many odd ones together pay nothing."""
    return st.sampled_from([*[usual] * (3 * len(others)), *others])


def links(
    draw: st.DrawFn, start: date, lengths: st.SearchStrategy[int], values: st.SearchStrategy[dict]
) -> list[Spent]:
    """Periods one after another from *start*, at times with a gap; the last may be open."""
    found: list[Spent] = []
    for _ in range(draw(st.integers(1, 5))):
        start += draw(mostly(0, 1, 7, 30)) * DAY
        length = draw(lengths)
        found.append(Spent(start, start + (length - 1) * DAY, draw(values)))
        start += length * DAY
    if found and draw(st.booleans()):
        found[-1] = Spent(found[-1].first, None, found[-1].values)
    return found


def seldom(draw: st.DrawFn, days: st.SearchStrategy[date]) -> list[date]:
    """Now and then a day."""
    return [draw(days)] if draw(mostly(0, 1)) else []


def eighteen_near(day: date, away: int) -> date:
    """A date of birth whose 18th birthday is so many days from *day*, on 29 February if it can."""
    reached = day + away * DAY
    if (reached.month, reached.day) == (3, 1) and (reached.year - 18) % 4 == 0:
        return date(reached.year - 18, 2, 29)
    if (reached.month, reached.day) == (2, 29):
        reached += DAY
    return date(reached.year - 18, reached.month, reached.day)


PAN_LONDON_CODES = st.fixed_dictionaries(
    {
        "Placement": st.just("U1"),
        "Legal Status": st.sampled_from(["C2", "V2", "V3", "V3", "V3", "V4", None]),
    }
)
BOROUGHS = mostly("Sutton", "Barking", "Richmond", "Camden", None)
KINDS = mostly("antisocial behaviour", "substance misuse", "other", None)


@st.composite
def pan_london(draw: st.DrawFn, number: str) -> Child:
    """A child of Pan-London: days near the window's and the boroughs' first, leap days, 18."""
    referral = (
        draw(
            st.sampled_from(
                [date(2018, 2, 1), date(2018, 7, 1), date(2019, 9, 1), date(2021, 3, 31)]
            )
        )
        + draw(mostly(0, -1, 1, 40)) * DAY
    )
    first = referral + draw(mostly(7, -1, 0, 1)) * DAY
    last = draw(st.sampled_from([first + 60 * DAY, first + 120 * DAY, date(2020, 2, 29)]))
    last = max(first, last)
    due = last + 7 * draw(st.integers(0, 110)) * DAY
    around = st.builds(lambda away: due + away * DAY, NEAR)
    born = draw(mostly(date(2005, 5, 3), eighteen_near(due, draw(NEAR)), None))
    joined = draw(mostly(referral, referral + DAY, referral - 90 * DAY))
    result = {"Result": draw(mostly("completed", "withdrawn", None))}
    therapy = Spent(first, draw(mostly(last, None)), result)
    days_of_concern = draw(st.lists(mostly(-30, 0, 1), min_size=1, max_size=2))
    return Child(
        number,
        born,
        {
            "Referral": [referral, *seldom(draw, around)],
            "Concern": [referral + away * DAY for away in days_of_concern],
            "Transfer": seldom(draw, around),
            "Adoption": seldom(draw, around),
            "Death": seldom(draw, around),
        },
        {
            "Therapy": [therapy],
            "Responsibility": [
                Spent(date(2005, 1, 1), joined - DAY, {"Borough": draw(BOROUGHS)}),
                Spent(joined, None, {"Borough": draw(BOROUGHS)}),
            ],
            "Episode": links(
                draw,
                draw(mostly(due - 21 * DAY, referral - 80 * DAY, last + DAY)),
                st.sampled_from([1, 2, 7, 17, 60]),
                PAN_LONDON_CODES,
            ),
            "Detention": [Spent(day, day) for day in seldom(draw, around)],
        },
        tuple(draw(KINDS) for _ in days_of_concern),
    )


PLACES = mostly("U4", "T1", "T3", "K2", "P1", None)


@st.composite
def birmingham(draw: st.DrawFn, number: str) -> Child:
    """A child of Birmingham: runs near 52 weeks, moves near the middle, respite near 21 days."""
    referral = draw(st.sampled_from([date(2014, 11, 1), date(2015, 8, 3), date(2016, 2, 29)]))
    referral += draw(mostly(0, -1)) * DAY
    first = referral + draw(mostly(20, 1, 7 * 104)) * DAY
    if draw(st.booleans()):
        first = max(first, date(2015, 8, 31))
    values = PLACES.map(lambda code: {"Placement": code, "Legal Status": "C2"})
    lengths = mostly(364, 20, 21, 22, 180, 363, 365, 700)
    home = Spent(referral - 90 * DAY, first - DAY, {"Placement": "K2", "Legal Status": "C2"})
    runs = links(draw, first, lengths, values)
    halves = [e.corresponding(first, 6) + away * DAY for away in (-1, 0, 1, 100, 200)]
    moves = draw(st.lists(st.sampled_from([first, *halves]), max_size=3, unique=True))
    due = first + 363 * DAY
    around = st.builds(lambda away: due + away * DAY, NEAR)
    born = draw(mostly(date(2002, 6, 14), eighteen_near(due, draw(NEAR)), date(1999, 2, 28), None))
    ends = {name: seldom(draw, around) for name in ("Transfer", "Guardianship", "Death")}
    events = {"Referral": [referral], "Move": sorted(moves), **ends}
    return Child(number, born, events, {"Episode": [home, *runs]})


# -- As the two evaluators take them --------------------------------------------------------------


def to_case(child: Child) -> Case:
    """The child as sibdsl takes it: all that is on record, whatever the last day known."""
    kinds = iter(child.kinds)
    events = {
        name: tuple(
            Event(d.toordinal(), {"Kind": next(kinds)} if name == "Concern" else {}) for d in days
        )
        for name, days in child.events.items()
    }
    spells = {
        name: tuple(
            Spell(s.first.toordinal(), s.last and s.last.toordinal(), s.values) for s in spent
        )
        for name, spent in child.spells.items()
    }
    facts = {"Date of Birth": child.born and child.born.toordinal()}
    return Case(child.number, facts, events, spells)


def to_oracle(child: Child, last_known: date) -> e.Case:
    """The child as the dumb evaluator takes it: what had happened by the last day known."""
    case = e.Case(child.number, last_known, child.born)
    concerns = zip(child.events.get("Concern", []), child.kinds, strict=True)
    case.concerns = [(on, kind) for on, kind in concerns if on <= last_known]
    for name, days in child.events.items():
        case.events[name] = [on for on in days if on <= last_known]
    for name, spent in child.spells.items():
        called = "Episodes" if name == "Episode" else name
        case.spells[called] = [
            e.Spell(s.first, s.last, s.values) for s in spent if s.first <= last_known
        ]
    return case
