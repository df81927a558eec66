"""A code that may be two: its passages fall apart into two groups, more than chance would make them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits

from qualcode.topics.explained import Bools, left_over
from qualcode.topics.vectors import Floats

LEAST_PASSAGES = 16
LEAST_INTERVIEWS = 3
_LEAST_PART, _LEAST_SHARE = 5, 0.25
_LEVEL = 0.05
_FIRST_DRAWS, _DRAWS = 99, 1_999
_MOST = 80
"""So many passages of a code, evenly spread, are compared with chance: more would take long and change little."""
_DIRECTIONS = 5
_STEPS = 30
_NOTHING = 1e-6


@dataclass(frozen=True, slots=True)
class Apart:
    """A code whose passages fall apart.

    Parameters
    ----------
    code : str
    parts : tuple of two tuples of int
        Numbers of the passages of each part, the most typical first.
    within : float
        Spread inside the two parts as a share of all spread: the lower, the further apart.
    p : float
        How often passages that form one cloud look as far apart, by chance, corrected for how many codes were tried.
    tried : int
        How many codes had enough passages to be tried.
    """

    code: str
    parts: tuple[tuple[int, ...], tuple[int, ...]]
    within: float
    p: float
    tried: int


def codes_apart(
    vectors: Floats, marked: Bools, codes: Sequence[str], documents: Sequence[str], *, seed: int = 0
) -> list[Apart]:
    """Return codes whose passages fall apart into two, the surest first.

    Notes
    -----
    What the *other* codes explain is taken out first: that a barrier is said of the police and of schools is no reason to
    split it. Two-means in a few directions is then compared with what it makes of one normal cloud of the same shape
    (Liu et al. 2008, JASA 103: 1281-1293). Small parts and parts from one interview do not count; p is corrected by
    Holm's method.
    """
    names = np.asarray(documents)
    tried: list[tuple[float, float, str, NDArray[np.int64], NDArray[np.int64]]] = []
    for at, code in enumerate(codes):
        rows = np.flatnonzero(marked[:, at])
        if len(rows) < LEAST_PASSAGES or len(set(names[rows])) < LEAST_INTERVIEWS:
            continue
        others = np.delete(marked, at, axis=1)
        within, labels, p = fall_apart(left_over(vectors, others)[rows], seed=seed)
        tried.append((p, within, code, rows, labels))
    found: list[Apart] = []
    highest = 0.0
    for place, (p, within, code, rows, labels) in enumerate(sorted(tried, key=lambda one: one[:3])):
        highest = max(highest, min(1.0, p * (len(tried) - place)))
        halves = [rows[labels == side] for side in (0, 1)]
        if highest <= _LEVEL and all(_counts(half, len(rows), names) for half in halves):
            first, second = (_typical_first(vectors, half) for half in halves)
            found.append(Apart(code, (first, second), within, highest, len(tried)))
    return found


def fall_apart(rows: Floats, *, seed: int = 0) -> tuple[float, NDArray[np.int64], float]:
    """Return the spread left inside two groups, the group of each row, and how often one cloud looks as far apart."""
    centred = rows - rows.mean(axis=0)
    with threadpool_limits(1):
        left, scale, _ = np.linalg.svd(centred, full_matrices=False)
    most = min(_DIRECTIONS, max(1, len(rows) // 4), len(scale))
    if scale[0] < _NOTHING:  # the other codes explain all there is
        return 1.0, np.zeros(len(rows), np.int64), 1.0
    points = np.round(left[:, :most] * scale[:most], 9)
    labels = _two_means(points[None])[1][0]
    some = points[np.unique(np.linspace(0, len(points) - 1, _MOST).round().astype(np.int64))]
    within = float(_two_means(some[None])[0][0])
    random = np.random.default_rng(seed)
    as_far = drawn = 0
    for draws in (_FIRST_DRAWS, _DRAWS - _FIRST_DRAWS):
        clouds = random.normal(size=(draws, *some.shape)) * some.std(axis=0)
        as_far += int((_two_means(clouds)[0] <= within).sum())
        drawn += draws
        if as_far > 1:  # it can no longer be told from chance: the rest of the draws would change nothing
            break
    return within, labels, (1 + as_far) / (1 + drawn)


def _two_means(clouds: Floats) -> tuple[Floats, NDArray[np.int64]]:
    """Part each of several clouds of points in two: Lloyd's method from the halves of each direction, the best of them.

    Returns the spread that is left inside the two parts as a share of all, and the part of each point.
    """
    points = clouds - clouds.mean(axis=1, keepdims=True)
    total = (points**2).sum(axis=(1, 2))
    sides = np.swapaxes(points > np.median(points, axis=1, keepdims=True), 1, 2)  # clouds, starts, points
    for _ in range(_STEPS):
        middles = _middles(points, sides)
        towards = middles[1] - middles[0]
        half = ((middles[1] ** 2).sum(axis=2) - (middles[0] ** 2).sum(axis=2)) / 2
        after = np.einsum("bnd,bsd->bsn", points, towards) > half[:, :, None]
        after = np.where(_both_there(after), after, sides)
        if (after == sides).all():
            break
        sides = after
    middles = _middles(points, sides)
    sizes = sides.sum(axis=2), (~sides).sum(axis=2)
    between = sum(
        n * (middle**2).sum(axis=2) for n, middle in zip(sizes, (middles[1], middles[0]), strict=True)
    )
    within = 1 - between / np.where(total > 0, total, 1)[:, None]
    best = within.argmin(axis=1)
    each = np.arange(len(points))
    return within[each, best], sides[each, best].astype(np.int64)


def _middles(points: Floats, sides: Bools) -> tuple[Floats, Floats]:
    first, second = (
        np.einsum("bnd,bsn->bsd", points, part) / np.maximum(part.sum(axis=2), 1)[:, :, None]
        for part in ((~sides).astype(np.float64), sides.astype(np.float64))
    )
    return first, second


def _both_there(sides: Bools) -> Bools:
    some: Bools = np.asarray(sides.any(axis=2) & ~sides.all(axis=2))
    return some[:, :, None]


def _counts(half: NDArray[np.int64], of: int, documents: NDArray[np.str_]) -> bool:
    return len(half) >= max(_LEAST_PART, _LEAST_SHARE * of) and len(set(documents[half])) > 1


def _typical_first(vectors: Floats, rows: NDArray[np.int64]) -> tuple[int, ...]:
    near = vectors[rows] @ vectors[rows].mean(axis=0)
    return tuple(rows[np.lexsort((rows, -np.round(near, 9)))].tolist())
