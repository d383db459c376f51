"""Two contracts with their drawn examples on paper: each clause is there, in Word and as a PDF."""

import shutil
import subprocess
from functools import cache
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document as Opened
from every_part import EVERY_PART
from pypdf import PdfReader

from sibdsl import api
from sibdsl.pipeline import loaded
from sibdsl.render.contract import document
from sibdsl.render.document import Clause, Document, Picture, plain
from sibdsl.render.to_docx import docx
from sibdsl.render.to_pdf import pdf
from sibdsl.source import Source

CONTRACTS = Path(__file__).parents[2] / "contracts"
SCHEMES = ("pan-london", "peterborough")


@cache
def told(scheme: str) -> Document:
    """The contract with what its examples come to."""
    path = CONTRACTS / scheme / "contract.sib"
    read = loaded(Source(path.name, path.read_text(encoding="utf-8")))
    assert read.lowered is not None
    results = api.examples(read.lowered.contract, read.lowered.examples)
    return document(read, read.lowered, results)


@cache
def in_word(scheme: str) -> bytes:
    return docx(told(scheme))


def clauses(scheme: str) -> list[Clause]:
    found = [block for block in told(scheme).blocks if isinstance(block, Clause)]
    assert len(found) > 40
    return found


def squeezed(words: str) -> str:
    """Without spaces, and without the dash at which a line may break."""
    return "".join(words.split()).replace("-", "")


def wanted(scheme: str) -> list[str]:
    """The first line of each clause with its number, and each item with its letter."""
    return [
        squeezed(f"{clause.number if n == 0 else line.letter}{plain(line.words)}")
        for clause in clauses(scheme)
        for n, line in enumerate(clause.lines)
    ]


@pytest.mark.parametrize("scheme", SCHEMES)
def test_a_pdf_has_every_clause_in_its_order(scheme: str) -> None:
    pages = [page.extract_text() for page in PdfReader(BytesIO(pdf(told(scheme)))).pages]
    in_order(scheme, [page.removesuffix(page.splitlines()[-1]) for page in pages])


@pytest.fixture(scope="module")
def by_libreoffice(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """The pages that LibreOffice makes of each contract, and of a document with every part."""
    folder = tmp_path_factory.mktemp("office")
    files = {scheme: in_word(scheme) for scheme in SCHEMES} | {"every-part": docx(EVERY_PART)}
    for name, data in files.items():
        (folder / f"{name}.docx").write_bytes(data)
    subprocess.run(
        [
            shutil.which("soffice") or "soffice",
            f"-env:UserInstallation=file://{folder}/profile",
            "--headless",
            *("--convert-to", "pdf"),
            *("--outdir", folder),
            *(folder / f"{name}.docx" for name in files),
        ],
        check=True,
        capture_output=True,
        timeout=180,
    )
    pages = {name: PdfReader(folder / f"{name}.pdf").pages for name in files}
    return {name: [page.extract_text() for page in each] for name, each in pages.items()}


@pytest.mark.needs("soffice")
@pytest.mark.parametrize("scheme", SCHEMES)
def test_libreoffice_shows_every_clause_in_its_order(
    scheme: str, by_libreoffice: dict[str, list[str]]
) -> None:
    in_order(scheme, by_libreoffice[scheme])


@pytest.mark.needs("soffice")
def test_libreoffice_numbers_every_page(by_libreoffice: dict[str, list[str]]) -> None:
    for name, pages in by_libreoffice.items():
        mark = EVERY_PART.mark if name == "every-part" else told(name).mark
        for number, page in enumerate(pages, 1):
            assert f"Page {number} of {len(pages)}" in page
            assert squeezed(mark) in squeezed(page)


@pytest.mark.needs("soffice")
def test_libreoffice_shows_every_part(by_libreoffice: dict[str, list[str]]) -> None:
    whole = " ".join(" ".join(by_libreoffice["every-part"]).split())
    for words in (
        "4.1 A Young Person is eligible if",
        "(ii) there is a Serious Concern on or before Referral,",
        "This means: Take the days of the tracking period.",
        "Better Outcomes £300.00",
        "Signed for Positive Families Partnership",
    ):
        assert words in whole


@pytest.mark.parametrize("scheme", SCHEMES)
def test_word_has_a_picture_for_each_that_is_drawn(scheme: str) -> None:
    drawn = [block for block in told(scheme).blocks if isinstance(block, Picture)]
    shapes = Opened(BytesIO(in_word(scheme))).inline_shapes
    assert len(shapes) == len(drawn) > 20


def in_order(scheme: str, pages: list[str]) -> None:
    """Every line of every clause comes, and after the one before it."""
    whole, at, missing = squeezed("".join(pages)), 0, []
    for line in wanted(scheme):
        found = whole.find(line, at)
        if found < 0:
            missing.append(line)
        at = max(at, found)
    # A line that goes on over the end of a page has the foot of that page within it.
    assert len(missing) <= 2, missing
