"""One ledger in a piece and in buckets, under limits that are made to bite."""

from collections.abc import Iterator, Sequence
from itertools import product
from zlib import crc32

import polars as pl
from attrs import evolve

from sibdsl.columns import Records
from sibdsl.engine.buckets import of_cases
from sibdsl.engine.evaluate import reckoned
from sibdsl.engine.frame import frame_of
from sibdsl.engine.together import reckoned_here
from sibdsl.model.contract import Contract
from sibdsl.model.money import Money


def with_limits(contract: Contract, total: int, of_payer: int) -> Contract:
    """*contract*, in every version, with that many pence in place of its limits on all cases."""
    return evolve(
        contract,
        money_limits=tuple(
            evolve(limit, amount=Money(total)) if limit.each is None else limit
            for limit in contract.money_limits
        ),
        payer_limits=tuple(
            evolve(limit, amount=Money(of_payer + 7 * place))
            for place, limit in enumerate(contract.payer_limits)
        ),
        versions=tuple(
            evolve(version, contract=with_limits(version.contract, total, of_payer))
            for version in contract.versions
        ),
    )


def frame_in_buckets(contract: Contract, records: Records, buckets: int) -> pl.DataFrame:
    """The ledger of *records*, reckoned in so many buckets, into which the cases fall anyhow."""
    parts = [
        of_cases(records, lambda number, bucket=bucket: crc32(number.encode()) % buckets == bucket)
        for bucket in range(buckets)
    ]
    frames = [frame_of(contract, found) for found in reckoned_here(contract, parts)]
    return pl.concat(frames).sort("case", maintain_order=True)


def bitten(
    contract: Contract, records: Records, totals: Sequence[int], of_payers: Sequence[int]
) -> Iterator[tuple[Contract, pl.DataFrame]]:
    """*contract* with limits of so many percent of what is paid, and its ledger in one piece."""
    paid = int(frame_of(contract, reckoned(contract, records))["paid"].sum())
    for total, of_payer in product(totals, of_payers):
        limited = with_limits(contract, paid * total // 100, paid * of_payer // 300)
        yield limited, frame_of(limited, reckoned(limited, records))
