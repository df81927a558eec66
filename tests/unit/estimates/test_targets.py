"""What a model expects of branches and of a partner with a theme, from what it expects of each code."""

import numpy as np
import pytest

from qualcode.estimates.targets import targets_of
from talk import BOOK, POLITI, SKOLE, TILLID, TRAVLHED, Talk

CODES = (POLITI, SKOLE, TILLID, TRAVLHED)


def test_expectations_of_branches_and_pairs():
    talk = Talk()
    first, second = talk.turn("a", "p", POLITI, TILLID), talk.turn("a", "p", TRAVLHED)
    truth = np.array([[True, False, True, False], [False, False, False, True]])
    expected = np.array([[0.8, 0.5, 0.4, 0.0], [0.1, 0.2, 0.0, 0.6]])
    pairs = {(POLITI, TILLID): [first], ("", TRAVLHED): [second]}
    made = targets_of(
        BOOK, CODES, truth, expected, partner_branch="partner", pairs=pairs, segments=[first, second]
    )
    column = {place: at for at, place in enumerate(made.places)}
    likely = {place: made.expected[:, at].tolist() for place, at in column.items()}
    assert likely["code", "", TILLID] == [0.4, 0.0]
    assert likely["branch", "", "partner"] == pytest.approx([1 - 0.2 * 0.5, 1 - 0.9 * 0.8])
    assert likely["pair", POLITI, TILLID] == pytest.approx([0.32, 0.0])
    assert likely["pair", "", TRAVLHED] == pytest.approx([0.0, 0.6 * 0.9 * 0.8])
    found = {place for place, at in column.items() if made.truth[:, at].any()}
    assert {place for place in found if place[0] == "pair"} == {
        ("pair", POLITI, TILLID),
        ("pair", "", TRAVLHED),
    }
    assert ("branch", "", "partner.ekstern") in found
    assert ("branch", "", "partner.intern") not in column  # it has none of these codes


def test_segments_that_are_not_estimated_for_count_nowhere():
    talk = Talk()
    here, elsewhere = talk.turn("a", "p", POLITI), talk.turn("b", "p", POLITI, TILLID)
    made = targets_of(
        BOOK,
        CODES,
        np.zeros((1, 4), bool),
        np.zeros((1, 4)),
        partner_branch="partner",
        pairs={(POLITI, TILLID): [elsewhere]},
        segments=[here],
    )
    assert not made.truth.any()
