"""The timeline of a story: in the terminal, as a drawing, and what stands beside it."""

import re
from xml.etree import ElementTree as ET

import pytest

from sibdsl.model import terms
from sibdsl.model.apart import AgeApart, DaysOut, RoleApart, RunApart, ValueApart
from sibdsl.model.days import EARLIEST, NEVER, day
from sibdsl.model.explanation import (
    CaseExplained,
    Checked,
    Mark,
    Missed,
    OutcomeExplained,
    Room,
    Shown,
)
from sibdsl.model.histories import Row
from sibdsl.model.ledger import CLAIM, SHORTFALL, Line, Waiting
from sibdsl.model.money import Money
from sibdsl.model.terms import Clause, Comparison
from sibdsl.model.truth import NO, UNKNOWN, YES
from sibdsl.render.document import Heading, Listing, Paragraph, Picture, Table, plain
from sibdsl.render.story import story
from sibdsl.render.story_document import story_document
from sibdsl.render.story_rows import Drawn, chart
from sibdsl.render.story_svg import story_svg
from sibdsl.render.story_timeline import timeline
from sibdsl.values import changed

SVG = "{http://www.w3.org/2000/svg}"
START = day(2019, 1, 1)
END = day(2019, 12, 31)
ROW = Row("stays.csv", 7)
BORN = Shown("Born", "", lasts=False, marks=(Mark(day(2006, 1, 1), day(2006, 1, 2), YES),))
REFERRAL = Shown("Referral", "", lasts=False, marks=(Mark(START, START + 1, YES, rows=(ROW,)),))
STAY = Shown(
    "Stay",
    "",
    lasts=True,
    marks=(Mark(day(2019, 4, 1), day(2019, 5, 1), YES, "U4 & <V2>", (ROW,)),),
)
HOME = Shown("Home", "3.1", lasts=True, marks=(Mark(day(2019, 2, 1), NEVER, YES),))
ALIKE = changed(HOME, name="Abode", clause="3.2")
PERHAPS = Shown("Care", "3.4", lasts=True, marks=(Mark(day(2019, 11, 1), END, UNKNOWN),))


def line(first: int, units: int = 4, paid: int = 40_000, **more: object) -> Line:
    """Weeks from a day on, at £100 each."""
    due, last = first + 6, first + 7 * units - 1
    price = Money(10_000 * units)
    parts = {"shares": (("Ashby", Money(paid)),) if paid else (), "rows": (ROW,)} | more
    return Line(
        *("1", "Home Week", "5.1", due, last, (first, last + 1), units, price, Money(paid)),
        *((START, END + 1),),
        **parts,  # type: ignore[arg-type]
    )


PAID = line(day(2019, 2, 1))
CUT = line(day(2019, 3, 1), 1, 2_500, cut_by=("7.2",))
NONE_LEFT = line(day(2019, 3, 8), 1, 0, cut_by=("7.2", "7.3"))
BEYOND = line(day(2019, 3, 15), 1, 0, unpaid_by="7.1")
SHORT = Missed(
    (day(2019, 3, 30), day(2019, 4, 1)),
    RunApart(
        (day(2019, 3, 30), day(2019, 4, 1)), 2, 7, (day(2019, 4, 1), day(2019, 5, 1)), ("Stay",)
    ),
)
WAITS = Waiting("1", "Home Week", "5.1", ("Stay after 30 June 2019",), (day(2019, 7, 1), END))
WEEK = OutcomeExplained(
    *("Home Week", Clause("5.1", "words"), ""),
    *((), (PAID, CUT, NONE_LEFT, BEYOND), (SHORT,), (WAITS,)),
)
TOLD = CaseExplained(
    *("1", ("1b",), END, YES, (), (WEEK,)),
    contract="Weeks",
    digest="abc",
    shown=(BORN, REFERRAL, STAY, HOME, ALIKE, PERHAPS),
    rooms=(Room("7.2", "Child", (), (), Money(50_000), Money(42_500)),),
)


def drawn(told: CaseExplained = TOLD, width: int = 100) -> dict[str, str]:
    """Each row of the timeline by its name."""
    made = chart(told)
    assert made is not None
    lines = list(timeline(made, width))
    return {
        row.name: next(x[2:] for x in lines if x.startswith(f"  {row.name[:8]}"))
        for row in made.rows
    }


def test_each_kind_of_row_has_a_mark_of_its_own() -> None:
    rows = drawn()

    assert "<" in rows["Born"]
    assert "1 January 2006" in rows["Born"]
    assert "* 1 January 2019" in rows["Referral"]
    assert re.search(r"=+$", rows["Stay"])
    assert re.search(r"-+>$", rows["Home and Abode"])
    assert rows["Care"].endswith("?")
    assert re.search(r" #+o+ x+ +\?+$", rows["Home Week"])


def test_the_marks_that_stand_in_it_are_explained_and_no_others() -> None:
    made = chart(TOLD)
    assert made is not None
    said = "\n".join(timeline(made, 100))

    assert all(f" {kind.value}" in said for kind in Drawn)
    only = chart(changed(TOLD, shown=(REFERRAL,), outcomes=()))
    assert only is not None
    assert "missed" not in "\n".join(timeline(only, 100))


@pytest.mark.parametrize("width", [60, 72, 80, 100])
def test_it_fits_the_width_of_the_terminal(width: int) -> None:
    made = chart(TOLD)
    assert made is not None
    assert max(len(x) for x in timeline(made, width)) <= width
    assert (
        max(len(x) for x in story(TOLD, width).splitlines() if not x.startswith("  Ashby")) <= width
    )


def test_what_begins_long_before_stands_at_the_edge_and_makes_no_scale() -> None:
    made = chart(TOLD)
    assert made is not None
    assert (made.start, made.end) == (START, END)


def test_a_story_of_one_day_has_a_scale_of_some_weeks() -> None:
    made = chart(changed(TOLD, shown=(REFERRAL,), outcomes=()))
    assert made is not None
    assert made.end - made.start >= 28
    assert chart(changed(TOLD, shown=(), outcomes=())) is None
    assert story_svg(changed(TOLD, shown=(), outcomes=())) is None


def test_sets_that_are_always_or_until_a_day() -> None:
    always = Shown("Term", "1.1", lasts=True, marks=(Mark(EARLIEST, NEVER, YES),))
    until = Shown("Before", "1.2", lasts=True, marks=(Mark(EARLIEST, START + 9, YES),))
    made = chart(changed(TOLD, shown=(REFERRAL, always, until)))
    assert made is not None
    words = [bar.words for row in made.rows for bar in row.bars]
    assert "Term, always, clause 1.1" in words
    assert "Before, until 9 January 2019, clause 1.2" in words


# -- The drawing ----------------------------------------------------------------------------------


def root(told: CaseExplained = TOLD) -> ET.Element:
    text = story_svg(told)
    assert text is not None
    return ET.fromstring(text)  # noqa: S314


def test_the_drawing_says_in_words_what_is_in_it() -> None:
    made = root()
    described = made.findtext(f"{SVG}desc") or ""

    assert made.get("role") == "img"
    assert made.findtext(f"{SVG}title") == "The story of case 1"
    assert described.startswith("In all £425.00 is due by 31 December 2019.")
    assert "Stay (U4 & <V2>), 1 April to 30 April 2019." in described
    assert (
        "Home Week missed, 30 March to 31 March 2019: two of the seven days: in Stay" in described
    )


def test_each_unit_is_a_bar_and_each_kind_can_be_told_apart_without_colour() -> None:
    rects = list(root().iter(f"{SVG}rect"))
    bars = [rect for rect in rects if not (rect.get("class") or "key").startswith("key")]
    fills = {rect.get("class"): rect.get("fill") for rect in bars}

    assert [rect.get("class") for rect in bars].count("unit") == 4 + 1
    assert len(set(fills.values())) == len(fills) == 6
    assert all(
        re.fullmatch(r"#([0-9a-f])\1*|#d9d9d9|url\(#\w+\)", fill or "") for fill in fills.values()
    )


def test_a_line_stands_where_all_that_is_known_ends() -> None:
    later = changed(TOLD, as_at=day(2019, 6, 30))
    (known,) = [g for g in root(later).iter(f"{SVG}g") if g.get("class") == "known"]
    assert known.findtext(f"{SVG}title") == "known up to 30 June 2019"
    assert [g for g in root().iter(f"{SVG}g") if g.get("class") == "known"] == []


def test_nothing_is_drawn_outside_the_picture() -> None:
    made = root()
    _, _, wide, high = map(int, (made.get("viewBox") or "").split())
    for rect in made.iter(f"{SVG}rect"):
        if rect.get("x"):
            assert 0 <= float(rect.get("x") or 0) <= wide
            assert 0 <= float(rect.get("y") or 0) <= high


# -- The text -------------------------------------------------------------------------------------


def test_each_limit_says_what_was_left_of_it() -> None:
    said = story(TOLD)
    assert "    £75.00 of it not paid: £25.00 was left of the limit of clause 7.2\n" in said
    assert (
        "    £100.00 of it not paid: nothing was left of the limit of clauses 7.2 and 7.3\n" in said
    )
    assert "    counted but not paid: the limit of clause 7.1 was used up\n" in said
    assert "  clause 7.2 for each Child: £425.00 of £500.00 used, £75.00 left\n" in said


def test_what_waits_and_the_rows_come_last() -> None:
    ending = story(TOLD).partition("What is left")[2]
    assert "  Home Week: Stay after 30 June 2019\n" in ending
    assert ending.endswith(
        "  Home Week: stays.csv line 7\n  all that is recorded of it: stays.csv line 7"
    )


def test_of_several_conditions_the_nearest_is_named() -> None:
    young = AgeApart("Referral", START, 9, Comparison.AT_LEAST, 10, START + 12)
    crewe = RoleApart("Crewe", "commissioner", START, None)
    other = ValueApart("Kind", "a", ("b",))
    parts = [
        Checked(Clause("4.1(a)", "age"), NO, apart=(young,)),
        Checked(
            Clause("4.1(b)", "party"), NO, within=(Checked(Clause("3.1"), NO, apart=(crewe,)),)
        ),
    ]
    told = changed(TOLD, eligible=NO, conditions=tuple(parts))
    said = " ".join(story(told).split())
    assert (
        "Eligible: no, for want of 4.1(a) and 4.1(b); the nearest is 4.1(a): the age on Referral"
        " was 9, 12 days too young: 10 years old from 13 January 2019"
    ) in said
    kinds = (Checked(Clause("4.1(a)", "kind"), NO, apart=(other,)), parts[1])
    assert "Eligible: no, for want of 4.1(a) and 4.1(b)\n" in story(changed(told, conditions=kinds))
    assert "for want of 4.1(a) alone\n" in story(changed(told, conditions=(parts[0],)))


def test_what_is_worked_out_on_whole_claims() -> None:
    unshared = changed(WEEK, lines=(changed(PAID, shares=()),))
    claim = Line(None, CLAIM, "8.1", END, END, None, 0, Money(0), Money(0), (START, END + 1))
    shares = OutcomeExplained(CLAIM, Clause("8.1"), "", (), (claim,), (), ())
    short = changed(PAID, case=None, outcome=SHORTFALL, evidence=None, shares=())
    fewer = OutcomeExplained(SHORTFALL, Clause("5.9"), "", (), (short,), (), ())
    told = changed(TOLD, whose=terms.CONTRACT, number="", outcomes=(unshared, shares, fewer))
    said = story(told)

    assert said.startswith("The contract as a whole")
    assert "  who pays how much of it is worked out on each whole claim\n" in said
    assert (
        "Shares of each claim (clause 8.1): 1 claim\n"
        "  1 January to 31 December 2019: paid by nobody" in said
    )
    assert "Shortfall (clause 5.9): 4 achieved" in said
    made = chart(told)
    assert made is not None
    assert {"Home Week", "Shortfall"} <= {row.name for row in made.rows}
    assert CLAIM not in {row.name for row in made.rows}


def test_a_limit_by_number_and_one_of_a_payer_in_a_year() -> None:
    rooms = (
        Room("7.1", "Child", ("Home Week",), (), 5, 3),
        Room("8.2", "", (), ("Ashby",), Money(500), Money(200), (START, END + 1)),
        Room("8.3", "", (), (), Money(500), Money(0)),
    )
    said = story(changed(TOLD, rooms=rooms))
    assert "  clause 7.1 for Home Week for each Child: 3 of 5 used\n" in said
    assert (
        "  clause 8.2 by Ashby, 1 January to 31 December 2019: £2.00 of £5.00 used, £3.00 left\n"
        in said
    )
    assert "8.3" not in said


# -- The document ---------------------------------------------------------------------------------


def test_the_document_has_the_same_parts_and_a_picture_with_words() -> None:
    out = changed(SHORT, why=DaysOut((START, START + 3), ("Care",)), times=3)
    late = Waiting("1", "Home Week", "5.1", ("Stay",))
    asked = Checked(Clause("5.1(a)", "asked"), NO, apart=(ValueApart("Kind", None, ("b",)),))
    part = Checked(Clause("3.2", "part"), UNKNOWN, facts=("Kind is missing",))
    week = changed(
        WEEK,
        conditions=(changed(asked, within=(part,)),),
        missed=(out,),
        measures=("Days is 9",),
        lapsed=(late,),
    )
    told = changed(TOLD, outcomes=(week,), facts=("Score is 5",))
    made = story_document(told)
    headings = [block.words for block in made.blocks if isinstance(block, Heading)]
    tables = {block.caption: block for block in made.blocks if isinstance(block, Table)}
    lists = [plain(item) for b in made.blocks if isinstance(b, Listing) for item in b.items]

    assert made.title == "The story of case 1"
    assert made.mark.endswith("SHA-256 abc")
    assert headings[0] == "What happened when"
    assert "Not yet known, and what would settle it" in headings
    (picture,) = [block for block in made.blocks if isinstance(block, Picture)]
    assert picture.alt.startswith("In all £425.00 is due")
    payments = tables["Payments for Home Week"]
    assert (len(payments.rows), payments.totals) == (5, 1)
    assert plain(payments.rows[-1][4]) == "£425.00"
    assert plain(payments.rows[1][5]).startswith("Ashby £25.00; £75.00 of it not paid")
    asks = tables["What Home Week asks for"]
    assert [plain(row[2]) for row in asks.rows] == ["asked", "– part"]
    assert plain(asks.rows[0][3]) == "there is no Kind; it has to be “b”"
    assert "Missed: 30 March to 31 March 2019, 3 times over, each time 3 days in Care" in lists
    assert "Not known in time: Stay" in lists
    assert "Not yet known for 1 July to 30 December 2019" in lists


def test_a_document_of_nothing() -> None:
    group = CaseExplained("One", (), END, YES, (), (), whose="Cohort", contract="Weeks")
    made = story_document(group)
    assert made.title == "The story of Cohort One"
    assert [type(block).__name__ for block in made.blocks] == ["Paragraph"]


def test_the_clauses_of_an_outcome_are_told_once_up_to_their_conditions() -> None:
    asks = (
        Checked(Clause("5.1(a)", "Kind is “b”"), YES),
        Checked(Clause("5.1(b)", "it lasts"), YES),
    )
    signed = Clause(
        "5.1", "Home Week is achieved for each week, if (a) Kind is “b”; and (b) it lasts."
    )
    one = changed(WEEK, clause=signed, conditions=asks, price=Clause("6.1", "Home Week pays £100."))
    told = changed(TOLD, outcomes=(one, changed(one, item="May", lines=(), waiting=(), missed=())))
    said = story(told)

    assert (
        "  6.1 Home Week pays £100.\n  5.1 Home Week is achieved for each week, if\n  yes" in said
    )
    assert said.count("Home Week pays £100.") == 1
    paragraphs = [plain(b.words) for b in story_document(told).blocks if isinstance(b, Paragraph)]
    assert paragraphs == ["6.1 Home Week pays £100.", "5.1 Home Week is achieved for each week, if"]
    unconditional = story(changed(told, outcomes=(changed(one, conditions=()),)))
    assert "5.1 Home Week is achieved for each week, if (a) Kind is “b”; and (b)" in unconditional
