"""The rows of a ledger or of a claim as they were written: each a line, or why it is none."""

import re
from collections.abc import Mapping, Sequence
from typing import Final

from attrs import define, field, frozen

from sibdsl.diagnostics import Finding
from sibdsl.diagnostics.codes import NO_CLAIM
from sibdsl.model.claims import Entry, divisible, shared
from sibdsl.model.days import Day
from sibdsl.model.histories import Row
from sibdsl.model.ledger import CLAIM, DaySpan, Line
from sibdsl.model.money import NOTHING, Money
from sibdsl.records.cells import amount_in, number_in, written
from sibdsl.records.said import place

NEEDED: Final = (
    *("case", "group", "outcome", "clause", "claim_from", "claim_to", "due_from", "due_to"),
    *("evidence_from", "evidence_to", "achieved", "units", "gross", "cut", "paid"),
    *("unpaid_by", "cut_by"),
)
"""The headings that every ledger has."""

OF_THE_CLAIM: Final = ("claim_number", "as_at", "claimed_before", "contract", "seal")
"""What every row of a claim says of the whole of it."""

_CITED: Final = re.compile(r"(\S.*?):([0-9]+)(?=\s|$)", re.ASCII)


@frozen
class Written:
    """The rows of a file by heading, with their lines, and the payers.

    *whole* is what is said of the whole, under the headings OF_THE_CLAIM, and *seal* what its seal
    would be now.
    """

    rows: tuple[tuple[int, Mapping[str, str]], ...]
    payers: tuple[str, ...]
    whole: Mapping[str, str]
    seal: str = ""


@define
class RowReader:
    """The cells of one row by heading; each that cannot be read leaves a finding."""

    row: Row
    cells: Mapping[str, str]
    findings: list[Finding] = field(factory=list)

    def entry(self, payers: Sequence[str]) -> Entry | None:
        """The entry that the row is; None, with findings, where it cannot be read."""
        back = tuple(Row(file, int(line)) for file, line in _CITED.findall(self.text("reverses")))
        sign = -1 if self.text("reverses") else 1
        line = Line(
            case=self.text("case") or None,
            group=self.text("group") or None,
            outcome=self.text("outcome"),
            clause=self.text("clause"),
            first_due=self.day("due_from"),
            last_due=self.day("due_to"),
            evidence=self.span("evidence_from", "evidence_to") if self._has_evidence else None,
            units=self.whole("units") * sign,
            gross=self.amount("gross") * sign,
            paid=self.amount("paid") * sign,
            claim=self.span("claim_from", "claim_to"),
            unpaid_by=self.text("unpaid_by") or None,
            cut_by=tuple(clause for clause in self.text("cut_by").split(";") if clause),
            shares=tuple((payer, self.amount(payer) * sign) for payer in payers),
            achieved=self.whole("achieved") * sign if self.text("achieved") else None,
        )
        if line.units < 0 or line.last_due < line.first_due:
            self.wrong("units", "a row is of units on days that follow each other")
        return None if self.findings else Entry(line, back or ((self.row,) if sign < 0 else ()))

    def agrees(self, line: Line) -> bool:
        """Whether the amounts of *line*, which the row is, come to each other; findings if not."""
        sign = -1 if self.text("reverses") else 1
        if not divisible(line):
            self.wrong("units", "the amounts of the row are not those of so many equal units")
        elif self.amount("cut") * sign != line.cut:
            self.differs("`gross` less `cut` is not `paid`")
        elif line.unpaid_by and line.paid:
            self.differs("`unpaid_by` says that it is not paid, and `paid` is more than nothing")
        elif line.outcome != CLAIM and shared(line) > line.paid:
            self.differs("the payers come to more than `paid`")
        return not self.findings

    @property
    def _has_evidence(self) -> bool:
        return bool(self.text("evidence_from") or self.text("evidence_to"))

    def text(self, heading: str) -> str:
        """The cell; blank where there is no such heading."""
        return self.cells.get(heading, "")

    def day(self, heading: str) -> Day:
        """The day in that cell."""
        date = written(self.text(heading))
        if date.day is None:
            self.wrong(heading, date.wrong)
        return date.day or 1

    def span(self, first: str, last: str) -> DaySpan:
        """The days from one cell to another, both included."""
        return self.day(first), self.day(last) + 1

    def whole(self, heading: str) -> int:
        """The whole number in that cell."""
        number = number_in(self.text(heading))
        if number is None or number.denominator != 1:
            self.wrong(heading, "a whole number stands here, as 13")
            return 0
        return number.numerator

    def amount(self, heading: str) -> Money:
        """The amount in that cell."""
        amount = amount_in(self.text(heading))
        if amount is None:
            self.wrong(heading, "an amount stands here, as 1300.00")
        return amount or NOTHING

    def wrong(self, heading: str, why: str) -> None:
        """Say that a cell cannot be read."""
        self._say(heading, f"`{heading}` cannot be read: {why}")

    def differs(self, how: str) -> None:
        """Say that the amounts of the row contradict each other."""
        self._say("paid", f"the amounts of the row do not agree: {how}")

    def _say(self, heading: str, message: str) -> None:
        advice = "name the file as it was written, not one that another program has saved again"
        self.findings.append(Finding(NO_CLAIM, message, place(self.row, heading), help=advice))
