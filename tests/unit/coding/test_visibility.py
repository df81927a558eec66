"""The blind rule: a coder sees her own, and of others what was opened."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.coding import visible, visible_memos
from qualcode.model import Coding, Memo, Round, Span

OPENED = "2026-03-02T09:00:00.000+00:00"
BEFORE, AFTER = "2026-03-01T12:00:00.000+00:00", "2026-03-03T12:00:00.000+00:00"


def coding(coder, round=1):
    return Coding(f"{coder}{round}", "alfa", "v1", Span(0, 4), "tema", coder, round=round)


def rounds(text):
    """Write rounds as letters: b is blind, o is open."""
    return [Round(n, opened_at=OPENED if letter == "o" else "") for n, letter in enumerate(text, start=1)]


CODINGS = [coding("anna"), coding("bo"), coding("consensus"), coding("anna", 2), coding("bo", 2)]

CASES = [
    # rounds, who looks, what she sees
    ("b", "anna", "anna1 anna2"),
    ("b", "bo", "bo1 bo2"),
    ("b", "carla", ""),
    ("b", "", "anna1 bo1 consensus1 anna2 bo2"),
    ("o", "anna", "anna1 bo1 consensus1 anna2"),
    ("ob", "anna", "anna1 bo1 consensus1 anna2"),
    ("ob", "carla", "anna1 bo1 consensus1"),
    ("bo", "anna", "anna1 anna2 bo2"),
    ("oo", "anna", "anna1 bo1 consensus1 anna2 bo2"),
    ("", "anna", "anna1 anna2"),
]


@pytest.mark.parametrize(("letters", "coder", "seen"), CASES)
def test_who_sees_what(letters, coder, seen):
    """The consensus of a blind round is hidden, too; a round that nobody started is blind."""
    found = visible(CODINGS, coder=coder, rounds=rounds(letters))
    assert " ".join(one.id for one in found) == seen


MEMO_CASES = [
    # rounds, when bo wrote, whether anna sees it
    ("b", BEFORE, False),
    ("o", BEFORE, True),
    ("o", AFTER, True),
    ("ob", BEFORE, True),
    ("ob", AFTER, False),
    ("bo", AFTER, True),
    ("ob", "", False),
]


@pytest.mark.parametrize(("letters", "written", "seen"), MEMO_CASES)
def test_memos_of_others_are_seen_with_the_round_that_they_were_written_in(letters, written, seen):
    """A memo carries no round: what was written before a round was opened belongs to what was opened."""
    his = Memo("m", "document", "alfa", "tvivl", "bo", written)
    found = visible_memos([his], coder="anna", rounds=rounds(letters))
    assert bool(found) is seen
    assert visible_memos([his], coder="bo", rounds=rounds(letters)) == [his]
    assert visible_memos([his], coder="", rounds=rounds(letters)) == [his]


names = st.sampled_from(["anna", "bo", "consensus"])
letters = st.text("bo", max_size=4)
some_codings = st.lists(st.builds(coding, names, st.integers(1, 5)), max_size=12)


@given(some_codings, names, letters)
def test_opening_a_round_only_ever_adds_to_what_is_seen(codings, coder, state):
    """Nobody loses sight of anything by it, and one's own is always there."""
    before = visible(codings, coder=coder, rounds=rounds(state))
    assert [one for one in codings if one.coder == coder] == [one for one in before if one.coder == coder]
    for place in range(len(state)):
        opened = state[:place] + "o" + state[place + 1 :]
        after = visible(codings, coder=coder, rounds=rounds(opened))
        assert [one for one in after if one in before] == before
        assert {one.round for one in after if one not in before} <= {place + 1}


@given(some_codings, names)
def test_while_all_is_blind_no_other_name_is_seen(codings, coder):
    assert {one.coder for one in visible(codings, coder=coder, rounds=rounds("bbb"))} <= {coder}
