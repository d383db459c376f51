"""Synthetic children of Pan-London: forty and more drawn by hand at the boundaries, the rest by
chance. No child in it exists."""

from datetime import date

from children import DAY, Cell, Child, Dice, Episode, chain, day

LAST = date(2023, 3, 31)
FIRST_FIVE = ["Sutton", "Tower Hamlets", "Bexley", "Merton", "Newham"]
LATER = ["Barking", "Haringey", "Hounslow", "Kingston", "Richmond", "Croydon"]


def referred(number: int, born: str, borough: str, referral: str, therapy: str) -> Child:
    """A child by hand: born, borough, referral, therapy as "2018-06-11 2018-10-01 completed"."""
    start, end, result = (*therapy.split(), "", "", "")[:3]
    child = Child(f"PL{number:04}", day(born) if born else None, person=f"P{7000 + number}")
    times = [day(part) if part not in ("", "-") else None for part in (start, end)]
    child.cohort_rows.append([day(referral), *times, result])
    child.add("concerns", day(referral) - 60 * DAY, "antisocial behaviour")
    if borough:
        child.add("responsibility", day(born or "2004-01-01"), None, borough)
    return child


def usual(number: int, end: str = "2018-10-01", result: str = "completed") -> Child:
    """Born 3 May 2005, Sutton, referred 4 June 2018, therapy 11 June 2018 to 1 October 2018."""
    return referred(number, "2005-05-03", "Sutton", "2018-06-04", f"2018-06-11 {end} {result}")


def short_breaks(*breaks: tuple[str, str]) -> list[Episode]:
    """Short breaks (V3) by the days they began and ceased."""
    return [Episode(day(began), day(ceased), "V3", "U6") for began, ceased in breaks]


def calm_and_capped() -> list[Child]:
    """1 to 6: two years at home; with completion they reach the limit; one is stopped at 18."""
    leap = "2019-11-11 2020-02-29"
    found = [usual(1), usual(2, result="withdrawn")]
    found += [referred(3, "2005-05-03", "Bexley", "2019-11-04", f"{leap} completed")]
    found += [referred(4, "2004-02-29", "Merton", "2019-11-04", f"{leap} completed")]
    found += [referred(5, "2004-02-29", "Newham", "2021-03-15", "2021-03-22 2021-07-30 withdrawn")]
    found += [referred(6, "2004-02-29", "Newham", "2021-03-15", "2021-03-22 2021-07-30 withdrawn")]
    found[4].episodes = chain(("2021-07-31", "V2", "U4"), ("2022-02-22", "", ""))
    found[5].episodes = chain(("2021-07-31", "V2", "U4"), ("2022-02-23", "", ""))
    return found


def care_and_custody() -> list[Child]:
    """7 to 16: the seventh day broken, handover days, P1, custody, care on Referral."""
    found = [usual(number) for number in range(7, 17)]
    found[0].episodes = chain(("2018-10-08", "L1", "U6"), ("2018-10-09", "", ""))
    found[1].add("detentions", day("2018-10-08"), day("2018-10-08"))
    found[2].episodes = chain(
        ("2018-10-09", "V2", "U6"), ("2018-10-16", "V2", "U4"), ("2018-10-23", "", "")
    )
    found[3].episodes = chain(
        ("2019-02-28", "C1", "K2"), ("2019-03-15", "C2", "K2"), ("2019-04-12", "C2", "U4")
    )
    found[4].episodes = chain(("2018-12-01", "C2", "P1"), ("2019-06-01", "", ""))
    found[5].add("detentions", day("2019-01-10"), None)
    found[6].episodes = chain(("2018-03-01", "V2", "U6"), ("2018-06-04", "", ""))
    found[7].episodes = chain(("2018-03-01", "V2", "U6"), ("2018-06-05", "", ""))
    found[8].episodes = chain(("2018-06-04", "V2", "U6"), ("2018-06-20", "", ""))
    found[9].episodes = chain(("2019-05-01", "J1", "R5"), ("2019-08-01", "", ""))
    found[9].add("detentions", day("2019-05-01"), day("2019-07-31"))
    return found


def respite() -> list[Child]:
    """17 to 22: 74 days of short breaks before tracking, then more; V4; a break on Referral."""
    found = [usual(number, result="withdrawn") for number in range(17, 23)]
    before = [("2018-07-01", "2018-07-18"), ("2018-07-20", "2018-08-06")]
    before += [("2018-08-08", "2018-08-25"), ("2018-08-27", "2018-09-13")]
    more = [("2018-09-15", "2018-09-21"), ("2018-10-08", "2018-10-09")]
    found[0].episodes = short_breaks(*before, *more, ("2018-10-15", "2018-10-16"))
    found[1].episodes = short_breaks(*before, *more, ("2019-03-25", "2019-04-08"))
    found[2].episodes = short_breaks(*before, *more[:1], ("2018-10-06", "2018-10-10"))
    found[3].episodes = short_breaks(("2018-06-01", "2018-06-08"), ("2018-10-05", "2018-10-12"))
    found[4].episodes = chain(("2018-11-05", "V4", "U6"))
    found[5].episodes = chain(("2018-05-01", "V4", "K2"), ("2020-01-06", "", ""))
    return found


def eligibility() -> list[Child]:
    """23 to 38: ages, window, boroughs, concerns, several referrals and therapies."""
    late, done = "2021-04-05 2021-08-02 completed", "2018-06-11 2018-10-01 completed"
    found = [
        referred(23, "2008-06-04", "Sutton", "2018-06-04", done),  # the 10th birthday
        referred(24, "2008-06-05", "Sutton", "2018-06-04", done),  # the day before it
        referred(25, "2000-06-04", "Newham", "2018-06-04", done),  # the 18th birthday
        referred(26, "2000-06-05", "Newham", "2018-06-04", done),  # the day before it
        referred(27, "2005-05-03", "Sutton", "2021-03-31", late),
        referred(28, "2005-05-03", "Sutton", "2021-04-01", late),
        referred(29, "2005-05-03", "Sutton", "2018-01-31", done),
        referred(30, "2005-05-03", "Barking", "2018-06-30", "2018-07-09 2018-10-01 completed"),
        referred(31, "2005-05-03", "Barking", "2018-07-01", "2018-07-09 2018-10-01 completed"),
        referred(32, "2005-05-03", "Hounslow", "2019-08-31", "2019-09-09 2019-12-20 completed"),
        referred(33, "2005-05-03", "Richmond", "2019-09-01", "2019-09-09 2019-12-20 completed"),
        *(usual(number) for number in range(34, 39)),
    ]
    found[11].rows["concerns"] = [[day("2018-07-01"), "substance misuse"]]
    found[11].cohort_rows.append([day("2018-07-09"), None, None, ""])
    found[12].rows["concerns"] = [[day("2018-03-01"), "other"]]
    found[13].cohort_rows.insert(0, [day("2018-09-03"), None, None, ""])
    found[14].cohort_rows[0][1:] = [day("2018-06-11"), day("2018-07-01"), "withdrawn"]
    second = [None, day("2018-09-03"), day("2018-12-21"), "completed"]
    found[14].cohort_rows.append(second)  # type: ignore[arg-type]
    found[15].cohort_rows[0][1] = day("2018-06-03")
    return found


def ends_and_moves() -> list[Child]:
    """39 to 50: death, transfer, adoption, a borough that changes, two case numbers."""
    found = [usual(number) for number in range(39, 51)]
    found[0].add("events", None, None, day("2018-10-22"))
    found[1].add("events", None, None, day("2019-07-03"))
    found[2].add("events", day("2019-01-14"), None, None)
    found[3].add("events", day("2018-10-01"), None, None)
    for child, adopted in ((found[4], "2019-05-10"), (found[5], "2019-11-12")):
        child.add("events", None, day(adopted), None)
    for child, moved in ((found[6], "2018-06-04"), (found[7], "2018-06-05")):
        stays = [day("2005-05-03"), day(moved) - DAY, "Sutton"], [day(moved), None, "Merton"]
        child.rows["responsibility"] = [list(stay) for stay in stays]
    found[9].person = found[8].person
    found[9].cohort_rows = [[day("2019-02-04"), None, None, ""]]
    found[8].episodes = chain(("2018-11-01", "V2", "U4"), ("2018-11-20", "", ""))
    found[11].person = found[10].person
    found[10].cohort_rows = [[day("2019-01-07"), None, None, ""]]
    found[11].episodes = chain(("2019-02-01", "C2", "K2"), ("2019-03-01", "", ""))
    for child in (found[9], found[10]):
        child.rows.clear()
    return found


def unknown() -> list[Child]:
    """51 to 62: cells that are missing and codes that no list knows."""
    found = [usual(number) for number in range(51, 63)]
    found[0].born = found[1].born = None
    found[1].episodes = chain(("2019-01-10", "C2", "U4"), ("2019-02-10", "", ""))
    found[2].born, found[2].header_born = None, day("2005-05-03")  # known from the header
    found[2].episodes = chain(("2019-01-10", "C2", "U4"), ("2019-02-10", "", ""))
    for child, status in ((found[3], ""), (found[4], "Q9")):
        child.episodes = chain(("2018-12-03", status, "U4"), ("2018-12-12", "", ""))
    found[5].episodes = chain(
        ("2018-12-03", "", "U4"), ("2018-12-12", "V2", "U4"), ("2018-12-20", "", "")
    )
    found[6].cohort_rows[0][2:] = [None, ""]
    found[7].cohort_rows[0][2:] = [None, ""]
    found[8].cohort_rows[0][3] = ""  # the result is missing
    found[9].rows["responsibility"] = [[day("2005-05-03"), None, ""]]
    found[10].rows["concerns"] = [[day("2018-04-05"), ""]]
    found[11].episodes = chain(("2018-05-20", "", "K2"), ("2018-06-20", "", ""))
    return found


def left_out() -> list[Child]:
    """63 to 68: children whose rows contradict themselves."""
    found = [usual(number) for number in range(63, 69)]
    one, two = day("2019-01-10"), day("2019-02-10")
    found[0].episodes = [Episode(one, two, "V2", "U4"), Episode(two - DAY, None, "V2", "U6", "P")]
    found[1].episodes = [Episode(two, one, "V2", "U4")]
    found[2].episodes = [Episode(one, one, "V2", "U4")]
    found[3].episodes = [Episode(one, None, "V2", "U4"), Episode(two, None, "V2", "U6", "P")]
    found[4].episodes = [Episode(one, two, "V2", "U4")]
    found[4].header_born = day("2005-03-05")
    found[5].cohort_rows.append([day("2018-06-25"), None, None, ""])
    found[5].episodes = [Episode(one, two, "V2", "U4"), Episode(one + DAY, two, "C2", "K2", "B")]
    return found


def by_chance(number: int, dice: Dice) -> Child:
    """A child of the cohort drawn by chance."""
    referral = dice.day(date(2018, 2, 1), date(2021, 3, 31))
    born = referral - dice.number(9 * 365 + 300, 17 * 365 + 250) * DAY
    start = referral + dice.number(2, 30) * DAY
    end = start + dice.number(84, 150) * DAY
    result = "completed" if dice.chance(80) else "withdrawn"
    if result == "withdrawn":
        end = start + dice.number(14, 90) * DAY
    early = referral < date(2019, 9, 1)
    borough = dice.pick(FIRST_FIVE * (4 if early else 2) + LATER)
    child = Child(f"PL{number:04}", born, person=f"P{7000 + number}")
    child.cohort_rows.append([referral, start, end, result])
    kinds = ["antisocial behaviour", "antisocial behaviour", "substance misuse"]
    for _ in range(dice.number(1, 3)):
        noted = referral - dice.number(0, 300) * DAY
        child.add("concerns", noted, dice.pick([*kinds, "other"]))
    child.add("responsibility", born, None, borough)
    history(child, end, dice)
    return child


def history(child: Child, tracked: date, dice: Dice) -> None:
    """Care before Referral, care and custody in tracking, short breaks, a transfer."""
    referral = child.cohort_rows[0][0]
    if isinstance(referral, date) and dice.chance(18):
        began = referral - dice.number(60, 500) * DAY
        ceased = began + dice.number(5, 90) * DAY
        child.episodes.append(Episode(began, ceased, dice.pick(["V2", "L2", "C1"]), "U6"))
    clock = tracked + dice.number(-40, 300) * DAY
    clock = max([clock, *(e.ceased + DAY for e in child.episodes if e.ceased)])
    while dice.chance(35):
        clock = spell_of_care(child, clock, dice) + dice.number(20, 200) * DAY
    if dice.chance(12):
        for _ in range(dice.number(4, 14)):
            ceased = clock + dice.number(1, 7) * DAY
            child.episodes.append(Episode(clock, ceased, "V3", dice.pick(["U6", "K2"])))
            clock = ceased + dice.number(5, 20) * DAY
    if dice.chance(7):
        first = tracked + dice.number(20, 500) * DAY
        child.add("detentions", first, first + dice.number(3, 90) * DAY)
    if dice.chance(3):
        child.add("events", tracked + dice.number(10, 600) * DAY, None, None)


def spell_of_care(child: Child, began: date, dice: Dice) -> date:
    """One to three episodes that follow on; comes back with the day the last ceased."""
    status, count = dice.pick(["V2", "V2", "C1", "C2", "L1"]), dice.number(1, 3)
    for index in range(count):
        ceased = began + dice.number(1, 3 if status == "L1" else 120) * DAY
        new, end = "S" if index == 0 else "P", "X1" if index + 1 < count else "E4A"
        place = dice.pick(["U6", "U6", "U4", "U3", "K2", "T4"])
        child.episodes.append(Episode(began, ceased, status, place, new, end))
        began, status = ceased, "V2" if status == "L1" else status
    if child.episodes[-1].status != child.episodes[-count].status:
        child.episodes[1 - count].new = "B"
    return began


def only_in_return(number: int, dice: Dice) -> Child:
    """A looked-after child who was never referred."""
    born = dice.day(date(2003, 1, 1), date(2015, 12, 31))
    child = Child(f"PL{number:04}", born)
    spell_of_care(child, dice.day(date(2018, 2, 1), date(2022, 9, 1)), dice)
    return child


def clipped(child: Child) -> Child:
    """The child as known on the last day: nothing that is dated after it."""
    child.episodes = [e for e in child.episodes if e.began <= LAST]
    for row in child.rows.get("detentions", []):
        row[1] = row[1] if known(row[1]) else None
    for name in ("detentions", "events"):
        rows = child.rows.get(name, [])
        child.rows[name] = [row for row in rows if all(known(cell) for cell in row)]
    return child


def known(cell: Cell) -> bool:
    """Whether the cell holds no day after the last day of the data."""
    return not isinstance(cell, date) or cell <= LAST


def all_children(dice: Dice) -> list[Child]:
    """The cohort (320 case numbers) and 60 children who are in the return only."""
    found = calm_and_capped() + care_and_custody() + respite() + eligibility()
    found += ends_and_moves() + unknown() + left_out()
    found += [by_chance(number, dice) for number in range(len(found) + 1, 321)]
    found += [only_in_return(number, dice) for number in range(321, 381)]
    return [clipped(child) for child in found]
