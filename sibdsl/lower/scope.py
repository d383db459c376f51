"""Where a phrase stands: the Terms, the items bound around it, and what could not be lowered."""

from collections.abc import Mapping
from typing import TypeVar

from attrs import evolve, field, frozen

from sibdsl.check.symbols import Home, Kind, Symbol, Symbols, base, key
from sibdsl.diagnostics import Code, Finding, Place, codes
from sibdsl.model import terms
from sibdsl.model.contract import Counted, Holding
from sibdsl.model.days import Day
from sibdsl.source import Source, Span
from sibdsl.syntax import forms, tree

T = TypeVar("T")


@frozen
class Scope:
    """What is known at one place of a contract.

    *bound* are the items and groups that a sentence is about ("for each Step-Down"), *cycle* its
    `for each quarter`, *current* the period that is being restarted, *first* how many of each kind
    of item count. *since* is the day from which each amended clause reads as it does, *levels* says
    of whom each definition speaks. *findings* gathers what is wrong; it is the one list of the
    whole contract.
    """

    source: Source
    symbols: Symbols
    first: dict[str, Counted]
    term: tuple[terms.DayTerm, terms.DayTerm]
    holdings: tuple[Holding, ...] = ()
    clause: str = ""
    bound: frozenset[str] = frozenset()
    current: str | None = None
    cycle: str | None = None
    since: Mapping[str, Day] = field(factory=dict)
    levels: Mapping[str, str] = field(factory=dict)
    findings: list[Finding] = field(factory=list, repr=False)

    def at(self, clause: str) -> "Scope":
        """The same, in another clause."""
        return evolve(self, clause=clause)

    def binding(self, name: str) -> "Scope":
        """The same, with the item of that name bound."""
        return evolve(self, bound=self.bound | {name})

    def for_each(self, index: "tree.Name | tree.Cycle | None") -> "Scope":
        """The same, in a sentence `for each` *index*."""
        match index:
            case tree.Name():
                return self.binding(self.variable(index))
            case tree.Cycle(word):
                return evolve(self, cycle=word)
            case None:
                return self

    def restarting(self, period: str) -> "Scope":
        """The same, while *period* is worked out."""
        return evolve(self, current=period)

    def labelled(self, node: tree.Node, label: str = "") -> terms.Clause:
        """The clause, with the letter of the item, and the words of *node*."""
        number = f"{self.clause}({label})" if label else self.clause
        return terms.Clause(number, words_of(self.source, node.span))

    def item_labelled(self, item: tree.Item) -> terms.Clause:
        """The clause and letter of an item of a list, and its words after the letter."""
        words = words_of(self.source, item.span).removeprefix(f"({item.label})").strip()
        return terms.Clause(f"{self.clause}({item.label})", words)

    def report(self, code: Code, message: str, span: Span, *, advice: str | None = None) -> None:
        """Note what is wrong at *span*: the same thing once, where it is met first."""
        place = Place.words(self.source, span)
        finding = Finding(code, message, place, clause=self.clause or None, help=advice)
        if not any((f.code, f.message) == (code, message) for f in self.findings):
            self.findings.append(finding)

    def not_computed(self, what: str, span: Span) -> None:
        """Note a form that is read and not yet computed."""
        self.report(
            codes.NOT_COMPUTED,
            f"{what} is read, and not yet computed by this version",
            span,
            advice="the contract can be read, formatted and checked, but nothing is paid by it yet",
        )

    def outcome(self, name: tree.Name) -> str:
        """The outcome, as the sentence that achieves it writes its Term."""
        return self.symbols[name].text

    # -- Items ------------------------------------------------------------------------------------

    def variable(self, name: tree.Name | str) -> str:
        """The name by which an item is bound: of `each X where …`, that of the X below."""
        return base(self.symbols.by_name, key(name)).name

    def items(self, name: tree.Name | str) -> terms.Items:
        """All items of that Term."""
        symbol = self.symbols[name]
        if symbol.kind in (Kind.EVENT, Kind.SPELL):
            return terms.Recorded(symbol.name, whose(symbol))
        return terms.ItemsNamed(symbol.name)

    def item(self, name: tree.Name | str, span: Span) -> terms.Item:
        """The one item that the Term means here: the bound one, or the only one there can be."""
        variable = self.variable(name)
        if variable in self.bound:
            return terms.Bound(variable)
        symbol = self.symbols[name]
        if not self.is_single(symbol):
            self.report(
                codes.WHICH_ONE,
                f"there can be many of `{symbol.name}`; which one is meant?",
                span,
                advice=f"say `Only the first {symbol.name} of each … counts.`, or on which day: "
                f"`… on Referral`; an outcome can be `for each {symbol.name}`",
            )
        return terms.Only(self.items(name))

    def is_single(self, symbol: Symbol) -> bool:
        """Whether a case holds at most one."""
        counted = self.first.get(symbol.name)
        if counted is not None and counted.n == 1:
            return True
        match symbol.node:
            case forms.Field(shape=forms.Events(word) | forms.Periods(word)):
                return word in ("event", "period")
            case forms.Means(meaning=forms.ItemsWhere(items)):
                return self.is_single(self.symbols[items])
            case _:
                return False

    def index_is_bound(self, name: tree.Name) -> bool:
        """Whether a Term with one value for each item is used where that item is bound."""
        index = index_of(self.symbols[name])
        match index:
            case None:
                return True
            case tree.Cycle(word):
                known = self.cycle == word
            case _:
                of_group = self.symbols[index].kind is Kind.GROUP
                known = of_group or self.variable(index) in self.bound
        if known:
            return True
        self.report(
            codes.WHICH_ONE,
            f"`{name.text}` has one value for each {_said(index)}; which one is meant?",
            name.span,
            advice=f"say `for each {_said(index)}`",
        )
        return False

    def this_cycle(self, cycle: tree.Cycle) -> terms.Period:
        """The quarter, year or claim that the sentence is for."""
        if self.cycle != cycle.word:
            self.report(
                codes.WHICH_ONE,
                f"which {cycle.word} is meant?",
                cycle.span,
                advice=f"`the {cycle.word}` stands in a sentence `for each {cycle.word}`",
            )
        return terms.ThisCycle()


def whose(symbol: Symbol) -> str:
    """In whose record a field stands, as the core says it."""
    return terms.CONTRACT if symbol.home is Home.CONTRACT else symbol.group


def index_of(symbol: Symbol) -> tree.Name | tree.Cycle | None:
    """What a definition has one value for each of: items, groups, or spans of the calendar."""
    return symbol.node.index if isinstance(symbol.node, forms.Means) else None


def _said(index: tree.Name | tree.Cycle) -> str:
    return key(index) if isinstance(index, tree.Name) else index.word


def words_of(source: Source, span: Span) -> str:
    """The words in *span*, on one line, without notes."""
    text, depth = [], 0
    for c in source[span]:
        depth += c == "["
        if not depth:
            text.append(c)
        depth -= c == "]"
    return " ".join("".join(text).split())
