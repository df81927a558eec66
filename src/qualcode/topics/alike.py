"""Pairs of codes that may be one: they stand on the same passages, or no one could tell them apart by their words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from qualcode.model import in_branch
from qualcode.topics.explained import Bools
from qualcode.topics.vectors import Floats

LEAST_TOGETHER = 8
LEAST_ALONE = 12
LEAST_INTERVIEWS = 3
_JACCARD, _JACCARD_LOW = 0.6, 0.4
_AUC_HIGH = 0.65
"""Chance is 0.5. Words that tell less than this, at the upper end of the interval, tell next to nothing."""
_AUC_LEAST = 0.7
"""Words must tell each of the two codes from all else this well, or they could not tell them apart either."""
_Z = 1.96

Why = Literal["passages", "words"]


@dataclass(frozen=True, slots=True)
class Alike:
    """Two codes of one branch that may be one.

    Parameters
    ----------
    code, other : str
    both, only_code, only_other : int
        Passages with both, and with one of them.
    jaccard, jaccard_low : float
        Passages in common as a share of all with one of the two, and the lower end of its interval.
    auc, auc_high : float or None
        How well the words tell passages of the one from those of the other in an interview that was left out (0.5:
        not at all, 1: always), and the upper end of its interval; None where there are too few to say.
    why : {"passages", "words"}
    """

    code: str
    other: str
    both: int
    only_code: int
    only_other: int
    jaccard: float
    jaccard_low: float
    auc: float | None
    auc_high: float | None
    why: Why


def codes_alike(
    vectors: Floats, marked: Bools, codes: Sequence[str], documents: Sequence[str]
) -> list[Alike]:
    """Return pairs of codes that may be one, those with most passages in common first.

    Notes
    -----
    Only pairs of one branch at the top: a partner and a theme are often said together and are not the same. "By their
    words" is an equivalence test: not that a difference was not found, but that even the upper end of the interval of
    the AUC (Hanley and McNeil 1982) is next to chance. It asks, too, that words tell each of the two from everything else:
    where they do not, that they tell nothing of the pair says nothing.
    """
    found = []
    names = np.asarray(documents)
    known = [_is_told_by_words(vectors, marked[:, at], names) for at in range(len(codes))]
    for first, second in combinations(range(len(codes)), 2):
        code, other = codes[first], codes[second]
        if (
            code.partition(".")[0] != other.partition(".")[0]
            or in_branch(other, code)
            or in_branch(code, other)
        ):
            continue
        one = _pair(vectors, marked, (first, second), codes, names, by_words=known[first] and known[second])
        if one is not None:
            found.append(one)
    return sorted(found, key=lambda pair: (-pair.jaccard, pair.auc_high or 0.0, pair.code, pair.other))


def _pair(
    vectors: Floats,
    marked: Bools,
    at: tuple[int, int],
    codes: Sequence[str],
    documents: NDArray[np.str_],
    *,
    by_words: bool,
) -> Alike | None:
    one, other = marked[:, at[0]], marked[:, at[1]]
    both, only_one, only_other = int((one & other).sum()), one & ~other, other & ~one
    either = int((one | other).sum())
    share, low = (both / either if either else 0.0), _wilson_low(both, either)
    auc = high = None
    alone = [np.flatnonzero(rows) for rows in (only_one, only_other)]
    enough = all(len(rows) >= LEAST_ALONE and len(set(documents[rows])) >= LEAST_INTERVIEWS for rows in alone)
    if enough:
        auc = _told_apart(vectors, alone[0], alone[1], documents)
        high = auc + _Z * _spread_of_auc(auc, len(alone[0]), len(alone[1]))
    why: Why | None = None
    if both >= LEAST_TOGETHER and share >= _JACCARD and low >= _JACCARD_LOW:
        why = "passages"
    elif high is not None and high <= _AUC_HIGH:
        why = "words"
    if why is None:
        return None
    counts = (both, int(only_one.sum()), int(only_other.sum()))
    return Alike(codes[at[0]], codes[at[1]], *counts, share, low, auc, high, why)


def _is_told_by_words(vectors: Floats, own: NDArray[np.bool_], documents: NDArray[np.str_]) -> bool:
    ours = np.flatnonzero(own)
    if len(ours) < LEAST_ALONE or len(set(documents[ours])) < LEAST_INTERVIEWS:
        return False
    return _told_apart(vectors, ours, np.flatnonzero(~own), documents) >= _AUC_LEAST


def _told_apart(
    vectors: Floats, ours: NDArray[np.int64], theirs: NDArray[np.int64], documents: NDArray[np.str_]
) -> float:
    """Return how often a passage of the one is nearer to its own than one of the other, interviews left out in turn."""
    wins = pairs = 0.0
    for document in sorted(set(documents[ours]) | set(documents[theirs])):
        inside = [rows[documents[rows] == document] for rows in (ours, theirs)]
        outside = [rows[documents[rows] != document] for rows in (ours, theirs)]
        if not (len(inside[0]) and len(inside[1]) and len(outside[0]) and len(outside[1])):
            continue
        direction = vectors[outside[0]].mean(axis=0) - vectors[outside[1]].mean(axis=0)
        mine, others = (np.round(vectors[rows] @ direction, 9) for rows in inside)
        wins += float((mine[:, None] > others).sum() + 0.5 * (mine[:, None] == others).sum())
        pairs += len(mine) * len(others)
    return wins / pairs if pairs else 0.5


def _spread_of_auc(auc: float, n: int, m: int) -> float:
    q1, q2 = auc / (2 - auc), 2 * auc * auc / (1 + auc)
    variance = (auc * (1 - auc) + (n - 1) * (q1 - auc * auc) + (m - 1) * (q2 - auc * auc)) / (n * m)
    return float(np.sqrt(max(variance, 0.0)))


def _wilson_low(hits: int, of: int) -> float:
    """Return the lower end of Wilson's interval of a share."""
    if not of:
        return 0.0
    share, z = hits / of, _Z
    middle = share + z * z / (2 * of)
    half = z * np.sqrt(share * (1 - share) / of + z * z / (4 * of * of))
    return float((middle - half) / (1 + z * z / of))
