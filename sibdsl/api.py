"""What a Python program can ask: the same functions that the commands use."""

from collections.abc import Callable, Sequence
from pathlib import Path

from sibdsl.compiled import Compiled, compiled
from sibdsl.interpret import evaluate as _evaluate
from sibdsl.interpret import explain as _explain
from sibdsl.interpret.examples import worked
from sibdsl.model.contract import Contract
from sibdsl.model.coverage import Coverage
from sibdsl.model.days import Day
from sibdsl.model.examples import Example, Result
from sibdsl.model.explanation import CaseExplained
from sibdsl.model.histories import Histories
from sibdsl.model.ledger import Ledger
from sibdsl.model.pseudonyms import plainly
from sibdsl.records.kinds import Kinds
from sibdsl.records.reading import Reading, read
from sibdsl.source import Source

__all__ = ["coverage", "evaluate", "examples", "explain", "load", "load_text", "read_cases"]


def load(path: Path) -> Compiled:
    """The contract in the file *path*: what it means if nothing is wrong, and all findings.

    Raises OSError where the file cannot be read, and UnicodeDecodeError where it is not UTF-8.
    """
    return load_text(path.read_text(encoding="utf-8-sig"), str(path))


def load_text(text: str, name: str = "contract.sib") -> Compiled:
    """The contract *text*; messages call it *name*."""
    return compiled(Source(name, text))


def read_cases(
    contract: Contract, paths: Sequence[Path], called: Callable[[str], str] | None = None
) -> Reading:
    """The case histories in *paths* (files or folders), and every finding on the way.

    *called* gives each case number the name that it goes by, such as a `Naming`.
    """
    return read(
        paths,
        Kinds(contract.person, contract.record, contract.case_number, contract.groups),
        joined_by=contract.joined_by,
        parties=frozenset(contract.parties("commissioner")),
        certified_by=contract.certifiers(),
        called=called,
    )


def evaluate(contract: Contract, histories: Histories, *, as_at: Day | None = None) -> Ledger:
    """Every payment due by the end of *as_at* (of all that is known, where it is None)."""
    known = histories if as_at is None else histories.as_at(as_at)
    return plainly(_evaluate.evaluate(contract, known))


def explain(
    contract: Contract, histories: Histories, case: str, *, as_at: Day | None = None
) -> CaseExplained | None:
    """What one case was paid and why, and what not; None where there is no such case."""
    known = histories if as_at is None else histories.as_at(as_at)
    return _explain.explained(contract, known, case)


def explain_group(
    contract: Contract, histories: Histories, label: str, *, as_at: Day | None = None
) -> CaseExplained | None:
    """What one group was paid and why, and what not; None where there is no such group."""
    known = histories if as_at is None else histories.as_at(as_at)
    return _explain.group_explained(contract, known, label)


def explain_whole(
    contract: Contract, histories: Histories, *, as_at: Day | None = None
) -> CaseExplained:
    """What the outcomes of the contract as a whole paid and why, and what not."""
    known = histories if as_at is None else histories.as_at(as_at)
    return _explain.whole_explained(contract, known)


def examples(contract: Contract, given: Sequence[Example]) -> tuple[Result, ...]:
    """The worked examples, computed."""
    return tuple(worked(contract, example) for example in given)


def coverage(
    contract: Contract, histories: Histories, *, as_at: Day | None = None
) -> tuple[Coverage, ...]:
    """How many each clause decided on, and how; the contract is reckoned over columns."""
    # Imported here: who asks for no coverage needs no columns.
    from sibdsl.columns import from_histories
    from sibdsl.engine.ledger import evaluate as over_columns
    from sibdsl.engine.not_compiled import NotCompiledError
    from sibdsl.interpret.coverage import covered

    known = histories if as_at is None else histories.as_at(as_at)
    try:
        return covered(contract, known, lambda one, h: over_columns(one, from_histories(one, h)))
    except NotCompiledError:
        return covered(contract, known)
