"""The codes of the SSDA903 return and the collection years in which each is in use.

A collection year is called by the year in which it ends: 2024/25 is 2025. Sources: rules 101,
143-146, 149, 178 and 1009 of data-to-insight/csc-validator-be-903 (MIT) and the yearly schemas of
SocialFinanceDigitalLabs/liia-tools-pipeline (MIT). Where the two differ on the year in which a
code went out of use, it is accepted until both agree.
"""

from datetime import date
from typing import Final

from sibdsl.model.days import Day

Years = tuple[int, int]
"""The first and the last collection year in which a code is in use, both included."""

ALWAYS: Final[Years] = (0, 9999)


def _in_use(words: str) -> dict[str, Years]:
    return dict.fromkeys(words.split(), ALWAYS)


CODES: Final[dict[str, dict[str, Years]]] = {
    "RNE": _in_use("S L P T B U"),
    "LS": _in_use("C1 C2 D1 E1 V2 V3 V4 L1 L2 L3 J1 J2 J3"),
    "CIN": _in_use("N1 N2 N3 N4 N5 N6 N7 N8"),
    "PLACE": _in_use("A3 A4 A5 A6 K1 K2 P1 P3 R1 R2 R3 R5 S1 T0 T1 T2 T3 T4 U1 U2 U3 U4 U5 U6 Z1")
    | {
        "K3": (2025, 9999),
        "H5": (0, 2025),  # gone from one source in 2024/25, from both in 2025/26
        "P2": (0, 2025),
        "Z11": (2026, 9999),
        "Z12": (2026, 9999),
        "Z13": (2026, 9999),
        "Z14": (2026, 9999),
    },
    "PLACE_PROVIDER": _in_use("PR0 PR1 PR2 PR3 PR4 PR5"),
    "REC": _in_use(
        "X1 E11 E12 E13 E14 E15 E16 E17 E2 E3 E4A E4B E41 E45 E46 E47 E48 E5 E6 E7 E8 E9"
    )
    | {"E43": (0, 2019), "E44": (0, 2019)},
    "REASON_PLACE_CHANGE": _in_use(
        "CARPL CLOSE ALLEG STAND APPRR CREQB CREQO CHILD LAREQ PLACE CUSTOD OTHER"
    ),
    "SEX": _in_use("1 2 M F U"),
}

STATUSES: Final = frozenset(CODES["LS"])
SHORT_BREAK, SHORT_BREAK_AGREED = "V3", "V4"
"""The legal status of a short break, and that of the agreement to have them."""

TEMPORARY: Final = ("T0", "T1", "T2", "T3", "T4")
"""Placements of a few days with somebody else, or elsewhere."""

PLACEMENTS: Final = frozenset(_in_use("K1 K2 P1 P2 R1 R2 R3 R5 S1 U1 U2 U3 U4 U5 U6"))
"""Placements by which care of one kind is told from care of another."""

RULES: Final = {
    "RNE": "143",
    "LS": "144",
    "CIN": "145",
    "PLACE": "146",
    "REC": "149",
    "PLACE_PROVIDER": "178",
    "REASON_PLACE_CHANGE": "1009",
    "SEX": "101",
}
"""The rule of the Department for Education that each column must keep."""

NO_PROVIDER: Final = frozenset(_in_use("T0 T1 T2 T3 T4 Z1"))
"""Placements that have no provider (rule 178)."""


def collection_year(day: Day) -> int:
    """The year in which the collection year with *day* in it ends."""
    on = date.fromordinal(day)
    return on.year + (on.month >= 4)


def in_use(column: str, code: str, first: Day, last: Day) -> bool:
    """Whether *code* is in use in some collection year of an episode from *first* to *last*."""
    years = CODES[column].get(code)
    if years is None:
        return False
    return collection_year(first) <= years[1] and collection_year(last) >= years[0]
