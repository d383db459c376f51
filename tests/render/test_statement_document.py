"""What a statement says as a document: each part, and none that would be empty."""

import hashlib

import pytest
from stating import NO_DATA, contract_of, ledger_by, lines_of, statement_of

from sibdsl.diagnostics import Finding
from sibdsl.diagnostics.codes import NOT_RECOGNISED, OTHER_TEXT
from sibdsl.model.claims import Entry
from sibdsl.model.contract import Contract
from sibdsl.model.days import day
from sibdsl.model.histories import Row
from sibdsl.model.inputs import Input
from sibdsl.model.ledger import CLAIM, Waiting
from sibdsl.model.money import Money
from sibdsl.model.statement import Statement, TakenBack
from sibdsl.render.document import (
    Document,
    Facts,
    Heading,
    Paragraph,
    Picture,
    Signatures,
    Table,
    plain,
)
from sibdsl.render.statement import document
from sibdsl.render.statement_made import Basis, around, as_if_claimed, period_of, stated
from sibdsl.render.statement_text import statement_text
from sibdsl.render.statement_words import data_fingerprint
from sibdsl.values import changed


def of_scheme(scheme: str, on: int) -> tuple[Contract, Statement]:
    contract = contract_of(scheme)
    period = period_of(contract, on)
    assert period is not None
    return contract, statement_of(contract, lines_of(scheme), period)


def headings(made: Document) -> list[str]:
    return [block.words for block in made.blocks if isinstance(block, Heading)]


def tables(made: Document) -> dict[str, Table]:
    return {block.caption: block for block in made.blocks if isinstance(block, Table)}


def rows(table: Table) -> list[list[str]]:
    return [[plain(cell) for cell in row] for row in table.rows]


def pence(cell: str) -> int:
    return int("".join(figure for figure in cell if figure.isdigit()))


@pytest.fixture(scope="module")
def three_payers() -> Document:
    return document(*of_scheme("dn2", day(2022, 6, 30)))


def test_every_payer_has_its_lines_and_their_sum(three_payers: Document) -> None:
    _, statement = of_scheme("dn2", day(2022, 6, 30))
    found = tables(three_payers)
    paid = statement.settled.paid_by()

    assert len([payer for payer, amount in paid.items() if amount]) == 4
    for payer, amount in paid.items():
        *lines, in_all = rows(found[f"Paid by {payer}"])
        pence = sum(
            int(row[-1].replace("£", "").replace(",", "").replace(".", "")) for row in lines
        )
        assert pence == amount.pence
        assert in_all[-1].replace(",", "") == f"£{amount.pence // 100}.{amount.pence % 100:02}"


def test_the_parts_of_a_plain_claim(three_payers: Document) -> None:
    assert headings(three_payers) == [
        "What is to pay",
        "Where the claim leaves each limit",
        "Signatures",
        "Lines of the claim",
    ]
    assert len([block for block in three_payers.blocks if isinstance(block, Picture)]) == 3
    for table in tables(three_payers).values():
        assert all(column.title for column in table.columns)
        assert all(len(row) == len(table.columns) for row in table.rows)


def test_who_signs_and_to_what(three_payers: Document) -> None:
    (signed,) = [block for block in three_payers.blocks if isinstance(block, Signatures)]

    assert signed.parties[0] == (
        "Futures Partnership (provider), which certifies that what is claimed was achieved and is "
        "on record"
    )
    assert "Derby (commissioner), which has checked the claim against its own records" in (
        signed.parties
    )
    assert "Nottinghamshire (lead authority), which agrees that the claim is paid" in signed.parties


def test_a_deduction_and_the_shares_of_a_whole_claim() -> None:
    """33% of the days fall away, rounded down; the fund pays 16.9% of the whole, to the penny."""
    _, statement = made = of_scheme("norfolk", day(2020, 6, 30))
    found = tables(document(*made))
    deducted, fund, council = rows(found["Worked out on the whole claim"])
    (left,) = [e.line for e in statement.settled.entries if e.line.achieved is not None]

    assert left.units == left.achieved * 67 // 100 if left.achieved else False
    assert deducted[3] == (
        f"{left.achieved:,} achieved less {left.achieved - left.units:,}: {left.units:,} paid"
    )
    whole = statement.settled.paid.pence
    assert fund[2:] == ["Life Chances Fund", "share of the whole claim", "£55,459.74"]
    assert whole * 169 // 1000 == 5_545_974
    assert council[2] == "Norfolk"
    assert "Paid by Norfolk" not in found
    assert "Shared among the payers as a whole claim, not line by line" in found


def test_what_is_shared_once_the_period_is_over_is_said() -> None:
    """Of a claim that is not over the shares are not worked out: nobody is asked to pay yet."""
    contract = contract_of("norfolk")
    period = period_of(contract, day(2019, 6, 30))
    assert period is not None
    lines = tuple(line for line in lines_of("norfolk") if line.outcome != CLAIM)
    statement = statement_of(contract, lines, period)
    said = [
        plain(b.words) for b in document(contract, statement).blocks if isinstance(b, Paragraph)
    ]

    assert statement.dues == ()
    assert statement.shared_later == statement.settled.paid
    assert any("more is shared among the payers once the claim period is over" in x for x in said)
    assert "more is shared among the payers" in statement_text(statement)


def test_what_a_limit_leaves_unpaid_is_listed() -> None:
    found = tables(document(*of_scheme("birmingham", day(2017, 6, 30))))
    (line, in_all) = rows(found["Achieved, and left unpaid"])

    assert line[0].startswith("B")
    assert line[-1] == "7.1"
    assert in_all[0] == "In all"


def with_everything() -> tuple[Contract, Statement]:
    """A statement in which each part has something."""
    contract = contract_of("ways-to-wellness")
    period = period_of(contract, day(2018, 3, 31))
    assert period is not None
    now = ledger_by(contract, lines_of("ways-to-wellness"), period[1])
    facts = ("First Score is missing (patients.xlsx:46): W45",)
    waits = Waiting(None, "Wellbeing", "5.1", facts, (day(2018, 6, 30), day(2018, 7, 1)), "Three")
    now = changed(now, waiting=(waits,), as_at=period[1] - 10)
    before = as_if_claimed(ledger_by(contract, lines_of("ways-to-wellness"), period[0]))
    found = (Finding(OTHER_TEXT, "of data"), Finding(NOT_RECOGNISED, "no", help="name its columns"))
    reading = type(NO_DATA)(
        NO_DATA.histories, found, (("W9", NOT_RECOGNISED),), (), (Input("waves.csv", "ab" * 32),)
    )
    files = (Input("claim-1.csv", "cd" * 32),)
    statement = stated(Basis(contract, reading, now, period, (before,), files))
    back = Entry(statement.new[0].line, (Row("claim-1.csv", 2),))
    settled = changed(statement.settled, disregarded=(back,), held=(Entry(back.line),))
    taken = (TakenBack(back, "the data no longer shows it"),)
    return contract, changed(statement, settled=settled, taken_back=taken)


def test_each_part_that_has_something_is_there() -> None:
    contract, statement = with_everything()
    made = document(contract, statement)
    found = tables(made)

    assert all(column.title for table in found.values() for column in table.columns)
    assert headings(made) == [
        "What is to pay",
        "Where the claim leaves each limit",
        "Not yet known",
        "Taken back",
        "Late evidence that changes nothing",
        "What was found in the data",
        "Signatures",
        "Lines of the claim",
        "Files",
    ]
    assert "so far: by 22 March 2018" in made.subtitle
    (waits,) = rows(found["What waits for facts"])
    assert waits[2:] == [
        *("1 Wave, 30 June 2018", "First Score is missing (patients.xlsx:46): W45", "Wave Three"),
        "£300,000.00",
    ]
    assert rows(found["Claimed before, and so no more"])[0][3:5] == [
        *("claim-1.csv:2", "the data no longer shows it"),
    ]
    assert rows(found["Earlier claims"]) == [["claim-1.csv", "cd" * 32]]
    assert rows(found["Left out of the claim until the data is put right: 1 case"])[0][0] == "W9"
    assert statement.settled.digest[:16] in made.mark


def test_many_facts_of_one_case_are_one_row() -> None:
    """Each day of a case may wait for a fact of its own: forty rows would say no more than one."""
    contract = contract_of("ways-to-wellness")
    period = period_of(contract, day(2018, 3, 31))
    assert period is not None
    now = ledger_by(contract, lines_of("ways-to-wellness"), period[1])
    waits = [
        Waiting(case, "Wellbeing", "5.1", (f"{what} {n} is missing",))
        for case, what, many in (("W1", "Result", 5), ("W2", "Score", 2))
        for n in range(many)
    ]
    basis = Basis(contract, NO_DATA, changed(now, waiting=tuple(waits)), period, ())
    one, *others = stated(basis).unsettled

    assert one.settles == "Result 0 is missing; and 4 facts more"
    assert (one.who, one.most) == ("case W1", Money(5 * 30_000_000))
    assert [other.settles for other in others] == ["Score 0 is missing", "Score 1 is missing"]


def test_the_page_of_text_says_the_same_in_short() -> None:
    text = statement_text(with_everything()[1])

    assert "Taken back: claimed before, and so no more" in text
    assert "(claim-1.csv:2): the data no longer shows it" in text
    assert "1 entry of what is not yet known" in text
    assert max(map(len, text.splitlines())) <= 100


def test_the_head_says_on_what_it_rests(three_payers: Document) -> None:
    names = dict(three_payers.facts.pairs)

    assert isinstance(three_payers.facts, Facts)
    assert plain(names["Claim period"]) == "1 April to 30 June 2022"
    assert "no earlier claim is named" in plain(names["Claimed before"])
    assert plain(names["To"]).startswith("Nottinghamshire")


def test_the_fingerprint_of_the_data_is_that_of_what_sha256sum_prints() -> None:
    """Worked out as `sha256sum * | sha256sum` does, whatever the order of the files."""
    files = {"b.csv": b"1,2\n", "a.csv": b"x\n"}
    given = [
        Input(f"cases/{name}", hashlib.sha256(data).hexdigest()) for name, data in files.items()
    ]
    listed = "".join(
        f"{hashlib.sha256(files[name]).hexdigest()}  {name}\n" for name in ("a.csv", "b.csv")
    )

    assert data_fingerprint(given) == hashlib.sha256(listed.encode()).hexdigest()
    assert data_fingerprint(given) != data_fingerprint(given[:1])
    alike = [Input("one/a.csv", "ab" * 32), Input("two/a.csv", "cd" * 32)]
    assert data_fingerprint(alike) != data_fingerprint(alike[::-1][:1] * 2)


def test_a_second_line_like_the_first_is_newly_due() -> None:
    """Two equal payments on one day: one was claimed, the other is claimed now."""
    contract = contract_of("gloucestershire")
    line = next(line for line in lines_of("gloucestershire") if line.paid)
    period = period_of(contract, line.claim[1])
    assert period is not None
    before = ledger_by(contract, (line,), line.claim[1])
    now = changed(before, lines=(line, line), as_at=period[1] - 1)
    statement = stated(Basis(contract, NO_DATA, now, period, (as_if_claimed(before),)))

    assert statement.settled.before == statement.settled.paid == line.paid
    assert not statement.taken_back


def test_the_claims_around_a_day_are_told() -> None:
    contract = contract_of("norfolk")

    assert around(contract, day(2019, 1, 1)) == (
        "the first claim after it is for 5 February to 31 October 2019"
    )
    assert period_of(contract, day(2019, 12, 31)) == (day(2019, 11, 1), day(2020, 1, 1))
