"""Earlier claims as files: every mistake a finding, never a traceback."""

import json
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sibdsl.model.claims import EMPTY
from sibdsl.model.days import day
from sibdsl.model.money import Money
from sibdsl.records.claims import ClaimsRead, read_claims

HEADING = (
    "case,group,outcome,clause,claim_from,claim_to,due_from,due_to,evidence_from,evidence_to,"
    "achieved,units,gross,cut,paid,unpaid_by,cut_by,Fund B,Council A,rows"
)
ROW = (
    "C1,,Home Week,5.1,2024-10-01,2024-12-31,2024-10-07,2024-10-14,2024-10-01,2024-10-14,,2,200.00,"
    "0.00,200.00,,7.1;7.2,40.00,160.00,a.csv:2 b.csv:3"
)
OF_A_CLAIM = ",reverses,claim_number,as_at,claimed_before,contract"


def read(**files: str | bytes) -> ClaimsRead:
    with TemporaryDirectory() as folder:
        paths = []
        for name, content in files.items():
            path = Path(folder) / name.replace("_", ".")
            path.write_bytes(content.encode() if isinstance(content, str) else content)
            paths.append(path)
        return read_claims(paths)


def codes(found: ClaimsRead) -> list[str]:
    return [finding.code.number for finding in found.findings]


def test_a_ledger_is_a_claim_of_all_in_it_on_its_last_due_day() -> None:
    found = read(q1_csv=f"{HEADING}\n{ROW}\n")

    (claim,) = found.claims
    (placed,) = claim.placed
    assert codes(found) == ["SIB636"]
    assert claim.payers == ("Fund B", "Council A")
    assert (claim.number, claim.last_day, claim.paid) == (None, day(2024, 10, 14), Money(20000))
    assert (placed.entry.sign, str(placed.row)) == (1, "q1.csv:2")
    assert placed.entry.line.cut_by == ("7.1", "7.2")
    assert found.inputs[0].file == "q1.csv"


def test_a_claim_says_its_number_its_day_and_what_had_been_claimed() -> None:
    whole = ",3,2024-12-31,1300.00,abc"
    row = ROW.replace(",2,200.00", ",-2,-200.00").replace(",200.00,,", ",-200.00,,")
    back = row.replace("40.00,160.00", "-40.00,-160.00") + ",the first claim.csv:7 q2.csv:5" + whole
    found = read(q3_csv=f"{HEADING}{OF_A_CLAIM}\n{back}\n{ROW},{whole}\n")

    (claim,) = found.claims
    assert codes(found) == []
    assert (claim.number, claim.as_at, claim.digest) == (3, day(2024, 12, 31), "abc")
    assert (claim.before, claim.paid) == (Money(130000), Money(0))
    assert [each.entry.sign for each in claim.placed] == [-1, 1]
    assert claim.placed[0].entry.line == claim.placed[1].entry.line
    cited = [str(row) for row in claim.placed[0].entry.reverses]
    assert cited == ["the first claim.csv:7", "q2.csv:5"]


def test_a_claim_of_nothing_keeps_its_day() -> None:
    row = f",,{EMPTY},,2025-03-31,2025-03-31,2025-03-31,2025-03-31,,,,0,0.00,0.00,0.00,,,0.00,0.00,"
    (claim,) = read(q4_csv=f"{HEADING}{OF_A_CLAIM}\n{row},,4,2025-03-31,5.00,abc\n").claims

    assert (claim.placed, claim.number, claim.as_at) == ((), 4, day(2025, 3, 31))


def test_a_row_taken_back_that_cites_nothing_readable_is_taken_back() -> None:
    row = ROW.replace(",2,200.00", ",-2,-200.00").replace(",200.00,,", ",-200.00,,")
    back = row.replace("40.00,160.00", "-40.00,-160.00")
    (claim,) = read(a_csv=f"{HEADING},reverses\n{back},yes\n").claims

    assert [str(row) for row in claim.placed[0].entry.reverses] == ["a.csv:2"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("2024-10-07", "7 Oct"),
        ("2024-10-14,2024-10-01", ",2024-10-01"),
        ("2024-10-01,2024-10-14,,2", ",2024-10-14,,2"),
        (",2,200.00", ",1.5,200.00"),
        (",2,200.00", ",,200.00"),
        (",2,200.00", ",-2,200.00"),
        (",2,200.00", ",3,200.00"),
        ("200.00,,7.1", "2E+02,,7.1"),
        ("40.00", ""),
        ("2024-10-14,2024-10-01", "2024-10-06,2024-10-01"),
        (",,2,", ",x,2,"),
        (",0.00,200.00", ",0.00,100.00"),
        (",0.00,200.00", ",100.00,200.00"),
        ("200.00,,7.1", "200.00,7.1,7.1"),
        ("160.00", "162.00"),
    ],
)
def test_a_row_that_cannot_be_read_stops(old: str, new: str) -> None:
    assert old in ROW
    found = read(a_csv=f"{HEADING}\n{ROW.replace(old, new, 1)}\n")

    assert set(codes(found)) - {"SIB636"} == {"SIB633"}
    assert found.findings[0].place is not None
    assert found.findings[0].place.line == 2


def test_a_row_whose_amounts_do_not_agree_says_how() -> None:
    found = read(a_csv=f"{HEADING}\n{ROW.replace('160.00', '162.00')}\n")

    assert found.findings[0].message == (
        "the amounts of the row do not agree: the payers come to more than `paid`"
    )
    assert found.claims[0].placed == ()


def test_the_line_of_a_share_of_the_claim_pays_nothing_itself() -> None:
    row = ROW.replace("Home Week", "(claim)").replace(",2,200.00,0.00,200.00", ",0,0.00,0.00,0.00")
    found = read(a_csv=f"{HEADING}\n{row}\n")

    assert codes(found) == ["SIB636"]
    assert len(found.claims[0].placed) == 1


def test_a_row_that_nobody_shares_yet_is_read() -> None:
    """Its shares stand on the line of the claim, once the claim period is over."""
    row = ROW.replace("40.00,160.00", "0.00,0.00")

    assert codes(read(a_csv=f"{HEADING}\n{row}\n")) == ["SIB636"]


@pytest.mark.parametrize(
    "text",
    [
        "Case Number,Referral\nC1,2024-01-01\n",
        f"{HEADING}\n{ROW},1,2,3\n",
        f"{HEADING}{OF_A_CLAIM}\n",
        f"{HEADING}{OF_A_CLAIM}\n{ROW},,1,2024-12-31,0.00,a\n{ROW},,2,2024-12-31,0.00,a\n",
    ],
)
def test_what_is_no_ledger_and_no_claim_stops(text: str) -> None:
    found = read(a_csv=text)

    assert (codes(found), found.claims) == (["SIB633"], ())


@pytest.mark.parametrize("text", ["{", "[]", "{}", '{"lines": [1], "payers": {}}', '{"lines": 5}'])
def test_an_object_that_is_no_ledger_stops(text: str) -> None:
    assert codes(read(a_json=text)) == ["SIB633"]


def test_what_is_said_of_a_whole_claim_must_be_readable() -> None:
    found = read(a_csv=f"{HEADING}{OF_A_CLAIM}\n{ROW},,one,soon,much,a\n")

    assert set(codes(found)) == {"SIB633"}


def test_an_empty_ledger_says_no_day() -> None:
    found = read(a_csv=HEADING)

    assert codes(found) == ["SIB636"]
    assert found.claims[0].last_day is None


def test_a_file_that_is_gone_is_a_finding(tmp_path: Path) -> None:
    assert codes(read_claims([tmp_path / "gone.csv"])) == ["SIB633"]


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=5,
)
LINE = {
    **dict.fromkeys(("case", "group", "unpaid_by", "achieved", "evidence")),
    "outcome": "Home Week",
    "clause": "5.1",
    "cut_by": [],
    "units": 1,
    "shares": {},
    **{key: {"from": "2024-10-01", "to": "2024-10-07"} for key in ("claim", "due")},
    **{key: {"pence": 100, "text": "£1"} for key in ("gross", "cut", "paid")},
}


@given(st.sampled_from(sorted(LINE)), json_values)
def test_no_object_raises(key: str, value: object) -> None:
    told = {"as_at": None, "sha256": "a", "payers": {}, "lines": [LINE | {key: value}]}
    read(a_json=json.dumps(told))


@given(st.binary(max_size=100), st.lists(st.text(max_size=6), max_size=20))
def test_no_bytes_and_no_cells_raise(data: bytes, cells: list[str]) -> None:
    read(a_csv=data, b_json=data, c_csv=f"{HEADING}\n{','.join(cells)}\n")
