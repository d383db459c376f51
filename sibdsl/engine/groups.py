"""Which group each case is of, as far as its record names one."""

from typing import Final

import numpy as np

from sibdsl.columns import Column, Table
from sibdsl.engine.ragged import NOWHERE, Ints
from sibdsl.model.contract import Contract

ASIDE: Final = "(left out)"
"""Whose record it is where a case is left out: nothing of it is known but its groups."""


def left_out(contract: Contract, aside: Table) -> Table:
    """The cases left out, with no more than what says which groups they are in."""
    named = {contract.membership(term) for term in contract.groups}
    facts = {name: column for name, column in aside.facts.items() if name in named}
    return Table(ASIDE, aside.labels, facts, {}, {})


def rows_named(column: Column, groups: Table) -> Ints:
    """The row of the group that each value is the label of; NOWHERE where there is none."""
    labels = {label: at for at, label in enumerate(groups.labels)}
    listed = [labels.get(word, NOWHERE) for word in column.words or ()]
    places = np.array([*listed, NOWHERE], np.int64)
    found: Ints = places[np.where(column.known, column.values, NOWHERE)]
    return found
