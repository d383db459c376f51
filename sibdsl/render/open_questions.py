"""Open questions: what is not said, the sentences that settle it, and what each of them pays."""

from collections.abc import Iterator
from typing import Any, TypeAlias

from sibdsl.model.days import in_words, iso
from sibdsl.model.money import Money
from sibdsl.questions import Question
from sibdsl.questions.putting import in_words as written
from sibdsl.questions.question import Answer
from sibdsl.questions.small_case import Paid, Settlement, Shown
from sibdsl.render.page import listed, wrapped

Json: TypeAlias = dict[str, Any]


def in_text(question: Question, each: Shown) -> Iterator[str]:
    """One question in lines: where it is raised, what is open, the small case, and its answers."""
    clause = each.raised.clause.number
    where = f", clause {clause}" if clause[:1].isdigit() else ""
    yield f"Question {question.number} ({question.code}{where}): {question.title}"
    yield from wrapped(f"{each.raised.open_}.", "  ")
    yield from _case(each)
    for settlement in each.settlements:
        yield from _settlement(settlement, each)


def _case(each: Shown) -> Iterator[str]:
    yield from wrapped(on_case(each), "  ")


def on_case(each: Shown) -> str:
    """The small case and what is paid on it as the contract stands; empty where there is none."""
    if each.base is None or each.case is None:
        return ""
    told = f", {each.case.told}" if each.case.told else ""
    number = f"{each.base.clause} " if each.base.clause.number else ""
    given = f"Take example {number}(“{each.base.name}”){told}"
    now = f": as it stands, {_paid(each.now, each)}" if each.now and not each.claimed else ""
    return f"{given}, by {in_words(each.case.by)}{now}."


def _settlement(settlement: Settlement, each: Shown) -> Iterator[str]:
    for n, sentence in enumerate(written(settlement.answer)):
        yield from wrapped(sentence, "    - " if n == 0 else "      ", "      ")
    follows = what_follows(settlement, each)
    if follows:
        yield from wrapped(follows, "      → ", "        ")


def what_follows(settlement: Settlement, each: Shown) -> str:
    """What is paid on the small case with that answer, and what else the answer changes."""
    notes = [f"then {_paid(settlement.paid, each)}"] if settlement.paid else []
    if settlement.answer.changes and (settlement.answer.small or not each.differs):
        notes.append(settlement.answer.changes)
    return "; ".join(notes)


def _paid(paid: Paid, each: Shown) -> str:
    """The total; where totals are alike what each pays; of late evidence what is moved."""
    if each.claimed is not None:
        return _moved(each.claimed.total, paid.total)
    if not paid.total.pence:
        return "nothing is paid"
    totals = {s.paid.total for s in each.settlements if s.paid}
    if len(totals) == 1 and each.differs:
        return listed([f"{party} pays {amount}" for party, amount in paid.by])
    return f"{paid.total} is paid"


def _moved(claimed: Money, due: Money) -> str:
    """What the next claim takes back or adds."""
    if due == claimed:
        return f"the {claimed} claimed stay paid"
    taken = claimed - due
    if taken.pence < 0:
        return f"the next claim adds {Money(-taken.pence)} to the {claimed} claimed"
    return f"the next claim takes back {taken} of the {claimed} claimed"


def as_data(question: Question, each: Shown) -> Json:
    """One question as an object; amounts are those of the small case, null where there is none."""
    return {
        "number": question.number,
        "code": question.code.number,
        "title": question.title,
        "clause": each.raised.clause.number or None,
        "open": each.raised.open_,
        "case": {
            "example": each.base.clause.number or None,
            "changed": each.case.told or None,
            "by": iso(each.case.by),
            "as_it_stands": _amounts(each.now),
            "claimed_before": _amounts(each.claimed),
        }
        if each.base and each.case
        else None,
        "answers": [_answer(s.answer) | {"paid": _amounts(s.paid)} for s in each.settlements],
    }


def _answer(answer: Answer) -> Json:
    return {
        "sentences": list(written(answer)),
        "reckoned_with": list(answer.small) or None,
        "changes": answer.changes or None,
    }


def _amounts(paid: Paid | None) -> Json | None:
    if paid is None:
        return None
    by = {party: _money(amount) for party, amount in paid.by}
    return {"total": _money(paid.total), "by_payer": by}


def _money(money: Money) -> Json:
    return {"pence": money.pence, "text": str(money)}
