"""Who pays what of a claim, to whom it is sent, and who signs it."""

from collections.abc import Iterator, Sequence
from typing import Final

from sibdsl.model.claims import Entry, Settlement
from sibdsl.model.contract import Contract
from sibdsl.model.days import Day
from sibdsl.model.money import Money
from sibdsl.model.statement import Due, Signatory

_CERTIFIES: Final = "certifies that what is claimed was achieved and is on record"
_CHECKED: Final = "has checked the claim against its own records"
_AGREES: Final = "agrees that the claim is paid"
_PAYING: Final = ("commissioner", "outcomes fund")


def dues(contract: Contract, settled: Settlement) -> Iterator[Due]:
    """What each payer pays for each outcome; payers in their order, outcomes in the contract's."""
    sums: dict[tuple[str, str, str], list[tuple[int, Entry]]] = {}
    for entry in settled.entries:
        line = entry.line
        for party, amount in line.shares:
            if amount:
                one = amount.pence * entry.sign, entry
                sums.setdefault((party, line.outcome, line.clause), []).append(one)
    outcomes = [outcome.name for outcome in contract.outcomes]
    places = {name: at for at, name in enumerate(outcomes)}
    payers = {name: at for at, name in enumerate(settled.payers)}
    for key in sorted(sums, key=lambda key: (payers[key[0]], places.get(key[1], 99), key[1:])):
        yield Due(
            *key,
            sum(entry.line.units * entry.sign for _, entry in sums[key]),
            Money(sum(pence for pence, entry in sums[key] if not entry.reverses)),
            Money(sum(pence for pence, entry in sums[key] if entry.reverses)),
        )


def holding(contract: Contract, role: str, day: Day) -> tuple[str, ...]:
    """Those who hold *role* on *day*."""
    return tuple(party for party in contract.parties(role) if contract.holds(party, role, day))


def _paying(contract: Contract, role: str, dues: Sequence[Due], day: Day) -> tuple[str, ...]:
    """Those of *role* who pay in the claim; all of them, where none does."""
    named = {due.payer for due in dues}
    held = tuple(party for party in contract.parties(role) if party in named)
    return held or holding(contract, role, day)


def receivers(contract: Contract, dues: Sequence[Due], day: Day) -> tuple[str, ...]:
    """To whom a claim is sent: a lead authority, where there is one, for all who pay."""
    leads = holding(contract, "lead authority", day)
    paying = [p for role in _PAYING for p in _paying(contract, role, dues, day)]
    return tuple(dict.fromkeys((*leads, *paying)))


def signatories(contract: Contract, dues: Sequence[Due], day: Day) -> Iterator[Signatory]:
    """Who signs a claim: the provider, those who pay, and who leads or funds."""
    for party in holding(contract, "provider", day):
        yield Signatory(party, "provider", _CERTIFIES)
    for party in _paying(contract, "commissioner", dues, day):
        yield Signatory(party, "commissioner", _CHECKED)
    for role in ("lead authority", "outcomes fund"):
        for party in holding(contract, role, day):
            yield Signatory(party, role, _AGREES)
