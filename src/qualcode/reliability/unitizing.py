"""Krippendorff's alpha where coders drew the boundaries themselves.

The family of Krippendorff, Mathet, Bouvry and Widlöcher [1]_ compares lengths: how much of the text lies in units of one
value for one coder and in units of another value, or in a gap, for another. Several texts are laid end to end; no unit
reaches from one into the next. Where not all coders coded all texts, a text counts with the coders it has.

References
----------
.. [1] Krippendorff, K., Mathet, Y., Bouvry, S. and Widlöcher, A. (2016). On the reliability of unitizing textual continua:
   Further developments. Quality & Quantity 50(6), 2347-2364.
.. [2] Krippendorff, K. (2019). Content Analysis: An Introduction to Its Methodology, 4th ed., ch. 12.6. Sage.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable

from qualcode.reliability.continuum import Continuum, Lengths, measure

NO_TEXT = "no text was coded by two coders"
ALL_ALIKE = "the whole text has one value for all coders: there is nothing to agree about"
NOTHING_IN_COMMON = "no words were marked by two coders"
ONE_VALUE = "only one value stands on the words that two coders marked: there is nothing to tell apart"
NEVER_IN_COMMON = "it does not stand on words that two coders marked"


def alpha_unitizing(continua: Iterable[Continuum]) -> tuple[float | None, str]:
    """Return u-alpha: whether coders mark the same stretches, and give them the same value.

    Parameters
    ----------
    continua : iterable of Continuum
        With one code, values and gaps are all there is to tell apart, and this is the code's own u-alpha.

    Returns
    -------
    value : float or None
        At most 1 (the same stretches and values), 0 (as by chance), below 0 (systematic disagreement); None where undefined,
        also where one coder gave the same words two values: then the text is not cut into units.
    reason : str

    Notes
    -----
    Observed disagreement is the length of intersections of units (or gaps) of two coders with different values. Expected
    disagreement pairs all values' lengths with each other, but no unit with itself, so that a coder's long unit is
    *one* decision and not as many as it has letters. Cutting a stretch into two that touch, therefore, changes the value.

    Examples
    --------
    >>> anna, bo = [(0, 40, "tid")], [(10, 40, "tid")]
    >>> round(alpha_unitizing([Continuum(100, (anna, bo))])[0], 3)
    0.795
    """
    made = measure(continua)
    if made.twice:
        return None, marked_twice(made.twice)
    return _alpha(made.everything, NO_TEXT, ALL_ALIKE)


def alpha_binary(continua: Iterable[Continuum]) -> tuple[float | None, str]:
    """Return u-alpha of what was marked at all, whatever the value: whether coders find the same words relevant.

    Units of one coder that overlap are taken as one, so that it is defined where codes overlap, too.

    Examples
    --------
    >>> anna, bo = [(0, 40, "tid"), (60, 70, "penge")], [(0, 40, "penge")]
    >>> round(alpha_binary([Continuum(100, (anna, bo))])[0], 3)
    0.815
    """
    return alpha_unitizing(continuum.renamed(lambda value: True) for continuum in continua)


def alpha_domain(continua: Iterable[Continuum]) -> tuple[float | None, str]:
    """Return cu-alpha: whether coders who marked the same words gave them the same value of the domain.

    Gaps, and what only one coder marked, do not count: it says nothing on whether coders find the same words.

    Parameters
    ----------
    continua : iterable of Continuum
        Values are the codes of one domain (a branch); they exclude each other on the same words.

    Notes
    -----
    As u-alpha, on the words that others marked, too. A unit's length is its share of what the others marked inside it:
    the mean over the other coders of how much of it they marked.

    Examples
    --------
    >>> anna = [(0, 40, "tid"), (60, 80, "penge")]
    >>> bo = [(10, 40, "tid"), (60, 70, "tid"), (70, 80, "penge")]
    >>> round(alpha_domain([Continuum(100, (anna, bo))])[0], 3)
    0.638
    """
    made = measure(continua)
    if made.twice:
        return None, marked_twice(made.twice)
    return _alpha(made.marked, NOTHING_IN_COMMON, ONE_VALUE)


def alpha_domains(
    continua: Iterable[Continuum], domain_of: Callable[[Hashable], Hashable]
) -> tuple[float | None, str]:
    """Return cu-alpha of the domains: whether coders who marked the same words saw the same domain in them.

    Parameters
    ----------
    continua : iterable of Continuum
    domain_of : callable
        From a value to its domain, such as from a code to its branch.

    Notes
    -----
    Some programs call it Cu-alpha. It is defined here where a coder sees one domain in the same words. For words with several
    we know of no definition in print that we could check, and None is returned.
    """
    return alpha_domain(continuum.renamed(domain_of) for continuum in continua)


def alpha_value(continua: Iterable[Continuum], value: Hashable) -> tuple[float | None, str]:
    """Return (k)u-alpha: how far one value can be told from the others of its domain on words that two coders marked.

    Examples
    --------
    >>> anna = [(0, 40, "tid"), (60, 80, "penge")]
    >>> bo = [(10, 40, "tid"), (60, 70, "tid"), (70, 80, "penge")]
    >>> round(alpha_value([Continuum(100, (anna, bo))], "penge")[0], 3)
    0.603
    """
    made = measure(continua)
    if made.twice:
        return None, marked_twice(made.twice)
    lengths = made.marked
    of_value, others = lengths.by_value[value], lengths.total - lengths.by_value[value]
    if not of_value:
        return None, NEVER_IN_COMMON
    if not others:
        return None, ONE_VALUE
    apart = of_value - lengths.agreed_by_value[value]
    paired = of_value * lengths.total - lengths.own_by_value[value]
    return 1 - paired * apart / (of_value * of_value * others), ""


def marked_twice(length: int) -> str:
    """Say that a coder's codes overlap."""
    return f"{length} code points have two codes of one coder: it is defined where codes exclude each other"


def _alpha(lengths: Lengths, nothing: str, all_alike: str) -> tuple[float | None, str]:
    total = lengths.total
    if not total:
        return None, nothing
    if sum(length > 0 for length in lengths.by_value.values()) < 2:
        return None, all_alike
    expected = total * total - sum(length * length for length in lengths.by_value.values())
    apart = total - lengths.agreed
    return 1 - apart * (total * total - lengths.own) / (total * expected), ""
