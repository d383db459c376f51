"""A slip in a law's own code is noticed by a case; all of them are planted by `law_slips`."""

from collections import Counter

import pytest
from verify.law_slips import Slip, modules, noticed_by, planted, sample, slips

KNOWN = {slip.key: slip for module in modules() for slip in slips(module)}
SAMPLE = [(KNOWN[key], law, title) for key, law, title in sample() if key in KNOWN]


@pytest.mark.parametrize(("slip", "law", "title"), SAMPLE, ids=lambda one: getattr(one, "key", ""))
def test_a_slip_in_a_law_is_noticed(slip: Slip, law: str, title: str) -> None:
    assert noticed_by(slip, law, title)


def test_every_module_of_laws_has_its_slips() -> None:
    """Where too few are left, `python -m verify.law_slips` in `tests` chooses anew."""
    found = Counter(slip.module for slip, _, _ in SAMPLE)

    assert [module for module in modules() if found[module] < 2] == []


def test_a_law_is_as_it_was_once_a_slip_is_taken_back() -> None:
    slip, law, title = SAMPLE[0]
    functions = []
    for _ in range(2):
        with planted(slip) as changed:
            functions.append(changed)

    assert functions[0] == functions[1] != frozenset()
    assert noticed_by(slip, law, title)
