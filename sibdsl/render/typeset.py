"""Typst, as we run it: with its own fonts and those of Matplotlib, and nothing of the system.

So a page looks the same, and has the same bytes, on every machine.
"""

from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Final, Literal

import typst

_BEGUN: Final = 0
"""The moment that stands in a file as that of its making: the same in all."""


def typeset(source: bytes, given: dict[str, str], form: Literal["pdf", "png"]) -> bytes:
    """The pages that *source* makes of *given*: a PDF for screen readers too, or one PNG."""
    compiler = typst.Compiler(source, font_paths=_fonts(), sys_inputs=given)
    made = compiler.compile(
        format=form,
        ppi=_POINTS,
        pdf_standards=["ua-1"] if form == "pdf" else [],
        timestamp=_BEGUN,
    )
    if not isinstance(made, bytes):
        raise TypeError(f"one file is made, and not {made!r}")
    return made


_POINTS: Final = 192.0
"""Dots to an inch of a picture: fine enough for print at the width of a page."""


@cache
def _fonts() -> typst.Fonts:
    """The serif and the fixed face that Typst holds, and the sans serif of Matplotlib."""
    found = find_spec("matplotlib")
    places = found.submodule_search_locations if found is not None else None
    folders = [Path(place) / "mpl-data" / "fonts" / "ttf" for place in places or ()]
    return typst.Fonts(include_system_fonts=False, font_paths=list(folders))
