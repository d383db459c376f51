"""Case numbers under other names: the same is due, and no number is told."""

import csv
import json
import shutil
import stat
from pathlib import Path

import pytest
from attrs import evolve
from click.testing import CliRunner, Result

from sibdsl import api
from sibdsl.cli import main
from sibdsl.model.contract import Contract
from sibdsl.model.histories import Histories
from sibdsl.model.ledger import Ledger
from sibdsl.model.money import Money
from sibdsl.model.pseudonyms import Naming, Pseudonym

CONTRACTS = Path(__file__).parents[2] / "contracts"
NAMES = Naming(bytes(32))


def run(*words: str | Path) -> Result:
    result = CliRunner().invoke(main, [str(word) for word in words])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def read(scheme: str) -> tuple[Contract, Histories, Histories]:
    """A contract, its cases, and the same under pseudonyms."""
    lowered = api.load(CONTRACTS / scheme / "contract.sib").lowered
    assert lowered is not None
    contract, cases = lowered.contract, [CONTRACTS / scheme / "cases"]
    named = api.read_cases(contract, cases, NAMES).histories
    return contract, api.read_cases(contract, cases).histories, named


def told(ledger: Ledger, called: Naming | type[str]) -> list[tuple[object, ...]]:
    """Each line, its case as it is *called*."""
    return sorted(
        (
            *(called(x.case or ""), x.group or "", x.outcome, x.clause, x.first_due, x.last_due),
            *(x.units, x.gross, x.paid, x.unpaid_by or "", x.cut_by, x.shares),
            tuple(sorted((called(c.case), c.units) for c in x.counted)),
        )
        for x in ledger.lines
    )


@pytest.mark.parametrize("scheme", ["pan-london", "norfolk"])
def test_the_same_is_due_under_either_name(scheme: str) -> None:
    """Limits go by the order of case numbers, which the names keep among themselves."""
    contract, plain, named = read(scheme)
    little = tuple(evolve(x, amount=Money(x.amount.pence // 50)) for x in contract.money_limits)
    for one in (contract, evolve(contract, money_limits=little)):
        first, second = api.evaluate(one, plain), api.evaluate(one, named)
        assert told(first, lambda n: str(NAMES(n))) == told(second, str)  # type: ignore[arg-type]
        cases = [line.case for line in second.lines if line.case is not None]
        assert cases == sorted(cases), "in the order of the names"
        assert not any(isinstance(case, Pseudonym) for case in cases), "which hide no turn"


def test_no_case_number_is_told(tmp_path: Path) -> None:
    """Neither in the summary with every finding, nor in a ledger, a claim or a story."""
    key, scheme = tmp_path / "key.txt", CONTRACTS / "pan-london"
    out, claim = tmp_path / "ledger.json", tmp_path / "claim.csv"
    told_ = [
        run("check", scheme, "--pseudonyms", key, "-v", "--out", out).output,
        run("check", scheme, "--pseudonyms", key, "--format", "json").output,
        run("claim", scheme, "--pseudonyms", key, "-v", "--out", claim).output,
        run("explain", scheme, "--case", "PL0001", "--pseudonyms", key).output,
        out.read_text(encoding="utf-8"),
        claim.read_text(encoding="utf-8"),
    ]
    with (scheme / "cases" / "cohort.csv").open(encoding="utf-8", newline="") as file:
        numbers = {row["Case Number"] for row in csv.DictReader(file)}
    assert len(numbers) > 100
    for text in told_:
        assert len(text) > 1000
        assert not [number for number in numbers if number in text]


def test_a_name_is_the_same_in_every_run_and_another_under_another_key(tmp_path: Path) -> None:
    names = []
    for key in ("one", "one", "two"):
        answer = run(
            *("explain", CONTRACTS / "birmingham", "--case", _first_case(), "--format", "json"),
            *("--pseudonyms", tmp_path / key),
        )
        names.append(json.loads(answer.stdout)["case"]["case"])
    assert names[0] == names[1] != names[2]
    mode = stat.S_IMODE((tmp_path / "one").stat().st_mode)
    assert mode == 0o600, "nobody else may read the key"


def _first_case() -> str:
    _, plain, _ = read("birmingham")
    return plain.cases[0].number


def test_a_case_can_be_asked_for_by_either_name(tmp_path: Path) -> None:
    scheme, key, number = CONTRACTS / "birmingham", tmp_path / "key", _first_case()
    by_number = run("explain", scheme, "--case", number, "--pseudonyms", key).stdout
    name = Naming(bytes.fromhex(key.read_text().splitlines()[1]))(number)
    assert run("explain", scheme, "--case", name, "--pseudonyms", key).stdout == by_number


def test_claims_go_on_under_names(tmp_path: Path) -> None:
    """From a claim by number and from one by name alike: nothing is claimed twice."""
    key, number, name = tmp_path / "key", tmp_path / "number.csv", tmp_path / "name.csv"
    scheme = CONTRACTS / "birmingham"
    run("claim", scheme, "--as-at", "2017-03-31", "--out", number)
    run("claim", scheme, "--as-at", "2017-03-31", "--out", name, "--pseudonyms", key)
    totals = []
    for before, more in (
        (number, ()),
        (number, ("--pseudonyms", key)),
        (name, ("--pseudonyms", key)),
    ):
        answer = run("claim", scheme, "--claimed", before, "--format", "json", *more)
        claim = json.loads(answer.stdout)["claim"]
        totals.append((claim["paid"], claim["claimed_before"], len(claim["lines"])))
        assert claim["lines"]
        assert not [line for line in claim["lines"] if line["reverses"]]
    assert totals[0] == totals[1] == totals[2]


@pytest.mark.parametrize(
    "text", ["", "no key", "sibdsl pseudonyms 1\nabcd\n", "sibdsl\n" + "00" * 32]
)
def test_a_file_that_holds_no_key_is_refused_and_kept(tmp_path: Path, text: str) -> None:
    key = tmp_path / "key"
    key.write_text(text, encoding="utf-8")
    answer = run("check", CONTRACTS / "birmingham", "--pseudonyms", key)
    assert answer.exit_code == 2
    assert "holds no key" in answer.output
    assert key.read_text(encoding="utf-8") == text


def test_columns_give_no_pseudonyms(tmp_path: Path) -> None:
    shutil.copytree(CONTRACTS / "birmingham", tmp_path / "b")
    answer = run("check", tmp_path / "b", "--engine", "columns", "--pseudonyms", tmp_path / "key")
    assert answer.exit_code == 2
    assert "leave out --engine columns" in answer.output


def test_a_command_that_is_refused_makes_no_key(tmp_path: Path) -> None:
    run(
        "check",
        CONTRACTS / "birmingham",
        "--case",
        "B101",
        "--group",
        "x",
        "--pseudonyms",
        tmp_path / "k",
    )
    run("explain", CONTRACTS / "birmingham", "--pseudonyms", tmp_path / "k")
    assert not list(tmp_path.iterdir())


def test_no_other_case_is_named_in_place_of_one_that_is_not_there(tmp_path: Path) -> None:
    scheme = CONTRACTS / "pan-london"
    answer = run("explain", scheme, "--case", "PL9007")
    assert answer.exit_code == 2
    assert "PL0" not in answer.output
    assert "did you mean `PL0007`?" in run("explain", scheme, "--case", "pl 0007").output
    named = run("explain", scheme, "--case", "PL9007", "--pseudonyms", tmp_path / "key").output
    assert "the number `PL9007`" in named
    assert "did you mean" not in named
