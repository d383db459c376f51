"""What a claim adds and takes back, worked out by hand."""

import pytest
from attrs import evolve
from claiming import LATE, Data, as_read, claimed, contract, one_after_another
from test_lines import PAYERS, ledger, week

from sibdsl.model.claims import Claim, Settlement
from sibdsl.model.contract import Version
from sibdsl.model.days import day
from sibdsl.model.money import Money
from sibdsl.settle.chain import breaks, in_order
from sibdsl.settle.settling import bound, change, in_force, paid_twice, settle

QUARTERS = [day(2024, 12, 31), day(2025, 3, 31), day(2025, 9, 30)]
CHILD = ("C1,2011-05-03,2024-06-03,2024-06-10,2024-09-30",)
AWAY = ("C1,2024-12-17,2024-12-20,U4,V2",)
BEFORE = Data(CHILD, ("C2,2024-01-01,2024-02-01,U4,V2",))
RESTATED = Data(CHILD, AWAY)


def told(settled: Settlement) -> list[tuple[int, int, int]]:
    """Of each entry the sign, the units and the pounds."""
    return [(e.sign, e.line.units, e.paid.pence // 100) for e in settled.entries]


def test_a_week_that_fell_away_takes_back_one_week_of_thirteen_from_each_payer() -> None:
    first, second = one_after_another(
        contract(),
        [BEFORE.ledger(contract(), QUARTERS[0]), RESTATED.ledger(contract(), QUARTERS[0])],
    )

    assert told(first) == [(1, 13, 1300)]
    assert told(second) == [(-1, 2, -200), (1, 1, 100)]
    assert second.paid_by() == {"Fund B": Money(-2000), "Council A": Money(-8000)}
    assert [str(row) for row in second.entries[0].reverses] == ["claim-1.csv:2"]


def test_what_is_taken_back_is_what_each_payer_had_been_asked_for() -> None:
    due = ledger([week("C1", 0, 10000)])
    (first,) = one_after_another(contract(), [due])
    asked = as_read(first)
    (placed,) = asked.placed
    other = evolve(placed.entry.line, shares=(("Council A", Money(1)), ("Fund B", Money(9999))))
    before = evolve(asked, placed=(evolve(placed, entry=evolve(placed.entry, line=other)),))

    second = claimed(contract(), due, [before])

    assert second.paid == Money(0)
    assert second.paid_by() == {"Fund B": Money(2000 - 9999), "Council A": Money(8000 - 1)}


@pytest.mark.parametrize(
    ("late", "second", "aside"),
    [
        ("adds to or reduces the next claim", -100, 0),
        ("is disregarded", 0, -100),
        (
            "adds to or reduces the next claim, if received within 3 months after the due day",
            -100,
            0,
        ),
        (
            "adds to or reduces the next claim, if received within 2 weeks after the due day",
            0,
            -100,
        ),
        (  # of the two weeks that fell away only the one that was due on 30 December
            "adds to or reduces the next claim, if received within 3 weeks after the due day",
            -100,
            0,
        ),
        ("is disregarded, if received within 3 months after the due day", 0, -100),
    ],
)
def test_late_evidence_counts_as_the_contract_says(late: str, second: int, aside: int) -> None:
    of = contract(late)
    first = BEFORE.ledger(of, QUARTERS[0])
    received = day(2025, 1, 20)
    restated = evolve(first, lines=RESTATED.ledger(of, QUARTERS[0]).lines, as_at=received)

    _, settled = one_after_another(of, [first, restated])

    assert settled.paid == Money(second * 100)
    assert sum(entry.paid.pence for entry in settled.disregarded) == aside * 100


def test_the_last_day_within_is_the_corresponding_one() -> None:
    of = contract(LATE)
    due = day(2024, 10, 7)
    first = ledger([], day(2024, 10, 31))
    for received, paid in ((day(2025, 10, 7), 10000), (day(2025, 10, 8), 0)):
        late = ledger([week("C1", 0, 10000)], received)
        assert [line.last_due for line in late.lines] == [due]
        _, second = one_after_another(of, [first, late])

        assert second.paid == Money(paid)


def test_what_falls_due_after_the_last_claim_is_never_late() -> None:
    strict = contract("is disregarded")
    made = one_after_another(strict, [RESTATED.ledger(strict, at) for at in QUARTERS])

    assert [claim.disregarded for claim in made] == [(), (), ()]
    assert made[-1].before + made[-1].paid == RESTATED.ledger(strict, QUARTERS[-1]).paid


def test_a_case_that_is_left_out_stands_as_it_was_claimed() -> None:
    due = ledger([week("C1", 0, 10000), week("C2", 0, 10000)])
    (first,) = one_after_another(contract(), [due])
    before = (as_read(first),)
    now = ledger([week("C2", 0, 5000)])

    second = settle(contract(), now, before, change(now, before), frozenset({"C1"}))

    assert told(second) == [(-1, 1, -100), (1, 1, 50)]
    assert [entry.line.case for entry in second.held] == ["C1"]


def test_what_hangs_on_other_payments_is_bound_by_its_clauses() -> None:
    assert bound(contract()) == ("7.1", "7.2")


def test_days_that_stand_claimed_and_are_claimed_again_are_found() -> None:
    strict = contract("is disregarded")
    first = BEFORE.ledger(strict, QUARTERS[0])
    second = RESTATED.ledger(strict, QUARTERS[1])
    _, settled = one_after_another(strict, [first, second])

    ((stands, new),) = paid_twice(settled)
    assert (stands.line.evidence, new.line.evidence) == (
        (day(2024, 12, 17), day(2024, 12, 31)),
        (day(2024, 12, 28), day(2025, 3, 29)),
    )


def test_payments_on_no_days_share_none() -> None:
    strict = contract("is disregarded")
    gone = evolve(week("C1", 0, 10000), evidence=None)
    now = evolve(week("C1", 9, 10000), evidence=None)
    _, settled = one_after_another(strict, [ledger([gone], gone.last_due), ledger([now])])

    assert len(settled.disregarded) == len(settled.entries) == 1
    assert list(paid_twice(settled)) == []


def test_the_rules_are_those_in_force_on_the_day() -> None:
    strict = contract("is disregarded")
    amended = evolve(contract(), versions=(Version(QUARTERS[1], strict),))

    assert in_force(amended, QUARTERS[0]) is amended
    assert in_force(amended, QUARTERS[1]) is strict


# -- Claims that do not follow each other ----------------------------------------------------------


def three() -> list[Claim]:
    """Three claims, as their files give them back."""
    made = one_after_another(contract(), [RESTATED.ledger(contract(), at) for at in QUARTERS])
    return [as_read(claim) for claim in made]


def said(claims: list[Claim], as_at: int = QUARTERS[-1]) -> list[str]:
    return [broken.message for broken in breaks(in_order(claims), as_at)]


def test_claims_that_follow_each_other_are_not_broken() -> None:
    assert said(three()) == []
    assert said(three()[::-1]) == []


def test_a_claim_that_is_missing_is_said() -> None:
    first, _, third = three()

    assert "claim 2 is not among the files" in said([first, third])[0]
    assert "had been claimed before" in said([first, third])[1]


def test_a_claim_that_stands_twice_is_said() -> None:
    first, second, _ = three()

    assert "another file is claim 1 too" in said([first, evolve(first, file="copy.csv"), second])


def test_a_claim_of_a_later_day_is_said() -> None:
    assert "what was claimed later" in said(three(), QUARTERS[1])[-1]
    first, second, third = three()
    mixed = [evolve(first, as_at=second.as_at), evolve(second, as_at=first.as_at), third]
    assert any("a claim before it is of a later day" in message for message in said(mixed))


def test_two_whole_ledgers_are_one_too_many() -> None:
    first, *_ = three()
    whole = evolve(first, number=None, before=None, as_at=None)

    (message,) = said([whole, evolve(whole, file="copy.csv")])
    assert "are whole ledgers" in message


def test_a_whole_ledger_and_the_claims_after_it_are_all() -> None:
    first, second, third = three()
    whole = evolve(first, number=None, before=None, as_at=None)
    after = [evolve(second, number=1), evolve(third, number=2)]

    assert said([*after, whole]) == []
    assert len(said(after)) == 2


def test_an_empty_ledger_has_no_day_and_breaks_nothing() -> None:
    empty = Claim("none.csv", (), ())

    assert said([empty, *three()]) == []


def test_a_row_taken_back_in_vain_is_said() -> None:
    first, second = one_after_another(
        contract(),
        [
            BEFORE.ledger(contract(), QUARTERS[0]),
            RESTATED.ledger(contract(), QUARTERS[0]),
        ],
    )
    alone = evolve(as_read(second), number=1, before=Money(0))

    broken = breaks((alone,), QUARTERS[0])
    assert [(b.file, b.line) for b in broken] == [("claim-2.csv", 2)]
    assert first.payers == PAYERS
