"""Synthetic children of DN2: some sixty drawn by hand at the boundaries, the rest by chance.
No child in it exists. A child who moves from one authority to another has a number in each."""

from datetime import date

from children import DAY, Cell, Child, Dice, Episode, chain, day
from dn2_histories import drawn

LAST = date(2026, 3, 31)
PAUSES = [(date(2020, 11, 5), date(2020, 12, 2)), (date(2021, 1, 5), date(2021, 3, 7))]
AUTHORITIES = ["Nottinghamshire", "Nottingham", "Derby"]
EDGE, FOSTER, HOME, DOWN = "edge of care", "foster stability", "return home", "step-down"


def enrolled(number: int, *enrolments: str) -> Child:
    """A child by hand: born 3 May 2009, Derby, referred 1 March 2021 unless told otherwise.

    An Enrolment is written "2021-04-05 2021-06-30 edge of care", with - for an open end.
    """
    child = Child(f"D{number:04}", day("2009-05-03"), person=f"P{4000 + number}")
    child.cohort_rows.append([day("2021-03-01")])
    child.add("responsibility", day("2009-05-03"), None, "Derby")
    for enrolment in enrolments:
        first, last, group = (*enrolment.split(" ", 2), "")[:3]
        child.add("enrolments", day(first), None if last == "-" else day(last), group)
    return child


def born(child: Child, when: str) -> Child:
    """The child, born on that day and with its authority since then."""
    child.born = day(when) if when else None
    if child.born:
        child.rows["responsibility"][0][0] = child.born
    return child


def referred(child: Child, *days: str) -> Child:
    """The child, referred on these days instead."""
    child.cohort_rows = [[day(when)] for when in days]
    return child


def of(child: Child, *spans: str) -> Child:
    """The child with these periods of Responsibility, "2009-05-03 - Nottingham"."""
    child.rows["responsibility"] = []
    for span in spans:
        first, last, name = (*span.split(" ", 2), "")[:3]
        child.add("responsibility", day(first), None if last == "-" else day(last), name)
    return child


def in_care(child: Child, *links: tuple[str, str, str]) -> Child:
    """The child with one more chain of episodes: (began, status, placement)."""
    child.episodes += chain(*links)
    return child


def pauses() -> list[Child]:
    """1 to 8: two years; both pauses, the end moved on, an end that cannot move, a first day."""
    both = "2020-11-02"
    found = [
        enrolled(1, f"2021-04-05 - {EDGE}"),
        enrolled(2, f"{both} - {EDGE}"),
        enrolled(3, f"{both} 2022-11-20 {EDGE}"),
        enrolled(4, f"2021-01-01 2021-03-13 {EDGE}"),  # four days before, six after: a week
        enrolled(5, f"2021-01-11 2021-03-20 {EDGE}"),  # begins in the pause
        enrolled(6, f"2020-11-05 2020-12-08 {EDGE}"),  # six days are left
        enrolled(7, f"{both} - {FOSTER}"),
        enrolled(8, f"2020-12-28 - {HOME}"),
    ]
    for child in found:
        referred(child, "2020-10-26")
    referred(found[0], "2021-03-01")
    of(found[1], "2009-05-03 - Nottinghamshire")
    in_care(found[1], ("2021-02-01", "V2", "U4"), ("2021-02-15", "", ""))  # care in the pause only
    in_care(found[6], ("2019-08-01", "C2", "U4"))
    in_care(found[7], ("2020-01-15", "V2", "U6"), ("2020-12-28", "", ""))
    in_care(found[7], ("2023-03-01", "V2", "U6"), ("2023-03-08", "", ""))
    return found


def step_downs() -> list[Child]:
    """9 to 16: from a children's home; back in one, other codes, custody, a day too late."""
    home, start = ("2020-02-03", "C2", "K2"), "2021-04-05"
    found = [enrolled(number, f"{start} - {DOWN}") for number in range(9, 17)]
    in_care(found[0], home, (start, "C2", "U4"))
    in_care(found[1], home, (start, "C2", "U4"), ("2021-04-11", "C2", "R1"), ("2021-04-12", "", ""))
    in_care(
        found[2],
        *(home, (start, "C2", "U4"), ("2021-07-05", "C2", "S1"), ("2021-07-26", "C2", "U6")),
        *(("2022-01-03", "C2", "K1"), ("2022-01-31", "C2", "U6")),  # K1 is no residential code here
    )
    in_care(found[3], home, (start, "C2", "U4"), ("2022-05-02", "", ""))
    found[3].add("detentions", day("2022-05-02"), day("2022-05-08"))
    in_care(found[4], ("2020-02-03", "C2", "R1"), ("2021-04-04", "C2", "U4"))
    in_care(found[5], ("2020-02-03", "C2", "S1"), (start, "", ""))
    in_care(found[6], home, ("2021-04-06", "C2", "U4"))  # still there on the first day
    in_care(found[7], ("2020-02-03", "C2", ""), (start, "C2", "U4"))  # the placement is missing
    return found


def foster() -> list[Child]:
    """17 to 24: three prices, moves, temporary stays, respite, with parents, a first day."""
    start = "2022-08-01"
    found = [enrolled(number, f"{start} - {FOSTER}") for number in range(17, 25)]
    for child in found:
        referred(child, "2022-07-04")
    old = ("2021-06-07", "C2", "U4")
    in_care(found[0], old)
    in_care(found[1], old, ("2023-01-02", "C2", "U6"), ("2024-03-31", "C2", "U1"))
    in_care(found[2], old, ("2022-09-26", "C2", "T3"), ("2022-10-09", "C2", "U4"))
    in_care(found[3], old, ("2022-09-26", "V3", "K2"), ("2022-10-09", "C2", "U4"))
    in_care(found[4], old, ("2023-05-01", "C2", "P1"), ("2023-05-02", "C2", "U4"))
    in_care(found[5], ("2022-08-02", "V2", "U4"))
    in_care(found[6], old, ("2022-08-01", "C2", "T1"), ("2022-08-08", "C2", "U4"))
    in_care(found[7], old, ("2024-03-26", "C2", "K2"), ("2024-04-02", "C2", "U4"))
    return found


def homes() -> list[Child]:
    """25 to 34: home from care, edges of weeks, respite, V4, custody, care on the first day."""
    start = "2021-04-05"
    found = [enrolled(number, f"{start} - {HOME}") for number in range(25, 29)]
    found += [enrolled(number, f"{start} - {EDGE}") for number in range(29, 35)]
    before, out = ("2020-09-01", "V2", "U4"), (start, "", "")
    in_care(found[0], before, out)
    in_care(found[1], before, out)
    in_care(found[1], ("2021-04-18", "L2", "U6"), ("2021-04-19", "", ""))  # the fourteenth day
    in_care(found[2], before, ("2021-04-04", "", ""))  # home a day too early
    in_care(found[3], before, out)
    in_care(found[3], ("2022-10-10", "C1", "U6"))
    in_care(found[4], ("2021-03-15", "V2", "U6"), ("2021-04-06", "", ""))
    in_care(found[5], ("2021-03-15", "V2", "U6"), (start, "", ""))
    for month in range(4, 9):  # 16 days in each of five months: 75 are respite, five are care
        first = date(2021, month, 10)
        found[6].episodes.append(Episode(first, first + 16 * DAY, "V3", "U6"))
    in_care(found[7], ("2021-05-03", "V4", "U6"))
    found[8].add("detentions", day("2021-11-15"), None)
    in_care(found[9], ("2021-06-01", "J1", "R5"), ("2021-07-06", "", ""))
    return found


def groups() -> list[Child]:
    """35 to 42: from one group to another, more than 104 weeks, no group, before the Referral."""
    found = [
        enrolled(35, f"2021-04-05 2022-05-29 {EDGE}", f"2022-05-30 - {FOSTER}"),
        enrolled(36, f"2021-04-05 2022-01-09 {EDGE}", f"2022-01-31 - {DOWN}"),
        enrolled(37, f"2021-04-05 2021-04-10 {HOME}", f"2021-04-11 2021-04-16 {EDGE}"),
        enrolled(
            38,
            *(f"2021-04-05 2021-10-03 {FOSTER}", f"2021-10-04 2023-06-04 {HOME}"),
            f"2023-06-05 - {EDGE}",
        ),
        enrolled(39, f"2021-04-05 2022-05-29 {EDGE}", f"2022-05-29 - {FOSTER}"),  # a day in both
        enrolled(40, "2025-06-02 -"),  # the group is missing
        enrolled(41, f"2021-02-22 - {EDGE}"),
        enrolled(42, f"2024-03-04 2025-09-28 {EDGE}", f"2025-09-29 - {FOSTER}"),
    ]
    in_care(found[0], ("2022-05-30", "V2", "U4"))
    in_care(found[1], ("2022-01-10", "C2", "K2"), ("2022-01-31", "C2", "U4"))
    in_care(found[2], ("2021-01-04", "V2", "U4"), ("2021-04-05", "", ""))
    in_care(found[3], ("2020-06-01", "V2", "U4"), ("2021-10-04", "", ""))
    in_care(found[4], ("2022-05-29", "V2", "U4"))
    in_care(found[7], ("2025-06-02", "", "U4"), ("2025-06-20", "", ""))  # no legal status
    in_care(found[7], ("2025-09-29", "V2", "U4"))
    referred(found[5], "2024-09-30")
    referred(found[6], "2021-03-22")
    referred(found[7], "2024-02-05")
    return found


def eligibility() -> list[Child]:
    """43 to 51: ages, the window, several referrals, an authority that is no party."""
    found = [enrolled(number, f"2021-04-05 - {EDGE}") for number in range(43, 52)]
    born(found[0], "2011-03-01")  # the 10th birthday
    born(found[1], "2011-03-02")  # the day before it
    born(found[2], "2003-03-01")  # the 18th birthday
    born(found[3], "2003-03-02")  # the day before it: no day is left in April
    referred(found[4], "2020-09-30")
    referred(found[5], "2024-09-30").rows["enrolments"][0][0] = day("2024-10-07")
    referred(found[6], "2024-10-01").rows["enrolments"][0][0] = day("2024-10-07")
    referred(found[7], "2021-05-10", "2021-03-15")
    of(found[8], "2009-05-03 2021-03-01 Leicester", "2021-03-02 - Derby")
    return found


def ends_and_moves() -> list[Child]:
    """52 to 62: death, adoption, transfer, 18, and an authority that changes or is missing."""
    found = [enrolled(number, f"2021-04-05 - {EDGE}") for number in range(52, 63)]
    found[0].add("events", None, None, day("2022-05-09"))
    found[1].rows["enrolments"] = [[day("2021-04-05"), None, FOSTER]]
    in_care(found[1], ("2020-03-02", "E1", "U4"), ("2022-03-14", "", ""))
    found[1].episodes[-1].end = "E11"
    found[1].add("events", None, day("2022-03-14"), None)
    found[2].add("events", day("2021-04-12"), None, None)
    referred(born(found[3], "2004-02-29"), "2022-01-31")
    found[3].rows["enrolments"] = [
        [day("2022-02-08"), None, EDGE]
    ]  # the third week ends on 28 Feb.
    of(found[4], "2009-05-03 2021-09-05 Nottingham", "2021-09-06 - Derby")
    of(found[5], "2009-05-03 2021-09-08 Nottingham", "2021-09-09 - Nottinghamshire")
    found[7].person, found[7].cohort_rows = found[6].person, [[None]]
    of(found[6], "2009-05-03 2022-06-30 Nottinghamshire")
    of(found[7], "2022-07-01 - Derby").rows.pop("enrolments")
    in_care(found[6], ("2022-05-02", "V2", "U4"), ("2022-07-01", "", ""))
    found[6].episodes[-1].end = "E3"
    in_care(found[7], ("2022-07-01", "V2", "U4"), ("2022-07-25", "", ""))
    of(found[8], "2009-05-03 2022-01-02 Derby", "2022-01-24 - Derby")  # nobody for three weeks
    of(found[9], "2009-05-03 2022-01-02 Derby", "2022-01-03 - Leicester")
    of(found[10], "2009-05-03 2022-01-02 Derby", "2022-01-03 - ")  # the authority is missing
    return found


def unknown() -> list[Child]:
    """63 to 68: dates, placements and statuses that are missing or no code, old and recent."""
    found = [enrolled(number, f"2024-07-01 - {FOSTER}") for number in range(63, 69)]
    care = ("2023-02-06", "C2", "U4")
    for child in found:
        referred(child, "2024-06-03")
    in_care(found[0], care).born = None
    in_care(found[1], care)
    found[1].born, found[1].header_born = None, day("2009-05-03")
    in_care(found[2], care, ("2024-10-07", "C2", ""), ("2024-10-21", "C2", "U4"))  # lapsed
    in_care(found[3], care, ("2025-08-04", "C2", "X9"), ("2025-08-18", "C2", "U4"))  # waits
    in_care(found[4], care, ("2025-08-04", "", "X9"), ("2025-08-18", "C2", "U4"))
    in_care(
        found[5], care, ("2025-08-04", "", "U4"), ("2025-08-18", "C2", "U4")
    )  # foster all the same
    return found


def left_out() -> list[Child]:
    """69 to 74: children whose rows contradict themselves, or who may be anyone."""
    found = [enrolled(number, f"2021-04-05 - {EDGE}") for number in range(69, 75)]
    one, two = day("2022-01-10"), day("2022-02-10")
    found[0].episodes = [Episode(one, two, "V2", "U4"), Episode(two - DAY, None, "V2", "U6", "P")]
    found[1].episodes = [Episode(two, one, "V2", "U4")]
    found[2].episodes = [Episode(one, two, "V2", "U4")]
    found[2].header_born = day("2009-03-05")
    found[3].person = ""
    of(found[4], "2009-05-03 2021-09-05 Nottingham", "2021-09-05 - Derby")
    found[5].episodes = [Episode(one, None, "V2", "U4"), Episode(two, None, "V2", "U6", "P")]
    return found


def only_in_return(number: int, dice: Dice) -> Child:
    """A looked-after child who was never referred."""
    child = Child(f"D{number:04}", dice.day(date(2008, 1, 1), date(2016, 12, 31)))
    child.add("responsibility", child.born, None, dice.pick(AUTHORITIES))
    began = dice.day(date(2019, 1, 1), date(2025, 6, 1))
    ceased = began + dice.number(30, 900) * DAY
    child.episodes.append(Episode(began, ceased, "V2", dice.pick(["U4", "U6", "K2"])))
    return child


def clipped(child: Child) -> Child:
    """The child as known on the last day: nothing that is dated after it."""
    child.episodes = [episode for episode in child.episodes if episode.began <= LAST]
    for name in ("enrolments", "detentions", "responsibility"):
        rows = [row for row in child.rows.get(name, []) if known(row[0])]
        for row in rows:
            row[1] = row[1] if known(row[1]) else None
        child.rows[name] = rows
    events = child.rows.get("events", [])
    child.rows["events"] = [row for row in events if all(known(cell) for cell in row)]
    return child


def known(cell: Cell) -> bool:
    """Whether the cell holds no day after the last day of the data."""
    return not isinstance(cell, date) or cell <= LAST


def returned_by(child: Child) -> str:
    """The authority whose return holds the child: the first that was responsible."""
    name = child.rows["responsibility"][0][2]
    return name if name in AUTHORITIES else "Derby"  # type: ignore[return-value]


def all_children(dice: Dice) -> list[Child]:
    """The cohort (about 420 case numbers) and 40 children who are in a return only."""
    found = pauses() + step_downs() + foster() + homes() + groups() + eligibility()
    found += ends_and_moves() + unknown() + left_out()
    for number in range(len(found) + 1, 421):
        found += drawn(number, dice)
    found += [only_in_return(number, dice) for number in range(701, 741)]
    return [clipped(child) for child in found]
