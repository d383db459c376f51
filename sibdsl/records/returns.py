"""All files of the return together: what they say of the children who are cases."""

from collections.abc import Iterator

from attrs import frozen

from sibdsl.diagnostics import Finding
from sibdsl.diagnostics.codes import AGREEMENTS
from sibdsl.model.days import EARLIEST, Day
from sibdsl.model.records import Kind, RecordField, RecordKind
from sibdsl.records.derived import Chosen, chosen_fields, field_like, told_by
from sibdsl.records.episode_rules import broken_rules
from sibdsl.records.episodes import Episode
from sibdsl.records.headers import Birth
from sibdsl.records.mapping import Mapping as Declared
from sibdsl.records.reach import Origin
from sibdsl.records.said import Fact, Said, Told
from sibdsl.records.sorting import Sorted
from sibdsl.records.values import Words
from sibdsl.records.years import merged


@frozen
class Return:
    """The return before it is known who is a case."""

    children: frozenset[str]
    episodes: dict[str, tuple[Episode, ...]]
    births: dict[str, list[Birth]]
    chosen: tuple[Chosen, ...]
    born: RecordField | None
    end: Day
    findings: tuple[Finding, ...]

    @property
    def fields(self) -> frozenset[str]:
        """The fields that the return can fill."""
        return frozenset(chosen.field.name for chosen in self.chosen)


def read_return(sheets: Sorted, person: RecordKind, declared: Declared) -> Return:
    """What the files of the return hold, restatements followed."""
    episodes = merged(sheets.episodes)
    chosen, findings = chosen_fields(person, declared) if sheets.episodes else ([], [])
    births: dict[str, list[Birth]] = {}
    children: set[str] = set()
    for header, _ in sheets.headers:
        children |= header.children
        findings += header.findings
        for birth in header.births:
            births.setdefault(birth.child, []).append(birth)
    for file in sheets.episodes:
        children |= file.children
        findings += file.findings
    born = field_like(person, declared.returns.date_of_birth)
    return Return(
        frozenset(children),
        episodes.children,
        births,
        tuple(chosen),
        born
        if born is not None and born.type is not None and born.type.kind is Kind.DATE
        else None,
        max((file.last_day or EARLIEST for file in sheets.episodes), default=EARLIEST),
        (*episodes.findings, *findings),
    )


def told_by_return(read: Return, cases: frozenset[str], words: Words) -> Told:
    """What the return says of the children who are *cases*, and the rules that they break."""
    said: list[Said] = []
    findings: list[Finding] = []
    agreements = 0
    for child in sorted(cases & read.children):
        births = read.births.get(child, [])
        if read.born is not None:
            name = read.born.name
            said += [Said(child, name, Fact(birth.day, birth.row)) for birth in births]
        episodes = read.episodes.get(child, ())
        if episodes:
            told = told_by(episodes, list(read.chosen), words)
            said += told.said
            findings += told.findings
            findings += broken_rules(episodes, _born(births), read.end)
            agreements += sum(episode.code("LS") == "V4" for episode in episodes)
    return Told(tuple(said), (*findings, *_agreements(agreements)))


def _born(births: list[Birth]) -> Day | None:
    """The day of birth, if the files of all years agree on it."""
    days = {birth.day for birth in births}
    return days.pop() if len(days) == 1 else None


def _agreements(many: int) -> Iterator[Finding]:
    if many:
        yield Finding(
            AGREEMENTS,
            f"{many:,} of the episodes have legal status V4: an agreement of short breaks, whose"
            " days are no days of care",
            help='the contract decides what they count as: `except where Legal Status is "V4"`',
        )


def origins(read: Return, sheets: Sorted) -> list[Origin]:
    """How far each file of the return goes; a Header without a last day, as far as the Episodes."""
    names = tuple(sorted(read.fields))
    found = [
        Origin(f.file, names, f.first_day, f.last_day, f.latest, f.assumed) for f in sheets.episodes
    ]
    if read.born is not None:
        for header, about in sheets.headers:
            last = about.last_day
            if last is None and read.end != EARLIEST:
                last = read.end
            found.append(Origin(header.file, (read.born.name,), about.first_day, last, None))
    return found
