"""Small contracts about limits, and what they pay worked out step by step with plain loops.

A contract is DN2's sections 6 to 8 with small amounts: limits of every kind, two funds, an
authority that pays the rest, and what becomes of a share once its payer has paid its limit.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

GRANT, LOCAL = "Life Chances Fund", "Local Fund"
FUNDS = [GRANT, LOCAL]
AUTHORITIES = ["Nottinghamshire", "Nottingham", "Derby"]
OUTCOMES = {"Step-Down Week": "Step", "Foster Week": "Stay", "Home Week": "Night"}
THE_AUTHORITY = "the Authority on the due day"

CHANGE = date(2022, 4, 1)

HEAD = """
Contract "Small limits".
1.1 The term is from 1 October 2020 to 31 October 2026.
1.2 The commissioners are Nottinghamshire, Nottingham and Derby.
1.3 The lead authority is Nottinghamshire.
1.4 The outcomes funds are Life Chances Fund and Local Fund.
2.1 The record of each Child holds
    (a) Case Number, a code;
    (b) Steps, events;
    (c) Stays, events;
    (d) Nights, events; and
    (e) Responsibility, periods that do not overlap, with Authority, a commissioner.
5.1 Step-Down Week is achieved for each Step on the Step.
5.2 Foster Week is achieved for each Stay on the Stay.
5.3 Home Week is achieved for each Night on the Night.
9.1 Claims are made for each quarter.
"""


class Limit(NamedTuple):
    """A limit in pence: of all or `by` parties; on all, each Child, an outcome, each year."""

    pence: int
    by: str = ""  # a party, or "each commissioner"
    each_child: bool = False
    outcome: str = ""
    each_year: bool = False
    later: int | None = None  # what it is from CHANGE on, if that is another amount

    def words(self, pence: int) -> str:
        """The sentence with that amount, without its order and full stop."""
        scopes = [
            "for each Child" if self.each_child else "",
            f"for {self.outcome}s" if self.outcome else "",
            f"by {self.by}" if self.by else "",
            "in each financial year" if self.each_year else "",
        ]
        said = " ".join(filter(None, scopes)) or "in total"
        return f"Payments {said} do not exceed {pounds(pence)}"

    def amount(self, due: date) -> int:
        """The amount as it stands on the due day."""
        return self.pence if self.later is None or due < CHANGE else self.later

    def binds(self, party: str) -> bool:
        """Whether it is a limit by the party ("": on the whole)."""
        return self.by == party or (self.by == "each commissioner" and party in AUTHORITIES)

    def room(self, payment: "Payment") -> tuple[str, int] | None:
        """What shares one room with the payment under it; None if it is not under it."""
        if self.outcome not in ("", payment.outcome):
            return None
        year = payment.due.year - (payment.due.month < 4) if self.each_year else 0
        return payment.case if self.each_child else "", year


class Part(NamedTuple):
    """What a fund pays: a percentage of each payment, or of some."""

    percent: int
    outcome: str = ""
    before: date | None = None

    def words(self, fund: str) -> str:
        """The sentence, without its full stop."""
        of = f" for {self.outcome}s" if self.outcome else ""
        due = f" due before {self.before.day} {self.before:%B %Y}" if self.before else ""
        return f"{fund} pays {self.percent}% of each payment{of}{due}, rounded down to a penny"

    def covers(self, payment: "Payment") -> bool:
        """Whether the fund shares in the payment."""
        due = self.before is None or payment.due < self.before
        return due and self.outcome in ("", payment.outcome)


@dataclass(frozen=True)
class Terms:
    """What differs from one small contract to the other."""

    prices: tuple[int, ...]
    first: int  # of all outcomes of each Child, only so many are paid
    limits: tuple[Limit, ...]
    parts: tuple[Part, ...]  # of the funds
    heirs: tuple[str, ...]  # of each fund: a fund, an authority, THE_AUTHORITY or nobody ("")
    order: str  # ", in order of …" or nothing
    counted: bool = True  # whether what is above a limit is counted

    def text(self) -> str:
        """The contract."""
        lines = [
            f"6.{i} {name} pays {pounds(pence)}."
            for i, (name, pence) in enumerate(zip(OUTCOMES, self.prices, strict=True), 1)
        ]
        names = [f"{name}s" for name in OUTCOMES]
        lines.append(
            f"7.0 Only the first {self.first} of all {', '.join(names[:-1])} and "
            f"{names[-1]} of each Child are paid."
        )
        for i, limit in enumerate(self.limits, 1):
            lines.append(f"7.{i} {limit.words(limit.pence)}{self.order if i == 1 else ''}.")
        beyond = "counted but not paid" if self.counted else "neither counted nor paid"
        lines.append(f"7.9 An outcome above a limit is {beyond}.")
        lines += [
            f"8.{i} {part.words(fund)}."
            for i, (fund, part) in enumerate(zip(FUNDS, self.parts, strict=True), 1)
        ]
        lines.append("8.3 The Authority on the due day pays the rest.")
        lines += self.once()
        lines.append("10.1 Each clause applies as it stands on the due day.")
        for i, limit in enumerate(self.limits, 1):
            if limit.later is not None:
                words = limit.words(limit.later) + (self.order if i == 1 else "")
                lines.append(f"From 1 April 2022, clause 7.{i} reads: {words}.")
        return HEAD + "\n".join(lines) + "\n"

    def once(self) -> list[str]:
        """What becomes of the share of each party that has a limit."""
        lines = []
        for fund, heir in zip(FUNDS, self.heirs, strict=True):
            if any(limit.binds(fund) for limit in self.limits):
                who = f"{heir} pays that share" if heir else "that share is not paid"
                lines.append(f"Once {fund} has paid its limit, {who}.")
        if any(limit.binds(name) for limit in self.limits for name in AUTHORITIES):
            lines.append("Once a commissioner has paid its limit, that share is not paid.")
        return lines

    def clause(self, limit: Limit) -> str:
        """The clause that the limit stands in."""
        return f"7.{self.limits.index(limit) + 1}"


@dataclass
class Payment:
    """One achievement, and in the end what is paid for it and by whom."""

    case: str
    outcome: str
    due: date
    authority: str
    gross: int = 0
    paid: int = 0
    unpaid_by: str = ""
    cut_by: set[str] = field(default_factory=set)
    shares: dict[str, int] = field(default_factory=dict)


def pounds(pence: int) -> str:
    """An amount as a contract writes it."""
    return f"£{pence // 100:,}" + (f".{pence % 100:02}" if pence % 100 else "")


def in_turn(payments: list[Payment], order: str) -> list[Payment]:
    """By the order stated; else, or on a tie, by due day, case number and order of the outcomes.

    An event is no evidence day, so the last evidence day of each is its due day.
    """
    kinds = list(OUTCOMES)

    def turn(one: Payment) -> tuple[object, ...]:
        rest = one.due, one.case, kinds.index(one.outcome)
        return (one.case, *rest) if order.startswith(", in order of Case Number") else rest

    return sorted(payments, key=turn)


def settled(payments: list[Payment], terms: Terms) -> list[Payment]:
    """The payments in their turn, with all that is paid, cut and shared."""
    turns = in_turn(payments, terms.order)
    limited(turns, terms)
    for one in turns:
        share(one, terms)
    heirs = dict(zip(FUNDS, terms.heirs, strict=True))
    for party in parties_in_order(terms):
        room = Room([limit for limit in terms.limits if limit.binds(party)])
        for one in turns:
            wanted = one.shares.get(party, 0)
            given, limits = room.give(one, wanted)
            if given < wanted:
                one.shares[party] = given
                hand_on(one, wanted - given, heirs.get(party, ""))
                if not heirs.get(party, ""):
                    one.cut_by |= {terms.clause(limit) for limit in limits}
    return turns


def limited(turns: list[Payment], terms: Terms) -> None:
    """The first of each Child get the least that the limits on the whole leave.

    One that a limit leaves nothing counts as one of the first only where the contract says so.
    """
    room = Room([limit for limit in terms.limits if not limit.by])
    seen: dict[str, int] = {}
    for one in turns:
        one.gross = terms.prices[list(OUTCOMES).index(one.outcome)]
        if seen.get(one.case, 0) >= terms.first:
            one.unpaid_by = "7.0"
            continue
        one.paid, limits = room.give(one, one.gross)
        one.cut_by = {terms.clause(limit) for limit in limits}
        if terms.counted or one.paid:
            seen[one.case] = seen.get(one.case, 0) + 1


class Room:
    """What is left under some limits, which bind together."""

    def __init__(self, limits: list[Limit]) -> None:
        self.limits = limits
        self.used: dict[tuple[Limit, object], int] = {}

    def give(self, one: Payment, wanted: int) -> tuple[int, list[Limit]]:
        """The least that is left, which uses up every limit; and the limits that cut, if any."""
        keys = {limit: (limit, limit.room(one)) for limit in self.limits if limit.room(one)}
        left = {
            limit: max(limit.amount(one.due) - self.used.get(key, 0), 0)
            for limit, key in keys.items()
        }
        given = min([wanted, *left.values()])
        for key in keys.values():
            self.used[key] = self.used.get(key, 0) + given
        return given, [limit for limit in left if given < wanted and left[limit] == given]


def hand_on(one: Payment, pence: int, heir: str) -> None:
    """What a limit cuts off a share goes to the heir, or to nobody."""
    if heir:
        taker = one.authority if heir == THE_AUTHORITY else heir
        one.shares[taker] = one.shares.get(taker, 0) + pence
    else:
        one.paid -= pence


def share(one: Payment, terms: Terms) -> None:
    """Each fund its percentage of what it shares in, rounded down; the authority the rest."""
    rest = one.paid
    for fund, part in zip(FUNDS, terms.parts, strict=True):
        one.shares[fund] = one.paid * part.percent // 100 if part.covers(one) else 0
        rest -= one.shares[fund]
    one.shares[one.authority] = rest


def parties_in_order(terms: Terms) -> list[str]:
    """Each party before the one that takes over its share; authorities hand on to nobody."""
    funds = list(FUNDS) if terms.heirs[1] != GRANT else [LOCAL, GRANT]
    return funds + AUTHORITIES
