"""Words of a document as HTML: escaped, with their links."""

from html import escape
from typing import assert_never

from sibdsl.render.document import Faint, Inline, Link, Strong, Words


def marked_up(words: Words) -> str:
    """A line of words."""
    return "".join(map(_inline, words))


def _inline(part: Inline) -> str:
    match part:
        case str():
            return said(part)
        case Strong(words):
            return f"<strong>{said(words)}</strong>"
        case Faint(words):
            return f'<span class="faint">{said(words)}</span>'
        case Link(words, anchor):
            return f'<a href="#{place(anchor)}">{said(words)}</a>'
        case _:
            assert_never(part)


def said(words: str) -> str:
    """Plain words, between tags."""
    return escape(words, quote=False)


def anchored(anchor: str) -> str:
    """The attribute that names a place; nothing where it has no name."""
    return f' id="{place(anchor)}"' if anchor else ""


def place(anchor: str) -> str:
    """The name of a place, within quotation marks."""
    return escape(anchor)
