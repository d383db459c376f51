"""The sentences on outcomes, payments, limits and funding (forms 14 to 22), as words."""

from typing import assert_never, cast

from sibdsl.syntax.forms import (
    Achieved,
    AnyOutcome,
    By,
    Card,
    CardLine,
    CountedNotPaid,
    Deducted,
    DueBetween,
    DueSide,
    EachDay,
    EachPiece,
    EachRun,
    Floor,
    ForEach,
    ForEachOn,
    ForOutcome,
    InEach,
    InTotal,
    Limit,
    NeitherCounted,
    NobodyPays,
    NoLimit,
    NoNumber,
    OnDay,
    Pays,
    Price,
    Relief,
    Rest,
    Rises,
    Scale,
    Scope,
    Share,
    Stop,
    StopOn,
    TakesOver,
    Tier,
    Tiers,
    Trigger,
)
from sibdsl.syntax.tree import DayPhrase, Length, Name, Nearest, NotRounded, Role, Rounding
from sibdsl.syntax.write import words
from sibdsl.syntax.write.conditions import conditions, days, operand, quantified
from sibdsl.syntax.write.days import day, union
from sibdsl.syntax.write.meaning import order
from sibdsl.syntax.write.measures import rounding
from sibdsl.syntax.write.words import bare, dated, named

OutcomeForm = Achieved | Stop | StopOn | Pays | Rises | Deducted
LimitForm = Limit | Floor | Relief | CountedNotPaid | NeitherCounted | NoLimit | NoNumber
FundingForm = Share | Rest | TakesOver | NobodyPays
PaymentForm = OutcomeForm | LimitForm | FundingForm


def sentence(form: PaymentForm) -> str:
    """The words of the sentence, without its full stop."""
    match form:
        case Achieved() | Stop() | StopOn() | Pays() | Rises() | Deducted():
            return _outcome(form)
        case (
            Limit()
            | Floor()
            | Relief()
            | CountedNotPaid()
            | NeitherCounted()
            | NoLimit()
            | NoNumber()
        ):
            return _limit(form)
        case Share() | Rest() | TakesOver() | NobodyPays():
            return _funding(form)
        case _:
            assert_never(form)


# -- Outcomes and prices --------------------------------------------------------------------------


def _outcome(form: OutcomeForm) -> str:
    match form:
        case Achieved(outcome, on, chosen):
            comma = "" if isinstance(on, OnDay | ForEachOn) else ","
            provided = f"{comma} if {conditions(chosen)}" if chosen else ""
            return f"{named(outcome)} is achieved {trigger(on)}{provided}"
        case Stop(outcome, side, of):
            return f"No {_stopped(outcome)} is achieved {side} {day(of)}"
        case StopOn(outcome, of):
            return f"No {_stopped(outcome)} is achieved on or after {day(of)}"
        case Pays(outcome, price):
            return f"{named(outcome)} pays {_prices(price)}"
        case Rises():
            return _rises(form)
        case Deducted():
            return _deducted(form)
        case _:
            assert_never(form)


def trigger(node: Trigger) -> str:
    """`for each week of the Tracking Period with no day in Care`"""
    match node:
        case OnDay(on):
            return f"on {day(on)}"
        case ForEachOn(index, on):
            return f"for each {words.index(index)} on {day(on)}"
        case EachDay(of):
            return f"for each day in {days(of, 'is')}"
        case EachRun(count, of):
            return f"for each {words.number(count)} consecutive days in {days(of, 'are')}"
        case EachPiece(grain, whole, quantity, of):
            size = words.length(grain) if isinstance(grain, Length) else grain.word
            which = f"{quantified(quantity)} in {union(of)}"
            return f"for each {size} of {named(whole)} with {which}"
        case _:
            assert_never(node)


def _stopped(node: AnyOutcome | Name) -> str:
    return "outcome" if isinstance(node, AnyOutcome) else bare(node)


def _prices(node: Price | Scale | Card | Tiers) -> str:
    match node:
        case Price() | Scale():
            return _price(node)
        case Card(lines):
            return words.lettered((item, _card_line(cast(CardLine, item.part))) for item in lines)
        case Tiers(items):
            which = ("first", *("next" for _ in items))
            said = (_tier(cast(Tier, i.part), word) for i, word in zip(items, which, strict=False))
            return words.lettered(zip(items, said, strict=True))
        case _:
            assert_never(node)


def _price(node: Price | Scale) -> str:
    match node:
        case Price(amount, per):
            return words.amount(amount) + (f" for each {bare(per)}" if per else "")
        case Scale():
            return _scale(node)
        case _:
            assert_never(node)


def _scale(node: Scale) -> str:
    start, end = (
        f"{operand(node.start)} or {node.at_start}",
        f"{operand(node.end)} or {node.at_end}",
    )
    first = f"{words.amount(node.low)} where {named(node.number)} is {start}"
    second = f"{words.amount(node.high)} where it is {end}"
    return f"{first}, {node.moving} in proportion to {second}{_rounded(node.rounding)}"


def _tier(node: Tier, which: str) -> str:
    """*which* is `first` or `next`."""
    of = f"of the {which} {words.number(node.n)}" if node.n else "one beyond"
    return f"{words.amount(node.amount)} for each {of}"


def _rises(form: Rises) -> str:
    of = f" of {words.listed(map(named, form.outcomes))}" if form.outcomes else ""
    by = named(form.by) if isinstance(form.by, Name) else words.percent(form.by)
    on = day(form.on)
    if form.each and isinstance(form.on, Name):
        on = f"each {bare(form.on)}"
    return f"The prices{of} {form.word} by {by} on {on}{_rounded(form.rounding)}"


def _card_line(node: CardLine) -> str:
    return f"{_price(node.price)} if {conditions(node.condition)}"


def _deducted(form: Deducted) -> str:
    each = f" for each {bare(form.index)}" if form.index else ""
    verb = "are" if words.plural(form.outcome) else "is"
    taken = f"{words.percent(form.percent)} of {named(form.outcome)} {verb} deducted"
    left = f", and the number left is {rounding(form.rounding)}" if form.rounding else ""
    return f"In each claim{each}, {taken}{left}"


# -- Limits ---------------------------------------------------------------------------------------


def _limit(form: LimitForm) -> str:
    match form:
        case Limit(scopes, amount, turn):
            most = f"do not exceed {words.amount(amount)}{order(turn) if turn else ''}"
            return f"Payments{_scopes(scopes)} {most}"
        case Floor(cycle, amount, payer):
            of = f"in each {cycle.word}" if cycle else "in total"
            least = f"are not less than {words.amount(amount)}"
            return f"Payments {of} {least}; {named(payer)} pays the difference"
        case Relief(first, last, payer, amount, cycle):
            due = f"due from {dated(first)} to {dated(last)}"
            paid = f"{named(payer)} pays {words.amount(amount)} for each {cycle.word}"
            return f"In place of the payments {due}, {paid}"
        case CountedNotPaid():
            return "an outcome above a limit is counted but not paid"
        case NeitherCounted():
            return "an outcome above a limit is neither counted nor paid"
        case NoLimit(scopes):
            return f"There is no limit on payments{_scopes(scopes)}"
        case NoNumber(extreme, items):
            return f"There is no {extreme} number of {named(items)}"
        case _:
            assert_never(form)


def _scopes(scopes: tuple[Scope, ...]) -> str:
    return "".join(f" {_scope(scope)}" for scope in scopes)


def _scope(node: Scope) -> str:
    match node:
        case ForEach(name):
            return f"for each {bare(name)}"
        case ForOutcome(name):
            return f"for {named(name)}"
        case InEach(cycle):
            return f"in each {cycle.word}"
        case InTotal():
            return "in total"
        case By(party):
            return f"by each {party.word}" if isinstance(party, Role) else f"by {named(party)}"
        case _:
            assert_never(node)


# -- Funding --------------------------------------------------------------------------------------


def _funding(form: FundingForm) -> str:
    match form:
        case Share():
            return _share(form)
        case Rest(payer, on):
            return f"{_payer(payer, on)} pays the rest"
        case TakesOver(party, heir, on):
            paid = f"Once {words.party(party)} has paid its limit"
            return f"{paid}, {_payer(heir, on)} pays that share"
        case NobodyPays(party):
            return f"Once {words.party(party)} has paid its limit, that share is not paid"
        case _:
            assert_never(form)


def _payer(payer: Name, on: DayPhrase | None) -> str:
    """`the Borough on Referral`"""
    return named(payer) + (f" on {day(on)}" if on else "")


def _share(form: Share) -> str:
    some = f" for {words.listed(map(named, form.outcomes))}" if form.outcomes else ""
    due = f" {_due(form.due)}" if form.due else ""
    part = f"{words.percent(form.percent)} of each {form.basis}{some}{due}"
    through = f" through {named(form.through)}" if form.through else ""
    return f"{_payer(form.payer, form.day)} pays {part}{through}{_rounded(form.rounding)}"


def _due(node: DueBetween | DueSide) -> str:
    match node:
        case DueBetween(first, last):
            return f"due from {dated(first)} to {dated(last)}"
        case DueSide(side, on):
            return f"due {side} {dated(on)}"
        case _:
            assert_never(node)


def _rounded(node: Rounding | Nearest | NotRounded | None) -> str:
    return f", {rounding(node)}" if node else ""
