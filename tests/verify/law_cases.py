"""Cases made by hand of what breaks each law, and of what nearly does: read from `law_cases/`.

A file holds clauses, `== name` and their text, and cases: `## title`, then what is asked of which
law on which contract and history, then what the law says. `history` is said as `law_notation` has
it. `ledger` alters a line of what is paid, as a fault of the interpreter would: a law that every
contract keeps cannot be broken otherwise. `second` tells what the second of a pair pays, as changes
to what the first pays.

What a law of a pair draws is tried in every way: each of its choices, of numbers the least, the
most, and those that the case names in `days` or `numbers`. Where a case `forgets`, a claim is made
as if none had been made before; where amendments reach back, each governs from the first day of the
term; where nobody `certifies`, no item waits for it: what is settled and read right breaks no law
of claims, of amendments and of certificates.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any
from unittest.mock import patch

from attrs import evolve, field, frozen, mutable
from verify.law_ledgers import altered
from verify.law_notation import day, history, otherwise

from sibdsl import api
from sibdsl.interpret import items
from sibdsl.interpret.evaluate import evaluate
from sibdsl.model.claims import Claim
from sibdsl.model.contract import Contract
from sibdsl.model.days import Stretch, iso
from sibdsl.model.histories import Event, Histories, Spell
from sibdsl.model.ledger import Ledger
from sibdsl.model.verdicts import Conflict
from sibdsl.settle.settling import Change, change
from sibdsl.values import changed
from sibdsl.verify.law import Law, Trial
from sibdsl.verify.laws import LAWS, claims, governing, laws_of
from sibdsl.verify.laws.plain import Plain
from sibdsl.verify.laws.varying import reading_of
from sibdsl.verify.promises import promised

FOLDER = Path(__file__).parent / "law_cases"
WAYS = 200
"""So many ways of drawing a case may have at most."""

DEEP = 8
"""So many choices of one drawing are made in every way; a law that tries again draws more."""


@frozen
class Case:
    """One case: the law, the clauses of its contract, what happened, and what the law has to say.

    *paid* is worked out once for each history, by the program without a slip in it.
    """

    title: str
    law: str
    text: str
    given: str
    ledger: str
    second: str
    extra: tuple[int, ...]
    forgets: bool
    reaches_back: bool
    unasked: bool
    says: tuple[str, ...]
    paid: dict[str, Ledger] = field(factory=dict, eq=False, repr=False)

    @property
    def breaks(self) -> bool:
        """Whether the law is to find itself broken."""
        return any("☒" in line for line in self.says)


@cache
def cases() -> tuple[Case, ...]:
    """All of them, in order of file and place."""
    parts = [one for path in sorted(FOLDER.glob("*.txt")) for one in _parts(path.read_text())]
    clauses = {head[3:]: body for head, body in parts if head.startswith("== ")}
    return tuple(_case(head[3:], body, clauses) for head, body in parts if head.startswith("## "))


def _parts(text: str) -> Iterator[tuple[str, str]]:
    for part in text.replace("\n## ", "\0## ").replace("\n== ", "\0== ").split("\0"):
        head, _, body = part.partition("\n")
        yield head.strip(), body


def _case(title: str, body: str, clauses: dict[str, str]) -> Case:
    said: dict[str, list[str]] = {}
    name = ""
    for line in filter(str.strip, body.splitlines()):
        if not line.startswith(" "):
            name, _, line = line.partition(":")
        said.setdefault(name, []).append(line.strip())
    one = {key: "\n".join(filter(None, lines)) for key, lines in said.items()}
    text = "\n".join(clauses[part] for part in ["start", *one["contract"].split()])
    days = [day(each) for each in one.get("days", "").split()]
    extra = (*days, *(int(each) for each in one.get("numbers", "").split()))
    asked = (one.get(key, "") for key in ("history", "ledger", "second"))
    return Case(
        title,
        one["law"],
        text,
        *asked,
        extra,
        "forgets" in one,
        "reaches-back" in one,
        "certifies" in one,
        tuple(filter(None, said["says"])),
    )


@cache
def _compiled(text: str) -> Contract:
    found = api.load_text(text)
    assert found.lowered is not None, (text, found.findings)
    return found.lowered.contract


# -- What a law says ------------------------------------------------------------------------------


def said_of(case: Case) -> tuple[str, ...]:
    """What the law says of *case*, line by line: where it matters, and what breaks it."""
    forgetful = _forgetful if case.forgets else claims.change
    reckoned = _reaching_back if case.reaches_back else governing.evaluate_in_short
    recorded = _unasked if case.unasked else items._recorded
    with (
        patch.object(claims, "change", forgetful),
        patch.object(governing, "evaluate_in_short", reckoned),
        patch.object(items, "_recorded", recorded),
    ):
        return tuple(_said_of(case))


def _forgetful(ledger: Ledger, _: Sequence[Claim]) -> Change:
    return change(ledger, [])


_RECORDED = items._recorded


def _unasked(span: Stretch, record: Event | Spell) -> items.Item:
    return _RECORDED(span, evolve(record, certified=True))


def _reaching_back(contract: Contract, histories: Histories) -> Ledger:
    versions = (changed(version, since=contract.term[0]) for version in contract.versions)
    return evaluate(changed(contract, versions=tuple(versions)), histories)


def _said_of(case: Case) -> Iterator[str]:
    # Another contract each time: what is read off a contract is kept with it.
    contract = changed(_compiled(case.text))
    if case.law == "all":
        yield from (_face(one, contract) for one in laws_of(contract))
        return
    if case.law == "eligible":
        yield from _told_plainly(contract, history(contract, case.given))
        return
    law = next(one for one in (*LAWS, *promised(contract)) if one.name == case.law)
    yield _face(law, contract)
    if law.static is not None:
        yield from map(_words, law.static(contract))
    if case.given and law.check is not None:
        first = _trial(case, contract, history(contract, case.given))
        yield from map(_words, law.check(_altered_trial(first, first, case.ledger)))
    if case.given and law.pair is not None:
        yield from sorted(set(_of_pair(case, law, contract)))


def _told_plainly(contract: Contract, given: Histories) -> Iterator[str]:
    """Who is eligible, as the laws read it plainly, beside the interpreter."""
    for case in given.cases:
        told = Plain(contract, case, given.contract).told(contract.eligibility)
        known = reading_of(contract, given, case).holds(contract.eligibility).name.lower()
        yield f"{case.number} {told}, {known}"


def _face(law: Law, contract: Contract) -> str:
    """The name of a law, where it matters, what it needs, and the promises that state it."""
    matters = ", ".join(dict.fromkeys(law.matters(contract))) or "nothing"
    needs = ", ".join(dict.fromkeys(law.needs(contract))) if law.needs else ""
    stated = ", ".join(p.clause.number for p in contract.promises if law.states(p))
    parts = [f"{law.name}: matters to {matters}"]
    parts += [f"needs {needs}"] * bool(needs) + [f"stated by {stated}"] * bool(stated)
    parts += [law.sentence] * law.name.startswith("promise")
    return "; ".join(parts)


def _words(conflict: Conflict) -> str:
    """All that a conflict says, on one line."""
    lines = ", ".join(f"{line.outcome} {iso(line.last_due)}" for line in conflict.lines)
    parts = [conflict.words, ", ".join(conflict.clauses) or "no clause", lines or "no line"]
    if conflict.days is not None:
        parts.append(f"{iso(conflict.days[0])} to {iso(conflict.days[1] - 1)}")
    if conflict.closing is not None:
        parts.append(f"“{conflict.closing}”")
    return "☒ " + " | ".join(parts)


def _of_pair(case: Case, law: Law, contract: Contract) -> Iterator[str]:
    """Every second history, and what breaks the law between it and the first."""
    assert law.pair is not None
    given = history(contract, case.given)
    plain = _trial(case, contract, given)
    first = _altered_trial(plain, plain, case.ledger)
    vary = law.pair.vary
    for other in _every_way(case.extra, lambda draw: vary(contract, given, draw)):
        if other is None:
            yield "none"
            continue
        second = _trial(case, contract, other)
        second = _altered_trial(second, plain if case.second else second, case.second)
        told = [_words(one) for one in law.pair.related(first, second)]
        yield " ".join([otherwise(given, other), *told])


def _trial(case: Case, contract: Contract, histories: Histories) -> Trial:
    key = repr(histories)
    if key not in case.paid:
        case.paid[key] = evaluate(contract, histories)
    # Another ledger each time: what is read off a ledger is kept with it.
    return Trial(contract, histories, changed(case.paid[key]))


def _altered_trial(trial: Trial, pays: Trial, said: str) -> Trial:
    """*trial* with the lines of *pays*, altered."""
    ledger = pays.ledger
    for one in filter(str.strip, said.splitlines()):
        ledger = altered(ledger, one)
    return evolve(trial, ledger=changed(trial.ledger, lines=ledger.lines))


def _every_way(
    extra: tuple[int, ...], vary: Callable[[Any], Histories | None]
) -> Iterator[Histories | None]:
    """What *vary* gives, for every choice that it can draw."""
    ways: list[tuple[int, ...]] = [()]
    tried = 0
    while ways:
        tried += 1
        assert tried < WAYS, "a case should have few ways to draw"
        draw = _Draw(extra, list(ways.pop()), ways)
        yield vary(draw)


@mutable
class _Draw:
    """Draws by *taken*, the numbers of the options; then the first, the others being put off."""

    extra: tuple[int, ...]
    taken: list[int]
    ways: list[tuple[int, ...]]
    at: int = 0

    def __call__(self, strategy: Any) -> Any:
        """One of the options of *strategy*."""
        options = _options(strategy, self.extra)
        assert options, "there is something to draw from"
        if self.at == len(self.taken):
            others = range(1, len(options) if self.at < DEEP else 1)
            self.ways.extend((*self.taken, other) for other in others)
            self.taken.append(0)
        self.at += 1
        return options[self.taken[self.at - 1]]


def _options(strategy: Any, extra: tuple[int, ...]) -> tuple[Any, ...]:
    inner = getattr(strategy, "wrapped_strategy", strategy)
    if hasattr(inner, "elements"):
        return tuple(inner.elements)
    if hasattr(inner, "start"):
        within = [one for one in extra if inner.start < one < inner.end]
        return tuple(dict.fromkeys((inner.start, *within, inner.end)))
    return False, True
