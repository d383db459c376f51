"""Sheffield's care leavers: the clauses of contracts/sheffield, and its case files.

The numbers are those of project INDIGO-POJ-0123. Nobody in the files exists.
"""

from datetime import date, timedelta
from pathlib import Path

import evaluator as e
import innovation_fund_card as card
import innovation_fund_people as p
import payments as pay

TERM = date(2018, 10, 1), date(2022, 10, 31)
WINDOW_TO = date(2020, 9, 30)
PAYER = "DfE"
LIMITS = [pay.Limit("7.8", 1_083_550_00, "total")]
COUNT = 131
STEPS = {  # event: attribute; line; of each value its price and how many reached it
    "Stability Step": (
        "Aim",
        card.Line("Stability", "5.1", 5, "7.1"),
        {
            "right course": (220_00, 103),
            "relationship": (220_00, 0),
            "feels safe": (220_00, 91),
            "home and costs": (220_00, 87),
            "own aim": (220_00, 99),
        },
    ),
    "Course Step": (
        "Progress",
        card.Line("Course", "5.2", 3, "7.2"),
        {"begun": (220_00, 53), "a quarter": (220_00, 45), "half": (220_00, 32)},
    ),
    "Qualification": (
        "Level",
        card.Line("Award", "5.3", 3, "7.3"),
        {"1": (1_760_00, 17), "2": (4_730_00, 19), "3": (4_730_00, 3)},
    ),
    "Degree Step": (
        "Stage",
        card.Line("Degree", "5.4", 4, "7.4"),
        {
            "begun": (660_00, 0),
            "one year": (2_750_00, 0),
            "two years": (2_750_00, 0),
            "completed": (4_730_00, 0),
        },
    ),
    "Placement Step": (
        "Time",
        card.Line("Work Experience", "5.5", 3, "7.5"),
        {"begun": (110_00, 22), "one week": (220_00, 21), "four weeks": (330_00, 17)},
    ),
    "Job Start": ("", card.Line("Job", "5.6", 1, "7.6"), {"": (660_00, 73)}),
    "Earnings Step": (
        "Earned",
        card.Line("Pay Mark", "5.7", 4, "7.7"),
        {
            "768": (2_750_00, 64),
            "1,631": (2_750_00, 54),
            "3,350": (2_750_00, 46),
            "8,155": (2_750_00, 33),
        },
    ),
}
CARD = [line for _, line, _ in STEPS.values()]
SHAPE = p.Shape(
    {
        "Enrolment": (),
        "Death": (),
        **{name: (attribute,) if attribute else () for name, (attribute, _, _) in STEPS.items()},
    },
    {},
)


def eligible(person: p.Person) -> bool:
    """4.1: whether every condition is known to hold, on the first Enrolment."""
    enrolled, born = person.day("Enrolment"), person.born()
    if enrolled is None or born is None:
        return False
    return (
        16 <= e.age_on(born, enrolled) <= 24
        and person.facts.get("Care Leaver") == "yes"
        and TERM[0] <= enrolled <= WINDOW_TO
    )


def achieved(person: p.Person) -> list[pay.Unit]:
    """The units of one person; a step of unknown kind has no known price."""
    if not eligible(person):
        return []
    stops = card.Stops(TERM, person.day("Enrolment"), person.day("Death"))
    found = []
    for name, (attribute, line, prices) in STEPS.items():
        for event in person.all(name):
            price = prices.get(event.values[attribute] or "-" if attribute else "")
            if price and stops.allow(event.day):
                found.append(card.Achieved(line, event.day, None, price[0]))
    return card.units(person.number, found, CARD)


def settle(people: list[p.Person], _known: date, _ends: date | None = None) -> list[pay.Unit]:
    """Everything due, after the limit in total."""
    made = [unit for person in people for unit in achieved(person)]
    return card.settle(made, LIMITS, PAYER)


def ledger(folder: Path) -> list[list[str]]:
    """The expected ledger of the case files in the folder."""
    people = p.read_people(folder, "Case Number", SHAPE)
    return pay.ledger_rows(settle(people, p.known_to(folder)), [PAYER])


# The case files


def enrolled(place: int) -> date:
    """A day of the first two years of the term."""
    return date(2018, 10, 1) + timedelta(days=place * 29 % 700)


def steps(name: str) -> list[list[str]]:
    """The rows of the steps of a name: the first so many of an order reach each value.

    One quarter of a course is reached twice, in the place of somebody else: with it the card comes
    to what was reported, without it to what was paid.
    """
    attribute, _, values = STEPS[name]
    rows = []
    for turn, (value, (_, count)) in enumerate(values.items()):
        for order in range(count):
            place = (
                order + 17 * list(STEPS).index(name) + 7 * (name == "Stability Step") * turn
            ) % COUNT
            twice = (name, value, order) == ("Course Step", "a quarter", 44)
            place = 17 % COUNT if twice else place
            day = enrolled(place) + timedelta(days=30 + 75 * turn + order % 25 + 400 * twice)
            rows.append(
                [f"S{place + 1:03}", day.isoformat(), *([f'"{value}"'] if attribute else [])]
            )
    return rows


OTHERS = [  # 15, 25, no care leaver, unknown, enrolled too late; then what each of them did
    ["S132", "V132", "2003-01-08", "yes", "2019-01-07", ""],
    ["S133", "V133", "1994-01-07", "yes", "2019-01-07", ""],
    ["S134", "V134", "2001-05-03", "no", "2019-01-07", ""],
    ["S135", "V135", "2001-05-03", "", "2019-01-07", ""],
    ["S136", "V136", "", "yes", "2019-01-07", ""],
    ["S137", "V137", "2001-05-03", "yes", "2020-10-01", ""],
    ["S138", "V138", "2001-05-03", "yes", "2019-01-07", "2019-02-04"],
    ["S139", "V001", "", "", "2020-01-06", ""],  # S001 under a second number
]
TABLES = {
    "stability": "Stability Step",
    "courses": "Course Step",
    "qualifications": "Qualification",
    "placements": "Placement Step",
    "jobs": "Job Start",
    "earnings": "Earnings Step",
}


def files() -> dict[str, str]:
    """The text of each table by its name."""
    people = [
        ["Case Number", "Person Number", "Date of Birth", "Care Leaver", "Enrolment", "Death"]
    ]
    for place in range(COUNT):
        born = date(1996, 1, 1) + timedelta(days=place * 13)
        people.append(
            [f"S{place + 1:03}", f"V{place + 1:03}", str(born), "yes", str(enrolled(place)), ""]
        )
    tables = {"people.csv": people + OTHERS}
    for table, name in TABLES.items():
        attribute = [STEPS[name][0]] if STEPS[name][0] else []
        tables[f"{table}.csv"] = [["Case Number", name, *attribute], *steps(name)]
    tables["jobs.csv"] += [[other[0], "2019-02-04"] for other in OTHERS[:7]]
    tables["stability.csv"].append(["S137", "2020-11-02", '"feels safe"'])
    tables["qualifications.csv"].append(["S138", "2019-02-03", ""])
    return {
        name: "".join(",".join(cells) + "\n" for cells in rows) for name, rows in tables.items()
    }
