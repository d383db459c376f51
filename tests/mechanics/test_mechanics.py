"""Small contracts, each of a family of mechanics, whose examples say by hand what must be paid."""

from pathlib import Path

import pytest
from small import FOLDER, read

from sibdsl import api
from sibdsl.model.examples import Example

CONTRACTS = sorted(FOLDER.glob("*.sib"))


def examples() -> list[tuple[Path, Example]]:
    """Every worked example, and the file that it is in."""
    lowered = [(path, read(path).lowered) for path in CONTRACTS]
    return [(path, example) for path, found in lowered if found for example in found.examples]


@pytest.mark.parametrize("path", CONTRACTS, ids=lambda path: path.stem)
def test_nothing_is_wrong_with_the_contract(path: Path) -> None:
    found = read(path)

    assert found.findings == ()
    assert found.lowered is not None


@pytest.mark.parametrize(
    ("path", "example"), examples(), ids=[f"{p.stem}-{e.clause.number}" for p, e in examples()]
)
def test_example(path: Path, example: Example) -> None:
    lowered = read(path).lowered
    assert lowered is not None
    (result,) = api.examples(lowered.contract, [example])

    assert result.wrong == ()
