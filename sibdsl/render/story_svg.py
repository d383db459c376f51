"""The timeline of a story as a drawing: what is recorded, defined, paid and missed, as SVG.

Shapes, patterns and labels tell the marks apart, so it can be read in black and white. Who is in
it stands there by number alone.
"""

from collections.abc import Iterator
from typing import Final

from sibdsl.model.days import NEVER, in_words
from sibdsl.model.explanation import CaseExplained
from sibdsl.model.ledger import CLAIM
from sibdsl.model.money import Money
from sibdsl.render.page import pounds
from sibdsl.render.story_rows import Bar, Chart, Drawn, Row, chart
from sibdsl.render.story_words import named
from sibdsl.render.timeline_shapes import (
    HATCHED,
    HIGH,
    NAMES,
    PATTERNS,
    ROOM,
    Scale,
    arrow,
    bar,
    dated,
    diamond,
    escaped,
    months,
    opening,
    row,
)

_NARROW: Final = 4
"""So far apart units have to begin to be drawn one by one."""
_TOP: Final = 22
_BELOW: Final = 84

_MORE: Final = """\
<defs>
<pattern id="crossed" width="8" height="8" patternUnits="userSpaceOnUse">\
<rect width="8" height="8" fill="#fff"/>\
<path d="M1 1L7 7M7 1L1 7" stroke="#000" stroke-width="1" fill="none"/></pattern>
<pattern id="dotted" width="5" height="5" patternUnits="userSpaceOnUse">\
<rect width="5" height="5" fill="#fff"/><circle cx="2.5" cy="2.5" r="1" fill="#000"/></pattern>
</defs>"""

_FILLS: Final = {
    Drawn.SPELL: HATCHED,
    Drawn.DEFINED: "#d9d9d9",
    Drawn.PAID: "#000",
    Drawn.UNPAID: "#fff",
    Drawn.MISSED: "url(#crossed)",
    Drawn.UNKNOWN: "url(#dotted)",
}
_KINDS: Final = {
    Drawn.SPELL: "spell",
    Drawn.DEFINED: "defined",
    Drawn.PAID: "unit",
    Drawn.UNPAID: "unit unpaid",
    Drawn.MISSED: "missed",
    Drawn.UNKNOWN: "unknown",
}
_WIDE: Final = {
    Drawn.EVENT: 70,
    Drawn.SPELL: 110,
    Drawn.DEFINED: 190,
    Drawn.PAID: 155,
    Drawn.UNPAID: 165,
    Drawn.MISSED: 95,
    Drawn.UNKNOWN: 130,
}
"""So much room each mark and its meaning takes below the scale."""


def story_svg(explained: CaseExplained) -> str | None:
    """The drawing, a whole SVG file; None where no day is in the story."""
    drawn = chart(explained)
    if drawn is None:
        return None
    high = _bottom(drawn) + _BELOW
    title = f"The story of {_who(explained)}"
    parts = [*opening(high, title, described(explained, drawn)), PATTERNS, _MORE]
    days = Scale(drawn.start, drawn.end)
    parts += [
        f'<text x="10" y="14" font-weight="bold">{escaped(title)},'
        f" as known by {in_words(drawn.known)}</text>",
        *months(days, _TOP + HIGH - 8, _bottom(drawn)),
        *_known(drawn, days),
    ]
    for number, one in enumerate(drawn.rows):
        parts += _row(days, one, _TOP + HIGH * number)
    return "\n".join([*parts, *_legend(drawn, high - 22), "</svg>"]) + "\n"


def _who(explained: CaseExplained) -> str:
    name = named(explained)
    return f"{name[:1].lower()}{name[1:]}" if name.startswith(("Case ", "The ")) else name


def _bottom(drawn: Chart) -> int:
    return _TOP + HIGH * len(drawn.rows) + 8


def described(explained: CaseExplained, drawn: Chart) -> str:
    """What can be seen, in sentences: every bar of every row."""
    lines = [line for one in explained.outcomes for line in one.lines if line.outcome != CLAIM]
    total = Money(sum(line.paid.pence for line in lines))
    told = [f"In all {pounds(total)} is due by {in_words(drawn.known)}."]
    told += [f"{bar_.words}." for one in drawn.rows for bar_ in one.bars]
    return " ".join(told)


def _known(drawn: Chart, days: Scale) -> Iterator[str]:
    """A line where all that is known ends, if that is inside the scale."""
    if drawn.start <= drawn.known < drawn.end:
        x, top, y = days.across(drawn.known + 1), _TOP - 4, _bottom(drawn)
        yield f'<g class="known"><title>known up to {in_words(drawn.known)}</title>'
        yield (
            f'<line x1="{x}" y1="{top}" x2="{x}" y2="{y}" stroke="#000" stroke-dasharray="6 4"/>'
        )
        yield f'<text x="{x - 4}" y="{top + 2}" font-size="11" text-anchor="end">known</text></g>'


def _row(days: Scale, one: Row, at: int) -> Iterator[str]:
    """A row with its bars, the longer ones first, so that none is hidden."""
    yield from row("row", one.name, "; ".join(bar_.words for bar_ in one.bars), at)
    for each in sorted(one.bars, key=lambda bar_: bar_.start - bar_.end):
        yield f"<g><title>{escaped(each.words)}</title>"
        yield from _bar(days, each, at)
        yield "</g>"
    if len(one.bars) == 1 and one.bars[0].drawn is Drawn.EVENT:
        yield dated(days, one.bars[0].start, at)
    yield "</g>"


def _bar(days: Scale, each: Bar, at: int) -> Iterator[str]:
    if each.drawn is Drawn.EVENT:
        yield diamond(days, each.start, at)
        return
    kind, fill = _KINDS[each.drawn], _FILLS[each.drawn]
    if each.drawn is Drawn.DEFINED and each.end - each.start == 1:
        yield diamond(days, each.start, at).replace("<path ", '<path fill="#fff" stroke="#000" ')
        return
    step = (each.end - each.start) / each.parts
    parts = each.parts if step * days.wide >= _NARROW else 1
    for n in range(parts):
        length = (each.end - each.start) / parts
        start = each.start + n * length
        yield bar(kind, days.across(start), days.across(start + length), at, fill)
    if each.end >= NEVER:
        yield arrow(days, days.end + 1, at)


def _legend(drawn: Chart, y: int) -> Iterator[str]:
    """What each mark means that stands in it."""
    used = {bar_.drawn for one in drawn.rows for bar_ in one.bars}
    yield '<g class="legend" font-size="11">'
    at, line = 10, 0
    for kind in (each for each in Drawn if each in used):
        if at + _WIDE[kind] > NAMES + ROOM:
            at, line = 10, line + 1
        level = y + line * 18
        if kind is Drawn.EVENT:
            yield f'<path d="M{at} {level}l6 -6l6 6l-6 6Z"/>'
            yield f'<text x="{at + 18}" y="{level + 4}">{kind.value}</text>'
        else:
            yield bar(f"key {_KINDS[kind]}", at, at + 31, level - 11, _FILLS[kind])
            yield f'<text x="{at + 36}" y="{level + 4}">{kind.value}</text>'
        at += _WIDE[kind]
    yield "</g>"
