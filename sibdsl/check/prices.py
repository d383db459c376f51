"""Scales, tiers and rises of prices, and prices of what is deducted."""

from collections.abc import Iterator

from sibdsl.check.expected import EVENTS
from sibdsl.check.measures import Family, family_of
from sibdsl.check.parts import level, pence_of, prices, unsaid
from sibdsl.check.subject import Subject
from sibdsl.check.symbols import Home, key
from sibdsl.diagnostics import Finding, codes
from sibdsl.syntax import forms, tree
from sibdsl.syntax.walk import walk


def scales_have_two_ends(subject: Subject) -> Iterator[Finding]:
    """Between two ends that are one point there is no proportion."""
    for clause, scale in subject.nodes_of(forms.Scale):
        if scale.start == scale.end:
            yield subject.finding(
                codes.SCALE_POINTS,
                f"both amounts stand at {subject.words(scale.end)}",
                scale.end.span,
                clause.number,
                help="write the two points between which the price moves",
            )


def scales_agree_with_their_words(subject: Subject) -> Iterator[Finding]:
    """`Or less` stands at the lower number, `or more` at the higher; amounts rise or fall."""
    for clause, scale in subject.nodes_of(forms.Scale):
        if scale.start == scale.end:
            continue
        for node, message, help_ in (*_sides(subject, scale), *_movement(scale)):
            yield subject.finding(codes.SCALE_WORDS, message, node.span, clause.number, help=help_)


def _sides(subject: Subject, scale: forms.Scale) -> Iterator[tuple[tree.Node, str, str]]:
    """Where the numbers are not the ends that the words say: the place, what is wrong, and help."""
    start, end = subject.words(scale.start), subject.words(scale.end)
    upwards = level(scale.start) < level(scale.end)
    first, last = ("less", "more") if upwards else ("more", "less")
    if (scale.at_start, scale.at_end) != (first, last):
        said = f"`{start} or {scale.at_start}` and `{end} or {scale.at_end}`"
        help_ = f"write `{start} or {first}` and `{end} or {last}`"
        yield scale.end, f"{said} are not the two ends", help_


def _movement(scale: forms.Scale) -> Iterator[tuple[tree.Node, str, str]]:
    """Where the amounts do not move as the words say."""
    low, high = scale.low.money, scale.high.money
    moving = "rising" if low < high else "falling"
    if low == high:
        message = f"both amounts are {high}, so nothing is {scale.moving}"
        yield scale.high, message, f"write two amounts, or the price by itself: `… pays {high}`"
    elif scale.moving != moving:
        message = f"from {low} to {high} the amount is {moving}, not {scale.moving}"
        yield scale.high, message, f"write `{moving} in proportion to {high}`"


def scales_say_how_they_round(subject: Subject) -> Iterator[Finding]:
    """A price in proportion says how it rounds, unless it is always whole pence."""
    for clause, price, rising in prices(subject):
        if not isinstance(price, forms.Scale) or price.start == price.end:
            continue
        words = unsaid(price.rounding)
        if words and pence_of(subject, price, rising) is None:
            yield subject.finding(
                codes.ROUNDING,
                f"an amount in proportion can end in a part of a penny{words}",
                price.span if price.rounding is None else price.rounding.span,
                clause.number,
                help="say how it is rounded: `…, rounded down to a penny`",
            )


def tiers_end_with_what_is_beyond(subject: Subject) -> Iterator[Finding]:
    """The last tier, and no other, is `for each one beyond`."""
    for clause, tiers in subject.nodes_of(forms.Tiers):
        *firsts, last = (item.part for item in tiers.items)
        early = next((t for t in firsts if isinstance(t, forms.Tier) and t.n is None), None)
        if early is not None:
            yield subject.finding(
                codes.TIERS,
                "nothing lies beyond what is beyond, so the tiers after this hold for nothing",
                early.span,
                clause.number,
                help="let `for each one beyond` stand last",
            )
        elif isinstance(last, forms.Tier) and last.n is not None:
            yield subject.finding(
                codes.TIERS,
                "it is not said what is paid for those beyond the last tier",
                last.span,
                clause.number,
                help="add a last tier, as `£1,350 for each one beyond`; £0 is an answer too",
            )


# -- Rises ----------------------------------------------------------------------------------------


def rises_say_how_they_round(subject: Subject) -> Iterator[Finding]:
    """A price that rises or falls by a percentage is rounded to a penny or a pound."""
    for clause, rises in subject.nodes_of(forms.Rises):
        words = unsaid(rises.rounding)
        if words:
            yield subject.finding(
                codes.ROUNDING,
                f"a price that {rises.word}s can end in a part of a penny{words}",
                rises.by.span if rises.rounding is None else rises.rounding.span,
                clause.number,
                help="say how it is rounded: `…, rounded to the nearest penny`",
            )


def prices_rise_by_percentages(subject: Subject) -> Iterator[Finding]:
    """`by the Rate`: Rate is a percentage."""
    for clause, rises in subject.nodes_of(forms.Rises):
        family = family_of(subject, rises.by)
        if family not in (None, Family.PERCENTAGE):
            yield subject.finding(
                codes.UNLIKE_NUMBERS,
                f"`{subject.words(rises.by)}` is {family.value}; a price {rises.word}s by a "
                "percentage",
                rises.by.span,
                clause.number,
                help="name a percentage: `Uprating, events, with Rate, a percentage`",
            )


def rises_are_of_no_one_case(subject: Subject) -> Iterator[Finding]:
    """A price rises for every case at once: on a date, or an event of the contract's record."""
    for clause, rises in subject.nodes_of(forms.Rises):
        for name in [n for part in (rises.by, rises.on) for n in walk(part)]:
            symbol = subject.symbols.get(name) if isinstance(name, tree.Name) else None
            if symbol and symbol.home in (Home.PERSON, Home.GROUP):
                yield subject.finding(
                    codes.WRONG_KIND,
                    f"`{symbol.name}` differs from case to case, and prices are the same for all",
                    name.span,
                    clause.number,
                    others=(subject.declared(symbol),),
                    help="name a date, or let the record of the contract hold the event",
                )
        if rises.each and subject.kind_of(rises.on) not in (*EVENTS, None):
            yield subject.finding(
                codes.WRONG_KIND,
                f"there is no `each {subject.words(rises.on)}`",
                rises.on.span,
                clause.number,
                help="`on each` stands before events: `Uprating, events, with Rate, a percentage`",
            )


# -- Deductions -----------------------------------------------------------------------------------


def deductions_leave_one_price(subject: Subject) -> Iterator[Finding]:
    """Of outcomes with unlike prices it would be open which are deducted."""
    deducted = {key(form.outcome): form for _, form in subject.forms_of(forms.Deducted)}
    for clause, pays in subject.forms_of(forms.Pays):
        kind = _unlike(pays.price)
        if kind is not None and key(pays.outcome) in deducted:
            yield subject.finding(
                codes.DEDUCTED,
                f"`{pays.outcome.text}` has {kind}, and some are deducted; which price is left?",
                pays.price.span,
                clause.number,
                help="give what is deducted one price, or an outcome of its own for each price",
            )


def _unlike(price: forms.Price | forms.Scale | forms.Card | forms.Tiers) -> str | None:
    """In words, what makes the prices of one outcome differ; None where they are all alike."""
    match price:
        case forms.Price(per=None):
            return None
        case forms.Price():
            return "a price for each of a measure"
        case forms.Scale():
            return "a price in proportion"
        case forms.Card():
            return "a card of prices"
        case forms.Tiers():
            return "tiers"


def limits_are_of_what_is_left(subject: Subject) -> Iterator[Finding]:
    """What a deduction on the whole claim leaves is of no one case: no limit of each binds it."""
    whole = {
        key(form.outcome): form.outcome.text
        for _, form in subject.forms_of(forms.Deducted)
        if form.index is None
    }
    for clause, limit in subject.forms_of(forms.Limit):
        each = next((part for part in limit.scopes if isinstance(part, forms.ForEach)), None)
        only = [key(part.name) for part in limit.scopes if isinstance(part, forms.ForOutcome)]
        name = next((whole[o] for o in whole if not only or o in only), None)
        if each is not None and name is not None:
            yield subject.finding(
                codes.DEDUCTED,
                f"`{name}` is deducted on the whole claim, so what is left is of no one "
                f"{each.name.text}",
                each.span,
                clause.number,
                help=f"limit other outcomes, or deduct `In each claim for each {each.name.text}`",
            )
