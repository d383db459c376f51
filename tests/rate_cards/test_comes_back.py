"""A contract set in Word comes back: its prices, limits and shares are the contract's own."""

from pathlib import Path

import pytest
from attrs import evolve
from cards import excel_card, word_card

from sibdsl.diagnostics.frame import frame
from sibdsl.pipeline import Loaded, loaded
from sibdsl.rate_cards.compared import Compared, compared
from sibdsl.rate_cards.reading import rate_card
from sibdsl.render.contract import document
from sibdsl.render.document import Document, Table
from sibdsl.render.to_docx import docx
from sibdsl.source import Source

CONTRACTS = Path(__file__).parents[2] / "contracts"
SCHEMES = sorted(path.parent.name for path in CONTRACTS.glob("*/contract.sib"))


def read(scheme: str) -> Loaded:
    path = CONTRACTS / scheme / "contract.sib"
    return loaded(Source(path.name, path.read_text(encoding="utf-8")))


def test_a_whole_contract_in_word(tmp_path: Path) -> None:
    assert PAN_LONDON.lowered is not None
    comes_back(PAN_LONDON, document(PAN_LONDON, PAN_LONDON.lowered, ()), tmp_path)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_price_limit_and_share_is_the_same(scheme: str, tmp_path: Path) -> None:
    """The tables alone: what stands around them is left out, to be quick."""
    contract = read(scheme)
    assert contract.lowered is not None
    whole = document(contract, contract.lowered, ())
    tables = tuple(block for block in whole.blocks if isinstance(block, Table))
    comes_back(contract, evolve(whole, blocks=tables, contents=False), tmp_path)


def comes_back(contract: Loaded, told: Document, tmp_path: Path) -> None:
    file = tmp_path / "contract.docx"
    file.write_bytes(docx(told))
    card = rate_card(file, contract.document)
    beside = compared(card.sentences, contract.document)
    assert [pair.written.text for pair in (*beside.differs, *beside.beyond)] == []
    assert [contract.source[clause.span] for clause in beside.unsaid] == []
    assert len(beside.same) == len(card.sentences) > 2
    assert {finding.code.number for finding in card.findings} <= {"SIB922"}
    assert all(one.notes == one.readings == () for one in card.sentences)


PAN_LONDON = read("pan-london")


class TestBesideAContract:
    def beside(self, tmp_path: Path, *rows: str) -> Compared:
        cells = [row.split("|") for row in rows]
        card = rate_card(word_card(tmp_path / "card.docx", cells), PAN_LONDON.document)
        return compared(card.sentences, PAN_LONDON.document)

    def told(self, found: Compared) -> tuple[list[str], list[str], list[str]]:
        same, differs, beyond = (
            [pair.written.sentence for pair in pairs]
            for pairs in (found.same, found.differs, found.beyond)
        )
        return same, differs, beyond

    def test_prices(self, tmp_path: Path) -> None:
        found = self.beside(
            tmp_path, "Outcome|Price", "home weeks|£300.00", "Completion|£2,001", "Visit|£5"
        )
        assert self.told(found) == (
            ["Home Week pays £300"],
            ["Completion pays £2,001"],
            ["Visit pays £5"],
        )

    def test_each_finding_shows_both_places(self, tmp_path: Path) -> None:
        found = self.beside(tmp_path, "Outcome|Price", "Completion|£2,001", "Visit|£5")
        differs, beyond = found.findings(PAN_LONDON.document)
        assert frame(differs) == (
            "error[SIB925]: the card says: Completion pays £2,001.\n"
            " --> card.docx, table 1:2\n"
            " ::: contract.sib:63:5\n"
            "   |\n"
            "63 | 6.1 Completion pays £2,000. [Placeholder.]\n"
            "   |     ----------------------- the contract says\n"
            "   = help: put right the one that is wrong"
        )
        assert beyond.code.number == "SIB926"

    def test_the_person_is_the_contracts_own(self, tmp_path: Path) -> None:
        found = self.beside(
            tmp_path,
            "Outcome|Price|Maximum number per child|Cap per participant £",
            "Completion|£2,000|1|£5,000",
        )
        same, _, beyond = self.told(found)
        assert "Only the first Completion of each Young Person is paid" in same
        assert beyond == ["Payments for each Young Person for Completion do not exceed £5,000"]

    def test_limits_without_an_order_agree_on_the_amount(self, tmp_path: Path) -> None:
        found = self.beside(
            tmp_path, "Limit|Amount", "In total|£10m", "Per child|£30,000", "Each quarter|£5"
        )
        assert self.told(found) == (
            ["Payments in total do not exceed £10,000,000"],
            ["Payments for each Young Person do not exceed £30,000"],
            ["Payments in each quarter do not exceed £5"],
        )

    def test_a_share_without_rounding_agrees_on_the_percentage(self, tmp_path: Path) -> None:
        found = self.beside(
            tmp_path, "Funder|Share|Limit", "Better Outcomes|15%|£1.5m", "Sutton|the rest|"
        )
        same, differs, beyond = self.told(found)
        assert same == [
            "Better Outcomes pays 15% of each payment",
            "Payments by Better Outcomes do not exceed £1,500,000",
        ]
        assert differs == []
        assert beyond == ["Sutton pays the rest"]

    def test_a_share_that_says_more_has_to_agree_on_it(self, tmp_path: Path) -> None:
        words = "15% of each payment, rounded up to a penny"
        found = self.beside(tmp_path, "Funder|Share", f"Better Outcomes|{words}")
        assert len(found.differs) == 1

    def test_the_one_fund_of_a_contract_is_the_fund(self, tmp_path: Path) -> None:
        rows = [["Outcome", "Price", "Share of the fund"], ["Home Week", 300, 0.15]]
        file = excel_card(tmp_path / "card.xlsx", rows)
        card = rate_card(file, PAN_LONDON.document)
        assert len(compared(card.sentences, PAN_LONDON.document).same) == 2
        readings = card.sentences[-1].readings
        assert readings[0] == "“Share of the fund” is read as the share of Better Outcomes"

    def test_a_number_of_the_contract_is_paid_for(self, tmp_path: Path) -> None:
        contract = read("peterborough")
        rows = [["Outcome", "Price"], ["Pooled success", "£5,000 per reconviction avoided"]]
        card = rate_card(word_card(tmp_path / "card.docx", rows), contract.document)
        (pair,) = compared(card.sentences, contract.document).same
        assert pair.written.text == "Pooled Success pays £5,000 for each Reconviction Avoided."

    def test_a_percentage_with_a_part(self, tmp_path: Path) -> None:
        contract = read("norfolk")
        rows = [["Funder", "Share"], ["Life chances fund", "16.9%"], ["Norfolk", "balance"]]
        card = rate_card(word_card(tmp_path / "card.docx", rows), contract.document)
        beside = compared(card.sentences, contract.document)
        assert [pair.written.sentence for pair in beside.same] == [
            "Life Chances Fund pays 16.9% of each payment",
            "Norfolk pays the rest",
        ]

    def test_a_limit_names_an_outcome_of_the_contract(self, tmp_path: Path) -> None:
        found = self.beside(tmp_path, "Limit|Amount", "Home weeks per quarter|£900", "Other|see 9")
        assert self.told(found)[2] == ["Payments for Home Week in each quarter do not exceed £900"]

    def test_what_the_card_leaves_out_is_named(self, tmp_path: Path) -> None:
        found = self.beside(tmp_path, "Outcome|Price", "Home Week|£300")
        numbers = [clause.number for clause in found.unsaid]
        assert numbers == ["6.1", "7.1", "7.2", "7.3", "8.1", "8.2", "8.3", "8.4"]
