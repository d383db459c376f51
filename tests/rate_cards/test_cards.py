"""Rate cards as councils write them: each sentence that is read, and each cell that is not."""

from pathlib import Path

import pytest
from cards import BANDS, WORKBOOK, Rows, borough, excel_card, homes, put, word_card, word_file
from docx.document import Document as Word

from sibdsl.rate_cards.reading import RateCard, rate_card
from sibdsl.source import Source
from sibdsl.syntax.parse import parse


def sentences(card: RateCard) -> list[str]:
    return [f"{one.sentence}." for one in card.sentences]


def found(card: RateCard) -> list[tuple[str, str, int | None]]:
    """The code, the place and the row of each finding."""
    return [
        (f.code.number, f.place.file.partition(", ")[2], f.place.line)
        for f in card.findings
        if f.place
    ]


def of_word(tmp_path: Path, *tables: Rows) -> RateCard:
    return rate_card(word_card(tmp_path / "card.docx", *tables))


def one_row(tmp_path: Path, headings: str, cells: str) -> RateCard:
    """A table of one row, its headings and cells parted by bars."""
    return of_word(tmp_path, [headings.split("|"), cells.split("|")])


class TestWholeCards:
    def test_a_schedule_with_merged_cells_notes_and_definitions(self, tmp_path: Path) -> None:
        card = rate_card(word_file(tmp_path / "borough.docx", borough))
        assert sentences(card) == [
            "Home Week pays £300.",
            "Only the first 104 Home Weeks of each Child are paid.",
            "Payments for Home Week in total do not exceed £31,200.",
            "Completion of Therapy pays £1,800.",
            "Only the first Completion of Therapy of each Child is paid.",
            "School Move pays £1,500.",
            "Payments for School Move in each financial year do not exceed £50,000.",
            "Payments in total do not exceed £2,500,000.",
            "Better Outcomes pays 15% of each payment.",
            "Payments by Better Outcomes do not exceed £1,500,000.",
            "Sutton pays the rest.",
        ]
        assert found(card) == [
            ("SIB922", "table 1", 1),
            ("SIB924", "table 2", 3),
            ("SIB924", "table 2", 6),
            ("SIB924", "table 2", 7),
        ]

    def test_prose_is_kept_in_square_brackets(self, tmp_path: Path) -> None:
        card = rate_card(word_file(tmp_path / "borough.docx", borough))
        texts = [one.text for one in card.sentences]
        assert texts[0] == (
            "Home Week pays £300. [The card: see its footnote ¹."
            " The card: Definition: Seven nights at home.]"
        )
        assert "[The card: planned. The card: Definition: A move at the end of a term.]" in texts[5]

    def test_bands_of_several_rows_are_one_card(self, tmp_path: Path) -> None:
        assert sentences(of_word(tmp_path, BANDS)) == [
            "Home Week pays (a) £300 if age on Referral is from 10 to 13; and"
            " (b) £400 if age on Referral is from 14 to 17.",
            "Move pays (a) £100 if age on Referral is less than 10; and"
            " (b) £120 if age on Referral is at least 10.",
        ]

    def test_a_workbook_with_titles_above_its_headings(self, tmp_path: Path) -> None:
        card = rate_card(excel_card(tmp_path / "rates.xlsx", WORKBOOK))
        assert sentences(card) == [
            "Home Week pays £300.",
            "Only the first 104 Home Weeks of each Young Person are paid.",
            "Payments for Home Week in total do not exceed £31,200.",
            "Completion pays £1,800.50.",
            "Only the first Completion of each Young Person is paid.",
            "Better Outcomes pays 15% of each payment.",
        ]
        assert found(card) == [("SIB924", "sheet “Rates”", 5), ("SIB924", "sheet “Rates”", 5)]

    def test_footnotes_asides_and_rows_that_span(self, tmp_path: Path) -> None:
        card = rate_card(word_file(tmp_path / "homes.docx", homes))
        assert [one.text for one in card.sentences] == [
            "Entering pays £600. [The card: under “Accommodation”. The card: see its footnote ¹."
            " The card: Paid by: Council.]",
            "Only the first Entering of each Participant is paid.",
            "Staying 3 Months pays £1,500. [The card: under “Accommodation”."
            " The card: see its footnote ². The card: Paid by: Council.]",
            "Only the first Staying 3 Months of each Participant is paid.",
            "Payments for each Participant for Staying 3 Months do not exceed £1,500.",
            "Staying 6 Months pays £1,600. [The card: under “Accommodation”."
            " The card: Paid by: Council.]",
            "Only the first Staying 6 Months of each Participant is paid.",
            "Payments for each Participant for Staying 6 Months do not exceed £1,600.",
            "Payments for each Participant do not exceed £9,100."
            " [“Total cap” is read as a limit on all payments together.]",
        ]
        assert found(card) == [("SIB923", "table 1", 7), ("SIB924", "table 1", 9)]

    def test_two_rows_of_headings(self, tmp_path: Path) -> None:
        def fill(word: Word) -> None:
            put(
                word,
                [
                    ["Outcome", "Payment", "Cap", "Cap"],
                    ["Outcome", "Payment", "Number per child", "£ in total"],
                    ["Move", "£100", "3", "£9,000"],
                ],
            )
            cells = word.tables[0].rows[0].cells
            cells[2].text = ""
            cells[2].merge(cells[3])

        assert sentences(rate_card(word_file(tmp_path / "two.docx", fill))) == [
            "Move pays £100.",
            "Only the first 3 Moves of each Child are paid.",
            "Payments for Move in total do not exceed £9,000.",
        ]

    def test_whatever_is_handed_on_can_be_read(self, tmp_path: Path) -> None:
        card = rate_card(word_file(tmp_path / "borough.docx", borough))
        text = "\n".join(one.text for one in card.sentences)
        assert parse(Source("all.sib", text)).findings == ()


class TestPrices:
    @pytest.mark.parametrize(
        ("cell", "said"),
        [
            ("£1,800", "Move pays £1,800."),
            ("1800.00", "Move pays £1,800."),
            ("£1.5m", "Move pays £1,500,000."),
            ("£12k", "Move pays £12,000."),
            ("GBP 59.15", "Move pays £59.15."),
            ("£300 per move", "Move pays £300."),
            (
                "£5,000 for each Reconviction Avoided",
                "Move pays £5,000 for each Reconviction Avoided.",
            ),
            (
                "Age 10 to 13: £300; 14 to 17: £400",
                "Move pays (a) £300 if Age is from 10 to 13; and (b) £400 if Age is from 14 to 17.",
            ),
            (
                "Reduction under 10%: £300\n10% or more: £400",
                "Move pays (a) £300 if Reduction is less than 10%;"
                " and (b) £400 if Reduction is at least 10%.",
            ),
        ],
    )
    def test_in_many_spellings(self, tmp_path: Path, cell: str, said: str) -> None:
        assert sentences(one_row(tmp_path, "Outcome|Price", f"Move|{cell}")) == [said]

    @pytest.mark.parametrize(
        "cell",
        ["", "TBC", "£300–£400", "£300 or £400", "up to £300", "£0.005", "-£300", "1.800,00",
         "£1.800", "15%",
         "under 10: £300; others: £400", "£1 if only", "£1 (under 16)", "£9 for under 16s",
         "£9 plus VAT", "£300." * 900],
    )  # fmt: skip
    def test_none_is_guessed(self, tmp_path: Path, cell: str) -> None:
        card = one_row(tmp_path, "Outcome|Price|Note", f"Move|{cell}|x y z")
        assert sentences(card) == []
        assert ("SIB923", "table 1", 2) in found(card)

    def test_words_beside_an_amount_are_said(self, tmp_path: Path) -> None:
        (one,) = one_row(tmp_path, "Outcome|Price", "Reduction|£5,000 per 10% reduction").sentences
        reading = "“per 10% reduction” is read as each time that Reduction is achieved"
        assert one.readings == (reading,)
        assert one.text.endswith(f"[{reading}.]")

    def test_words_of_a_heading_are_said(self, tmp_path: Path) -> None:
        card = one_row(tmp_path, "Outcome|Payment per week", "Stay|£300")
        assert [f.code.number for f in card.findings] == ["SIB924"]

    def test_two_columns_of_prices_are_not_both_right(self, tmp_path: Path) -> None:
        card = one_row(tmp_path, "Outcome|Price in year 1|Price in year 2", "Move|£1|£2")
        assert ("SIB923", "table 1", 2) in found(card)

    def test_a_price_for_one_band_only_is_no_card(self, tmp_path: Path) -> None:
        card = one_row(tmp_path, "Outcome|Age at entry|Price", "Move|10 to 13|£2")
        assert sentences(card) == []
        assert "and none otherwise" in card.findings[0].message

    def test_two_prices_of_one_outcome_are_refused(self, tmp_path: Path) -> None:
        rows = [["Outcome", "Price"], ["Move", "£1"], ["Move", "£2"]]
        card = of_word(tmp_path, rows)
        assert sentences(card) == []
        assert "it is not said when each holds" in card.findings[0].message

    def test_tiers_by_volume(self, tmp_path: Path) -> None:
        rows = [
            ["Outcome", "Price"],
            ["Job", "£1,100 for each of the first 370"],
            ["Job", "£1,000 for each of the next 40"],
            ["Job", "£1,350 for each one beyond"],
        ]
        assert sentences(of_word(tmp_path, rows)) == [
            "Job pays (a) £1,100 for each of the first 370; (b) £1,000 for each of the next 40;"
            " and (c) £1,350 for each one beyond."
        ]

    @pytest.mark.parametrize(
        ("band", "said"),
        [
            ("10-13", "from 10 to 13"),
            ("from 10% to 13%", "from 10% to 13%"),
            ("between 10 and 13", "from 10 to 13"),
            ("up to 9", "at most 9"),
            ("9 or less", "at most 9"),
            ("> 17", "more than 17"),
            ("≥ 16 years", "at least 16"),
            ("fewer than 5", "less than 5"),
            ("at least 10% and less than 12.5%", "at least 10% and less than 12.5%"),
        ],
    )
    def test_bands(self, tmp_path: Path, band: str, said: str) -> None:
        last = ["", "Score 99+", "£2"]
        rows = [["Outcome", "Band", "Price"], ["Move", f"Score {band}", "£1"], last]
        card = of_word(tmp_path, rows)
        expected = f"Move pays (a) £1 if Score is {said}; and (b) £2 if Score is at least 99."
        assert sentences(card) == [expected]

    @pytest.mark.parametrize("band", ["10 and 13", "10 until 13", "most", "10, 11", "10 to"])
    def test_what_is_no_band_is_refused(self, tmp_path: Path, band: str) -> None:
        rows = [["Outcome", "Age at entry", "Price"], ["Move", band, "£1"], ["", "18+", "£2"]]
        assert sentences(of_word(tmp_path, rows)) == []


class TestNames:
    @pytest.mark.parametrize(
        ("cell", "name"),
        [
            ("Tenancy kept – 6m", "Tenancy Kept 6m"),
            ("Home/kin week", "Home Kin Week"),
            ("Drug & alcohol course", "Drug And Alcohol Course"),
            ("(b) days of care", "Day of Care"),
        ],
    )
    def test_are_terms(self, tmp_path: Path, cell: str, name: str) -> None:
        card = one_row(tmp_path, "Outcome|Price", f"{cell}|£2")
        assert sentences(card) == [f"{name} pays £2."]

    @pytest.mark.parametrize(
        "cell",
        [
            "13-week job",
            "The young person stays at home for the whole of a quarter",
            "Each",
            "—x",
        ],
    )
    def test_what_is_none_is_refused(self, tmp_path: Path, cell: str) -> None:
        card = one_row(tmp_path, "Outcome|Price", f"{cell}|£2")
        assert sentences(card) == []
        assert card.findings[0].code.number == "SIB923"

    def test_the_column_that_says_outcome_is_it(self, tmp_path: Path) -> None:
        card = one_row(tmp_path, "Item|Outcome|Type|Price", "1|Move|Planned|£2")
        assert [one.text for one in card.sentences] == ["Move pays £2. [The card: Type: Planned.]"]

    def test_words_across_rows_are_said(self, tmp_path: Path) -> None:
        rows = [
            ["Outcome", "Price"],
            ["Aged 16 and over", ""],
            ["Job", "£5"],
            ["Rates exclude tax", ""],
        ]
        card = of_word(tmp_path, rows)
        (one,) = card.sentences
        assert one.notes == ("under “Aged 16 and over”",)
        assert "`Rates exclude tax` stands alone" in card.findings[0].message


class TestLimits:
    @pytest.mark.parametrize(
        ("heading", "cell", "said"),
        [
            ("Maximum number per child", "3", "Only the first 3 Moves of each Child are paid."),
            ("Cap (no. of claims)", "1 per client", "Only the first Move of each Client is paid."),
            ("Limit £ per man", "£900", "Payments for each Man for Move do not exceed £900."),
            ("Quarterly cap", "£900", "Payments for Move in each quarter do not exceed £900."),
            ("Limit in total", "£900", "Payments for Move in total do not exceed £900."),
            ("Max £", "£900 per child", "Payments for each Child for Move do not exceed £900."),
        ],
    )  # fmt: skip
    def test_beside_a_price(self, tmp_path: Path, heading: str, cell: str, said: str) -> None:
        card = one_row(tmp_path, f"Outcome|Price|{heading}", f"Move|£9|{cell}")
        assert sentences(card) == ["Move pays £9.", said]
        assert card.findings == ()

    @pytest.mark.parametrize(
        ("heading", "cell"),
        [
            ("Maximum number", "3"),
            ("Maximum number per child", "3 per year"),
            ("Maximum number per child", "about three"),
            ("Maximum number per child", "3 in London"),
            ("Limit £", "see schedule 2"),
            ("Limit £", "£900 or 3 weeks"),
            ("Limit £", "about £900"),
            ("Max per person", "1"),
            ("Cap", "900"),
        ],
    )
    def test_none_is_guessed(self, tmp_path: Path, heading: str, cell: str) -> None:
        card = one_row(tmp_path, f"Outcome|Price|{heading}", f"Move|£9|{cell}")
        assert sentences(card) == ["Move pays £9."]
        assert [f.code.number for f in card.findings] == ["SIB923"]

    def test_blank_ones_are_none(self, tmp_path: Path) -> None:
        card = one_row(tmp_path, "Outcome|Price|Max no. per child|Cap £", "Move|£9|n/a|no limit")
        assert sentences(card) == ["Move pays £9."]
        assert card.findings == ()

    def test_in_a_table_of_their_own(self, tmp_path: Path) -> None:
        limits = [
            ["Limit", "Amount"],
            ["Per child", "£33,000"],
            ["Overall contract value", "£10m"],
            ["Each financial year", "£1,100,000"],
            ["Moves in each quarter", "£5,000"],
            ["the first 104 of all Moves and Stays of each Child", ""],
            ["for each Child in each financial year", "£800"],
        ]
        card = of_word(tmp_path, [["Outcome", "Price"], ["Move", "£9"]], limits)
        assert sentences(card)[1:] == [
            "Payments for each Child do not exceed £33,000.",
            "Payments in total do not exceed £10,000,000.",
            "Payments in each financial year do not exceed £1,100,000.",
            "Payments for Move in each quarter do not exceed £5,000.",
            "Only the first 104 of all Moves and Stays of each Child are paid.",
            "Payments for each Child in each financial year do not exceed £800.",
        ]

    @pytest.mark.parametrize("cell", ["Stays per annum", "Other", "Tier two"])
    def test_what_is_limited_is_never_dropped(self, tmp_path: Path, cell: str) -> None:
        """A limit on something unknown must not become one on everything."""
        card = of_word(tmp_path, [["Limit", "Amount"], [cell, "£9"]])
        assert sentences(card) == []
        assert "does not say what it limits" in card.findings[0].message

    def test_a_total_without_a_limit_is_no_outcome(self, tmp_path: Path) -> None:
        card = of_word(tmp_path, [["Outcome", "Price"], ["Move", "£9"], ["Total", "£9"]])
        assert sentences(card) == ["Move pays £9."]
        assert found(card) == [("SIB923", "table 1", 3)]

    def test_rows_of_one_outcome_that_differ_are_refused(self, tmp_path: Path) -> None:
        rows = [
            ["Outcome", "Age at entry", "Price", "Max no. per child", "Fair Fund share"],
            ["Move", "under 10", "£1", "3", "5%"],
            ["Move", "10+", "£2", "4", "6%"],
        ]
        card = of_word(tmp_path, rows)
        assert len(sentences(card)) == 1
        assert [f.message for f in card.findings] == [
            "the rows of Move do not say the same",
            "the rows do not say the same",
        ]


class TestShares:
    def test_one_for_all_outcomes_is_one_sentence(self, tmp_path: Path) -> None:
        rows = [
            ["Outcome", "Price", "Fair Fund share"],
            ["Move", "£9", "15%"],
            ["Stay", "£8", "15%"],
        ]
        assert sentences(of_word(tmp_path, rows))[-1] == "Fair Fund pays 15% of each payment."

    def test_several_are_told_apart(self, tmp_path: Path) -> None:
        rows = [
            ["Outcome", "Price", "Fair Fund share"],
            ["Move", "£9", "15%"],
            ["Stay", "£8", "20%"],
        ]
        assert sentences(of_word(tmp_path, rows))[-2:] == [
            "Fair Fund pays 15% of each payment for Moves.",
            "Fair Fund pays 20% of each payment for Stays.",
        ]

    @pytest.mark.parametrize("last", ["No move|£7|", "Visit|£7|", "Visit|£7|n/a"])
    def test_one_that_an_outcome_is_without_is_not_of_each_payment(
        self, tmp_path: Path, last: str
    ) -> None:
        rows = [["Outcome", "Price", "Fair Fund share"], ["Move", "£9", "15%"], last.split("|")]
        assert (
            sentences(of_word(tmp_path, rows))[-1]
            == "Fair Fund pays 15% of each payment for Moves."
        )

    def test_one_of_another_table_is_not_of_each_payment(self, tmp_path: Path) -> None:
        first = [["Outcome", "Price", "Fair Fund share"], ["Move", "£9", "15%"]]
        card = of_word(tmp_path, first, [["Outcome", "Price"], ["Stay", "£8"]])
        assert "Fair Fund pays 15% of each payment for Moves." in sentences(card)

    @pytest.mark.parametrize("heading", ["Share", "Share of the fund", "Contribution %"])
    def test_who_pays_is_not_guessed(self, tmp_path: Path, heading: str) -> None:
        card = one_row(tmp_path, f"Outcome|Price|{heading}", "Move|£9|15%")
        assert sentences(card) == ["Move pays £9."]
        assert "it is not said who pays" in card.findings[0].message

    @pytest.mark.parametrize("heading", ["Deadweight %", "Success rate", "Uplift (%)"])
    def test_another_percentage_is_no_share(self, tmp_path: Path, heading: str) -> None:
        card = one_row(tmp_path, f"Outcome|Price|{heading}", "Move|£9|15%")
        assert not any("% of each payment" in one for one in sentences(card))

    def test_of_a_table_of_payers(self, tmp_path: Path) -> None:
        rows = [
            ["Paid by", "% share", "Cap £", "If it is used up"],
            [
                "Central Fund",
                "20% of each payment, rounded down to a penny",
                "£5k",
                "that share is not paid",
            ],
            ["Ashby", "80%", "", ""],
            ["Barton", "the balance", "", ""],
            ["Derby", "30% (in kind)", "", ""],
            ["Ely", "", "", ""],
            ["Corby", "some", "", ""],
            ["Total", "100%", "", ""],
        ]
        card = of_word(tmp_path, rows)
        assert sentences(card) == [
            "Central Fund pays 20% of each payment, rounded down to a penny.",
            "Payments by Central Fund do not exceed £5,000.",
            "Once Central Fund has paid its limit, that share is not paid.",
            "Ashby pays 80% of each payment.",
            "Barton pays the rest.",
            "Derby pays 30% of each payment.",
        ]
        assert card.sentences[-1].notes == ("in kind",)
        assert found(card) == [("SIB923", "table 1", 6), ("SIB923", "table 1", 7)]


class TestNamesThatAreNone:
    def test_the_rows_below_a_refused_name_are_not_lost(self, tmp_path: Path) -> None:
        rows = [["Outcome", "Price"], ["Move", "£91"], ["6 months' stay", "£40"], ["", "£70"]]
        card = of_word(tmp_path, [*rows, ["6 days", "£5"], ["6 days", "£6"]])
        assert sentences(card) == ["Move pays £91."]
        assert found(card) == [("SIB923", "table 1", line) for line in (3, 4, 5, 6)]
        assert card.findings[1].message == (
            "the row names no outcome, and nothing is read of row 3 that it goes with"
        )
        assert "as of row 5, which has the same name" in card.findings[3].message

    def test_an_outcome_that_stands_there_twice(self, tmp_path: Path) -> None:
        rows = [["Outcome", "Price"], ["Move", "£91"], ["Home weeks", "£92"], ["Home Week", "£93"]]
        (finding,) = of_word(tmp_path, [*rows, ["", "£94"]]).findings[:-1]
        assert finding.message == "`Home Week` has two prices, in rows 3 and 4"
        assert finding.help == "keep one of the two, or give each outcome its own name"

    def test_one_that_is_named_twice_without_a_price(self, tmp_path: Path) -> None:
        rows = [["Outcome", "Maximum number per child"], ["Move", "2"], ["Stay", "3"]]
        (finding,) = of_word(tmp_path, [*rows, ["Moves", "4"]]).findings
        assert finding.message == "`Move` is named twice, in rows 2 and 4"

    @pytest.mark.parametrize(
        ("cell", "advice"),
        [
            ("The", "begin the name with another word than `The`"),
            ("6 months' stay", "begin the name with a letter"),
            ("# comment", "begin the name with a letter"),
            ("Child's 18th birthday [or death]", "write the name in letters and figures"),
            ("Home kept for a very long while", "name it in six words or fewer"),
        ],
    )
    def test_the_advice_fits_the_name(self, tmp_path: Path, cell: str, advice: str) -> None:
        finding = one_row(tmp_path, "Outcome|Price", f"{cell}|£9").findings[0]
        assert finding.message == f"`{cell}` is no name of an outcome"
        assert (finding.help or "").startswith(advice)
