"""The seven schemes are reckoned on as many cases, of which something is paid."""

import json

import pytest

from benchmarks import seven


@pytest.mark.parametrize("name", ["pan-london", "peterborough"])
def test_a_scheme_is_measured_on_cases_that_are_paid_for(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(seven, "_DRAWN", 40)
    found = seven.measured(name, 200)

    assert 100 <= found.cases <= 200
    assert found.payments >= found.lines > 0
    assert found.seconds > 0


def test_the_table_says_what_a_case_takes_beside_one_of_pan_london() -> None:
    found = [
        seven.Scheme("pan-london", 1_000, 50, 400, 2.0),
        seven.Scheme("dn2", 500, 50, 400, 3.0),
    ]

    assert [line.split()[-1] for line in seven.table(found)] == ["case", "1.00", "3.00"]


def test_each_is_an_object_where_that_is_asked(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(seven, "SCHEMES", ("pan-london",))
    monkeypatch.setattr(seven, "_DRAWN", 20)

    assert seven.main(["--cases", "50", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["name"] == "pan-london"
