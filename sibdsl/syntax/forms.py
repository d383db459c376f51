"""The sentences of a contract: one frozen class a form, numbered as in the phrasebook."""

from typing import TypeAlias

from attrs import field, frozen

from sibdsl.source import Source
from sibdsl.syntax.tree import (
    After,
    Amount,
    Before,
    Beginning,
    Between,
    Conditions,
    Cycle,
    Date,
    DayPhrase,
    DaysPhrase,
    Item,
    Length,
    Measure,
    Name,
    Nearest,
    Node,
    NotRounded,
    Number,
    PartOf,
    Percent,
    Quantified,
    Role,
    Rounding,
    Text,
    Union,
    WholeTerm,
)

# -- Parties and records --------------------------------------------------------------------------


@frozen
class Title(Node):
    """`Contract "Homeward".`"""

    name: Text


@frozen
class Signed(Node):
    """`As signed: "…".`, beside the clause before it"""

    words: Text


@frozen
class TheTerm(Node):
    """1. `The term is from 1 February 2018 to 31 December 2023.`"""

    first: DayPhrase
    last: DayPhrase


@frozen
class Joiner(Node):
    """`; and, from 1 July 2018, Barking`"""

    since: Date
    names: tuple[Name, ...]


@frozen
class Parties(Node):
    """2. `The commissioners are Ashby and Barton; and, from 1 July 2018, Corby.`"""

    role: Role
    names: tuple[Name, ...]
    joiners: tuple[Joiner, ...]


@frozen
class PlainType(Node):
    """`a code`, `a date`, `a commissioner`"""

    word: str


@frozen
class Choice(Node):
    """`one of "completed" or "withdrawn"`"""

    options: tuple[Text, ...]


@frozen
class RecordType(Node):
    """`a Cohort`"""

    name: Name


ValueType: TypeAlias = PlainType | Choice | RecordType


@frozen
class Attribute(Node):
    """`Legal Status, a code`"""

    name: Name
    type: ValueType


@frozen
class Events(Node):
    """`events, with Kind, …`; *word* is `event` for one, `events` for many"""

    word: str
    attributes: tuple[Attribute, ...]


@frozen
class Periods(Node):
    """`periods that do not overlap, with Borough, a commissioner`"""

    word: str
    parted: bool
    attributes: tuple[Attribute, ...]


@frozen
class Field(Node):
    """`Death, an event`"""

    name: Name
    shape: ValueType | Events | Periods


@frozen
class Record(Node):
    """3. `The record of each Child holds (a) …; and (b) ….`"""

    of: Name
    fields: tuple[Item, ...]


@frozen
class ContractRecord(Node):
    """3. `The record of the contract holds Termination, an event.`"""

    fields: tuple[Item, ...]


@frozen
class Joined(Node):
    """4. `Records with the same Person Number are one Child.`"""

    field: Name
    of: Name


@frozen
class Counts(Node):
    """5. `Only the first 2 Step-Downs of each Child count.`"""

    n: Number | None
    items: Name
    of: Name


@frozen
class Paid(Node):
    """5. `Only the first Completion of each Child is paid.`"""

    n: Number | None
    outcome: Name
    of: Name


@frozen
class PaidOfAll(Node):
    """5. `Only the first 104 of all Foster Weeks and Home Weeks of each Child are paid.`"""

    n: Number
    outcomes: tuple[Name, ...]
    of: Name


@frozen
class Certifies(Node):
    """6. `The commissioner certifies Episodes and Death.`"""

    party: Role | Name
    fields: tuple[Name, ...]


# -- Meaning --------------------------------------------------------------------------------------


@frozen
class DaySet(Node):
    """`each day in a Stay or an Excess Break`"""

    days: DaysPhrase


@frozen
class FirstDays(Node):
    """`the first 75 days in a Short Break in each financial year`"""

    length: Length
    days: Union
    cycle: Cycle


@frozen
class ItemsWhere(Node):
    """`each Concern where Kind is "other"`"""

    items: Name
    conditions: Conditions


@frozen
class Pieces(Node):
    """`each 30 days of the Tracking Period`"""

    length: Length
    period: Name


@frozen
class Runs(Node):
    """`each unbroken run of days in Foster Care`"""

    days: DaysPhrase


@frozen
class CodeList(Node):
    """`"U1", "U2" or "U3"`"""

    codes: tuple[Text, ...]


Meaning: TypeAlias = (
    Between
    | After
    | Beginning
    | Before
    | PartOf
    | WholeTerm
    | DaySet
    | FirstDays
    | ItemsWhere
    | Pieces
    | Runs
    | CodeList
    | Measure
)


@frozen
class Means(Node):
    """7. `Tracking Period, for each Enrolment, means ….`"""

    name: Name
    index: Name | Cycle | None
    meaning: Meaning


@frozen
class Restart(Node):
    """8. `If a Move is in …, the Qualifying Period starts again on the Move.`"""

    conditions: Conditions
    period: Name
    day: DayPhrase


@frozen
class Pause(Node):
    """9. `The Tracking Period does not run on a day in a Pause.`"""

    period: Name
    days: Union


@frozen
class Clip(Node):
    """10. `The Tracking Period ends no later than the day before Death.`"""

    period: Name
    last: DayPhrase


@frozen
class Eligible(Node):
    """11. `A Child is eligible if ….`"""

    of: Name
    conditions: Conditions


@frozen
class IsIf(Node):
    """11. `A Child is Vulnerable if ….`"""

    of: Name
    name: Name
    conditions: Conditions


@frozen
class Places(Node):
    """12. `At most 115 Children are eligible, in order of Referral and then of Case Number.`"""

    n: Number
    of: Name
    group: Name | None
    order: tuple[DayPhrase, ...]


@frozen
class Shortfall(Node):
    """13. `At least 8 Referrals are made in each financial year; for each one fewer, E pays £p.`"""

    n: Number
    items: Name
    cycle: Cycle
    party: Name
    amount: Amount


# -- Outcomes -------------------------------------------------------------------------------------


@frozen
class OnDay(Node):
    """14a. `on the last day of Therapy`"""

    day: DayPhrase


@frozen
class ForEachOn(Node):
    """14a. `for each Step-Down on the last day of the Qualifying Period`"""

    index: Name | Cycle
    day: DayPhrase


@frozen
class EachDay(Node):
    """14b. `for each day in the Tracking Period that is not in Care`"""

    days: DaysPhrase


@frozen
class EachRun(Node):
    """14c. `for each 7 consecutive days in the Tracking Period that are not in Care`"""

    count: Number
    days: DaysPhrase


@frozen
class EachPiece(Node):
    """14d. `for each week of the Tracking Period with no day in Care`"""

    grain: Length | Cycle
    period: Name
    quantity: Quantified
    days: Union


Trigger: TypeAlias = OnDay | ForEachOn | EachDay | EachRun | EachPiece


@frozen
class Achieved(Node):
    """14. `Home Week is achieved for each …, if ….`"""

    outcome: Name
    trigger: Trigger
    conditions: Conditions | None


@frozen
class AnyOutcome(Node):
    """`No outcome`"""


@frozen
class Stop(Node):
    """15. `No outcome is achieved after the day 12 months after Termination.`"""

    outcome: AnyOutcome | Name
    side: str
    day: DayPhrase


@frozen
class StopOn(Node):
    """15. `No outcome is achieved on or after Death.`"""

    outcome: AnyOutcome | Name
    day: DayPhrase


# -- Payments -------------------------------------------------------------------------------------


@frozen
class Price(Node):
    """`£40 for each Net Day Saved`"""

    amount: Amount
    per: Name | None


@frozen
class Scale(Node):
    """`£0 where Mean Change is 0.5 or less, rising in proportion to £1,000 where it is 1.4 or more`

    *low* is the amount named first. The words as written: *at_start* and *at_end* are `less` or
    `more`, *moving* is `rising` or `falling`.
    """

    low: Amount
    number: Name
    start: Number | Percent
    at_start: str
    moving: str
    high: Amount
    end: Number | Percent
    at_end: str
    rounding: Rounding | Nearest | NotRounded | None


@frozen
class CardLine(Node):
    """`£350 if the due day is in the first 12 months of the Follow-Up Period`"""

    price: Price | Scale
    condition: Conditions


@frozen
class Card(Node):
    """`(a) £350 if …; and (b) £250 if …`"""

    lines: tuple[Item, ...]


@frozen
class Tier(Node):
    """`£1,100 for each of the first 370`, or next; *n* is None in `£1,350 for each one beyond`"""

    amount: Amount
    n: Number | None


@frozen
class Tiers(Node):
    """`(a) £1,100 for each of the first 370; and (b) £1,350 for each one beyond`"""

    items: tuple[Item, ...]


@frozen
class Pays(Node):
    """16. `Completion pays £2,000.`"""

    outcome: Name
    price: Price | Scale | Card | Tiers


@frozen
class Rises(Node):
    """16. `The prices of Home Week and Completion rise by 2% on 1 April 2021, rounded ….`

    No outcomes are all of them. *each* says `on each Uprating`; then *on* is its Term.
    """

    outcomes: tuple[Name, ...]
    word: str
    by: Percent | Name
    on: DayPhrase
    each: bool
    rounding: Rounding | Nearest | NotRounded | None


@frozen
class Deducted(Node):
    """17. `In each claim, 33% of the Days are deducted, and the number left is rounded down ….`"""

    index: Name | None
    percent: Percent
    outcome: Name
    rounding: Rounding | Nearest | NotRounded | None


# -- Limits ---------------------------------------------------------------------------------------


@frozen
class ForEach(Node):
    """`for each Young Person`"""

    name: Name


@frozen
class ForOutcome(Node):
    """`for Home Weeks`"""

    name: Name


@frozen
class InEach(Node):
    """`in each financial year`"""

    cycle: Cycle


@frozen
class InTotal(Node):
    """`in total`"""


@frozen
class By(Node):
    """`by Central Fund`, `by each commissioner`"""

    party: Name | Role


Scope: TypeAlias = ForEach | ForOutcome | InEach | InTotal | By


@frozen
class Limit(Node):
    """18. `Payments in total do not exceed £10,000,000, in order of the due day.`"""

    scopes: tuple[Scope, ...]
    amount: Amount
    order: tuple[DayPhrase, ...] | None


@frozen
class Floor(Node):
    """18. `Payments in each financial year are not less than £100,000; A pays the difference.`

    Without a cycle: `in total`.
    """

    cycle: Cycle | None
    amount: Amount
    payer: Name


@frozen
class Relief(Node):
    """18. `In place of the payments due from D to E, Ashby pays £20,000 for each quarter.`"""

    first: Date
    last: Date
    payer: Name
    amount: Amount
    cycle: Cycle


@frozen
class CountedNotPaid(Node):
    """19. `An outcome above a limit is counted but not paid.`"""


@frozen
class NeitherCounted(Node):
    """19. `An outcome above a limit is neither counted nor paid.`"""


@frozen
class NoLimit(Node):
    """20. `There is no limit on payments by Central Fund.`"""

    scopes: tuple[Scope, ...]


@frozen
class NoNumber(Node):
    """20. `There is no least number of Referrals.`"""

    extreme: str
    items: Name


# -- Funding --------------------------------------------------------------------------------------


@frozen
class DueBetween(Node):
    """`due from 1 April 2019 to 31 March 2020`"""

    first: Date
    last: Date


@frozen
class DueSide(Node):
    """`due on or after 1 April 2019`; *side* is the words between `due` and the day"""

    side: str
    day: Date


@frozen
class Share(Node):
    """21. `Central Fund pays 15% of each payment, rounded down to a penny.`

    No outcomes are all of them. Only a share of each payment is for some outcomes or due days.
    """

    payer: Name
    day: DayPhrase | None
    percent: Percent
    basis: str
    outcomes: tuple[Name, ...]
    due: DueBetween | DueSide | None
    through: Name | None
    rounding: Rounding | Nearest | NotRounded | None


@frozen
class Rest(Node):
    """21. `The Borough on Referral pays the rest.`"""

    payer: Name
    day: DayPhrase | None


@frozen
class TakesOver(Node):
    """22. `Once Central Fund has paid its limit, the Borough on Referral pays that share.`"""

    party: Role | Name
    heir: Name
    day: DayPhrase | None


@frozen
class NobodyPays(Node):
    """22. `Once a commissioner has paid its limit, that share is not paid.`"""

    party: Role | Name


# -- Claims, evidence, change ---------------------------------------------------------------------


@frozen
class FirstClaim(Node):
    """`for the period from 5 February 2019 to 31 October 2019`"""

    first: Date
    last: Date


@frozen
class Claims(Node):
    """23. `Claims are made for each quarter.`"""

    first: tuple[FirstClaim, ...]
    cycle: Cycle


@frozen
class Evidence(Node):
    """24. `Evidence received after a claim is disregarded.`; *counts* is False for that"""

    counts: bool
    within: Length | None


@frozen
class UnknownEnds(Node):
    """25. `An outcome not known within 12 months after the due day is not achieved.`"""

    within: Length


@frozen
class Governs(Node):
    """26. `Each clause applies as it stands on Referral.`"""

    day: DayPhrase


@frozen
class Amendment(Node):
    """27. `From 1 July 2020, clause 6.2 reads: ….`"""

    since: Date
    clause: Text
    sentence: "Form"


# -- What follows, examples -----------------------------------------------------------------------


@frozen
class NoDayTwice(Node):
    """`no day is paid for twice`"""


@frozen
class AnotherDay(Node):
    """`another day in Care after Referral never increases the payments for a Child`"""

    days: Union
    after: DayPhrase | None
    whose: ForEach | InTotal


@frozen
class AnotherItem(Node):
    """`another Move never increases the payments in total`"""

    items: Name
    whose: ForEach | InTotal


@frozen
class NeverChanges(Node):
    """`Adoption never changes the payments`"""

    field: Name


@frozen
class NeverExceed(Node):
    """`the payments for each Child never exceed £33,000`"""

    whose: ForEach | InTotal
    amount: Amount


@frozen
class NothingAfter(Node):
    """`nothing is due after the 18th birthday`"""

    day: DayPhrase


Law: TypeAlias = NoDayTwice | AnotherDay | AnotherItem | NeverChanges | NeverExceed | NothingAfter


@frozen
class Follows(Node):
    """28. `It follows that no day is paid for twice.`"""

    law: Law
    because: Text | None


@frozen
class Waived(Node):
    """28. `It does not follow that …, because "…".`"""

    law: Law
    because: Text


Value: TypeAlias = Date | Text | Number | Amount | Percent | Name


@frozen
class FactIs(Node):
    """`Date of Birth is 3 May 2005`"""

    name: Name
    value: Value


@frozen
class FactUnknown(Node):
    """`Legal Status is not known`"""

    name: Name


@frozen
class FactOn(Node):
    """`Concern is on 1 March 2018 where Kind is "other"`"""

    name: Name
    day: Date
    carrying: tuple[FactIs | FactUnknown, ...] | None


@frozen
class Onwards(Node):
    """`onwards`"""


@frozen
class FactFrom(Node):
    """`Therapy is from 11 June 2018 to 1 October 2018 where Result is "completed"`"""

    name: Name
    first: Date
    last: Date | Onwards
    carrying: tuple[FactIs | FactUnknown, ...] | None


@frozen
class Given(Node):
    """`given (a) …; and (b) …`"""

    facts: tuple[Item, ...]


@frozen
class GivenOf(Node):
    """`given Child "A" with (a) …; and (b) …`"""

    of: Name
    label: Text
    facts: tuple[Item, ...]


@frozen
class ExpectPays(Node):
    """`Ashby pays £2,210`"""

    name: Name
    amount: Amount


@frozen
class ExpectIs(Node):
    """`Reconviction Count is 1`"""

    name: Name
    value: Number | Percent | Amount


@frozen
class NothingPaid(Node):
    """`nothing is paid, because of clause 4.1(f)`"""

    clause: Text | None


@frozen
class PaymentsExpected(Node):
    """`Completion pays £2,000 and Ashby pays £1,700`"""

    parts: tuple[ExpectPays | ExpectIs, ...]


@frozen
class Example(Node):
    """29. `Example "…": given …, then by 31 October 2018 Completion pays £2,000.`"""

    name: Text
    givens: tuple[Given | GivenOf, ...]
    by: Date
    expected: NothingPaid | PaymentsExpected


Form: TypeAlias = (
    Title
    | Signed
    | TheTerm
    | Parties
    | Record
    | ContractRecord
    | Joined
    | Counts
    | Paid
    | PaidOfAll
    | Certifies
    | Means
    | Restart
    | Pause
    | Clip
    | Eligible
    | IsIf
    | Places
    | Shortfall
    | Achieved
    | Stop
    | StopOn
    | Pays
    | Rises
    | Deducted
    | Limit
    | Floor
    | Relief
    | CountedNotPaid
    | NeitherCounted
    | NoLimit
    | NoNumber
    | Share
    | Rest
    | TakesOver
    | NobodyPays
    | Claims
    | Evidence
    | UnknownEnds
    | Governs
    | Amendment
    | Follows
    | Waived
    | Example
)

# -- The whole file -------------------------------------------------------------------------------


@frozen
class Clause(Node):
    """One numbered (or unnumbered) sentence; *signed* are the quotations that stand beside it.

    *quoted* are the same, each with its place.
    """

    number: str
    form: Form
    signed: tuple[str, ...] = ()
    quoted: tuple[Text, ...] = field(default=(), eq=False, repr=False)


@frozen
class Document:
    """A file: its clauses in order, and the source that they were read from."""

    source: Source = field(eq=False, repr=False)
    clauses: tuple[Clause, ...]
