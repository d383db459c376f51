"""A ledger altered by hand, as a fault of the interpreter would alter it."""

from typing import Any

from sibdsl.model.ledger import Ledger, Line
from sibdsl.model.money import Money
from sibdsl.values import changed


def altered(ledger: Ledger, said: str) -> Ledger:
    """*ledger* with a line altered: `1 paid 90000`, `2 last_due +1`, `1 shares Ashby 3`,
    `1 gone`.

    Lines count from 1; amounts are pence, days and numbers may be so many more or fewer.
    """
    at, name, *parts = said.split()
    lines = list(ledger.lines)
    line = lines.pop(int(at) - 1)
    if name != "gone":
        lines.insert(int(at) - 1, changed(line, **{name: _part(line, name, " ".join(parts))}))
    return changed(ledger, lines=tuple(lines))


def _part(line: Line, name: str, said: str) -> Any:
    before = getattr(line, name)
    match before:
        case Money(pence):
            return Money(pence + int(said) if said[0] in "+-" else int(said))
        case int():
            return before + int(said) if said[0] in "+-" else int(said)
        case tuple() if name == "shares":
            pairs = (one.rsplit(" ", 1) for one in filter(None, said.split(", ")))
            return tuple((party, Money(int(pence))) for party, pence in pairs)
        case tuple() if name == "counted":
            return tuple(changed(one, case=said) for one in before)
        case (first, end) if name in ("evidence", "claim"):
            by = [int(each) for each in said.split()]
            return first + by[0], end + by[1]
        case _:
            return None if said == "none" else said
