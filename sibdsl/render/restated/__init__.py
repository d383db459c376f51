"""A contract restated: what each clause means, in plain sentences made from the core alone."""

from collections.abc import Mapping

from sibdsl.model.contract import Contract
from sibdsl.render.clauses import otherwise
from sibdsl.render.meaning import understood
from sibdsl.render.restated.said import Restated, said
from sibdsl.syntax import forms

__all__ = ["Restated", "restated"]


def restated(document: forms.Document, contract: Contract) -> Mapping[str, tuple[Restated, ...]]:
    """What each clause of *document*, which means *contract*, comes to, by its number.

    Every clause but the title has an entry, in the order of the text.
    """
    parts: dict[str, list[Restated]] = {c.number: [] for c in document.clauses if c.number}
    for number, text in understood(contract):
        clause, one = said(number, f"{text[:1].upper()}{text[1:]}.")
        parts.setdefault(clause, []).append(one)
    for clause_ in document.clauses:
        if not parts.get(clause_.number) and not isinstance(clause_.form, forms.Title):
            text = otherwise(clause_.form, contract)
            parts[clause_.number] = [Restated("", f"{text[:1].upper()}{text[1:]}.")]
    return {number: tuple(said_of_it) for number, said_of_it in parts.items()}
