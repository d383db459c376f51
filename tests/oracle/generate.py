"""Write the case files of the contracts.

The data is synthetic: every row comes from a seeded generator or was made up by hand for a
boundary, and no child in it exists. The same bytes come out each run:
`python tests/oracle/generate.py` writes them, `test_expected.py` compares them.
"""

from datetime import date
from pathlib import Path

import birmingham_children
import dn2_children
import essex_children
import manchester_children
import norfolk_children
import pan_london_children
import peterborough_men
from children import DAY, Child, Dice, cohort, episodes, further, header

CONTRACTS = Path(__file__).parents[2] / "contracts"
COHORT = "Case Number,Person Number,Date of Birth,Referral"


def mapping(last_days: dict[str, date], none: list[str]) -> str:
    """The mapping: the last day of each file, and the fields that no file holds."""
    said = "# Synthetic data: no child in these files exists.\n"
    said += 'certified_by = "commissioner"\n'
    said += f"none = [{', '.join(repr(name).replace(chr(39), chr(34)) for name in none)}]\n"
    for name, last in last_days.items():
        said += f'\n[files."{name}"]\nlast_day = {last}\n'
    return said


def pan_london() -> dict[str, str]:
    """Each file of Pan-London by name; one return for all the years."""
    dice = Dice(20180201)
    last = pan_london_children.LAST
    children = pan_london_children.all_children(dice)
    looked_after = [child for child in children if in_return(child, date(2017, 4, 1), last)]
    files = {
        "header.csv": header(looked_after),
        "episodes.csv": episodes(looked_after, date(2017, 4, 1), last, last),
        "cohort.csv": cohort(f"{COHORT},Therapy start,Therapy end,Result", children),
        "concerns.csv": further("concerns", "Case Number,Concern,Kind", children),
        "responsibility.csv": further(
            "responsibility",
            "Case Number,Responsibility start,Responsibility end,Borough",
            children,
        ),
        "detentions.csv": further(
            "detentions", "Case Number,Detention start,Detention end", children
        ),
        "events.csv": further("events", "Case Number,Transfer,Adoption,Death", children),
        "contract.csv": "Termination\n",
    }
    return files | {"mapping.toml": mapping(dict.fromkeys(files, last), [])}


def birmingham() -> dict[str, str]:
    """Each file of Birmingham by name; the return comes in two parts, the later one wins."""
    dice = Dice(20141101)
    last, middle = birmingham_children.LAST, birmingham_children.MIDDLE
    children = birmingham_children.all_children(dice)
    files = {"cohort.csv": cohort(COHORT, children)}
    files["moves.csv"] = further("moves", "Case Number,Move", children)
    files["events.csv"] = further("events", "Case Number,Transfer,Guardianship,Death", children)
    last_days = dict.fromkeys(files, last)
    for first, end in ((date.min, middle), (middle + DAY, last)):
        seen = [child for child in children if in_return(child, first, end)]
        files[f"header_{end.year}.csv"] = header(seen)
        files[f"episodes_{end.year}.csv"] = episodes(seen, first, end, last)
        last_days |= {f"header_{end.year}.csv": end, f"episodes_{end.year}.csv": end}
    return files | {"mapping.toml": mapping(last_days, ["Termination"])}


def dn2() -> dict[str, str]:
    """Each file of DN2 by name; each authority makes a return of its own."""
    last = dn2_children.LAST
    children = dn2_children.all_children(Dice(20201001))
    files = {"cohort.csv": cohort(COHORT, children)}
    for name, heading in (
        ("enrolments", "Enrolment start,Enrolment end,Group"),
        ("responsibility", "Responsibility start,Responsibility end,Authority"),
        ("detentions", "Detention start,Detention end"),
        ("events", "Transfer,Adoption,Death"),
    ):
        referred = [child for child in children if child.cohort_rows]
        files[f"{name}.csv"] = further(name, f"Case Number,{heading}", referred)
    pauses = [f"{first},{end}\n" for first, end in dn2_children.PAUSES]
    files["contract.csv"] = "".join(["Pause start,Pause end\n", *pauses])
    for authority in dn2_children.AUTHORITIES:
        own = [child for child in children if dn2_children.returned_by(child) == authority]
        seen = [child for child in own if in_return(child, date(2018, 4, 1), last)]
        files[f"header_{authority.lower()}.csv"] = header(seen)
        files[f"episodes_{authority.lower()}.csv"] = episodes(seen, date(2018, 4, 1), last, last)
    return files | {"mapping.toml": mapping(dict.fromkeys(files, last), ["Termination"])}


def in_return(child: Child, first: date, last: date) -> bool:
    """Whether an episode of the child lies in the return."""
    return any(e.began <= last and not (e.ceased and e.ceased < first) for e in child.episodes)


def all_files() -> dict[Path, str]:
    """The text of every case file by its path."""
    made = {"pan-london": pan_london(), "birmingham": birmingham(), "dn2": dn2()}
    for name, scheme, seed in (
        ("norfolk", norfolk_children, 20190205),
        ("essex", essex_children, 20130401),
    ):
        made[name] = scheme.files(scheme.all_children(Dice(seed)))
    made["peterborough"] = peterborough_men.files(Dice(20100909))
    made["manchester"] = manchester_children.files(Dice(20140301))
    return {
        CONTRACTS / name / "cases" / file: text
        for name, files in made.items()
        for file, text in files.items()
    }


def main() -> None:
    """Write every file, with LF at the ends of lines."""
    for path, text in all_files().items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
