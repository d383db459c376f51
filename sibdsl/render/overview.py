"""What a contract is, in a few lines: parties, term, outcomes with their prices, size."""

from collections.abc import Iterator

from sibdsl.model.contract import Contract
from sibdsl.model.days import in_words
from sibdsl.render.meaning import price
from sibdsl.render.page import counted, days_in_words, listed, named, paragraphs


def overview(contract: Contract, file: str, examples: str) -> str:
    """The contract of *file*; *examples* says how its worked examples fare."""
    return paragraphs(
        [
            [contract.title, file],
            named(
                [
                    ("Term", days_in_words(contract.term)),
                    *_parties(contract),
                    *_outcomes(contract),
                    ("Claims", _claims(contract)),
                    ("Examples", examples),
                    *promised(contract),
                    ("Contract text", f"SHA-256 {contract.digest}"),
                ]
            ),
        ]
    )


def promised(contract: Contract) -> Iterator[tuple[str, str]]:
    """How many promises the contract makes: this version reads them and proves none."""
    kept = [promise for promise in contract.promises if promise.waived is None]
    if kept:
        yield "Promises", f"{counted(len(kept), 'promise')}, read and not proved by this version"


def _parties(contract: Contract) -> Iterator[tuple[str, str]]:
    """Each role with those who hold it, and since when."""
    for role in dict.fromkeys(holding.role for holding in contract.holdings):
        held: dict[int | None, list[str]] = {}
        for holding in contract.holdings:
            if holding.role == role:
                held.setdefault(holding.since, []).append(holding.party)
        parts = [
            listed(parties) + (f", from {in_words(since)}" if since else "")
            for since, parties in held.items()
        ]
        many = "s" if len(contract.parties(role)) > 1 else ""
        yield f"{role.capitalize()}{many}", "; ".join(parts)


def _outcomes(contract: Contract) -> Iterator[tuple[str, str]]:
    label = "Outcomes" if len(contract.outcomes) > 1 else "Outcome"
    for outcome in contract.outcomes:
        tariff = contract.tariffs[outcome.name]
        yield (
            label,
            f"{outcome.name} (clause {outcome.clause}): {price(tariff.price, contract)} "
            f"(clause {tariff.clause})",
        )
        label = ""


def _claims(contract: Contract) -> str:
    first = [days_in_words(span) for span in contract.claims.first]
    then = [f"each {contract.claims.cycle.value}"] if contract.claims.cycle else []
    return listed([*first, *then], "then")
