"""Kappa: Cohen's for two coders, Light's mean of it for more, and Fleiss' for a fixed number of ratings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable
from itertools import combinations

from qualcode.reliability.alpha import ALL_THE_SAME, NO_OVERLAP, Unit

NOT_BY_ALL = "no unit was coded by all coders"
ALWAYS_ALIKE = "both coders gave every unit the same value: chance would agree as well"


def cohen_kappa(units: Iterable[Unit]) -> tuple[float | None, str]:
    """Cohen's kappa: two coders, each with habits of their own.

    Parameters
    ----------
    units : iterable of sequences
        For each unit the value of the first coder and that of the second; ``None`` is a missing value. A unit that one
        of them did not code is left out.

    Returns
    -------
    value : float or None
        At most 1; 0 where the coders agree as often as their own habits would make them by chance. None where undefined.
    reason : str

    Notes
    -----
    ``(p_o - p_e) / (1 - p_e)``, where p_e multiplies how often *each* coder uses a value [1]_. Coders with different habits
    are expected to agree less, so that kappa rises where they differ in how often they use a code; alpha does not.

    References
    ----------
    .. [1] Cohen, J. (1960). A coefficient of agreement for nominal scales. Educational and Psychological Measurement
       20(1), 37-46.

    Examples
    --------
    >>> anna = [1, 1, 0, 0, 0, 0, 0, 0, 0, 0]
    >>> bo = [1, 0, 1, 0, 0, 0, 0, 0, 0, 0]
    >>> value, _ = cohen_kappa(zip(anna, bo))
    >>> round(value, 3)
    0.375
    """
    first, second = Counter[Hashable](), Counter[Hashable]()
    same = shared = 0
    for one, other in units:
        if one is None or other is None:
            continue
        first[one] += 1
        second[other] += 1
        same += one == other
        shared += 1
    if not shared:
        return None, NO_OVERLAP
    chance = sum(n * second[value] for value, n in first.items())
    if chance == shared * shared:
        return None, ALWAYS_ALIKE
    return (same * shared - chance) / (shared * shared - chance), ""


def light_kappa(units: Iterable[Unit]) -> tuple[float | None, str]:
    """Light's kappa: the mean of Cohen's kappa over all pairs of coders. With two coders it is Cohen's.

    Parameters
    ----------
    units : iterable of sequences
        For each unit one value per coder, always in the same order; ``None`` is a missing value.

    Returns
    -------
    value : float or None
        None where undefined for any pair that shares a unit: a mean of the others would be one of chosen pairs. Pairs
        that share no unit are left out.
    reason : str

    References
    ----------
    .. [1] Light, R. J. (1971). Measures of response agreement for qualitative data: some generalizations and
       alternatives. Psychological Bulletin 76(5), 365-377.

    Examples
    --------
    >>> light_kappa([(1, 1, 0), (0, 0, 0), (1, 1, 1), (0, 0, 0)])[0]
    0.6666666666666666
    """
    rows = [tuple(unit) for unit in units]
    made = [
        cohen_kappa((row[a], row[b]) for row in rows)
        for a, b in combinations(range(max(map(len, rows), default=0)), 2)
    ]
    shared = [(value, reason) for value, reason in made if reason != NO_OVERLAP]
    defined = [value for value, _ in shared if value is not None]
    if not shared:
        return None, NO_OVERLAP
    if len(defined) < len(shared):
        return None, some_pairs(len(shared) - len(defined), len(shared))
    return sum(defined) / len(defined), ""


def some_pairs(undefined: int, pairs: int) -> str:
    """Say why there is no mean over the pairs of coders."""
    if pairs == 1:
        return ALWAYS_ALIKE
    return f"undefined for {undefined} of {pairs} pairs of coders, so there is no mean"


def fleiss_kappa(units: Iterable[Unit]) -> tuple[float | None, str]:
    """Fleiss' kappa: each unit rated equally often, no matter by whom.

    Parameters
    ----------
    units : iterable of sequences
        For each unit the values that it was given; ``None`` is a missing value.

    Returns
    -------
    value : float or None
        None where undefined.
    reason : str

    Notes
    -----
    Defined for a fixed number of ratings a unit [1]_. It is taken to be the length of the longest unit, missing values
    counted: one place a coder. Units with fewer values are left out. With two coders it is Scott's pi. Alpha is the same
    with a correction for few units: ``1 - alpha = (1 - kappa) * (1 - 1 / ratings)``.

    References
    ----------
    .. [1] Fleiss, J. L. (1971). Measuring nominal scale agreement among many raters. Psychological Bulletin 76(5), 378-382.

    Examples
    --------
    >>> round(fleiss_kappa([(1, 1, 0), (0, 0, 0), (1, 1, 1), (0, None, 0)])[0], 3)
    0.55
    """
    rows = [tuple(unit) for unit in units]
    ratings = max(map(len, rows), default=0)
    complete = [row for row in rows if len(row) == ratings and None not in row]
    if ratings < 2 or not complete:
        return None, NOT_BY_ALL
    totals = Counter(value for row in complete for value in row)
    given = totals.total()
    apart = sum(n * (ratings - n) for row in complete for n in Counter(row).values())
    chance = given * given - sum(n * n for n in totals.values())
    if not chance:
        return None, ALL_THE_SAME
    return 1 - given * apart / (ratings - 1) / chance, ""
