"""The tables of the SSDA903 return, known by their columns and not by the name of a file.

Columns: data-to-insight/csc-validator-be-903, `lac_validator/config.py` (MIT), and the schemas of
SocialFinanceDigitalLabs/liia-tools-pipeline (MIT).
"""

from typing import Final

from attrs import field, frozen

from sibdsl.records.sheet import Sheet


@frozen
class Table:
    """One table of the return: all its columns, and those by which it is known."""

    name: str
    columns: tuple[str, ...]
    known_by: frozenset[str] = field()

    @known_by.default
    def _all(self) -> frozenset[str]:
        return frozenset(self.columns)


def _columns(words: str) -> tuple[str, ...]:
    return tuple(words.split())


CHILD: Final = "CHILD"
"""The column of the case number."""

EPISODES: Final = Table(
    "Episodes",
    _columns(
        "CHILD DECOM RNE LS CIN PLACE PLACE_PROVIDER DEC REC REASON_PLACE_CHANGE"
        " HOME_POST PL_POST URN"
    ),
    frozenset(_columns("CHILD DECOM RNE LS CIN PLACE PLACE_PROVIDER DEC REC REASON_PLACE_CHANGE")),
)
HEADER: Final = Table(
    "Header",
    _columns("CHILD SEX DOB ETHNIC UPN MOTHER MC_DOB"),
    frozenset(_columns("CHILD SEX DOB")),
)
SET_ASIDE: Final = tuple(
    Table(name, _columns(columns))
    for name, columns in (
        ("Reviews", "CHILD DOB REVIEW REVIEW_CODE"),
        ("UASC", "CHILD SEX DOB DUC"),
        (
            "OC2",
            "CHILD DOB SDQ_SCORE SDQ_REASON CONVICTED HEALTH_CHECK IMMUNISATIONS TEETH_CHECK"
            " HEALTH_ASSESSMENT SUBSTANCE_MISUSE INTERVENTION_RECEIVED INTERVENTION_OFFERED",
        ),
        ("OC3", "CHILD DOB IN_TOUCH ACTIV ACCOM"),
        ("AD1", "CHILD DOB DATE_INT DATE_MATCH FOSTER_CARE NB_ADOPTR SEX_ADOPTR LS_ADOPTR"),
        ("PlacedAdoption", "CHILD DOB DATE_PLACED DATE_PLACED_CEASED REASON_PLACED_CEASED"),
        ("PrevPerm", "CHILD DOB PREV_PERM LA_PERM DATE_PERM"),
        ("Missing", "CHILD DOB MISSING MIS_START MIS_END"),
        ("SWEpisodes", "CHILD DOB SW_ID SW_DECOM SW_DEC SW_REASON"),
        ("DoLo", "CHILD DOB DOLO_START DOLO_END"),
    )
)
TABLES: Final = (EPISODES, *SET_ASIDE, HEADER)
"""The Header comes last: other tables have its three columns too."""


def table_of(sheet: Sheet) -> Table | None:
    """The table of the return that *sheet* is, if it is one; letter case does not matter."""
    held = {heading.upper() for heading in sheet.headings}
    return next((table for table in TABLES if table.known_by <= held), None)


def unknown_columns(sheet: Sheet, table: Table) -> tuple[str, ...]:
    """Headings of *sheet* that *table* does not have, as some tools add (`LA`, `YEAR`)."""
    return tuple(h for h in sheet.headings if h and h.upper() not in table.columns)


def column_indexes(sheet: Sheet) -> dict[str, int]:
    """Where each column stands; of two with one heading, the first."""
    indexes: dict[str, int] = {}
    for i, heading in enumerate(sheet.headings):
        indexes.setdefault(heading.upper(), i)
    return indexes
