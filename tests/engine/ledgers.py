"""One ledger beside another, line by line: of the interpreter and of the engine."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from sibdsl.columns import from_histories
from sibdsl.engine.ledger import evaluate
from sibdsl.interpret.evaluate import evaluate_in_short
from sibdsl.model.contract import Contract
from sibdsl.model.histories import Histories
from sibdsl.model.ledger import Ledger, Waiting
from sibdsl.model.lowered import Lowered
from sibdsl.pipeline import loaded
from sibdsl.source import Source
from sibdsl.values import changed

ROOT = Path(__file__).parents[2]
SCHEMES = sorted((ROOT / "contracts").glob("*/contract.sib"))
SMALL = sorted((ROOT / "tests/interpret/contracts").glob("*.sib"))


def meant(path: Path) -> Lowered:
    """What the contract in *path* means."""
    lowered = loaded(Source(str(path), path.read_text(encoding="utf-8"))).lowered
    assert lowered is not None
    return lowered


def differences(contract: Contract, histories: Histories) -> list[str]:
    """How the two ledgers of *histories* differ; empty where line by line they are the same."""
    told = evaluate_in_short(contract, histories)
    computed = evaluate(contract, from_histories(contract, histories))
    return list(between(told, computed))


def between(told: Ledger, computed: Ledger) -> Iterator[str]:
    """How two ledgers of the same cases differ."""
    for name in ("contract", "digest", "as_at", "cases", "eligible", "payers"):
        if getattr(told, name) != getattr(computed, name):
            yield f"{name}: {getattr(told, name)} against {getattr(computed, name)}"
    if len(told.lines) != len(computed.lines):
        yield f"{len(told.lines)} lines against {len(computed.lines)}"
    for line, other in zip(told.lines, computed.lines, strict=False):
        if line != other or line.rows != other.rows:
            yield f"{line}\nagainst\n{other}"
    for name in ("waiting", "lapsed"):
        ours, theirs = _listed(getattr(told, name)), _listed(getattr(computed, name))
        if ours != theirs:
            yield f"{name}: only {ours - theirs} against only {theirs - ours}"


def _listed(waiting: tuple[Waiting, ...]) -> Counter[Waiting]:
    """What waits, but for the facts: the engine seeks none."""
    return Counter(changed(one, facts=()) for one in waiting)
