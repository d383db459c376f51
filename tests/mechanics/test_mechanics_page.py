"""The page of mechanics says what the contracts say, and names examples that hold."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final

import pytest
from attrs import frozen
from small import FOLDER, read

from sibdsl import api
from sibdsl.source import Source
from sibdsl.syntax.parse import parse

ROOT: Final = FOLDER.parents[1]
PAGE: Final = ROOT / "docs/reference/mechanics.md"
NOT_EXPRESSED: Final = {8, 53}
IN_PART: Final = {48, 55}
BLOCK: Final = re.compile(r"```sib-syntax\n(.*?)```\n\nIn \[[^\]]*\]\(([^)]+)\)\.(.*)", re.DOTALL)
TESTS: Final = re.compile(r"Tests in \[[^\]]*\]\(([^)]+)\): (.*)")
LABELS: Final = ("Pays", "Pays otherwise", "Pays nothing")


@frozen
class Quoted:
    """Sentences of a mechanic, the contract that they stand in, and examples by their label."""

    number: int
    sentences: str
    path: Path
    examples: tuple[tuple[str, str], ...]


@cache
def sections() -> dict[int, str]:
    """The text of each mechanic, by its number."""
    parts = re.split(r"^### ", PAGE.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    return {int(part.split(".")[0]): part.split("\n## ")[0] for part in parts}


@cache
def quoted() -> tuple[Quoted, ...]:
    """Every block of sentences on the page."""
    return tuple(each for number, text in sections().items() for each in _blocks(number, text))


def _blocks(number: int, text: str) -> Iterator[Quoted]:
    for part in re.split(r"(?=```sib-syntax)", text)[1:]:
        found = BLOCK.match(part)
        assert found, f"{number}: a block without a contract"
        sentences, url, rest = found.groups()
        path = (PAGE.parent / url).resolve()
        yield Quoted(number, sentences, path, tuple(_labelled(rest.split("\n")[0])))


def _labelled(line: str) -> Iterator[tuple[str, str]]:
    for label, names in re.findall(r'(Pays[ a-z]*): ((?:"[^"]*"(?:, )?)+)', line):
        for name in re.findall(r'"([^"]*)"', names):
            yield label, name


def plain(text: str) -> str:
    """Words without notes, with one space between them."""
    return " ".join(re.sub(r"\[[^\]]*\]", "", text).split())


def called(part: object) -> str:
    """A path as it stands in the project, anything else as text."""
    return part.relative_to(ROOT).as_posix() if isinstance(part, Path) else str(part)


def named_tests() -> list[tuple[int, Path, str]]:
    """Every test that the page names, with the number of the mechanic."""
    return [
        (number, (PAGE.parent / url).resolve(), name)
        for number, text in sections().items()
        for url, names in TESTS.findall(text)
        for name in re.findall(r"`(\w+)`", names)
    ]


def test_there_are_sixty_five_and_at_least_sixty_are_expressed() -> None:
    with_sentences = {each.number for each in quoted()}

    assert list(sections()) == list(range(1, 66))
    assert set(sections()) - with_sentences == NOT_EXPRESSED
    assert len(with_sentences) >= 60


def test_what_is_not_expressed_says_why_and_what_to_do() -> None:
    said = {number for number, text in sections().items() if "**Not expressed" in text}

    assert said == NOT_EXPRESSED | IN_PART
    assert all("**What a drafter can do" in sections()[number] for number in said)


def test_the_table_leads_to_each_and_each_names_its_schemes() -> None:
    table = PAGE.read_text(encoding="utf-8").split("\n## ")[0]
    led_to = re.findall(r"(\d+) \[([^\]]+)\]\(#([^)]+)\)", table)

    assert [int(number) for number, _, _ in led_to] == list(range(1, 66))
    for number, title, anchor in led_to:
        assert sections()[int(number)].startswith(f"{number}. {title}\n\n*")
        assert anchor == re.sub(r"[^a-z0-9 -]", "", f"{number} {title}".lower()).replace(" ", "-")


@pytest.mark.parametrize("number", sorted(set(sections()) - NOT_EXPRESSED))
def test_each_has_an_example_that_pays_and_one_that_does_not(number: int) -> None:
    labels = {label for each in quoted() if each.number == number for label, _ in each.examples}
    tests = [name for at, _, name in named_tests() if at == number]

    assert labels <= set(LABELS)
    assert ("Pays" in labels and len(labels) >= 2) or len(tests) >= 2


@pytest.mark.parametrize("path", sorted({each.path for each in quoted()}), ids=called)
def test_the_sentences_stand_in_a_contract_with_which_nothing_is_wrong(path: Path) -> None:
    contract = plain(path.read_text(encoding="utf-8"))
    found = [(f.code.number, f.clause) for f in read(path).findings]

    assert found == ([("SIB411", "5.13")] if path.name == "periods.sib" else [])
    for each in quoted():
        if each.path == path:
            clauses = parse(Source("block", each.sentences)).document.clauses
            assert clauses
            for clause in re.split(r"^(?=\d+\.\d+ )", each.sentences, flags=re.MULTILINE)[1:]:
                assert plain(clause) in contract, f"{each.number}: {clause}"


@pytest.mark.parametrize(
    ("path", "label", "name"),
    sorted({(each.path, label, name) for each in quoted() for label, name in each.examples}),
    ids=called,
)
def test_the_example_holds_and_is_what_its_label_says(path: Path, label: str, name: str) -> None:
    lowered = read(path).lowered
    assert lowered is not None
    (example,) = [each for each in lowered.examples if each.name == name]
    (result,) = api.examples(lowered.contract, [example])

    assert result.wrong == ()
    assert bool(example.payments) == (label != "Pays nothing")


@pytest.mark.parametrize(("number", "path", "name"), named_tests(), ids=called)
def test_the_test_exists(number: int, path: Path, name: str) -> None:
    assert f"\ndef {name}(" in path.read_text(encoding="utf-8"), number


def test_sentences_within_the_text_can_be_read() -> None:
    prose = re.sub(r"```.*?```", "", PAGE.read_text(encoding="utf-8"), flags=re.DOTALL)
    inline = [each for each in re.findall(r"`([A-Z][^`]*\.)`", prose) if "…" not in each]

    assert inline
    assert [each for each in inline if parse(Source("inline", each)).findings] == []
