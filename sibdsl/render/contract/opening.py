"""What stands at the head of a contract: its parties, its term, and by what it can be known."""

from collections.abc import Iterator
from hashlib import sha256
from typing import Final

from sibdsl.model.contract import Contract
from sibdsl.model.days import in_words
from sibdsl.render.contract.links import Linked
from sibdsl.render.contract.wanted import Data
from sibdsl.render.document import Facts, Inline, Words
from sibdsl.render.page import days_in_words
from sibdsl.render.statement_words import data_fingerprint
from sibdsl.syntax import forms

LANGUAGE: Final = "sib 1"
"""The version of the language that this program reads."""


def subtitle(contract: Contract) -> str:
    """What the document is, in a line."""
    return f"Outcomes contract, {days_in_words(contract.term)}"


def mark(contract: Contract, data: Data | None) -> str:
    """What stands on every page: the version of the language, the hash of the text and of data."""
    known = f"{LANGUAGE} · SHA-256 {contract.digest}"
    return f"{known} · data {data_fingerprint(data.inputs)[:16]}" if data else known


def facts(linked: Linked, contract: Contract, data: Data | None) -> Facts:
    """The term, those who hold each role, and by what the text and the data are known."""
    return Facts(
        (
            ("Term", (days_in_words(contract.term),)),
            *_parties(linked, contract),
            *_amended(linked),
            ("Language", (LANGUAGE,)),
            ("Text", (f"SHA-256 {contract.digest}",)),
            *_numbers(linked, contract),
            *([("Case data", (f"SHA-256 {data_fingerprint(data.inputs)}",))] if data else []),
        )
    )


def _amended(linked: Linked) -> Iterator[tuple[str, Words]]:
    """Since when and by which clauses it reads otherwise than as signed."""
    words: list[Inline] = []
    for clause in linked.document.clauses:
        match clause.form:
            case forms.Amendment(since) if since.day is not None:
                words += ["; "] if words else []
                words += [
                    f"from {in_words(since.day)} on, by clause ",
                    linked.clause(clause.number),
                ]
            case _:
                pass
    if words:
        yield "Amended", tuple(words)


def _numbers(linked: Linked, contract: Contract) -> Iterator[tuple[str, Words]]:
    """Where the clauses have numbers here alone: the text is then not the one that was hashed."""
    if sha256(linked.source.text.encode()).hexdigest() != contract.digest:
        yield "Numbers", ("counted here: the clauses have none in the file",)


def _parties(linked: Linked, contract: Contract) -> Iterator[tuple[str, Words]]:
    """Each role with those who hold it, and since when."""
    for role in dict.fromkeys(holding.role for holding in contract.holdings):
        held: dict[int | None, list[str]] = {}
        for holding in contract.holdings:
            if holding.role == role:
                held.setdefault(holding.since, []).append(holding.party)
        words: list[Inline] = []
        for since, parties in held.items():
            words += ["; "] if words else []
            words += _listed(linked, parties)
            words += [f", from {in_words(since)}"] if since else []
        many = "s" if len(contract.parties(role)) > 1 else ""
        yield f"{role.capitalize()}{many}", tuple(words)


def _listed(linked: Linked, names: list[str]) -> Iterator[Inline]:
    for n, name in enumerate(names):
        if n:
            yield " and " if n == len(names) - 1 else ", "
        yield linked.term(name)
