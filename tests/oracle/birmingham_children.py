"""Synthetic children of Birmingham: some fifty drawn by hand at the boundaries, the rest by chance.
No child in it exists. Case numbers are not padded, so that their order as text is seen."""

from datetime import date

from children import DAY, Child, Dice, Episode, chain, day

LAST = date(2020, 3, 31)
MIDDLE = date(2018, 3, 31)


def referred(number: int, born: str, referral: str, *links: tuple[str, str]) -> Child:
    """A child by hand, in a children's home a year before Referral, then (began, placement).

    A link with no placement ends the care; without one the last placement stays open.
    """
    child = Child(f"B{number}", day(born) if born else None, person=f"Q{300 + number}")
    child.cohort_rows.append([day(referral)])
    home = (str(day(referral) - 365 * DAY), "C2", "K2")
    child.episodes = chain(home, *((began, "C2" if code else "", code) for began, code in links))
    return child


def usual(number: int, *links: tuple[str, str]) -> Child:
    """Born 14 June 2002, referred 12 January 2015."""
    return referred(number, "2002-06-14", "2015-01-12", *links)


def move(child: Child, *moves: str) -> Child:
    """The child with these moves."""
    for moved in moves:
        child.add("moves", day(moved))
    return child


def moves_and_restarts() -> list[Child]:
    """1 to 11: moves at the ends of the two halves, restarts, a start at a month's end."""
    first, leap = "2016-02-01", "2015-08-31"
    return [
        usual(1, ("2015-02-02", "U4"), ("2016-06-01", "")),
        move(
            usual(2, ("2015-08-03", "U4"), ("2016-03-07", "U6"), ("2016-11-07", "U4")),
            *("2016-03-07", "2016-11-07"),
        ),
        move(usual(3, (first, "U4"), ("2016-07-01", "U6"), ("2017-04-01", "")), "2016-07-01"),
        move(usual(4, (first, "U4"), ("2016-07-31", "U6"), ("2017-04-01", "")), "2016-07-31"),
        move(usual(5, (first, "U4"), ("2016-08-01", "U6"), ("2017-09-01", "")), "2016-08-01"),
        move(
            usual(6, (first, "U4"), ("2016-11-07", "U4"), ("2017-05-10", "U6"), ("2018-05-20", "")),
            *("2016-11-07", "2017-05-10"),
        ),
        move(
            usual(7, (first, "U4"), ("2016-11-07", "U4"), ("2017-05-06", "U6"), ("2018-02-01", "")),
            *("2016-11-07", "2017-05-06"),
        ),
        move(usual(8, (leap, "U4"), ("2016-02-29", "U6"), ("2016-10-01", "")), "2016-02-29"),
        move(usual(9, (leap, "U4"), ("2016-03-01", "U6"), ("2017-01-01", "")), "2016-03-01"),
        move(
            usual(10, ("2016-02-29", "U4"), ("2016-08-29", "U6"), ("2017-03-01", "")), "2016-08-29"
        ),
        move(usual(11, ("2015-02-02", "U4"), ("2016-02-01", "U6")), "2016-02-01"),
    ]


def broken_runs() -> list[Child]:
    """12 to 27: home in week 51, temporary stays, other codes, first days, several attempts."""
    found = [
        usual(12, ("2015-02-02", "U4"), ("2016-01-25", "")),
        usual(13, ("2015-02-02", "U4"), ("2016-01-31", "K2")),
        usual(14, ("2015-02-02", "U4"), ("2016-02-01", "K2")),
        usual(15, ("2015-02-02", "U4"), ("2015-07-01", "T3"), ("2015-07-22", "U4")),
        usual(16, ("2015-02-02", "U4"), ("2015-07-01", "T3"), ("2015-07-23", "U4")),
        usual(17, ("2015-02-02", "U4"), ("2016-03-01", "K2")),
        usual(18, ("2015-02-02", "U4"), ("2015-03-11", "T1"), ("2015-04-22", "U4")),
        usual(19, ("2015-02-02", "T4"), ("2015-02-07", "U4"), ("2016-05-31", "")),
        usual(
            20,
            ("2015-02-02", "T4"),
            ("2015-02-07", "U4"),
            ("2015-05-01", "K2"),
            ("2015-06-01", "U5"),
        ),
        usual(
            21, ("2015-02-02", "U4"), ("2015-06-22", "K2"), ("2015-09-01", "U4"), ("2016-10-01", "")
        ),
        usual(
            22,
            ("2015-02-02", "U4"),
            ("2015-03-02", "K2"),
            ("2015-04-01", "U6"),
            ("2015-05-01", "K2"),
            ("2015-06-01", "U4"),
        ),
        usual(23, ("2015-02-02", "U4"), ("2016-03-01", "K2"), ("2016-04-01", "U4")),
        usual(24, ("2015-02-02", "U4"), ("2016-02-01", "K2"), ("2016-02-08", "U4")),
        usual(
            25, ("2015-02-02", "U4"), ("2015-06-01", "T2"), ("2015-06-08", "U4"), ("2016-05-01", "")
        ),
        usual(
            26,
            ("2015-02-02", "T4"),
            ("2015-02-06", "K2"),
            ("2015-03-02", "T4"),
            ("2015-03-06", "K2"),
            ("2015-04-01", "U4"),
        ),
        usual(27, ("2015-02-02", "U4"), ("2015-06-01", "P1"), ("2015-07-01", "U4")),
    ]
    found[5].episodes[1:] = [
        Episode(day("2015-02-02"), day("2015-03-20"), "C2", "U4", "P", "X1"),
        Episode(day("2015-03-20"), day("2015-04-10"), "V2", "U4", "L", "X1"),
        Episode(day("2015-04-10"), None, "C2", "U1", "B", ""),
    ]
    return found


def support_and_ends() -> list[Child]:
    """28 to 44: end of support, 18th birthday, death, transfer, guardianship, who is eligible."""
    born = "2000-02-29"
    found = [
        referred(28, "2002-06-14", "2015-01-12", ("2017-01-14", "U4")),  # ends with support
        referred(29, "2002-06-14", "2015-01-12", ("2017-01-15", "U4")),  # a day too late
        referred(30, born, "2015-06-01", ("2017-03-02", "U4")),  # due the day before 18
        referred(31, born, "2015-06-01", ("2017-03-03", "U4")),  # due on the 18th birthday
        *(usual(number, ("2015-02-02", "U4")) for number in range(32, 38)),
        referred(38, "2004-01-12", "2015-01-12", ("2015-02-02", "U4")),  # the 11th birthday
        referred(39, "2004-01-13", "2015-01-12", ("2015-02-02", "U4")),  # the day before it
        referred(40, "1999-01-13", "2015-01-12", ("2015-02-02", "U4")),  # the day before 16
        referred(41, "1999-01-12", "2015-01-12", ("2015-02-02", "U4")),  # the 16th birthday
        usual(42, ("2015-01-12", "U4")),  # in foster care on Referral
        usual(43, ("2015-01-13", "U4")),  # the day after
        referred(44, "2002-06-14", "2014-10-31", ("2015-02-02", "U4")),  # before the term
    ]
    events = {32: (2, "2016-01-31"), 33: (2, "2016-02-01"), 34: (0, "2015-11-02")}
    events |= {35: (0, "2016-01-31"), 36: (1, "2016-01-31"), 37: (1, "2016-02-01")}
    reasons = {0: "E3", 1: "E45", 2: "E2"}
    for number, (column, when) in events.items():
        child = found[number - 28]
        cells = [day(when) if index == column else None for index in range(3)]
        child.add("events", *cells)
        child.episodes[-1].ceased, child.episodes[-1].end = day(when), reasons[column]
    return found


def persons_and_unknown() -> list[Child]:
    """45 to 58: two case numbers, two referrals, missing cells, codes no list knows."""
    found = [usual(number, ("2015-02-02", "U4")) for number in range(45, 59)]
    found[1].person, found[3].person = found[0].person, found[2].person
    for child in (found[1], found[2]):
        child.cohort_rows, child.episodes = [[day("2016-08-01")]], []
    found[4].cohort_rows.append([day("2015-03-02")])
    found[5].cohort_rows = [[day("2015-01-12")], [day("2014-12-01")]]
    found[5].episodes[0].began = day("2014-12-08")
    found[6].born = found[7].born = None  # the date of birth stands nowhere
    found[8].born, found[8].header_born = None, day("2002-06-14")
    for child, code in ((found[9], ""), (found[10], "X9")):
        child.episodes[1:] = [
            Episode(day("2015-02-02"), day("2015-06-01"), "C2", "U4", "P", "X1"),
            Episode(day("2015-06-01"), day("2015-06-08"), "C2", code, "P", "X1"),
            Episode(day("2015-06-08"), None, "C2", "U4", "P", ""),
        ]
    found[11].episodes[1:] = chain(
        ("2015-02-02", "C2", "K3"), ("2015-02-03", "C2", "K2"), ("2015-03-02", "C2", "U4")
    )
    found[12].episodes[0].place = "K3"  # not a code of any year before 2024/25
    found[13].episodes[0].place = ""
    return found


def left_out() -> list[Child]:
    """59 to 64: rows that contradict themselves. All were referred after the places were filled."""
    foster = ("2018-10-01", "U4")
    found = [referred(n, "2004-06-14", "2018-08-20", foster) for n in range(59, 65)]
    one = day("2018-10-01")
    found[0].episodes.append(Episode(one + DAY, None, "C2", "U6", "P", ""))
    found[1].episodes[1].ceased = one - DAY
    found[2].episodes[1].ceased = one
    found[3].header_born = day("2004-04-16")
    found[4].episodes[0].ceased = one + 7 * DAY
    found[5].episodes[0].ceased = None
    return found


def by_chance(number: int, dice: Dice) -> Child:
    """A child of the cohort drawn by chance; placements often begin on the first of a month."""
    months = dice.number(0, 43)
    referral = date(2014 + (months + 10) // 12, 1 + (months + 10) % 12, dice.pick([3, 17]))  # type: ignore[list-item]
    born = referral - dice.number(10 * 365 + 330, 15 * 365 + 330) * DAY
    child = Child(f"B{number}", born, person=f"Q{300 + number}")
    child.cohort_rows.append([referral])
    began = referral - dice.number(90, 900) * DAY
    while True:
        starts = first_of_next_month(referral + dice.number(10, 150) * DAY)
        child.episodes.append(
            Episode(began, starts, "C2", dice.pick(["K2", "K2", "R1"]), "P", "X1")
        )
        began = placement(child, starts, dice)
        referral = began
        if began > LAST or dice.chance(50):
            break
    child.episodes[0].new = "S"
    last = child.episodes[-1]
    if last.ceased and last.place[0] == "U":
        child.episodes.append(Episode(last.ceased, None, "C2", "K2", "P", ""))
    return child


def first_of_next_month(when: date) -> date:
    """The first day of the month after."""
    return date(when.year + when.month // 12, when.month % 12 + 1, 1)


def placement(child: Child, began: date, dice: Dice) -> date:
    """A foster placement with its moves and temporary stays; comes back with its end."""
    length = dice.number(380, 900) if dice.chance(72) else dice.number(10, 350)
    end = began + length * DAY
    while (end - began).days > 60 and dice.chance(45):
        until = began + dice.number(20, (end - began).days - 20) * DAY
        child.episodes.append(Episode(began, until, "C2", dice.pick(["U4", "U6", "U1"]), "P", "X1"))
        if dice.chance(50):
            child.add("moves", until)
            began = until
        else:
            began = until + dice.number(2, 14) * DAY
            child.episodes.append(
                Episode(until, began, "C2", dice.pick(["T3", "T4", "T1"]), "P", "X1")
            )
    child.episodes.append(Episode(began, end, "C2", dice.pick(["U4", "U6", "U4"]), "P", "X1"))
    return end


def only_in_return(number: int, dice: Dice) -> Child:
    """A looked-after child who was never referred."""
    child = Child(f"B{number}", dice.day(date(2000, 1, 1), date(2012, 12, 31)))
    began = dice.day(date(2013, 1, 1), date(2019, 6, 1))
    ceased = began + dice.number(30, 900) * DAY
    child.episodes.append(Episode(began, ceased, "V2", dice.pick(["U4", "U6", "K2"])))
    return child


def clipped(child: Child) -> Child:
    """The child as known on the last day: nothing that is dated after it."""
    child.episodes = [e for e in child.episodes if e.began <= LAST]
    moves = child.rows.get("moves", [])
    child.rows["moves"] = [row for row in moves if isinstance(row[0], date) and row[0] <= LAST]
    return child


def all_children(dice: Dice) -> list[Child]:
    """The cohort (150 case numbers) and 40 children who are in the return only."""
    found = moves_and_restarts() + broken_runs() + support_and_ends()
    found += persons_and_unknown() + left_out()
    found += [by_chance(number, dice) for number in range(len(found) + 1, 171)]
    found += [only_in_return(number, dice) for number in range(171, 211)]
    for child in found:
        if child.number in ("B121", "B130"):  # the later return restates where the child was
            child.episodes[1].restated = "K2"
    return [clipped(child) for child in found]
