"""Contracts in colour, for a terminal: by the same lexer as the pages of the documentation."""

import io
import re
from typing import Final

from pygments.formatters import TerminalFormatter
from pygments.token import Comment, Generic, Keyword, Literal, Name, Number, String, Token

from sibdsl.lexer import SibLexer

_COLOURS: Final = {
    kind: (colour, colour)  # on a light ground and on a dark one: nobody knows which it is
    for kind, colour in {
        Token: "",
        Comment: "brightblack",
        Generic.Heading: "*",
        Keyword: "*",
        Keyword.Pseudo: "",
        Literal.Date: "green",
        Name.Class: "cyan",
        Name.Label: "*",
        Number: "green",
        String: "green",
    }.items()
}
"""Readable on either ground; red, yellow and magenta are left to what is wrong."""

_FRAME: Final = re.compile(
    r"(?P<header>^ (?:-->|:::) \S.*\.sib:\d.*\n +\|\n *\d+ \| )(?P<line>.*)", re.MULTILINE
)
_CLAUSE: Final = re.compile(r"^(?:\d|Contract \").*(?:\n {4}(?!= |  ).*)*", re.MULTILINE)


def coloured(text: str) -> str:
    """*text* of a contract, with the signs that give its words their colours on a terminal."""
    out = io.StringIO()
    tokens = ((kind, words) for _, kind, words in SibLexer().get_tokens_unprocessed(text))
    TerminalFormatter(colorscheme=_COLOURS).format(tokens, out)
    return out.getvalue()


def frames_coloured(page: str) -> str:
    """*page* with the lines of contracts coloured that the frames of findings show."""
    return _FRAME.sub(lambda found: found["header"] + coloured(found["line"]), page)


def clauses_coloured(page: str) -> str:
    """*page* of `sibdsl explain` with the words of its clauses coloured."""
    return _CLAUSE.sub(lambda found: coloured(found[0]), page)
