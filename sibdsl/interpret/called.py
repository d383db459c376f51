"""What a term is called in an explanation, in a few words."""

from collections.abc import Iterator

from sibdsl.model import terms


def day_called(term: terms.DayTerm) -> str:
    """The name of a day."""
    match term:
        case terms.FactDay(name):
            return name
        case terms.DayOf(item):
            return item_called(item)
        case terms.FirstDay(terms.SpanOf(item)):
            return f"the first day of {item_called(item)}"
        case terms.LastDay(terms.SpanOf(item)):
            return f"the last day of {item_called(item)}"
        case terms.FirstDay(terms.PeriodNamed(name) | terms.DaysNamed(name)):
            return f"the first day of {name}"
        case terms.LastDay(terms.PeriodNamed(name) | terms.DaysNamed(name)):
            return f"the last day of {name}"
        case terms.Step(of, by):
            days = "the day" if abs(by) == 1 else f"the day {abs(by)} days"
            return f"{days} {'after' if by > 0 else 'before'} {day_called(of)}"
        case terms.Later(of, length, back):
            return f"the day {length} {'before' if back else 'after'} {day_called(of)}"
        case terms.AttributeDay(_, name):
            return name
        case terms.DueDay():
            return "the due day"
        case terms.Birthday(_, years):
            return f"the {ordinal(years)} birthday"
        case _:
            return "the day"


def ordinal(n: int) -> str:
    """A number as the place of one among others.

    >>> ordinal(18), ordinal(21), ordinal(112)
    ('18th', '21st', '112th')
    """
    last = "th" if 10 <= n % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(n % 10, "th")
    return f"{n}{last}"


def item_called(item: terms.Item) -> str:
    """The name of an item."""
    return item.name if isinstance(item, terms.Bound) else items_called(item.items)


def items_called(items: terms.Items) -> str:
    """The name of the items."""
    match items:
        case terms.Recorded(name) | terms.ItemsNamed(name):
            return name
        case terms.Where(inner) | terms.FirstItems(inner):
            return items_called(inner)
        case _:
            return "item"


def number_called(term: terms.Number) -> str:
    """The name of a number."""
    match term:
        case terms.AgeOn(_, day):
            return f"age on {day_called(day)}"
        case terms.NumberNamed(name):
            return name
        case terms.NumberIn(terms.Fact(name) | terms.AttributeOf(_, name)):
            return name
        case terms.LengthOf(item):
            return f"the length of {item_called(item)} in days"
        case terms.CountItems(items):
            return f"the number of {items_called(items)}"
        case terms.CountDays():
            return "the number of days"
        case _:
            return "the number"


def days_called(within: terms.Days) -> Iterator[str]:
    """The names of the sets that *within* is made of, those left out of it not among them."""
    match within:
        case terms.AnyOfDays(sets):
            for part in sets:
                yield from days_called(part)
        case terms.DaysNamed(name) | terms.DaysOf(terms.PeriodNamed(name)):
            yield name
        case terms.DaysOf(terms.SpanOf(item)):
            yield item_called(item)
        case terms.Covered(items):
            yield items_called(items)
        case terms.DaysWithout(inner, _) | terms.FirstDays(inner) | terms.DaysBoth(inner, _):
            yield from days_called(inner)
        case _:
            pass


def period_called(period: terms.Period) -> str:
    """The name of a period."""
    match period:
        case terms.PeriodNamed(name) | terms.Current(name):
            return name
        case terms.SpanOf(item):
            return item_called(item)
        case terms.PartOf(inner) | terms.Clip(inner) | terms.Pause(inner) | terms.Restart(inner):
            return period_called(inner)
        case _:
            return "the period"


def value_called(value: terms.Value) -> str:
    """The name of a code, a choice or a party."""
    match value:
        case terms.Fact(name) | terms.AttributeOf(_, name):
            return name
        case terms.AttributeOn(_, name, day):
            return f"{name} on {day_called(day)}"
        case terms.Named(party):
            return party
