"""Findings for a reader: those in the words of a contract one by one, those of data by code."""

import sys
from collections.abc import Iterator, Sequence
from typing import Final

from sibdsl.diagnostics import Finding, Place, Severity
from sibdsl.diagnostics.frame import frame, summary
from sibdsl.render.page import counted, paragraphs, wrapped

FIRST: Final = 3
"""So many places of a code are shown, unless all are asked for."""

_LINES: Final = 4
"""So many lines of a message are shown, unless all are asked for."""


def first_of_each(findings: Sequence[Finding]) -> str:
    """*findings*; of each code in data the first few places. Empty where there are none."""
    return _found(findings, FIRST, _LINES)


def every_one(findings: Sequence[Finding]) -> str:
    """*findings*, every one with its whole message. Empty where there are none."""
    return _found(findings, sys.maxsize, sys.maxsize)


def where(finding: Finding) -> str:
    """The place of *finding* in one line: `episodes.csv:14, column DEC (case A1, rule 503A)`."""
    known = (("case", finding.case), ("rule", finding.rule))
    about = ", ".join(f"{name} {value}" for name, value in known if value)
    if finding.place is None:
        return about
    return cell(finding.place) + (f" ({about})" if about else "")


def cell(place: Place) -> str:
    """A cell, a row or a file of case data: `episodes.csv:14, column DEC`."""
    line = f":{place.line}" if place.line else ""
    return f"{place.file}{line}{f', column {place.heading}' if place.heading else ''}"


def _found(findings: Sequence[Finding], most: int, lines: int) -> str:
    if not findings:
        return ""
    in_words = [f for f in findings if _is_in_words(f)]
    groups: dict[str, list[Finding]] = {}
    for finding in sorted((f for f in findings if not _is_in_words(f)), key=_gravity):
        groups.setdefault(finding.code.number, []).append(finding)
    return paragraphs(
        [
            [f"Findings: {summary(findings)}"],
            *([frame(finding)] for finding in in_words),
            *(_of_code(group, most, lines) for group in groups.values()),
        ]
    )


def _is_in_words(finding: Finding) -> bool:
    """Whether it points at words of a contract, and so is shown with them."""
    return finding.place is not None and finding.place.span is not None


def _gravity(finding: Finding) -> int:
    """The gravest first."""
    return list(Severity).index(finding.severity)


def _of_code(group: Sequence[Finding], most: int, lines: int) -> Iterator[str]:
    code, shown = group[0].code, group[:most]
    times = f", {counted(len(group), 'time')}" if len(group) > 1 else ""
    yield f"{code.severity.value}[{code}]: {code.title}{times}"
    places_of: dict[str, list[str]] = {}
    for finding in shown:
        place = where(finding)
        places_of.setdefault(finding.message, []).extend([place] if place else [])
    for message, places in places_of.items():
        text = f"{message}: {'; '.join(places)}" if places else message
        yield from _cut(list(wrapped(text, "    ", "      ")), lines)
    if len(group) > most:
        yield f"    and {len(group) - most:,} more"
    for advice in dict.fromkeys(f.help for f in group if f.help):
        yield from wrapped(f"= help: {advice}", "    ", "      ")


def _cut(text: Sequence[str], lines: int) -> Sequence[str]:
    """The first *lines* of a message; one that lists hundreds of cases has many."""
    if len(text) <= lines:
        return text
    return [*text[: lines - 1], f"      … and {counted(len(text) - lines + 1, 'line')} more"]
