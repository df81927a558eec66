"""Intervals for what is rare in a sample: from the sample alone, without any approximation by a normal curve."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

LEVEL = 0.95
"""How often an interval is to hold what it is about."""


@lru_cache(maxsize=4096)
def exact_interval(found: int, drawn: int, size: int, level: float = LEVEL) -> tuple[int, int]:
    """Return the numbers of hits among ``size`` segments that a random sample does not contradict.

    The finite form of Clopper and Pearson's interval (Buonaccorsi 1987): both tails of the hypergeometric distribution.

    Parameters
    ----------
    found, drawn : int
        Hits in the sample, and its size.
    size : int
        How many there are in all.

    Examples
    --------
    >>> exact_interval(0, 60, 190)
    (0, 9)
    >>> exact_interval(4, 190, 190)
    (4, 4)
    """
    from scipy.stats import hypergeom

    possible = np.arange(found, size - drawn + found + 1)
    tail = (1 - level) / 2
    low = possible[hypergeom.sf(found - 1, size, possible, drawn) > tail]
    high = possible[hypergeom.cdf(found, size, possible, drawn) > tail]
    return int(low.min()), int(high.max())
