"""Synthetic patients of Ways to Wellness as the workbook of the provider. Nobody in it exists."""

from datetime import date, datetime, timedelta
from io import BytesIO
from random import Random

import xlsxwriter

HEADINGS = [
    *("Patient Number", "Person Number", "Date of Birth", "Practice", "Condition", "Intake"),
    *("Referral", "First Star", "First Score", "Latest Star", "Latest Score", "Death"),
]
CONDITIONS = ["lung", "heart", "diabetes", "epilepsy", "bones"]
WAVES = [  # label, first day, how many, how many seen again, eighths of a point that they gain
    ("One", date(2015, 4, 1), 10, 8, (4, 14)),
    ("Two", date(2016, 4, 1), 10, 9, (10, 15)),
    ("Three", date(2017, 4, 1), 10, 4, (12, 18)),
    ("Four", date(2018, 4, 1), 6, 6, (6, 12)),
]
Cell = str | float | date | None


def drawn(random: Random) -> list[list[Cell]]:
    """The patients of the four waves."""
    rows: list[list[Cell]] = []
    for wave, since, size, again, (least, most) in WAVES:
        for place in range(size):
            number = f"W{len(rows) + 1:02}"
            referral = since + timedelta(days=random.randrange(0, 365))
            first = 1 + random.randrange(0, 16) / 8
            star = referral + timedelta(days=random.randrange(0, 21))
            gain = random.randrange(least, most + 1) / 8
            latest = [star + timedelta(days=182), min(first + gain, 5.0)]
            rows.append([
                *(number, f"H{len(rows) + 1:03}", date(1942 + place * 3, 5, 3), "west"),
                *(CONDITIONS[place % 5], wave, referral, star, first),
                *(latest if place < again else [None, None]),
                date(2019, 8, 1) if place == 3 else None,
            ])  # fmt: skip
    return rows


def by_hand() -> list[list[Cell]]:
    """Patients who are not counted, or at an edge of Wave One, and what is not known."""
    good: list[Cell] = [date(2015, 6, 1), date(2015, 6, 8), 2.0, date(2015, 12, 7), 4.5, None]
    late: list[Cell] = [date(2015, 6, 1), date(2015, 6, 8), 2.0, date(2017, 4, 1), 4.5, None]
    last: list[Cell] = [date(2016, 3, 31), date(2016, 3, 31), 3.0, date(2017, 3, 31), 3.5, None]
    unscored: list[Cell] = [date(2018, 7, 2), date(2018, 7, 9), None, date(2019, 1, 7), 3.5, None]
    return [
        ["W37", "H037", date(1975, 6, 2), "west", "lung", "One", *good],  # 39
        ["W38", "H038", date(1940, 6, 1), "west", "lung", "One", *good],  # 75
        ["W39", "H039", date(1950, 5, 3), "other", "lung", "One", *good],
        ["W40", "H040", date(1950, 5, 3), "west", "other", "One", *good],
        ["W41", "H041", None, "west", "lung", "Five", *good],  # no such wave
        ["W42", "H042", date(1940, 6, 2), "west", "bones", "One", *late],  # 74, seen a day late
        ["W43", "H043", date(1976, 3, 31), "west", "heart", "One", *last],  # 40, the last day
        ["W44", "H043", None, None, None, None, *[None] * 6],  # W43 under a second number
        ["W45", "H045", date(1950, 5, 3), "west", "lung", "Four", *unscored],
    ]


def workbook() -> bytes:
    """The bytes of the workbook; the same on every day."""
    buffer = BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    book.set_properties({"created": datetime(2021, 12, 31)})  # noqa: DTZ001
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    sheet = book.add_worksheet("Patients")
    sheet.write_row(0, 0, HEADINGS)
    rows = drawn(Random(20150401)) + by_hand()  # noqa: S311
    for line, cells in enumerate(rows, 1):
        for column, cell in enumerate(cells):
            if isinstance(cell, date):
                sheet.write_datetime(line, column, cell, day)
            elif cell is not None:
                sheet.write(line, column, cell)
    book.close()
    return buffer.getvalue()
