"""A worked example: what it comes to, and its history drawn to a scale of days."""

from collections.abc import Iterator, Sequence

from attrs import frozen

from sibdsl.model.contract import Contract
from sibdsl.model.days import in_words
from sibdsl.model.examples import Result
from sibdsl.model.ledger import Line
from sibdsl.render.contract.drawings import picture
from sibdsl.render.contract.links import Linked
from sibdsl.render.document import Aside, Beside, Picture, Strong
from sibdsl.render.page import listed
from sibdsl.render.timeline_svg import drawing
from sibdsl.render.worked import in_short, sums
from sibdsl.values import changed


@frozen
class Shown:
    """The example of clause *clause*, computed, with its drawing where there is a day to draw."""

    clause: str
    result: Result
    picture: Picture | None

    def computed(self, linked: Linked) -> Aside:
        """What is computed: the sums, the payments they come from, and what is not as it says."""
        lines = [linked.references(said) for said in _computed(self.result)]
        lines += [(Strong("Not as it says: "), f"{wrong}.") for wrong in self.result.wrong]
        return Aside(Beside.COMPUTED, tuple(lines))


def shown(contract: Contract, result: Result) -> Shown:
    """The worked example *result* of *contract*, drawn."""
    number = result.example.clause.number
    return Shown(number, result, _picture(contract, result))


def _computed(result: Result) -> Iterator[str]:
    paid = [f"{name} {amount}" for name, amount in sums(result.ledger).items() if amount]
    said = listed(paid) if paid else "nothing is paid"
    yield f"By {in_words(result.example.by)}: {said}."
    for line in _run_together(result.ledger.lines):
        yield f"{in_short(line)}."


def _run_together(lines: Sequence[Line]) -> Iterator[Line]:
    """*lines*, those of one run of days as one although they fall into several claims."""
    last: Line | None = None
    for line in lines:
        if last is not None and _goes_on(last, line):
            last = _both(last, line)
            continue
        if last is not None:
            yield last
        last = line
    if last is not None:
        yield last


def _goes_on(first: Line, later: Line) -> bool:
    """Whether *later* is of the same thing, at the same price, and begins where *first* ends."""
    same = (first.case, first.group, first.outcome, first.clause, first.unit_gross)
    return (
        same == (later.case, later.group, later.outcome, later.clause, later.unit_gross)
        and first.evidence is not None
        and later.evidence is not None
        and first.evidence[1] == later.evidence[0]
        and first.paid == first.gross
        and later.paid == later.gross
        and first.achieved == later.achieved is None
    )


def _both(first: Line, later: Line) -> Line:
    assert first.evidence is not None, "what goes on has days"
    assert later.evidence is not None, "what goes on has days"
    return changed(
        first,
        last_due=later.last_due,
        evidence=(first.evidence[0], later.evidence[1]),
        units=first.units + later.units,
        gross=first.gross + later.gross,
        paid=first.paid + later.paid,
    )


def _picture(contract: Contract, result: Result) -> Picture | None:
    example = result.example
    svg = drawing(contract, example.given, example.by, title=example.name)
    number = f" {example.clause}" if example.clause.number else ""
    return picture(svg, f"Example{number}: {example.name}") if svg is not None else None
