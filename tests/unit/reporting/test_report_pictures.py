"""Pictures: whole ones only, and nothing in them that tells who made them."""

import struct
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.errors import ReportError
from qualcode.reporting.content import plain
from qualcode.reporting.png import read_picture
from unit.reporting.rendered import png


def test_texts_and_times_are_left_out():
    data = png((b"tEXt", b"Author\0Vibeke"), (b"tIME", bytes(7)), (b"eXIf", b"GPS"))
    assert read_picture(data).png == png()


def test_the_size_in_print_comes_from_the_picture():
    data = png((b"pHYs", struct.pack(">IIB", 7874, 7874, 1)), width=400, height=200)
    picture = read_picture(data)
    assert picture.width == pytest.approx(2, rel=0.01)
    assert picture.height == pytest.approx(1, rel=0.01)


def test_a_picture_is_made_smaller_but_never_larger():
    picture = read_picture(png(width=1500, height=600))  # 10 by 4 inches at 150 dots an inch
    assert picture.fitted(5, 5) == pytest.approx((5, 2))
    assert picture.fitted(50, 50) == pytest.approx((10, 4))
    assert picture.fitted(10, 1) == pytest.approx((2.5, 1))


@pytest.mark.parametrize(
    "data",
    [b"", b"GIF89a", png()[:-1], png()[:40], png() [:20] + b"\xff" + png()[21:], png(width=0)],
)  # fmt: skip
def test_what_is_no_whole_picture_is_refused(data):
    with pytest.raises(ReportError, match="QC-RP04"):
        read_picture(data)


@given(st.text())
def test_plain_text_is_one_line_that_xml_can_hold(text):
    """Whatever a name holds, a report can hold what is left of it."""
    clean = plain(text)
    assert clean == " ".join(clean.split())
    assert plain(clean) == clean
    clean.encode("utf-8")
    assert not [char for char in clean if ord(char) < 32 or ord(char) in (0x7F, 0xFFFE, 0xFFFF)]


@given(st.text(st.characters(categories=["L", "N", "P", "S"])))
def test_plain_text_loses_no_letters(text):
    assert plain(text) == " ".join(unicodedata.normalize("NFC", text).split())
