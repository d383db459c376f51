"""Terms as a contract declares them: many bear a plural name, which the core does not."""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Final

from sibdsl.check.symbols import Kind, Symbol, collect
from sibdsl.model.contract import Contract
from sibdsl.render.nouns import plural
from sibdsl.render.restated.said import Restated
from sibdsl.syntax import forms
from sibdsl.values import changed

_MANY: Final = (Kind.EVENT, Kind.EVENTS, Kind.SPELL, Kind.SPELLS)
_CASE_IS: Final = re.compile(r"\bthe case is ((?:[A-Z][\w'-]*)(?: (?:of )?[A-Z][\w'-]*)*)")
"""What a named condition is said of, before the person or the group of it is known."""


def as_declared(document: forms.Document, contract: Contract) -> Callable[[Restated], Restated]:
    """What writes the Terms in a restatement of *contract* as *document* declares them.

    So `Sentence Month is less than 12` becomes `Sentence Months is less than 12`. What is quoted
    (codes, reasons) stays as it is.
    """
    symbols = collect(document).by_name
    declared = dict(_declared(symbols.values()))
    who = {name: of.level or contract.person.name for name, of in contract.definitions.items()}
    every = sorted({*symbols, *declared}, key=len, reverse=True)
    names = re.compile(rf"“[^”]*”|\b(?:{'|'.join(map(re.escape, every))})\b")

    def called(text: str) -> str:
        whose = _CASE_IS.sub(lambda found: f"the {who.get(found[1], 'case')} is {found[1]}", text)
        return names.sub(lambda found: declared.get(found[0], found[0]), whose)

    def restated(one: Restated) -> Restated:
        consequences = tuple(called(each) for each in one.consequences)
        return changed(one, sentence=called(one.sentence), consequences=consequences)

    return restated


def _declared(symbols: Iterable[Symbol]) -> Iterator[tuple[str, str]]:
    """Each Term that is declared otherwise than in the singular, with the words of that.

    What there may be many of is declared in the plural and meant one by one, so it keeps its
    singular, but for words before the last: a Skills Award.
    """
    for symbol in symbols:
        match symbol.node:
            case forms.Field(name) | forms.Attribute(name) | forms.Means(name):
                declared = " ".join(name.text.split())
            case _:
                continue
        if symbol.kind in _MANY:
            head, _, _ = declared.rpartition(" ")
            declared = f"{head} {symbol.name.rpartition(' ')[2]}".strip()
        yield symbol.name, declared
        yield plural(symbol.name), plural(declared) if symbol.kind in _MANY else declared
