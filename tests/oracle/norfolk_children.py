"""Synthetic children of Norfolk: some seventy drawn by hand at the boundaries, the rest by chance.
No child in it exists."""

from datetime import date

from children import DAY, Child, Dice, Episode, chain, cohort, day, episodes, further, header

LAST = date(2025, 4, 30)
FIRST = date(2017, 4, 1)
ORDER = "C2"


def referred(
    number: int, group: str, born: str, referral: str, service: str, plan: str = ""
) -> Child:
    """A child by hand: group, dates of birth, referral, service ("first last") and return plan."""
    child = Child(f"N{number:03}", day(born) if born else None, person=f"R{500 + number}")
    child.cohort_rows.append([group, day(referral)])
    first, last = (*service.split(), "", "")[:2]
    if service:
        child.add("services", day(first) if first != "-" else None, day(last) if last else None)
    if plan:
        child.add("plans", day(plan))
    return child


def returning(number: int, *links: tuple[str, str, str]) -> Child:
    """In care since 4 July 2018, planned 1 March 2019, referred 2 September 2019, service from
    1 October 2019; then the links of (began, status, placement)."""
    child = referred(
        number, "in care", "2008-05-03", "2019-09-02", "2019-10-01 2020-03-20", "2019-03-01"
    )
    child.episodes = chain(("2018-07-04", ORDER, "U4"), *links)
    return child


HOME = ("2019-10-22", "", "")


def at_home(number: int) -> Child:
    """As above, home from 22 October 2019 on."""
    return returning(number, HOME)


def edge(
    number: int, referral: str = "2019-09-02", service: str = "2019-10-01 2020-03-20"
) -> Child:
    """A child on the edge of care, born 3 May 2008."""
    return referred(number, "edge of care", "2008-05-03", referral, service)


def short_breaks(child: Child, *breaks: tuple[str, str]) -> Child:
    """The child with further short breaks (V3) by the days they began and ceased."""
    child.episodes += [
        Episode(day(began), day(ceased) if ceased else None, "V3", "U6") for began, ceased in breaks
    ]
    return child


def returns() -> list[Child]:
    """1 to 11: who is in care on Referral with a plan, care again, parents, V4, a leap day."""
    found = [at_home(number) for number in range(1, 12)]
    found[1].rows["services"] = [[day("2020-02-29"), None]]
    found[2].episodes = chain(("2018-07-04", ORDER, "U4"), ("2019-09-03", "", ""))
    found[3].episodes = chain(("2018-07-04", ORDER, "U4"), ("2019-09-02", "", ""))
    found[4].rows["plans"] = [[day("2019-09-02")]]
    found[5].rows["plans"] = [[day("2019-09-03")]]
    found[6].rows.pop("plans")
    again = ("2020-06-01", "V2", "U6"), ("2020-06-15", "V2", "U4"), ("2020-07-01", "", "")
    found[7].episodes += chain(*again) + chain(("2021-02-28", "L1", "U6"), ("2021-03-01", "", ""))
    found[8].episodes = returning(9, ("2019-10-22", ORDER, "P1"), ("2020-01-06", "", "")).episodes
    found[9].episodes += chain(("2020-02-03", "V4", "U6"), ("2021-02-03", "", ""))
    found[10].episodes[0].ceased = None  # never home
    return found


def breaks() -> list[Child]:
    """12 to 17: 75 days of short breaks in a year, one of 18 days, two years, open, on Referral."""
    found = [at_home(number) for number in range(12, 18)]
    five = ("2020-04-01", "2020-04-18"), ("2020-05-01", "2020-05-18"), ("2020-06-01", "2020-06-18")
    five += ("2020-07-01", "2020-07-18"), ("2020-08-01", "2020-08-18")
    short_breaks(found[0], *five)  # 17 days each: 75 are respite, 10 are not
    short_breaks(found[1], ("2020-04-01", "2020-04-19"), ("2020-05-01", "2020-05-18"))
    short_breaks(found[2], *five[1:], ("2021-03-25", "2021-04-08"), ("2021-04-12", "2021-04-20"))
    found[3] = edge(15, "2023-03-06", "2023-04-03 2023-09-29")
    short_breaks(found[3], ("2025-04-21", ""))  # ten days so far, of how many is not known
    found[4] = short_breaks(edge(16), ("2019-08-30", "2019-09-06"))
    found[5] = short_breaks(edge(17), ("2019-08-20", "2019-09-10"))
    return found


def custody() -> list[Child]:
    """18 to 20: a detention, an open one, a remand that is in both files."""
    found = [at_home(number) for number in range(18, 21)]
    found[0].add("detentions", day("2020-01-01"), day("2020-01-10"))
    found[1].add("detentions", day("2021-11-08"), None)
    found[2].episodes += chain(("2020-05-01", "J1", "R5"), ("2020-08-01", "", ""))
    found[2].add("detentions", day("2020-05-01"), day("2020-07-31"))
    return found


def ends() -> list[Child]:
    """21 to 27: 18th birthdays, death, transfer, adoption, guardianship."""
    found = [at_home(number) for number in range(21, 28)]
    found[0].born, found[1].born = day("2003-10-10"), day("2004-02-29")
    events = [(3, "2020-05-05"), (0, "2020-05-05"), (1, "2020-05-05"), (2, "2020-05-05")]
    for child, (column, when) in zip(found[2:6], events, strict=True):
        child.add("events", *(day(when) if index == column else None for index in range(4)))
    found[6].add("events", None, None, None, day("2019-09-15"))  # dies before Service begins
    found[6].episodes[0].ceased = day("2019-09-15")
    return found


def ages_and_window() -> list[Child]:
    """28 to 40: the ages before and after they were lowered, and the days of the window."""
    first, late = "2019-10-01 2020-03-20", "2023-09-18 2024-02-23"
    group, lowered = "edge of care", "2020-07-20 2020-12-18"
    return [
        referred(28, group, "2011-09-02", "2019-09-02", first),  # the 8th birthday
        referred(29, group, "2011-09-03", "2019-09-02", first),  # the day before it
        referred(30, group, "2003-09-02", "2019-09-02", first),  # the 16th birthday
        referred(31, group, "2003-09-03", "2019-09-02", first),  # the day before it
        referred(32, group, "2013-03-10", "2020-06-30", lowered),  # 7, the day before
        referred(33, group, "2013-03-10", "2020-07-01", lowered),  # 7, the day itself
        referred(34, group, "2014-07-01", "2020-07-01", lowered),  # the 6th birthday
        referred(35, group, "2014-07-02", "2020-07-01", lowered),  # the day before it
        referred(36, group, "2012-02-29", "2020-02-28", lowered),  # 8 on 29 February
        referred(37, group, "2010-03-10", "2023-08-31", late),
        referred(38, group, "2010-03-10", "2023-09-01", late),
        referred(39, group, "2009-03-10", "2019-02-05", "2019-02-05 2019-08-30"),
        referred(40, group, "2009-03-10", "2019-02-04", "2019-02-05 2019-08-30"),
    ]


def many() -> list[Child]:
    """41 to 49: two referrals, two services, service too early, open or none, two numbers."""
    found = [at_home(number) for number in range(41, 50)]
    found[0].cohort_rows.append(["in care", day("2019-11-04")])
    found[1].cohort_rows.insert(0, ["in care", day("2019-02-11")])  # before the plan
    found[2].add("services", day("2020-06-01"), day("2020-09-30"))
    found[3].rows["services"] = [[day("2019-09-01"), day("2020-01-31")]]
    found[4].rows["services"] = [[day("2019-10-01"), None]]
    found[5].rows.pop("services")
    found[7].person = found[6].person
    found[7].cohort_rows = [["", day("2021-05-10")]]
    found[7].episodes = chain(("2021-05-17", "V2", "U6"), ("2021-06-30", "", ""))
    found[7].rows = {"services": [[day("2021-06-01"), day("2021-10-29")]]}
    found[8] = edge(49)
    found[8].add("plans", day("2019-06-03"))  # a plan makes no child one in care
    return found


def unknown() -> list[Child]:
    """50 to 58: cells that are missing and codes that no list knows."""
    found = [at_home(number) for number in range(50, 59)]
    found[0].born = None
    found[0].header_born = None
    found[1].born, found[1].header_born = None, day("2008-05-03")
    found[2].cohort_rows[0][0] = ""
    for child, status in ((found[3], ""), (found[4], "Q9")):
        child.episodes += chain(("2020-02-03", status, "U4"), ("2020-02-17", "", ""))
    found[5].episodes[0].status = ""
    found[6].rows["services"] = [[None, day("2020-03-20")]]
    found[7] = edge(57)
    found[7].episodes = chain(("2019-08-12", "", "U6"), ("2019-09-16", "", ""))
    found[8] = edge(58)
    found[8].episodes = chain(
        ("2019-12-02", "", "U6"), ("2019-12-09", "V2", "U6"), ("2020-01-06", "", "")
    )
    return found


def left_out() -> list[Child]:
    """59 to 63: children whose rows contradict themselves."""
    found = [at_home(number) for number in range(59, 64)]
    one, two = day("2021-01-11"), day("2021-03-08")
    found[0].episodes += [Episode(one, two, "V2", "U4"), Episode(two - DAY, None, "V2", "U6", "P")]
    found[1].episodes += [Episode(two, one, "V2", "U4")]
    found[2].episodes += [Episode(one, one, "V2", "U4")]
    found[3].episodes += [Episode(one, None, "V2", "U4"), Episode(two, None, "V2", "U6", "P")]
    found[4].header_born = day("2008-03-05")
    return found


def by_chance(number: int, dice: Dice) -> Child:
    """A child of the cohort drawn by chance; three of five are on the edge of care."""
    referral = dice.day(date(2019, 2, 5), date(2023, 8, 31))
    youngest = 8 if referral < date(2020, 7, 1) else 6
    born = referral - dice.number(youngest * 365 - 40, 16 * 365 + 30) * DAY
    began = referral + dice.number(3, 40) * DAY
    group = "edge of care" if dice.chance(60) else "in care"
    child = Child(f"N{number:03}", born, person=f"R{500 + number}")
    child.cohort_rows.append([group, referral])
    child.add("services", began, began + dice.number(90, 200) * DAY)
    if group == "in care":
        child.add("plans", referral - dice.number(0, 400) * DAY)
        before_return(child, referral, began, dice)
    elif dice.chance(15):
        came = referral - dice.number(200, 600) * DAY
        child.episodes.append(Episode(came, came + dice.number(5, 190) * DAY, "V2", "U6"))
    afterwards(child, began, dice)
    return child


def before_return(child: Child, referral: date, began: date, dice: Dice) -> None:
    """In care before Referral, and home some weeks after Service began, or not at all."""
    came = referral - dice.number(60, 700) * DAY
    home = began + dice.number(-10, 260) * DAY
    if dice.chance(40):
        moved = came + dice.number(1, 55) * DAY
        child.episodes.append(Episode(came, moved, "V2", "U6", "S", "X1"))
        child.episodes.append(Episode(moved, home, "C2", dice.pick(["U4", "U1", "K2"]), "B"))
    else:
        child.episodes.append(Episode(came, home, dice.pick(["V2", ORDER, ORDER]), "U4"))
    if dice.chance(12):
        child.episodes[-1].ceased = None
        child.episodes[-1].end = ""


def afterwards(child: Child, began: date, dice: Dice) -> None:
    """Care again, short breaks, custody, a transfer."""
    if any(episode.ceased is None for episode in child.episodes):
        return
    ends = [episode.ceased for episode in child.episodes if episode.ceased]
    clock = max([began + dice.number(5, 300) * DAY, *(end + 7 * DAY for end in ends)])
    while dice.chance(30):
        ceased = clock + dice.number(1, 240) * DAY
        status, place = dice.pick(["V2", "V2", "C1", ORDER]), dice.pick(["U6", "U4", "K2", "U1"])
        child.episodes.append(Episode(clock, ceased, status, place))
        clock = ceased + dice.number(20, 300) * DAY
    if dice.chance(8):
        for _ in range(dice.number(4, 14)):
            ceased = clock + dice.number(1, 8) * DAY
            child.episodes.append(Episode(clock, ceased, "V3", "U6"))
            clock = ceased + dice.number(5, 20) * DAY
    if dice.chance(5):
        first = began + dice.number(20, 700) * DAY
        child.add("detentions", first, first + dice.number(3, 90) * DAY)
    if dice.chance(3):
        child.add("events", began + dice.number(10, 900) * DAY, None, None, None)


def only_in_return(number: int, dice: Dice) -> Child:
    """A looked-after child who was never referred."""
    child = Child(f"N{number:03}", dice.day(date(2004, 1, 1), date(2017, 12, 31)))
    came = dice.day(date(2018, 1, 1), date(2025, 1, 31))
    child.episodes.append(Episode(came, came + dice.number(10, 500) * DAY, "V2", "U4"))
    return child


def clipped(child: Child) -> Child:
    """The child as known on the last day: nothing that is dated after it."""
    child.episodes = [e for e in child.episodes if e.began <= LAST]
    for row in child.rows.get("services", []) + child.rows.get("detentions", []):
        row[1] = row[1] if not isinstance(row[1], date) or row[1] <= LAST else None
    for name in ("services", "detentions", "events"):
        rows = child.rows.get(name, [])
        child.rows[name] = [
            row for row in rows if all(not isinstance(c, date) or c <= LAST for c in row)
        ]
    return child


def all_children(dice: Dice) -> list[Child]:
    """The cohort and 40 children who are in the return only."""
    found = returns() + breaks() + custody() + ends() + ages_and_window()
    found += many() + unknown() + left_out()
    found += [by_chance(number, dice) for number in range(len(found) + 1, 311)]
    found += [only_in_return(number, dice) for number in range(311, 351)]
    return [clipped(child) for child in found]


def in_return(child: Child) -> bool:
    """Whether an episode of the child lies in the return."""
    return any(not (e.ceased and e.ceased < FIRST) for e in child.episodes)


TABLES = {
    "services": "Service start,Service end",
    "plans": "Return Plan",
    "detentions": "Detention start,Detention end",
    "events": "Transfer,Adoption,Guardianship,Death",
}


def files(children: list[Child]) -> dict[str, str]:
    """The text of each case file by its name; one return for all the years."""
    looked_after = [child for child in children if in_return(child)]
    heading = "Case Number,Person Number,Date of Birth,Group,Referral"
    found = {
        "header.csv": header(looked_after),
        "episodes.csv": episodes(looked_after, FIRST, LAST, LAST),
        "cohort.csv": cohort(heading, children),
        "contract.csv": "Termination\n",
    }
    for name, own in TABLES.items():
        found[f"{name}.csv"] = further(name, f"Case Number,{own}", children)
    said = "# Synthetic data: no child in these files exists.\n"
    said += 'certified_by = "commissioner"\n'
    said += "".join(f'\n[files."{name}"]\nlast_day = {LAST}\n' for name in found)
    return found | {"mapping.toml": said}
