"""Synthetic young people of Manchester: some drawn by hand at the boundaries, the rest by chance.

No young person in it exists. Case numbers are not padded, so that their order as text is seen.
"""

from datetime import date

from children import DAY, Cell, Child, Dice, cohort, day, further

LAST = date(2021, 12, 31)
HEADINGS = {
    "acceptance": "Breakdown Warning,Suitability Finding,Finding,Carer Agreement,Placement Meeting",
    "programmes": "Programme start,Programme end",
    "absences": "Absence start,Absence end",
    "assessments": "Assessment,School Score,Behaviour Score,Offences Recorded",
    "stays": "Stay start,Stay end,Setting",
    "detentions": "Detention start,Detention end",
    "events": "Graduation,Transfer,Death",
}
SPANS = ["programmes", "absences", "stays", "detentions"]
GOOD = ("70", "65", "0")


def accepted(number: int, born: str, referral: date, home: str = "residential") -> Child:
    """A child in a setting for two years before Referral, accepted three weeks after it."""
    child = Child(f"TF{number}", day(born) if born else None, person=f"M{400 + number}")
    child.cohort_rows.append([referral])
    steps = [referral + 7 * DAY, "suitable", referral + 14 * DAY, referral + 21 * DAY]
    child.add("acceptance", None, *steps)
    child.add("stays", referral - 700 * DAY, referral + 29 * DAY, home)
    return child


def usual(number: int, first: str, last: str, *stays: tuple[str, str]) -> Child:
    """Referred 30 days before the first day of the programme, 12 years old and five months.

    Fostered while on it; then the stays, each (first day, setting), one after the other.
    """
    began, referral = day(first), day(first) - 30 * DAY
    born = date(referral.year - 12, referral.month, 1) - 150 * DAY
    child = accepted(number, str(born), referral)
    child.add("programmes", began, day(last))
    links = [(first, "foster family"), *stays]
    for index, (start, setting) in enumerate(links):
        end = day(links[index + 1][0]) - DAY if index + 1 < len(links) else None
        if setting:
            child.add("stays", day(start), end, setting)
    return child


def well(child: Child, *tests: tuple[str, tuple[str, str, str]], graduated: str = "") -> Child:
    """The child with these assessments, graduated on the last day of the programme or the day."""
    ended = child.rows["programmes"][0][1]
    child.add("events", day(graduated) if graduated else ended, None, None)
    for when, scores in tests:
        child.add("assessments", day(when), *scores)
    return child


def years_and_weeks() -> list[Child]:
    """1 to 15: whole years, weeks lost, ends of months, respite, kinds of setting."""
    home, first, last = ("2016-07-01", "own family"), "2015-07-01", "2016-06-30"
    found = [
        well(usual(1, first, last, home), ("2016-07-04", GOOD), ("2017-07-03", GOOD)),
        usual(2, first, last, home),
        usual(3, first, "2016-08-31", ("2016-09-01", "relatives")),  # 14 months
        usual(4, first, "2015-07-10", ("2015-07-11", "residential")),  # ten days
        usual(5, "2015-03-01", "2016-02-29", ("2016-03-01", "own family")),
        usual(6, "2014-08-31", "2015-08-30", ("2015-08-31", "own family")),
        usual(7, "2016-04-01", "2016-12-31", ("2017-01-01", "adoptive family")),
        usual(8, first, "2015-12-31", ("2016-01-01", "respite"), ("2016-01-29", "own family")),
        usual(9, first, "2015-12-31", ("2016-01-01", "respite"), ("2016-01-30", "own family")),
        usual(10, first, "2016-03-11", ("2016-03-12", "respite"), ("2016-04-21", "own family")),
        usual(11, first, "2016-01-31", ("2016-02-01", "own family"), ("2016-03-07", "other")),
        usual(12, first, "2016-01-31", ("2016-02-01", "relatives"), ("2016-04-03", "")),
        usual(13, first, "2016-01-31", ("2016-02-01", "relatives"), ("2016-04-03", " ")),
        usual(14, "2016-05-02", "2017-02-05", ("2017-02-06", "foster family")),
        usual(15, "2016-05-02", "2017-02-05", ("2017-02-06", "residential")),
    ]
    found[1].rows["absences"] = [[day("2015-07-17")] * 2, [day("2015-10-01"), day("2015-10-15")]]
    found[1].rows["detentions"] = [[day("2015-12-01")] * 2, [day("2016-06-29"), day("2016-07-04")]]
    found[10].add("stays", day("2016-03-08"), None, "own family")
    found[10].rows["stays"][-2][1] = day("2016-03-07")  # one day elsewhere
    found[11].add("stays", day("2016-04-04"), None, "relatives")  # one day with no stay
    found[12].rows["stays"][-1][1:] = [day("2016-04-09"), ""]  # seven days of no known setting
    found[12].add("stays", day("2016-04-10"), None, "own family")
    found[14].add("absences", day("2016-12-28"), None)  # open: away from then on
    return found


def tests_of_wellbeing() -> list[Child]:
    """16 to 27: scores, test periods at their ends, a missing score, no graduation."""
    first, last, home = "2016-07-01", "2017-01-31", ("2017-02-01", "own family")
    one, two = "2017-02-06", "2018-02-05"
    tried = [
        ((one, ("59", "65", "0")), (two, GOOD)),
        ((one, ("60", "60", "0")), (two, ("60", "60", "0"))),
        ((one, GOOD), (two, ("70", "65", "1"))),
        (("2017-02-27", GOOD), ("2018-02-27", GOOD)),  # the 28th day of both
        (("2017-02-28", GOOD), (two, GOOD)),  # the 29th day
        ((one, GOOD), ("2018-02-28", GOOD)),  # the 29th day
        (("2017-01-31", GOOD), ("2018-01-31", GOOD)),  # the first day of both
        (("2017-01-30", GOOD), (two, GOOD)),  # the day before
        ((one, ("70", "", "0")), (two, GOOD)),  # a score is missing
        ((one, ("70", "55", "0")), ("2017-02-20", GOOD), (two, GOOD)),  # well at the second try
        ((one, GOOD), (two, GOOD)),  # never graduated
        ((one, GOOD), (two, GOOD)),  # graduated before the programme ended
    ]
    found = []
    for number, tests in enumerate(tried, start=16):
        child = well(usual(number, first, last, home), *tests)
        found.append(child)
    found[10].rows["events"] = []
    found[11].rows["events"][0][0] = day("2017-01-09")
    return found


def who_is_eligible() -> list[Child]:
    """28 to 44: ages, suitability, each step of the acceptance."""
    referral = day("2017-05-08")
    born = ["2006-05-08", "2006-05-09", "2002-05-09", "2002-05-08"]  # 11, 10, 14, 15
    found = [accepted(28 + index, text, referral) for index, text in enumerate(born)]
    found += [accepted(32 + index, "2004-10-04", referral, "foster family") for index in range(3)]
    found += [accepted(35, "2004-10-04", referral, "own family")]
    found += [accepted(number, "2004-10-04", referral) for number in range(36, 45)]
    for child in found:
        child.add("programmes", day("2017-06-07"), day("2017-12-19"))
        child.add("stays", day("2017-06-07"), day("2017-12-19"), "foster family")
        child.add("stays", day("2017-12-20"), None, "own family")
    step = {child.number: child.rows["acceptance"][0] for child in found}
    step["TF32"][0], step["TF34"][0] = referral, referral + DAY  # warned that day, a day late
    step["TF36"][2] = "unsuitable"
    step["TF37"][1] = referral - DAY
    step["TF38"][3] = day("2017-05-14")  # the carers agreed before the finding
    step["TF39"][1:] = [referral, "suitable", referral, referral]  # all on one day
    step["TF40"][4] = day("2017-06-07")  # met on the first day
    step["TF41"][4] = day("2017-06-08")  # met a day after it
    step["TF42"][4] = None
    step["TF43"][3:] = [None, day("2017-05-29")]
    step["TF44"][2] = ""  # the finding is not known
    return found


def ends_and_persons() -> list[Child]:
    """45 to 58: death, transfer, 18th birthday, two numbers, two referrals, missing cells."""
    first, last, home = "2017-09-04", "2018-05-31", ("2018-06-01", "own family")
    found = [usual(number, first, last, home) for number in range(45, 59)]
    found[0].add("events", None, None, day("2018-02-14"))
    found[1].add("events", None, day("2018-06-07"), None)  # a due day
    found[2].add("events", None, day("2018-06-08"), None)
    found[3].born = day("2002-08-06")  # 18 on 6 August 2020, a due day is 6 August
    found[4].born = day("2002-08-07")
    found[6].person = found[5].person
    found[6].cohort_rows = [[day("2019-02-04")]]
    found[6].rows = {"stays": [[day("2015-01-05"), day("2015-08-30"), "own family"]]}
    found[7].cohort_rows.insert(0, [day("2014-09-01")])  # at nine: the first counts
    found[8].cohort_rows.append([day("2018-01-08")])
    found[9].add("programmes", day("2018-09-03"), day("2019-06-28"))
    found[10].born = None
    found[11].rows["stays"][0][2] = ""  # the setting on Referral
    found[12].rows["programmes"][0][1] = None  # the programme never ended
    found[13].rows["stays"][1][1] = day("2018-05-31")
    return found


def left_out() -> list[Child]:
    """59 to 62: rows that contradict themselves."""
    found = [
        usual(number, "2018-02-05", "2018-09-28", ("2018-09-29", "own family"))
        for number in range(59, 63)
    ]
    found[0].add("stays", day("2018-09-01"), day("2018-10-01"), "residential")  # overlaps
    found[1].rows["programmes"][0][1] = day("2018-01-28")  # ends before it begins
    found[2].add("events", day("2018-09-28"), None, None)
    found[2].add("events", day("2018-10-12"), None, None)  # graduated twice
    found[3].header_born = day("2006-01-21")  # two dates of birth
    return found


YEARS = {2014: 4, 2015: 4, 2016: 9, 2017: 6, 2018: 12, 2019: 8, 2020: 6}  # by financial year


def by_chance(number: int, year: int, dice: Dice) -> Child:
    """A young person referred in the financial year, drawn by chance."""
    referral = dice.day(date(year, 4, 14), date(year + 1, 3, 20))
    born = referral - dice.number(11 * 365 + 40, 14 * 365 + 320) * DAY
    child = accepted(number, str(born), referral)
    began = referral + dice.number(21, 60) * DAY
    ended = began + dice.number(180, 364) * DAY
    if dice.chance(15):  # it broke down
        ended = began + dice.number(10, 120) * DAY
    child.rows["stays"][0][1] = began - DAY
    child.add("programmes", began, ended)
    child.add("stays", began, ended, "foster family")
    for _ in range(dice.number(0, 3)):
        away = began + dice.number(5, 170) * DAY
        child.add("absences", away, away + dice.number(0, 4) * DAY)
    after(child, ended, dice)
    if (ended - began).days >= 180:
        tests = (ended + dice.number(-3, 30) * DAY, ended + dice.number(360, 395) * DAY)
        child.add("events", ended, None, None)
        for when in tests:
            scores = dice.number(52, 90), dice.number(50, 90), int(dice.chance(20))
            child.add("assessments", when, *map(str, scores))
    return child


def after(child: Child, ended: date, dice: Dice) -> None:
    """Where the young person lived after the programme."""
    start = ended + DAY
    setting = dice.pick(["own family", "foster family", "foster family", "relatives"])
    while dice.chance(55):
        last = start + dice.number(30, 400) * DAY
        child.add("stays", start, last, setting)
        start = last + DAY
        if dice.chance(40):
            last = start + dice.number(2, 34) * DAY
            child.add("stays", start, last, "respite")
            start = last + DAY
        else:
            setting = dice.pick(["residential", "foster family", "own family", "other"])
    child.add("stays", start, None, setting)
    if dice.chance(10):
        held = ended + dice.number(20, 500) * DAY
        child.add("detentions", held, held + dice.number(1, 30) * DAY)


def clipped(child: Child) -> Child:
    """The child as known on the last day: nothing that is dated after it."""
    for name, rows in child.rows.items():
        for row in rows:
            if name in SPANS and later(row[1]):
                row[1] = None
        child.rows[name] = [row for row in rows if not any(map(later, row))]
    return child


def later(cell: Cell) -> bool:
    """Whether the cell holds a day after the last day of the data."""
    return isinstance(cell, date) and cell > LAST


def all_children(dice: Dice) -> list[Child]:
    """Every young person referred: 62 by hand, the rest by chance."""
    found = years_and_weeks() + tests_of_wellbeing() + who_is_eligible() + ends_and_persons()
    found += left_out()
    for year, count in YEARS.items():
        found += [by_chance(len(found) + 1 + n, year, dice) for n in range(count)]
    return [clipped(child) for child in found]


def files(dice: Dice) -> dict[str, str]:
    """The text of each table, and of the mapping, by its name."""
    children = all_children(dice)
    heading = "Case Number,Person Number,Date of Birth,Referral"
    twice = [Child(c.number, c.header_born, c.person) for c in children if c.header_born]
    for child in twice:
        child.cohort_rows.append([None])
    made = {"cohort.csv": cohort(heading, children + twice)}
    for name, columns in HEADINGS.items():
        made[f"{name}.csv"] = further(name, f"Case Number,{columns}", children)
    made["contract.csv"] = "Termination\n"
    said = "# Synthetic data: no young person in these files exists.\n"
    said += 'certified_by = "commissioner"\nnone = []\n'
    for file in made:
        said += f'\n[files."{file}"]\nlast_day = {LAST}\n'
        said += 'certified_by = "provider"\n' if file == "absences.csv" else ""
    return made | {"mapping.toml": said}
