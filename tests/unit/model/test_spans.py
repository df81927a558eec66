"""Positions are the ground everything stands on: their edges are tested one by one."""

import pytest

from qualcode.model import OffsetMap, Span


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (3, 2)])
def test_a_span_never_runs_backwards_or_before_the_text(start, end):
    with pytest.raises(ValueError, match="0 <= start <= end"):
        Span(start, end)


@pytest.mark.parametrize("bad", [1.0, "1", True, None])
def test_only_whole_numbers_are_positions(bad):
    """True is an int in Python and would silently become position 1."""
    with pytest.raises(TypeError):
        Span(bad, 5)


def test_spans_that_touch_do_not_overlap():
    assert not Span(0, 3).overlaps(Span(3, 5))
    assert Span(0, 3) & Span(3, 5) is None


def test_an_empty_span_is_nowhere():
    empty = Span(2, 2)
    assert not empty
    assert not empty.overlaps(Span(0, 9))
    assert empty not in Span(0, 9)


def test_a_span_counts_code_points_and_not_utf16_units():
    text = "😀 æøå"
    assert Span(2, 5).of(text) == "æøå"


def test_words_beyond_the_text_are_refused_and_not_cut():
    with pytest.raises(IndexError):
        Span(0, 6).of("fem..")


def test_a_span_that_cuts_into_a_replacement_grows_to_all_of_it():
    # "Fatimas bror" -> "[person 1]s bror"
    moved = OffsetMap.from_edits(12, [(Span(0, 6), 10)])
    assert moved.to_new(Span(0, 7)) == Span(0, 11)
    assert moved.to_new(Span(3, 8)) == Span(0, 12)


def test_a_span_that_ends_where_a_replacement_starts_stays_outside_it():
    moved = OffsetMap.from_edits(10, [(Span(4, 6), 5)])
    assert moved.to_new(Span(0, 4)) == Span(0, 4)
    assert moved.to_new(Span(6, 10)) == Span(9, 13)


def test_removed_words_leave_an_empty_place():
    moved = OffsetMap.from_edits(10, [(Span(4, 6), 0)])
    assert moved.to_new(Span(4, 6)) == Span(4, 4)
    assert moved.to_new(Span(2, 8)) == Span(2, 6)


def test_edits_out_of_order_are_refused():
    with pytest.raises(ValueError, match="in order"):
        OffsetMap.from_edits(10, [(Span(5, 6), 1), (Span(0, 2), 1)])


def test_a_span_beyond_the_old_text_is_refused():
    with pytest.raises(IndexError):
        OffsetMap.identity(4).to_new(Span(0, 5))
