"""How many segments carry a code, when people read a random sample and a model proposed codes for all of them.

The estimate is what the model expects over all segments, weighted, plus what the sample says the model missed: the
difference estimator of survey sampling. It is prediction-powered inference (Angelopoulos et al. 2023,
https://doi.org/10.1126/science.adi6000) with the weight tuned as in PPI++ (Angelopoulos, Duchi and Zrnic 2023,
https://arxiv.org/abs/2311.01453), on a sample whose probabilities are known, as in design-based supervised learning
(Egami et al. 2023, https://arxiv.org/abs/2306.04746). However wrong the model, the estimate is right on average; a good
model makes it more precise.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, floor, nan
from typing import Literal

import numpy as np

from qualcode.estimates.design import Bools, Floats, Ints, Sample
from qualcode.estimates.exact import LEVEL, exact_interval

Method = Literal["difference", "sample", "too few", "all read"]
"""The model's expectation corrected by the sample; the sample alone; nothing can be said; nothing is left to estimate."""

FEW = 5
"""With fewer hits (or fewer misses) in the sample the interval comes from the sample alone. Measured: docs/explanation/estimates.md."""

LEAST_PEOPLE = 5
"""For people beyond the interviewed: with fewer who speak in them nothing is said."""


@dataclass(frozen=True, slots=True)
class Total:
    """An estimated number of segments.

    Parameters
    ----------
    estimate : float
        Not a number where it is too few to say.
    low, high : float
        The interval of 95 %.
    method : {"difference", "sample", "too few", "all read"}
    weight : float
        How far the model's expectation was used, 0 to 1.
    """

    estimate: float
    low: float
    high: float
    method: Method
    weight: float = 0.0


def totals(
    truth: Bools, expected: Floats, sample: Sample, *, known: Ints | None = None, people: Ints | None = None
) -> list[Total]:
    """Estimate for each code in how many segments it is.

    Parameters
    ----------
    truth : array of bool, shape (n, codes)
        What people found in the sampled segments, in the sample's order.
    expected : array of float, shape (size, codes)
        A model's probabilities for all segments; the model must not have learned from the sample.
    sample : Sample
    known : array of int, shape (codes,), optional
        In how many segments people have seen the code, sampled or not: an estimate is never less.
    people : array of int, shape (size,), optional
        Who speaks in each segment. Then the interval is one for people like them, not for these interviews: segments
        of a speaker are alike, and few speakers say little of others.

    Examples
    --------
    >>> rng = np.random.default_rng(0)
    >>> expected = rng.random((200, 1)); said = rng.random((200, 1)) < expected
    >>> sample = Sample(np.arange(0, 200, 4), np.full(50, 0.25), ("a",) * 50, 200)
    >>> [one] = totals(said[sample.rows], expected, sample)
    >>> bool(one.low < said.sum() < one.high)
    True
    """
    values = truth.astype(np.float64)
    found = truth.sum(axis=0).astype(np.int64)
    seen = found if known is None else np.maximum(known, found)
    drawn = expected[sample.rows]
    spread = sample.covariance(drawn, drawn)
    together = sample.covariance(drawn, values)
    weight = np.clip(np.divide(together, spread, out=np.zeros_like(spread), where=spread > 1e-12), 0, 1)
    left = values - weight * drawn
    estimate = weight * expected.sum(axis=0) + sample.total(left)
    if people is None:
        variance, degrees = sample.covariance(left, left), sample.degrees
    else:
        variance, degrees = _among_people(weight * expected, left, estimate, sample, people)
    half = _quantile(degrees) * np.sqrt(variance)
    return [
        _total(
            float(estimate[at]),
            float(half[at]),
            int(found[at]),
            int(seen[at]),
            float(weight[at]),
            sample,
            people,
        )
        for at in range(len(found))
    ]


def _total(
    estimate: float, half: float, found: int, seen: int, weight: float, sample: Sample, people: Ints | None
) -> Total:
    drawn, size = len(sample), sample.size
    few = min(found, drawn - found) < FEW
    if people is not None:
        if few or len(np.unique(people[sample.rows])) < LEAST_PEOPLE:
            return Total(nan, nan, nan, "too few")
        return Total(estimate, max(estimate - half, 0), min(estimate + half, size), "difference", weight)
    if sample.everything:
        return Total(found, found, found, "all read")
    most = size - (drawn - found)
    if not few:
        inside = min(max(estimate, seen), most)
        low, high = max(estimate - half, seen), min(estimate + half, most)
        return Total(inside, min(low, inside), max(high, inside), "difference", weight)
    lowest, highest = _from_sample(found, sample)
    low, high = max(lowest, seen), max(min(highest, most), seen)
    if found == 0:
        return Total(nan, low, high, "too few")
    return Total(min(max(estimate, low), high), low, high, "sample", weight)


def _from_sample(found: int, sample: Sample) -> tuple[int, int]:
    """Bound the number by the sample alone; where probabilities differ, by what the sample is worth."""
    drawn = len(sample)
    worth = min(drawn, max(1, floor(sample.effective + 1e-9)))
    if worth == drawn:
        return exact_interval(found, drawn, sample.size)
    hits = found * worth / drawn
    low, _ = exact_interval(floor(hits), worth, sample.size)
    _, high = exact_interval(min(worth, ceil(hits)), worth, sample.size)
    return low, high


def _among_people(
    expected: Floats, left: Floats, estimate: Floats, sample: Sample, people: Ints
) -> tuple[Floats, int]:
    """Return the variance where it is chance, too, who was interviewed: residuals summed by speaker."""
    names, number = np.unique(people, return_inverse=True)
    residual = expected - estimate / sample.size
    residual[sample.rows] += left / sample.probability[:, None]
    by_person = np.zeros((len(names), expected.shape[1]))
    np.add.at(by_person, number, residual)
    n = len(names)
    return n / max(n - 1, 1) * (by_person**2).sum(axis=0), max(n - 1, 1)


def _quantile(degrees: int) -> float:
    from scipy.stats import t

    return float(t.ppf((1 + LEVEL) / 2, degrees))
