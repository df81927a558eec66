"""The rule of saturation, and what it gives for a table of interviews by codes, in one order and in others."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import permutations
from math import factorial
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from qualcode.errors import UsageError

Kind = Literal["codes", "meanings"]
KINDS: tuple[Kind, ...] = ("codes", "meanings")

MOST_ORDERS = 5_040
"""Up to so many orders of the interviews (those of seven) all are gone through; else a sample."""

SAMPLED = 1_000

Counts = NDArray[np.int64]
Heard = NDArray[np.bool_]
"""Interviews in their order by codes or meanings: whether each was heard."""


@dataclass(frozen=True, slots=True)
class Rule:
    """When nothing new is said to come: the three choices of Guest, Namey and Chen (2020).

    Parameters
    ----------
    base : int, default=4
        Base size: the first interviews, whose codes are what later ones are measured against.
    run : int, default=2
        Run length: how many interviews in a row are looked through for new codes.
    threshold : float, default=0.05
        New information threshold: new codes of a run, as a share of the base's, that count as none.
    """

    base: int = 4
    run: int = 2
    threshold: float = 0.05

    def __post_init__(self) -> None:
        if self.base < 1 or self.run < 1 or not 0 <= self.threshold < 1:
            raise UsageError(
                "a rule of saturation that cannot be followed",
                code="QC-SA01",
                where=f"base {self.base}, run {self.run}, threshold {self.threshold}",
                allowed="A base and a run of at least one interview, a threshold from 0 to below 1",
                do="The usual ones: base 4 to 6, run 2 or 3, threshold 0.05 or 0.",
            )


@dataclass(frozen=True, slots=True)
class Curve:
    """How codes, or their meanings, came up interview by interview.

    Parameters
    ----------
    kind : {"codes", "meanings"}
    new, total : tuple of int
        New in each interview, and heard until then.
    low, median, high : tuple of float
        What 5, 50 and 95 in 100 orders of the same interviews had heard by then, at most.
    run_new : tuple of (int or None)
        New in the run that ends with each interview; None while there is no whole run after the base.
    ratios : tuple of (float or None)
        The same as a share of what the base had.
    reached : int or None
        After so many interviews, the base included, the next run brought no more than the threshold; None: never.
    share_reached : float
        In which share of the orders it is reached at all.
    """

    kind: Kind
    new: tuple[int, ...]
    total: tuple[int, ...]
    low: tuple[float, ...]
    median: tuple[float, ...]
    high: tuple[float, ...]
    run_new: tuple[int | None, ...]
    ratios: tuple[float | None, ...]
    reached: int | None
    share_reached: float


def curve_of(kind: Kind, heard: Heard, orders: Counts, rule: Rule) -> Curve:
    """Return the curve of a table of interviews (in their order) by codes or meanings, with what other orders give.

    Examples
    --------
    >>> heard = np.array([[1, 1, 0, 0], [1, 0, 1, 0], [0, 1, 1, 0], [1, 0, 0, 1]], dtype=bool)
    >>> curve = curve_of("codes", heard, orders_of(4, 0)[0], Rule(base=1, run=1, threshold=0.0))
    >>> curve.new, curve.ratios, curve.reached
    ((2, 1, 0, 1), (None, 0.5, 0.0, 0.5), 2)
    """
    new = new_in_each(heard)
    totals = np.array([np.cumsum(new_in_each(heard[order])) for order in orders])
    low, median, high = (_quantile(totals, share) for share in (0.05, 0.5, 0.95))
    others = [reached_at(np.diff(total, prepend=0), rule) for total in totals]
    run_new, ratios = runs(new, rule)
    return Curve(
        kind,
        tuple(new.tolist()),
        tuple(np.cumsum(new).tolist()),
        low,
        median,
        high,
        run_new,
        ratios,
        reached_at(new, rule),
        sum(one is not None for one in others) / len(others),
    )


def new_in_each(heard: Heard) -> Counts:
    """Return how many columns are heard first in each row."""
    first = np.argmax(heard[:, heard.any(axis=0)], axis=0)
    return np.bincount(first, minlength=len(heard)).astype(np.int64)


def runs(new: Counts, rule: Rule) -> tuple[tuple[int | None, ...], tuple[float | None, ...]]:
    """Return for each interview how much is new in the run that ends with it, and that as a share of the base."""
    base = int(new[: rule.base].sum())
    in_run: list[int | None] = []
    for end in range(1, len(new) + 1):
        whole = end >= rule.base + rule.run
        in_run.append(int(new[end - rule.run : end].sum()) if whole else None)
    return tuple(in_run), tuple(None if n is None or not base else n / base for n in in_run)


def reached_at(new: Counts, rule: Rule) -> int | None:
    """Return after how many interviews a run brings no more than the threshold; None where no run does."""
    _, ratios = runs(new, rule)
    for at, ratio in enumerate(ratios):
        if ratio is not None and ratio <= rule.threshold + 1e-12:
            return at + 1 - rule.run
    return None


def orders_of(n: int, seed: int) -> tuple[Counts, bool]:
    """Return orders of n interviews, one a row, and whether they are all there are."""
    if factorial(n) <= MOST_ORDERS:
        return np.array(list(permutations(range(n))), dtype=np.int64), True
    random = np.random.default_rng(seed)
    return np.array([random.permutation(n) for _ in range(SAMPLED)], dtype=np.int64), False


def _quantile(totals: Counts, share: float) -> tuple[float, ...]:
    """Return a quantile of each column that is one of its values: a number of codes is whole."""
    return tuple(np.quantile(totals, share, axis=0, method="inverted_cdf").astype(float).tolist())
