"""A bucket that was packed is the bucket that it was, in fewer bytes."""

import pickle

import numpy as np
import pytest
from agreeing import drawn_of
from attrs import evolve
from ledgers import SCHEMES, meant

from sibdsl.columns import from_histories
from sibdsl.engine.bucket import begin
from sibdsl.engine.drafts import Drafts
from sibdsl.engine.frame import frame_of
from sibdsl.engine.packing import packed, unpacked


def test_a_bucket_is_the_same_when_it_is_unpacked() -> None:
    for name in ("pan-london", "gloucestershire", "dn2"):
        read = meant(next(path for path in SCHEMES if path.parent.name == name))
        *_, histories = drawn_of(read, 12, seed=7, together=12)
        records = from_histories(read.contract, histories)
        bucket = begin(read.contract, records)
        data = packed(bucket)
        assert len(data) < len(pickle.dumps(bucket))
        again = unpacked(data)
        _same(again.drafts, bucket.drafts)
        found, wanted = (frame_of(read.contract, one.ended()) for one in (again, bucket))
        assert found.equals(wanted)


def _same(one: Drafts, other: Drafts) -> None:
    for name in ("batch", "gross", "paid", "cut", "clause", "shares", "pays", "payer"):
        found, wanted = getattr(one, name), getattr(other, name)
        assert found.dtype == wanted.dtype
        assert np.array_equal(found, wanted)


@pytest.mark.parametrize("power", [7, 15, 31, 63])
def test_numbers_at_the_edge_of_what_fits_come_back(power: int) -> None:
    read = meant(next(path for path in SCHEMES if path.parent.name == "pan-london"))
    *_, histories = drawn_of(read, 12, seed=7, together=12)
    bucket = begin(read.contract, from_histories(read.contract, histories))
    edges = [-(1 << power), (1 << power) - 1, 0]
    for least, most in (edges[:2], edges[1:], edges[::2]):
        gross = np.full(len(bucket.drafts), least, np.int64)
        gross[-1] = most
        changed = evolve(bucket, drafts=evolve(bucket.drafts, gross=gross))
        _same(unpacked(packed(changed)).drafts, changed.drafts)
