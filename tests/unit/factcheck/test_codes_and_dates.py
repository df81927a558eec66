"""Codes lead back through what word processors and people make of them; dates are read as people write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.factcheck.codes import find_code, find_pack, item_code, item_key, pack_code, seal_of
from qualcode.factcheck.dates import read_date

CODE = item_code("a", "f_1c5642bd2b", "Skolen ringer.")
NAMES = st.text(min_size=1, max_size=20)


@given(NAMES, NAMES, NAMES)
def test_a_code_is_found_and_names_its_item_and_words(document, item, words):
    found = find_code(f"1\n{item_code(document, item, words)}")
    assert (found.item, found.seal) == (item_key(document, item), seal_of(words))


@given(NAMES, NAMES)
def test_the_same_item_in_another_pack_has_another_code(one, other):
    assert (item_key(one, "f_1") == item_key(other, "f_1")) == (one == other)


@pytest.mark.parametrize(
    "made",
    [
        CODE.lower(),
        CODE.replace("-", "\u2011"),
        CODE.replace("-", "–"),
        CODE.replace("-", "-\n"),
        f"  12. {CODE} ",
        CODE.replace("0", "O").replace("1", "l"),
    ],
)
def test_a_code_survives_what_is_made_of_it(made):
    """Word puts in dashes that do not break, people read it aloud and type it again."""
    assert find_code(made) == find_code(CODE)


@pytest.mark.parametrize(
    "text", ["Kunne måske nogen komme?", "Kkkkk bare så", "", "1", CODE[:-1], CODE + "x"]
)
def test_ordinary_words_are_no_code(text):
    assert find_code(text) is None


def test_the_words_of_the_letter_are_no_code_of_a_pack():
    assert find_pack("Privat-liv og Patri-arki") == ""
    assert find_pack(f"Svarark {pack_code('s', 'a')}") == pack_code("s", "a")


@pytest.mark.parametrize(
    "other",
    ["„Skolen  ringer.”", '"Skolen ringer."', "Skolen\u00a0ringer.", "Sko\u00adlen ringer."],
)
def test_typography_does_not_break_the_seal(other):
    assert seal_of(other) == seal_of("Skolen ringer.")


@pytest.mark.parametrize("other", ["Skolen ringer ikke.", "skolen ringer.", "Skolen ringer?"])
def test_other_words_break_the_seal(other):
    assert seal_of(other) != seal_of("Skolen ringer.")


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("2026-03-12", "2026-03-12"),
        ("2026-03-12 00:00:00", "2026-03-12"),
        ("12-03-2026", "2026-03-12"),
        ("12/3 2026", "2026-03-12"),
        ("12. 3. 26", "2026-03-12"),
        ("Den 12. marts 2026", "2026-03-12"),
        ("12 March 2026", "2026-03-12"),
        ("1. okt. 2026", "2026-10-01"),
        ("3/12/2026", "2026-12-03"),  # the day first, also in English: packs are European
        ("31-02-2026", ""),
        ("12-13-2026", ""),
        ("1. ma 2026", ""),
        ("i går", ""),
        ("46093", ""),
        ("12-03", ""),
        ("12-03-1026", ""),
    ],
)
def test_dates(written, read):
    assert read_date(written) == read
