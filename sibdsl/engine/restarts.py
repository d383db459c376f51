"""A period that begins again: its items taken one after another, in all rows at once."""

import numpy as np

from sibdsl.engine import stretches
from sibdsl.engine.items import Items
from sibdsl.engine.moments import Moments
from sibdsl.engine.ragged import Bools, Ints
from sibdsl.engine.scope import Scope
from sibdsl.engine.stretches import Stretches
from sibdsl.model import terms
from sibdsl.model.days import NEVER
from sibdsl.model.truth import NO, YES


def restarted(scope: Scope, term: terms.Restart) -> Stretches:
    """The period in force once every item has been seen, earliest first.

    Each step takes the next item of every row that has one: as many steps as the longest list.
    """
    items, in_force = scope.items(term.items), scope.period(term.period)
    rows = np.flatnonzero(items.counts > 0)
    place = 0
    while len(rows):
        part, stopped = _step(scope, term, items, rows, place, in_force.taken(rows))
        in_force = _put(in_force, rows, part)
        place += 1
        rows = rows[~stopped & (items.counts[rows] > place)]
    return in_force


def _step(
    scope: Scope, term: terms.Restart, items: Items, rows: Ints, place: int, now: Stretches
) -> tuple[Stretches, Bools]:
    """What is in force in *rows* after the item at *place*; and where no more can be known."""
    assert isinstance(term.period, terms.Beginning | terms.After), "a restart has a length"
    item = items.picked(items.offsets[rows] + place)
    at = scope.taken(rows).in_force(term.current, now).binding(term.name, item)
    truth = np.minimum(item.certain, at.holds(term.condition))
    day = at.day(term.day)
    again = (truth == YES) & day.is_known
    stopped = ~again & (truth != NO)
    perhaps = Stretches(_from(now.start), _from(now.end))
    begun = stretches.beginning(day, term.period.length)
    return begun.where(again, perhaps.where(stopped, now)), stopped


def _from(moments: Moments) -> Moments:
    """The same at the earliest, and perhaps never."""
    return Moments(moments.least, np.full_like(moments.least, NEVER))


def _put(whole: Stretches, rows: Ints, part: Stretches) -> Stretches:
    """*whole* with *part* in its *rows*."""
    n = len(whole)
    at = np.zeros(n, np.int64)
    at[rows] = np.arange(len(rows))
    changed = np.zeros(n, np.bool_)
    changed[rows] = True
    return part.taken(at).where(changed, whole)
