"""Synthetic children of Essex: some sixty drawn by hand at the boundaries, the rest by chance.
No child in it exists."""

from datetime import date

from children import DAY, Child, Dice, Episode, chain, cohort, day, episodes, further, header
from evaluator import birthday

LAST = date(2020, 3, 31)
FIRST = date(2012, 4, 1)
REFERRED = 498


def referred(number: int, born: str, referral: str) -> Child:
    """A child by hand: two signs of need, found suitable after 9 days, accepted after 16."""
    child = Child(f"E{number:03}", day(born), person=f"S{200 + number}")
    came = day(referral)
    child.cohort_rows.append([came])
    child.add("needs", came - 80 * DAY, None, came - 30 * DAY)
    child.add("panels", came + 9 * DAY, "suitable")
    child.add("provider", came + 16 * DAY, None, "")
    return child


def in_care(child: Child, *links: tuple[str, str, str]) -> Child:
    """The child with further episodes: (began, status, placement)."""
    child.episodes += chain(*links)
    return child


def first_quarter() -> list[Child]:
    """1: in care throughout the first quarter, so that it ends below nought."""
    found = [referred(1, "2000-05-03", "2013-04-01")]
    in_care(
        found[0], ("2013-03-01", "C2", "K2"), ("2013-09-16", "V2", "U4"), ("2014-01-06", "", "")
    )
    return found


def grains() -> list[Child]:
    """2 to 11: grains that end with a quarter or just after, care across them, custody, breaks."""
    found = [referred(number, "2000-05-03", "2013-07-03") for number in range(2, 12)]
    found[0].cohort_rows = [[day("2013-09-01")]]  # the first grain ends on 30 September
    found[1].cohort_rows = [[day("2013-09-02")]]  # and this one on 1 October
    for child in found[:2]:
        child.rows["panels"] = [[day("2013-09-16"), "suitable"]]
        child.rows["provider"] = [[day("2013-09-30"), None, ""]]
    in_care(found[2], ("2013-07-20", "V2", "U6"), ("2013-08-05", "", ""))  # over the edge of two
    found[3].add("detentions", day("2014-02-10"), day("2014-05-09"))
    in_care(found[4], ("2014-02-10", "J1", "R5"), ("2014-03-10", "", ""))
    found[4].add("detentions", day("2014-02-10"), day("2014-04-20"))
    breaks = ["2014-04-07", "2014-05-05", "2014-06-02", "2014-07-07", "2014-08-04", "2014-09-01"]
    for began in breaks:  # 14 days each: the sixth begins on the 71st
        found[5].episodes.append(Episode(day(began), day(began) + 14 * DAY, "V3", "U6"))
    in_care(found[6], ("2013-10-07", "V4", "U6"), ("2015-10-07", "", ""))
    in_care(found[7], ("2013-11-04", "C1", "P1"), ("2014-03-03", "", ""))
    in_care(
        found[8], ("2014-01-06", "L1", "U6"), ("2014-01-08", "V2", "U4"), ("2014-07-01", "", "")
    )
    found[9].add("detentions", day("2015-06-01"), None)
    return found


def ends() -> list[Child]:
    """12 to 18: death, transfer and the 18th birthday at the last day of a grain."""
    found = [referred(number, "2000-05-03", "2014-01-06") for number in range(12, 19)]
    found[0].add("events", None, day("2014-06-05"))  # the last day of the fifth grain is 4 June
    found[1].add("events", None, day("2014-06-04"))
    found[2].add("events", day("2014-06-05"), None)
    found[3].add("events", day("2014-06-04"), None)
    found[4].born, found[5].born = day("1996-06-05"), day("1996-06-04")
    found[6].born, found[6].cohort_rows = day("1996-02-29"), [[day("2013-12-31")]]
    found[6].rows["panels"] = [[day("2014-01-15"), "suitable"]]
    return found


def eligibility() -> list[Child]:
    """19 to 36: ages, window, signs of need, panels and acceptance, a day to either side."""
    found = [
        referred(19, "2003-02-03", "2014-02-03"),  # the 11th birthday
        referred(20, "2003-02-04", "2014-02-03"),  # the day before it
        referred(21, "1996-02-03", "2014-02-03"),  # the 18th birthday
        referred(22, "1996-06-03", "2014-02-03"),
        referred(23, "2000-05-03", "2013-03-31"),  # before the window
        referred(24, "2004-05-03", "2018-10-01"),  # after it
        *(referred(number, "2000-05-03", "2014-03-03") for number in range(25, 37)),
    ]
    came = day("2014-03-03")
    found[6].rows["needs"] = [[came - DAY, None, None]]  # one sign of need
    found[7].rows["needs"] = [[came - DAY, None, came]]  # the second on the day of referral
    found[8].rows["needs"] = [[came - DAY, came - DAY, None]]
    found[9].rows["needs"] = [[came - 9 * DAY, None, None], [came - 5 * DAY, None, None]]
    found[10].rows["panels"] = [[came + 59 * DAY, "suitable"]]
    found[11].rows["panels"] = [[came + 60 * DAY, "suitable"]]
    found[12].rows["panels"] = [[came + 5 * DAY, "unsuitable"], [came + 40 * DAY, "suitable"]]
    found[13].rows["panels"] = [[came + 5 * DAY, "unsuitable"]]
    found[14].rows["provider"] = [[came + 59 * DAY, None, ""]]
    found[15].rows["provider"] = [[came + 60 * DAY, None, ""]]
    found[16].rows["provider"] = [[None, came + 20 * DAY, "no carer"]]
    found[17].rows["panels"] = [[came - DAY, "suitable"]]
    return found


def many() -> list[Child]:
    """37 to 42: two referrals or none, two numbers, a date of birth in the header or nowhere."""
    found = [referred(number, "2001-05-03", "2014-05-06") for number in range(37, 43)]
    found[0].cohort_rows.append([day("2015-09-07")])
    found[2].person = found[1].person
    found[2].cohort_rows, found[2].rows = [[day("2015-02-02")]], {}
    in_care(found[2], ("2015-02-16", "V2", "U4"), ("2015-05-18", "", ""))
    found[3].born, found[3].header_born = None, day("2001-05-03")
    in_care(found[3], ("2014-09-01", "V2", "U6"), ("2014-09-29", "", ""))
    found[4].born = None  # and no sign of need: not eligible, whatever the age
    found[4].rows["needs"] = []
    found[5].cohort_rows = [[None]]  # never referred, as far as is known
    return found


def not_known() -> list[Child]:
    """43 to 49: care, findings and places that are not known, each in late quarters only."""
    found = [referred(number, "2003-05-03", "2018-02-05") for number in range(43, 50)]
    # a status that is missing on four days of the grain that ends on 1 December 2018
    in_care(found[0], ("2018-11-05", "", "U6"), ("2018-11-09", "", ""))
    # a status that is no code, on a day of the grain that ends on 26 November 2019
    in_care(found[1], ("2019-11-04", "Q9", "U6"), ("2019-11-05", "", ""))
    # an open short break: in, whatever its last day
    in_care(found[2], ("2020-03-16", "V3", "U6"))
    # a finding that is missing; one grain only, with 16 days in care: it saves half a day
    found[3] = referred(46, "2000-09-25", "2018-08-20")
    found[3].rows["panels"] = [[day("2018-08-29"), ""]]
    in_care(found[3], ("2018-08-24", "V2", "U6"), ("2018-09-09", "", ""))
    # a finding on a day that is missing; four grains, to the 18th birthday
    found[4] = referred(47, "2001-01-14", "2018-09-10")
    found[4].rows["panels"] = [[None, "suitable"]]
    # the two of whom it is not known whether they have one of the last places
    found[5] = referred(48, "2001-01-21", "2018-09-24")
    found[6] = referred(49, "2001-01-28", "2018-09-25")
    return found


def too_late() -> list[Child]:
    """50 to 54: eligible, and referred when the places were surely taken."""
    return [referred(number, "2005-05-03", "2018-09-27") for number in range(50, 55)]


def by_chance(number: int, dice: Dice) -> Child:
    """A child of the cohort drawn by chance, referred from July 2013 to July 2018."""
    referral = dice.day(date(2013, 7, 1), date(2018, 7, 31))
    born = referral - dice.number(11 * 366, 17 * 365 + 200) * DAY
    child = Child(f"E{number:03}", born, person=f"S{200 + number}")
    child.cohort_rows.append([referral])
    needs = [referral - dice.number(1, 300) * DAY if dice.chance(75) else None for _ in range(3)]
    child.add("needs", *needs)
    met = referral + dice.number(3, 30) * DAY
    if dice.chance(15):
        child.add("panels", met, "unsuitable")
        met += dice.number(7, 20) * DAY
    if dice.chance(95):
        child.add("panels", met, "suitable")
    answered = met + dice.number(3, 9) * DAY
    if dice.chance(93):
        child.add("provider", answered, None, "")
    else:
        child.add("provider", None, answered, dice.pick(["no carer", "not antisocial", "moved"]))
    history(child, referral, dice)
    return child


def history(child: Child, referral: date, dice: Dice) -> None:
    """Care before and after Referral, short breaks, custody, a transfer."""
    clock = referral + dice.number(-60, 400) * DAY
    while dice.chance(28):
        ceased = clock + dice.number(3, 420) * DAY
        status, place = dice.pick(["V2", "V2", "C1", "C2"]), dice.pick(["U6", "U4", "K2", "R1"])
        if dice.chance(30):
            moved = clock + dice.number(1, (ceased - clock).days - 1) * DAY
            child.episodes.append(Episode(clock, moved, status, place, "S", "X1"))
            child.episodes.append(Episode(moved, ceased, status, "U5", "P"))
        else:
            child.episodes.append(Episode(clock, ceased, status, place))
        clock = ceased + dice.number(10, 300) * DAY
    if dice.chance(6):
        for _ in range(dice.number(3, 14)):
            ceased = clock + dice.number(1, 7) * DAY
            child.episodes.append(Episode(clock, ceased, "V3", "U6"))
            clock = ceased + dice.number(5, 20) * DAY
    if dice.chance(9):
        first = referral + dice.number(20, 700) * DAY
        child.add("detentions", first, first + dice.number(3, 120) * DAY)
    if dice.chance(2):
        child.add("events", referral + dice.number(10, 800) * DAY, None)


def only_in_return(number: int, dice: Dice) -> Child:
    """A looked-after child who was never referred."""
    child = Child(f"E{number:03}", dice.day(date(1998, 1, 1), date(2012, 12, 31)))
    came = dice.day(date(2013, 1, 1), date(2019, 12, 31))
    child.episodes.append(Episode(came, came + dice.number(10, 500) * DAY, "V2", "U4"))
    return child


def clipped(child: Child) -> Child:
    """The child as known on the last day: nothing dated after it, no care from 18 on."""
    if child.born:
        grown = birthday(child.born, 18)
        child.episodes = [e for e in child.episodes if e.began < grown]
        for episode in child.episodes:
            if episode.ceased and episode.ceased > grown:
                episode.ceased, episode.end = grown, "E7"
    child.episodes = [e for e in child.episodes if e.began <= LAST]
    for row in child.rows.get("detentions", []):
        row[1] = row[1] if not isinstance(row[1], date) or row[1] <= LAST else None
    for name in ("detentions", "events"):
        rows = child.rows.get(name, [])
        child.rows[name] = [
            row for row in rows if all(not isinstance(c, date) or c <= LAST for c in row)
        ]
    return child


def all_children(dice: Dice) -> list[Child]:
    """The cohort and 40 children who are in the return only."""
    found = first_quarter() + grains() + ends() + eligibility() + many() + not_known()
    found += too_late()
    found += [by_chance(number, dice) for number in range(len(found) + 1, REFERRED)]
    found += [only_in_return(number, dice) for number in range(REFERRED, REFERRED + 40)]
    return [clipped(child) for child in found]


def in_return(child: Child) -> bool:
    """Whether an episode of the child lies in the return."""
    return any(not (e.ceased and e.ceased < FIRST) for e in child.episodes)


TABLES = {
    "needs": "Offence,Conduct Diagnosis,Care Warning",
    "panels": "Panel Decision,Finding",
    "provider": "Acceptance,Refusal,Reason",
    "detentions": "Detention start,Detention end",
    "events": "Transfer,Death",
}


def files(children: list[Child]) -> dict[str, str]:
    """The text of each case file by its name; one return for all the years."""
    looked_after = [child for child in children if in_return(child)]
    found = {
        "header.csv": header(looked_after),
        "episodes.csv": episodes(looked_after, FIRST, LAST, LAST),
        "cohort.csv": cohort("Case Number,Person Number,Date of Birth,Referral", children),
        "contract.csv": "Termination\n",
    }
    for name, own in TABLES.items():
        found[f"{name}.csv"] = further(name, f"Case Number,{own}", children)
    said = "# Synthetic data: no child in these files exists.\n"
    said += 'certified_by = "commissioner"\n'
    for name in found:
        said += f'\n[files."{name}"]\nlast_day = {LAST}\n'
        said += 'certified_by = "provider"\n' if name == "provider.csv" else ""
    return found | {"mapping.toml": said}
