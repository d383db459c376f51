"""A whole contract as text."""

from sibdsl.syntax.forms import Clause, Document, Signed, Title
from sibdsl.syntax.layout import laid_out
from sibdsl.syntax.tree import Text
from sibdsl.syntax.write.sentences import sentence


def document(contract: Document) -> str:
    """The text of *contract*, laid out, from its tree alone; headings and notes are not in a tree.

    Reading it gives the same tree.
    """
    return laid_out("".join(map(_clause, contract.clauses)))


def _clause(clause: Clause) -> str:
    number = f"{clause.number} " if clause.number else ""
    quoted = "".join(f"{sentence(Signed(Text(words)))}\n" for words in clause.signed)
    space = "\n" if isinstance(clause.form, Title) else ""
    return f"{number}{sentence(clause.form)}\n{quoted}{space}"
