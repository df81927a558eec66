"""Krippendorff's alpha for nominal values."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence

Unit = Sequence[Hashable]
"""The values that coders gave one unit; who gave none is None, or left out where no coefficient asks who is who."""


def alpha_nominal(units: Iterable[Unit]) -> tuple[float | None, str]:
    """Krippendorff's alpha for nominal data, any number of coders, missing values allowed.

    Parameters
    ----------
    units : iterable of sequences
        For each unit the values that the coders gave it; ``None`` is a missing value.

    Returns
    -------
    value : float or None
        At most 1 (all agree), 0 (as by chance), below 0 (systematic disagreement); None where undefined.
    reason : str
        Why there is no value; empty where there is one.

    Notes
    -----
    ``1 - (n - 1) * sum of o_ck / sum of n_c * n_k`` over the values c != k of the coincidence matrix [1]_. A unit with
    m >= 2 values adds 1 / (m - 1) for each ordered pair of its values; units with fewer are left out.

    References
    ----------
    .. [1] Krippendorff, K. (2019). Content Analysis: An Introduction to Its Methodology, 4th ed., ch. 12. Sage.

    Examples
    --------
    Two coders, ten units, two disagreements:

    >>> anna = [1, 1, 0, 0, 0, 0, 0, 0, 0, 0]
    >>> bo = [1, 0, 1, 0, 0, 0, 0, 0, 0, 0]
    >>> value, _ = alpha_nominal(zip(anna, bo))
    >>> round(value, 3)
    0.406
    """
    disagreeing, totals = 0.0, Counter[Hashable]()
    for unit in units:
        counts = Counter(value for value in unit if value is not None)
        given = counts.total()
        if given < 2:
            continue
        totals.update(counts)
        disagreeing += sum(n * (given - n) for n in counts.values()) / (given - 1)
    pairable = totals.total()
    if not pairable:
        return None, NO_OVERLAP
    expected = pairable * pairable - sum(n * n for n in totals.values())
    if not expected:
        return None, ALL_THE_SAME
    return 1 - (pairable - 1) * disagreeing / expected, ""


NO_OVERLAP = "no unit was coded by two coders"
ALL_THE_SAME = "all values are the same: there is nothing to agree about"
