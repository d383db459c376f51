"""Every code that a finding can carry: the table of contents of all that can be wrong.

Numbers are grouped by where the mistake is found and never used twice:
1 the words, 2 the names, 3 the kinds of things, 4 days and money, 5 what is not yet computed,
6 files of case data, 7 records of one case, 8 worked examples, 9 the command line.
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


# -- 6: files of case data -------------------------------------------------------------------------
# -- 7: records of one case ------------------------------------------------------------------------
