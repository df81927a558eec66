"""What a suggester is measured with: plain functions on what people decided and what the model said.

All take arrays with a row per segment and a column per code. Where a number is undefined (no segment has a code, nothing
was suggested) they return nan, never 0. Intervals are made in :mod:`qualcode.assist.evaluation.intervals`.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from qualcode.assist.values import Bools, Floats

BINS = 10
"""Bins of equal width for calibration."""


def ranks(probability: Floats) -> NDArray[np.int64]:
    """Return each code's place in its segment's list, 0 first; ties keep the order of the columns.

    Examples
    --------
    >>> ranks(np.array([[0.1, 0.7, 0.1]]))
    array([[1, 0, 2]])
    """
    order = np.argsort(-probability, axis=1, kind="stable")
    places = np.empty_like(order)
    np.put_along_axis(places, order, np.arange(order.shape[1])[None, :], axis=1)
    return places


def recall_at(truth: Bools, probability: Floats, k: int = 3) -> float:
    """Return the share of a segment's codes among its first k, on average over segments with a code.

    Examples
    --------
    >>> recall_at(np.array([[True, True, False]]), np.array([[0.9, 0.1, 0.5]]), k=2)
    0.5
    """
    used = truth.sum(axis=1)
    found = (truth & (ranks(probability) < k)).sum(axis=1)
    return mean(found[used > 0] / used[used > 0])


def precision_at(truth: Bools, probability: Floats, k: int = 3) -> float:
    """Return the share of the first k codes that are right, over segments with a code.

    It cannot be higher than the codes per segment divided by k; read :func:`recall_at` or :func:`hit_at` first.
    """
    coded: Bools = truth.sum(axis=1) > 0
    listed = (ranks(probability) < k) & coded[:, None]
    return float(ratio((truth & listed).sum(), listed.sum()))


def hit_at(truth: Bools, probability: Floats, k: int = 3) -> float:
    """Return the share of segments with a code that have one of theirs among the first k."""
    hit = (truth & (ranks(probability) < k)).sum(axis=1) > 0
    return mean(hit[truth.sum(axis=1) > 0].astype(float))


@dataclass(frozen=True, slots=True)
class CodeScores:
    """Precision, recall and F1 of each code, nan where undefined."""

    precision: Floats = field(repr=False)
    recall: Floats = field(repr=False)
    f1: Floats = field(repr=False)


def code_scores(truth: Bools, suggested: Bools) -> CodeScores:
    """Compare suggestions with what people decided, code by code."""
    right = (truth & suggested).sum(axis=0)
    listed, used = suggested.sum(axis=0), truth.sum(axis=0)
    return CodeScores(ratio(right, listed), ratio(right, used), ratio(2 * right, listed + used))


def micro_f1(truth: Bools, suggested: Bools) -> float:
    """Return F1 over all pairs of segment and code: a code weighs as much as it is used.

    Examples
    --------
    >>> micro_f1(np.array([[True, False], [True, True]]), np.array([[True, True], [True, False]]))
    0.6666666666666666
    """
    right = (truth & suggested).sum()
    return float(ratio(2 * right, suggested.sum() + truth.sum()))


def macro_f1(truth: Bools, suggested: Bools) -> float:
    """Return the mean F1 of the codes that are used at least once: a rare code weighs as much as a common one."""
    used = truth.any(axis=0)
    return mean(code_scores(truth, suggested).f1[used])


@dataclass(frozen=True, slots=True)
class ReliabilityBins:
    """How often the model was right where it was so and so sure, in bins of equal width from 0 to 1.

    Parameters
    ----------
    count : array of int
        Suggestions in the bin.
    confidence, accuracy : array of float
        What the model said and how often it was right, on average; nan for an empty bin.
    """

    count: NDArray[np.int64] = field(repr=False)
    confidence: Floats = field(repr=False)
    accuracy: Floats = field(repr=False)


def reliability_bins(probability: Floats, right: Bools, bins: int = BINS) -> ReliabilityBins:
    """Sort probabilities into bins and say how often each bin was right; the arrays may have any shape."""
    at = bin_of(probability, bins).ravel()
    count = np.bincount(at, minlength=bins)
    said = np.bincount(at, weights=probability.ravel(), minlength=bins)
    was = np.bincount(at, weights=right.ravel().astype(float), minlength=bins)
    return ReliabilityBins(count, ratio(said, count), ratio(was, count))


def expected_calibration_error(probability: Floats, right: Bools, bins: int = BINS) -> float:
    """Return how far confidence and accuracy lie apart, on average over bins weighted by their size.

    Examples
    --------
    >>> expected_calibration_error(np.array([0.9, 0.9, 0.9, 0.9]), np.array([True, True, False, False]))
    0.4
    """
    made = reliability_bins(probability, right, bins)
    gap = np.abs(np.nan_to_num(made.confidence - made.accuracy))
    return float(ratio((gap * made.count).sum(), made.count.sum()))


def first_suggestions(truth: Bools, probability: Floats) -> tuple[Floats, Bools]:
    """Return how sure the model was of each segment's first code, and whether it was right."""
    first = np.argmax(probability, axis=1)[:, None]
    sure = np.take_along_axis(probability, first, axis=1)[:, 0]
    return sure, np.take_along_axis(truth, first, axis=1)[:, 0]


def bin_of(probability: Floats, bins: int = BINS) -> NDArray[np.int64]:
    """Return each probability's bin; 1 belongs to the last."""
    return np.minimum((probability * bins).astype(np.int64), bins - 1)


def ratio(top: object, bottom: object) -> Floats:
    """Divide, with nan where there is nothing to divide by."""
    over, under = np.asarray(top, dtype=float), np.asarray(bottom, dtype=float)
    made: Floats = np.full(np.broadcast(over, under).shape, np.nan)
    np.divide(over, under, out=made, where=under > 0)
    return made


def mean(values: Floats) -> float:
    """Return the mean, nan for no values."""
    return float(values.mean()) if values.size else float("nan")
