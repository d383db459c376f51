"""The page of a claim whose shares are of whole claims, and of one with many lines."""

from sibdsl.model.claims import Entry, Settlement
from sibdsl.model.days import day
from sibdsl.model.histories import Row
from sibdsl.model.ledger import CLAIM, Line
from sibdsl.model.money import Money
from sibdsl.render.claim import MOST, claim

QUARTER = (day(2024, 10, 1), day(2025, 1, 1))


def entry(n: int, paid: int, **more: object) -> Entry:
    due = QUARTER[0] + n
    line = Line(None, "Home Day", "5.1", due, due, None, 1, Money(paid), Money(paid), QUARTER)
    return Entry(line, **more)


def settled(*entries: Entry, before: int = 0) -> Settlement:
    return Settlement("Days", "abc", 2, QUARTER[1] - 1, ("Fund B",), entries, Money(before))


def test_what_is_not_yet_shared_is_newly_due_and_not_yet_to_pay() -> None:
    text = claim(settled(entry(0, 500)))

    assert "To pay now       £0.00" in text
    assert "Newly due        £5.00" in text


def test_what_is_shared_now_was_claimed_before() -> None:
    due = QUARTER[1] - 1
    shares = (("Fund B", Money(500)),)
    line = Line(None, CLAIM, "8.1", due, due, None, 0, Money(0), Money(0), QUARTER, shares=shares)
    text = claim(settled(Entry(line), before=500))

    assert "To pay now       £5.00" in text
    assert "Newly due        £0.00" in text
    assert "more is shared" not in text


def test_of_many_lines_the_first_are_shown() -> None:
    back = [entry(n, 100, reverses=(Row("one.csv", n + 2),)) for n in range(MOST + 3)]
    text = claim(settled(*back))

    assert "  the whole contract: Home Day, due 1 October 2024, -£1.00 (one.csv:2)" in text
    assert "  and 3 lines more" in text
    assert f"(one.csv:{MOST + 2})" not in text
