"""What kind of Term each place of a sentence needs: a table, and the check that reads it."""

from typing import Final

from sibdsl.check.symbols import Kind
from sibdsl.syntax import forms, tree

Kinds = frozenset[Kind]


def _kinds(*kinds: Kind) -> Kinds:
    return frozenset(kinds)


ITEMS: Final = _kinds(Kind.EVENT, Kind.SPELL, Kind.EVENTS, Kind.SPELLS)
SPELLS: Final = _kinds(Kind.SPELL, Kind.SPELLS)
EVENTS: Final = _kinds(Kind.EVENT, Kind.EVENTS)
DAY: Final = EVENTS | {Kind.DATE}
PERIOD: Final = SPELLS | {Kind.PERIOD}
IN: Final = PERIOD | {Kind.DAYS}
PAYER: Final = _kinds(Kind.PARTY, Kind.PARTY_FACT)
NUMBER: Final = _kinds(Kind.NUMBER, Kind.NUMBER_FACT)
PERSON: Final = _kinds(Kind.PERSON)
CASES: Final = _kinds(Kind.PERSON, Kind.GROUP)
VALUES: Final = _kinds(Kind.CODE, Kind.NUMBER_FACT, Kind.PARTY_FACT, Kind.DATE)
FACTS: Final = _kinds(Kind.DATE, Kind.CODE, Kind.NUMBER_FACT, Kind.PARTY_FACT, Kind.MEMBERSHIP)
FIELDS: Final = FACTS | {Kind.EVENT, Kind.SPELL}
INDEX: Final = ITEMS | {Kind.GROUP}
OUTCOME: Final = _kinds(Kind.OUTCOME)
DECLARED: Final[Kinds] = frozenset(Kind)
"""The place where a Term is declared: every kind is right there."""

IN_WORDS: Final[dict[Kinds, str]] = {
    ITEMS: "something that is recorded more than once",
    INDEX: "something that there are many of",
    SPELLS: "something with a first and a last day",
    EVENTS: "an event",
    DAY: "a day",
    PERIOD: "a period",
    IN: "a set of days or a period",
    PAYER: "a party",
    NUMBER: "a number",
    PERSON: "the person of the record",
    CASES: "the person or group of the record",
    FACTS: "a fact of the record",
    FACTS | {Kind.NUMBER}: "a fact of the record",
    DAY | {Kind.CODE}: "a day or the case number",
    DAY | PERSON: "a day or the person",
    FIELDS: "a field of the record",
    OUTCOME: "an outcome",
}

EXPECTED: Final[dict[tuple[type, str], Kinds]] = {
    (tree.FirstDay, "of"): IN,
    (tree.LastDay, "of"): IN,
    (tree.DayBefore, "day"): DAY,
    (tree.DayAfter, "day"): DAY,
    (tree.Later, "day"): DAY,
    (tree.Earlier, "day"): DAY,
    (tree.Earliest, "days"): DAY,
    (tree.Latest, "days"): DAY,
    (tree.Union, "names"): IN,
    (tree.DaysIn, "days"): IN,
    (tree.DaysNotIn, "days"): IN,
    (tree.DaysWhere, "items"): SPELLS,
    (tree.DaysExcept, "items"): SPELLS,
    (tree.Between, "first"): DAY,
    (tree.Between, "last"): DAY,
    (tree.After, "day"): DAY,
    (tree.Beginning, "day"): DAY,
    (tree.Before, "day"): DAY,
    (tree.PartOf, "period"): PERIOD,
    (tree.Arithmetic, "left"): NUMBER,
    (tree.Arithmetic, "right"): NUMBER,
    (tree.PercentageBy, "first"): NUMBER,
    (tree.PercentageBy, "second"): NUMBER,
    (tree.Across, "measure"): NUMBER,
    (tree.Across, "members"): PERSON,
    (tree.NumberEligible, "members"): PERSON,
    (tree.AcrossItems, "measure"): NUMBER,
    (tree.AcrossItems, "items"): ITEMS,
    (tree.AcrossItems, "members"): PERSON,
    (tree.CountItems, "items"): ITEMS,
    (tree.LengthOf, "items"): SPELLS,
    (tree.AgeOn, "day"): DAY,
    (tree.InPlace, "day"): DAY,
    (tree.DaySide, "day"): DAY,
    (tree.SideOn, "day"): DAY,
    (tree.SideOr, "day"): DAY,
    (tree.IsInList, "codes"): _kinds(Kind.CODES),
    (tree.IsRole, "day"): DAY,
    (tree.IsName, "name"): _kinds(Kind.CONDITION),
    (tree.Bound, "quantity"): NUMBER,
    (tree.FromTo, "least"): NUMBER,
    (tree.FromTo, "most"): NUMBER,
    (tree.Equals, "quantity"): NUMBER,
    (tree.ValueOnIs, "name"): FACTS,
    (tree.ValueOnIs, "day"): DAY,
    (tree.ValueOnIsNot, "name"): FACTS,
    (tree.ValueOnIsNot, "day"): DAY,
    (tree.DayIs, "day"): DAY,
    (tree.DayIsNotIn, "day"): DAY,
    (tree.ThereIs, "items"): ITEMS,
    (tree.ThereIsNo, "items"): ITEMS,
    (tree.DaysOf, "period"): PERIOD,
    (tree.HasBeen, "outcome"): OUTCOME,
    (tree.HasNotBeen, "outcome"): OUTCOME,
    (forms.TheTerm, "first"): DAY,
    (forms.TheTerm, "last"): DAY,
    (forms.Parties, "names"): DECLARED,
    (forms.Joiner, "names"): DECLARED,
    (forms.RecordType, "name"): _kinds(Kind.GROUP),
    (forms.Attribute, "name"): DECLARED,
    (forms.Field, "name"): DECLARED,
    (forms.Record, "of"): DECLARED,
    (forms.Joined, "field"): _kinds(Kind.CODE),
    (forms.Joined, "of"): PERSON,
    (forms.Counts, "items"): ITEMS,
    (forms.Counts, "of"): CASES,
    (forms.Paid, "outcome"): OUTCOME,
    (forms.Paid, "of"): CASES,
    (forms.PaidOfAll, "outcomes"): OUTCOME,
    (forms.PaidOfAll, "of"): CASES,
    (forms.Certifies, "party"): _kinds(Kind.PARTY),
    (forms.Certifies, "fields"): FIELDS,
    (forms.Means, "name"): DECLARED,
    (forms.Means, "index"): INDEX,
    (forms.ItemsWhere, "items"): ITEMS,
    (forms.Pieces, "period"): PERIOD,
    (forms.Restart, "period"): _kinds(Kind.PERIOD),
    (forms.Restart, "day"): DAY,
    (forms.Pause, "period"): _kinds(Kind.PERIOD),
    (forms.Clip, "period"): _kinds(Kind.PERIOD),
    (forms.Clip, "last"): DAY,
    (forms.Eligible, "of"): PERSON,
    (forms.IsIf, "of"): CASES,
    (forms.IsIf, "name"): DECLARED,
    (forms.Places, "of"): PERSON,
    (forms.Places, "group"): _kinds(Kind.GROUP),
    (forms.Places, "order"): DAY | {Kind.CODE},
    (forms.Shortfall, "items"): ITEMS,
    (forms.Shortfall, "party"): _kinds(Kind.PARTY),
    (forms.OnDay, "day"): DAY,
    (forms.ForEachOn, "index"): INDEX,
    (forms.ForEachOn, "day"): DAY,
    (forms.EachPiece, "period"): PERIOD,
    (forms.Achieved, "outcome"): DECLARED,
    (forms.Stop, "outcome"): OUTCOME,
    (forms.Stop, "day"): DAY,
    (forms.StopOn, "outcome"): OUTCOME,
    (forms.StopOn, "day"): DAY,
    (forms.Price, "per"): NUMBER,
    (forms.Scale, "number"): NUMBER,
    (forms.Pays, "outcome"): OUTCOME,
    (forms.Rises, "outcomes"): OUTCOME,
    (forms.Rises, "by"): NUMBER,
    (forms.Rises, "on"): DAY,
    (forms.Deducted, "index"): CASES,
    (forms.Deducted, "outcome"): OUTCOME,
    (forms.ForEach, "name"): CASES,
    (forms.ForOutcome, "name"): OUTCOME,
    (forms.By, "party"): _kinds(Kind.PARTY),
    (forms.Limit, "order"): DAY | {Kind.CODE},
    (forms.Floor, "payer"): _kinds(Kind.PARTY),
    (forms.Relief, "payer"): _kinds(Kind.PARTY),
    (forms.NoNumber, "items"): ITEMS,
    (forms.Share, "payer"): PAYER,
    (forms.Share, "day"): DAY,
    (forms.Share, "outcomes"): OUTCOME,
    (forms.Share, "through"): _kinds(Kind.PARTY),
    (forms.Rest, "payer"): PAYER,
    (forms.Rest, "day"): DAY,
    (forms.TakesOver, "party"): _kinds(Kind.PARTY),
    (forms.TakesOver, "heir"): PAYER,
    (forms.TakesOver, "day"): DAY,
    (forms.NobodyPays, "party"): _kinds(Kind.PARTY),
    (forms.Governs, "day"): DAY,
    (forms.AnotherDay, "after"): DAY,
    (forms.AnotherItem, "items"): ITEMS,
    (forms.NeverChanges, "field"): FIELDS,
    (forms.NothingAfter, "day"): DAY,
    (forms.FactIs, "name"): FACTS | {Kind.NUMBER},
    (forms.FactIs, "value"): _kinds(Kind.PARTY),
    (forms.FactUnknown, "name"): FACTS,
    (forms.FactOn, "name"): _kinds(Kind.EVENT),
    (forms.FactFrom, "name"): _kinds(Kind.SPELL),
    (forms.GivenOf, "of"): CASES,
    (forms.ExpectPays, "name"): _kinds(Kind.OUTCOME, Kind.PARTY),
    (forms.ExpectIs, "name"): NUMBER,
}

SUBJECTS: Final[dict[type, Kinds]] = {
    tree.InPlace: DAY | {Kind.PERSON},
    tree.IsCode: _kinds(Kind.CODE),
    tree.IsInList: _kinds(Kind.CODE),
    tree.IsRole: PAYER,
    tree.IsName: CASES,
    tree.Within: NUMBER,
    tree.FromTo: NUMBER,
    tree.Equals: NUMBER,
    tree.DaySide: DAY,
    tree.SideOn: DAY,
    tree.SideOr: DAY,
}
"""What the subject of `X is …` must be, by what follows."""


def expected(node: tree.Node, slot: str) -> Kinds:
    """The kinds that a Term in that part of *node* may have."""
    if isinstance(node, tree.ValueOnIs) and slot == "name" and _is_compared(node.state):
        return _kinds(Kind.NUMBER_FACT)
    if isinstance(node, tree.NameIs | tree.NameIsNot) and slot == "name":
        return SUBJECTS[type(node.state)]
    return EXPECTED[(type(node), slot)]


def _is_compared(state: tree.Node) -> bool:
    return isinstance(state, tree.Within | tree.FromTo | tree.Equals)


def described(kinds: Kinds) -> str:
    """*kinds* in words, for a message."""
    return IN_WORDS.get(kinds) or " or ".join(sorted(kind.value for kind in kinds))
