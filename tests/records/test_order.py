"""The order of rows, columns and files decides nothing."""

import re
from collections.abc import Iterator
from random import Random

from hypothesis import given
from hypothesis import strategies as st
from record_shapes import EPISODES, HEADER, PARTIES, episode, read_folder

from sibdsl.records.reading import Reading

children = st.sampled_from(["A1", "B2", "C3"])
days = st.sampled_from(
    ["01/05/2017", "02/05/2017", "01/06/2017", "01/05/2018", "31/02/2017", "1/5/17", ""]
)
episodes = st.builds(
    episode,
    children,
    days,
    days,
    rne=st.sampled_from(["S", "P", "?"]),
    ls=st.sampled_from(["C2", "V3", "V4", ""]),
    place=st.sampled_from(["U4", "K2", "T1", "K3"]),
    rec=st.sampled_from(["X1", "E4A", ""]),
)
births = st.builds(
    "{},{},{},,,,".format,
    children,
    st.sampled_from(["1", "M"]),
    st.sampled_from(["01/01/2004", ""]),
)
iso_days = st.sampled_from(["2017-05-01", "2017-06-01", "2018-06-01", "bad", ""])
boroughs = st.sampled_from([*sorted(PARTIES), "Camden", ""])
cohort = st.builds(
    "{},{},{},{},{},{},{}".format,
    children,
    st.sampled_from(["P1", "P2", ""]),
    iso_days,
    iso_days,
    iso_days,
    boroughs,
    iso_days,
)
COHORT = (
    "Case Number,Person Number,Referral,Responsibility start,Responsibility end,Borough,Adoption"
)
MAPPING = '[return.events]\nMove = {rne = ["P"]}\n'
Files = dict[str, list[str]]
files = st.fixed_dictionaries(
    {"e17.csv": st.lists(episodes, max_size=6)},
    optional={
        "e18.csv": st.lists(episodes, max_size=4),
        "h.csv": st.lists(births, max_size=4),
        "c.csv": st.lists(cohort, max_size=5),
        "d.csv": st.lists(cohort, max_size=2),
    },
)
HEADINGS = {"e": EPISODES, "h": HEADER, "c": COHORT, "d": COHORT}


def written(told: Files, random: Random | None) -> dict[str, str]:
    """The files, with rows and columns in another order if there is a *random* to choose it."""
    texts = {"mapping.toml": MAPPING}
    for name, lines in told.items():
        grid = [HEADINGS[name[0]].split(","), *(line.split(",") for line in lines)]
        numbered = [[*row, f"{i}"] for i, row in enumerate(grid)]
        if random is not None:
            columns = random.sample(range(len(grid[0])), len(grid[0]))
            rows = [numbered[0], *random.sample(numbered[1:], len(numbered) - 1)]
            numbered = [[*(row[i] for i in columns), row[-1]] for row in rows]
        texts[name] = "".join(",".join(row[:-1]) + "\n" for row in numbered)
    return texts


def without_lines(reading: Reading) -> tuple[object, ...]:
    """All of it but the numbers of lines, which are those of the rows as they stand."""
    histories = _bare(repr((reading.histories, reading.left_out, sorted(reading.counts))))
    return histories, sorted(_findings(reading))


def _bare(text: str) -> str:
    return re.sub(r"line=\d+", "line=0", text)


def _findings(reading: Reading) -> Iterator[tuple[str, ...]]:
    for f in reading.findings:
        heading = f.place.heading if f.place is not None else None
        file = f.place.file if f.place is not None else None
        yield f.code.number, f.message, f"{f.case} {f.rule} {file} {heading}"


@given(files, st.randoms(use_true_random=False))
def test_rows_and_columns_in_another_order_read_alike(told: Files, random: Random) -> None:
    one = read_folder(written(told, None), joined_by="Person Number")
    other = read_folder(written(told, random), joined_by="Person Number")

    assert without_lines(one) == without_lines(other)


@given(files)
def test_the_same_files_read_alike_under_other_names(told: Files) -> None:
    one = read_folder(written(told, None), joined_by="Person Number")
    renamed = {f"{'zyxwv'[i]}_{n}": t for i, (n, t) in enumerate(_of(told).items())}
    other = read_folder({**renamed, "mapping.toml": MAPPING}, joined_by="Person Number")
    cases = _values(one), _values(other)

    assert cases[0] == cases[1]
    assert one.left_out == other.left_out


def _of(told: Files) -> dict[str, str]:
    texts = written(told, None)
    del texts["mapping.toml"]
    return texts


def _values(reading: Reading) -> str:
    return re.sub(r"rows=\(.*?\)\)?,?\)|Row\([^)]*\)", "", repr(reading.histories.cases))


@given(files)
def test_every_case_is_kept_or_left_out(told: Files) -> None:
    reading = read_folder(written(told, None))
    kept = {case.number for case in reading.histories.cases}
    left = {number for number, _ in reading.left_out}

    assert kept.isdisjoint(left)
    assert {f.case for f in reading.findings if f.severity.value == "case left out"} <= left | {
        None
    }


@given(st.binary(max_size=200), st.sampled_from([".csv", ".xml", ".xlsx"]))
def test_no_bytes_raise(data: bytes, kind: str) -> None:
    reading = read_folder({f"x{kind}": data, "mapping.toml": data})

    assert reading.findings


@given(st.text(alphabet='CHILD,"\n\r\t;é 0123/-', max_size=80))
def test_no_text_under_the_headings_of_a_return_raises(text: str) -> None:
    reading = read_folder({"e.csv": f"{EPISODES}\n{text}", "h.csv": f"{HEADER}\n{text}"})

    assert reading.counts or reading.findings
