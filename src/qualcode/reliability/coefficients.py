"""All coefficients from counts per interview, for many resamples at once.

Each coefficient is made of numbers that add up over interviews. Their columns are, in order:

- alpha, Fleiss' kappa: values given; pairs of coders that differ, each ordered pair of a unit with m values counting
  1 / (m - 1); values "absent"; values "present".
- percentage: ordered pairs of coders; those that differ.
- Cohen's and Light's kappa: for each pair of coders in turn the units of both, the units that the first gave the code, that
  the second did, that both did.
- coefficients of spans: total, agreed, own (see :class:`~qualcode.reliability.continuum.Lengths`); then the length of each value.

The functions take an array whose last axis holds these columns, and return nan where the coefficient is undefined. The plain
functions of this package compute the same from units, and the tests hold the one against the other.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

from qualcode.reliability.alpha import ALL_THE_SAME, NO_OVERLAP
from qualcode.reliability.kappa import NOT_BY_ALL, some_pairs
from qualcode.reliability.unitizing import ALL_ALIKE, NO_TEXT, NOTHING_IN_COMMON, ONE_VALUE

Floats = npt.NDArray[np.float64]

CoefficientName = Literal["alpha", "kappa", "fleiss", "percent", "unitizing", "binary", "domain"]

PAIR_COLUMNS = 4


@dataclass(frozen=True, slots=True)
class Formula:
    """How a coefficient comes from its counts, and why it may be undefined.

    Parameters
    ----------
    name : str
    value : callable
        From counts (…, columns) to values (…); nan where undefined.
    why : callable
        From the counts of all interviews to the reason for a nan.
    """

    name: CoefficientName
    value: Callable[[Floats], Floats]
    why: Callable[[Floats], str]


def _ratio(above: Floats, below: Floats) -> Floats:
    """Divide, with nan where there is nothing to divide by."""
    made = np.full(np.broadcast(above, below).shape, np.nan)
    np.divide(above, below, out=made, where=below > 0)
    return made


def _chance(counts: Floats, first: int) -> Floats:
    """Return the ordered pairs of different values among all values given."""
    totals = counts[..., first:]
    return np.asarray(totals.sum(axis=-1) ** 2 - (totals**2).sum(axis=-1))


def _alpha(counts: Floats) -> Floats:
    return 1 - _ratio((counts[..., 0] - 1) * counts[..., 1], _chance(counts, 2))


def _fleiss(counts: Floats) -> Floats:
    return 1 - _ratio(counts[..., 0] * counts[..., 1], _chance(counts, 2))


def _percent(counts: Floats) -> Floats:
    return 1 - _ratio(counts[..., 1], counts[..., 0])


def _pairs(counts: Floats) -> Floats:
    """Return Cohen's kappa of each pair of coders; nan where undefined."""
    units, first, second, both = np.moveaxis(counts.reshape(*counts.shape[:-1], -1, PAIR_COLUMNS), -1, 0)
    same = units - first - second + 2 * both
    chance = first * second + (units - first) * (units - second)
    return _ratio(units * same - chance, units * units - chance)


def _kappa(counts: Floats) -> Floats:
    return (
        np.asarray(_pairs(counts).mean(axis=-1)) if counts.shape[-1] else np.full(counts.shape[:-1], np.nan)
    )


def _spans(counts: Floats) -> Floats:
    total, agreed, own = (counts[..., at] for at in range(3))
    return 1 - _ratio((total - agreed) * (total * total - own), total * _chance(counts, 3))


def _why_kappa(counts: Floats) -> str:
    undefined = int(np.isnan(_pairs(counts)).sum()) if len(counts) else 0
    return some_pairs(undefined, len(counts) // PAIR_COLUMNS) if undefined else NO_OVERLAP


def _why(nothing: str, all_the_same: str) -> Callable[[Floats], str]:
    return lambda counts: all_the_same if counts[0] > 0 else nothing


FORMULAS: dict[CoefficientName, Formula] = {
    formula.name: formula
    for formula in (
        Formula("alpha", _alpha, _why(NO_OVERLAP, ALL_THE_SAME)),
        Formula("kappa", _kappa, _why_kappa),
        Formula("fleiss", _fleiss, _why(NOT_BY_ALL, ALL_THE_SAME)),
        Formula("percent", _percent, _why(NO_OVERLAP, NO_OVERLAP)),
        Formula("unitizing", _spans, _why(NO_TEXT, ALL_ALIKE)),
        Formula("binary", _spans, _why(NO_TEXT, ALL_ALIKE)),
        Formula("domain", _spans, _why(NOTHING_IN_COMMON, ONE_VALUE)),
    )
}
