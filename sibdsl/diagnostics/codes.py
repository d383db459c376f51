"""Every code that a finding can carry: the table of contents of all that can be wrong.

Numbers are grouped by where the mistake is found and never used twice:
1 the words, 2 the names, 3 the kinds of things, 4 days and money, 5 what is not yet computed
and the questions that a contract leaves open, 6 files of case data, 7 records of one case,
8 worked examples, 9 the command line.
"""

from enum import Enum
from typing import Final

from attrs import frozen


class Severity(Enum):
    """How grave a finding is.

    ERROR: nothing is computed (the *stop* of the reference pages). CASE: one case is left out of
    the reckoning, and listed. WARNING: the reckoning goes on.
    """

    ERROR = "error"
    CASE = "case left out"
    WARNING = "warning"


@frozen
class Code:
    """A number that never changes its meaning, and the rule it stands for in a few words."""

    number: str
    title: str
    severity: Severity = Severity.ERROR

    def __str__(self) -> str:
        return self.number


CODES: Final[dict[str, Code]] = {}


def _code(number: int, title: str, severity: Severity = Severity.ERROR) -> Code:
    code = Code(f"SIB{number}", title, severity)
    assert code.number not in CODES, "a code is used once"
    CODES[code.number] = code
    return code


# -- 1: the words ---------------------------------------------------------------------------------

NOT_A_SENTENCE: Final = _code(100, "a sentence is in none of the forms of the language")
MISSING_STOP: Final = _code(101, "a sentence has no full stop")
SMALL_LETTER: Final = _code(102, "a defined Term is written with a small letter")
REFUSED_WORDS: Final = _code(103, "words with two readings are refused")
AMOUNT_FORM: Final = _code(104, "an amount of money is not written as £1,000 or £59.15")
PERCENT_FORM: Final = _code(105, "a percentage is not written as 25%")
DATE_FORM: Final = _code(106, "a date is not written as 1 April 2018")
NO_SUCH_DATE: Final = _code(107, "a date does not exist")
AND_WITH_OR: Final = _code(108, "`and` and `or` join conditions in one line")
MISSPELT: Final = _code(109, "a word of the language is misspelt")
CURLY_QUOTES: Final = _code(
    110, "curly quotation marks are read as straight ones", Severity.WARNING
)
UNCLOSED: Final = _code(111, "a quotation or a note is never closed")
UNKNOWN_VERSION: Final = _code(
    112, "the file is written in a version of the language not known here"
)
NUMBER_FORM: Final = _code(113, "a number is not written in figures with commas between thousands")
SINGLE_QUOTES: Final = _code(114, "a quotation stands in single quotation marks")
LIST_LETTER: Final = _code(115, "the letters of a list do not run (a), (b), (c)")
LIST_WORDS: Final = _code(116, "a list is not written as (a) …; (b) …; and (c) …")
HEADING_MARK: Final = _code(117, "a heading does not begin with #")

# -- 2: the names ---------------------------------------------------------------------------------

UNDECLARED: Final = _code(200, "a Term is used and nowhere declared")
DECLARED_TWICE: Final = _code(201, "a Term is declared twice")
CIRCLE: Final = _code(202, "definitions go round in a circle")
NO_SUCH_CLAUSE: Final = _code(203, "a clause is named that the contract does not have")
CLAUSE_TWICE: Final = _code(204, "two clauses have the same number")
MISSING_SENTENCE: Final = _code(205, "the contract lacks a sentence that every contract needs")
SAID_TWICE: Final = _code(206, "what can be said once is said twice")
NO_HOLDER: Final = _code(207, "a role is named that nobody holds")
NOT_AMENDED: Final = _code(208, "an amendment changes what cannot be changed in that way")

# -- 3: the kinds of things -----------------------------------------------------------------------

WRONG_KIND: Final = _code(300, "a Term is not the kind of thing that is needed here")
WHICH_ONE: Final = _code(301, "it is not said which one of many is meant")
ON_WHICH_DAY: Final = _code(302, "it is not said on which day")
UNLIKE_NUMBERS: Final = _code(303, "numbers of unlike kinds are compared or joined")
NOT_WHOLE: Final = _code(304, "a number that counts is not whole, or not possible")
NO_SUCH_OPTION: Final = _code(305, "a word is not among those that the record may hold")
NO_BIRTH: Final = _code(306, "an age is asked for, and the record holds no one date of birth")
NO_MEMBERS: Final = _code(307, "a group is named to which no person can belong")

# -- 4: days and money ----------------------------------------------------------------------------

ENDS_BEFORE: Final = _code(400, "a period or a range ends before it begins")
OVER_HUNDRED: Final = _code(401, "a percentage is over 100")
SHARES_EXCEED: Final = _code(402, "the shares exceed the whole payment")
NOT_ALL_PAID: Final = _code(403, "nobody pays what the shares leave")
ROUNDING: Final = _code(404, "it is not said how a part of a penny is rounded")
NO_PRICE: Final = _code(405, "an outcome has no price")
TWO_ORDERS: Final = _code(406, "two clauses put payments in different orders")
HEIR_CIRCLE: Final = _code(407, "shares are handed on in a circle")
NO_HEIR: Final = _code(408, "it is not said who pays a share once its limit is reached")
CARD_GAP: Final = _code(409, "no line of a card holds")
CARD_OVERLAP: Final = _code(410, "two lines of a card hold at once")
BIRTHDAY_MEANT: Final = _code(
    411, "years are counted from a birth, where a birthday is meant", Severity.WARNING
)
TOO_LATE: Final = _code(
    412, "a fact of an example lies after the day of reckoning", Severity.WARNING
)
NO_LIMIT: Final = _code(413, "a limit is spoken of that the contract does not set")
SCALE_POINTS: Final = _code(414, "the two ends of a scale are one point")
TIERS: Final = _code(415, "a list of tiers does not end with what is beyond it")
NO_EFFECT: Final = _code(416, "an amendment lies outside the term", Severity.WARNING)
DEDUCTED: Final = _code(417, "a deduction leaves no one price, or no one case")
PAYER_BY_CASE: Final = _code(418, "a payer differs by case, and what is paid is of no one case")
SCALE_WORDS: Final = _code(419, "the words of a scale and its numbers disagree")
QUOTED_OTHERWISE: Final = _code(420, "a quotation says something else than its clause")
NOT_QUOTED: Final = _code(421, "a quotation leaves out a figure of its clause", Severity.WARNING)

# -- 5: what is not yet computed ------------------------------------------------------------------

NOT_COMPUTED: Final = _code(500, "a form is read, and not yet computed")

# -- 5: the questions that a contract leaves open -------------------------------------------------

TEST_DAY: Final = _code(501, "on which day is age or status tested?", Severity.WARNING)
WINDOW: Final = _code(502, "from when, and for how long, is something paid for?", Severity.WARNING)
GRID_OR_RUN: Final = _code(503, "what breaks a run of days, or begins it again?", Severity.WARNING)
ENDS_OF_PERIODS: Final = _code(
    504, "where does the first or the last day of a period belong?", Severity.WARNING
)
WHICH_CODES: Final = _code(
    505, "which records and codes count as care, and which as custody?", Severity.WARNING
)
RESPITE: Final = _code(506, "does a short break count, and from which day on?", Severity.WARNING)
TURNS_OF_LIFE: Final = _code(
    507, "what do a death, an 18th birthday, a move away or an adoption do?", Severity.WARNING
)
ONE_PERSON: Final = _code(
    508, "how many attempts and successes has one person, and who is one?", Severity.WARNING
)
WHICH_PAYER: Final = _code(509, "which party pays, and from when?", Severity.WARNING)
DEDUCTED_OF_WHAT: Final = _code(
    510, "of what is a deduction made, and where is it rounded?", Severity.WARNING
)
WHAT_A_LIMIT_BINDS: Final = _code(
    511, "what is limited, and does what is above a limit count?", Severity.WARNING
)
GRANT_USED_UP: Final = _code(512, "what happens when a grant is used up?", Severity.WARNING)
LATE_EVIDENCE: Final = _code(
    513, "what does evidence do that is late, or never comes?", Severity.WARNING
)
DAY_TWICE: Final = _code(514, "may one day be paid for twice?", Severity.WARNING)
LEAST_AND_MOST: Final = _code(515, "how few and how many may there be?", Severity.WARNING)
RUN_OFF: Final = _code(516, "what does the end of the contract stop, and when?", Severity.WARNING)
WHO_VERIFIES: Final = _code(517, "who verifies the records?", Severity.WARNING)
WHICH_VERSION: Final = _code(518, "which version of a clause holds on which day?", Severity.WARNING)

# -- 6: files of case data -------------------------------------------------------------------------
NO_DATA: Final = _code(601, "no file of case data")
BROKEN_FILE: Final = _code(602, "a file that cannot be read")
NOT_TEXT: Final = _code(603, "bytes that are no text")
WINDOWS_1252: Final = _code(604, "a file in Windows-1252", Severity.WARNING)
NO_HEADINGS: Final = _code(605, "a file without headings")
NOT_RECOGNISED: Final = _code(606, "a table that is not recognised")
NOT_READ: Final = _code(607, "a file of a kind that is not read", Severity.WARNING)
SET_ASIDE: Final = _code(608, "a table of the return that is not used", Severity.WARNING)
HEADING_DROPPED: Final = _code(609, "a heading that is no field", Severity.WARNING)
HEADING_TWICE: Final = _code(610, "two headings for one thing")
SHEETS_NOT_READ: Final = _code(611, "sheets that are not read", Severity.WARNING)
LONG_NUMBER: Final = _code(612, "a number too long for a workbook")
TWO_DATE_PATTERNS: Final = _code(613, "dates in two patterns", Severity.WARNING)
LAST_DAY_ASSUMED: Final = _code(614, "a last day that is not declared", Severity.WARNING)
NOTHING_KNOWN: Final = _code(615, "a field that no file holds", Severity.WARNING)
BAD_MAPPING: Final = _code(616, "a mapping that cannot be read")
MAPPING_MISSES: Final = _code(617, "a mapping that names what is not there")
NONE_CONTRADICTED: Final = _code(618, "a field said to be without records, that has some")
EPISODES_UNUSED: Final = _code(619, "episodes that the contract has no field for", Severity.WARNING)
NO_CASE_NUMBER: Final = _code(620, "a row without a case number")
ONLY_IN_RETURN: Final = _code(621, "children in the return only", Severity.WARNING)
NOT_IN_RETURN: Final = _code(622, "cases that are not in the return", Severity.WARNING)
AGREEMENTS: Final = _code(623, "agreements of short breaks among the episodes", Severity.WARNING)
REPLACED: Final = _code(624, "open episodes that a later return closes", Severity.WARNING)
NO_LAST_DAYS: Final = _code(625, "periods without a column of last days")

AFTER_LAST_DAY: Final = _code(629, "dates after the last day declared", Severity.WARNING)
NO_ATTRIBUTE: Final = _code(628, "an attribute that no file holds", Severity.WARNING)
NOT_CERTIFIED: Final = _code(627, "records that nobody certified who has to", Severity.WARNING)
NO_LABEL: Final = _code(630, "a row without the label of its group")
NO_SUCH_GROUP: Final = _code(631, "a group that no table holds", Severity.WARNING)
NOBODYS_GROUP: Final = _code(632, "a group to which no case belongs", Severity.WARNING)
NO_CLAIM: Final = _code(633, "an earlier claim that cannot be read")
NOT_CONSECUTIVE: Final = _code(634, "claims that do not follow each other")
OTHER_TEXT: Final = _code(635, "a claim under another text of the contract")
DAY_NOT_SAID: Final = _code(636, "an earlier claim that does not say its day", Severity.WARNING)
LATE_UNSAID: Final = _code(637, "late evidence of which the contract says nothing")
MAY_EXCEED: Final = _code(
    638, "what is disregarded may have moved what is claimed", Severity.WARNING
)
CLAIMED_CASE_GONE: Final = _code(
    639, "a claimed case that the data does not have", Severity.WARNING
)

# -- 7: records of one case ------------------------------------------------------------------------
BAD_DATE: Final = _code(701, "a date that cannot be read", Severity.CASE)
SAME_DAY: Final = _code(702, "an episode that ends on its first day", Severity.CASE)
REVERSED: Final = _code(703, "a period that ends before it begins", Severity.CASE)
OVERLAP: Final = _code(704, "periods that overlap", Severity.CASE)
OPEN_NOT_LAST: Final = _code(705, "an open episode that is not the last", Severity.CASE)
ENDED_NO_DAY: Final = _code(706, "an episode that ended on no known day", Severity.CASE)
HALF_ENDED: Final = _code(707, "a day or a reason of ending without the other", Severity.WARNING)
NOT_CONTINUED: Final = _code(708, "an episode whose ending does not fit the next", Severity.WARNING)
NO_EARLIER: Final = _code(709, "an episode that continues none", Severity.WARNING)
UNKNOWN_CODE: Final = _code(710, "a code that is not in use", Severity.WARNING)
BEFORE_BIRTH: Final = _code(711, "an episode before birth", Severity.CASE)
FROM_EIGHTEEN: Final = _code(712, "looked after from the 18th birthday on", Severity.WARNING)
LONG_BREAK: Final = _code(713, "short breaks beyond their limits", Severity.WARNING)
ROW_LENGTH: Final = _code(714, "a row of another length than the headings", Severity.CASE)
ROW_TWICE: Final = _code(715, "a row that stands twice", Severity.WARNING)
FACTS_DIFFER: Final = _code(716, "rows of one case that contradict each other", Severity.CASE)
MORE_THAN_ONE: Final = _code(717, "more than one where the contract has one", Severity.CASE)
BAD_VALUE: Final = _code(718, "a value that cannot be read", Severity.WARNING)
NO_PARTY: Final = _code(719, "a commissioner who is none", Severity.WARNING)
BLANK: Final = _code(720, "a blank cell", Severity.WARNING)
NOT_JOINED: Final = _code(721, "no value to join by", Severity.CASE)
NONE_JOINED: Final = _code(726, "no case has a value to join by", Severity.WARNING)
JOINED_TO_LEFT: Final = _code(722, "joined to a case that is left out", Severity.CASE)
RESTATED: Final = _code(723, "an episode that a later return restates", Severity.WARNING)
LOST_SIGHT: Final = _code(724, "open in a return, and not in the next", Severity.CASE)
SELECTED_BY: Final = _code(725, "a record that hangs on an unknown code", Severity.CASE)
GROUP_IN_DOUBT: Final = _code(727, "a group whose rows cannot be trusted", Severity.WARNING)

# -- 8: worked examples ----------------------------------------------------------------------------
NOT_AS_IT_SAYS: Final = _code(800, "a worked example is not as it says")

# -- 9: the command line ---------------------------------------------------------------------------
NOT_UTF8: Final = _code(900, "a contract is not in UTF-8")
NO_CONTRACT: Final = _code(901, "a folder holds no contract")
WHICH_CONTRACT: Final = _code(902, "a folder holds more than one contract")
NOT_OPENED: Final = _code(903, "a contract cannot be opened")
NOT_WRITTEN: Final = _code(904, "a file cannot be written")
AFTER_THE_DATA: Final = _code(905, "the day asked for is after the data", Severity.WARNING)
NOT_FOLLOWED: Final = _code(906, "a reference names no clause, and is left", Severity.WARNING)
SHARED_NUMBER: Final = _code(907, "two clauses had one number", Severity.WARNING)
NOT_IN_COLUMNS: Final = _code(908, "the columns cannot compute the contract")
WORKER_LOST: Final = _code(909, "a worker process was lost")
CARD_NOT_OPENED: Final = _code(920, "a rate card cannot be opened")
CARD_NO_TABLE: Final = _code(921, "a file holds no rate card")
CARD_SET_ASIDE: Final = _code(922, "a table that is no rate card", Severity.WARNING)
CARD_CELL: Final = _code(923, "a cell of a rate card cannot be read")
CARD_READING: Final = _code(
    924, "words of a rate card have more than one reading", Severity.WARNING
)
CARD_DIFFERS: Final = _code(925, "a rate card and the contract differ")
CARD_BEYOND: Final = _code(926, "a rate card says what the contract does not", Severity.WARNING)
CARD_HIDDEN: Final = _code(927, "a sheet of a rate card is hidden", Severity.WARNING)
