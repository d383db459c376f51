"""A drawing in SVG as a PNG, for those who take no SVG, such as Word."""

import re
from typing import Final

from sibdsl.render.typeset import typeset

_PAGE: Final = b"""\
#set page(width: 17cm, height: auto, margin: 0pt, fill: white)
#image(bytes(sys.inputs.svg), format: "svg", width: 100%)
"""

_ANY_SANS: Final = re.compile(r"(font-family\s*[=:][^;>]*?)\bsans-serif\b")


def png(svg: str) -> bytes:
    """The whole drawing on white, as wide as the text of a page of A4 and fine enough for print.

    The same drawing gives the same bytes.
    """
    return typeset(_PAGE, {"svg": with_face(svg)}, "png")


def with_face(svg: str) -> str:
    """The drawing with a face that is there by name, where it asks for any without serifs.

    >>> with_face('<text font-family="sans-serif">sans-serif</text>')
    '<text font-family="DejaVu Sans">sans-serif</text>'
    """
    return _ANY_SANS.sub(r"\1DejaVu Sans", svg)
