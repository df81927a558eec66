"""Which topics come back when interviews are left out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from qualcode.topics.adapter import Grouping, Labels, group_again
from qualcode.topics.vectors import Floats

LeftOut = Literal["interviews", "passages", "nothing"]

_FEW_INTERVIEWS, _MANY_INTERVIEWS = 3, 10
_TIMES = 10
_LARGE = 5_000
_SHARE = 0.8


@dataclass(frozen=True)
class Stability:
    """How well each topic comes back.

    Parameters
    ----------
    values : tuple of (float or None)
        For each topic, its likeness (Jaccard) to the nearest group of each other try, on average.
    left_out : {"interviews", "passages", "nothing"}
    times : int
        How often topics were sought again.
    """

    values: tuple[float | None, ...]
    left_out: LeftOut
    times: int


def stability_of(
    labels: Labels, vectors: Floats, documents: Sequence[str], how: Grouping, *, times: int | None = None
) -> Stability:
    """Seek topics again without some interviews, and see which come back (Hennig 2007).

    Each interview is left out in turn where there are three to ten; of more, a fifth at a time; with one or two, a fifth
    of the passages, which says less. Nothing is drawn twice: copies of a passage would form groups of their own.

    References
    ----------
    Hennig, C. (2007). Cluster-wise assessment of cluster stability. Computational Statistics & Data Analysis 52, 258-271.
    """
    topics = int(labels.max(initial=-1)) + 1
    kept, left_out = _kept(np.asarray(documents), how.seed, times)
    if not topics or not kept:
        return Stability((None,) * topics, "nothing", 0)
    found: list[list[float]] = [[] for _ in range(topics)]
    for rows in kept:
        again = group_again(vectors[rows], how)
        for topic in range(topics):
            ours = labels[rows] == topic
            if ours.sum() > 1:
                found[topic].append(_nearest(ours, again))
    return Stability(tuple(float(np.mean(one)) if one else None for one in found), left_out, len(kept))


def _kept(
    documents: NDArray[np.str_], seed: int, times: int | None
) -> tuple[list[NDArray[np.int64]], LeftOut]:
    names = np.unique(documents)
    random = np.random.default_rng(seed)
    usual = _TIMES if len(documents) <= _LARGE else _TIMES // 2
    wanted = usual if times is None else times
    if wanted == 0:
        return [], "nothing"
    if _FEW_INTERVIEWS <= len(names) <= _MANY_INTERVIEWS:
        each = names if times is None else names[:times]
        return [np.flatnonzero(documents != name) for name in each], "interviews"
    if len(names) > _MANY_INTERVIEWS:
        drawn = [random.choice(names, round(_SHARE * len(names)), replace=False) for _ in range(wanted)]
        return [np.flatnonzero(np.isin(documents, some)) for some in drawn], "interviews"
    rows = len(documents)
    return [
        np.sort(random.choice(rows, round(_SHARE * rows), replace=False)) for _ in range(wanted)
    ], "passages"


def _nearest(ours: NDArray[np.bool_], again: Labels) -> float:
    best = 0.0
    for group in np.unique(again[ours & (again >= 0)]):
        theirs = again == group
        best = max(best, float((ours & theirs).sum() / (ours | theirs).sum()))
    return best
