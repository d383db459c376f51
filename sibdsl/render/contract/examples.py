"""A worked example: what it comes to, and its history drawn to a scale of days."""

from collections.abc import Iterator

from attrs import frozen

from sibdsl.model.contract import Contract
from sibdsl.model.days import in_words
from sibdsl.model.examples import Result
from sibdsl.model.verdicts import Conflict, Counterexample, Standing, Verdict
from sibdsl.render.contract.links import Linked
from sibdsl.render.document import Aside, Beside, Picture
from sibdsl.render.page import listed
from sibdsl.render.timeline_rows import records
from sibdsl.render.timeline_svg import timeline_svg
from sibdsl.render.worked import in_short, sums


@frozen
class Shown:
    """The example of clause *clause*, computed, with its drawing where there is a day to draw."""

    clause: str
    result: Result
    picture: Picture | None

    def computed(self, linked: Linked) -> Aside:
        """What is computed: the sums, the payments they come from, and what is not as it says."""
        return Aside(Beside.COMPUTED, tuple(map(linked.references, _computed(self.result))))


def shown(contract: Contract, result: Result) -> Shown:
    """The worked example *result* of *contract*, drawn."""
    number = result.example.clause.number
    return Shown(number, result, _picture(contract, result))


def _computed(result: Result) -> Iterator[str]:
    paid = [f"{name} {amount}" for name, amount in sums(result.ledger).items() if amount]
    said = listed(paid) if paid else "nothing is paid"
    yield f"By {in_words(result.example.by)}: {said}."
    for line in result.ledger.lines:
        yield f"{in_short(line)}."
    for wrong in result.wrong:
        yield f"Not as it says: {wrong}."


def _picture(contract: Contract, result: Result) -> Picture | None:
    example = result.example
    case = Counterexample(Conflict(""), example.by, example.given)
    verdict = Verdict(example.name, "", Standing.HELD, counterexample=case)
    svg = timeline_svg(contract, verdict)
    if svg is None:
        return None
    number = f" {example.clause}" if example.clause.number else ""
    caption = f"Example{number}: {example.name}"
    return Picture(svg, _described(result), caption)


def _described(result: Result) -> str:
    """What can be seen, in sentences."""
    told = []
    for row in records(result.example.given):
        end = "onwards" if row.last is None else f"to {in_words(row.last)}"
        days = in_words(row.first)
        told.append(f"{row.name}, {days}{f' {end}' if row.mark == '=' else ''}.")
    return " ".join(["Timeline.", *told, *_computed(result)])
