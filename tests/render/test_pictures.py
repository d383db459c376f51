"""A drawing as a PNG: as wide as a page, with all that is drawn."""

from io import BytesIO

import pytest
from PIL import Image

from sibdsl.render.pictures import png, with_face

BLACK_BELOW = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 20">'
    '<rect x="0" y="10" width="100" height="10" fill="#000"/></svg>'
)


def test_the_whole_drawing_on_white() -> None:
    picture = Image.open(BytesIO(png(BLACK_BELOW))).convert("RGB")
    assert picture.width == pytest.approx(1285, abs=2)
    assert picture.width / picture.height == pytest.approx(5, rel=0.02)
    assert picture.getpixel((600, 60)) == (255, 255, 255)
    assert picture.getpixel((600, 200)) == (0, 0, 0)


def test_same_drawing_same_bytes() -> None:
    assert png(BLACK_BELOW) == png(BLACK_BELOW)


def test_letters_are_drawn() -> None:
    words = BLACK_BELOW.replace(
        "<rect", '<text x="2" y="8" font-family="sans-serif">£9</text><rect'
    )
    assert png(words) != png(BLACK_BELOW)


@pytest.mark.parametrize(
    ("given", "made"),
    [
        ('font-family="sans-serif"', 'font-family="DejaVu Sans"'),
        ("font-family: Arial, sans-serif; x", "font-family: Arial, DejaVu Sans; x"),
        ("<text>sans-serif</text>", "<text>sans-serif</text>"),
    ],
)
def test_a_face_that_is_there(given: str, made: str) -> None:
    assert with_face(given) == made
