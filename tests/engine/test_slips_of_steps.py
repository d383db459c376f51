"""A slip in a step of the engine after the terms is told by a ledger, line by line."""

import pytest
from step_slips import NUMBER, SLIPS, Slip, reckoned


@pytest.mark.parametrize("slip", SLIPS, ids=lambda slip: f"{slip.step}: {slip.says}")
def test_a_slip_in_each_step_is_noticed(slip: Slip, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(slip.where, slip.name, slip.wrong(getattr(slip.where, slip.name)))

    assert any(one.tells() for one in reckoned(slip.step))


def test_without_a_slip_nothing_is_told() -> None:
    assert not any(one.tells() for one in reckoned(NUMBER))
