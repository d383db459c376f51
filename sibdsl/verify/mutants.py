"""Is anyone watching this clause? Slips of drafters, and what notices them."""

from collections.abc import Iterator, Sequence
from itertools import islice
from time import monotonic
from typing import Final

from attrs import evolve, field, frozen, mutable

from sibdsl.interpret.examples import in_the_way, measured, without, worked
from sibdsl.model.contract import Contract
from sibdsl.model.examples import Example
from sibdsl.model.histories import Histories
from sibdsl.model.lowered import Lowered
from sibdsl.model.mutants import Mutant, Noticed
from sibdsl.model.terms import Stated
from sibdsl.model.walk import all_of_kind
from sibdsl.questions.core import number
from sibdsl.syntax import forms
from sibdsl.syntax.write import sentence
from sibdsl.verify.difference_cases import SEED, pool, records_in, smallest
from sibdsl.verify.difference_near import drawn_near
from sibdsl.verify.difference_told import Compared, Standing, compared, few_cases, reckoned
from sibdsl.verify.mutants_made import Made, made, warnings_of
from sibdsl.verify.mutants_watch import Watch
from sibdsl.verify.strategies import Sources, sources

_ENOUGH: Final = 2
"""So many cases that are paid otherwise are looked for; the smallest is shown."""


def noticed(
    document: forms.Document, lowered: Lowered, tried: int = 240, seconds: float = 40.0
) -> tuple[Mutant, ...]:
    """Every slip that changes what the contract means, in the order of its clauses.

    First all are asked of the worked examples; what these do not notice is then tried on so many
    histories, until the *seconds* are over: what is left then is not done. Until then the answer
    hangs on nothing but the contract.
    """
    until = monotonic() + seconds
    bare = evolve(document, clauses=tuple(c for c in document.clauses if not _example(c)))
    board = _board(lowered, bare, tried)
    asked = [board.asked(one, until) for one in made(bare, lowered.contract)]
    for step in (board.on_the_face, board.pooled, board.near, board.farther):
        asked = [one if one.settled or monotonic() > until else step(one) for one in asked]
    return tuple(one.mutant for one in asked)


def _example(clause: forms.Clause) -> bool:
    return isinstance(clause.form, forms.Example)


@frozen
class _Asked:
    """A slip while it is asked about. *pair* is None where the time was over before."""

    made: Made
    mutant: Mutant
    pair: Compared | None

    @property
    def settled(self) -> bool:
        """Whether nothing more is to be asked: it is noticed, or has a case."""
        return self.mutant.noticed_by is not None or self.mutant.case is not None

    def noticed(self, by: Noticed | None) -> "_Asked":
        """The same, with what notices it."""
        return evolve(self, mutant=evolve(self.mutant, noticed_by=by))


@mutable
class _Board:
    """A contract as it stands, with all that could notice a slip in it.

    *last* is the example that last noticed one in each clause: it is asked first.
    """

    standing: Standing
    watch: Watch
    examples: list[Example]
    given: Sources
    tried: int
    last: dict[str, Example] = field(factory=dict)

    def asked(self, one: Made, until: float) -> _Asked:
        """The slip, and the worked example that notices it, if one does."""
        form = dict(one.edit.clauses)[one.edit.clause]
        said = sentence(form) if form is not None else ""
        mutant = Mutant(one.edit.clause, one.edit.slip, said, None, done=False)
        if monotonic() > until:
            return _Asked(one, mutant, None)
        pair = compared(self.standing, one.contract)
        return _Asked(one, mutant, pair).noticed(self._example(one, pair))

    def _example(self, one: Made, pair: Compared) -> Noticed | None:
        """The worked example that comes out otherwise; the one that does is asked first next.

        Amounts are asked before reasons: a reason takes longer to find.
        """
        clause = one.edit.clause
        first = [self.last[clause]] if clause in self.last else []
        listed = (*first, *(e for e in self.examples if e not in first))
        for asked in (_pays_otherwise, _says_otherwise):
            for example in listed:
                if asked(pair, example):
                    self.last[clause] = example
                    self.examples.remove(example)
                    self.examples.insert(0, example)
                    return Noticed("example", example.clause.number)
        return None

    def on_the_face(self, one: _Asked) -> _Asked:
        """What notices it without any history."""
        return one.noticed(self.watch.on_the_face(one.made))

    def pooled(self, one: _Asked) -> _Asked:
        """The slip on the histories that are there for all."""
        if one.pair is None:
            return one
        mutant = evolve(one.mutant, tried=len(self.standing.pool), done=True)
        return self._shown(evolve(one, mutant=mutant), one.pair.all_apart(self.standing.pool))

    def near(self, one: _Asked) -> _Asked:
        """The slip on histories drawn about it."""
        if one.pair is None:
            return one
        n = (self.tried - len(self.standing.pool)) // 3
        return self._drawn(one, one.pair, n, SEED)

    def farther(self, one: _Asked) -> _Asked:
        """The slip on as many more as are wanted."""
        if one.pair is None:
            return one
        return self._drawn(one, one.pair, self.tried - one.mutant.tried, SEED + 1)

    def _drawn(self, one: _Asked, pair: Compared, n: int, seed: int) -> _Asked:
        mutant = evolve(one.mutant, tried=one.mutant.tried + n)
        return self._shown(evolve(one, mutant=mutant), tuple(self._near(pair, n, seed)))

    def _shown(self, one: _Asked, apart: Sequence[Histories]) -> _Asked:
        """What notices it on the histories that are paid otherwise; else the smallest as a case."""
        if not apart or one.pair is None:
            return one
        ordered = sorted(apart, key=records_in)
        by = self.watch.on_histories(one.made.contract, ordered)
        case = None if by else smallest(one.pair, ordered[0])
        return evolve(one, mutant=evolve(one.mutant, noticed_by=by, case=case))

    def _near(self, pair: Compared, n: int, seed: int) -> Iterator[Histories]:
        """A few histories drawn about the slip that are paid otherwise."""
        names, known = pair.touched.outcomes, self.given.known
        paying = [one for one in self.standing.pool if _pays(self.standing, one, names)]
        near = drawn_near(self.standing.contract, pair.new, known, paying, n, seed)
        return islice(filter(pair.apart, near), _ENOUGH)


def _board(lowered: Lowered, bare: forms.Document, tried: int) -> _Board:
    contract = few_cases(lowered.contract)
    sure = [e for e in lowered.examples if not worked(contract, e).wrong]
    given = sources(contract, lowered.examples)
    standing = Standing(contract, pool(contract, lowered.examples, tried // 4))
    watch = Watch(lowered.contract, warnings_of(bare))
    return _Board(standing, watch, sure, given, max(tried, len(standing.pool)))


def _pays(standing: Standing, one: Histories, names: frozenset[str] | None) -> bool:
    """Whether something is paid for one of these outcomes on *one*."""
    ledger = standing.ledger(one)
    return any(
        line.paid.pence and (names is None or line.outcome in names) for line in ledger.lines
    )


def _pays_otherwise(pair: Compared, example: Example) -> bool:
    """Whether *example* comes out wrong with the slip, by what it pays."""
    return pair.apart(example.given) and bool(worked(pair.new, example).wrong)


def _says_otherwise(pair: Compared, example: Example) -> bool:
    """Whether *example*, which pays the same, has another measure or reason with the slip."""
    given, because = example.given, example.because
    if pair.touched.paying:
        return False
    if any(measured(pair.new, given, name) != figure for name, figure in example.measures):
        return True
    if because is None or (_of_entry(pair.new, because) and not pair.touched.entry):
        return False
    if any(because in in_the_way(c, given) for c in (pair.narrow, pair.new)):
        return False
    lighter = without(pair.new, because)
    return lighter == pair.new or not reckoned(lighter, given).paid


def _of_entry(contract: Contract, clause: str) -> bool:
    """Whether *clause* (or the item of its list) is of those that say who is eligible."""
    conditions = all_of_kind(contract.eligibility, Stated)
    return any(clause in (c.clause.number, number(c.clause.number)) for c in conditions)
