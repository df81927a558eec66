"""The words of the pages beside the coding page."""

import re

from qualcode.widgets.page_words import WORDS
from qualcode.widgets.words import WORDS as FRAME_WORDS


def values_in(words):
    return sorted(re.findall(r"\{\w+\}", words))


def test_both_languages_say_it_with_the_same_values():
    """A value that one language leaves out is a number that its readers never see."""
    assert [key for key, one in WORDS.items() if values_in(one["da"]) != values_in(one["en"])] == []
    assert [key for key, one in WORDS.items() if not all(one.values())] == []


def test_no_word_is_said_twice_under_one_key():
    """The front end gets one table; a key in both would be one page's words on another."""
    assert not WORDS.keys() & FRAME_WORDS.keys()


def test_numbers_have_a_form_for_one():
    many = {key for key in WORDS if key.startswith("pg_n_") and not key.endswith("_1")}
    assert many
    assert all(f"{key}_1" in WORDS for key in many)
