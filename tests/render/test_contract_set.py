"""A contract as a document: its own words with their links, what stands beside, its schedule."""

from hashlib import sha256
from pathlib import Path

import pytest
from set_contracts import (
    ROOT,
    SCHEMES,
    anchors,
    beside,
    cells,
    clauses,
    inlines,
    links,
    read,
    read_scheme,
    scheme,
    set_for_reading,
    tables,
)

from sibdsl.model.coverage import Coverage, Sense
from sibdsl.model.inputs import Input
from sibdsl.model.verdicts import Standing, Verdict
from sibdsl.questions import asked
from sibdsl.questions.small_case import bases, shown
from sibdsl.render.contract.wanted import Data, Wanted
from sibdsl.render.document import (
    Beside,
    Clause,
    Code,
    Document,
    Faint,
    Heading,
    Link,
    Paragraph,
    Picture,
    Strong,
    plain,
)
from sibdsl.render.restated import Restated
from sibdsl.render.timeline_rows import records
from sibdsl.syntax import forms
from sibdsl.verify.search import Budget
from sibdsl.verify.verifying import verified

HOMEWARD = Path(__file__).with_name("homeward.sib")
OURS = read(HOMEWARD.read_text(encoding="utf-8"))
SET = set_for_reading(OURS)
MECHANICS = sorted((ROOT / "tests/mechanics").glob("*.sib"))


def of(number: str) -> Clause:
    return clauses(SET)[number]


# -- The text -------------------------------------------------------------------------------------


def test_the_head_says_who_for_how_long_and_by_what_the_text_is_known() -> None:
    facts = {name: plain(words) for name, words in SET.facts.pairs}
    assert SET.title == "Homeward"
    assert facts["Term"] == "1 April 2026 to 31 March 2030"
    assert facts["Commissioners"] == "Ashby; Barton, from 1 July 2026"
    assert facts["Outcomes fund"] == "Central Fund"
    assert facts["Amended"] == "from 1 April 2028 on, by clause 10.2"
    assert OURS.lowered is not None
    assert facts["Text"] == f"SHA-256 {OURS.lowered.contract.digest}"
    assert SET.mark == f"sib 1 · SHA-256 {OURS.lowered.contract.digest}"


def test_items_stand_each_on_a_line_and_the_words_after_them_too() -> None:
    lines = of("11.2").lines
    assert [(line.depth, line.letter) for line in lines] == [
        (0, ""), (1, "(a)"), (1, "(b)"), (1, "(c)"), (1, "(d)"), (0, "")
    ]  # fmt: skip
    assert plain(lines[0].words) == "Example “In care on the day”: given"
    assert plain(lines[3].words) == "Referral is on 1 June 2026; and"
    assert plain(lines[4].words).endswith('where Legal Status is "C2",')
    assert plain(lines[5].words).startswith("then by 20 June 2026 nothing is paid")


def test_a_term_is_strong_where_it_is_declared_and_a_link_elsewhere() -> None:
    (declared,) = of("3.1").lines
    assert declared.words[0] == Strong("Care")
    assert Link("Episodes", "clause-2-1-e") in declared.words
    assert Link("Legal Status", "clause-2-1-e") in declared.words
    assert Strong("Episodes") in of("2.1").lines[5].words


def test_one_and_many_of_a_term_lead_to_the_same_place() -> None:
    (first,) = of("7.1").lines
    assert Link("Home Weeks", "clause-5-1") in first.words
    assert Link("Home Week", "clause-5-1") in of("6.1").lines[0].words


def test_a_reference_leads_to_the_clause_and_to_the_item_of_it() -> None:
    assert Link("clause 3.3(b)", "clause-3-3-b") in of("11.2").lines[-1].words
    assert Link("clause 6.1", "clause-6-1") in of("10.2").lines[0].words


def test_a_note_stands_beside_its_clause_line_by_line_with_its_references() -> None:
    note = next(aside for aside in of("2.1").asides if aside.kind is Beside.NOTE)
    assert [plain(line) for line in note.lines] == [
        "A bed at home is no episode:",
        "- a night away counts; see clause 3.1;",
        "- a day out does not.",
    ]
    assert Link("clause 3.1", "clause-3-1") in note.lines[1]
    assert Paragraph((Faint("Made up, to be set for reading."),)) in SET.blocks


def test_a_year_at_the_beginning_of_a_line_begins_no_item_of_a_list() -> None:
    text = HOMEWARD.read_text(encoding="utf-8").replace("[Placeholder.]", "[As in\n2021. So far.]")
    (said,) = beside(clauses(set_for_reading(read(text)))["6.1"], Beside.NOTE)
    assert said == "As in 2021. So far."


def test_marks_that_stand_alone_in_a_heading_or_a_note_lead_nothing_astray() -> None:
    text = HOMEWARD.read_text(encoding="utf-8")
    text = text.replace("# 2. Records", '# 2. Records "so').replace(
        "[All that", '[1 if 2: "All that'
    )
    text = text.replace("pays £100.", "[or so] pays [say 1. or 2.] £100.").replace("\n", "\r\n")
    made = set_for_reading(read(text))
    assert Faint("[say 1. or 2.]") in clauses(made)["6.1"].lines[0].words
    assert cells(tables(made)["Payments"])[1][:2] == ["Home Week", "£100"]
    assert cells(tables(made)["Who pays"])[1][:2] == cells(tables(SET)["Who pays"])[1][:2]
    assert beside(clauses(made)["8.2"], Beside.NOTE) == ['1 if 2: "All that it has.']


def test_it_is_all_the_same_where_the_lines_of_the_file_break() -> None:
    lines = HOMEWARD.read_text(encoding="utf-8").splitlines()
    broken = [
        line.replace("s ", "s\n    ").replace("in order of", "in\n    order\n    of")
        if line[:1].isdigit() and line.partition(" ")[2][:1].isalpha()
        else line
        for line in lines
    ]
    made = set_for_reading(read("\n".join(broken) + "\n"))
    assert [cells(table) for table in tables(made).values()] == [
        cells(table) for table in tables(SET).values()
    ]
    assert clauses(made)["8.4"].lines == clauses(SET)["8.4"].lines


def test_a_note_within_a_sentence_is_faint() -> None:
    text = HOMEWARD.read_text(encoding="utf-8").replace("pays £100.", "pays [so far] £100.")
    (line,) = clauses(set_for_reading(read(text)))["6.1"].lines
    assert Faint("[so far]") in line.words


def test_a_quotation_of_what_was_signed_stands_beside_its_clause() -> None:
    (said,) = beside(of("5.1"), Beside.SIGNED)
    assert said == "“a payment for every 7 days in a row that the child is not in care”"


def test_what_a_quotation_leaves_out_of_its_clause_is_said_beside_it() -> None:
    text = HOMEWARD.read_text(encoding="utf-8").replace("every 7 days", "all days")
    assert beside(clauses(set_for_reading(read(text)))["5.1"], Beside.SIGNED) == [
        "“a payment for all days in a row that the child is not in care”",
        "The quotation says nothing of “7”.",
    ]


def test_an_amended_clause_says_since_when_it_reads_otherwise() -> None:
    (said,) = beside(of("6.1"), Beside.AMENDED)
    assert said == "From 1 April 2028 it reads as clause 10.2 says."


def test_an_example_says_what_is_computed_and_is_drawn() -> None:
    at = SET.blocks.index(of("11.1"))
    drawn = SET.blocks[at + 1]
    assert isinstance(drawn, Picture)
    assert drawn.caption == "Example 11.1: Two weeks <at home> & a night away"
    assert "Referral, 1 June 2026" in drawn.alt
    assert "£200 paid" in drawn.alt
    assert beside(of("11.1"), Beside.COMPUTED)[0] == (
        "By 20 June 2026: Home Week £200, Central Fund £40 and Ashby £160."
    )
    assert beside(of("11.2"), Beside.COMPUTED) == ["By 20 June 2026: nothing is paid."]


def test_one_run_of_days_is_one_line_although_it_goes_through_many_claims() -> None:
    made = clauses(scheme(ROOT / "contracts/pan-london/contract.sib"))
    assert beside(made["12.8"], Beside.COMPUTED)[1:] == [
        "Completion (clause 5.1), £2,000, due 29 February 2020.",
        "Home Week (clause 5.2), 103 × £300, the days 1 March 2020 to 19 February 2022.",
        "Home Week (clause 5.2), £300, the days 20 February to 26 February 2022, £100 of it paid: "
        "clause 7.2.",
    ]
    assert len(beside(made["12.7"], Beside.COMPUTED)) == 3


def test_an_example_that_is_not_as_it_says_says_so() -> None:
    text = HOMEWARD.read_text(encoding="utf-8").replace("Week pays £200", "Week pays £300")
    said = beside(clauses(set_for_reading(read(text)))["11.1"], Beside.COMPUTED)
    assert said[-1] == "Not as it says: Home Week: expected £300, computed £200."


def test_headings_go_down_one_level_at_a_time() -> None:
    text = HOMEWARD.read_text(encoding="utf-8")
    text = text.replace("# 2. Records", "### 2. Records").replace("# 3. Mean", "#### 3. Mean")
    levels = [b.level for b in set_for_reading(read(text)).blocks if isinstance(b, Heading)]
    assert levels[:4] == [1, 2, 3, 1]


# -- The schedule ---------------------------------------------------------------------------------


def test_the_schedule_of_payments_is_in_the_words_of_the_clauses() -> None:
    titles, *rows = cells(tables(SET)["Payments"])
    assert titles == ["Outcome", "Price", "If", "Achieved", "For whom", "Most paid", "Clause"]
    assert rows[0] == [
        "Home Week",
        "£100",
        "",
        "for each 7 consecutive days in the Tracking Period that are not in Care",
        "each eligible Child",
        "the first 40 of each Child",
        "5.1, 6.1",
    ]
    assert Link("the first 40", "clause-7-1") in tables(SET)["Payments"].rows[0][5]
    assert [row[:3] for row in rows[1:]] == [
        ["Return", "£1,000", "age on Referral is less than 13"],
        ["Return", "£2,000", "age on Referral is at least 13"],
    ]


def test_each_step_of_a_price_has_a_row() -> None:
    text = HOMEWARD.read_text(encoding="utf-8").replace(
        "Home Week pays £100.",
        "Home Week pays\n(a) £100 for each of the first 370; and\n(b) £90 for each one beyond.",
    )
    _, *rows = cells(tables(set_for_reading(read(text)))["Payments"])
    assert [row[1] for row in rows[:2]] == [
        "£100 for each of the first 370",
        "£90 for each one beyond",
    ]


def test_the_limits_stand_with_their_order_and_those_of_payers_with_the_payers() -> None:
    assert cells(tables(SET)["Limits"]) == [
        ["Limit", "Amount", "Order", "Clause"],
        ["for each Child", "£5,000", "", "7.2"],
        ["in total", "£250,000", "in order of the due day and then of Case Number", "7.3"],
    ]
    assert cells(tables(SET)["Who pays"]) == [
        ["Payer", "Share", "Limit", "If it is used up", "Clause"],
        [
            "Central Fund",
            "20% of each payment, rounded down to a penny",
            "£50,000",
            "the Borough pays that share",
            "8.1, 8.2, 8.4",
        ],
        ["The Borough", "the rest", "", "", "8.3"],
    ]


def test_what_an_amendment_changes_in_payments_has_a_table_of_its_own() -> None:
    _, *rows = cells(tables(SET)["Payments from 1 April 2028 on"])
    assert [(row[0], row[1], row[-1]) for row in rows] == [("Home Week", "£110", "5.1, 10.2, 6.1")]


def test_what_an_amendment_changes_beside_prices_stands_with_its_day() -> None:
    text = HOMEWARD.read_text(encoding="utf-8").replace(
        "clause 6.1 reads: Home Week pays £110",
        "clause 7.2 reads: Payments for each Child do not exceed £6,000",
    )
    made = tables(set_for_reading(read(text)))
    assert cells(made["What reads otherwise from 1 April 2028 on"]) == [
        ["What the clause says", "Clause"],
        ["Payments for each Child do not exceed £6,000", "7.2"],
    ]
    assert "Payments from 1 April 2028 on" not in made


def test_what_beside_prices_and_limits_is_paid_or_not_is_in_the_words_of_its_clause() -> None:
    made = tables(scheme(ROOT / "contracts/manchester/contract.sib"))
    assert cells(made["Payments beside outcomes"])[1][1] == "7.5"
    assert cells(made["Payments"])[2][2].startswith("the due day is in the first 12 months")
    assert cells(made["Above the limits, and where there is none"])[1] == [
        "An outcome above a limit is counted but not paid.",
        "7.4",
    ]
    assert [row[1] for row in cells(made["Claims and evidence"])[1:]] == ["9.1", "9.2", "9.3"]


def test_limits_by_role_and_parties_of_shares_in_a_real_scheme() -> None:
    pays = cells(tables(scheme(ROOT / "contracts/dn2/contract.sib"))["Who pays"])
    assert pays[1][2:4] == ["£2,995,411", "the Authority on the due day pays that share"]
    assert pays[2][3] == "that share is not paid"


def test_every_term_is_in_the_table_of_terms() -> None:
    _, *rows = cells(tables(SET)["Each Term, and the clause that says what it means"])
    assert ["Settled", "a condition", "3.3"] in rows
    assert ["Legal Status", "a code in the record", "2.1(e)"] in rows
    assert [row[0] for row in rows] == sorted(row[0] for row in rows)


# -- On request -----------------------------------------------------------------------------------


def test_the_meaning_of_a_clause_and_of_its_items_stands_beside_it() -> None:
    said = Restated("b", "The day is none of the days in Care.", ("As clause 3.1 says.",))
    wanted = Wanted(meanings={"3.3": (Restated("", "Both hold."), said)})
    clause = clauses(set_for_reading(OURS, wanted))["3.3"]
    assert beside(clause, Beside.MEANING) == [
        "Both hold.",
        "(b) The day is none of the days in Care.",
        "As clause 3.1 says.",
    ]


def test_open_questions_are_put_with_the_sentences_that_settle_them() -> None:
    text = (ROOT / "tests/cli/contracts/many_open.sib").read_text(encoding="utf-8")
    ours = read(text)
    assert ours.lowered is not None
    raised = asked(ours.lowered.contract)
    examples = bases(ours.lowered)
    put = [(question, shown(one, examples, ours.document)) for question, one in raised]
    made = set_for_reading(ours, Wanted(questions=put))
    headings = [b.words for b in made.blocks if isinstance(b, Heading) and b.level == 2]
    assert (
        headings[0]
        == "Question 7: what do a death, an 18th birthday, a move away or an adoption do?"
    )
    assert Code("No outcome is achieved on or after Adoption.") in made.blocks
    assert Paragraph(("Then £300 is paid.",)) in made.blocks


def test_a_contract_without_open_questions_says_so() -> None:
    assert (
        Paragraph(("No question is open.",)) in set_for_reading(OURS, Wanted(questions=[])).blocks
    )


def test_a_broken_law_stands_beside_its_clauses_and_is_shown_with_its_case() -> None:
    text = HOMEWARD.read_text(encoding="utf-8").replace(
        "# 11. Worked",
        "10.3 It follows that the payments for each Child never exceed £150.\n\n# 11. Worked",
    )
    ours = read(text)
    assert ours.lowered is not None
    found = verified(text, ours.lowered, Budget(20, 10, 0, 1), ("promise 10.3",))
    assert [one.standing for one in found] == [Standing.BROKEN]
    made = set_for_reading(ours, Wanted(verdicts=found))
    assert any(beside(clause, Beside.VERDICT) for clause in clauses(made).values())
    assert cells(tables(made)["Laws"])[1][2] == "broken"
    at = [b.words for b in made.blocks if isinstance(b, Heading)].index("Broken: promise 10.3")
    assert at > 0
    assert any(isinstance(b, Code) and "Example" in b.text for b in made.blocks)
    assert any(isinstance(b, Picture) and "promise 10.3" in b.caption for b in made.blocks)
    assert not _dangling(made)


def test_a_law_of_which_nothing_is_known_leads_to_what_the_verifier_says() -> None:
    unknown = Verdict("reached: 7.2", "Some history reaches it.", Standing.UNKNOWN, ("7.2",))
    made = set_for_reading(OURS, Wanted(verdicts=[unknown]))
    (aside,) = (a for a in clauses(made)["7.2"].asides if a.kind is Beside.VERDICT)
    assert aside.lines == ((Link("unknown: Some history reaches it.", "verifier"),),)
    assert not _dangling(made)


def test_a_contract_without_headings_has_one_to_find_its_clauses_by() -> None:
    lines = HOMEWARD.read_text(encoding="utf-8").splitlines()
    text = "\n".join(line for line in lines if not line.startswith("#"))
    made = set_for_reading(read(text))
    assert made.blocks[0] == Heading(1, "Clauses", "clauses")


def test_a_law_that_is_held_is_no_proof() -> None:
    held = Verdict("only-eligible", "Nothing is paid.", Standing.HELD, ("4.1",), "in 10 histories")
    made = set_for_reading(OURS, Wanted(verdicts=[held]))
    assert not beside(clauses(made)["4.1"], Beside.VERDICT)
    assert cells(tables(made)["Laws"])[1] == [
        "only-eligible", "Nothing is paid.", "held", "in 10 histories"
    ]  # fmt: skip


def test_a_clause_that_nobody_reached_stands_out_and_comes_first() -> None:
    counts = (
        Coverage("3.3(a)", Sense.MET, "case", 8, 1, 1),
        Coverage("3.3(b)", Sense.MET, "case", 0, 0, 0),
        Coverage("10.2", Sense.PRICED, "case", 0, 0, 0),
    )
    data = Data(counts, (Input("cases.csv", "ab12"),))
    made = set_for_reading(OURS, Wanted(data=data))
    digest = sha256(b"ab12  cases.csv\n").hexdigest()
    assert ("Case data", (f"SHA-256 {digest}",)) in made.facts.pairs
    assert made.mark == f"{SET.mark} · data {digest[:16]}"
    clause = clauses(made)["3.3"]
    assert beside(clause, Beside.REACHED) == [
        "(a) Of 10 cases 8 met it, 1 did not meet it and 1 is not yet known."
    ]
    assert beside(clause, Beside.UNREACHED) == ["(b) Reached by no case."]
    _, *rows = cells(tables(made)["What each clause decided"])
    assert [row[0] for row in rows] == ["3.3(b)", "10.2", "3.3(a)"]
    assert rows[-1][2:] == ["10", "8", "1", "1"]
    assert cells(tables(made)["The files that were read"])[1] == ["cases.csv", "ab12"]


# -- Every scheme ---------------------------------------------------------------------------------


def _dangling(made: Document) -> set[str]:
    """The places that a link names and no part has."""
    return {link.anchor for link in links(made)} - set(anchors(made))


@pytest.mark.parametrize("path", SCHEMES, ids=lambda path: path.parent.name)
def test_every_link_of_a_scheme_leads_somewhere_and_every_anchor_is_one(path: Path) -> None:
    made = scheme(path)
    known = anchors(made)
    assert not _dangling(made)
    assert len(known) == len(set(known))
    assert len(links(made)) > 100


@pytest.mark.parametrize("path", SCHEMES, ids=lambda path: path.parent.name)
def test_no_word_of_a_scheme_is_lost(path: Path) -> None:
    """The words of each clause are those of the file, but for notes between its sentences."""
    ours, made = read_scheme(path), clauses(scheme(path))
    for clause in ours.document.clauses:
        if not isinstance(clause.form, forms.Title):
            lines = made[clause.number].lines
            shown = " ".join(f"{line.letter} {plain(line.words)}".strip() for line in lines)
            written = ours.source[clause.span]
            assert shown.translate(_STRAIGHT).split() == written.split()


_STRAIGHT = str.maketrans("“”", '""')


@pytest.mark.parametrize("path", SCHEMES, ids=lambda path: path.parent.name)
def test_every_example_of_a_scheme_is_computed_and_drawn_if_it_has_a_day(path: Path) -> None:
    lowered = read_scheme(path).lowered
    assert lowered is not None
    blocks = scheme(path).blocks
    for example in lowered.examples:
        clause = clauses(scheme(path))[example.clause.number]
        drawn = blocks[blocks.index(clause) + 1]
        said, *payments = beside(clause, Beside.COMPUTED)
        assert isinstance(drawn, Picture) == bool(payments or list(records(example.given)))
        assert said.startswith("By ")
        assert not any(line.startswith("Not as") for line in payments)


@pytest.mark.parametrize("path", MECHANICS, ids=lambda path: path.stem)
def test_every_form_of_sentence_can_be_set(path: Path) -> None:
    """The contracts of the mechanics have every form between them."""
    made = scheme(path)
    known = anchors(made)
    assert not _dangling(made)
    assert len(known) == len(set(known))
    forms_ = [c for c in read_scheme(path).document.clauses if not isinstance(c.form, forms.Title)]
    assert len(clauses(made)) == len(forms_)


def test_every_kind_of_inline_is_among_those_of_a_scheme() -> None:
    kinds = {type(part) for part in inlines(scheme(ROOT / "contracts/pan-london/contract.sib"))}
    assert kinds == {str, Strong, Faint, Link}
