"""Contracts with marked mistakes: `[! SIB101 words]` stands on the line of the finding.

The words after the code, if any, are those underlined. A line without a mark has no finding.
"""

import re
from collections import Counter
from pathlib import Path

import pytest
from front import FRONTS, findings_of

from sibdsl.diagnostics import Finding

HERE = Path(__file__).parent
MARK = re.compile(r"\[! (SIB\d{3})(?: ([^\]]*))?\]")
CONTRACTS = sorted(HERE.rglob("*.sib"))


def marks(text: str) -> list[tuple[int, str, str | None]]:
    """Line, code and underlined words of each mark."""
    return [
        (number, found[1], found[2])
        for number, line in enumerate(text.splitlines(), start=1)
        for found in MARK.finditer(line)
    ]


def said(finding: Finding) -> tuple[int | None, str, str]:
    """Line, code and underlined words of *finding*."""
    place = finding.place
    assert place is not None, finding.message
    words = place.source[place.span] if place.source and place.span else ""
    return place.line, finding.code.number, " ".join(words.split())


@pytest.mark.parametrize("path", CONTRACTS, ids=lambda path: str(path.relative_to(HERE)))
def test_findings_stand_where_they_are_marked(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    found = [said(f) for f in FRONTS.get(path.parent.name, findings_of)(text)]
    wanted = marks(text)
    assert Counter(f[:2] for f in found) == Counter(w[:2] for w in wanted)
    for line, code, words in wanted:
        if words is not None:
            assert (line, code, words) in found
