"""Whether earlier claims follow each other, so that together they are all that was claimed."""

from collections.abc import Iterator, Sequence

from attrs import frozen

from sibdsl.model.claims import Claim
from sibdsl.model.days import Day, in_words
from sibdsl.model.histories import Row
from sibdsl.model.money import NOTHING, Money
from sibdsl.settle.settling import taken_back_in_vain


@frozen
class Broken:
    """What does not fit, in words, and the file or the row where it shows."""

    message: str
    file: str
    line: int | None = None


def in_order(claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """A whole ledger first, then the claims by their number."""
    return tuple(sorted(claims, key=lambda claim: (claim.number or 0, claim.file)))


def breaks(claims: Sequence[Claim], as_at: Day) -> tuple[Broken, ...]:
    """All that speaks against *claims*, in order, being all that was claimed before *as_at*."""
    return (
        *_whole_ledgers(claims),
        *_numbers(claims),
        *_sums(claims),
        *_days(claims, as_at),
        *_in_vain(claims),
    )


def _whole_ledgers(claims: Sequence[Claim]) -> Iterator[Broken]:
    whole = [claim for claim in claims if claim.number is None]
    for claim in whole[1:]:
        message = (
            f"`{whole[0].file}` and `{claim.file}` are whole ledgers, each with all that is due: "
            "name the one that was claimed last, and the claims after it"
        )
        yield Broken(message, claim.file)


def _numbers(claims: Sequence[Claim]) -> Iterator[Broken]:
    expected = 1
    for claim in claims:
        if claim.number is None:
            continue
        if claim.number < expected:
            yield Broken(f"another file is claim {claim.number} too", claim.file)
        for missing in range(expected, claim.number):
            message = f"this is claim {claim.number}, and claim {missing} is not among the files"
            yield Broken(message, claim.file)
        expected = max(expected, claim.number + 1)


def _sums(claims: Sequence[Claim]) -> Iterator[Broken]:
    """Claims that name another amount as claimed before than the files before them come to."""
    so_far = NOTHING
    for claim in claims:
        if claim.before is not None and claim.before != so_far:
            yield Broken(_differing(claim.before, so_far), claim.file)
        so_far += claim.paid


def _differing(said: Money, found: Money) -> str:
    return (
        f"it says that {said} had been claimed before, and the files before it come to {found}: "
        "one is missing, or was changed"
    )


def _days(claims: Sequence[Claim], as_at: Day) -> Iterator[Broken]:
    """Claims of a day before that of an earlier one, the new claim among them."""
    latest: Day | None = None
    for claim in claims:
        if claim.last_day is None:
            continue
        if latest is not None and claim.last_day < latest:
            message = (
                f"it is of {in_words(claim.last_day)}, and a claim before it is of a later day"
            )
            yield Broken(message, claim.file)
        latest = max(claim.last_day, latest or claim.last_day)
        if claim.last_day > as_at:
            message = (
                f"it is of {in_words(claim.last_day)}, and the new claim is as at "
                f"{in_words(as_at)}: what was claimed later cannot have been claimed before"
            )
            yield Broken(message, claim.file)


def _in_vain(claims: Sequence[Claim]) -> Iterator[Broken]:
    rows: dict[Row, None] = dict.fromkeys(taken_back_in_vain(claims))
    for row in rows:
        message = "the row takes back what no claim before it has claimed: one is missing"
        yield Broken(message, row.file, row.line)
