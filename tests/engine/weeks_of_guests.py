"""Guests who stay for nights and weeks, under limits by number: a contract and random records."""

from random import Random

from attrs import evolve

from sibdsl.model.contract import Contract
from sibdsl.model.days import day
from sibdsl.model.histories import Case, Event, Histories, Reach, Spell
from sibdsl.pipeline import loaded
from sibdsl.source import Source

SENTENCES = """Contract "Weeks by number".

1.1 The term is from 1 January 2021 to 31 December 2022.
1.2 The commissioners are Ashby and Burley.
1.3 The outcomes fund is Fund.
2.1 The record of each Guest holds
    (a) Case Number, a code;
    (b) Bookings, periods;
    (c) Responsibility, periods that do not overlap, with Authority, a commissioner;
    (d) Ways Out, periods;
    (e) Talks, events; and
    (f) Leaving, an event.
2.2 The record of the contract holds Pauses, periods.
3.1 Stay means each day in the Bookings.
3.2 Course, for each Booking, means the first 12 weeks of the Booking.
3.3 Follow-Up, for each Talk, means the 8 weeks beginning with the Talk.
3.4 The Course does not run on a day in a Pause.
5.1 Night is achieved for each day in a Stay.
5.2 Week is achieved for each week of the Course with no day in a Way Out.
5.3 Full Month is achieved for each month of the Course with at most 3 days in a Way Out.
5.4 Talk Held is achieved for each Talk on the Talk.
5.5 Follow Week is achieved for each week of the Follow-Up with every day in the Follow-Up.
5.6 No Week is achieved after Leaving.
6.1 Night pays £10.
6.2 Week pays £33.33.
6.3 Full Month pays £61.
6.4 Talk Held pays £47.
6.5 Follow Week pays £3.
{limits}
8.1 Fund pays 50% of each payment, rounded down to a penny.
8.2 {rest} pays the rest.
9.1 Claims are made for each quarter.
"""

COUNTED = "7.9 An outcome above a limit is counted but not paid."
LIMITS = {
    "none": "",
    "of nights and talks": "7.1 Only the first 14 of all Nights and Talk Helds of each Guest are "
    f"paid.\n{COUNTED}",
    "of each": f"7.1 Only the first 9 Nights of each Guest are paid.\n{COUNTED}",
    "of two together": f"7.1 Only the first 20 of all Nights and Weeks of each Guest are paid.\n"
    f"7.2 Only the first 6 Weeks of each Guest are paid.\n{COUNTED}",
    "one that leaves the other": "7.1 Only the first Week of each Guest is paid.\n"
    "7.2 Only the first 20 of all Weeks and Nights of each Guest are paid.\n"
    "7.3 An outcome above a limit is neither counted nor paid.",
    "and of money": "7.1 Only the first 20 Nights of each Guest are paid.\n"
    f"7.2 Payments for each Guest do not exceed £300.\n{COUNTED}",
    "not counted above": "7.1 Only the first 20 Nights of each Guest are paid.\n"
    "7.2 Payments for each Guest do not exceed £150.\n"
    "7.3 An outcome above a limit is neither counted nor paid.",
}
RESTS = {"one": "Ashby", "of the record": "The Authority on the due day"}
FIELDS = ("Booking", "Talk", "Way Out", "Responsibility", "Pause", "Leaving")
START = day(2021, 1, 1)


def contract(limits: str, rest: str) -> Contract:
    text = SENTENCES.format(limits=LIMITS[limits], rest=RESTS[rest])
    read = loaded(Source("weeks.sib", text))
    assert read.lowered is not None, read.findings
    return read.lowered.contract


def guests(seed: int, n: int, least: str = "Talk", known_for: int = 400) -> Histories:
    """So many guests; of the field *least*, or of all, nothing is known after so many days."""
    chance = Random(seed)  # noqa: S311
    reach = {name: Reach(last=START + 400) for name in ("Case Number", *FIELDS)}
    for name in reach if least == "all" else (least,):
        reach[name] = Reach(last=START + known_for)
    pause = Spell(START + 30, START + 30 + chance.choice((0, 6, 13)))
    paused = {"Pause": (pause,) if chance.randrange(3) else ()}
    told = Histories(tuple(guest(f"{i}", chance) for i in range(n)), reach=reach)
    return evolve(told, contract=evolve(told.contract, spells=paused))


def guest(number: str, chance: Random) -> Case:
    days = [START + 10 * chance.randrange(9) for _ in range(chance.randrange(5))]
    talks = tuple(Event(chance.choice((day, None))) for day in days)
    bookings, out = spells(chance, 3, (2, 6, 13, 40, 80)), spells(chance, 2, (0, 1, 8))
    edge = START + chance.randrange(90)
    who = chance.sample(("Ashby", "Burley"), 2)
    held = (
        Spell(START - 9, edge, {"Authority": who[0]}),
        Spell(edge + chance.choice((1, 1, 5)), None, {"Authority": who[1]}),
    )
    fields = {
        "Booking": bookings,
        "Way Out": out,
        "Responsibility": held[: chance.choice((2, 2, 1))],
    }
    left = tuple(Event(START + chance.randrange(20, 150)) for _ in range(chance.randrange(2)))
    return Case(number, events={"Talk": talks, "Leaving": left}, spells=fields)


def spells(chance: Random, most: int, lengths: tuple[int, ...]) -> tuple[Spell, ...]:
    found = []
    for _ in range(chance.randrange(1, most + 1)):
        first = START + 7 * chance.randrange(9) + chance.choice((0, 0, 1))
        found.append(Spell(first, first + chance.choice(lengths)))
    return tuple(sorted(found, key=lambda spell: spell.first or 0))
