"""A drawing with its words: what an SVG says of itself is what stands in its place."""

import re
from html import unescape
from typing import Final

from sibdsl.render.document import Picture

_DESCRIBED: Final = re.compile(r"<desc[^>]*>(.*?)</desc>", re.DOTALL)


def picture(svg: str, caption: str) -> Picture:
    """The drawing *svg*; its alternative text is its own description, else its *caption*."""
    found = _DESCRIBED.search(svg)
    said = " ".join(unescape(found[1]).split()) if found else ""
    return Picture(svg, said or caption, caption)
