"""What hangs on the due day of what asks for it."""

from typing import Any, Final

from sibdsl.model import terms
from sibdsl.model.contract import Contract
from sibdsl.model.walk import walk

_NAMED: Final = (
    terms.ItemsNamed,
    terms.PeriodNamed,
    terms.DaysNamed,
    terms.NumberNamed,
    terms.ConditionNamed,
)


def asks_for_due_day(contract: Contract, known: dict[str, bool], name: str, term: Any) -> bool:
    """Whether *term*, of the definition or outcome *name*, holds `the due day` or `has been
    achieved`, straight or through other definitions; *known* keeps what was asked before.
    """
    if name not in known:
        known[name] = False
        known[name] = any(_asks(contract, known, part) for part in walk(term))
    return known[name]


def _asks(contract: Contract, known: dict[str, bool], part: Any) -> bool:
    if isinstance(part, _NAMED):
        meaning = contract.definitions[part.name].meaning
        return asks_for_due_day(contract, known, part.name, meaning)
    return isinstance(part, terms.DueDay | terms.Achieved)
