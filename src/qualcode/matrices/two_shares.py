"""Is a thing said at more sites here than there? An interval for the difference of two shares of few sites.

Exact and unconditional (Chan and Zhang 1999, https://doi.org/10.1111/j.0006-341X.1999.01202.x): at every difference two
one-sided tests that order the possible results by the score statistic (Miettinen and Nurminen 1985,
https://doi.org/10.1002/sim.4780040211), at the worst common level. Intervals by a formula, such as Newcombe's, are too
short for a handful of sites: of 6 of 6 against 0 of 1 they say that the two differ, which a single site cannot show.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

LEVEL = 0.95

_Floats = NDArray[np.float64]

_STEPS = 100
"""Differences from -1 to 1 are looked at in steps of 1/50."""

_NUISANCE = 60
_MOST_TABLES = 1200
"""With more possible results than that, the normal curve serves as well."""


def difference_interval(one: int, of_one: int, other: int, of_other: int) -> tuple[float, float]:
    """Return the differences of two shares, ``one`` minus ``other``, that the numbers do not contradict (95 %).

    Parameters
    ----------
    one, of_one : int
        At how many sites, of how many.
    other, of_other : int

    Examples
    --------
    >>> low, high = difference_interval(4, 6, 2, 3)
    >>> low < 0 < high
    True
    >>> difference_interval(6, 6, 0, 6)[0] > 0
    True
    >>> difference_interval(6, 6, 0, 1)[0] > 0
    False
    """
    if not of_one or not of_other:
        return -1.0, 1.0
    bounds = _bounds(of_one, of_other)
    return float(bounds[0, one, other]), float(bounds[1, one, other])


@lru_cache(maxsize=64)
def _bounds(of_one: int, of_other: int) -> _Floats:
    """Return lower and upper bounds for every possible result, shape (2, of_one + 1, of_other + 1)."""
    differences = np.linspace(-1, 1, _STEPS + 1)
    kept = np.array([_not_contradicted(difference, of_one, of_other) for difference in differences])
    lowest = differences[np.argmax(kept[:, 0], axis=0)]
    highest = differences[_STEPS - np.argmax(kept[::-1, 1], axis=0)]
    # On a grid the true bound lies at most a step further out.
    step = 2 / _STEPS
    return np.array(
        [np.maximum(lowest - step * (lowest > -1), -1), np.minimum(highest + step * (highest < 1), 1)]
    )


def _not_contradicted(difference: float, of_one: int, of_other: int) -> NDArray[np.bool_]:
    """Say of every result whether it is not too large, and not too small, for a difference; shape (2, results)."""
    from scipy.stats import binom, norm

    one, other = np.meshgrid(np.arange(of_one + 1), np.arange(of_other + 1), indexing="ij")
    score = _score(one, of_one, other, of_other, difference)
    tail = (1 - LEVEL) / 2
    if score.size > _MOST_TABLES:
        return np.array([norm.sf(score) > tail, norm.cdf(score) > tail])
    start, end = max(0.0, -difference), min(1.0, 1 - difference)
    level = np.linspace(start, end, _NUISANCE)[:, None]
    chance = (
        binom.pmf(np.arange(of_one + 1), of_one, np.clip(level + difference, 0, 1))[:, :, None]
        * binom.pmf(np.arange(of_other + 1), of_other, level)[:, None, :]
    ).reshape(_NUISANCE, -1)
    flat = np.round(score.ravel(), 9)  # results that are equal but for rounding are as extreme as each other
    order = np.argsort(flat, kind="stable")
    in_order, up_to = flat[order], np.cumsum(chance[:, order], axis=1)
    smaller = up_to[:, np.searchsorted(in_order, flat, side="right") - 1].max(axis=0)
    below = np.searchsorted(in_order, flat, side="left")
    larger = (1 - np.where(below > 0, up_to[:, below - 1], 0)).max(axis=0)
    return np.array([larger.reshape(score.shape) > tail, smaller.reshape(score.shape) > tail])


def _score(one: NDArray[Any], of_one: int, other: NDArray[Any], of_other: int, difference: float) -> _Floats:
    """Return the score statistic, with both shares estimated under the difference (the root of a cubic)."""
    total, hits = of_one + of_other, one + other
    a, b = float(total), (of_one + 2 * of_other) * difference - total - hits
    c = (of_other * difference - total - 2 * other) * difference + hits
    d = other * difference * (1 - difference)
    q = b**3 / (3 * a) ** 3 - b * c / (6 * a * a) + d / (2 * a)
    p = np.where(q >= 0, 1.0, -1.0) * np.sqrt(np.maximum(b**2 / (3 * a) ** 2 - c / (3 * a), 0))
    ratio = np.divide(q, p**3, out=np.zeros_like(q), where=np.abs(p) > 1e-12)
    angle = (np.pi + np.arccos(np.clip(ratio, -1, 1))) / 3
    second = np.clip(2 * p * np.cos(angle) - b / (3 * a), max(0.0, -difference), min(1.0, 1 - difference))
    first = np.clip(second + difference, 0, 1)
    spread = np.sqrt(np.maximum(first * (1 - first) / of_one + second * (1 - second) / of_other, 0))
    away = one / of_one - other / of_other - difference
    away = np.where(np.abs(away) < 1e-9, 0.0, away)
    return np.asarray(np.divide(away, spread, out=np.sign(away) * 1e6, where=spread > 1e-7))
