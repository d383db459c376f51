"""The documentation site: `python -m sphinx -c docs -W . OUT`, from the top of the repository.

The sources are the pages as they lie, with the contracts beside them, so that every link that works
in the repository works on the site. Nothing is fetched: no font, script or picture of others.
"""

import sys
from fnmatch import fnmatch
from pathlib import Path
from typing import Any, Final

from docutils import nodes
from pygments.lexers import TextLexer
from sphinx.application import Sphinx
from sphinx.parsers import Parser

sys.path.insert(0, str(Path(__file__).parents[1]))  # where the package is not installed

from sibdsl.lexer import SibLexer

project = "sibdsl"
project_copyright = "the sibdsl authors. Apache-2.0"
html_title = "sibdsl"
language = "en-GB"

extensions = ["myst_parser"]
root_doc = "docs/index"
source_suffix = {".md": "markdown", ".sib": "sib"}
include_patterns = [
    "*.md",
    "docs/**.md",
    "contracts/**README.md",
    "contracts/*/contract.sib",
    "tests/loopholes/*/*.md",
    "tests/loopholes/*/*.sib",
    "tests/mechanics/*.sib",
    "tests/interpret/contracts/*.sib",
    "changelog.d/README.md",
]
exclude_patterns = [".*", "sibdsl", "benchmarks", "build", "dist"]

myst_heading_anchors = 4
nitpicky = True
highlight_language = "text"
smartquotes = False  # the language knows straight quotation marks

html_theme = "furo"
pygments_style = "a11y-high-contrast-light"
pygments_dark_style = "a11y-high-contrast-dark"
html_static_path = ["static"]
html_css_files = ["sib.css"]
html_copy_source = False
html_show_sphinx = False
html_theme_options: Final = {"top_of_page_buttons": []}


UNDER: Final = {
    "docs/reference/phrasebook": "\n".join(
        f"phrasebook/{page}"
        for page in (
            "parties-and-records",
            "meaning-of-words",
            "outcomes",
            "payments-and-limits",
            "funding-and-claims",
            "what-follows-and-examples",
            "phrases",
            "standing-words",
            "every-form",
        )
    ),
    "docs/decisions/README": "0*",
    "contracts/README": "*/README",
}
"""The pages that stand under another in the list of contents: said here, for where the pages are
read without Sphinx such a list would show as code."""

IN_NO_LIST: Final = ("tests/*", "contracts/*/contract", "docs/reference/errors/SIB*")
"""Pages that other pages lead to. They are too many to stand in a list beside every page."""


class ContractParser(Parser):
    """Reads a contract as a page: its title, and its text as it stands, in colours."""

    supported = ("sib",)

    def parse(self, inputstring: str, document: nodes.document) -> None:
        """Put a heading and the whole text of a contract into *document*."""
        name = inputstring.partition('"')[2].partition('"')[0]
        section = nodes.section(ids=["contract"], names=["contract"])
        section += nodes.title(text=name)
        section += nodes.literal_block(inputstring, inputstring, language="sib")
        document += section


def with_contents(app: Sphinx, name: str, source: list[str]) -> None:
    """Put the pages under *name* into the list of contents."""
    if name in UNDER:
        source[0] += f"\n```{{toctree}}\n:hidden:\n:titlesonly:\n:glob:\n{UNDER[name]}\n```\n"


def in_no_list(app: Sphinx, tree: nodes.document) -> None:
    """Let a page that others lead to be in no list of contents."""
    if any(fnmatch(app.env.docname, pattern) for pattern in IN_NO_LIST):
        app.env.metadata[app.env.docname]["orphan"] = True


def for_all_readers(
    app: Sphinx, name: str, template: str, context: dict[str, Any], tree: nodes.document | None
) -> None:
    """Let the keyboard reach blocks that scroll, and say how deep the headings beside them are."""
    context["body"] = context.get("body", "").replace("<pre>", '<pre tabindex="0">')
    beside = context.get("furo_navigation_tree", "")
    context["furo_navigation_tree"] = beside.replace(
        'role="heading"', 'role="heading" aria-level="2"'
    )


def setup(app: Sphinx) -> dict[str, Any]:
    """What Sphinx calls: makes it know contracts, and how blocks of them are coloured."""
    for name in SibLexer.aliases:
        app.add_lexer(name, SibLexer)
    app.add_lexer("csv", TextLexer)
    app.add_source_parser(ContractParser)
    app.connect("source-read", with_contents)
    app.connect("doctree-read", in_no_list)
    app.connect("html-page-context", for_all_readers, priority=900)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
