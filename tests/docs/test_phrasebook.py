"""The phrasebook has all that the grammar has: what is made of it is up to date, what is written by
hand names every word of every form."""

import importlib.util
import re
import sys
from pathlib import Path
from types import ModuleType

import pytest

DOCS = Path(__file__).parents[2] / "docs"


@pytest.fixture(scope="module")
def maker() -> ModuleType:
    """The program that writes the page of every form."""
    spec = importlib.util.spec_from_file_location("phrasebook", DOCS / "phrasebook.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def rules(maker: ModuleType) -> dict[str, tuple[str, str]]:
    """Each rule of a form: its number in the phrasebook, and its body in the grammar."""
    return {
        found["name"]: (number[1], found["body"])
        for _, text in maker._sections()
        for found in maker._RULE.finditer(text)
        if (number := maker._NUMBER.search(maker._above(text, found.start())))
    }


def by_hand() -> dict[str, str]:
    """The section of each form on the pages written by hand, in small letters."""
    sections: dict[str, str] = {}
    for page in sorted((DOCS / "reference/phrasebook").glob("*.md")):
        text = page.read_text(encoding="utf-8")
        for part in re.split(r"^## ", text, flags=re.MULTILINE)[1:]:
            if part[0].isdigit():
                sections[part.split(".")[0]] = part.lower()
    return sections


def test_the_page_of_every_form_is_what_the_grammar_and_the_tests_say(maker: ModuleType) -> None:
    assert maker.PAGE.read_text(encoding="utf-8") == maker.page(), "run `python docs/phrasebook.py`"


def test_a_form_that_nothing_uses_has_no_page(maker: ModuleType) -> None:
    (unused,) = maker.shapes("nights", '"each" "night" in_nights -> nights')

    with pytest.raises(AssertionError, match=r"uses nights: .*night"):
        maker._use(unused, {rule: maker.Use() for rule in maker.build().rules})


def test_every_form_has_its_number(maker: ModuleType) -> None:
    assert {int(number) for number, _ in rules(maker).values()} == set(range(1, 30))


def test_the_pages_by_hand_name_each_word_of_each_form(maker: ModuleType) -> None:
    sections = by_hand()
    lacking = {
        (number, word)
        for number, body in rules(maker).values()
        for word in re.findall(r'"([A-Za-z]+)"', body)
        if not re.search(rf"\b{word.lower()}", sections[number])
    }

    assert lacking == set()


def test_a_shape_is_parted_at_bars_that_stand_in_no_bracket(maker: ModuleType) -> None:
    one, other = maker.shapes("x", '"the" (a | b) ["," c] d* -> first\n    | "and" NUMBER // why')

    assert (one.alias, other.alias) == ("first", "")
    assert one.needs() == {"the"}
    assert other.needs() == {"and", "NUMBER"}
    assert maker._written(one.tokens) == "the (*[a](#a)* / *[b](#b)*) [, *[c](#c)*] *[d](#d)* …"
