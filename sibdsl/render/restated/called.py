"""Terms as a contract declares them: a number may bear a plural name, which the core does not."""

import re
from collections.abc import Callable, Iterable, Iterator

from sibdsl.check.symbols import Kind, Symbol, collect
from sibdsl.model.contract import Contract
from sibdsl.render.restated.said import Restated
from sibdsl.syntax import forms
from sibdsl.values import changed

_COUNTED = (Kind.NUMBER, Kind.NUMBER_FACT)
_CASE_IS = re.compile(r"\bthe case is ((?:[A-Z][\w'-]*)(?: (?:of )?[A-Z][\w'-]*)*)")
"""What a named condition is said of, before the person or the group of it is known."""


def as_declared(document: forms.Document, contract: Contract) -> Callable[[Restated], Restated]:
    """What writes the numbers in a restatement of *contract* as *document* declares them.

    So `Sentence Month is less than 12` becomes `Sentence Months is less than 12`.
    """
    symbols = collect(document).by_name
    plurals = dict(_plurals(symbols.values()))
    who = {name: of.level or contract.person.name for name, of in contract.definitions.items()}
    every = sorted({*symbols, contract.person.name}, key=len, reverse=True)
    names = re.compile(rf"\b(?:{'|'.join(map(re.escape, every))})\b")

    def called(text: str) -> str:
        whose = _CASE_IS.sub(lambda found: f"the {who.get(found[1], 'case')} is {found[1]}", text)
        return names.sub(lambda found: plurals.get(found[0], found[0]), whose)

    def restated(one: Restated) -> Restated:
        consequences = tuple(called(each) for each in one.consequences)
        return changed(one, sentence=called(one.sentence), consequences=consequences)

    return restated


def _plurals(symbols: Iterable[Symbol]) -> Iterator[tuple[str, str]]:
    """Each number that is declared in the plural, with the words of its declaration."""
    for symbol in symbols:
        if symbol.kind in _COUNTED:
            match symbol.node:
                case forms.Field(name) | forms.Attribute(name) | forms.Means(name):
                    yield symbol.name, name.text
                case _:
                    pass
