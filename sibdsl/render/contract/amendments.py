"""Beside each clause that is amended: from when, and where it then reads otherwise."""

from collections.abc import Mapping

from sibdsl.model.days import in_words
from sibdsl.render.contract.links import Linked
from sibdsl.render.document import Aside, Beside
from sibdsl.syntax import forms


def amended_asides(linked: Linked, document: forms.Document) -> Mapping[str, tuple[Aside, ...]]:
    """An aside for each clause that has been amended, with a line for each amendment."""
    found: dict[str, list[tuple[int, str]]] = {}
    for clause in document.clauses:
        match clause.form:
            case forms.Amendment(since, about) if since.day is not None:
                found.setdefault(about.text, []).append((since.day, clause.number))
            case _:
                pass
    return {
        about: (
            Aside(
                Beside.AMENDED,
                tuple(
                    linked.references(f"From {in_words(since)} it reads as clause {number} says.")
                    for since, number in sorted(changes)
                ),
            ),
        )
        for about, changes in found.items()
    }
