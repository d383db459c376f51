"""Which files are read, and every mistake with a file: findings, never a traceback."""

from hashlib import sha256
from pathlib import Path

import pytest
from record_shapes import (
    EPISODES,
    codes,
    episode,
    left,
    read_folder,
    read_paths,
    table,
)

from sibdsl.diagnostics import Severity
from sibdsl.records.files import DataFile, open_file
from sibdsl.records.mapping import FileMapping

GOOD = table("Case Number,Referral", "A1,2018-01-01")


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("c.csv", b"", "SIB605"),
        ("c.csv", b"\n\n,,\n", "SIB605"),
        ("c.csv", b'Case Number,Referral\nA1,"2018', "SIB602"),
        ("c.csv", b'Case Number,Referral\n"A1"x,2018', "SIB602"),
        ("c.csv", b"Case Number\x81\n", "SIB603"),
        ("c.csv", "Case Number".encode("utf-16-le"), "SIB603"),
        ("c.csv", b"\xff\xfeC", "SIB603"),
        ("c.csv", b"Case Number;Referral\nA1;2018-01-01\n", "SIB606"),
        ("c.csv", b"Case Number,Colour\nA1,red\n", "SIB606"),
        ("c.csv", b"CHILD,DECOM,RNE\nA1,01/05/2017,S\n", "SIB606"),
        ("c.xlsx", b"no workbook", "SIB602"),
        ("c.xml", b"\xff\xff", "SIB602"),
    ],
)
def test_a_file_that_cannot_be_read_stops(name: str, content: bytes, code: str) -> None:
    reading = read_folder({name: content})

    assert codes(reading) == [code]
    assert next(f for f in reading.findings if f.code.number == code).severity is Severity.ERROR


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_encodings_and_line_ends_say_the_same(encoding: str, line_end: str) -> None:
    text = table(
        "Case Number,Referral, Kind\xa0", "A1,2018-01-01,\xa0first ", ",,", "B2,2018-01-02,"
    )
    reading = read_folder({"c.csv": text.replace("\n", line_end).encode(encoding)})

    first, second = reading.histories.cases
    assert first.events["Referral"][0].attributes["Kind"] == "first"
    assert second.events["Referral"][0].rows[0].line == 4
    assert codes(reading) == ["SIB720"]


def test_windows_1252_is_read_and_said() -> None:
    text = table("Case Number,Responsibility start,Responsibility end,Borough", "A1,2018-01-01,,Né")
    reading = read_folder({"c.csv": text.encode("cp1252")})

    assert codes(reading) == ["SIB604", "SIB719"]
    assert reading.histories.cases[0].spells["Responsibility"][0].attributes["Borough"] == "Né"


def test_a_line_is_the_line_of_the_file() -> None:
    text = 'Case Number,Referral,Notes\nA1,2018-01-01,"two\nlines"\n\nB2,2018-01-01,\n'
    reading = read_folder({"c.csv": text})

    lines = [case.events["Referral"][0].rows[0].line for case in reading.histories.cases]
    assert lines == [2, 5]


def test_papers_and_folders_are_passed_over(tmp_path: Path) -> None:
    for name in ("README", "LICENCE.csv", "notes.txt", "x.md", ".hidden", "contract.sib"):
        (tmp_path / name).write_text("x")
    for folder in ("expected", "more"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "c.csv").write_text("x")
    (tmp_path / "c.csv").write_text(GOOD)
    (tmp_path / "old.xls").write_text("x")
    reading = read_paths([tmp_path])

    assert codes(reading) == ["SIB607"]
    assert reading.counts == (("c.csv", 1),)


def test_a_folder_below_is_read_when_it_is_given(tmp_path: Path) -> None:
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "c.csv").write_text(GOOD.replace("A1", folder))
    reading = read_paths([tmp_path / "two", tmp_path / "one", tmp_path / "one" / "c.csv"])

    assert [case.number for case in reading.histories.cases] == ["one", "two"]
    assert reading.counts == (("one/c.csv", 1), ("two/c.csv", 1))


def test_files_of_one_name_go_by_their_folders_too(tmp_path: Path) -> None:
    for folder in ("x/cases", "y/cases"):
        (tmp_path / folder).mkdir(parents=True)
        (tmp_path / folder / "c.csv").write_text(GOOD)
    reading = read_paths([tmp_path / "x" / "cases", tmp_path / "y" / "cases"])

    assert [name for name, _ in reading.counts] == ["x/cases/c.csv", "y/cases/c.csv"]


def test_paths_without_data_stop(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "x.pdf").write_text("x")
    (tmp_path / "mapping.toml").write_text("")

    assert codes(read_paths([tmp_path / "gone"])) == ["SIB601"]
    assert codes(read_paths([tmp_path / "empty"])) == ["SIB601"]
    assert codes(read_paths([tmp_path / "x.pdf"])) == ["SIB606"]
    assert codes(read_paths([tmp_path / "mapping.toml"])) == ["SIB601"]
    assert codes(read_paths([])) == ["SIB601"]


def test_a_file_that_goes_away_is_a_finding(tmp_path: Path) -> None:
    opened = open_file(DataFile(tmp_path / "gone.csv", "gone.csv", FileMapping()))

    assert [f.code.number for f in opened.findings] == ["SIB602"]


def test_a_folder_that_cannot_be_opened_is_a_finding(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: Path) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "iterdir", refuse)

    assert codes(read_paths([tmp_path])) == ["SIB602"]


def test_a_mapping_given_by_name_is_for_files_without_one(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "c.csv").write_text("Ref,Referral\nA1,2018-01-01\n")
    (tmp_path / "mapping.toml").write_text(
        'last_day = 2018-03-31\n[files."c.csv".headings]\n"Ref" = "Case Number"\n'
    )
    reading = read_paths([tmp_path / "a", tmp_path / "mapping.toml"])

    assert codes(reading, without=("SIB615", "SIB628")) == []
    assert len(reading.histories.cases) == 1


def test_a_left_out_child_is_in_no_history() -> None:
    rows = table(EPISODES, episode(first="31/02/2017"), episode("B2"))
    reading = read_folder({"e.csv": rows})

    assert set(left(reading)).isdisjoint(case.number for case in reading.histories.cases)


def test_every_file_is_an_input_with_its_fingerprint_and_who_answers_for_it() -> None:
    files = {
        "b.csv": table("Case Number,Referral", "A1,2018-01-08"),
        "a.csv": table(EPISODES, episode()),
        "mapping.toml": '[files."b.csv"]\ncertified_by = "assessor"\n',
    }
    inputs = read_folder(files).inputs

    assert [(each.file, each.certified_by) for each in inputs[:2]] == [
        ("a.csv", "commissioner"),
        ("b.csv", "assessor"),
    ]
    assert inputs[2].file.endswith("/mapping.toml")
    assert inputs[1].sha256 == sha256(files["b.csv"].encode()).hexdigest()
    assert read_folder({**files, "b.csv": "x"}).inputs[0] == inputs[0]
