"""Writes the page of every form, from the grammar and from the sentences of contracts and tests.

`python docs/phrasebook.py` writes it anew; a test fails where it differs, or where the grammar has
a form that no contract, test or page uses.
"""

import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any, Final

from attrs import frozen
from lark import Lark, UnexpectedInput
from lark.grammar import Rule

from sibdsl import resources
from sibdsl.source import Source
from sibdsl.syntax.parse import build
from sibdsl.syntax.scan import Sentence, scan
from sibdsl.syntax.words import straightened

ROOT: Final = Path(__file__).parents[1]
PAGE: Final = ROOT / "docs/reference/phrasebook/every-form.md"
SOURCES: Final = (
    "contracts/*/contract.sib",
    "tests/mechanics/*.sib",
    "tests/interpret/contracts/*.sib",
    "tests/loopholes/*/*.sib",
    "docs/**/*.md",
)
INTRODUCTION: Final = """\
# Every form, as the grammar has it

[Phrasebook](../phrasebook.md) · before: [Standing words](standing-words.md)

Made from `grammar/sib.lark` and from the sentences of the contracts, the tests and these pages, by
`python docs/phrasebook.py`: nothing here is written by hand, and nothing that the program reads is
missing. What the forms mean is said on the pages before.

Words stand as they are written. A *slanted* word is explained under its own heading. What stands in
[ ] may be left out, / parts a choice, and … says that more of the same may follow. `A`, `an` and
`the` may stand before a Term or a small word. Beside each shape stands the shortest sentence of a
contract or a test that uses it; where there is none, of these pages.
"""
SIGNS: Final = {
    "TERM": "X", "DATE": "1 April 2024", "NUMBER": "n", "PERCENT": "n%", "MONEY": "£p",
    "STRING": "“…”", "LETTER": "(a)", "ORDINAL": "nth", "CLAUSE": "n.n",
    "EXCEPT_WHERE": ", except where",
}  # fmt: skip
NO_SHAPES: Final = ("start", "sentence", "several")
"""Rules that only lead to others."""
HIDDEN: Final = {
    "_is": "is / are",
    "_days": "day / days",
    "_several": "X, Y and Z",
    "several": "X, Y and Z",
    "sentence": "any other sentence",
}
_RULE: Final = re.compile(
    r"^[!?]*(?P<name>[a-z_]\w*)(?P<of>\{\w+\})?:(?P<body>.*(?:\n +.*)*)", re.MULTILINE
)
_SECTION: Final = re.compile(r"^// -- (.+?) -+$", re.MULTILINE)
_NUMBER: Final = re.compile(r"^// \((\d+)\)", re.MULTILINE)
_TOKEN: Final = re.compile(r'"[^"]*"|[A-Z_]{2,}|[a-z_]\w*|->|[()\[\]{}|*?,]')
_BLOCK: Final = re.compile(r"^```sib(?:-syntax)?\n(.*?)^```", re.MULTILINE | re.DOTALL)


@frozen
class Shape:
    """One way to write a rule: the tokens of it in the grammar, and the name that it is given."""

    rule: str
    tokens: tuple[str, ...]
    alias: str

    def needs(self) -> frozenset[str]:
        """The words and parts that no sentence of this shape can do without."""
        depth, needed = 0, set()
        for at, sign in enumerate(self.tokens):
            depth += (sign in "[({") - (sign in "])}")
            optional = self.tokens[at + 1 : at + 2] in (("*",), ("?",))
            if not depth and not optional and sign not in "])}*?":
                needed.add(sign.strip('"'))
        return frozenset(needed)


@frozen
class Use:
    """The sentence that shows how something is used, and where it stands; none yet."""

    sentence: str = ""
    file: str = ""

    def better(self) -> tuple[bool, bool, int, str]:
        """The least is shown: one that is there, of a contract or test, the shortest."""
        of_a_page = self.file.startswith("docs/")
        return not self.file, of_a_page, len(self.sentence), self.sentence


def page() -> str:
    """The whole page; it fails where a shape of the grammar is used nowhere."""
    used = uses()
    parts = [INTRODUCTION]
    for title, text in _sections():
        parts.append(f"\n## {title}\n")
        for found in _RULE.finditer(text):
            if not found["name"].startswith("_") and not found["of"]:
                parts.extend(_of_rule(found, text, used))
    return "\n".join(parts)


def _sections() -> Iterator[tuple[str, str]]:
    """Each part of the grammar that has rules, with its title."""
    grammar = (resources.grammar() / "sib.lark").read_text(encoding="utf-8")
    before, *parts = _SECTION.split(grammar)
    yield "Before all else", before
    yield from ((t, body) for t, body in zip(parts[::2], parts[1::2], strict=True) if t != "Words")


def _of_rule(found: re.Match[str], text: str, used: dict[Rule, Use]) -> Iterator[str]:
    """The heading of a rule, and a table of its shapes."""
    name = found["name"]
    if name in NO_SHAPES:
        return
    above = _above(text, found.start())
    number = _NUMBER.search(above)
    yield f"\n### {_spoken(name)}\n"
    if number:
        yield f"Form {number[1]} of the [phrasebook](../phrasebook.md).\n"
    yield "| shape | a sentence that uses it | from |\n|---|---|---|"
    for shape in shapes(name, found["body"]):
        use = _use(shape, used)
        link = f"[{_called(Path(use.file))}](../../../{use.file})"
        yield f"| {_written(shape.tokens)} | {use.sentence} | {link} |"


def _called(file: Path) -> str:
    """What people call *file*: by the folder where each of its kind has the same name."""
    return file.parent.name if file.stem in ("contract", "hole", "guarded") else file.stem


def _above(text: str, at: int) -> str:
    """The remarks directly above a rule."""
    lines = text[:at].splitlines()
    remarks: list[str] = []
    while lines and lines[-1].startswith("//"):
        remarks.insert(0, lines.pop())
    return "\n".join(remarks)


def shapes(name: str, body: str) -> Iterator[Shape]:
    """The shapes of the rule *name*: its body parted at each bar that stands in no bracket."""
    tokens: list[str] = []
    depth = 0
    for sign in [*_TOKEN.findall(re.sub(r"(?m)^\s*//.*$|\s//.*$", "", body)), "|"]:
        if sign == "|" and not depth:
            alias = tokens[-1] if "->" in tokens else ""
            yield Shape(name, tuple(tokens[:-2] if alias else tokens), alias)
            tokens = []
            continue
        depth += (sign in "[({") - (sign in "])}")
        tokens.append(sign)


# -- How a shape is written for people ------------------------------------------------------------


def _spoken(name: str) -> str:
    return name.strip("_").replace("_", " ")


def _written(tokens: tuple[str, ...]) -> str:
    """A shape as people read it, in Markdown."""
    words = " ".join(_parts(_without_templates(tokens)))
    words = re.sub(r" ([,;:\])])", r"\1", words)
    return re.sub(r"([\[(]) ", r"\1", words).replace("|", "/")


def _without_templates(tokens: tuple[str, ...]) -> tuple[str, ...]:
    """*tokens* with lists and their parts as plain words: `_some{x}` is a list of x."""
    out: list[str] = []
    at = 0
    while at < len(tokens):
        if tokens[at + 1 : at + 2] == ("{",):
            inner = tokens[at + 2]
            many = ('"; and (b) …"',) if tokens[at] == "_some" else ()
            out += ['"(a)"', inner, *many]
            at += 4
        else:
            out.append(tokens[at])
            at += 1
    return tuple(out)


def _parts(tokens: tuple[str, ...]) -> Iterator[str]:
    for sign in tokens:
        match sign[0]:
            case '"':
                yield sign.strip('"')
            case "*":
                yield "…"
            case "?":
                continue
            case _ if sign in SIGNS:
                yield SIGNS[sign]
            case _ if sign in HIDDEN:
                yield HIDDEN[sign]
            case _ if sign[0].islower():
                yield f"*[{_spoken(sign)}](#{_spoken(sign).replace(' ', '-')})*"
            case _:
                yield sign


# -- The sentences that use it --------------------------------------------------------------------


def uses() -> dict[Rule, Use]:
    """What uses each rule of the parser, of all the sentences that can be read."""
    parser = build()
    now: set[Rule] = set()
    core = parser.parser.parser.parser
    core.callbacks = {rule: _noted(rule, does, now) for rule, does in core.callbacks.items()}
    used: dict[Rule, Use] = {rule: Use() for rule in parser.rules}
    for sentence, file in _sentences().items():
        now.clear()
        if _read(parser, sentence):
            for rule in now:
                used[rule] = min(used[rule], Use(sentence, file), key=Use.better)
    return used


def _noted(rule: Rule, does: Callable[..., Any], now: set[Rule]) -> Callable[..., Any]:
    """What the parser does with *rule*, and a note that it did."""

    def noted(*parts: Any) -> Any:
        now.add(rule)
        return does(*parts)

    return noted


def _read(parser: Lark, sentence: str) -> bool:
    try:
        parser.parse(sentence)
    except UnexpectedInput:
        return False
    return True


def _sentences() -> dict[str, str]:
    """Each sentence once, without notes and line ends, and the first file that holds it."""
    found: dict[str, str] = {}
    for pattern in SOURCES:
        for path in sorted(ROOT.glob(pattern)):
            for sentence in _of_file(path) if path != PAGE else ():
                found.setdefault(sentence, path.relative_to(ROOT).as_posix())
    return found


def _of_file(path: Path) -> Iterator[str]:
    text = straightened(path.read_text(encoding="utf-8"))
    for part in _BLOCK.findall(text) if path.suffix == ".md" else [text]:
        for piece in scan(Source(path.name, part)):
            if isinstance(piece, Sentence):
                words = re.sub(r"\[[^\]]*\]", "", part[piece.span.start : piece.span.end])
                yield re.sub(r" ([,;.])", r"\1", " ".join(words.split()))


def _use(shape: Shape, used: dict[Rule, Use]) -> Use:
    """What uses *shape*, of all the rules that the parser makes of it."""
    of_it = (use for rule, use in used.items() if _is_of(rule, shape))
    found = min(of_it, key=Use.better, default=Use())
    assert found.file, f"no contract, test or page uses {shape.rule}: {' '.join(shape.tokens)}"
    return found


def _is_of(rule: Rule, shape: Shape) -> bool:
    """Whether the parser made *rule* from *shape*."""
    if rule.origin.name != shape.rule or (rule.alias or "") != shape.alias:
        return False
    names = {_written_as().get(s.name, s.name.partition("{")[0]) for s in rule.expansion}
    return bool(names) and shape.needs() <= names


@cache
def _written_as() -> dict[str, str]:
    """The words and signs behind the names that the parser gives them."""
    patterns = ((one.name, one.pattern.value) for one in build().terminals)
    words = (
        (name, re.fullmatch(r"\(\?:(\w+)\)\(\?!.*|\\?(\W)", value)) for name, value in patterns
    )
    return {name: found[1] or found[2] for name, found in words if found}


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
