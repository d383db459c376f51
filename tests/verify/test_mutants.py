"""Slips of drafters, and what notices them."""

from functools import cache
from pathlib import Path

from sibdsl.interpret.examples import worked
from sibdsl.model.mutants import Mutant, by_worth, in_all, scores
from sibdsl.pipeline import Loaded, loaded
from sibdsl.render.mutants import as_data, mutants
from sibdsl.source import Source
from sibdsl.verify.mutants import noticed

CONTRACT = Path(__file__).parents[2] / "contracts" / "pan-london" / "contract.sib"


@cache
def contract() -> Loaded:
    return loaded(Source("contract.sib", CONTRACT.read_text(encoding="utf-8")))


@cache
def found() -> tuple[Mutant, ...]:
    lowered = contract().lowered
    assert lowered is not None
    return noticed(contract().document, lowered, 10, seconds=600)


def test_the_slips_of_drafters_are_tried() -> None:
    slips = {(mutant.clause, mutant.slip) for mutant in found()}

    assert {
        ("3.8", "`beginning with` for `after`"),
        ("5.2", "8 for 7"),
        ("5.3", "`after` for `on or after`"),
        ("5.3", "without `Death`"),
        ("4.1", "without (d)"),
        ("7.2", "`in total` for `for each Young Person`"),
        ("5.2", "weeks of a grid for consecutive days"),
        ("5.1", "on `Referral` for on `the last day of Therapy`"),
        ("6.1", "prices of Completion and Home Week swapped"),
    } <= slips


def test_every_slip_reads_checks_and_means_something_else() -> None:
    lowered, text = contract().lowered, contract().source.text
    assert lowered is not None
    for mutant in [m for m in found() if m.sentence and m.clause in ("3.8", "5.2", "7.2", "8.1")]:
        clause = next(c for c in contract().document.clauses if c.number == mutant.clause)
        other = text[: clause.span.start] + mutant.sentence + text[clause.span.end :]
        read = loaded(Source("contract.sib", other)).lowered
        assert read is not None, mutant.slip
        assert read.contract != lowered.contract


def test_what_is_noticed_is_noticed_by_that_example() -> None:
    lowered, text = contract().lowered, contract().source.text
    assert lowered is not None
    mutant = next(m for m in found() if m.slip == "`beginning with` for `after`")
    slipped = loaded(Source("contract.sib", text.replace("years after", "years beginning with")))

    assert slipped.lowered is not None
    assert mutant.noticed_by is not None
    assert mutant.noticed_by.by == "example"
    name = mutant.noticed_by.name
    (example,) = (e for e in slipped.lowered.examples if e.clause.number == name)
    assert worked(slipped.lowered.contract, example).wrong


def test_scores_add_up() -> None:
    whole = in_all(found())

    assert whole.slips == len(found()) == sum(score.slips for score in scores(found()))
    assert 0 < whole.noticed < whole.slips
    expected = {"noticed": whole.noticed, "slips": whole.slips, "undone": 0}
    assert as_data(found())["score"] == expected


def test_the_page_shows_the_contract_with_the_score_of_each_clause() -> None:
    page = mutants(found(), contract().document)
    score = next(score for score in scores(found()) if score.clause == "3.8")

    assert f"{in_all(found()).noticed} would be noticed" in page
    assert f"{score.noticed} of {score.slips}  3.8 Tracking Period means" in page
    assert max(map(len, page.splitlines())) <= 100


def test_the_dearest_that_nothing_notices_comes_first() -> None:
    shown = by_worth(found())
    page = mutants(found(), contract().document)

    assert [m.worth.pence for m in shown] == sorted((m.worth.pence for m in shown), reverse=True)
    places = [page.index(f"{m.clause}: nothing would notice: {m.slip[:20]}") for m in shown]
    assert places == sorted(places)


def test_what_is_asked_under_a_question_is_noticed() -> None:
    gone = next(m for m in found() if m.clause == "9.3" and m.slip == "left out")

    assert gone.noticed_by is not None
    assert gone.noticed_by.by == "question"


def test_no_time_is_said_to_be_so() -> None:
    lowered = contract().lowered
    assert lowered is not None
    undone = noticed(contract().document, lowered, 10, seconds=0)

    assert not any(mutant.done for mutant in undone)
    assert as_data(undone)["score"] == {"noticed": 0, "slips": 0, "undone": len(undone)}
    assert "The time was over before" in mutants(undone, contract().document)


def test_a_first_day_without_what_narrows_it_is_of_the_term_alone() -> None:
    text = CONTRACT.read_text(encoding="utf-8").partition("# 11. ")[0]
    narrowed = "the first day of Therapy that is in the Referral Window"
    read = loaded(Source("contract.sib", text.replace("the last day of Therapy", narrowed)))
    assert read.lowered is not None

    slips = {mutant.slip for mutant in noticed(read.document, read.lowered, 1, seconds=0)}
    assert "without `that is (not) in …`" in slips
