"""Where the grammar and the pages that explain findings lie: in a wheel, or in a checkout."""

from pathlib import Path


def grammar() -> Path:
    """The folder that holds the grammar of the language."""
    return _folder(installed="grammar", checkout="grammar")


def error_pages() -> Path:
    """The folder that holds one page for each code a finding can carry."""
    return _folder(installed="errors", checkout="docs/reference/errors")


def _folder(installed: str, checkout: str) -> Path:
    """The folder as a wheel lays it out or, where there is none, as the repository does."""
    package = Path(__file__).resolve().parent
    places = (package / installed, package.parent / checkout)
    for place in places:
        if place.is_dir():
            return place
    raise RuntimeError(f"sibdsl is not installed whole: no folder at {places[0]} or {places[1]}")
