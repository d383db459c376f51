"""Pan-London by hand in the SQL of DuckDB: a row a payment, limits by totals of each due day."""

import sys
from pathlib import Path

import duckdb

from benchmarks.scale.limits import limits

SQL = """
create macro birthday(born, years) as
  case when month(born) = 2 and day(born) = 29
       and month(make_date(year(born) + years, 3, 1) - 1) = 2
       and day(make_date(year(born) + years, 3, 1) - 1) = 28
  then make_date(year(born) + years, 3, 1)
  else make_date(year(born) + years, month(born), day(born)) end;
create macro age(born, on_day) as
  year(on_day) - year(born)
  - case when month(on_day) * 100 + day(on_day) < month(born) * 100 + day(born) then 1 else 0 end;

create temp table spans as
  select "Case Number" as c, "Legal Status" as legal, "Episode start" as a,
         coalesce("Episode end" + 1, date '2100-01-01') as b
  from read_parquet('{folder}/episodes.parquet');
create temp table breaks as
  with ordered as (
    select c, a, b, max(b) over (partition by c order by a, b
      rows between unbounded preceding and 1 preceding) as reached
    from spans where legal = 'V3'),
  runs as (select *, sum(case when a <= reached then 0 else 1 end)
      over (partition by c order by a, b rows unbounded preceding) as run from ordered)
  select c, min(a) as a, max(b) as b from runs group by c, run;
create temp table excess as
  with years as (
    select c, y, greatest(a, make_date(y, 4, 1)) as a, least(b, make_date(y + 1, 4, 1)) as b
    from (select *, unnest(range(year(a)::int - (month(a) < 4)::int,
                                 year(least(b, date '2026-04-01') - 1)::int
                                 - (month(least(b, date '2026-04-01') - 1) < 4)::int + 1))::int as y
          from breaks)),
  used as (
    select *, coalesce(sum(b - a) over (partition by c, y order by a
      rows between unbounded preceding and 1 preceding), 0)::int as before from years)
  select c, a + greatest(75 - before, 0)::int as a, b from used
  where b - a > greatest(75 - before, 0);
create temp table care as
  select c, a, b from spans where legal not in ('V3', 'V4')
  union all select c, a, b from excess;

create temp table young as
  with concerns as (
    select "Case Number" as c, min(Concern) as first
    from read_parquet('{folder}/concerns.parquet') where Kind <> 'other' group by c)
  select h."Case Number" as c, r.Borough as borough, h."Therapy end" as done, h.Result as result,
         least(birthday(h."Date of Birth", 18), e.Transfer, e.Death) as stop
  from read_parquet('{folder}/cohort.parquet') h
  join concerns on concerns.c = h."Case Number"
  join read_parquet('{folder}/responsibility.parquet') r using ("Case Number")
  left join read_parquet('{folder}/events.parquet') e using ("Case Number")
  where age(h."Date of Birth", h.Referral) between 10 and 17
    and h.Referral between date '2018-02-01' and date '2021-03-31'
    and concerns.first <= h.Referral
    and h.Referral >= case when r.Borough = 'Barking' then date '2018-07-01'
        when r.Borough in ('Haringey', 'Hounslow', 'Kingston', 'Richmond') then date '2019-09-01'
        else date '2018-02-01' end
    and h."Therapy start" >= h.Referral
    and not exists (select 1 from care
        where care.c = h."Case Number" and care.a <= h.Referral and h.Referral < care.b);

create temp table runs as
  with held as (
    select c, a, b from care
    union all
    select "Case Number", "Detention start", coalesce("Detention end" + 1, date '2100-01-01')
    from read_parquet('{folder}/detentions.parquet')),
  windows as (
    select c, done + 1 as a,
      least((done + interval 2 year)::date + 1, date '2023-04-01') as b from young),
  edges as (
    select h.c, h.a, h.b, w.a as begins from held h join windows w on h.c = w.c
      where h.a < w.b and h.b > w.a
    union all select c, b, b, a from windows),
  ordered as (
    select c, a, greatest(begins, max(b) over (partition by c order by a, b
      rows between unbounded preceding and 1 preceding)) as free from edges)
  select c, free, (a - free) // 7 as n from ordered where a - free >= 7;

create temp table due as
  with every as (
    select c, 'Completion' as outcome, done as due, 200000::bigint as gross
      from young where result = 'completed'
    union all
    select c, 'Home Week', free + (7 * k - 1)::int, 30000::bigint
      from (select *, unnest(range(1, n + 1)) as k from runs))
  select c, outcome, due, gross, borough from every join young using (c)
  where due < stop and due <= date '2023-03-31';
create temp table limited as
  select *, least(gross, greatest(3300000 - coalesce(sum(gross) over (partition by c order by due
    rows between unbounded preceding and 1 preceding), 0), 0))::bigint as paid from due;
"""

CUT = """
create temp table days as
  select due, sum({column})::bigint as amount from {table} group by due;
create temp table bites as
  select min(due) as due from (
    select due, sum(amount) over (order by due rows unbounded preceding) as upto from days)
  where upto > {limit};
create temp table {out} as
  with marginal as (
    select c, outcome, due, greatest({limit}
      - (select coalesce(sum(amount), 0) from days where due < (select due from bites))
      - coalesce(sum({column}) over (order by c
          rows between unbounded preceding and 1 preceding), 0), 0)::bigint as left_over
    from {table} where due = (select due from bites))
  select {table}.* replace (
    case when (select due from bites) is null or due < (select due from bites) then {column}
         when due > (select due from bites) then 0
         else least({column}, left_over) end::bigint as {column})
  from {table} left join marginal using (c, outcome, due);
drop table days; drop table bites;
"""

SUMS = """
select count(*), sum(paid)::bigint, 2 * sum(paid * (due - date '2018-01-01'))::bigint from shared
"""


def ledger(folder: Path, total: int, fund: int, out: Path) -> tuple[int, int, int]:
    """Write every payment due by the last day; how many there are, what is paid in pence, and the
    same weighed by the days.
    """
    db = duckdb.connect()
    db.execute("set threads = 2")
    db.execute(SQL.replace("{folder}", str(folder)))
    db.execute(CUT.format(table="limited", column="paid", limit=total, out="capped"))
    db.execute("create temp table granted as select *, paid * 15 // 100 as fund from capped")
    db.execute(CUT.format(table="granted", column="fund", limit=fund, out="shared"))
    db.execute(
        'create temp view told as select c as "Case Number", outcome, due, gross, paid, fund,'
        " borough as Borough, paid - fund as borough_pays from shared"
    )
    db.execute(f"copy told to '{out}' (format parquet, compression zstd)")
    found = db.execute(SUMS).fetchone()
    assert found is not None
    return found


if __name__ == "__main__":
    folder, out, children = sys.argv[1:]
    print(*ledger(Path(folder), *limits(int(children)), Path(out)))
