"""The plain reading of who is eligible: never against the interpreter, and not fooled with it."""

from pathlib import Path

import pytest

from sibdsl.interpret.evaluate import evaluate
from sibdsl.interpret.meaning import Reading
from sibdsl.model import terms
from sibdsl.model.lowered import Lowered
from sibdsl.model.truth import NO, YES, Truth
from sibdsl.pipeline import loaded
from sibdsl.source import Source
from sibdsl.values import changed
from sibdsl.verify.law import Trial
from sibdsl.verify.laws.governing import ONLY_ELIGIBLE
from sibdsl.verify.laws.plain import Plain
from sibdsl.verify.laws.varying import reading_of
from sibdsl.verify.strategies import drawn

CONTRACTS = Path(__file__).parents[2] / "contracts"


def lowered(name: str) -> Lowered:
    """A contract of the repository."""
    text = (CONTRACTS / name / "contract.sib").read_text(encoding="utf-8")
    found = loaded(Source(name, text)).lowered
    assert found is not None
    return found


@pytest.mark.parametrize("name", ["pan-london", "peterborough", "birmingham"])
def test_what_it_calls_false_the_interpreter_never_calls_true(name: str) -> None:
    found = lowered(name)
    told: list[tuple[Truth, bool | None]] = []
    for given in drawn(found.contract, found.examples, 25, 7):
        for case in given.cases:
            holds = reading_of(found.contract, given, case).holds(found.contract.eligibility)
            plain = Plain(found.contract, case, given.contract)
            told.append((holds, plain.told(found.contract.eligibility)))

    assert (YES, False) not in told
    assert (NO, True) not in told
    assert (YES, True) in told or (YES, None) in told


def test_a_slip_of_the_interpreter_in_who_is_eligible_does_not_hide(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    found = lowered("pan-london")
    contract = found.contract
    too_late = next(
        e.given for e in found.examples if e.name == "Referred the day after the window"
    )
    slipped = evaluate(changed(contract, eligibility=terms.ALWAYS), too_late)
    assert slipped.paid.pence > 0
    monkeypatch.setattr(Reading, "holds", lambda *_: YES)

    assert ONLY_ELIGIBLE.check is not None
    (conflict, *_) = ONLY_ELIGIBLE.check(Trial(contract, too_late, slipped))

    assert "is paid on case" in conflict.words
    assert "4.1" in conflict.clauses
