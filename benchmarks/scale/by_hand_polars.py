"""Pan-London written by hand in Polars: one row a payment, limits by totals of each due day.

What a good analyst would write for this one contract and nothing else: no unknowns (every record of
the benchmark is known to its last day), no reasons, no rows of data behind a payment.
"""

import sys
from datetime import date
from pathlib import Path

import polars as pl

from benchmarks.scale.limits import limits

FIRST, LAST = date(2018, 1, 1), date(2023, 3, 31)
FAR = date(2100, 1, 1)
JOINED = {"Barking": date(2018, 7, 1)} | dict.fromkeys(
    ("Haringey", "Hounslow", "Kingston", "Richmond"), date(2019, 9, 1)
)


def ledger(folder: Path, total: int, fund: int) -> pl.DataFrame:
    """Every payment due by the last day; *total* and *fund* are the limits in pence."""
    read = {path.stem: pl.read_parquet(path) for path in folder.glob("*.parquet")}
    care = in_care(read["episodes"])
    young = eligible(read, care)
    due = pl.concat([completions(young), weeks(young, care, read["detentions"])])
    due = due.join(young.select("Case Number", "stop", "Borough"), on="Case Number")
    due = due.filter(pl.col("due") < pl.col("stop"), pl.col("due") <= LAST)
    return limited(due.drop("stop"), total, fund)


def limited(due: pl.DataFrame, total: int, fund: int) -> pl.DataFrame:
    """What is paid of each payment by the limits of clauses 7 and 8, and by whom."""
    due = due.sort("Case Number", "due")
    before = pl.col("gross").cum_sum().over("Case Number") - pl.col("gross")
    due = due.with_columns(paid=pl.min_horizontal("gross", (3_300_000 - before).clip(0)))
    due = cut(due, "paid", total)
    due = due.with_columns(fund=pl.col("paid") * 15 // 100)
    due = cut(due, "fund", fund)
    return due.with_columns(borough=pl.col("paid") - pl.col("fund"))


def cut(due: pl.DataFrame, column: str, limit: int) -> pl.DataFrame:
    """*column* cut so that its sum stays within *limit*, by due day and then case number."""
    days = due.group_by("due").agg(pl.col(column).sum()).sort("due")
    upto = days[column].cum_sum()
    over = days.filter(upto > limit)
    if not len(over):
        return due
    day = over["due"][0]
    left = limit - int(days.filter(pl.col("due") < day)[column].sum())
    on = pl.col("due") == day
    used = pl.when(on).then(pl.col(column)).otherwise(0).cum_sum() - pl.col(column)
    kept = pl.min_horizontal(column, (left - used).clip(0))
    return due.with_columns(
        pl.when(on).then(kept).when(pl.col("due") > day).then(0).otherwise(column).alias(column)
    )


def eligible(read: dict[str, pl.DataFrame], care: pl.DataFrame) -> pl.DataFrame:
    """Who meets clause 4.1, with the day on which it stops (clause 5.3)."""
    serious = read["concerns"].filter(pl.col("Kind") != "other")
    first = serious.group_by("Case Number").agg(pl.col("Concern").min())
    young = (
        read["cohort"]
        .join(first, on="Case Number")
        .join(read["responsibility"].select("Case Number", "Borough"), on="Case Number")
        .join(read["events"], on="Case Number", how="left")
    )
    born, referral = pl.col("Date of Birth"), pl.col("Referral")
    early = month_and_day(referral) < month_and_day(born)
    age = referral.dt.year().cast(pl.Int32) - born.dt.year() - early
    since = pl.col("Borough").replace_strict(JOINED, default=date(2018, 2, 1))
    young = young.filter(
        age.is_between(10, 17),
        referral.is_between(date(2018, 2, 1), date(2021, 3, 31)),
        pl.col("Concern") <= referral,
        referral >= since,
        pl.col("Therapy start") >= referral,
    )
    on = young.select("Case Number", "Referral").join(care, on="Case Number")
    taken = on.filter(pl.col("Referral").is_between("start", "end", closed="left"))
    young = young.join(taken, on="Case Number", how="anti")
    stop = pl.min_horizontal(birthday(born), "Transfer", "Death")
    return young.with_columns(stop=stop.fill_null(FAR))


def month_and_day(day: pl.Expr) -> pl.Expr:
    """A number that orders days of a year: the month is an Int8, and would overflow."""
    return day.dt.month().cast(pl.Int32) * 100 + day.dt.day()


def birthday(born: pl.Expr) -> pl.Expr:
    """The 18th birthday; of one born on 29 February on 1 March, where the year has no such day."""
    leap = (born.dt.month() == 2) & (born.dt.day() == 29)
    month = pl.when(leap).then(3).otherwise(born.dt.month())
    day = pl.when(leap).then(1).otherwise(born.dt.day())
    year = born.dt.year() + 18
    common = pl.date(year, month, day)
    return pl.when(leap & common.dt.is_leap_year()).then(pl.date(year, 2, 29)).otherwise(common)


def in_care(episodes: pl.DataFrame) -> pl.DataFrame:
    """The days in a stay, and those of short breaks past 75 in a financial year; half-open."""
    after = pl.col("Episode end").dt.offset_by("1d").fill_null(FAR)
    spans = episodes.select("Case Number", "Legal Status", start=pl.col("Episode start"), end=after)
    stays = spans.filter(~pl.col("Legal Status").is_in(["V3", "V4"])).drop("Legal Status")
    breaks = merged(spans.filter(pl.col("Legal Status") == "V3").drop("Legal Status"))
    return pl.concat([stays, excess(breaks)])


def merged(spans: pl.DataFrame) -> pl.DataFrame:
    """Spans of one child that overlap or touch as one."""
    spans = spans.sort("Case Number", "start")
    reached = pl.col("end").cum_max().shift(1).over("Case Number")
    run = ((pl.col("start") > reached).fill_null(value=True)).cum_sum()
    return (
        spans.with_columns(run=run)
        .group_by("Case Number", "run", maintain_order=True)
        .agg(pl.col("start").min(), pl.col("end").max())
        .drop("run")
    )


def excess(breaks: pl.DataFrame) -> pl.DataFrame:
    """What of *breaks* is past the first 75 days in its financial year."""
    first = pl.col("start").dt.offset_by("-3mo").dt.year()
    last = pl.min_horizontal("end", pl.lit(date(2026, 4, 1))).dt.offset_by("-1d")
    years = pl.int_ranges(first, last.dt.offset_by("-3mo").dt.year() + 1)
    # The last three days of March go to the year before: no offset falls on another day.
    parts = breaks.with_columns(year=years).explode("year")
    begins, ends = pl.date(pl.col("year"), 4, 1), pl.date(pl.col("year") + 1, 4, 1)
    parts = parts.with_columns(
        pl.max_horizontal("start", begins).alias("start"),
        pl.min_horizontal("end", ends).alias("end"),
    )
    length = (pl.col("end") - pl.col("start")).dt.total_days()
    used = length.cum_sum().over("Case Number", "year") - length
    kept = (75 - used).clip(0)
    parts = parts.with_columns(kept=kept, length=length).filter(pl.col("length") > pl.col("kept"))
    moved = pl.col("start") + pl.duration(days=pl.col("kept"))
    return parts.select("Case Number", start=moved, end="end")


def completions(young: pl.DataFrame) -> pl.DataFrame:
    """Clause 5.1, priced by 6.1."""
    done = young.filter(pl.col("Result") == "completed")
    return done.select(
        "Case Number",
        outcome=pl.lit("Completion"),
        due="Therapy end",
        gross=pl.lit(200_000, pl.Int64),
    )


def weeks(young: pl.DataFrame, care: pl.DataFrame, detentions: pl.DataFrame) -> pl.DataFrame:
    """Clause 5.2, priced by 6.2: each seven days of each run at home, from its first day."""
    held = detentions.select(
        "Case Number",
        start=pl.col("Detention start"),
        end=pl.col("Detention end").dt.offset_by("1d").fill_null(FAR),
    )
    end = pl.col("Therapy end")
    window = young.select(
        "Case Number",
        begins=end.dt.offset_by("1d"),
        ends=pl.min_horizontal(end.dt.offset_by("2y").dt.offset_by("1d"), pl.lit(date(2023, 4, 1))),
    )
    away = pl.concat([care, held]).join(window, on="Case Number")
    away = away.filter(pl.col("start") < pl.col("ends"), pl.col("end") > pl.col("begins"))
    edges = pl.concat(
        [
            away.select("Case Number", "start", "end"),
            window.select("Case Number", start="ends", end="ends"),
        ]
    ).sort("Case Number", "start")
    edges = edges.join(window.select("Case Number", "begins"), on="Case Number")
    free = pl.max_horizontal(pl.col("end").cum_max().shift(1).over("Case Number"), "begins")
    n = (pl.col("start") - pl.col("free")).dt.total_days() // 7
    runs = edges.with_columns(free=free).with_columns(n=n).filter(pl.col("n") > 0)
    rows = runs.with_columns(k=pl.int_ranges(1, pl.col("n") + 1)).explode("k")
    return rows.select(
        "Case Number",
        outcome=pl.lit("Home Week"),
        due=pl.col("free") + pl.duration(days=7 * pl.col("k") - 1),
        gross=pl.lit(30_000, pl.Int64),
    )


if __name__ == "__main__":
    folder, out, children = sys.argv[1:]
    found = ledger(Path(folder), *limits(int(children)))
    found.write_parquet(out)
    weighed = (found["due"] - FIRST).dt.total_days() * found["paid"]
    print(len(found), found["paid"].sum(), 2 * weighed.sum())
