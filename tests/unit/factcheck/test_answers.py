"""What somebody meant by a tick, a line through, a word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.factcheck.answers import Piece, read_ticks, read_word

A, C, W = "Godkendt", "Godkendt med ændringer", "Trækkes tilbage"


def cell(*lines):
    """Return a cell; _so_ is underlined, ~so~ struck out."""
    return [[piece(part) for part in line.split("|")] for line in lines]


def piece(text):
    return Piece(text.strip("_~"), struck=text.startswith("~"), marked=text.startswith("_"))


@pytest.mark.parametrize(
    ("lines", "answer"),
    [
        (("☐ " + A, "☐ " + C, "☐ " + W), None),
        (("☒ " + A, "☐ " + C, "☐ " + W), "approved"),
        (("☐ " + A, "☑ " + C, "☐ " + W), "changed"),
        (("☐ " + A, "☐ " + C, "x " + W), "withdrawn"),
        (("☐ " + A, "☐ " + C + " X", "☐ " + W), "changed"),
        (("☐x " + A, "☐ " + C, "☐ " + W), "approved"),
        (("x" + A, "☐ " + C, "☐ " + W), "approved"),
        (("[x] " + A, "[ ] " + C, "[ ] " + W), "approved"),
        (("☐ |_" + A, "☐ " + C, "☐ " + W), "approved"),
        (("☐ " + A, "☐ |_" + C, "☐ " + W), "changed"),
        (("~☐ " + A, "☐ " + C, "~☐ " + W), "changed"),
        (("☐ |~" + A, "☐ |~" + C, "☐ " + W), "withdrawn"),
        # somebody changed her mind: what is struck out is not meant, tick or not
        (("☒ |~" + A, "☒ " + C, "☐ " + W), "changed"),
        ((A,), "approved"),  # the others deleted
        (("☐ " + A, "☐ " + C, "☐ " + W, "godkendt"), "approved"),
        (("☐ " + A, "☐ " + C, "☐ " + W, "ok"), "approved"),
        (("ok",), "approved"),
        (("Trukket tilbage.",), "withdrawn"),
        ((f"☐ {A}   ☒ {C}   ☐ {W}",), "changed"),
        (("☐ " + A, "☐ " + C, f"{W}: ja"), "withdrawn"),
        ((A + ": nej", C + ": nej", W), "withdrawn"),
        (("☐ Approved", "☐ Approved with changes", "☒ Withdrawn"), "withdrawn"),
        (("_☐ " + A, "_☐ " + C, "_☐ " + W), None),  # a style, and no answer
        ((), None),
        (("", " "), None),
    ],
)
def test_one_answer(lines, answer):
    read = read_ticks(cell(*lines))
    assert (read.answer, read.problem) == (answer, "")


@pytest.mark.parametrize(
    "lines",
    [
        ("☒ " + A, "☒ " + C, "☐ " + W),
        ("☐ |_" + A, "☐ |_" + C, "☐ " + W),
        ("☒ " + A, "☐ " + C, "☐ " + W, "trukket tilbage"),
        ("☐ |~" + A, "☐ " + C, "☐ " + W),  # two are left
        ("☐ " + A, "☐ " + C, "☐ " + W, "måske"),
        ("nej",),
    ],
)
def test_what_cannot_be_told_is_said_and_not_guessed(lines):
    read = read_ticks(cell(*lines))
    assert read.answer is None
    assert read.problem


def test_words_beside_a_tick_are_kept():
    read = read_ticks(cell("☒ Godkendt, men ret kommaet", "☐ " + C, "☐ " + W))
    assert (read.answer, read.more) == ("approved", "men ret kommaet")
    assert "kommaet" not in repr(read)


@pytest.mark.parametrize(
    ("word", "answer"),
    [("godkendt", "approved"), ("Godkendt med ændringer", "changed"), ("withdrawn", "withdrawn"), ("", None)],
)
def test_a_form_takes_words(word, answer):
    assert read_word(word).answer == answer


@pytest.mark.parametrize("word", ["x", "godkendt ikke", "ja nej", "1"])
def test_a_form_refuses_other_words(word):
    assert read_word(word).problem


LABELS = st.sampled_from([A, C, W, "☐", "☒", "x", " ", "ja", "nej", "İ", "Approved with changes", "ﬁ", "men"])
PIECES = st.builds(
    Piece, st.lists(LABELS, max_size=4).map("".join) | st.text(max_size=8), st.booleans(), st.booleans()
)


@given(st.lists(st.lists(PIECES, max_size=4), max_size=5))
def test_any_cell_has_one_answer_a_problem_or_neither(lines):
    """Whatever people write into a cell, nothing breaks and no answer comes with a problem."""
    read = read_ticks(lines)
    assert read.answer is None or not read.problem
