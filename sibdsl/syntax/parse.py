"""From text to tree. The only module that knows Lark."""

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any, Final

from lark import Lark, Token, Transformer, UnexpectedInput, v_args
from lark.lexer import PatternRE, PatternStr, TerminalDef
from lark.tree import Meta, Tree

from sibdsl import resources
from sibdsl.source import Source, Span
from sibdsl.syntax import forms, tree, words
from sibdsl.syntax.draft import Draft
from sibdsl.syntax.reading import Parsed, Unexpected, read_file

_WHOLE_WORDS: Final = frozenset({"ORDINAL", "EXCEPT_WHERE"})


def whole_words(terminal: TerminalDef) -> None:
    """Make a keyword match as a whole word only: `in` is not the beginning of `into`."""
    pattern = terminal.pattern
    keyword = isinstance(pattern, PatternStr) and pattern.value[0].isalpha()
    if keyword or terminal.name in _WHOLE_WORDS:
        terminal.pattern = PatternRE(_whole(pattern.value), pattern.flags)


def _whole(pattern: str) -> str:
    return rf"(?:{pattern})(?![\w'-])"


def build(*, cached_in: str | None = None, strict: bool = False) -> Lark:
    """The parser of one sentence, built from `grammar/sib.lark` or read from the cache."""
    return Lark(
        (resources.grammar() / "sib.lark").read_text(encoding="utf-8"),
        parser="lalr",
        lexer="contextual",
        propagate_positions=True,
        maybe_placeholders=True,
        edit_terminals=whole_words,
        strict=strict,
        cache=cached_in or False,
    )


@cache
def parser() -> Lark:
    """The one parser, its tables kept in the cache folder of the user where that can be."""
    folder = Path.home() / ".cache" / "sibdsl"
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError:
        return build()
    return build(cached_in=str(folder / "grammar.tables"))


def parse(source: Source) -> Parsed:
    """Read *source*, sentence by sentence; one that cannot be read is left out of the document."""
    return read_file(source, _Reader())


class _Reader:
    """What reads one sentence, by the grammar."""

    @property
    def keywords(self) -> frozenset[str]:
        """Every keyword of the language, as written."""
        return keywords()

    def read(self, draft: Draft) -> forms.Form | Unexpected:
        """The form of *draft*, or the first word in it that could not stand there."""
        try:
            parsed = parser().parse(draft.text)
        except UnexpectedInput as error:
            return _unexpected(error, draft)
        form: forms.Form = _Builder(draft).transform(parsed).children[0]
        return form

    def reads(self, text: str) -> bool:
        """Whether *text* is a sentence."""
        try:
            parser().parse(text)
        except UnexpectedInput:
            return False
        return True


def _unexpected(error: UnexpectedInput, draft: Draft) -> Unexpected:
    """Where *error* stands, and the words that could have stood there."""
    at = getattr(error, "pos_in_stream", None)
    at = len(draft.text) if at is None else at
    return Unexpected(at, frozenset(_in_words(_accepted_after(draft.text[:at]))))


def _accepted_after(text: str) -> set[str]:
    """What can follow *text*. Asked anew: where a parse fails, Lark has already dropped some."""
    going = parser().parse_interactive(text)
    try:
        going.exhaust_lexer()
    except UnexpectedInput:
        return set()
    return set(going.accepts())  # type: ignore[no-untyped-call]


@cache
def keywords() -> frozenset[str]:
    """Every keyword of the language, as written."""
    names = {t.name for t in parser().terminals}
    return frozenset(w for w in _in_words(names) if w.isalpha() and w not in _KINDS)


def _in_words(terminals: set[str]) -> Iterator[str]:
    """Keywords as written; other terminals by their names in capitals."""
    patterns = {t.name: t.pattern for t in parser().terminals}
    for name in terminals:
        pattern = patterns.get(name)
        if name in _KINDS or pattern is None:
            yield name
        else:
            yield pattern.value.removeprefix("(?:").split(")(?!")[0].replace("\\", "")


_KINDS: Final = frozenset(
    {"TERM", "DATE", "MONEY", "PERCENT", "NUMBER", "STRING", "LETTER", "CLAUSE", "ORDINAL"}
)

# -- From Lark's tree to ours ---------------------------------------------------------------------

_CLASSES: Final[dict[str, Callable[..., tree.Node]]] = {
    name: value
    for module in (tree, forms)
    for name, value in vars(module).items()
    if isinstance(value, type) and issubclass(value, tree.Node)
}
_TUPLES: Final = frozenset(
    {"fields", "names", "strings", "codes", "joiners", "with", "scopes", "order", "facts"}
    | {"carrying", "one_or_two", "bounds", "several_days", "several"}
)
_OF_MANY: Final = frozenset({"all_of", "any_of", "payments_expected", "card", "tiers"})
_WORDS: Final = frozenset(
    {"event_word", "period_word", "rising", "operator", "difference", "summed", "direction"}
    | {"named_grain", "side", "day_beside", "comparison", "unit", "part", "extreme", "simple_type"}
    | {"beyond", "moving"}
)


def _camel(name: str) -> str:
    return "".join(part.capitalize() for part in name.split("_"))


@v_args(meta=True)
class _Builder(Transformer[Token, Any]):
    """Each rule becomes the class of its name, its parts in the order of the words."""

    def __init__(self, draft: Draft) -> None:
        super().__init__()
        self._draft = draft

    def __default__(self, data: Any, children: list[Any], meta: Meta) -> Any:
        name = str(data)
        if name in _WORDS:
            return words.singular_unit(" ".join(str(child) for child in children))
        if name in _TUPLES:
            return tuple(children)
        if name == "start":
            return Tree(data, children, meta)
        if name in _OF_MANY:
            children = [tuple(children)]
        return _CLASSES[_camel(name)](*children, span=self._at(meta))

    def name(self, meta: Meta, children: list[Token]) -> tree.Name:
        article, text = words.article_and_term(str(children[0]))
        start = meta.end_pos - len(str(children[0])) + _after_article(children[0])
        return tree.Name(text, article, span=self._draft.place(start, meta.end_pos))

    def date(self, meta: Meta, children: list[Token]) -> tree.Date:
        text = " ".join(str(children[0]).split())
        return tree.Date(words.day_written(text), text, span=self._at(meta))

    def number(self, meta: Meta, children: list[Token]) -> tree.Number:
        return tree.Number(words.number_written(str(children[0])), span=self._at(meta))

    def percent(self, meta: Meta, children: list[Token]) -> tree.Percent:
        return tree.Percent(words.number_written(str(children[0])[:-1]), span=self._at(meta))

    def money(self, meta: Meta, children: list[Token]) -> tree.Amount:
        return tree.Amount(words.money_written(str(children[0])), span=self._at(meta))

    def STRING(self, token: Token) -> tree.Text:
        return tree.Text(" ".join(str(token)[1:-1].split()), span=self._place(token))

    def CLAUSE(self, token: Token) -> tree.Text:
        return tree.Text(str(token), span=self._place(token))

    def ORDINAL(self, token: Token) -> int:
        return int(str(token)[:-2])

    def LETTER(self, token: Token) -> str:
        return str(token)[1:-1]

    def EXCEPT_WHERE(self, token: Token) -> Any:
        return _NOTHING

    def role(self, meta: Meta, children: list[Token]) -> tree.Role:
        return tree.Role(words.singular_role(" ".join(children)), span=self._at(meta))

    def cycle(self, meta: Meta, children: list[Token]) -> tree.Cycle:
        return tree.Cycle(" ".join(children), span=self._at(meta))

    def parted(self, meta: Meta, children: list[Any]) -> bool:
        return True

    def late(self, meta: Meta, children: list[Token]) -> bool:
        return str(children[0]) == "adds"

    def fields(self, meta: Meta, children: list[tree.Node]) -> tuple[tree.Item, ...]:
        return tuple(_item(child) for child in children)

    def facts(self, meta: Meta, children: list[tree.Node]) -> tuple[tree.Item, ...]:
        return tuple(_item(child) for child in children)

    def decimal_places(self, meta: Meta, children: list[tree.Number]) -> tree.Number:
        return children[0]

    def first_part(self, meta: Meta, children: list[Any]) -> tree.PartOf:
        return tree.PartOf("first", *children, span=self._at(meta))

    def union(self, meta: Meta, children: list[tree.Name]) -> tree.Union:
        return tree.Union(tuple(children), span=self._at(meta))

    def days_except(self, meta: Meta, children: list[Any]) -> tree.DaysExcept:
        return tree.DaysExcept(children[0], children[-1], span=self._at(meta))

    def events(self, meta: Meta, children: list[Any]) -> forms.Events:
        word, carried = children
        return forms.Events(word, carried or (), span=self._at(meta))

    def periods(self, meta: Meta, children: list[Any]) -> forms.Periods:
        word, parted, carried = children
        return forms.Periods(word, bool(parted), carried or (), span=self._at(meta))

    def joiner(self, meta: Meta, children: list[Any]) -> forms.Joiner:
        since, named = children
        return forms.Joiner(since, named, span=self._at(meta))

    def tier(self, meta: Meta, children: list[Any]) -> forms.Tier:
        amount, n = (*children, None)[:2]
        return forms.Tier(amount, n, span=self._at(meta))

    def rises(self, meta: Meta, children: list[Any]) -> forms.Rises:
        return self._rises(meta, children, each=False)

    def rises_on_each(self, meta: Meta, children: list[Any]) -> forms.Rises:
        return self._rises(meta, children, each=True)

    def _rises(self, meta: Meta, children: list[Any], *, each: bool) -> forms.Rises:
        outcomes, word, by, on, rounding = children
        place = self._at(meta)
        return forms.Rises(outcomes or (), word, by, on, each, rounding, span=place)

    def floor_in_total(self, meta: Meta, children: list[Any]) -> forms.Floor:
        return forms.Floor(None, *children, span=self._at(meta))

    def share_of_payment(self, meta: Meta, children: list[Any]) -> forms.Share:
        payer, on, percent, outcomes, *rest = children
        named = (outcomes,) if isinstance(outcomes, tree.Name) else outcomes or ()
        return forms.Share(payer, on, percent, "payment", named, *rest, span=self._at(meta))

    def share_of_claim(self, meta: Meta, children: list[Any]) -> forms.Share:
        payer, on, percent, *rest = children
        return forms.Share(payer, on, percent, "claim", (), None, *rest, span=self._at(meta))

    def claims(self, meta: Meta, children: list[Any]) -> forms.Claims:
        return forms.Claims(tuple(children[:-1]), children[-1], span=self._at(meta))

    def example(self, meta: Meta, children: list[Any]) -> forms.Example:
        name, *givens, by, expected = children
        return forms.Example(name, tuple(givens), by, expected, span=self._at(meta))

    def _at(self, meta: Meta) -> Span:
        return tree.NOWHERE if meta.empty else self._draft.place(meta.start_pos, meta.end_pos)

    def _place(self, token: Token) -> Span:
        assert token.start_pos is not None, "a token that was read has a place"
        assert token.end_pos is not None, "a token that was read has a place"
        return self._draft.place(token.start_pos, token.end_pos)


_NOTHING: Final = object()


def _item(node: tree.Node) -> tree.Item:
    return node if isinstance(node, tree.Item) else tree.Item("", node, span=node.span)


def _after_article(token: Token) -> int:
    """How many characters of *token* the article and the space after it take."""
    return len(str(token)) - len(words.ARTICLE.sub("", str(token), count=1))
