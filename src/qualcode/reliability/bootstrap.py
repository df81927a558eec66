"""Intervals by drawing whole interviews again.

What is said in one interview hangs together, and so do the decisions of coders who read it in one go: segments are no independent
evidence, interviews are. Counts per interview are added up anew for each resample; nothing is coded or compared again.
"""

from __future__ import annotations

from dataclasses import dataclass
from statistics import NormalDist

import numpy as np
from scipy.special import stdtrit  # scipy announces no types

from qualcode.errors import UsageError
from qualcode.reliability.coefficients import Floats, Formula

N_RESAMPLES = 1000
LEVEL = 0.95
SEED = 0
MIN_INTERVIEWS = 4
"""Fewer interviews can be drawn in too few ways: of three there are ten different samples."""
MAX_UNDEFINED = 0.05
"""With a larger share of undefined resamples, the others are a chosen part, and what they spread over is no interval."""


@dataclass(frozen=True, slots=True)
class Interval:
    """Where a coefficient lies in most resamples of the interviews.

    Parameters
    ----------
    low, high : float
    level : float
        Such as .95.
    n_interviews, n_resamples : int
    n_undefined : int
        Resamples without a value, left out.
    """

    low: float
    high: float
    level: float
    n_interviews: int
    n_resamples: int
    n_undefined: int = 0


class Resamples:
    """Interviews drawn with replacement, the same ones for the same seed.

    Parameters
    ----------
    seed : int
    n_resamples : int
        0 for no intervals.
    level : float

    Raises
    ------
    UsageError
        A negative number of resamples, or a level that is not between 0 and 1 (QC-RL06).
    """

    def __init__(self, *, seed: int = SEED, n_resamples: int = N_RESAMPLES, level: float = LEVEL) -> None:
        if n_resamples < 0 or not 0 < level < 1:
            raise UsageError(
                f"no interval of level {level} comes from {n_resamples} resamples",
                code="QC-RL06",
                allowed="n_resamples is 0 (no intervals) or more, level lies between 0 and 1",
                do="Leave both out to get the usual ones.",
            )
        self.seed, self.n_resamples, self.level = seed, n_resamples, level
        self._drawn: dict[int, Floats] = {}

    def interval(self, counts: Floats, formula: Formula) -> tuple[Interval | None, str]:
        """Return the interval of a coefficient, or None and why there is none.

        Parameters
        ----------
        counts : array
            One row per interview, columns as the formula takes them.
        formula : Formula

        Notes
        -----
        Percentiles of the resampled values. From few interviews they lie too close together; they are moved outwards as
        Hesterberg proposes [1]_, which undoes the factor (n - 1) / n in the variance and takes Student's t for the normal
        distribution. With many interviews nothing changes.

        References
        ----------
        .. [1] Hesterberg, T. C. (2015). What teachers should know about the bootstrap. The American Statistician 69(4),
           371-386.
        """
        counts = counts[counts.any(axis=1)]
        if not self.n_resamples:
            return None, "no resamples were asked for"
        if len(counts) < MIN_INTERVIEWS:
            return None, f"from {len(counts)} interviews there is no interval: it takes {MIN_INTERVIEWS}"
        values = np.atleast_1d(formula.value(self._weights(len(counts)) @ counts))
        values = values[~np.isnan(values)]
        undefined = self.n_resamples - len(values)
        if undefined > MAX_UNDEFINED * self.n_resamples:
            return None, f"undefined in {undefined} of {self.n_resamples} resamples, so there is no interval"
        tail = _tail(self.level, len(counts))
        low, high = np.quantile(values, [tail, 1 - tail])
        return Interval(float(low), float(high), self.level, len(counts), self.n_resamples, undefined), ""

    def _weights(self, interviews: int) -> Floats:
        """Return how often each interview is in each resample."""
        if interviews not in self._drawn:
            drawn = np.random.default_rng(self.seed).integers(interviews, size=(self.n_resamples, interviews))
            drawn += np.arange(self.n_resamples)[:, None] * interviews
            times = np.bincount(drawn.ravel(), minlength=self.n_resamples * interviews)
            self._drawn[interviews] = times.reshape(self.n_resamples, interviews).astype(np.float64)
        return self._drawn[interviews]


def _tail(level: float, interviews: int) -> float:
    """Return the share of resamples cut off on each side."""
    student = -float(stdtrit(interviews - 1, (1 - level) / 2))
    return NormalDist().cdf(-student * (interviews / (interviews - 1)) ** 0.5)
