"""Synthetic men of Peterborough: some drawn by hand at the boundaries, the rest by chance.

No man in it exists. Each is made with a known number of reconvictions that count; chance decides
the rest. The totals of the two cohorts are then brought to the figures wanted, by adding or taking
reconvictions man by man. Prison numbers are not padded, so that their order as text is seen.
"""

from dataclasses import dataclass, field
from datetime import date

from children import DAY, Cell, Dice, day, table

LAST = date(2017, 12, 31)
WANTED = {"One": 1420, "Two": 1392}
SIZE = {"One": 1000, "Two": 960}
ENGAGED = {"One": 74, "Two": 87, "Three": 87}


@dataclass
class Man:
    """One prison number and all that the files say of it."""

    number: str
    person: str
    born: date | None
    intake: str
    releases: list[tuple[date, str]]
    count: int = 0
    counted: bool = True
    convictions: list[tuple[date | None, date | None]] = field(default_factory=list)
    engaged: date | None = None
    recalls: list[date] = field(default_factory=list)
    died: date | None = None
    fixed: bool = True  # its convictions were set by hand


def by_hand(number: int, intake: str, release: str, *pairs: str, months: str = "4") -> Man:
    """A man by hand, born in 1985; each pair is "conviction offence", "-" for a blank cell.

    His count is set by those who call.
    """
    man = Man(f"PB{number}", f"N{5000 + number}", day("1985-05-03"), intake, [])
    man.releases = [(day(release), months)]
    for pair in pairs:
        when, offence = (None if text == "-" else day(text) for text in pair.split())
        man.convictions.append((when, offence))
    return man


def counting(count: int, man: Man) -> Man:
    """The man, with so many reconvictions that count."""
    man.count = count
    return man


def outside(man: Man) -> Man:
    """The man, who is in no figure."""
    man.counted = False
    return man


def windows() -> list[Man]:
    """1 to 6 and 9 to 16: the first and last days of the two windows, rows that lack a day."""
    first, leap, end = "2010-10-01", "2012-02-29", "2011-08-31"
    twice = "2011-02-14 2011-01-05"
    undated = by_hand(15, "One", first, "- 2011-11-02", twice)  # no day, offence too late
    return [
        counting(1, by_hand(1, "One", first, "2012-03-31 2011-09-30")),  # both last days
        counting(0, by_hand(2, "One", first, "2012-02-14 2011-10-01")),  # the offence too late
        counting(0, by_hand(3, "One", first, "2012-04-01 2011-08-20")),  # the conviction too late
        counting(1, by_hand(4, "One", first, "2010-11-02 2010-09-30", "2010-11-09 2010-10-01")),
        counting(1, by_hand(5, "One", end, "2013-02-28 2012-08-30", "2013-03-01 2012-08-30")),
        counting(1, by_hand(6, "One", leap, "2013-08-28 2013-02-28", "2013-08-29 2013-02-28")),
        counting(2, by_hand(9, "One", first, twice, "2011-02-14 2011-01-19")),  # one day, two
        counting(1, by_hand(10, "One", first, twice, twice)),  # the same row twice
        counting(1, by_hand(11, "One", "2010-09-09", "2012-03-08 2011-09-08")),
        counting(0, by_hand(12, "One", "2012-06-10", "2013-12-10 2013-06-09")),
        counting(1, by_hand(13, "Two", "2012-07-02", "2014-01-01 2013-07-01")),
        counting(1, by_hand(14, "Two", "2014-07-01", "2015-12-31 2015-06-30")),
        counting(1, undated),
        counting(1, by_hand(16, "One", first, "2012-08-01 -", twice)),  # no offence day, too late
    ]


def who_counts() -> list[Man]:
    """17 to 40: sentences, ages, first releases, intakes, persons with two numbers."""
    within = "2011-06-06 2011-05-02"
    found = [
        counting(1, by_hand(17, "One", "2011-03-07", within, months="11.5")),
        outside(by_hand(18, "One", "2011-03-07", within, months="12")),
        counting(1, by_hand(19, "One", "2011-03-07", within)),  # 18 that day
        outside(by_hand(20, "One", "2011-03-07", within)),  # 17
        outside(by_hand(21, "Two", "2014-02-28", "2014-06-06 2014-05-02")),  # 17
        counting(1, by_hand(22, "Two", "2014-03-01", "2014-06-06 2014-05-02")),  # 18 that day
        outside(by_hand(23, "One", "2010-09-08", within)),  # before the intake
        outside(by_hand(24, "One", "2010-08-02", "2011-06-06 2011-05-02")),
        counting(1, by_hand(25, "One", "2011-03-07", within)),
        outside(by_hand(26, "Two", "2012-06-28", "2012-11-05 2012-10-01")),  # the other cohort's
        outside(by_hand(27, "Two", "2014-07-02", "2014-11-05 2014-10-01")),
        counting(2, by_hand(28, "One", "2011-03-07", within)),
        by_hand(29, "One", "2011-10-10", "2011-12-05 2011-11-03"),
        counting(1, by_hand(30, "One", "2012-02-06", "2012-06-06 2012-05-02")),
        by_hand(31, "", "2013-04-08", "2013-09-03 2013-08-01"),
        outside(by_hand(32, "", "2011-03-07", within, months="14")),  # no cohort
        outside(by_hand(33, "Four", "2013-03-04", within, months="18")),  # a cohort that is none
    ]
    for index, born in ((2, "1993-03-07"), (3, "1993-03-08"), (4, "1996-02-29"), (5, "1996-02-29")):
        found[index].born = day(born)
    found[7].releases.append((day("2011-03-07"), "3"))
    found[8].releases.append((day("2012-09-03"), "3"))  # again, in the time of cohort two
    found[8].convictions.append((day("2013-02-04"), day("2013-01-07")))
    for first, second in ((11, 12), (13, 14)):  # one person, two numbers
        found[second].person = found[first].person
        found[second].counted = False
    return found


def places() -> list[Man]:
    """Seven released on the day of the last four places, and eight after it."""
    found = []
    for number, count in ((7, 1), (8, 1), (69, 2), (70, 0), (690, 3), (700, 4), (7000, 0)):
        within = ["2012-09-03 2012-08-01", "2012-10-08 2012-09-10", "2012-12-03 2012-11-12"]
        within.append("2013-05-07 2013-04-01")
        man = counting(count, by_hand(number, "One", "2012-06-11", *within[:count]))
        found.append(man if number in (7, 69, 70, 690) else outside(man))
    for number in range(41, 49):
        release = day("2012-06-12") + 2 * (number - 41) * DAY
        found.append(outside(by_hand(number, "One", str(release), "2012-09-03 2012-08-01")))
    found[-1].releases[0] = day("2012-07-01"), "4"
    found[-2].born = None  # not known, and no place left
    found[-3].releases[0] = found[-3].releases[0][0], ""
    return found


def ended() -> list[Man]:
    """51 to 56: cohort three, ended on 1 September 2014, before it was reported on."""
    found = [
        outside(by_hand(number, "Three", "2014-07-14", "2014-12-08 2014-11-03"))
        for number in range(51, 57)
    ]
    found[0].releases = [(day("2014-08-31"), "4")]
    found[1].releases = [(day("2014-09-01"), "4")]
    found[2].releases = [(day("2015-02-02"), "4")]
    found[3].born = None
    found[4].convictions.append((day("2015-01-12"), None))
    found[5].releases.append(found[5].releases[0])  # the same row twice
    return found


def by_chance(number: int, intake: str, first: date, last: date, dice: Dice) -> Man:
    """A man drawn by chance who counts in his cohort."""
    release = dice.day(first, last)
    born = release - dice.number(18 * 365 + 10, 52 * 365) * DAY
    man = Man(f"PB{number}", f"N{5000 + number}", born, intake, [], fixed=False)
    man.releases.append((release, dice.pick(["1", "2", "2", "3", "4", "4", "6", "8", "10"])))
    man.count = dice.number(0, 3) + dice.number(0, 2) * dice.number(0, 1)
    man.count = 0 if dice.chance(35) else man.count
    if dice.chance(ENGAGED[intake]):
        man.engaged = release + dice.number(0, 60) * DAY
    return man


def history(man: Man, dice: Dice) -> None:
    """The convictions that count, some that do not, later releases, recalls and deaths."""
    release = man.releases[0][0]
    for index in range(man.count):
        offence = release + (dice.number(0, 40) + 45 * index) * DAY
        man.convictions.append((offence + dice.number(1, 4) * DAY * 30 + index * DAY, offence))
    if dice.chance(12):  # an offence before release, in court after it
        when = release + dice.number(5, 25) * DAY
        man.convictions.append((when, release - dice.number(1, 200) * DAY))
    if dice.chance(25):  # an offence more than a year after release
        offence = release + dice.number(367, 900) * DAY
        man.convictions.append((offence + dice.number(1, 90) * DAY, offence))
    if dice.chance(30):
        man.releases.append((release + dice.number(60, 800) * DAY, dice.pick(["2", "4", "14"])))
    if dice.chance(9):
        man.recalls.append(release + dice.number(10, 150) * DAY)
    if dice.chance(1) and man.count == 0 and not man.convictions and len(man.releases) == 1:
        man.died = release + dice.number(20, 700) * DAY


def brought_to(men: list[Man], wanted: int) -> None:
    """Add or take one reconviction, man by man, until the cohort has as many as wanted."""
    total = sum(man.count for man in men)
    free = [man for man in men if not man.fixed]
    while total != wanted:
        for man in free:
            step = (wanted > total) - (wanted < total)
            if 0 < man.count < 5 and step:
                man.count += step
                total += step


def all_men(dice: Dice) -> list[Man]:
    """Every prison number: cohorts of 1,000 and 960 who count, the one ended, and the others."""
    found = windows() + who_counts() + places() + ended()
    number = 1000
    for intake, first, last in (
        ("One", date(2010, 9, 9), date(2012, 6, 10)),
        ("Two", date(2012, 7, 2), date(2014, 7, 1)),
    ):
        while sum(man.counted and man.intake == intake for man in found) < SIZE[intake]:
            number += 1
            found.append(by_chance(number, intake, first, last, dice))
        brought_to([m for m in found if m.counted and m.intake == intake], WANTED[intake])
    for _ in range(50):
        number += 1
        found.append(by_chance(number, "Three", date(2014, 7, 2), date(2014, 10, 31), dice))
    for man in found:
        if not man.fixed:
            history(man, dice)
    return found


# The files


def files(dice: Dice) -> dict[str, str]:
    """The text of each table by its name."""
    men = all_men(dice)
    births: list[list[Cell]] = [[man.number, man.person, man.born] for man in men]
    pairs: dict[str, list[list[Cell]]] = {
        "releases.csv,Release,Sentence Months": [
            [m.number, when, months] for m in men for when, months in m.releases if when <= LAST
        ],
        "intake.csv,Intake": [[m.number, m.intake] for m in men if m.intake],
        "convictions.csv,Conviction,Offence Date": [
            [m.number, *pair] for m in men for pair in m.convictions
        ],
        "engagement.csv,Engagement": [[m.number, m.engaged] for m in men if m.engaged],
        "events.csv,Recall,Death": [[m.number, when, None] for m in men for when in m.recalls]
        + [[m.number, None, m.died] for m in men if m.died],
    }
    made = {"men.csv": table("Prison Number,Person Number,Date of Birth", births)}
    for name, rows in pairs.items():
        file, heading = name.split(",", 1)
        made[file] = table(f"Prison Number,{heading}", rows)
    made["cohorts.csv"] = COHORTS
    made["terminations.csv"] = "Cohort,Cohort Termination\nThree,2014-09-01\n"
    made["contract.csv"] = "Final Report\n2017-07-27\n"
    return made | {"mapping.toml": mapping(list(made))}


COHORTS = """Cohort,Intake Period start,Intake Period end,Baseline,Report
One,2010-09-09,2012-07-01,155,2014-08-07
Two,2012-07-02,2014-07-01,160.5,2017-07-27
Three,2014-07-02,2016-07-01,,
"""
CERTIFIED = {"intake.csv": "assessor", "cohorts.csv": "assessor", "contract.csv": "assessor"}
CERTIFIED |= {"engagement.csv": "provider"}


def mapping(names: list[str]) -> str:
    """The mapping: who answers for each file, and how far each is known."""
    said = "# Synthetic data: no man in these files exists.\n"
    said += 'certified_by = "commissioner"\nnone = []\n'
    for name in names:
        said += f'\n[files."{name}"]\nlast_day = {LAST}\n'
        said += f'certified_by = "{CERTIFIED[name]}"\n' if name in CERTIFIED else ""
    return said
