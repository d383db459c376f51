"""Histories by chance for DN2: one Enrolment after another, and what happens in each."""

from datetime import date

from children import DAY, Child, Dice, Episode

Link = tuple[date, str, str]  # from this day on, the legal status and placement; blank: at home
GROUPS = [
    *["step-down"] * 85,
    *["foster stability"] * 85,
    *["return home"] * 57,
    *["edge of care"] * 67,
]  # as the published targets are
AUTHORITIES = ["Derby"] * 35 + ["Nottinghamshire"] * 38 + ["Nottingham"] * 27
NEXT = {
    "step-down": "return home",
    "foster stability": "return home",
    "return home": "edge of care",
    "edge of care": "foster stability",
}


def drawn(number: int, dice: Dice) -> list[Child]:
    """A child of the cohort drawn by chance; two numbers if it moves to another authority."""
    referral = dice.day(date(2020, 10, 1), date(2024, 9, 30))
    born = referral - dice.number(10 * 365 + 3, 16 * 365 + 200) * DAY
    child = Child(f"D{number:04}", born, person=f"P{4000 + number}")
    child.cohort_rows.append([referral])
    child.add("responsibility", born, None, dice.pick(AUTHORITIES))
    adult = date(born.year + 18, born.month, min(born.day, 28))
    links = enrol(child, referral + dice.number(4, 40) * DAY, dice)
    child.episodes = as_episodes([link for link in links if link[0] < adult], adult)
    if dice.chance(4):
        first = referral + dice.number(100, 700) * DAY
        child.add("detentions", first, first + dice.number(1, 60) * DAY)
    if dice.chance(3):
        ended = referral + dice.number(200, 800) * DAY
        child.add("events", *(ended if i == dice.number(0, 1) else None for i in (0, 1)), None)
    return moved(child, number, dice) if dice.chance(5) else [child]


def enrol(child: Child, start: date, dice: Dice) -> list[Link]:
    """Enrolments of the child from the day on; comes back with where the child lived."""
    group, links = dice.pick(GROUPS), []
    while True:
        full = dice.chance(60)
        length = dice.number(728, 900) if full else dice.number(60, 500)
        links += lived(group, start, length, dice, first=not links)
        child.add("enrolments", start, start + (length - 1) * DAY, group)
        if full or dice.chance(30):
            return links
        start, group = start + length * DAY, NEXT[group]


def lived(group: str, start: date, length: int, dice: Dice, *, first: bool) -> list[Link]:
    """Where a child of the group lived in one Enrolment, and before it if it is the first."""
    before = start - dice.number(60, 900) * DAY
    status = dice.pick(["C2", "C2", "V2"])
    settled: dict[str, tuple[str, str]] = {
        "step-down": (status, "U4"),
        "foster stability": (status, dice.pick(["U4", "U6", "U1"])),
        "return home": ("", ""),
        "edge of care": ("", ""),
    }
    earlier = {
        "step-down": (status, dice.pick(["K2", "K2", "R1", "S1"])),
        "foster stability": settled["foster stability"],
        "return home": (status, "U4"),
    }
    links = [(before, *earlier[group])] if first and group in earlier else []
    links.append((start, *settled[group]))
    clock = start + dice.number(20, 400) * DAY
    while clock < start + (length - 70) * DAY and dice.chance(40):
        links += interrupted(clock, group, settled[group], dice)
        clock = links[-1][0] + dice.number(30, 300) * DAY
    return links


def interrupted(began: date, group: str, back: tuple[str, str], dice: Dice) -> list[Link]:
    """Some days elsewhere, and back."""
    status = back[0] or dice.pick(["V2", "V2", "C1", "L2"])
    if group == "foster stability" and dice.chance(50):
        return [(began, status, dice.pick(["U5", "U6", "U2"]))]
    if group == "foster stability" and dice.chance(60):
        return [(began, status, dice.pick(["T1", "T3", "T4"])), (began + 7 * DAY, *back)]
    if group == "edge of care" and dice.chance(30):
        found: list[Link] = []
        for _ in range(dice.number(3, 8)):
            found += [(began, "V3", "U6"), (began + dice.number(1, 10) * DAY, *back)]
            began = found[-1][0] + dice.number(4, 15) * DAY
        return found
    place = dice.pick(["K2", "R1"]) if back[1] else "U6"
    return [(began, status, place), (began + dice.number(1, 70) * DAY, *back)]


def as_episodes(links: list[Link], adult: date) -> list[Episode]:
    """The episodes of the return; those that follow on are said to."""
    found: list[Episode] = []
    kept = [link for i, link in enumerate(links) if i == 0 or link[1:] != links[i - 1][1:]]
    for i, (began, status, place) in enumerate(kept):
        if not place:
            continue
        later = kept[i + 1] if i + 1 < len(kept) else (adult, "", "")
        earlier = kept[i - 1] if i and kept[i - 1][2] else None
        new = "S" if earlier is None else "P" if earlier[1] == status else "B"
        found.append(Episode(began, later[0], status, place, new, "X1" if later[2] else "E4A"))
    return found


def moved(child: Child, number: int, dice: Dice) -> list[Child]:
    """The child under its old number, and a new one in another authority from some day on."""
    first = child.cohort_rows[0][0]
    assert isinstance(first, date)
    when = first + dice.number(60, 700) * DAY
    other = Child(f"D{number + 1000:04}", child.born, person=child.person)
    other.cohort_rows.append([None])
    old = child.rows["responsibility"][0]
    new = {"Derby": "Nottingham", "Nottingham": "Nottinghamshire", "Nottinghamshire": "Derby"}
    other.add("responsibility", when, None, new[str(old[2])])
    old[1] = when - DAY
    other.episodes = [episode for episode in child.episodes if episode.began >= when]
    child.episodes = [episode for episode in child.episodes if episode.began < when]
    if child.episodes and (last := child.episodes[-1]).ceased and last.ceased > when:
        handed = Episode(when, last.ceased, last.status, last.place, "S", last.end)
        other.episodes.insert(0, handed)
        last.ceased, last.end = when, "E3"
    return [child, other]
