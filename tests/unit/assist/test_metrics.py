"""Measures on four segments worked out by hand, and against scikit-learn."""

import numpy as np
import pytest
from sklearn.metrics import f1_score, precision_recall_fscore_support

from qualcode.assist.evaluation.metrics import (
    code_scores,
    expected_calibration_error,
    first_suggestions,
    hit_at,
    macro_f1,
    micro_f1,
    precision_at,
    ranks,
    recall_at,
    reliability_bins,
)
from unit.assist.evaluation_trials import marks, random_trial

TRUTH = marks("110", "001", "000", "010")
SAID = np.array([[0.9, 0.1, 0.5], [0.6, 0.5, 0.4], [0.2, 0.1, 0.3], [0.3, 0.3, 0.1]])
SUGGESTED = SAID >= 0.4


def test_recall_is_the_mean_over_segments_with_a_code_and_ties_keep_the_order_of_columns():
    # Segment 1 finds A of A and B, then nothing, then B; segment 2 finds C last; segment 4 puts A before B at the same probability.
    assert recall_at(TRUTH, SAID, 1) == pytest.approx((1 / 2 + 0 + 0) / 3)
    assert recall_at(TRUTH, SAID, 2) == pytest.approx((1 / 2 + 0 + 1) / 3)
    assert recall_at(TRUTH, SAID, 3) == 1


def test_many_codes_at_the_same_probability_keep_the_order_of_columns():
    said = np.tile([0.5, 0.1], (1, 38))
    assert ranks(said)[0, ::2].tolist() == list(range(38))
    assert ranks(said)[0, 1::2].tolist() == list(range(38, 76))


def test_precision_and_hit_at_leave_out_segments_without_a_code():
    assert precision_at(TRUTH, SAID, 2) == pytest.approx(2 / 6)
    assert hit_at(TRUTH, SAID, 1) == pytest.approx(1 / 3)
    assert hit_at(TRUTH, SAID, 2) == pytest.approx(2 / 3)


def test_more_places_than_codes_are_not_held_against_the_model():
    assert precision_at(marks("11"), np.array([[0.9, 0.8]]), 5) == 1


def test_f1_by_hand():
    # A: 1 right, 2 suggested, 1 used; B: 0, 1, 2; C: 1, 2, 1.
    made = code_scores(TRUTH, SUGGESTED)
    assert made.precision.tolist() == [0.5, 0, 0.5]
    assert made.recall.tolist() == [1, 0, 1]
    assert made.f1.tolist() == pytest.approx([2 / 3, 0, 2 / 3])
    assert micro_f1(TRUTH, SUGGESTED) == pytest.approx(4 / 9)
    assert macro_f1(TRUTH, SUGGESTED) == pytest.approx(4 / 9)


def test_macro_f1_leaves_out_codes_that_nobody_used():
    truth, suggested = marks("10", "10"), marks("10", "11")
    assert macro_f1(truth, suggested) == 1
    assert micro_f1(truth, suggested) == pytest.approx(4 / 5)


def test_f1_agrees_with_scikit_learn():
    made = random_trial(3)
    assert micro_f1(made.truth, made.suggested) == pytest.approx(
        f1_score(made.truth, made.suggested, average="micro")
    )
    assert macro_f1(made.truth, made.suggested) == pytest.approx(
        f1_score(made.truth, made.suggested, average="macro")
    )
    precision, recall, f1, _ = precision_recall_fscore_support(made.truth, made.suggested)
    ours = code_scores(made.truth, made.suggested)
    assert np.allclose([ours.precision, ours.recall, ours.f1], [precision, recall, f1])


def test_what_is_undefined_is_nan_and_never_zero():
    nothing, said = marks("00"), np.array([[0.2, 0.1]])
    assert np.isnan([recall_at(nothing, said), precision_at(nothing, said), hit_at(nothing, said)]).all()
    assert np.isnan([micro_f1(nothing, nothing), macro_f1(nothing, nothing)]).all()
    assert np.isnan(code_scores(nothing, nothing).f1).all()
    assert np.isnan(expected_calibration_error(np.array([]), np.array([], dtype=bool)))


def test_calibration_error_is_the_mean_gap_weighted_by_the_bins():
    sure = np.array([0.25, 0.25, 0.25, 0.25, 0.85, 0.85])
    right = np.array([True, False, False, False, True, False])
    # Four are as often right as said, two of .85 are right every second time.
    assert expected_calibration_error(sure, right) == pytest.approx(2 / 6 * 0.35)


def test_a_model_that_says_how_often_it_is_right_has_nearly_no_calibration_error():
    random = np.random.default_rng(0)
    sure = random.random(50_000)
    right = random.random(50_000) < sure
    assert expected_calibration_error(sure, right) < 0.01
    assert expected_calibration_error(np.sqrt(sure), right) > 0.1


def test_bins_hold_their_lower_end_and_certainty_belongs_to_the_last():
    made = reliability_bins(np.array([0.0, 0.1, 0.5, 1.0]), np.array([False, False, True, True]))
    assert made.count.tolist() == [1, 1, 0, 0, 0, 1, 0, 0, 0, 1]
    assert made.accuracy[[5, 9]].tolist() == [1, 1]
    assert np.isnan(made.confidence[2])


def test_the_first_suggestion_is_the_one_that_a_coder_sees_first():
    sure, right = first_suggestions(TRUTH, SAID)
    assert sure.tolist() == [0.9, 0.6, 0.3, 0.3]
    assert right.tolist() == [True, False, False, False]
    assert (ranks(SAID).argmin(axis=1) == [0, 0, 2, 0]).all()
