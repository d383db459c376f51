"""No documented hole is proved away."""

import tomllib
from pathlib import Path

import pytest

from sibdsl import api
from sibdsl.verify.algebra_laws import ARGUMENTS
from sibdsl.verify.laws import LAWS
from sibdsl.verify.promises import promised
from sibdsl.verify.proof import proved

PROVABLE = {argument.law for argument in ARGUMENTS}


def broken_law(pair: Path) -> str:
    """The law that the hole breaks; empty where no law but a check finds it."""
    said = tomllib.loads((pair / "meta.toml").read_text(encoding="utf-8"))
    return str(said.get("law", ""))


PAIRS = [
    path.parent
    for path in sorted((Path(__file__).parents[1] / "loopholes").glob("*/meta.toml"))
    if broken_law(path.parent) in PROVABLE or broken_law(path.parent).startswith("promise")
]


@pytest.mark.parametrize("pair", PAIRS, ids=[pair.name for pair in PAIRS])
def test_the_law_that_a_hole_breaks_is_not_proved_of_it(pair: Path) -> None:
    found = api.load(pair / "hole.sib")
    assert found.lowered is not None, found.findings
    contract = found.lowered.contract
    laws = [law for law in (*LAWS, *promised(contract)) if law.name == broken_law(pair)]

    assert laws
    assert proved(contract, laws) == ()
