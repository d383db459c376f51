"""All that a part of a contract rests on, through the definitions that it names."""

from collections.abc import Iterator

from sibdsl.model import terms
from sibdsl.model.contract import Contract
from sibdsl.model.walk import walk

NAMED = (
    terms.ItemsNamed
    | terms.PeriodNamed
    | terms.DaysNamed
    | terms.NumberNamed
    | terms.ConditionNamed
)
"""Where a term names a definition."""


def reached(contract: Contract, *parts: object) -> Iterator[object]:
    """All below *parts*, and below each definition that they name, each definition once."""
    seen: set[str] = set()
    pending = list(parts)
    while pending:
        for node in walk(pending.pop()):
            yield node
            if isinstance(node, NAMED) and node.name not in seen:
                seen.add(node.name)
                pending.append(contract.definitions[node.name].meaning)
