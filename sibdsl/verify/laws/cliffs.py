"""No cliff: one day, or one item, never moves more than the price of one unit.

An outcome that is all or nothing is a cliff by design, as high as its price: that is not told. What
is told is a day that moves more: a threshold on which the payment of many units hangs. Days up to
the first on which a person earns are left alone: whether somebody is eligible at all is no cliff
but the line around the cohort. The height allowed is the highest price of one unit that the
contract states; of a price for each of a number, the price of one of them.
"""

from collections.abc import Iterator

from attrs import evolve
from hypothesis import strategies as st

from sibdsl.interpret.evaluate import evaluate_in_short
from sibdsl.model.contract import Card, Contract, Flat, PerUnit, Scale, Tiers
from sibdsl.model.days import EARLIEST, Day, in_words
from sibdsl.model.histories import Case, Event, Histories, Spell
from sibdsl.model.money import NOTHING, Money
from sibdsl.model.once import once
from sibdsl.model.records import RecordField
from sibdsl.model.verdicts import Conflict
from sibdsl.verify.law import Draw, Law, Pair, Trial
from sibdsl.verify.laws import core
from sibdsl.verify.laws.comparing import only_in
from sibdsl.verify.laws.days import anchors, plain_day
from sibdsl.verify.laws.varying import Item, first_day, items_of, some_items, with_case, with_items


@once
def one_unit(contract: Contract) -> Money:
    """The highest price of one unit that any version of the contract states, rises included."""
    prices = [
        price
        for version in contract.wordings
        for tariff in version.tariffs.values()
        for price in _amounts(tariff.price)
    ]
    return max(prices, default=NOTHING)


def _amounts(price: object) -> Iterator[Money]:
    match price:
        case Flat(amount) | PerUnit(amount):
            yield amount
        case Scale(low, _, high):
            yield max(low, high)
        case Card(lines):
            for _, plain in lines:
                yield from _amounts(plain)
        case Tiers(tiers):
            yield from (tier.amount for tier in tiers)
        case _:
            pass


@once
def _counted(contract: Contract) -> tuple[RecordField, ...]:
    """The fields of which days or items are counted."""
    names = core.measured_fields(contract) | core.counted_items(contract)
    return tuple(f for f in contract.person.fields if f.name in names)


def _one_less(contract: Contract, histories: Histories, draw: Draw) -> Histories | None:
    """In the second a spell is a day shorter, or an item is not there."""
    site = some_items(histories, _counted(contract), draw)
    if site is None:
        return None
    case, field, items = site
    at = draw(st.integers(0, len(items) - 1))
    shorter = _shorter(items[at])
    kept = (*items[:at], *shorter, *items[at + 1 :])
    second = with_case(histories, case, with_items(case, field, kept))
    day = _last_day(items[at])
    return (
        second
        if day > _begun(contract, histories, second, case) and not _enters(contract, case, day)
        else None
    )


def _begun(contract: Contract, histories: Histories, second: Histories, case: Case) -> Day:
    """The last day on which it is tested who is eligible, or the first with evidence if later."""
    tested = [plain_day(contract, case, histories.contract, day) for day in anchors(contract)]
    lines = [
        *evaluate_in_short(contract, histories).lines,
        *evaluate_in_short(contract, second).lines,
    ]
    counted = [(one.case, one.evidence) for line in lines for one in line.counted]
    stood = [*((line.case, line.evidence) for line in lines), *counted]
    evidence = [span[0] for number, span in stood if number == case.number and span is not None]
    first = min(evidence, default=EARLIEST)
    return max((first, *(day for day in tested if day is not None)))


def _enters(contract: Contract, case: Case, day: Day) -> bool:
    """Whether *day* is that on which an item begins for which outcomes are paid, or next to it."""
    names = {n for o in core.of_persons(contract) for n in core.items_that_index(contract, o)}
    begins = (first_day(item) for name in names for item in items_of(case, name))
    return any(first is not None and abs(first - day) <= 1 for first in begins)


def _last_day(item: Item) -> Day:
    """The day that is taken away; EARLIEST where it is not known."""
    return (item.day if isinstance(item, Event) else item.last) or EARLIEST


def _shorter(item: Item) -> tuple[Item, ...]:
    """A spell without its last day; nothing in place of an event, or of a spell of one day."""
    if isinstance(item, Event) or item.first is None or item.last is None:
        return ()
    return (evolve(item, last=item.last - 1),) if item.first < item.last else ()


def _cliff(first: Trial, second: Trial) -> Iterator[Conflict]:
    apart = abs(first.ledger.paid.pence - second.ledger.paid.pence)
    allowed = _allowed(first.contract)
    if apart <= allowed.pence or _more_than_a_day(first, second):
        return
    lines = (*only_in(first.ledger, second.ledger), *only_in(second.ledger, first.ledger))
    where = f" at {in_words(lines[0].last_due)}" if lines else ""
    words = (
        f"One day or item moves the payments from {second.ledger.paid} to {first.ledger.paid}"
        f"{where}: a cliff of {Money(apart)}, where one unit pays {allowed}."
    )
    yield Conflict(words, lines[:6], tuple(dict.fromkeys(line.clause for line in lines)))


@once
def _allowed(contract: Contract) -> Money:
    """The price of one unit, risen as far as the contract lets prices rise: twice where it does."""
    price = one_unit(contract)
    return price * 2 if contract.rises else price


def _more_than_a_day(first: Trial, second: Trial) -> bool:
    """Whether an open or long spell went altogether: that is more than a day."""
    gone = [
        spell
        for one, other in zip(first.histories.cases, second.histories.cases, strict=True)
        for name, spells in one.spells.items()
        for spell in _less(spells, other.spells.get(name, ()))
    ]
    return any(spell.last is None or spell.first != spell.last for spell in gone)


def _less(spells: tuple[Spell, ...], others: tuple[Spell, ...]) -> tuple[Spell, ...]:
    """The spells that are not among *others*, where those are fewer."""
    if len(others) >= len(spells):
        return ()
    return tuple(spell for spell in spells if spell not in others)


def _matters(contract: Contract) -> Iterator[str]:
    if _counted(contract):
        yield from core.clauses_of(contract.outcomes)


NO_CLIFF = Law(
    "no-cliff",
    "One day, or one item, never moves more than the highest price of one unit.",
    _matters,
    pair=Pair(_one_less, _cliff),
)
LAWS = (NO_CLIFF,)
