"""A document with every kind of part: what the writers of documents are tried on."""

from typing import Final

from sibdsl.render.document import (
    Aside,
    Beside,
    Clause,
    ClauseLine,
    Code,
    Column,
    Document,
    Facts,
    Faint,
    Heading,
    Link,
    Listing,
    Paragraph,
    Picture,
    Signatures,
    Strong,
    Table,
)

SVG: Final = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 600 80" font-family="sans-serif">'
    '<rect x="20" y="20" width="300" height="24" fill="none" stroke="#000"/>'
    '<text x="20" y="70" font-size="14">1 April 2019, £300</text></svg>'
)

CLAUSES: Final = (
    Clause(
        "5.2",
        "clause-5.2",
        (
            ClauseLine(
                0,
                "",
                (
                    "Home Week is achieved for each 7 consecutive days in the ",
                    Link("Tracking Period", "term-tracking-period"),
                    " that are not in Care or Detention. ",
                    Faint("[The sources can be read as one test over two years.]"),
                ),
            ),
        ),
        (
            Aside(Beside.NOTE, (("Placeholder.",),)),
            Aside(Beside.SIGNED, (("“The Commissioner shall pay £300 for each week.”",),)),
            Aside(
                Beside.MEANING,
                (
                    ("Take the days of the tracking period.",),
                    (
                        "A run of 16 days pays ",
                        Strong("twice"),
                        "; two days are lost.",
                    ),
                ),
            ),
            Aside(Beside.REACHED, (("Reached in 12 of 40 cases.",),)),
            Aside(Beside.UNREACHED, (("Nobody reached this clause.",),)),
            Aside(Beside.VERDICT, (("No day is paid for twice: not broken in 400 histories.",),)),
        ),
    ),
    Clause(
        "4.1",
        "clause-4.1",
        (
            ClauseLine(0, "", ("A Young Person is eligible if",)),
            ClauseLine(1, "(a)", ("age on Referral is from 10 to 17;",), "clause-4.1(a)"),
            ClauseLine(1, "(b)", ("at least 2 of the following are met:",), "clause-4.1(b)"),
            ClauseLine(2, "(i)", ("Referral is in the Window;",)),
            ClauseLine(2, "(ii)", ("there is a Serious Concern on or before Referral,",)),
            ClauseLine(0, "", ("as clause ", Link("5.2", "clause-5.2"), " says.")),
        ),
    ),
)

EVERY_PART: Final = Document(
    "Pan-London Edge of Care",
    "An outcomes contract",
    Facts((("Term", ("1 February 2018 to 31 December 2023",)), ("Provider", ("Families",)))),
    (
        Heading(1, "1. Meaning of words", "section-1"),
        Paragraph(("Plain words, ", Strong("strong ones"), " and ", Faint("faint ones"), ".")),
        Heading(2, "Tracking Period", "term-tracking-period"),
        Listing((("A first item.",), ("A second, see clause ", Link("4.1(a)", "clause-4.1(a)")))),
        *CLAUSES,
        Heading(1, "2. Schedule of payments", "section-2"),
        Table(
            "What is paid",
            (Column("Outcome"), Column("Who pays it"), Column("Price", "right")),
            (
                (("Completion",), ("The Borough on Referral",), ("£2,000.00",)),
                ((Link("Home Week", "clause-5.2"),), ("Better Outcomes",), ("£300.00",)),
                (("Together",), ("",), ("£2,300.00",)),
            ),
            1,
        ),
        Picture(SVG, "A bar of one quarter that ends with £300", "The first quarter"),
        Code('6.2 Home Week pays £300.\n    [A "note" with # and $ and <tags>.]\n'),
        Heading(3, "Signatures"),
        Signatures(("Sutton", "Positive Families Partnership")),
    ),
    "sib 1 · contract 0f3c9a · 21 November 2026",
    contents=True,
)
