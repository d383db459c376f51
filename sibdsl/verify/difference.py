"""What changed in meaning between two versions of a contract, each with a case that shows it."""

import re
from collections.abc import Iterator, Mapping, Sequence

from attrs import evolve

from sibdsl.model.contract import Contract
from sibdsl.model.days import Day
from sibdsl.model.differences import Case, Change, Difference
from sibdsl.model.examples import Example
from sibdsl.model.histories import Histories
from sibdsl.model.lowered import Lowered
from sibdsl.values import changed
from sibdsl.verify.difference_cases import (
    SEED,
    Differs,
    pool,
    records_in,
    shown,
    shrunk,
    smallest,
)
from sibdsl.verify.difference_near import drawn_near
from sibdsl.verify.difference_parts import Pair, pairs, parts, put_back
from sibdsl.verify.difference_terms import renamed, same_terms
from sibdsl.verify.difference_told import Compared, Standing, compared, paid
from sibdsl.verify.strategies import drawn, sources


def difference(old: Lowered, new: Lowered, tried: int = 1000) -> Difference:
    """What *new* means otherwise than *old*; cases are in the Terms of *new*.

    Without changes nothing is tried: the same core pays the same on any history.
    """
    names = same_terms(old.contract, new.contract)
    before, after = renamed(old.contract, names), new.contract
    found = sorted(_pairs(before, after), key=_place)
    if not found:
        return Difference((), names, parties=_parties(after, names))
    examples = _once((*new.examples, *(renamed(example, names) for example in old.examples)))
    whole = compared(Standing(before), after)
    changes = [(pair, _without(pair, before, after)) for pair in found]
    tries = _drawn(whole, examples, [w for _, w in changes if w not in (None, after)], tried)
    apart = sorted(whole.all_apart(tries), key=records_in)
    listed = tuple(_change(pair, without, whole, apart) for pair, without in changes)
    lone = apart and not any(change.case for change in listed)
    case = smallest(whole, apart[0]) if lone else None
    other = frozenset(names.values()) & {pair.part.name.rpartition(".")[2] for pair in found}
    return Difference(listed, names, len(tries), len(apart), case, other, _parties(after, names))


def _parties(new: Contract, names: Mapping[str, str]) -> frozenset[str]:
    """Those of the new names that are parties."""
    return frozenset(names.values()) & {holding.party for holding in new.holdings}


def _drawn(
    whole: Compared, examples: Sequence[Example], others: Sequence[Contract | None], n: int
) -> tuple[Histories, ...]:
    """*n* histories: half of them about either contract, half about what changed, one by one.

    *others* are the new contract with one change taken back.
    """
    before, after = whole.standing.contract, whole.new
    far = n - n // 2 if others else n
    given = pool(after, examples, far - far // 3)
    old = drawn(before, examples, max(0, far - len(given)), SEED)
    found = [*given, *old]
    known = sources(after, examples).known
    paying = [one for one in given if paid(before, one) or paid(after, one)]
    for other in others:
        assert other is not None, "a change that cannot be taken back has no histories about it"
        each = max(1, (n - far) // len(others))
        found += drawn_near(other, after, known, paying, each, SEED)
    return tuple(found[:n])


def _pairs(old: Contract, new: Contract) -> Iterator[Pair]:
    """The parts that differ as signed, then those that differ only as amended."""
    signed = pairs(old, new)
    yield from signed
    seen = [(pair.old and pair.old.value, pair.new and pair.new.value) for pair in signed]
    for since in sorted({version.since for version in (*old.versions, *new.versions)}):
        for pair in pairs(_in_force(old, since), _in_force(new, since)):
            values = pair.old and pair.old.value, pair.new and pair.new.value
            if values not in seen:
                seen.append(values)
                yield evolve(pair, since=since)


def _place(pair: Pair) -> tuple[bool, tuple[int, ...], str]:
    """Its turn: as signed first, then by the number of its clause, new before old."""
    clause = pair.part.clause
    figures = tuple(int(n) for n in re.findall(r"\d+", clause.partition("(")[0]))
    return pair.since is not None, figures, clause


def _once(examples: Sequence[Example]) -> tuple[Example, ...]:
    """*examples* without those whose records another has."""
    kept: list[Example] = []
    for example in examples:
        if all(example.given != one.given for one in kept):
            kept.append(example)
    return tuple(kept)


def _in_force(contract: Contract, day: Day) -> Contract:
    """*contract* as it stands on *day*."""
    past = [version.contract for version in contract.versions if version.since <= day]
    return past[-1] if past else contract


def _change(
    pair: Pair, without: Contract | None, whole: Compared, apart: Sequence[Histories]
) -> Change:
    """The change, with the first of the cases *apart* that it alone makes; else has a part in."""
    made = Change(
        pair.part.what,
        pair.old.clause if pair.old else None,
        pair.new.clause if pair.new else None,
        pair.since,
        silent=pair.silent,
    )
    if without is None or without == whole.new:
        return made
    old, new = whole.standing.contract, whole.new
    alone = _first(whole, apart, lambda given: paid(without, given) == paid(old, given))
    case = alone or _first(whole, apart, lambda given: paid(without, given) != paid(new, given))
    return evolve(made, case=case)


def _first(whole: Compared, apart: Sequence[Histories], shows: Differs) -> Case | None:
    """The first of the cases *apart* that *shows* the change, made small; None if none does."""
    for one in apart:
        if shows(one):
            small = shrunk(whole, one, lambda given: whole.apart(given) and shows(given))
            return shown(whole, small)
    return None


def _without(pair: Pair, old: Contract, new: Contract) -> Contract | None:
    """*new* with that part as before, in every version where it is the same; None if it cannot."""
    if pair.part.slot == "records":
        return None
    if pair.since is not None:
        versions = tuple(
            changed(v, contract=put_back(v.contract, pair, _in_force(old, v.since)))
            if v.since == pair.since
            else v
            for v in new.versions
        )
        return changed(new, versions=versions)
    versions = tuple(
        changed(v, contract=put_back(v.contract, pair, _in_force(old, v.since)))
        if pair.new is None or pair.new in tuple(parts(v.contract))
        else v
        for v in new.versions
    )
    return changed(put_back(new, pair, old), versions=versions)
