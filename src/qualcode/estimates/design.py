"""How a sample was drawn, and how far what is estimated from it varies.

Sources: Horvitz and Thompson (1952), https://doi.org/10.1080/01621459.1952.10483446; Särndal, Swensson and Wretman
(1992), Model Assisted Survey Sampling, chapter 6 (the difference estimator), and for the variance of a fixed-size sample
Hájek (1964), https://doi.org/10.1214/aoms/1177700375. Of a simple random sample in each stratum it is the textbook's one,
finite population correction included.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from qualcode.errors import UsageError

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]


@dataclass(frozen=True)
class Sample:
    """Which of a list of segments people read, and how likely each was to be drawn.

    Parameters
    ----------
    rows : array of int, shape (n,)
        Places of the sampled segments in the list.
    probability : array of float, shape (n,)
        The probability with which each came into the sample.
    strata : sequence of str
        From which stratum each was drawn.
    size : int
        How many segments the list has.

    Examples
    --------
    >>> sample = Sample(np.array([0, 3]), np.array([0.5, 0.5]), ("a", "a"), 4)
    >>> float(sample.total(np.array([[1.0], [0.0]]))[0])
    2.0
    """

    rows: Ints
    probability: Floats
    strata: Sequence[str]
    size: int

    def __post_init__(self) -> None:
        """Refuse what cannot be a sample of these segments."""
        wrong = ~((self.probability > 0) & (self.probability <= 1))  # NaN is wrong, too
        if len(self.rows) < 2 or wrong.any() or len(set(self.rows.tolist())) < len(self.rows):
            raise UsageError(
                "the sample has fewer than two segments, one of them twice, or a probability that is none",
                code="QC-ES01",
                where="sample",
                allowed="Two segments or more, each once, with a probability above 0 and at most 1",
                do="Draw it again: qualcode sample -n N -o FILE.csv",
            )

    def __len__(self) -> int:
        return len(self.rows)

    @property
    def inside(self) -> Bools:
        """Whether each segment of the list was drawn."""
        drawn = np.zeros(self.size, bool)
        drawn[self.rows] = True
        return drawn

    @property
    def everything(self) -> bool:
        """Whether no segment is left to estimate."""
        return len(self) == self.size

    @property
    def degrees(self) -> int:
        """Degrees of freedom: segments less strata, and one for the tuned weight of the suggestions."""
        return max(1, len(self) - len(set(self.strata)) - 1)

    @property
    def effective(self) -> float:
        """Of how many segments drawn with equal probability the sample is worth (Kish 1965)."""
        weight = 1 / self.probability
        return float(weight.sum() ** 2 / (weight**2).sum())

    def total(self, values: Floats) -> Floats:
        """Estimate the sum over all segments from the values of the sampled ones, shape (n, columns)."""
        return np.asarray((values / self.probability[:, None]).sum(axis=0))

    def covariance(self, one: Floats, other: Floats) -> Floats:
        """Estimate the covariance of two totals over repeated samples, column by column."""
        found = np.zeros(one.shape[1])
        weight = 1 - self.probability
        for members in self._strata:
            own, n = weight[members][:, None], len(members)
            if own.sum() <= 0:
                continue  # all of the stratum was drawn: nothing varies
            deviations = [
                expanded - (own * expanded).sum(axis=0) / own.sum()
                for expanded in (
                    values[members] / self.probability[members][:, None] for values in (one, other)
                )
            ]
            found += n / (n - 1) * (own * deviations[0] * deviations[1]).sum(axis=0)
        return found

    @cached_property
    def _strata(self) -> list[Ints]:
        """The places of each stratum's segments in the sample; those of one segment alone are put together."""
        by_name: dict[str, list[int]] = {}
        for at, name in enumerate(self.strata):
            by_name.setdefault(name, []).append(at)
        lone = [own[0] for own in by_name.values() if len(own) == 1]
        groups = [own for own in by_name.values() if len(own) > 1]
        if len(lone) == 1 and groups:
            groups[0] = [*groups[0], *lone]
        elif lone:
            groups.append(lone)
        return [np.asarray(own, np.int64) for own in groups]
