"""The open questions of a contract, each with the sentences that would settle it."""

from collections.abc import Iterator

from sibdsl.questions.putting import in_words
from sibdsl.questions.small_case import Settlement, Shown
from sibdsl.render.contract.links import Linked
from sibdsl.render.contract.wanted import Questions
from sibdsl.render.document import Block, Code, Heading, Paragraph
from sibdsl.render.open_questions import on_case, what_follows


def questions(linked: Linked, asked: Questions) -> Iterator[Block]:
    """A part for each question: what is open, on which case it shows, and each way to settle it."""
    yield Heading(1, "Open questions", "questions")
    if not asked:
        yield Paragraph(("No question is open.",))
    for n, (question, each) in enumerate(asked, 1):
        yield Heading(2, f"Question {question.number}: {question.title}", f"question-{n}")
        yield from _question(linked, each)


def _question(linked: Linked, each: Shown) -> Iterator[Block]:
    clause = each.raised.clause.number
    where = f"Clause {clause}: " if clause[:1].isdigit() else ""
    yield Paragraph(linked.references(f"{where}{each.raised.open_}."))
    case = on_case(each)
    if case:
        yield Paragraph(linked.references(case))
    for settlement in each.settlements:
        yield from _settlement(settlement, each)


def _settlement(settlement: Settlement, each: Shown) -> Iterator[Block]:
    yield Code("\n".join(in_words(settlement.answer)))
    follows = what_follows(settlement, each)
    if follows:
        yield Paragraph((f"{follows[:1].upper()}{follows[1:]}.",))
