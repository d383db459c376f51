from sibdsl.diagnostics import Finding, Place, codes
from sibdsl.model.days import EARLIEST, NEVER, day
from sibdsl.render.found import every_one, first_of_each, where
from sibdsl.render.page import WIDTH, days_in_words, listed, paragraphs, table, wrapped


def test_a_first_cell_that_is_too_wide_is_wrapped() -> None:
    lines = list(table([["", "units"], ["a long name " * 12, "1,234"]]))

    assert all(len(line) <= WIDTH for line in lines)
    assert lines[-1].endswith("1,234")
    assert len(lines) == 3


def test_days_in_words() -> None:
    assert days_in_words((day(2019, 1, 7), day(2019, 1, 8))) == "7 January 2019"
    assert days_in_words((day(2019, 1, 7), day(2020, 1, 8))) == "7 January 2019 to 7 January 2020"
    assert days_in_words((EARLIEST, NEVER)).startswith("no known day")


def test_words_in_a_list() -> None:
    assert (listed([]), listed(["a", "b"], "or")) == ("", "a or b")


def test_parts_without_lines_leave_no_gap() -> None:
    assert paragraphs([["a"], [], [""], ["b", "c"]]) == "a\n\nb\nc"


def test_long_words_are_kept_whole() -> None:
    assert list(wrapped("x" * 150, "  ")) == ["  " + "x" * 150]


def finding(line: int | None, case: str | None = None) -> Finding:
    place = None if line is None else Place("a.csv", line, heading="DEC")
    return Finding(codes.REVERSED, "it ended before it began", place, case=case, rule="356")


def test_where_a_finding_stands() -> None:
    assert where(finding(4, "A1")) == "a.csv:4, column DEC (case A1, rule 356)"
    assert where(finding(None)) == "rule 356"
    assert where(Finding(codes.NO_DATA, "none")) == ""


def test_the_first_places_of_a_code_or_all() -> None:
    found = [finding(line) for line in range(1, 6)]

    assert "a.csv:3" in first_of_each(found)
    assert "a.csv:4" not in first_of_each(found)
    assert "    and 2 more" in first_of_each(found)
    assert "a.csv:5" in every_one(found)
    assert first_of_each([]) == ""


def test_a_message_that_lists_hundreds_of_cases_is_cut() -> None:
    long = Finding(codes.NOT_IN_RETURN, ", ".join(f"C{n:04}" for n in range(300)), help="look")

    assert "more" in first_of_each([long])
    assert "C0299" not in first_of_each([long])
    assert "C0299" in every_one([long])
    assert "= help: look" in first_of_each([long])


def test_the_gravest_come_first() -> None:
    text = first_of_each([Finding(codes.NOT_READ, "a"), finding(1), Finding(codes.NO_DATA, "b")])

    assert text.index("SIB601") < text.index("SIB703") < text.index("SIB607")
