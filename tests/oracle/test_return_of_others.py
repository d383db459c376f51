"""A synthetic return that others made (MIT, see tests/data/ssda903), with a cohort drawn for it.

Neither the program nor the oracle was written with these files in view.
"""

import csv
import random
import shutil
from collections import Counter
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pan_london
import pytest
from evaluator import english, rows_of

from sibdsl import api
from sibdsl.model.contract import Contract
from sibdsl.model.days import iso
from sibdsl.model.ledger import Ledger
from sibdsl.records.reading import Reading

ROOT = Path(__file__).parents[2]
RETURN = ROOT / "tests" / "data" / "ssda903"
LAST_DAY = date(2021, 3, 31)
BOROUGHS = ["Sutton", "Tower Hamlets", "Bexley", "Merton", "Newham", "Barking", "Haringey"]
FILES = {
    "cohort.csv": "Case Number,Person Number,Date of Birth,Referral,"
    "Therapy start,Therapy end,Result",
    "concerns.csv": "Case Number,Concern,Kind",
    "responsibility.csv": "Case Number,Responsibility start,Responsibility end,Borough",
    "detentions.csv": "Case Number,Detention start,Detention end",
}


def drawn(rng: random.Random, child: str, born: date) -> dict[str, list[str]]:
    """One made-up child of the programme: a row of each table, by file."""
    referral = date(2018, 2, 1) + timedelta(days=rng.randrange(500))
    first = referral + timedelta(days=rng.randrange(5, 30))
    last = first + timedelta(days=rng.randrange(80, 150))
    result = rng.choice(["completed", "completed", "withdrawn"])
    kind = rng.choice(["antisocial behaviour", "substance misuse", "other"])
    concern = referral - timedelta(days=rng.randrange(60))
    cohort = [child, f"P{child}", str(born), str(referral), str(first), str(last), result]
    row = {
        "cohort.csv": cohort,
        "concerns.csv": [child, str(concern), kind],
        "responsibility.csv": [child, str(born), "", rng.choice(BOROUGHS)],
    }
    if rng.random() < 0.1:
        held = last + timedelta(days=rng.randrange(300))
        row["detentions.csv"] = [child, str(held), str(held + timedelta(days=rng.randrange(90)))]
    return row


def cohort(folder: Path) -> Path:
    """The return, and the tables of a cohort drawn from its children (always the same)."""
    rng = random.Random(903)  # noqa: S311 (made-up children, no secret)
    header = list(csv.DictReader((RETURN / "header.csv").read_text(encoding="utf-8").splitlines()))
    times = Counter(row["CHILD"] for row in header)
    once = [row for row in header if times[row["CHILD"]] == 1]
    rows: dict[str, list[list[str]]] = {name: [] for name in FILES}
    for child in sorted(once, key=lambda r: r["CHILD"])[::4]:
        day, month, year = child["DOB"].split("/")
        born = date(int(year), int(month), int(day))
        for name, row in drawn(rng, child["CHILD"], born).items():
            rows[name].append(row)
    for name, heading in FILES.items():
        with (folder / name).open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows([heading.split(","), *rows[name]])
    for name in ("header.csv", "episodes.csv"):
        shutil.copy(RETURN / name, folder / name)
    said = [
        'certified_by = "commissioner"',
        'none = ["Transfer", "Adoption", "Death", "Termination"]',
    ]
    said += [f'[files."{name}"]\nlast_day = {LAST_DAY}' for name in (*FILES, *COPIED)]
    (folder / "mapping.toml").write_text("\n".join(said), encoding="utf-8")
    return folder


COPIED = ("header.csv", "episodes.csv")


@pytest.fixture(scope="module")
def contract() -> Contract:
    lowered = api.load(ROOT / "contracts" / "pan-london" / "contract.sib").lowered
    assert lowered is not None
    return lowered.contract


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return cohort(tmp_path_factory.mktemp("return"))


@pytest.fixture(scope="module")
def reading(contract: Contract, folder: Path) -> Reading:
    return api.read_cases(contract, [folder])


def units(ledger: Ledger) -> set[tuple[str | None, str, str, int, str, str]]:
    """Each line by case, outcome, last due day, units, gross and paid."""
    return {
        (x.case, x.outcome, iso(x.last_due), x.units, x.gross.plain, x.paid.plain)
        for x in ledger.lines
    }


def test_every_payment_is_that_of_the_oracle(
    contract: Contract, folder: Path, reading: Reading
) -> None:
    left_out = {number for number, _ in reading.left_out}
    kept = [c for c in pan_london.read_cases(folder, pan_london.fill) if c.number not in left_out]
    rows = pan_london.pay.ledger_rows(pan_london.settle(kept), pan_london.PAYERS)
    named = [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]
    expected = {
        (r["case"], r["outcome"], r["due_to"], int(r["units"]), r["gross"], r["paid"])
        for r in named
    }
    ledger = api.evaluate(contract, reading.histories)

    assert units(ledger) == expected
    assert len(expected) > 100


def test_findings_by_rule_are_those_that_plain_counting_gives(
    folder: Path, reading: Reading
) -> None:
    rules = Counter(f.rule for f in reading.findings)
    children = {row["Case Number"] for row in rows_of(folder / "cohort.csv")}
    episodes = [row for row in rows_of(folder / "episodes.csv") if row["CHILD"] in children]
    own: dict[str, list[dict[str, str]]] = {}
    for row in episodes:
        own.setdefault(row["CHILD"], []).append(row)
    pairs = [pair for rows in own.values() for pair in pairwise(sorted(rows, key=began))]

    assert rules["148"] == sum(bool(row["DEC"]) != bool(row["REC"]) for row in episodes)
    assert rules["142"] == sum(not before["DEC"] for before, _ in pairs)
    assert rules["501"] == sum(
        bool(before["DEC"]) and english(before["DEC"]) > english(after["DECOM"])  # type: ignore[operator]
        for before, after in pairs
    )


def began(row: dict[str, str]) -> date:
    day = english(row["DECOM"])
    assert day is not None
    return day


def test_another_order_of_rows_columns_and_files_pays_the_same(
    contract: Contract, folder: Path, reading: Reading, tmp_path: Path
) -> None:
    rng = random.Random(1)  # noqa: S311
    for file in folder.iterdir():
        if file.suffix != ".csv":
            shutil.copy(file, tmp_path / file.name)
            continue
        heading, *rows = list(csv.reader(file.read_text(encoding="utf-8").splitlines()))
        columns = rng.sample(range(len(heading)), len(heading))
        rng.shuffle(rows)
        turned = [[row[i] for i in columns] for row in (heading, *rows)]
        with (tmp_path / file.name).open("w", encoding="utf-8", newline="") as out:
            csv.writer(out).writerows(turned)
    files = sorted(tmp_path.iterdir(), reverse=True)
    other = api.evaluate(contract, api.read_cases(contract, files).histories)
    first = api.evaluate(contract, reading.histories)

    assert other.lines == first.lines
    assert [(w.case, w.outcome, w.days) for w in other.waiting] == [
        (w.case, w.outcome, w.days) for w in first.waiting
    ]
