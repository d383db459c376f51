"""A contract clause by clause: its own words, and what they become."""

from collections.abc import Iterator
from typing import Any

from sibdsl.model.contract import Contract
from sibdsl.render.page import paragraphs, wrapped
from sibdsl.render.restated import Restated, restated
from sibdsl.syntax import forms


def only(document: forms.Document, number: str) -> tuple[forms.Clause, ...]:
    """The clauses of that number; a letter behind it means the whole clause."""
    whole = number.strip().partition("(")[0]
    return tuple(one for one in document.clauses if one.number == whole)


def clauses(document: forms.Document, contract: Contract, chosen: tuple[forms.Clause, ...]) -> str:
    """The clauses *chosen* of *document*, which means *contract*, each with what it comes to.

    A line that begins with `=` is the clause in plain words, one with `-` what follows from it.
    """
    becomes = restated(document, contract)
    return paragraphs(_one(document, each, becomes.get(each.number, ())) for each in chosen)


def as_data(
    document: forms.Document, contract: Contract, chosen: tuple[forms.Clause, ...]
) -> list[dict[str, Any]]:
    """The same as values for JSON: number, words, and each restatement with its consequences."""
    becomes = restated(document, contract)
    return [
        {
            "number": each.number,
            "words": _words(document, each),
            "means": [
                {"item": one.item, "sentence": one.sentence, "follows": list(one.consequences)}
                for one in becomes.get(each.number, ())
            ],
        }
        for each in chosen
    ]


def _words(document: forms.Document, clause_: forms.Clause) -> str:
    """A clause as written, on one line."""
    return " ".join(document.source[clause_.span].split())


def _one(
    document: forms.Document, clause_: forms.Clause, becomes: tuple[Restated, ...]
) -> Iterator[str]:
    number = f"{clause_.number} " if clause_.number else ""
    yield from wrapped(f"{number}{_words(document, clause_)}", "", "    ")
    if isinstance(clause_.form, forms.Title):
        return
    for one in becomes:
        letter = f"({one.item}) " if one.item else ""
        yield from wrapped(f"{letter}{one.sentence}", "    = ", "      ")
        for follows in one.consequences:
            yield from wrapped(follows, "      - ", "        ")
