"""What `explain` and `check` say of one case, of a group or of the whole: its story."""

import shutil
import sys
from collections.abc import Iterator
from typing import Final

import click
from attrs import evolve

from sibdsl import api
from sibdsl.cli.asked import Asked
from sibdsl.cli.output import waiting_for
from sibdsl.cli.reckoning import Answer, after_the_data, shown
from sibdsl.cli.writing import write
from sibdsl.diagnostics import Finding, Place
from sibdsl.diagnostics.codes import NOT_WRITTEN
from sibdsl.model.contract import Contract
from sibdsl.model.explanation import CaseExplained
from sibdsl.records.reading import Reading
from sibdsl.render.page import WIDTH
from sibdsl.render.story import story

NARROW: Final = 60
"""No line is made for fewer columns."""


def columns() -> int:
    """How wide a line can be: as wide as the terminal; a letter is 100 characters wide."""
    wide = shutil.get_terminal_size((WIDTH, 0)).columns
    return max(NARROW, min(wide, WIDTH)) if sys.stdout.isatty() else WIDTH


def told(asked: Asked, meant: Contract, answer: Answer) -> int:
    """Print the story that is asked for, and come back with the exit status."""
    if asked.number is not None:
        return _one_case(asked, meant, asked.number, answer)
    return _told(asked, answer, _group_or_whole(asked, meant, answer.reading))


def _one_case(asked: Asked, meant: Contract, number: str, answer: Answer) -> int:
    reading = answer.reading
    reasons = [code for case, code in reading.left_out if case == number]
    if reasons:
        text = f"Case {number} is left out: {reasons[0].title} ({reasons[0]})."
        return shown(asked, _about(answer, {number}), text)
    with waiting_for(f"Reckoning {len(reading.histories.cases):,} cases"):
        explained = api.explain(meant, reading.histories, number, as_at=asked.as_at)
    if explained is None:
        raise click.BadParameter(_no_such_case(asked.case or "", reading), param_hint="--case")
    about = _about(answer, {explained.number, *explained.also_known_as})
    return _told(asked, about, explained)


def _told(asked: Asked, answer: Answer, explained: CaseExplained) -> int:
    """Print it, and write it into a file where that is asked for."""
    more = (*after_the_data(asked, explained), *_written(asked, explained))
    full = evolve(answer, case=explained, findings=(*answer.findings, *more))
    return shown(asked, full, story(explained, columns()))


def _written(asked: Asked, explained: CaseExplained) -> Iterator[Finding]:
    """Tell the story in the file, or draw it; what is wrong, if anything."""
    if asked.out is None:
        return
    # Imported here: only who asks for a file needs what it is written with.
    from sibdsl.cli.setting import written
    from sibdsl.render.story_document import story_document
    from sibdsl.render.story_svg import story_svg

    form = asked.out.suffix.lower().removeprefix(".")
    if form != "svg":
        yield from written(story_document(explained), form, asked.out)
    elif (drawn := story_svg(explained)) is None:
        message = "no day is known of, so there is nothing to draw"
        yield Finding(NOT_WRITTEN, message, Place(str(asked.out)))
    elif wrong := write(asked.out, drawn):
        yield wrong


def _group_or_whole(asked: Asked, meant: Contract, reading: Reading) -> CaseExplained:
    """What is paid of a group, or of the contract as a whole."""
    histories = reading.histories
    with waiting_for(f"Reckoning {len(histories.cases):,} cases"):
        if asked.group is None:
            return api.explain_whole(meant, histories, as_at=asked.as_at)
        found = api.explain_group(meant, histories, asked.group, as_at=asked.as_at)
    if found is None:
        labels = [group.number for groups in histories.groups.values() for group in groups]
        known = f"; there are {', '.join(labels)}" if labels else ""
        message = f"no group has the label `{asked.group}`{known}"
        raise click.BadParameter(message, param_hint="--group")
    return found


def _about(answer: Answer, numbers: set[str]) -> Answer:
    """*answer* with the findings of those case numbers alone."""
    return evolve(answer, findings=tuple(f for f in answer.findings if f.case in numbers))


def _no_such_case(number: str, reading: Reading) -> str:
    """That there is none; one that differs in capitals or blanks alone is named, no other child."""
    known = [n for case in reading.histories.cases for n in (case.number, *case.also_known_as)]
    known += [case for case, _ in reading.left_out]
    near = next((n for n in known if _letters(n) == _letters(number)), "")
    return f"no case has the number `{number}`" + (f"; did you mean `{near}`?" if near else "")


def _letters(number: str) -> str:
    return "".join(number.split()).casefold()
