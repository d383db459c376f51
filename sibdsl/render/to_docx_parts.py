"""The parts of a document as paragraphs, tables and pictures of a Word file."""

from io import BytesIO
from typing import Final, assert_never

from docx.document import Document as Word
from docx.shared import Cm
from docx.text.paragraph import Paragraph as Line
from docx.text.run import Run

from sibdsl.render.document import (
    Aside,
    Block,
    Clause,
    ClauseLine,
    Code,
    Document,
    Facts,
    Faint,
    Heading,
    Inline,
    Link,
    Listing,
    Paragraph,
    Picture,
    Signatures,
    Strong,
    Table,
    Words,
)
from sibdsl.render.pictures import png
from sibdsl.render.to_docx_marks import begun, bookmark, bookmark_names, ended, first_runs, link
from sibdsl.render.to_docx_styles import (
    ASIDES,
    BESIDE,
    CLAUSE,
    FACT,
    FAINT,
    HANGING,
    HYPERLINK,
    ITEMS,
    LETTER_ROOM,
    STRONG,
    Styles,
)
from sibdsl.render.to_docx_tables import put_table, sign
from sibdsl.render.to_paper import anchors, lines_and_asides, printable

_PICTURE: Final = 16.2
"""As wide as the text, in centimetres."""


class Writing:
    """A document on its way into *word*; it knows the name of each bookmark."""

    def __init__(self, word: Word, document: Document, styles: Styles) -> None:
        self.word = word
        self.styles = styles
        self.document = document
        listed = [*filter(None, anchors(document))]
        self.names = bookmark_names(listed)
        self.marked = 0
        self.headings = 0
        self.turn = False

    def opening(self) -> None:
        """The title, what the document is about, and its contents."""
        of = self.document
        self.line("Title", (of.title,))
        if of.subtitle:
            self.line("Subtitle", (of.subtitle,))
        self.facts(of.facts)
        listed = [b for b in of.blocks if isinstance(b, Heading) and b.level < 3]
        if of.contents and listed:
            self._contents(listed)

    def block(self, block: Block) -> None:
        """Add one part of the document."""
        match block:
            case Heading():
                self._heading(block)
            case Paragraph(words=words):
                self.line("Normal", words)
            case Listing(items=items):
                for item in items:
                    self.line("List Bullet", item)
            case Clause():
                self._clause(block)
            case Table():
                put_table(self.word, block, self.styles, self.fill)
            case Facts():
                self.facts(block)
            case Picture():
                self._picture(block)
            case Code(text=text):
                self.line("Code", (text.rstrip("\n"),))
            case Signatures(parties=parties):
                for party in parties:
                    sign(self.word, printable(party), self.styles)
            case _:
                assert_never(block)

    # -- Words ------------------------------------------------------------------------------------

    def line(self, style: str, words: Words, anchor: str = "", margin: Inline = "") -> Line:
        """Add a paragraph of *words*, a place to which links lead if it has an anchor.

        What is in the *margin* stands before the first line of a style that hangs.
        """
        line = self.styles.dress(self.word.add_paragraph(), style)
        if self.turn:
            line.paragraph_format.page_break_before = True
            self.turn = False
        self._inline(line, margin)
        if style in HANGING:
            line.add_run().add_tab()
        self.fill(line, words)
        self._mark(line, self.names.get(anchor, ""))
        return line

    def fill(self, line: Line, words: Words) -> None:
        """Add *words* to a paragraph."""
        for part in words:
            self._inline(line, part)

    def _inline(self, line: Line, part: Inline) -> None:
        match part:
            case str():
                line.add_run(printable(part))
            case Strong(words=words):
                self._styled(line, words, STRONG)
            case Faint(words=words):
                self._styled(line, words, FAINT)
            case Link(words=words, anchor=anchor):
                link(line, self._styled(line, words, HYPERLINK), self.names[anchor])
            case _:
                assert_never(part)

    def _styled(self, line: Line, words: str, style: str) -> Run:
        return self.styles.dress_words(line.add_run(printable(words)), style)

    def _mark(self, line: Line, name: str) -> None:
        if name:
            self.marked += 1
            bookmark(line, name, self.marked)

    # -- Parts ------------------------------------------------------------------------------------

    def _heading(self, heading: Heading) -> None:
        style = f"Heading {heading.level}"
        line = self.line(style, (heading.words,), heading.anchor)
        if heading.level < 3:
            self.headings += 1
            self._mark(line, _of_contents(self.headings))

    def _contents(self, headings: list[Heading]) -> None:
        """The field that Word knows as a table of contents, with what it shows."""
        self.line("Contents Heading", ("Contents",))
        lines = [self._entry(number, each) for number, each in enumerate(headings, 1)]
        first_runs(lines[0], begun(r'TOC \o "1-2" \n \h'))
        lines[-1].add_run()._r.append(ended())
        self.turn = True

    def _entry(self, number: int, heading: Heading) -> Line:
        line = self.styles.dress(self.word.add_paragraph(), f"toc {heading.level}")
        link(line, line.add_run(printable(heading.words)), _of_contents(number))
        return line

    def facts(self, facts: Facts) -> None:
        """Add names and what they stand for, one a line."""
        for name, words in facts.pairs:
            self.line(FACT, words, margin=Strong(name))

    def _clause(self, clause: Clause) -> None:
        number, anchor = clause.number, clause.anchor
        for line, asides in lines_and_asides(clause):
            added = self._clause_line(line, number)
            self._mark(added, self.names.get(anchor, ""))
            begins = bool(number) and len(clause.lines) > 1
            added.paragraph_format.keep_with_next = begins or bool(asides)
            number, anchor = "", ""
            for aside in asides:
                self._aside(aside, line.depth)

    def _clause_line(self, line: ClauseLine, number: str) -> Line:
        """A line with its number or letter in the margin."""
        style = CLAUSE if line.depth == 0 else ITEMS[line.depth]
        before = number if line.depth == 0 else line.letter
        return self.line(style, line.words, line.anchor, before)

    def _aside(self, aside: Aside, depth: int) -> None:
        """All lines in one paragraph, so that one edge holds them together."""
        name = aside.kind.value
        added = self.line(ASIDES.get(aside.kind, "Note"), (Strong(_called(name)),))
        if depth:
            added.paragraph_format.left_indent = Cm(BESIDE + depth * LETTER_ROOM)
        for at, words in enumerate(aside.lines):
            if at:
                added.add_run().add_break()
            self.fill(added, words)

    def _picture(self, picture: Picture) -> None:
        line = self.styles.dress(self.word.add_paragraph(), "Normal")
        line.paragraph_format.keep_with_next = True
        shape = line.add_run().add_picture(BytesIO(png(picture.svg)), width=Cm(_PICTURE))
        named = shape._inline.docPr
        named.set("descr", printable(picture.alt or picture.caption))
        self.line("Caption", (picture.caption,))


def _of_contents(number: int) -> str:
    """The bookmark to which an entry of the table of contents leads, as Word names them."""
    return f"_Toc{number:08d}"


def _called(kind: str) -> str:
    return f"{kind}. " if ":" in kind else f"{kind}: "
