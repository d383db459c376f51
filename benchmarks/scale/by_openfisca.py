"""Pan-London in OpenFisca: a variable of each calendar week, which begin on a Monday.

Who is eligible, until when, and which weeks at home end in a calendar week is said in OpenFisca.
What it has no words for is done beside it, as in the program by hand in Polars: the days in care
(those of short breaks are counted over a financial year), and the limits over all children, in
order of the due day.
"""

import sys
from datetime import date, timedelta
from pathlib import Path
from typing import Final

import numpy as np
import polars as pl
from openfisca_core.periods import DateUnit, Instant, Period
from openfisca_core.simulations import Simulation, SimulationBuilder

from benchmarks.scale.by_hand_polars import FAR, FIRST, JOINED, LAST, in_care, limited
from benchmarks.scale.limits import limits
from benchmarks.scale.openfisca_rules import Column, system

MONDAY: Final = date(2018, 1, 29)
WEEKS: Final = (LAST - MONDAY).days // 7 + 1
GIVEN: Final = {
    "born": "Date of Birth",
    "referral": "Referral",
    "concern": "Concern",
    "joined": "joined",
    "therapy_start": "Therapy start",
    "ended": "ended",
    "in_care_at_referral": "taken",
}
"""What is put in for good, and the column that it is in."""


def ledger(folder: Path, total: int, fund: int) -> pl.DataFrame:
    """Every payment due by the last day; *total* and *fund* are the limits in pence."""
    read = {path.stem: pl.read_parquet(path) for path in folder.glob("*.parquet")}
    care = in_care(read["episodes"])
    young = one_row_each(read, care)
    due = [completions(young, made := simulation(young, care, read["detentions"]))]
    for at in range(WEEKS):
        week = _week(at)
        amount, done = made.calculate("home_week", week), made.calculate("week_done_on", week)
        paid = np.flatnonzero(amount)
        day = np.datetime64(MONDAY) + 7 * at + done[paid] - 1
        due.append(_payments(young, paid, "Home Week", day, amount[paid]))
    every = pl.concat(due).filter(pl.col("due") <= LAST)
    return limited(every, total, fund)


def one_row_each(read: dict[str, pl.DataFrame], care: pl.DataFrame) -> pl.DataFrame:
    """Each child with what is on record of it; what is not is far away."""
    serious = read["concerns"].filter(pl.col("Kind") != "other")
    first = serious.group_by("Case Number").agg(pl.col("Concern").min())
    young = (
        read["cohort"]
        .join(first, on="Case Number", how="left")
        .join(read["responsibility"].select("Case Number", "Borough"), on="Case Number")
        .join(read["events"], on="Case Number", how="left")
        .sort("Case Number")
    )
    on = young.select("Case Number", "Referral").join(care, on="Case Number")
    taken = on.filter(pl.col("Referral").is_between("start", "end", closed="left"))
    return young.with_columns(
        pl.col("Concern").fill_null(FAR),
        joined=pl.col("Borough").replace_strict(JOINED, default=date(2018, 2, 1)),
        ended=pl.min_horizontal("Transfer", "Death").fill_null(FAR),
        taken=pl.col("Case Number").is_in(taken["Case Number"].implode()),
    )


def simulation(young: pl.DataFrame, care: pl.DataFrame, detentions: pl.DataFrame) -> Simulation:
    """All that is given, put in."""
    made = SimulationBuilder().build_default_simulation(system(), count=len(young))
    for name, column in GIVEN.items():
        made.set_input(name, _week(0), young[column].to_numpy())
    made.set_input("days_in_a_row", _week(-1), np.zeros(len(young), np.int32))
    bits = home_days(young, care, detentions)
    for at in range(WEEKS):
        made.set_input("days_at_home", _week(at), bits[:, at].astype(np.int32))
    return made


def home_days(young: pl.DataFrame, care: pl.DataFrame, detentions: pl.DataFrame) -> Column:
    """A row a child, a column a week: the days at home within the two years, a bit each."""
    held = detentions.select(
        "Case Number",
        start=pl.col("Detention start"),
        end=pl.col("Detention end").dt.offset_by("1d").fill_null(FAR),
    )
    end = pl.col("Therapy end")
    last = pl.min_horizontal(end.dt.offset_by("2y").dt.offset_by("1d"), LAST + timedelta(1))
    without = [
        young.select("Case Number", start=pl.lit(MONDAY), end=end.dt.offset_by("1d")),
        young.select("Case Number", start=last, end=pl.lit(FAR)),
    ]
    at = young.select("Case Number").with_row_index("at")
    away = pl.concat([care, held, *without]).join(at, on="Case Number")
    many = 7 * WEEKS
    row = away["at"].to_numpy().astype(np.int64) * (many + 1)
    first, after = (
        (away[name] - MONDAY).dt.total_days().clip(0, many).to_numpy() for name in ("start", "end")
    )
    changes = np.zeros((len(young), many + 1), np.int8)
    np.add.at(changes.reshape(-1), row + first, 1)
    np.add.at(changes.reshape(-1), row + after, -1)
    np.cumsum(changes, axis=1, out=changes)
    home = (changes[:, :many] == 0).reshape(len(young), WEEKS, 7)
    return np.packbits(home, axis=2, bitorder="little")[:, :, 0]


def completions(young: pl.DataFrame, made: Simulation) -> pl.DataFrame:
    """Clause 5.1, priced by 6.1, of whoever is eligible."""
    done = young["Therapy end"].to_numpy()
    paid = made.calculate("eligible", _week(0)) & (done < made.calculate("stop", _week(0)))
    at = np.flatnonzero(paid & (young["Result"] == "completed").to_numpy())
    return _payments(young, at, "Completion", done[at], np.full(len(at), 200_000))


def _payments(
    young: pl.DataFrame, at: Column, name: str, day: Column, amount: Column
) -> pl.DataFrame:
    chosen = young.select("Case Number", "Borough")[at]
    return chosen.with_columns(
        outcome=pl.lit(name),
        due=pl.Series(day.astype("datetime64[D]")),
        gross=pl.Series(amount.astype(np.int64)),
    )


def _week(at: int) -> Period:
    day = MONDAY + timedelta(7 * at)
    return Period((DateUnit.WEEK, Instant((day.year, day.month, day.day)), 1))


if __name__ == "__main__":
    place, out, children = sys.argv[1:]
    found = ledger(Path(place), *limits(int(children)))
    found.write_parquet(out)
    weighed = (found["due"] - FIRST).dt.total_days() * found["paid"]
    print(len(found), found["paid"].sum(), 2 * weighed.sum())
