"""Beside each clause what the machine understood, to be held against what was meant."""

from collections.abc import Iterator, Mapping

from sibdsl.render.contract.links import Linked
from sibdsl.render.document import Aside, Beside, Faint, Words
from sibdsl.render.restated import Restated


def meant_asides(
    linked: Linked, meanings: Mapping[str, tuple[Restated, ...]]
) -> Mapping[str, tuple[Aside, ...]]:
    """An aside for each clause: a line for each sentence, and fainter ones for what follows."""
    return {
        number: (Aside(Beside.MEANING, tuple(_lines(linked, said))),)
        for number, said in meanings.items()
        if said
    }


def _lines(linked: Linked, said: tuple[Restated, ...]) -> Iterator[Words]:
    for one in said:
        letter = f"({one.item}) " if one.item else ""
        yield linked.references(f"{letter}{one.sentence}")
        yield from ((Faint(sentence),) for sentence in one.consequences)
