"""What a term is called in an explanation, in a few words."""

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
        case terms.Birthday(_, years):
            return f"the birthday at {years}"
        case _:
            return "the day"


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
        case _:
            return "the number"
