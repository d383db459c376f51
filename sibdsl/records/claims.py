"""Earlier claims from the files that `check --out` and `claim --out` wrote."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Final

from attrs import frozen

from sibdsl.diagnostics import Finding, Place
from sibdsl.diagnostics.codes import DAY_NOT_SAID, NO_CLAIM, NOT_CONSECUTIVE
from sibdsl.model.claims import EMPTY, Claim, Placed
from sibdsl.model.days import in_words
from sibdsl.model.histories import Row
from sibdsl.model.inputs import Input
from sibdsl.model.seal import seal
from sibdsl.records.claim_objects import written_in
from sibdsl.records.claim_rows import NEEDED, OF_THE_CLAIM, RowReader, Written
from sibdsl.records.csv_files import open_csv
from sibdsl.records.files import named
from sibdsl.records.inputs import fingerprint
from sibdsl.records.sheet import Sheet
from sibdsl.values import changed

SEAL: Final = "seal"


@frozen
class ClaimsRead:
    """The claims, in the order of their files, what was found, and the files themselves."""

    claims: tuple[Claim, ...]
    findings: tuple[Finding, ...]
    inputs: tuple[Input, ...]


def read_claims(paths: Sequence[Path], called: Callable[[str], str] = str) -> ClaimsRead:
    """The claims in the files *paths*; no mistake in them raises, each is a finding.

    *called* gives each case number in them the name that it goes by.
    """
    claims: list[Claim] = []
    findings: list[Finding] = []
    inputs: list[Input] = []
    for path, name in named(sorted({path.resolve() for path in paths})):
        try:
            data = path.read_bytes()
        except OSError as broken:
            findings.append(_unreadable(name, f"the file cannot be opened: {broken.strerror}"))
            continue
        inputs.append(Input(name, fingerprint(data)))
        is_object = path.suffix.lower() == ".json"
        written = written_in(data) if is_object else _table(data, name, findings)
        if isinstance(written, Written):
            claims.append(_named(_claim(name, written, findings), called))
        elif written:
            findings.append(_unreadable(name, written))
    return ClaimsRead(tuple(claims), tuple(findings), tuple(inputs))


def _named(claim: Claim, called: Callable[[str], str]) -> Claim:
    return changed(claim, placed=tuple(_placed_as(each, called) for each in claim.placed))


def _placed_as(each: Placed, called: Callable[[str], str]) -> Placed:
    line = each.entry.line
    case = None if line.case is None else called(line.case)
    counted = tuple(changed(one, case=called(one.case)) for one in line.counted)
    return changed(each, entry=changed(each.entry, line=changed(line, case=case, counted=counted)))


def _unreadable(file: str, message: str) -> Finding:
    return Finding(NO_CLAIM, message, Place(file), help="name what `--out` wrote, .csv or .json")


def _table(data: bytes, file: str, findings: list[Finding]) -> Written | str:
    """The rows of a CSV file; in words why there are none, empty where a finding says it."""
    opened = open_csv(data, file)
    findings += opened.findings
    if not opened.sheets:
        return ""
    (sheet,) = opened.sheets
    missing = [heading for heading in NEEDED if heading not in sheet.headings]
    if missing:
        listed = ", ".join(f"`{heading}`" for heading in missing)
        return f"the file is no ledger and no claim: it has no heading {listed}"
    if sheet.ragged:
        return f"line {sheet.ragged[0][0]} has more or fewer cells than there are headings"
    rows = tuple(_by_heading(sheet))
    whole = [{name: cells.get(name, "") for name in OF_THE_CLAIM} for _, cells in rows]
    if any(each != whole[0] for each in whole) or ("claim_number" in sheet.headings and not whole):
        return "not every line says the same of the whole claim, or there is none"
    return Written(rows, _payers(sheet.headings), whole[0] if whole else {}, _seal(sheet))


def _seal(sheet: Sheet) -> str:
    """What the seal of the table would be now: it is of all that stands before it."""
    if SEAL not in sheet.headings:
        return ""
    width = sheet.headings.index(SEAL)
    return seal([list(sheet.headings[:width]), *(list(cells[:width]) for _, cells in sheet.rows)])


def _by_heading(sheet: Sheet) -> Iterator[tuple[int, dict[str, str]]]:
    for line, cells in sheet.rows:
        yield line, dict(zip(sheet.headings, cells, strict=True))


def _payers(headings: Sequence[str]) -> tuple[str, ...]:
    """The headings between those of the amounts and `rows`."""
    after = headings[headings.index("cut_by") + 1 :]
    return tuple(after[: after.index("rows")] if "rows" in after else after)


def _claim(file: str, written: Written, findings: list[Finding]) -> Claim:
    placed: list[Placed] = []
    for line, cells in written.rows:
        reader = RowReader(Row(file, line), cells)
        entry = reader.entry(written.payers)
        if entry is not None and reader.agrees(entry.line) and entry.line.outcome != EMPTY:
            placed.append(Placed(entry, reader.row))
        findings += reader.findings
    whole = RowReader(Row(file, 1), written.whole)
    claim = Claim(
        file,
        tuple(placed),
        written.payers,
        number=whole.whole("claim_number") if whole.text("claim_number") else None,
        as_at=whole.day("as_at") if whole.text("as_at") else None,
        before=whole.amount("claimed_before") if whole.text("claimed_before") else None,
        digest=whole.text("contract") or None,
    )
    findings += whole.findings
    findings += _altered(claim, whole, written.seal)
    if claim.as_at is None:
        findings.append(_undated(claim))
    return claim


def _altered(claim: Claim, whole: RowReader, sealed: str) -> Iterator[Finding]:
    """That the file is not as it was written, where it tells enough of the whole to know."""
    how = []
    if whole.text("seal") not in ("", sealed):
        how.append("what stands in it does not fit its seal")
    elif whole.text("paid") and not whole.findings and whole.amount("paid") != claim.paid:
        said = whole.amount("paid")
        how.append(f"it says that {said} is paid, and its lines come to {claim.paid}")
    for what in how:
        message = f"the file was changed after it was written: {what}"
        advice = "name the file as it was written, not one that was edited or saved again"
        yield Finding(NOT_CONSECUTIVE, message, Place(claim.file), help=advice)


def _undated(claim: Claim) -> Finding:
    day = claim.last_day
    taken = "" if day is None else f": taken to be as at {in_words(day)}, its last due day"
    return Finding(
        DAY_NOT_SAID,
        f"the file says neither its day nor its contract{taken}",
        Place(claim.file),
        help="name the .json that `check --out` writes, or what `claim --out` wrote",
    )
