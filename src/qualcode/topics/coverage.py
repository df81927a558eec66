"""How far the codebook already covers a topic."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from qualcode.topics.explained import Bools

COVERED, PARTLY = 0.5, 0.25
"""From here on a topic counts as covered, or as partly covered."""

_LEAST_PASSAGES, _LEAST_LIFT = 2, 2.0
_SHOWN = 5


@dataclass(frozen=True, slots=True)
class CodeShare:
    """A code in a topic.

    Parameters
    ----------
    code : str
    passages : int
        Passages of the topic with the code.
    of_topic, of_code : float
        The same as a share of the topic's passages, and of the code's.
    lift : float
        How many times as often as elsewhere.
    f1 : float
        Both shares in one number: 1 where topic and code are the same passages.
    """

    code: str
    passages: int
    of_topic: float
    of_code: float
    lift: float
    f1: float


@dataclass(frozen=True, slots=True)
class Coverage:
    """How far the codes cover a topic.

    Parameters
    ----------
    value : float
        0: the codes say nothing of what makes it a topic; 1: they tell its passages from all others.
    coded : float
        Share of its passages with any code. High by itself says little: a broad code is on everything.
    codes : tuple of CodeShare
        Those that fit it best (by F1), the best first.
    """

    value: float
    coded: float
    codes: tuple[CodeShare, ...]

    @property
    def best(self) -> CodeShare | None:
        """The code that fits best, if any stands on a passage of the topic."""
        return self.codes[0] if self.codes else None


def coverage_of(rows: NDArray[np.int64], marked: Bools, codes: Sequence[str]) -> Coverage:
    """Return how far codes cover a topic.

    Parameters
    ----------
    rows : array of int
        Numbers of the topic's passages.
    marked : array of bool, shape (passages, codes)
    codes : sequence of str

    Notes
    -----
    A code is characteristic of a topic if it stands on two or more of its passages, and twice as often as it would by
    chance. A passage counts for the narrowest characteristic code on it, by how narrow that is: ``log(N / code) / log(N /
    topic)``, from 0 for a code on everything to 1 for one that is as rare as the topic; a passage without any counts 0.
    So a topic that is wholly coded by one broad code is not covered (the code does not tell it apart), one inside a
    narrow code is, and so is one that two narrow codes share.

    Examples
    --------
    >>> broad, narrow = np.arange(40) < 20, np.arange(40) < 5
    >>> topic = np.arange(4)
    >>> round(coverage_of(topic, broad[:, None], ["broad"]).value, 2)
    0.3
    >>> round(coverage_of(topic, np.column_stack([broad, narrow]), ["broad", "narrow"]).value, 2)
    0.9
    """
    inside, total = marked[rows].sum(axis=0), marked.sum(axis=0)
    n, topic = len(marked), len(rows)
    typical = (inside >= _LEAST_PASSAGES) & (inside * n >= _LEAST_LIFT * topic * total)
    room = np.log(n / topic) if 0 < topic < n else np.inf
    narrow = np.where(typical, np.clip(np.log(n / np.maximum(total, 1)) / room, 0, 1), 0.0)
    surest = np.where(marked[rows], narrow, 0.0).max(axis=1) if len(codes) else np.zeros(topic)
    shares = [
        _share(codes[at], int(inside[at]), len(rows), int(total[at]), len(marked))
        for at in np.flatnonzero(inside).tolist()
    ]
    best = sorted(shares, key=lambda one: (-one.f1, -one.lift, one.code))[:_SHOWN]
    return Coverage(float(surest.mean()), float(marked[rows].any(axis=1).mean()), tuple(best))


def _share(code: str, both: int, topic: int, uses: int, everything: int) -> CodeShare:
    return CodeShare(
        code, both, both / topic, both / uses, both / topic / (uses / everything), 2 * both / (topic + uses)
    )
