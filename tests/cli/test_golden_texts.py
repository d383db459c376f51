import pytest

from cli.golden_texts import FOLDER, ROOT, TEXTS, file, printed


@pytest.mark.parametrize("name", TEXTS)
def test_the_text_is_the_one_that_was_read(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)

    assert printed(TEXTS[name]) == file(name).read_text(encoding="utf-8")


QUOTING = {"layout", "renumbered", "failing-examples"}
"""Texts that show lines of a contract, which are wider."""


@pytest.mark.parametrize("name", sorted(set(TEXTS) - QUOTING))
def test_the_text_fits_on_a_page(name: str) -> None:
    assert [
        line for line in file(name).read_text(encoding="utf-8").splitlines() if len(line) > 100
    ] == []


def test_no_text_is_left_over() -> None:
    assert {path.stem for path in FOLDER.iterdir()} == set(TEXTS)
