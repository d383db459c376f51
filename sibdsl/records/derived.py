"""From the return to the Terms of the contract: episodes, and what is read out of them."""

from collections.abc import Iterator, Mapping

from attrs import frozen

from sibdsl.diagnostics import Finding, Place
from sibdsl.diagnostics.codes import (
    EPISODES_UNUSED,
    MAPPING_MISSES,
    NOTHING_KNOWN,
    SELECTED_BY,
)
from sibdsl.model.histories import Event, Spell, Value
from sibdsl.model.records import RecordField, RecordKind
from sibdsl.records.episodes import Episode
from sibdsl.records.headings import stem
from sibdsl.records.mapping import Mapping as Declared
from sibdsl.records.mapping import Selection
from sibdsl.records.said import Said, Told, place
from sibdsl.records.values import Cell, Words, value_of


@frozen
class Chosen:
    """A field of the contract and the episodes from which it is read; all where None."""

    field: RecordField
    selection: Selection | None
    columns: Mapping[str, str]
    """By attribute of the field: the column of the return."""


def field_like(record: RecordKind, name: str) -> RecordField | None:
    """The field of that Term, whether it is written in the singular or the plural."""
    return next((f for f in record.fields if stem(f.name) == stem(name)), None)


def chosen_fields(person: RecordKind, declared: Declared) -> tuple[list[Chosen], list[Finding]]:
    """What the episodes of the return fill, and what the mapping names and the contract has not."""
    returns = declared.returns
    findings: list[Finding] = []
    fields: list[Chosen] = []
    wanted: list[tuple[str, Selection | None, bool]] = [(returns.episodes, None, True)]
    wanted += [(name, selection, False) for name, selection in returns.events.items()]
    wanted += [(name, selection, True) for name, selection in returns.periods.items()]
    for name, selection, lasts in wanted:
        field = field_like(person, name)
        if field is not None and field.type is None and field.shape.lasts is lasts:
            chosen = Chosen(field, selection, _columns(field, returns.attributes))
            fields.append(chosen)
            findings += _without_column(chosen, declared.file)
        elif selection is None:
            findings.append(_unused(name))
        else:
            kind = "periods" if lasts else "events"
            message = (
                f"the mapping reads `{name}` from the return, and the contract has no such {kind}"
            )
            findings.append(Finding(MAPPING_MISSES, message, Place(declared.file)))
    return fields, findings


def _without_column(chosen: Chosen, file: str) -> Iterator[Finding]:
    for attribute in chosen.field.attributes:
        if attribute.name not in chosen.columns:
            term = f"{chosen.field.name} {attribute.name}"
            message = f"no column of the return is `{term}`, so it is not known"
            help_ = "name the column under `return.attributes`"
            yield Finding(NOTHING_KNOWN, message, Place(file), help=help_)


def _unused(name: str) -> Finding:
    return Finding(
        EPISODES_UNUSED,
        f"the return holds episodes, and the contract has no periods called `{name}`",
        help='say what they are called: `[return]` and `episodes = "…"` in mapping.toml',
    )


def _columns(field: RecordField, attributes: Mapping[str, str]) -> dict[str, str]:
    by_term = {stem(term): column for column, term in attributes.items()}
    found = ((a.name, by_term.get(stem(a.name))) for a in field.attributes)
    return {name: column for name, column in found if column is not None}


def told_by(episodes: tuple[Episode, ...], fields: list[Chosen], words: Words) -> Told:
    """What the episodes of one child say of those fields."""
    said: list[Said] = []
    findings: list[Finding] = []
    for chosen in fields:
        for episode in episodes:
            match _is_chosen(episode, chosen.selection):
                case True:
                    attributes, found = _attributes(episode, chosen, words)
                    findings += found
                    what = _what(episode, chosen, attributes)
                    said.append(Said(episode.child, chosen.field.name, what))
                case None:
                    findings.append(_undecided(episode, chosen.field))
                case _:
                    pass
    return Told(tuple(said), tuple(findings))


def _is_chosen(episode: Episode, selection: Selection | None) -> bool | None:
    """Whether the episode has one of the codes of every column; None where one is not known."""
    answers = [_has(episode, column.upper(), codes) for column, codes in (selection or {}).items()]
    if False in answers:
        return False
    return None if None in answers else True


def _has(episode: Episode, column: str, codes: tuple[str, ...]) -> bool | None:
    if column == "REC" and episode.ceased is None:
        return False
    code = episode.code(column)
    return None if code is None else code in codes


def _what(episode: Episode, chosen: Chosen, attributes: dict[str, Value | None]) -> Event | Spell:
    """The spell ends on the day before DEC; an event falls on DECOM, or on DEC if REC chose it."""
    if chosen.field.shape.lasts:
        last = None if episode.ceased is None else episode.ceased - 1
        return Spell(episode.first, last, attributes, episode.rows)
    by_reason = "rec" in (chosen.selection or {})
    return Event(episode.ceased if by_reason else episode.first, attributes, episode.rows)


def _attributes(
    episode: Episode, chosen: Chosen, words: Words
) -> tuple[dict[str, Value | None], list[Finding]]:
    attributes: dict[str, Value | None] = {}
    findings: list[Finding] = []
    for attribute in chosen.field.attributes:
        column = chosen.columns.get(attribute.name)
        code = None if column is None else episode.code(column)
        if column is None or code is None:
            attributes[attribute.name] = None
            continue
        cell = Cell(code, attribute.name, column, episode.rows[0], episode.child)
        valued = value_of(cell, attribute.type, words)
        attributes[attribute.name] = valued.value
        findings += valued.findings
    return attributes, findings


def _undecided(episode: Episode, field: RecordField) -> Finding:
    message = f"whether the episode is one of `{field.name}` hangs on a code that is not known"
    return Finding(SELECTED_BY, message, place(episode.rows[0]), case=episode.child)
