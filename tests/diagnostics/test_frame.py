"""The frame of a finding, as it is printed."""

from sibdsl.diagnostics import Finding, Label, Place, codes
from sibdsl.diagnostics.frame import frame, summary
from sibdsl.source import Source, Span

CONTRACT = Source(
    "contract.sib",
    "\n" * 50
    + "# 5. Outcomes\n5.2 Home Week is achived for each day\n\tin Care.\n5.3 児童 is No.\n",
)


def at(words: str, source: Source = CONTRACT) -> Place:
    start = source.text.index(words)
    return Place.words(source, Span(start, start + len(words)))


def lines(*text: str) -> str:
    return "\n".join(text)


def test_words_are_underlined_and_help_follows() -> None:
    finding = Finding(
        codes.MISSPELT,
        "`achived` is not a word of the language",
        at("achived"),
        clause="5.2",
        help="did you mean `achieved`?",
    )
    assert frame(finding) == lines(
        "error[SIB109]: `achived` is not a word of the language",
        " --> contract.sib:52:18 (clause 5.2)",
        "   |",
        "52 | 5.2 Home Week is achived for each day",
        "   |                  ^^^^^^^",
        "   = help: did you mean `achieved`?",
    )


def test_a_tab_is_as_wide_as_shown_and_a_label_stands_beside() -> None:
    finding = Finding(codes.SMALL_LETTER, "said", at("in Care"), label="here", help="one\ntwo")
    assert frame(finding) == lines(
        "error[SIB102]: said",
        " --> contract.sib:53:2",
        "   |",
        "53 |     in Care.",
        "   |     ^^^^^^^ here",
        "   = help: one",
        "           two",
    )


def test_wide_characters_take_two_columns() -> None:
    assert frame(Finding(codes.MISSPELT, "said", at("is No"))).splitlines()[-1] == (
        "   |          ^^^^^"
    )


def test_words_over_lines_are_underlined_to_the_end_of_the_first() -> None:
    shown = frame(Finding(codes.MISSPELT, "said", at("day\n\tin Care"))).splitlines()
    assert shown[-1] == "   |                                   ^^^"


def test_no_words_and_the_end_of_a_file_get_one_mark() -> None:
    source = Source("a.sib", "one\n")
    for start in (3, 4):
        shown = frame(Finding(codes.MISSPELT, "said", Place.words(source, Span(start, start))))
        assert shown.splitlines()[-1].count("^") == 1


def test_windows_line_ends_and_a_byte_order_mark_do_not_show() -> None:
    source = Source("a.sib", "\ufeffone two\r\nthree\r\n")
    assert frame(Finding(codes.MISSPELT, "said", at("two\r", source))).splitlines()[1:] == [
        " --> a.sib:1:5",
        "  |",
        "1 | one two",
        "  |     ^^^",
    ]


def test_other_places_are_shown_below() -> None:
    early = Source("early.sib", "Home Week means Care.")
    others = (
        Label(at("Home", early), "first declared here"),
        Label(Place("cases.csv", 3, heading="DEC"), "and here"),
    )
    finding = Finding(codes.MISSPELT, "said twice", at("Home Week"), others=others)
    assert frame(finding) == lines(
        "error[SIB109]: said twice",
        " --> contract.sib:52:5",
        "   |",
        "52 | 5.2 Home Week is achived for each day",
        "   |     ^^^^^^^^^",
        " ::: early.sib:1:1",
        "   |",
        " 1 | Home Week means Care.",
        "   | ---- first declared here",
        " ::: cases.csv:3, column DEC: and here",
    )


def test_a_cell_is_named_by_its_heading_case_and_rule() -> None:
    finding = Finding(
        codes.SAME_DAY,
        "the episode ends on its first day",
        Place("episodes.csv", 14, heading="DEC"),
        rule="355",
        case="A1",
        help="correct `DECOM` or `DEC`",
    )
    assert frame(finding) == lines(
        "case left out[SIB702]: the episode ends on its first day",
        " --> episodes.csv:14, column DEC (case A1, rule 355)",
        " = help: correct `DECOM` or `DEC`",
    )


def test_a_finding_without_a_place_is_one_line() -> None:
    assert frame(Finding(codes.NO_DATA, "no data")) == "error[SIB601]: no data"


def test_a_summary_counts_by_severity() -> None:
    found = [Finding(c, "x") for c in (codes.MISSPELT, codes.SAME_DAY, codes.MISSPELT)]
    assert summary([*found, Finding(codes.CURLY_QUOTES, "x")]) == (
        "2 errors, 1 case left out, 1 warning"
    )
    assert summary([]) == "no findings"
