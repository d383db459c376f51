"""What a check looks at: the sentences, their Terms, and the source."""

from collections.abc import Iterator
from typing import TypeVar

from attrs import frozen

from sibdsl.check.symbols import Kind, Symbol, Symbols
from sibdsl.diagnostics import Code, Finding, Label, Place
from sibdsl.source import Span
from sibdsl.syntax import forms, tree
from sibdsl.syntax.walk import walk

N = TypeVar("N", bound=tree.Node)


@frozen
class Subject:
    """A document and its Terms.

    *broken* says that some sentences of the file have mistakes; *unread_terms* are the Terms, in
    the singular, of those that could not be read at all.
    """

    document: forms.Document
    symbols: Symbols
    broken: bool = False
    unread_terms: frozenset[str] = frozenset()

    def forms_of(self, kind: type[N]) -> Iterator[tuple[forms.Clause, N]]:
        """The sentences of one form, with their clauses.

        Those of amendments are not among them: the contract as amended is checked by itself.
        """
        for clause in self.document.clauses:
            form: tree.Node = clause.form
            if isinstance(form, kind):
                yield clause, form

    def nodes_of(self, kind: type[N]) -> Iterator[tuple[forms.Clause, N]]:
        """Every node of one class, with the clause it stands in."""
        for clause in self.document.clauses:
            for node in walk(clause.form):
                if isinstance(node, kind):
                    yield clause, node

    def kind_of(self, name: tree.Node | None) -> Kind | None:
        """What a Term is; None for what is no Term, or nowhere declared."""
        symbol = self.symbols.get(name) if isinstance(name, tree.Name) else None
        return symbol.kind if symbol else None

    def words(self, node: tree.Node) -> str:
        """The words of *node* as written, on one line."""
        return " ".join(self.document.source[node.span].split())

    def finding(
        self,
        code: Code,
        message: str,
        span: Span,
        clause: str,
        *,
        label: str = "",
        others: tuple[Label, ...] = (),
        help: str | None = None,  # noqa: A002
    ) -> Finding:
        """A finding at the words in *span*."""
        return Finding(
            code,
            message,
            Place.words(self.document.source, span),
            clause=clause or None,
            label=label,
            others=others,
            help=help,
        )

    def declared(self, symbol: Symbol) -> Label:
        """The second place of a finding: where a Term was declared."""
        place = Place.words(self.document.source, symbol.span)
        return Label(place, f"`{symbol.text or symbol.name}` is {symbol.kind.value}, as said here")
