"""Synthetic clients of the Fair Chance Fund, with the published number of each outcome.

Nobody in these files exists. The numbers are those of project INDIGO-POJ-0134.
"""

from datetime import date, timedelta

import evaluator as e
import innovation_fund_people as p

COUNT = 345
Tables = dict[str, list[list[str]]]
HEADINGS = {
    "clients.csv": [
        *("Client Number", "Person Number", "Date of Birth", "Referral", "Gateway"),
        *("Initial Assessment", "Second Assessment", "Third Assessment", "Enrolment", "Death"),
    ],
    "stays.csv": ["Client Number", "Stay from", "Stay to", "Setting"],
    "awards.csv": ["Client Number", "Award", "Level", "Guided Hours"],
    "jobs.csv": ["Client Number", "Job from", "Job to", "Hours"],
    "volunteers.csv": ["Client Number", "Volunteer Post from", "Volunteer Post to"],
}
HOME_LENGTHS = [(199, 18), (235, 12), (267, 6), (282, 3), (293, 0)]  # how many, months reached


def number(place: int) -> str:
    """The client number of a place from 1."""
    return f"FC{place:03}"


def referral(place: int) -> date:
    """A day of 2015."""
    return date(2015, 1, 1) + timedelta(days=place * 37 % 365)


def turned(place: int, by: int) -> int:
    """The place in another order of the same clients."""
    return (place + by) % COUNT


def row(*cells: object) -> list[str]:
    """Cells as text; None is empty."""
    return ["" if cell is None else str(cell) for cell in cells]


def counted(place: int, tables: Tables) -> None:
    """One of the 345, from place 0: the first so many of an order reach each outcome."""
    client, day = number(place + 1), referral(place)
    born = date(1990, 12, 31) + timedelta(days=place * 11 % 2000)
    reviews = [day + timedelta(days=gap) for gap in (7, 98, 189)]
    seen = [
        review if place < n else None for review, n in zip(reviews, (345, 295, 271), strict=True)
    ]
    enrolled = day + timedelta(days=60) if turned(place, 100) < 172 else None
    tables["clients.csv"].append(
        row(client, f"P{place + 1:03}", born, day, "council", *seen, enrolled, None)
    )
    housed(client, day, turned(place, 52), tables)
    awarded(client, day, turned(place, 100), tables)
    employed(client, day, turned(place, 311), tables)
    volunteered(client, day, turned(place, 300), tables)


def housed(client: str, day: date, order: int, tables: Tables) -> None:
    """The stays: where the client was before, the home, and where it ended."""
    stays = tables["stays.csv"]
    before = ["street", "hostel", "existing supported housing", "other"][order % 4]
    since = day - timedelta(days=20 if before == "hostel" else 60)
    entered = day + timedelta(days=10 + order % 70)
    reached = [months for count, months in HOME_LENGTHS if order < count]
    if not reached:
        stays.append(row(client, since, None, before))
        return
    stays.append(row(client, since, entered - e.DAY, before))
    home = ["tenancy", "supported housing", "family"][order % 3]
    if reached[0] == 18:
        half = entered + timedelta(days=200)  # a move without a day between
        stays.append(row(client, entered, half - e.DAY, home))
        stays.append(row(client, half, None, "tenancy"))
        return
    longer = e.corresponding(entered, {12: 17, 6: 11, 3: 5, 0: 2}[reached[0]])
    stays.append(row(client, entered, longer, home))
    again = longer + timedelta(days=30)
    stays.append(row(client, longer + e.DAY, again, "hostel" if order % 2 else "street"))
    if order % 10 == 0 and order < 282:  # a second home, for which nothing is paid again
        stays.append(row(client, again + e.DAY, e.corresponding(again, 4), "family"))


def awarded(client: str, day: date, order: int, tables: Tables) -> None:
    """The first 33 an entry award, the next nine level one, the next nine level two."""
    for first, last, level, hours in (
        (0, 33, "entry", 45),
        (33, 42, "one", 120),
        (42, 51, "two", 325),
    ):
        if first <= order < last:
            got = day + timedelta(days=200 + order)
            tables["awards.csv"].append(row(client, got, level, hours + order % 3 * 10))
            if order % 11 == 0:  # once more, not paid
                tables["awards.csv"].append(row(client, got + timedelta(days=90), level, hours))
    if 51 <= order < 60:  # too few hours
        tables["awards.csv"].append(row(client, day + timedelta(days=150), "one", 119))


def employed(client: str, day: date, order: int, tables: Tables) -> None:
    """18 part-time for 13 weeks, 13 of them for 26; 93 full-time, 70 of them; 42 for less."""
    if order >= 153:
        return
    hours = "part-time" if order < 18 or (order % 5 == 0 and order >= 111) else "full-time"
    weeks = 26 if order < 13 or 18 <= order < 88 else 13 if order < 111 else 1 + order % 11
    start = day + timedelta(days=90 + order)
    last = p.weeks(start, weeks) + timedelta(days=order % 6)
    tables["jobs.csv"].append(row(client, start, last, hours))
    if order % 30 == 29:  # a job held before referral, for which nothing is paid
        tables["jobs.csv"].append(row(client, day - timedelta(days=40), day, "part-time"))


def volunteered(client: str, day: date, order: int, tables: Tables) -> None:
    """30 for six weeks, 17 of them for 13, twelve for 20, seven for 26; five more for less."""
    for count, weeks in ((7, 26), (12, 20), (17, 13), (30, 6), (35, 2)):
        if order < count:
            start = day + timedelta(days=45 + order)
            last = p.weeks(start, weeks) + timedelta(days=order % 7)
            tables["volunteers.csv"].append(row(client, start, last))
            return


OTHERS = [  # why nothing is paid: the row of the client, then its stays
    (row("FC346", "P346", "1990-03-02", "2015-03-02", "council", "2015-03-09", *[None] * 4), []),
    (row("FC347", "P347", "1994-05-03", "2015-03-02", "other", "2015-03-09", *[None] * 4), []),
    (
        row("FC348", "P348", "1994-05-03", "2015-03-02", "council", "2015-03-09", *[None] * 4),
        [("2015-02-02", "2015-04-01", "hostel"), ("2015-04-02", "2016-04-01", "tenancy")],
    ),
    (row("FC349", "P349", None, "2015-03-02", "council", "2015-03-09", *[None] * 4), []),
    (row("FC350", "P350", "1994-05-03", "2015-03-02", None, "2015-03-09", *[None] * 4), []),
    (row("FC351", "P351", "1994-05-03", "2016-01-01", "council", "2016-01-11", *[None] * 4), []),
    (
        row("FC352", "P352", "1994-05-03", "2015-03-02", "council", *[None] * 5),
        [("2015-01-05", "2015-03-31", "street"), ("2015-04-01", "2016-12-31", None)],
    ),
    (
        row("FC353", "P353", "1994-05-03", "2015-03-02", "council", *[None] * 4, "2015-03-20"),
        [("2015-01-05", "2015-03-19", "street"), ("2015-03-20", "2016-12-31", "tenancy")],
    ),
]


def files() -> dict[str, str]:
    """The text of each table by its name."""
    tables: Tables = {name: [headings] for name, headings in HEADINGS.items()}
    for place in range(COUNT):
        counted(place, tables)
    for client, stays in OTHERS:
        tables["clients.csv"].append(client)
        tables["stays.csv"] += [row(client[0], *stay) for stay in stays]
    again = row("FC900", "P001", None, "2015-12-01", "council", *[None] * 5)
    tables["clients.csv"].append(again)  # FC001 under a second number
    return {
        name: "".join(",".join(cells) + "\n" for cells in rows) for name, rows in tables.items()
    }
