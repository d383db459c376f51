"""A bucket that was packed is the bucket that it was, in fewer bytes."""

import pickle

import numpy as np
import pytest
from agreeing import drawn_of
from attrs import evolve
from ledgers import SCHEMES, meant

from sibdsl.columns import from_histories
from sibdsl.engine.bucket import begin, stages
from sibdsl.engine.drafts import Drafts
from sibdsl.engine.frame import frame_of
from sibdsl.engine.packing import Packed, packed, packed_again, unpacked, without_data
from sibdsl.model.terms import OWN


def test_a_bucket_is_the_same_when_it_is_unpacked() -> None:
    for name in ("pan-london", "gloucestershire", "dn2"):
        read = meant(next(path for path in SCHEMES if path.parent.name == name))
        *_, histories = drawn_of(read, 12, seed=7, together=12)
        records = from_histories(read.contract, histories)
        bucket = begin(read.contract, records)
        made = packed(bucket)
        assert len(made.bucket) + len(made.data) < len(pickle.dumps(bucket))
        again = unpacked(made)
        _same(again.drafts, bucket.drafts)
        found, wanted = (frame_of(read.contract, one.ended()) for one in (again, bucket))
        assert found.equals(wanted)


def test_limits_are_worked_out_without_the_data_and_these_are_read_once_when_asked_for() -> None:
    for name in ("pan-london", "gloucestershire", "dn2"):
        read = meant(next(path for path in SCHEMES if path.parent.name == name))
        *_, histories = drawn_of(read, 12, seed=7, together=12)
        bucket = begin(read.contract, from_histories(read.contract, histories))
        made, asked = packed(bucket), []

        def data(made: Packed = made, asked: list[str] = asked) -> bytes:
            asked.append("data")
            return made.data

        light = without_data(made.bucket, data)
        for stage in stages(read.contract):
            light, bucket = (one.after(stage, {}) for one in (light, bucket))
            _same(light.drafts, bucket.drafts)
        assert not asked
        again = unpacked(Packed(packed_again(light), made.data))
        _same(again.drafts, bucket.drafts)
        found, wanted = (frame_of(read.contract, one.ended()) for one in (again, bucket))
        assert found.equals(wanted)
        records, kept = light.desk.course.records, bucket.desk.course.records
        assert records.persons.labels == kept.persons.labels
        assert len(light.desk.course.worlds[0].table(OWN)) == len(kept.persons)
        assert asked == ["data"]


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
