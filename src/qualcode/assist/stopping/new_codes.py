"""How often the latest interviews still brought a code that nobody had used before."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from qualcode.assist.stopping.estimates import LEVEL, Known
from qualcode.assist.values import Key, key_of
from qualcode.model import Segment

MIN_DOCUMENTS = 3
"""Fewer interviews say nothing of the next one."""

LATEST = 5
"""New codes are counted in the latest five interviews, or in the latest half where that is more: fixed beforehand,
since a window that begins after the last new code would always look calm."""

CODED_THROUGH = 0.5
"""An interview counts as coded through when this share of its segments is decided; a sample of it shows too little
for "no new code" to mean anything."""


@dataclass(frozen=True, slots=True)
class NewCodes:
    """How often the latest interviews brought a code that was not seen before.

    Parameters
    ----------
    documents, hits : int
        The latest interviews coded through, after the first of all; and how many of them brought a new code.
    codes : int
        How many new codes they brought.
    upper : float
        One-sided 95 % bound (Clopper-Pearson) for the chance that the next interview brings one.
    """

    documents: int
    hits: int
    codes: int
    upper: float


def count_new_codes(known: Known, documents: Sequence[str]) -> NewCodes | None:
    """Count the latest documents that brought a code not seen before."""
    if len(documents) < MIN_DOCUMENTS:
        return None
    seen: set[str] = set()
    fresh: list[int] = []
    for name in documents:
        codes = known.by_document.get(name, set())
        fresh.append(len(codes - seen))
        seen |= codes
    # The first interview brings nothing but new codes, and says nothing of the next one.
    latest = fresh[1:][-max(LATEST, len(documents) // 2) :]
    hits = sum(count > 0 for count in latest)
    return NewCodes(len(latest), hits, sum(latest), upper_bound(hits, len(latest)))


def coded_through(segments: Sequence[Segment], codes_by_segment: Mapping[Key, Collection[str]]) -> list[str]:
    """Return the documents of which enough is decided, in their order."""
    all_: Counter[str] = Counter()
    decided: Counter[str] = Counter()
    for segment in segments:
        if segment.is_informant:
            all_[segment.document] += 1
            decided[segment.document] += key_of(segment) in codes_by_segment
    return [name for name, n in all_.items() if decided[name] >= CODED_THROUGH * n]


def upper_bound(hits: int, of: int, *, level: float = LEVEL) -> float:
    """Return the exact one-sided upper bound of a share (Clopper-Pearson).

    Examples
    --------
    None of five; the rule of three is an approximation for many (3 of 60 is .05):

    >>> round(upper_bound(0, 5), 2), round(upper_bound(0, 60), 3)
    (0.45, 0.049)
    """
    if hits >= of:
        return 1.0

    def at_most_hits(share: float) -> float:
        return sum(math.comb(of, k) * share**k * (1 - share) ** (of - k) for k in range(hits + 1))

    low, high = hits / of, 1.0
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if at_most_hits(middle) > 1 - level else (low, middle)
    return high
