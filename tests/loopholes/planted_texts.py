"""Documented holes planted in the contracts of real schemes, in other words, years and numbers.

Each file of the folder `planted` is for one contract: how it is disguised, and what is planted.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

from attrs import field, frozen

from sibdsl.model.lowered import Lowered
from sibdsl.pipeline import loaded, without_faulty_examples
from sibdsl.source import Source

FOLDER: Final = Path(__file__).parent / "planted"
CONTRACTS: Final = Path(__file__).parents[2] / "contracts"

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
