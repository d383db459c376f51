"""The small contracts of this folder, and histories to hold against them."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from sibdsl import api
from sibdsl.compiled import Compiled
from sibdsl.model.contract import Contract
from sibdsl.model.days import Day
from sibdsl.model.histories import Attributes, Case, Event, Histories, Reach

FOLDER = Path(__file__).parent


@cache
def read(path: Path) -> Compiled:
    """The contract in that file, and all findings."""
    return api.load(path)


def meant(name: str) -> Contract:
    """What the small contract in the file of that name means."""
    return said(read(FOLDER / name))


@cache
def text(words: str) -> Contract:
    """What those words mean."""
    return said(api.load_text(words))


def said(found: Compiled) -> Contract:
    """The contract of a file with which nothing is wrong."""
    assert found.findings == ()
    assert found.lowered is not None
    return found.lowered.contract


def case(number: str, facts: Attributes | None = None, **events: tuple[Day, ...]) -> Case:
    """A case with those facts, and events (`Job_Start` for "Job Start") on those days."""
    named = {
        name.replace("_", " "): tuple(Event(on) for on in days) for name, days in events.items()
    }
    return Case(number, facts or {}, named)


def known(
    contract: Contract,
    last: Day,
    *cases: Case,
    groups: Mapping[str, tuple[Case, ...]] | None = None,
) -> Histories:
    """Histories of *cases* with nothing known after *last*."""
    kinds = (contract.person, contract.record, *contract.groups.values())
    names = [each.name for kind in kinds for each in kind.fields]
    reach = dict.fromkeys(names, Reach(last=last))
    return Histories(cases, reach=reach, groups=groups or {})
