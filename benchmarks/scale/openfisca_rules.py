"""Pan-London's rules as variables of OpenFisca: of a child for good, and of each calendar week.

Amounts are whole pence in the 32 bits that OpenFisca has for whole numbers; its amounts are floats.
"""

from collections.abc import Callable
from datetime import date
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from openfisca_core.entities import build_entity
from openfisca_core.periods import DateUnit, Period
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

CHILD: Final = build_entity("child", "children", "A child", is_person=True)
Column = NDArray[Any]
Formula = Callable[[Any, Period], Column]


def steps() -> tuple[Column, Column]:
    """For the days in a row before a week (0 to 6) and the days at home in it, a bit each: the days
    in a row after it, and the number of the day on which a seventh falls, 0 if on none.
    """
    after, done = np.zeros((7, 128), np.int32), np.zeros((7, 128), np.int32)
    for before in range(7):
        for bits in range(128):
            row = before
            for day in range(7):
                row = row + 1 if bits >> day & 1 else 0
                if row == 7:
                    row, done[before, bits] = 0, day + 1
            after[before, bits] = row
    return after, done


AFTER, DONE = steps()


def birthday(born: Column, years: int) -> Column:
    """That birthday; of one born on 29 February on 1 March, where the year has no such day."""
    month = born.astype("datetime64[M]")
    later: Column = (month + 12 * years).astype("datetime64[D]") + (born - month)
    return later


def eligible(child: Any, period: Period) -> Column:
    """Clause 4.1: from 10 to 17 years old when referred, in time, for a concern, not in care."""
    referred, born = child("referral", period), child("born", period)
    met: Column = (
        (birthday(born, 10) <= referred)
        & (referred < birthday(born, 18))
        & (referred >= np.datetime64("2018-02-01"))
        & (referred <= np.datetime64("2021-03-31"))
        & (referred >= child("joined", period))
        & (child("concern", period) <= referred)
        & (child("therapy_start", period) >= referred)
        & ~child("in_care_at_referral", period)
    )
    return met


def stop(child: Any, period: Period) -> Column:
    """Clause 5.3: the 18th birthday, or what ended the case before; from that day on no pay."""
    first: Column = np.minimum(birthday(child("born", period), 18), child("ended", period))
    return first


def days_in_a_row(child: Any, period: Period) -> Column:
    """The days at home up to the end of the week that do not yet make seven."""
    row: Column = AFTER[child("days_in_a_row", period.last_week), child("days_at_home", period)]
    return row


def week_done_on(child: Any, period: Period) -> Column:
    """The number of the day on which seven days in a row end and are paid for; 0 if none."""
    done = DONE[child("days_in_a_row", period.last_week), child("days_at_home", period)]
    due = np.datetime64(period.start.date) + done - 1
    paid = (done > 0) & child("eligible", period) & (due < child("stop", period))
    return np.where(paid, done, 0)


def home_week(child: Any, period: Period) -> Column:
    """Clause 6.2: what is due for it, in pence."""
    amount: Column = 30_000 * (child("week_done_on", period) > 0)
    return amount


def system() -> TaxBenefitSystem:
    """All variables: those without a formula are put in."""
    made = TaxBenefitSystem([CHILD])
    for name in ("born", "referral", "concern", "joined", "therapy_start", "ended"):
        made.add_variable(_variable(name, date, DateUnit.ETERNITY))
    made.add_variable(_variable("in_care_at_referral", bool, DateUnit.ETERNITY))
    made.add_variable(_variable("eligible", bool, DateUnit.ETERNITY, eligible))
    made.add_variable(_variable("stop", date, DateUnit.ETERNITY, stop))
    made.add_variable(_variable("days_at_home", int, DateUnit.WEEK))
    for formula in (days_in_a_row, week_done_on, home_week):
        made.add_variable(_variable(formula.__name__, int, DateUnit.WEEK, formula))
    return made


def _variable(name: str, kind: type, unit: DateUnit, formula: Formula | None = None) -> Any:
    said = {"value_type": kind, "entity": CHILD, "definition_period": unit}
    return type(name, (Variable,), said | ({"formula": formula} if formula else {}))
