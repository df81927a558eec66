"""The percentage of agreement, which knows nothing of chance."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from qualcode.reliability.alpha import NO_OVERLAP, Unit


def percent_agreement(units: Iterable[Unit]) -> tuple[float | None, str]:
    """Return the share of pairs of coders that gave a unit the same value, over all units with two or more values.

    Examples
    --------
    >>> percent_agreement([(1, 1), (1, 0), (0, None)])
    (0.5, '')
    """
    same = pairs = 0
    for unit in units:
        counts = Counter(value for value in unit if value is not None)
        given = counts.total()
        same += sum(n * (n - 1) for n in counts.values())
        pairs += given * (given - 1)
    return (same / pairs, "") if pairs else (None, NO_OVERLAP)
