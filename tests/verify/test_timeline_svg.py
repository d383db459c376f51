from pathlib import Path
from xml.etree import ElementTree as ET

from click.testing import CliRunner
from verify.small_holes import TEXT, lowered

from sibdsl.cli import main
from sibdsl.cli.drawing import drawings
from sibdsl.interpret.evaluate import evaluate
from sibdsl.model.days import EARLIEST, day
from sibdsl.model.histories import Histories, Spell
from sibdsl.model.verdicts import Conflict, Counterexample, Standing, Verdict
from sibdsl.render.timeline_svg import timeline_svg
from sibdsl.values import changed

HOMEWARD = lowered()
GIVEN = HOMEWARD.examples[0].given
BY = HOMEWARD.examples[0].by
SVG = "{http://www.w3.org/2000/svg}"
AWAY = Spell(day(2024, 5, 22), None, {"Kind": 'long "&" <far>'})
PROMISE = TEXT.replace(
    "12.1 Example",
    "11.1 It follows that the payments for each Child never exceed £100.\n12.1 Example",
)


def broken(first: Histories = GIVEN, second: Histories | None = None, by: int = BY) -> Verdict:
    case = Counterexample(Conflict("two weeks & more are paid"), by, first, second)
    return Verdict("promise 11.1", "At most <one> is paid.", Standing.BROKEN, counterexample=case)


def drawn(verdict: Verdict) -> ET.Element:
    text = timeline_svg(HOMEWARD.contract, verdict)
    assert text is not None
    return ET.fromstring(text)  # noqa: S314


def groups(root: ET.Element, kind: str) -> list[ET.Element]:
    return [one for one in root.iter(f"{SVG}g") if one.get("class") == kind]


def title(group: ET.Element) -> str:
    return group.findtext(f"{SVG}title") or ""


def away() -> Histories:
    (case,) = GIVEN.cases
    return changed(GIVEN, cases=(changed(case, spells={"Stay": (AWAY,)}),))


def test_each_payment_has_a_row_and_each_unit_a_bar() -> None:
    root = drawn(broken())
    lines = evaluate(HOMEWARD.contract, GIVEN.as_at(BY)).lines

    rows = groups(root, "payment")
    assert len(rows) == len(lines) == 1
    assert [len(row.findall(f"{SVG}rect")) for row in rows] == [line.units for line in lines]
    assert title(rows[0]) == ("2 × Home Week (clause 5.1), case 1, 6 May to 19 May 2024, £600 paid")


def test_the_units_of_a_payment_stand_to_scale() -> None:
    (row,) = groups(drawn(broken()), "payment")
    first, second = (
        (float(r.get("x", 0)), float(r.get("width", 0))) for r in row.iter(f"{SVG}rect")
    )

    assert abs(first[1] - second[1]) < 0.1
    assert abs(second[0] - (first[0] + first[1] + 3)) < 0.1


def test_units_too_narrow_to_tell_apart_are_one_bar() -> None:
    (case,) = GIVEN.cases
    stay = Spell(day(2024, 5, 22), day(2030, 12, 30))
    (row,) = groups(
        drawn(broken(changed(GIVEN, cases=(changed(case, spells={"Stay": (stay,)}),)))), "payment"
    )

    assert title(row).startswith("2 × Home Week")
    assert len(row.findall(f"{SVG}rect")) == 1


def test_each_event_and_spell_has_a_row() -> None:
    root = drawn(broken(away()))

    assert [title(one) for one in groups(root, "event")] == [
        "Date of Birth, 3 May 2014",
        "Referral, 6 May 2024",
    ]
    assert [title(one) for one in groups(root, "spell")] == [
        'Stay (long "&" <far>), 22 May 2024 onwards'
    ]


def test_it_says_in_words_what_it_shows() -> None:
    root = drawn(broken())

    assert root.get("role") == "img"
    assert root.findtext(f"{SVG}title") == "A case that breaks promise 11.1"
    told = root.findtext(f"{SVG}desc") or ""
    assert told.startswith("At most <one> is paid. two weeks & more are paid. Case 1.")
    assert "£600 paid." in told


def test_the_months_stand_below() -> None:
    (case,) = GIVEN.cases
    stay = Spell(day(2024, 5, 22), day(2024, 12, 30))
    long = drawn(broken(changed(GIVEN, cases=(changed(case, spells={"Stay": (stay,)}),))))
    (axis,) = groups(long, "axis")
    named = [one.text for one in axis.iter(f"{SVG}text")]

    assert "Jun 2024" in named
    assert len([one for one in axis if one.get("class") == "tick"]) == 7


def test_of_two_histories_both_are_drawn() -> None:
    root = drawn(broken(GIVEN, away()))

    headings = [one.text or "" for one in root.iter(f"{SVG}text") if one.get("font-weight")]
    assert [heading.split(",")[0] for heading in headings] == ["case 1", "The other: case 1"]
    rows = groups(root, "payment")
    starts = [[one.get("x") for one in row.iter(f"{SVG}rect")] for row in rows]
    assert len(starts) == 2
    assert starts[0] == starts[1], "to one scale"


def test_what_is_broken_on_its_face_is_not_drawn() -> None:
    face = broken(Histories(()), by=EARLIEST)

    assert timeline_svg(HOMEWARD.contract, face) is None
    assert list(drawings(HOMEWARD.contract, [face, broken()])) == ["promise-11.1.svg"]


def run(tmp_path: Path, *arguments: str) -> tuple[int, str]:
    file = tmp_path / "contract.sib"
    file.write_text(PROMISE, encoding="utf-8")
    asked = ["verify", str(file), "--histories", "25", "--law", "promise 11.1", *arguments]
    result = CliRunner().invoke(main, asked)
    return result.exit_code, result.output


def test_the_command_draws_each_broken_law(tmp_path: Path) -> None:
    folder = tmp_path / "drawings"

    status, _ = run(tmp_path, "--out", str(folder))

    assert status == 1
    (file,) = folder.iterdir()
    assert file.name == "promise-11.1.svg"
    assert groups(ET.fromstring(file.read_text(encoding="utf-8")), "payment")  # noqa: S314


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")

    status, said = run(tmp_path, "--out", str(tmp_path / "file" / "below"))

    assert status == 1
    assert "the folder cannot be made" in said


def test_slips_are_not_drawn(tmp_path: Path) -> None:
    status, said = run(tmp_path, "--mutants", "--out", str(tmp_path))

    assert status == 2
    assert "leave out --mutants" in said
