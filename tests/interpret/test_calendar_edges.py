"""Days at the edges of the calendar."""

from sibdsl.interpret.items import spells
from sibdsl.interpret.spans import first_days
from sibdsl.model.calendar import Cycle
from sibdsl.model.days import EARLIEST, NEVER, Days, day
from sibdsl.model.histories import Reach, Spell
from sibdsl.model.truth import NO, UNKNOWN, YES


def test_a_set_that_changes_before_the_first_year_of_all_is_not_known() -> None:
    doubtful = Days.span(EARLIEST, NEVER, UNKNOWN)

    assert first_days(doubtful, 3, Cycle.FINANCIAL_YEAR).at(day(2020, 5, 1)) is UNKNOWN


def test_the_first_of_a_span_are_in_and_the_later_out() -> None:
    stay = Days.span(day(2020, 5, 1), day(2020, 5, 9))
    first = first_days(stay, 3, Cycle.FINANCIAL_YEAR)

    assert [first.at(day(2020, 5, n)) for n in (1, 3, 4)] == [YES, YES, NO]


def test_an_open_spell_without_its_first_day_is_read_to_the_end_of_days() -> None:
    (item,) = spells([Spell(None, None)], Reach())

    assert item.days.at(day(2020, 5, 1)) is UNKNOWN
