"""The pairs of this folder: one documented loophole each, with the hole and guarded."""

import tomllib
from functools import cache
from pathlib import Path

from attrs import frozen

from sibdsl import api
from sibdsl.compiled import Compiled
from sibdsl.model.histories import Case, Histories

FOLDER = Path(__file__).parent


@frozen
class Pair:
    """One loophole. *folder* holds `hole.sib`, `guarded.sib`, `meta.toml` and `note.md`.

    *law* is what `verify` has to break with the hole, empty where an earlier command finds it;
    *caught_by* the code of what `check` refuses or `lint` asks then. *records* are the events and
    periods of the documented case. *naive* and *guarded* are what the first example pays in all,
    or what *of* pays: "refused" where the hole is no contract. With *cases*, the amounts are those
    of so many cases like the example's, and of what is reckoned over all cases.
    """

    folder: Path
    number: int
    title: str
    records: int
    naive: str
    guarded: str
    law: str = ""
    caught_by: str = ""
    of: str = ""
    cases: int = 0

    @property
    def hole_text(self) -> str:
        """The contract with the hole."""
        return (self.folder / "hole.sib").read_text(encoding="utf-8")

    @property
    def hole(self) -> Compiled:
        """The contract with the hole, and all findings."""
        return read(self.folder / "hole.sib")

    @property
    def closed(self) -> Compiled:
        """The guarded contract, and all findings."""
        return read(self.folder / "guarded.sib")


@cache
def read(path: Path) -> Compiled:
    """The contract in that file, and all findings."""
    return api.load(path)


@cache
def pairs() -> tuple[Pair, ...]:
    """All of them, in the order of their numbers."""
    return tuple(_pair(path) for path in sorted(FOLDER.glob("*/meta.toml")))


def _pair(path: Path) -> Pair:
    said = tomllib.loads(path.read_text(encoding="utf-8"))
    said["cases"] = int(said.get("cases", 0))
    return Pair(path.parent, **said)


def records_in(histories: Histories) -> int:
    """The events and periods of all cases, groups and the contract; facts are no records."""
    groups = (case for cases in histories.groups.values() for case in cases)
    return sum(_records(case) for case in (*histories.cases, *groups, histories.contract))


def _records(case: Case) -> int:
    listed = (*case.events.values(), *case.spells.values())
    return sum(len(items) for items in listed)
