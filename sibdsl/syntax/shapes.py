"""The forms of sentence as they are shown to people: number, shape and an example of each."""

import re
from collections import Counter
from collections.abc import Iterator
from fractions import Fraction
from functools import cache
from typing import Final

from attrs import frozen

from sibdsl.syntax.words import TERM


@frozen
class Shape:
    """One form: its *number* in the phrasebook, what may be put in it, and a sentence."""

    number: str
    shape: str
    example: str


SHAPES: Final = (
    Shape("0", 'Contract "…".', 'Contract "Homeward".'),
    Shape("1", "The term is from D to E.", "The term is from 1 February 2018 to 31 December 2023."),
    Shape(
        "2",
        "The commissioners are A, B and C; and, from D, E.",
        "The commissioners are Ashby and Barton; and, from 1 July 2018, Corby.",
    ),
    Shape(
        "3",
        "The record of each X holds (a) F, a code; and (b) G, an event.",
        "The record of each Child holds (a) Case Number, a code; and (b) Death, an event.",
    ),
    Shape(
        "4",
        "Records with the same F are one X.",
        "Records with the same Person Number are one Child.",
    ),
    Shape(
        "5",
        "Only the first n Y of each X count.",
        "Only the first 2 Step-Downs of each Child count.",
    ),
    Shape(
        "5",
        "Only the first Y of each X is paid.",
        "Only the first Completion of each Child is paid.",
    ),
    Shape(
        "6",
        "The commissioner certifies F and G.",
        "The commissioner certifies Episodes and Death.",
    ),
    Shape(
        "7",
        "T means M.",
        "Tracking Period means the 2 years after the last day of Therapy.",
    ),
    Shape(
        "7",
        "T, for each S, means M.",
        "Care Days, for each Grain, means the number of days in the Grain that are in Care.",
    ),
    Shape(
        "8",
        "If C, T starts again on D.",
        "If a Move is in the Step-Down, the Qualifying Period starts again on the Move.",
    ),
    Shape(
        "9",
        "T does not run on a day in X.",
        "The Tracking Period does not run on a day in a Pause.",
    ),
    Shape(
        "10",
        "T ends no later than D.",
        "The Tracking Period ends no later than the day before Death.",
    ),
    Shape(
        "11",
        "An X is eligible if C.",
        "A Child is eligible if (a) age on Referral is from 10 to 17; and"
        " (b) Referral is in the Referral Window.",
    ),
    Shape(
        "12",
        "At most n X are eligible, in order of K.",
        "At most 115 Children are eligible, in order of Referral and then of Case Number.",
    ),
    Shape(
        "13",
        "At least n Y are made in each financial year; for each one fewer, A pays £p.",
        "At least 8 Referrals are made in each financial year; for each one fewer,"
        " Ashby pays £2,000.",
    ),
    Shape(
        "14",
        "O is achieved on D if C.",
        'Completion is achieved on the last day of Therapy if the Result is "completed".',
    ),
    Shape(
        "14",
        "O is achieved for each n consecutive days in X.",
        "Home Week is achieved for each 7 consecutive days in the Tracking Period"
        " that are not in Care.",
    ),
    Shape(
        "14",
        "O is achieved for each week of T with no day in X.",
        "Home Week is achieved for each week of the Tracking Period with no day in Care.",
    ),
    Shape(
        "15",
        "No outcome is achieved on or after D.",
        "No outcome is achieved on or after the earliest of Death and the 18th birthday.",
    ),
    Shape("16", "O pays £p.", "Completion pays £2,000."),
    Shape("16", "O pays £p for each M.", "Saving pays £40 for each Net Day Saved."),
    Shape(
        "16",
        "O pays £p where M is n or less, rising in proportion to £q where it is m or more.",
        "Wellbeing pays £0 where Mean Change is 0.5 or less, rising in proportion to £1,000 where"
        " it is 1.4 or more, rounded down to a penny.",
    ),
    Shape(
        "16",
        "O pays (a) £p for each of the first n; and (b) £q for each one beyond.",
        "Job pays (a) £1,100 for each of the first 370; and (b) £1,350 for each one beyond.",
    ),
    Shape(
        "16",
        "The prices [of O and P] rise by n% on D, rounded ….",
        "The prices rise by 2% on 1 April 2021, rounded to the nearest penny.",
    ),
    Shape(
        "17",
        "In each claim, n% of the O are deducted, and the number left is rounded down to a"
        " whole number.",
        "In each claim, 33% of the Edge of Care Days are deducted, and the number left is"
        " rounded down to a whole number.",
    ),
    Shape(
        "18",
        "Payments [for each X] [in total] do not exceed £m.",
        "Payments for each Young Person do not exceed £33,000.",
    ),
    Shape(
        "18",
        "Payments in each financial year are not less than £m; A pays the difference.",
        "Payments in each financial year are not less than £100,000; Ashby pays the difference.",
    ),
    Shape(
        "18",
        "In place of the payments due from D to E, A pays £p for each quarter.",
        "In place of the payments due from 1 April 2020 to 30 September 2020, Ashby pays"
        " £20,000 for each quarter.",
    ),
    Shape(
        "19",
        "An outcome above a limit is counted but not paid.",
        "An outcome above a limit is counted but not paid.",
    ),
    Shape(
        "20",
        "There is no limit on payments [by A].",
        "There is no limit on payments by Central Fund.",
    ),
    Shape("20", "There is no least number of Y.", "There is no least number of Referrals."),
    Shape(
        "21",
        "A pays n% of each payment, rounded down to a penny.",
        "Central Fund pays 15% of each payment, rounded down to a penny.",
    ),
    Shape(
        "21",
        "A pays n% of each payment for O due on or after D.",
        "Ashby pays 70% of each payment for Home Weeks due on or after 1 April 2019.",
    ),
    Shape("21", "A pays the rest.", "The Borough on Referral pays the rest."),
    Shape(
        "22",
        "Once A has paid its limit, B pays that share.",
        "Once Central Fund has paid its limit, Ashby pays that share.",
    ),
    Shape("23", "Claims are made for each quarter.", "Claims are made for each quarter."),
    Shape(
        "24",
        "Evidence received after a claim adds to or reduces the next claim.",
        "Evidence received after a claim adds to or reduces the next claim, if received"
        " within 12 months after the due day.",
    ),
    Shape(
        "25",
        "An outcome not known within N after the due day is not achieved.",
        "An outcome not known within 12 months after the due day is not achieved.",
    ),
    Shape(
        "26",
        "Each clause applies as it stands on D.",
        "Each clause applies as it stands on Referral.",
    ),
    Shape(
        "27",
        "From D, clause n reads: ….",
        "From 1 July 2020, clause 6.2 reads: Foster Week pays £190.",
    ),
    Shape("28", "It follows that L.", "It follows that no day is paid for twice."),
    Shape(
        "29",
        'Example "…": given (a) fact; and (b) fact, then by D O pays £p.',
        'Example "Too young": given (a) Date of Birth is 3 May 2012; and (b) Referral is on'
        " 4 June 2018, then by 31 October 2018 nothing is paid.",
    ),
)

_NO_SIGN: Final = frozenset(
    {"a", "an", "the", "of", "in", "on", "to", "and", "or", "from", "each", "for", "day", "days"}
    | {"is", "are", "£"}
)
# What contracts also say, and the number of the form that says it here.
_ALSO_SAID: Final = {
    "cap": "18", "capped": "18", "maximum": "18", "ceiling": "18",
    "price": "16", "tariff": "16", "sum": "16", "payable": "16", "owed": "16", "worth": "16",
    "defined": "7", "definition": "7", "meaning": "7", "denotes": "7",
    "remainder": "21", "balance": "21", "share": "21", "contributes": "21",
    "eligibility": "11", "qualifies": "11", "aged": "11", "must": "11",
    "earned": "14", "occurs": "14", "happens": "14", "delivered": "14",
    "data": "3", "holds": "3", "fields": "3", "begins": "1", "starts": "1", "commences": "1",
}  # fmt: skip


def nearest_shape(sentence: str) -> Shape | None:
    """The form that shares most of its words with *sentence*, rare words first; None if none."""
    words = _small_words(sentence)
    weighed = [(_weight(words, shape, index), -index) for index, shape in enumerate(SHAPES)]
    weight, index = max(weighed)
    return SHAPES[-index] if weight else None


def _weight(words: tuple[str, ...], shape: Shape, index: int) -> Fraction:
    """How much *shape* is like the sentence: shared words, and more for the same first word."""
    own, seen = _words_of_shapes()[index], _in_how_many()
    shared = sum((Fraction(1, seen[word]) for word in own & set(words)), Fraction(0))
    shared += sum(2 for word in words if _ALSO_SAID.get(word) == shape.number)
    begins = words[:1] == _small_words(shape.shape)[:1] and own.issuperset(words[:1])
    return shared * 50 / (50 + len(own)) + (Fraction(1, 2) if words and begins else 0)


def _small_words(sentence: str) -> tuple[str, ...]:
    """The words of *sentence* that are no Terms, quotations or numbers, in small letters."""
    outside = TERM.sub(" ", re.sub(r'"[^"]*"|\[[^\]]*\]', " ", sentence))
    return tuple(word.lower() for word in re.findall(r"[A-Za-z]{2,}|£|%", outside))


@cache
def _words_of_shapes() -> tuple[frozenset[str], ...]:
    return tuple(frozenset(_small_words(f"{s.shape} {s.example}")) - _NO_SIGN for s in SHAPES)


@cache
def _in_how_many() -> Counter[str]:
    return Counter(_each_word())


def _each_word() -> Iterator[str]:
    for words in _words_of_shapes():
        yield from words
