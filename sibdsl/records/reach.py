"""How far the records of each field go: declared, or taken from the return, and then said so."""

from collections.abc import Iterator, Mapping, Sequence

from attrs import frozen

from sibdsl.diagnostics import Finding, Place
from sibdsl.diagnostics.codes import (
    AFTER_LAST_DAY,
    LAST_DAY_ASSUMED,
    MAPPING_MISSES,
    NONE_CONTRADICTED,
    NOTHING_KNOWN,
)
from sibdsl.model.days import EARLIEST, Day, in_words, iso
from sibdsl.model.histories import Reach
from sibdsl.records.headings import stem
from sibdsl.records.mapping import Mapping as Declared


@frozen
class Origin:
    """A file and the fields it holds. *last* is declared, or derived where *assumed* says so."""

    file: str
    fields: tuple[str, ...]
    first: Day | None
    last: Day | None
    latest: Day | None
    assumed: bool = False


@frozen
class Reached:
    """The reach of every field."""

    reach: Mapping[str, Reach]
    findings: tuple[Finding, ...]


def reached(origins: Sequence[Origin], fields: Sequence[str], declared: Declared) -> Reached:
    """The reach of each of *fields*.

    A file without a last day goes as far as the field of the others that goes least far; where no
    file has one, as far as the latest day in them.
    """
    dated = [origin for origin in origins if origin.last is not None]
    known = {name: _of(name, dated, EARLIEST) for name in _held(dated)}
    least = min((reach.last for reach in known.values()), default=None)
    if least is None:
        least = max((o.latest for o in origins if o.latest is not None), default=EARLIEST)
    reach = {name: _of(name, origins, least) for name in _held(origins)}
    none, findings = _none(fields, reach, declared)
    least_of_all = min((r.last for r in reach.values()), default=EARLIEST)
    unknown = [name for name in fields if name not in reach and name not in none]
    everything = {
        **{name: Reach(last=EARLIEST) for name in unknown},
        **{name: Reach(last=least_of_all) for name in none},
        **reach,
    }
    beyond = _after_the_last_day(origins)
    said = (*_assumed(origins, least), *beyond, *findings, *_nothing_known(unknown))
    return Reached({name: everything[name] for name in fields}, said)


def _held(origins: Sequence[Origin]) -> list[str]:
    return sorted({name for origin in origins for name in origin.fields})


def _of(name: str, origins: Sequence[Origin], least: Day) -> Reach:
    """The stretch to which the files together say all; the last, where there is a gap."""
    spans = sorted(
        (
            EARLIEST if origin.first is None else origin.first,
            least if origin.last is None else origin.last,
        )
        for origin in origins
        if name in origin.fields
    )
    first, last = spans[0]
    for start, end in spans[1:]:
        if start > last + 1:
            first = start
        last = max(last, end)
    return Reach(first, last)


def _assumed(origins: Sequence[Origin], least: Day) -> Iterator[Finding]:
    for origin in origins:
        last = least if origin.last is None else origin.last
        if not origin.fields or not (origin.assumed or origin.last is None):
            continue
        if last == EARLIEST:
            message = "no last day is declared for the file, and no date in it says one"
            help_ = f'declare `last_day` under `[files."{origin.file}"]` in mapping.toml'
        else:
            message = f"no last day is declared: the file is taken to run to {in_words(last)}"
            help_ = (
                f'declare it: `last_day = {iso(last)}` under `[files."{origin.file}"]`'
                " in mapping.toml"
            )
        yield Finding(LAST_DAY_ASSUMED, message, Place(origin.file), help=help_)


def _after_the_last_day(origins: Sequence[Origin]) -> Iterator[Finding]:
    """Files with dates after the last day that is declared for them."""
    for origin in origins:
        if origin.assumed or origin.last is None or origin.latest is None:
            continue
        if origin.latest > origin.last:
            yield Finding(
                AFTER_LAST_DAY,
                f"the file has dates up to {in_words(origin.latest)}, and is declared to run to "
                f"{in_words(origin.last)}: later ones do not count",
                Place(origin.file),
                help="declare another `last_day` in mapping.toml, if the file runs further",
            )


def _none(
    fields: Sequence[str], held: Mapping[str, Reach], declared: Declared
) -> tuple[list[str], list[Finding]]:
    """The fields that the mapping says have no records."""
    by_stem = {stem(name): name for name in fields}
    names: list[str] = []
    findings: list[Finding] = []
    for written in declared.none:
        name = by_stem.get(stem(written))
        if name is None:
            message = f"the mapping says there is no `{written}`, which is no field of the contract"
            findings.append(Finding(MAPPING_MISSES, message, Place(declared.file)))
        elif name in held:
            message = f"the mapping says there is no `{written}`, and a file holds a column of it"
            findings.append(Finding(NONE_CONTRADICTED, message, Place(declared.file)))
        else:
            names.append(name)
    return names, findings


def _nothing_known(names: Sequence[str]) -> Iterator[Finding]:
    if names:
        listed = ", ".join(f"`{name}`" for name in names)
        declare = ", ".join(f'"{name}"' for name in names)
        yield Finding(
            NOTHING_KNOWN,
            f"no file holds {listed}: nothing is known of it, on any day",
            help=f"if there was none, declare it: `none = [{declare}]` in mapping.toml",
        )
