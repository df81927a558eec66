"""Is it said at the site at all: probabilities that come true as often as they say."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from qualcode.estimates import Correction, number_of_sites, presence, presence_by_site


def site(rng, codes=600, size=180, drawn=60, *, factor=1.0, spread=2.0):
    """Hits at a site whose codes are each said more or less often than the model expects."""
    often = rng.gamma(0.7, 0.02, size=codes)
    expected = (often * rng.gamma(0.5, 2, size=(size, codes))).clip(0, 0.9)
    own = factor * rng.gamma(spread, 1 / spread, size=codes)
    truth = rng.random((size, codes)) < np.clip(expected * own, 0, 1)
    inside = np.zeros(size, bool)
    inside[rng.permutation(size)[:drawn]] = True
    return truth, expected, inside


def test_probabilities_come_true_though_the_model_expects_too_much():
    rng, told, true = np.random.default_rng(1), [], []
    for _ in range(8):
        truth, expected, inside = site(rng, factor=0.5)
        hits = truth[inside].sum(axis=0)
        read, unread = expected[inside].sum(axis=0), expected[~inside].sum(axis=0)
        made = presence(hits, hits, read, unread, correction=Correction.learn(hits, read))
        open_ = hits == 0
        told.append(made.probability[open_])
        true.append(truth[:, open_].any(axis=0))
    probability, said = np.concatenate(told), np.concatenate(true)
    assert abs(probability.mean() - said.mean()) < 0.02
    for low, high in ((0.1, 0.25), (0.25, 0.45), (0.45, 0.7)):
        some = (probability >= low) & (probability < high)
        assert some.sum() > 60
        assert abs(probability[some].mean() - said[some].mean()) < 0.1


def test_the_factor_is_learned_from_the_sample():
    rng = np.random.default_rng(2)
    truth, expected, inside = site(rng, factor=0.5)
    found = Correction.learn(truth[inside].sum(axis=0), expected[inside].sum(axis=0))
    assert 0.35 < found.mean < 0.7
    assert (
        Correction.learn(np.array([1, 0]), np.array([0.4, 0.1])) == Correction()
    )  # too little to learn from


def test_intervals_hold_the_number_of_segments():
    rng, held = np.random.default_rng(3), []
    for _ in range(5):
        truth, expected, inside = site(rng)
        made = presence_by_site(
            truth & inside[:, None], expected, inside, sites=["s"] * 180, kinds=["pair"] * 600
        )
        true = truth.sum(axis=0)
        held.append((made.low <= true) & (true <= made.high))
    assert np.mean(held) >= 0.94


def test_what_people_have_found_is_certain():
    nothing = np.array([0, 0])
    made = presence(nothing, np.array([3, 0]), np.full(2, 0.1), np.full(2, 0.1), correction=Correction())
    assert made.probability[0] == 1
    assert made.probability[1] < 0.2
    assert made.low[0] == 3


def test_sites_are_told_apart():
    truth = np.array([[True], [False], [False], [False]])
    expected = np.full((4, 1), 1e-6)
    made = presence_by_site(
        truth, expected, np.array([True, False, True, False]), sites=["a", "a", "b", "b"], kinds=["code"]
    )
    assert made.said[:, 0].round(3).tolist() == [1.0, 0.0]
    assert made.found.tolist() == [1]


@given(st.lists(st.floats(0, 1), min_size=1, max_size=6))
def test_the_number_of_sites_lies_in_its_interval(probabilities):
    expected, low, high = number_of_sites(probabilities)
    certain, possible = sum(p == 1 for p in probabilities), sum(p > 0 for p in probabilities)
    assert certain <= high
    assert 0 <= low <= high <= len(probabilities)
    assert low <= possible
    assert low - 1 <= expected <= high + 1
