"""The styles of a Word file: those that Word knows by name, and our own, all based on Normal.

So a reader changes the look of all clauses in one place, and Word finds the headings.
"""

from collections.abc import Mapping
from typing import Final

from attrs import frozen
from docx.document import Document as Word
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import CharacterStyle, ParagraphStyle
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from sibdsl.render.document import Beside

FACE: Final = "Arial"
FIXED: Final = "Courier New"
BLUE: Final = RGBColor(0x1A, 0x3F, 0x6F)
QUIET: Final = RGBColor(0x4A, 0x4A, 0x4A)
BLACK: Final = RGBColor(0, 0, 0)

NUMBER_ROOM: Final = 1.5
"""Centimetres that a clause number has to itself."""

LETTER_ROOM: Final = 0.9


@frozen
class Look:
    """A style of paragraphs: sizes in points, indents in centimetres, *edge* a line at the left."""

    name: str
    size: float = 10.5
    before: float = 0
    after: float = 6
    left: float = 0
    hanging: float = 0
    colour: RGBColor = BLACK
    bold: bool | None = None
    edge: str = ""
    face: str = FACE
    with_next: bool = False


CLAUSE: Final = "Clause"
ITEMS: Final = {1: "Clause Item", 2: "Clause Item 2"}
ASIDES: Final = {
    Beside.SIGNED: "Quotation",
    Beside.MEANING: "Restatement",
    Beside.REACHED: "Coverage",
    Beside.UNREACHED: "Unreached",
    Beside.VERDICT: "Verdict",
}
"""The style of what stands beside a clause; any other kind is a note."""

FACT: Final = "Fact"
HANGING: Final = (CLAUSE, *ITEMS.values(), FACT)
"""The styles of which the first line begins in the margin."""

_WORDS_OWN: Final = (
    Look("Normal"),
    Look("Title", 22, after=4, colour=BLUE, bold=True),
    Look("Subtitle", 12, after=14, colour=QUIET),
    Look("Heading 1", 14, before=20, after=8, colour=BLUE, bold=True, with_next=True),
    Look("Heading 2", 12, before=14, after=6, colour=BLUE, bold=True, with_next=True),
    Look("Heading 3", 10.5, before=12, after=6, colour=BLUE, bold=True, with_next=True),
    Look("Caption", 9.5, before=10, after=4, bold=True, colour=BLACK),
    Look("List Bullet", after=3, left=0.75, hanging=0.5),
    Look("Header", 8, after=0, colour=QUIET),
    Look("Footer", 7.5, after=0, colour=QUIET),
)

_INDENT: Final = NUMBER_ROOM

BESIDE: Final = _INDENT + 0.3
"""How far from the margin stands what is beside a clause, its edge to the left of it."""

_OUR_OWN: Final = (
    Look(CLAUSE, before=4, left=_INDENT, hanging=NUMBER_ROOM),
    Look(ITEMS[1], after=4, left=_INDENT + LETTER_ROOM, hanging=LETTER_ROOM),
    Look(ITEMS[2], after=4, left=_INDENT + 2 * LETTER_ROOM, hanging=LETTER_ROOM),
    Look("Note", 9, left=BESIDE, colour=QUIET, edge="single"),
    Look("Quotation", 9, left=BESIDE, colour=BLACK, edge="dotDash"),
    Look("Restatement", 9, left=BESIDE, colour=BLACK, edge="thick"),
    Look("Coverage", 9, left=BESIDE, colour=BLACK, edge="dashed"),
    Look("Unreached", 9, left=BESIDE, colour=BLACK, edge="dotted", bold=True),
    Look("Verdict", 9, left=BESIDE, colour=BLACK, edge="double"),
    Look(FACT, after=3, left=4.5, hanging=4.5),
    Look("Contents Heading", 14, before=18, after=6, colour=BLUE, bold=True, with_next=True),
    Look("toc 1", after=3),
    Look("toc 2", after=3, left=0.6),
    Look("Table Heading", 9, before=2, after=2, bold=True, with_next=True),
    Look("Table Text", 9, before=2, after=2),
    Look("Table Figure", 9, before=2, after=2),
    Look("Table Total", 9, before=2, after=2, bold=True),
    Look("Table End", 4, after=6),
    Look("Code", 8.5, after=8, face=FIXED),
    Look("Signing", before=14, after=0, with_next=True),
)

STRONG: Final = "Strong"
FAINT: Final = "Faint"
HYPERLINK: Final = "Hyperlink"


@frozen
class Styles:
    """How the file calls each style, by its name.

    The library looks through all styles each time it is given a name, and a long contract gives
    it thousands.
    """

    called: Mapping[str, str]

    def dress(self, line: Paragraph, name: str) -> Paragraph:
        """The paragraph in the style of that name."""
        line._p.style = self.called[name]
        return line

    def dress_words(self, run: Run, name: str) -> Run:
        """The words in the style of that name."""
        run._r.style = self.called[name]
        return run


def give_styles(word: Word) -> Styles:
    """Give *word* all styles, and British English as its language."""
    _language(word)
    for look in _WORDS_OWN:
        _dress(_style(word, look.name), look)
    for look in _OUR_OWN:
        known = look.name.startswith("toc ")  # Word's own, which a new file does not have yet.
        style = word.styles.add_style(look.name, WD_STYLE_TYPE.PARAGRAPH, builtin=known)
        assert isinstance(style, ParagraphStyle)
        style.base_style = word.styles["Normal"]
        style.quick_style = True
        _dress(style, look)
    _style(word, "Table Figure").paragraph_format.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    faint = word.styles.add_style(FAINT, WD_STYLE_TYPE.CHARACTER)
    link = word.styles.add_style(HYPERLINK, WD_STYLE_TYPE.CHARACTER, builtin=True)
    assert isinstance(faint, CharacterStyle)
    assert isinstance(link, CharacterStyle)
    faint.font.italic, faint.font.color.rgb = True, QUIET
    link.font.underline, link.font.color.rgb = True, BLUE
    return Styles({style.name: style.style_id for style in word.styles if style.name})


def _style(word: Word, name: str) -> ParagraphStyle:
    style = word.styles[name]
    assert isinstance(style, ParagraphStyle)
    return style


def _dress(style: ParagraphStyle, look: Look) -> None:
    style.font.size, style.font.bold, style.font.italic = Pt(look.size), look.bold, False
    style.font.color.rgb = look.colour
    _face(style, look.face)
    form = style.paragraph_format
    form.space_before, form.space_after = Pt(look.before), Pt(look.after)
    form.left_indent, form.first_line_indent = Cm(look.left), Cm(-look.hanging)
    form.keep_with_next = look.with_next
    form.keep_together = bool(look.edge)
    form.line_spacing = 1.12
    if look.hanging:
        form.tab_stops.add_tab_stop(Cm(look.left))
    _edges(style, look.edge)


def _face(style: ParagraphStyle, face: str) -> None:
    """The one face of the style, in the place of those of Word's theme."""
    style.font.name = face
    fonts = style.element.get_or_add_rPr().find(qn("w:rFonts"))
    assert fonts is not None
    for name in list(fonts.attrib):
        if "Theme" in str(name):
            del fonts.attrib[name]
    for script in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{script}"), face)


def _edges(style: ParagraphStyle, edge: str) -> None:
    """A line at the left of a kind of its own, so that black and white will do; no other line."""
    properties = style.element.get_or_add_pPr()
    for old in properties.findall(qn("w:pBdr")):
        properties.remove(old)
    if not edge:
        return
    borders = OxmlElement("w:pBdr")
    left = OxmlElement("w:left")
    size = {"thick": "18", "double": "6"}.get(edge, "8")
    kind = "single" if edge == "thick" else edge
    for name, value in (("val", kind), ("sz", size), ("space", "6"), ("color", "4A4A4A")):
        left.set(qn(f"w:{name}"), value)
    borders.append(left)
    properties.insert_element_before(
        borders, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:contextualSpacing", "w:jc"
    )


def _language(word: Word) -> None:
    for language in word.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), "en-GB")
