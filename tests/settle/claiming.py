"""A small scheme, its data as it stood at several times, and the claims made one after another."""

from collections import Counter
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from attrs import frozen

from sibdsl import api
from sibdsl.model.claims import Claim, Entry, Settlement
from sibdsl.model.contract import Contract
from sibdsl.model.days import Day
from sibdsl.model.ledger import Ledger, Line
from sibdsl.records.claims import read_claims
from sibdsl.render.ledger_csv import claim_csv
from sibdsl.settle.chain import breaks, in_order
from sibdsl.settle.settling import change, settle
from sibdsl.settle.units import units_of

WEEK = Path(__file__).parents[2] / "sibdsl/cli/templates/week"
LATE = "adds to or reduces the next claim, if received within 12 months after the due day"


@cache
def contract(late: str = "adds to or reduces the next claim") -> Contract:
    """The contract of the template `week`, with other words on late evidence."""
    text = (WEEK / "contract.sib").read_text(encoding="utf-8")
    assert LATE in text
    found = api.load_text(text.replace(LATE, late)).lowered
    assert found is not None
    return found.contract


@frozen
class Data:
    """What the files say, each child and each episode as a row."""

    children: tuple[str, ...]
    episodes: tuple[str, ...] = ()

    def ledger(self, of: Contract, as_at: Day) -> Ledger:
        """What is due on it by the end of that day."""
        with TemporaryDirectory() as folder:
            at = Path(folder)
            headings = (
                "Case Number,Date of Birth,Referral,Support start,Support end",
                "Case Number,Episode start,Episode end,Placement,Legal Status",
            )
            for name, heading, rows in zip(
                ("children", "episodes"), headings, (self.children, self.episodes), strict=True
            ):
                (at / f"{name}.csv").write_text("\n".join((heading, *rows)), encoding="utf-8")
            mapping = (WEEK / "cases/mapping.toml").read_text(encoding="utf-8")
            later = mapping.replace("2025-03-31", "2027-03-31")
            (at / "mapping.toml").write_text(later, encoding="utf-8")
            reading = api.read_cases(of, [at])
        return api.evaluate(of, reading.histories, as_at=as_at)


def claimed(of: Contract, ledger: Ledger, earlier: Sequence[Claim]) -> Settlement:
    """The next claim, all that was claimed before being in order."""
    before = in_order(earlier)
    assert breaks(before, ledger.as_at) == ()
    return settle(of, ledger, before, change(ledger, before))


def as_read(settled: Settlement) -> Claim:
    """The claim as its file gives it back."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"claim-{settled.number}.csv"
        path.write_text(claim_csv(settled), encoding="utf-8")
        read = read_claims([path])
    assert read.findings == ()
    (claim,) = read.claims
    return claim


def one_after_another(of: Contract, ledgers: Sequence[Ledger]) -> list[Settlement]:
    """A claim on each of *ledgers*, each after all the others as their files give them back."""
    earlier: list[Claim] = []
    made: list[Settlement] = []
    for ledger in ledgers:
        made.append(claimed(of, ledger, earlier))
        earlier.append(as_read(made[-1]))
    return made


def units(lines: Sequence[Line]) -> Counter[Line]:
    """How often each unit stands in *lines*."""
    return Counter(unit for line in lines for unit in units_of(line))


def sum_of(entries: Sequence[Entry]) -> Counter[Line]:
    """How often each unit is claimed, those taken back taken off; those of no number left out."""
    found: Counter[Line] = Counter()
    for entry in entries:
        for unit in units_of(entry.line):
            found[unit] += entry.sign
    return Counter({unit: times for unit, times in found.items() if times})
