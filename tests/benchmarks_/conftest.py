"""The benchmarks lie beside the package, not in it."""

import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))


@pytest.fixture(autouse=True)
def _at_the_top(monkeypatch: pytest.MonkeyPatch) -> None:
    """Their programs are run from the top of the repository."""
    monkeypatch.chdir(ROOT)
