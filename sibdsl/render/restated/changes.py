"""What cuts a period off, pauses it or begins it again, restated."""

from typing import assert_never

from sibdsl.interpret.spans import paused_by
from sibdsl.model import terms
from sibdsl.model.calendar import end_of_length_beginning
from sibdsl.model.contract import Contract
from sibdsl.model.days import Days, Stretch, in_words
from sibdsl.render import terms as words
from sibdsl.render.page import counted
from sibdsl.render.restated import periods
from sibdsl.render.restated.lists import holding
from sibdsl.render.restated.said import Restated, said
from sibdsl.render.restated.samples import START, sentence, span

Change = terms.Clip | terms.Pause | terms.Restart


def unchanged(meaning: terms.Meaning) -> tuple[terms.Meaning, list[Change]]:
    """A period as it is before any change, and its changes, the last first."""
    changes: list[Change] = []
    while isinstance(meaning, Change):
        changes.append(meaning)
        meaning = meaning.period
    return meaning, changes


def changed_by(contract: Contract, of: terms.Definition, change: Change) -> tuple[str, Restated]:
    """What a clause does to the period *of*, and a sample of it."""
    match change:
        case terms.Clip():
            return _clip(contract, of, change)
        case terms.Pause():
            return _pause(contract, of, change)
        case terms.Restart():
            return _restart(of, change)
        case _:
            assert_never(change)


def _clip(contract: Contract, of: terms.Definition, change: terms.Clip) -> tuple[str, Restated]:
    last = words.day(change.last)
    whole = periods.sample(change.period, contract)
    follows = []
    if whole is not None and whole.end.known is not None:
        cut = START + (whole.end.known - START) // 2
        follows.append(
            f"If it is {span(periods.ends(whole))} and that day is {in_words(cut)}, its last day "
            f"is {in_words(cut)}."
        )
    text = f"The {of.name} ends no later than on {last}: that day is still in it, the next is not."
    return said(change.clause.number, text, *follows)


def _pause(contract: Contract, of: terms.Definition, change: terms.Pause) -> tuple[str, Restated]:
    out = words.days(change.days)
    text = (
        f"A day in {out} is not in the {of.name}, and the end of the {of.name} moves on by a day "
        "for each of them"
    )
    if change.within is not None:
        text += f", never past the end of {words.period(change.within)}"
    follows = []
    whole = periods.sample(change.period, contract)
    if whole is not None and whole.end.known is not None and whole.start.known is not None:
        out_of_it = (whole.start.known + 9, whole.start.known + 19)
        moved = paused_by(whole, Days.span(*out_of_it), None)
        follows.append(
            f"{counted(out_of_it[1] - out_of_it[0], 'such day')} in it move the last day from "
            f"{in_words(whole.end.known - 1)} to {_day(moved)}."
        )
    return said(change.clause.number, sentence(text), *follows)


def _day(stretch: Stretch) -> str:
    last = stretch.last.known
    assert last is not None, "the sample is known"
    return in_words(last)


def _restart(of: terms.Definition, change: terms.Restart) -> tuple[str, Restated]:
    length = change.period.length if isinstance(change.period, periods.OfLength) else None
    on = words.day(change.day)
    text = (
        f"the first {words.items(change.items)} for which {holding(change.condition)} begins the "
        f"{of.name} again, on {on}: what was before is no part of it. The new period is read in "
        "the same way, for what comes later"
    )
    follows = []
    if length is not None:
        again = (START, end_of_length_beginning(START, length))
        follows.append(f"If {on} is {in_words(START)}, the new period is {span(again)}.")
    return said(change.clause.number, sentence(text), *follows)
