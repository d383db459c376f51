"""A slip in what the engine takes a kind of term for is told by a ledger, line by line."""

import pytest
from term_slips import SLIPS, UNIONS, Reckoning, reckoned, slipped

from sibdsl.engine import terms as engine

KINDS = [(name, kind) for name, union in UNIONS.items() for kind in union.__args__]


@pytest.mark.parametrize(("name", "kind"), KINDS, ids=lambda part: getattr(part, "__name__", ""))
def test_a_slip_in_each_kind_of_term_is_noticed(
    name: str, kind: type, monkeypatch: pytest.MonkeyPatch
) -> None:
    def noticed(one: Reckoning) -> bool:
        for slip in SLIPS[name]:
            with monkeypatch.context() as planting:
                planting.setattr(engine, "MEANINGS", slipped(name, kind, slip))
                if one.tells():
                    return True
        return False

    assert any(noticed(one) for one in reckoned(kind))
    assert not next(reckoned(kind)).tells()
