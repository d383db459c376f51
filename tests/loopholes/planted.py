"""Documented holes planted in the contracts of real schemes, in other words, years and numbers.

Each file of the folder `planted` is for one contract: how it is disguised, and what is planted. Run
as `python tests/loopholes/planted.py` this searches every one and writes what was found to
`docs/reference/planted-holes.md`; some minutes on one core. Contracts or laws named after it are
searched alone, and nothing is written.
"""

import re
import sys
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from tempfile import gettempdir
from time import monotonic
from typing import Any, Final

sys.path.insert(0, str(Path(__file__).parents[2]))

from attrs import field, frozen
from pairs import pairs, records_in

from sibdsl import api
from sibdsl.model.lowered import Lowered
from sibdsl.model.verdicts import Standing, Verdict
from sibdsl.pipeline import loaded, without_faulty_examples
from sibdsl.source import Source
from sibdsl.verify.laws import laws_of
from sibdsl.verify.search import Budget, keep_in
from sibdsl.verify.verifying import verified

FOLDER: Final = Path(__file__).parent / "planted"
CONTRACTS: Final = Path(__file__).parents[2] / "contracts"
PAGE: Final = Path(__file__).parents[2] / "docs" / "reference" / "planted-holes.md"
BUDGET: Final = Budget(histories=400, seconds=20)
SOUND: Final = Budget(histories=200, seconds=8)
"""For the contract with nothing planted."""

_MONTHS: Final = (
    "January|February|March|April|May|June|July|August|September|October|November|December"
)
_DATE: Final = re.compile(rf"(\d{{1,2}}\s+(?:{_MONTHS})\s+)(\d{{4}})")
_EXAMPLES: Final = re.compile(r"^# \d+\. Worked examples\n.*", re.MULTILINE | re.DOTALL)


@frozen
class Disguise:
    """How a contract is told otherwise: every date so many *years* later, and *words* replaced."""

    years: int = 0
    words: Mapping[str, str] = field(factory=dict)

    def over(self, text: str) -> str:
        """*text*, disguised; longer words are replaced before shorter ones."""
        listed = sorted(self.words, key=len, reverse=True)
        if listed:
            one = re.compile("|".join(rf"(?<!\w){re.escape(word)}(?!\w)" for word in listed))
            text = one.sub(lambda found: self.words[found[0]], text)
        return _DATE.sub(lambda found: f"{found[1]}{int(found[2]) + self.years}", text)


@frozen
class Planting:
    """One hole, planted. *hole* is the number of the documented loophole that it is.

    *says* is what was done, *clause* where. Clauses *without* are left out, those in *put* read
    otherwise, those in *add* stand at the end of their part; in the whole of the terms *swap*
    stands for some words other ones. *by* is what must notice: a law, a promise, or the code with
    which `check` refuses it or `lint` asks. *bare* leaves out all worked examples.
    """

    contract: str
    disguise: Disguise
    hole: int
    says: str
    clause: str
    by: str
    bare: bool = False
    without: tuple[str, ...] = ()
    put: Mapping[str, str] = field(factory=dict)
    add: tuple[str, ...] = ()
    swap: Mapping[str, str] = field(factory=dict)

    @property
    def name(self) -> str:
        """The contract, the hole, the clause and what must notice: no two are alike."""
        return f"{self.contract} {self.hole} {self.clause} {self.by}"

    @property
    def early(self) -> bool:
        """Whether `check` or `lint` must notice, not a law."""
        return self.by.startswith("SIB")

    @property
    def sound_text(self) -> str:
        """The contract in the same disguise with nothing planted."""
        return self._told(_terms_and_examples(self.contract)[0])

    @property
    def text(self) -> str:
        """The contract with the hole, disguised."""
        terms = _terms_and_examples(self.contract)[0]
        for number in self.without:
            terms = _replaced(terms, number, "")
        for number, sentence in self.put.items():
            terms = _replaced(terms, number, f"{number} {sentence}\n")
        for sentence in self.add:
            terms = _added(terms, sentence)
        for old, new in self.swap.items():
            assert old in terms, (self.name, old)
            terms = terms.replace(old, new)
        return self._told(terms)

    def _told(self, terms: str) -> str:
        return self.disguise.over(terms if self.bare else terms + self._examples())

    def _examples(self) -> str:
        return _terms_and_examples(self.contract)[1]


@cache
def _terms_and_examples(contract: str) -> tuple[str, str]:
    text = (CONTRACTS / contract / "contract.sib").read_text(encoding="utf-8")
    found = _EXAMPLES.search(text)
    assert found is not None, contract
    return text[: found.start()], found[0]


def _clause(number: str) -> re.Pattern[str]:
    """A clause of that number, up to the next one or the next heading."""
    return re.compile(rf"^{re.escape(number)} .*?(?=^\d+\.\d+ |^\n)", re.MULTILINE | re.DOTALL)


def _replaced(terms: str, number: str, new: str) -> str:
    """*terms* with *new* in the place of a clause."""
    replaced, times = _clause(number).subn(lambda _: new, terms)
    assert times == 1, number
    return replaced


def _added(terms: str, sentence: str) -> str:
    """*terms* with a numbered sentence after the last of its part."""
    part = sentence.partition(".")[0]
    last = [*_clause_of(part).finditer(terms)][-1].end()
    return f"{terms[:last]}{sentence}\n{terms[last:]}"


def _clause_of(part: str) -> re.Pattern[str]:
    return re.compile(rf"^{part}\.\d+ .*?(?=^\d+\.\d+ |^\n)", re.MULTILINE | re.DOTALL)


@cache
def plantings() -> tuple[Planting, ...]:
    """All of them, by contract."""
    return tuple(one for path in sorted(FOLDER.glob("*.toml")) for one in _of_file(path))


def _of_file(path: Path) -> Iterator[Planting]:
    said = tomllib.loads(path.read_text(encoding="utf-8"))
    disguise = Disguise(**said["disguise"])
    for one in said["planted"]:
        yield Planting(path.stem, disguise, **_frozen(one))


def _frozen(said: dict[str, Any]) -> dict[str, Any]:
    return {name: tuple(v) if isinstance(v, list) else v for name, v in said.items()}


@cache
def meant(text: str) -> Lowered | None:
    """What a text means, examples that name what it has not left out; None where it has errors."""
    read = loaded(Source("planted.sib", text))
    return read.lowered or without_faulty_examples(read)


# -- What is found --------------------------------------------------------------------------------


@frozen
class Row:
    """What came of one planting. *sound* is how the contract stands with nothing planted."""

    planting: Planting
    found: bool
    sound: str
    histories: int = 0
    records: int | None = None
    seconds: float = 0.0


def tried(one: Planting, budget: Budget = BUDGET) -> Row:
    """One planting: asked of `check` and `lint`, or searched for what breaks the law."""
    if one.early:
        hole, sound = noticed(one.text), noticed(one.sound_text)
        return Row(one, one.by in hole - sound, "not asked" if one.by not in sound else "asked")
    start = monotonic()
    verdict = on(one.text, one.by, budget)
    seconds = monotonic() - start
    before = on(one.sound_text, one.by, SOUND)
    case = verdict.counterexample if verdict else None
    return Row(
        one,
        found=verdict is not None and verdict.standing is Standing.BROKEN,
        sound=before.standing.value if before else "not asked",
        histories=verdict.found_at if verdict else 0,
        records=records_in(case.first) if case else None,
        seconds=seconds,
    )


@cache
def noticed(text: str) -> frozenset[str]:
    """The codes with which `check` and `lint` speak of a text."""
    made = api.load_text(text, "planted.sib")
    return frozenset(finding.code.number for finding in (*made.findings, *made.questions))


@cache
def on(text: str, law: str, budget: Budget) -> Verdict | None:
    """What the search says of one law; None where it does not matter to the contract."""
    lowered = meant(text)
    assert lowered is not None, law
    if law not in {each.name for each in laws_of(lowered.contract)}:
        return None
    return next(iter(verified(text, lowered, budget, (law,))), None)


# -- The page -------------------------------------------------------------------------------------

INTRO: Final = """# Holes planted in real schemes

Whether the laws are tuned to the [fifty-two pairs](loopholes.md): the same holes, planted in the
contracts of seven schemes. Each scheme is told otherwise first: other Terms, other years, other
prices and lengths. Then clauses are left out, reworded or added, and one law, one promise or one
question has to notice, on what is left of the worked examples or (*bare*) on none.

*Hole* is the number of the documented loophole. *Found by* names the law that breaks, the promise
of the clause, or the code with which `sibdsl check` refuses or `sibdsl lint` asks. *Unplanted* is
how the disguised contract stands under the same law with nothing planted; of a law that nothing
there makes matter it is *not asked*. *Histories* are those tried until the law broke, *records* the
events and periods of the counterexample. Every search is for one law, of at most 400 histories.
"""


def main(names: list[str]) -> None:
    """Search, say each row as it comes, and write the page where nothing was chosen."""
    keep_in(Path(gettempdir()) / "sibdsl-hypothesis")
    rows = []
    for one in plantings():
        if not names or {one.contract, one.by, one.name} & set(names):
            rows.append(tried(one))
            sys.stdout.write(f"{' | '.join(cells(rows[-1]))} | {rows[-1].seconds:.1f} s\n")
            sys.stdout.flush()
    if not names:
        PAGE.write_text("\n".join(page(rows)), encoding="utf-8")
    sys.stdout.write("\n".join((*summary(rows), "")))


def page(rows: list[Row]) -> Iterator[str]:
    """The lines of the page."""
    yield INTRO
    yield from summary(rows)
    yield ""
    yield "| contract | hole | planted | clause | found by | unplanted | histories | records |"
    yield "|---|---|---|---|---|---|---|---|"
    for row in rows:
        yield f"| {' | '.join(cells(row))} |"
    yield ""
    yield "The table is made by `python tests/loopholes/planted.py`."
    yield ""


def summary(rows: list[Row]) -> Iterator[str]:
    """How many were found, by how many laws, and where the unplanted contract breaks too."""
    found = [row for row in rows if row.found]
    laws = {row.planting.by for row in found if not row.planting.early}
    named = {law for law in laws if not law.startswith("promise")}
    bare = [row for row in found if row.planting.bare]
    both = [row for row in rows if row.sound in ("broken", "asked")]
    yield f"Holes found: {len(found)} of {len(rows)}, {len(bare)} of them with no worked example;"
    yield f"by {len(named)} laws beside the promises. Noticed with nothing planted: {len(both)}."


def cells(row: Row) -> Iterator[str]:
    """One row of the table."""
    one = row.planting
    titles = {pair.number: (pair.title, pair.folder.name) for pair in pairs()}
    title, folder = titles.get(one.hole, ("", ""))
    yield one.contract
    yield f"[{one.hole}](../../tests/loopholes/{folder}/note.md) {title}" if title else ""
    yield f"{one.says} (bare)" if one.bare else one.says
    yield one.clause
    by = f"[{one.by}](errors/{one.by}.md)" if one.early else f"`{one.by}`"
    yield by if row.found else f"not found by {by}"
    yield row.sound
    yield str(row.histories) if row.histories else ""
    yield "" if row.records is None else str(row.records)


if __name__ == "__main__":
    main(sys.argv[1:])
