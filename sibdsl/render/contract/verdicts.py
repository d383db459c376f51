"""What the verifier says of a contract: each law, and each hole with its case and its drawing."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from sibdsl.model.contract import Contract
from sibdsl.model.verdicts import Standing, Verdict
from sibdsl.render.contract.drawings import picture
from sibdsl.render.contract.links import Linked
from sibdsl.render.document import (
    Aside,
    Beside,
    Block,
    Code,
    Column,
    Heading,
    Inline,
    Link,
    Paragraph,
    Table,
    Words,
)
from sibdsl.render.timeline_svg import timeline_svg
from sibdsl.render.verdicts import in_one_line

_PART: Final = "verifier"
_OPEN: Final = (Standing.BROKEN, Standing.UNKNOWN)
_NO_PROOF: Final = "Held is no proof: it means that no case was found that breaks the law."


def verdict_asides(found: Sequence[Verdict]) -> Mapping[str, tuple[Aside, ...]]:
    """Beside each clause the laws that it breaks, or of which it is not known whether it does."""
    lines: dict[str, list[Words]] = {}
    for n, one in enumerate(found, 1):
        if one.standing in _OPEN:
            place = _anchor(n) if one.standing is Standing.BROKEN else _PART
            said: Words = (Link(f"{one.standing.value}: {one.sentence}", place),)
            for clause in one.clauses or _in_conflict(one):
                lines.setdefault(clause.partition("(")[0], []).append(said)
    return {clause: (Aside(Beside.VERDICT, tuple(said)),) for clause, said in lines.items()}


def _in_conflict(one: Verdict) -> tuple[str, ...]:
    return one.counterexample.conflict.clauses if one.counterexample else ()


def _anchor(n: int) -> str:
    return f"law-{n}"


def verdicts(linked: Linked, contract: Contract, found: Sequence[Verdict]) -> Iterator[Block]:
    """A table of all laws, and below it each that is broken."""
    yield Heading(1, "What the verifier says", _PART)
    yield Paragraph((f"{in_one_line(found)}.",))
    if any(one.standing is Standing.HELD for one in found):
        yield Paragraph((_NO_PROOF,))
    columns = (Column("Law"), Column("What it says"), Column("Verdict"), Column("Because"))
    rows = tuple(_row(n, one) for n, one in enumerate(found, 1))
    if rows:
        yield Table("Laws", columns, rows)
    for n, one in enumerate(found, 1):
        if one.standing is Standing.BROKEN:
            yield from _broken(linked, contract, n, one)


def _row(n: int, one: Verdict) -> tuple[Words, ...]:
    broken = one.standing is Standing.BROKEN
    standing: Inline = Link(one.standing.value, _anchor(n)) if broken else one.standing.value
    return (one.law,), (one.sentence,), (standing,), (one.why or one.bounds,)


def _broken(linked: Linked, contract: Contract, n: int, one: Verdict) -> Iterator[Block]:
    """The hole in words, its drawing, the sentence that closes it, and its example to paste."""
    case = one.counterexample
    assert case is not None, "what is broken has a case"
    yield Heading(2, f"Broken: {one.law}", _anchor(n))
    yield Paragraph(linked.references(one.sentence))
    words = case.conflict.words.rstrip(".")
    yield Paragraph(linked.references(f"{words[:1].upper()}{words[1:]}."))
    svg = timeline_svg(contract, one)
    if svg is not None:
        yield picture(svg, f"A case that breaks it: {one.law}")
    if case.conflict.closing:
        yield Paragraph(("This would close it:",))
        yield Code(case.conflict.closing)
    if case.examples:
        yield Paragraph(("As a worked example:",))
        yield Code("\n\n".join(case.examples))
