"""Everything that is asked of a contract: what is waived, broken on its face, proved, searched."""

from collections.abc import Iterator, Sequence
from typing import Final

from sibdsl.model.contract import Contract
from sibdsl.model.days import EARLIEST
from sibdsl.model.histories import Histories
from sibdsl.model.lowered import Lowered
from sibdsl.model.verdicts import Counterexample, Standing, Verdict
from sibdsl.values import changed
from sibdsl.verify.counterexample import said
from sibdsl.verify.law import Law
from sibdsl.verify.laws import laws_of
from sibdsl.verify.proof import proved
from sibdsl.verify.search import Budget, Told, searched, untold

_GRAVITY: Final = (
    Standing.BROKEN,
    Standing.UNKNOWN,
    Standing.WAIVED,
    Standing.HELD,
    Standing.PROVED,
)


def verified(
    text: str,
    lowered: Lowered,
    budget: Budget,
    names: Sequence[str] = (),
    told: Told = untold,
) -> tuple[Verdict, ...]:
    """A verdict on every law that matters to the contract *text*, or on those of *names*.

    The broken come first, then those of which nothing could be told.
    """
    contract = lowered.contract
    laws = [law for law in laws_of(contract) if not names or law.name in names]
    plain = {verdict.law: verdict for verdict in _without_search(contract, laws)}
    told("proofs")
    proofs = {verdict.law: verdict for verdict in proved(contract, laws)}
    left = [law for law in laws if law.name not in plain]
    found = {v.law: v for v in searched(contract, lowered.examples, left, budget, told)}
    verdicts = [
        _of(law, plain.get(law.name) or found.get(law.name), proofs.get(law.name)) for law in laws
    ]
    listed = [_with_examples(text, contract, v) for v in verdicts if v is not None]
    return tuple(sorted(listed, key=lambda verdict: _GRAVITY.index(verdict.standing)))


def _of(law: Law, found: Verdict | None, proof: Verdict | None) -> Verdict | None:
    """What the search found, unless it found nothing wrong and there is a proof."""
    if found is None or proof is None:
        return found or proof
    if found.standing in (Standing.BROKEN, Standing.WAIVED):
        return found
    return changed(proof, histories=found.histories, reached=found.reached)


def _without_search(contract: Contract, laws: Sequence[Law]) -> Iterator[Verdict]:
    """The laws that are waived, broken on the face of the contract, or asked of its face alone."""
    for law in laws:
        clauses = tuple(dict.fromkeys(law.matters(contract)))
        verdict = Verdict(law.name, law.sentence, Standing.PROVED, clauses)
        reason = next((p.waived for p in contract.promises if p.waived and law.states(p)), None)
        conflict = next(iter(law.static(contract)), None) if law.static else None
        if reason is not None:
            yield changed(verdict, standing=Standing.WAIVED, why=reason)
        elif conflict is not None:
            case = Counterexample(conflict, EARLIEST, Histories(()))
            bounds = "on the face of the contract"
            yield changed(verdict, standing=Standing.BROKEN, bounds=bounds, counterexample=case)
        elif law.static and not (law.check or law.pair or law.needs):
            yield changed(verdict, bounds="on the face of the contract, for every history")


def _with_examples(text: str, contract: Contract, verdict: Verdict) -> Verdict:
    """The verdict with its case, if it has one, as worked examples of the contract."""
    case = verdict.counterexample
    if case is None or not case.by:
        return verdict
    listed = [one for one in (case.first, case.second) if one is not None]
    names = (f"Against {verdict.law}", f"Against {verdict.law}, varied")
    told = [
        said(text, contract, one, case.by, name, after=at)
        for at, (one, name) in enumerate(zip(listed, names, strict=False))
    ]
    examples = tuple(one.text for one in told if one.text)
    whys = dict.fromkeys(one.why_not for one in told if one.why_not)
    why = "; ".join(f"no worked example: {reason}" for reason in whys)
    return changed(verdict, why=why, counterexample=changed(case, examples=examples))
