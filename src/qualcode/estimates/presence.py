"""Is it said at a site at all? The model's probabilities, corrected by what the sample found.

How often a code is said in the segments that nobody read is taken as Poisson with the model's expectation times a factor.
The factor of each code is drawn from one gamma distribution for all codes of the site, whose mean (does the model expect
too much here?) and spread (does that differ from code to code?) are learned from the sample: the empirical Bayes estimator
of Robbins and of Clayton and Kaldor (1987, https://doi.org/10.2307/2532003). It rests on the model, unlike the interval of
a total: how often it is right was measured, and stands in docs/explanation/estimates.md.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from qualcode.estimates.design import Bools, Floats, Ints
from qualcode.estimates.exact import LEVEL

MOST_ALIKE = 20.0
"""Largest shape of the gamma: codes are never taken to be all equally well expected."""

UNSURE = 1.0
"""Its shape where the sample is too small to learn it."""

_ENOUGH = 10.0
"""Hits, found and expected, from which on the factor is learned."""


@dataclass(frozen=True, slots=True)
class Correction:
    """The gamma distribution of the factor by which the model's expectation is corrected.

    Parameters
    ----------
    mean : float
        Above 1 the model expects too little.
    shape : float
        Large: all codes alike.
    """

    mean: float = 1.0
    shape: float = UNSURE

    @classmethod
    def learn(cls, found: Ints, expected: Floats) -> Correction:
        """Learn it from hits in the sample and what the model expected there, a value for each code.

        Examples
        --------
        >>> rng = np.random.default_rng(0)
        >>> expected = np.full(400, 0.5)
        >>> round(Correction.learn(rng.poisson(2 * expected), expected).mean)
        2
        """
        from scipy.optimize import minimize
        from scipy.stats import nbinom

        if min(found.sum(), expected.sum()) < _ENOUGH:
            return cls()
        bounds = np.log([[0.05, MOST_ALIKE], [0.1, 10.0]])

        def unlikely(at: Floats) -> float:
            shape, mean = np.exp(at)
            likely = nbinom.logpmf(found, shape, shape / (shape + mean * expected))
            # A light pull towards the middle: a flat likelihood has no best value.
            return float(-likely.sum() + 0.5 * (at[0] / 2) ** 2 + 0.5 * at[1] ** 2)

        best = minimize(unlikely, [0.0, 0.0], method="L-BFGS-B", bounds=bounds)
        shape, mean = np.exp(best.x)
        return cls(float(mean), float(shape))

    def ahead(self, found: Ints, expected: Floats, unread: Floats) -> tuple[Floats, Floats]:
        """Return shape and probability of the negative binomial of hits among the segments that nobody read.

        Parameters
        ----------
        found : array of int
            Hits in the sample.
        expected, unread : array of float
            What the model expects in the sample, and in the others.
        """
        rate = self.shape / self.mean + expected
        return np.asarray(self.shape + found, np.float64), np.asarray(rate / (rate + unread))


@dataclass(frozen=True, slots=True)
class Presence:
    """What the model says of each code at one site, corrected by the sample.

    Parameters
    ----------
    probability : array of float
        That the code is said there at all; 1 where people found it.
    expected, low, high : array of float
        Number of segments, with an interval of 95 %.
    """

    probability: Floats
    expected: Floats
    low: Floats
    high: Floats


def presence(
    found: Ints, known: Ints, expected: Floats, unread: Floats, *, correction: Correction
) -> Presence:
    """Say of each code how likely it is to be said at a site.

    Parameters
    ----------
    found, known : array of int
        Hits in the sample, and in all that people have read.
    expected, unread : array of float
        What the model expects in the sample, and in the segments outside it.
    correction : Correction

    Examples
    --------
    >>> nothing, much = np.array([0, 0]), np.array([0.1, 3.0])
    >>> presence(nothing, nothing, much / 2, much, correction=Correction(1.0, 5.0)).probability.round(2).tolist()
    [0.09, 0.85]
    """
    from scipy.stats import nbinom

    shape, share = correction.ahead(found, expected, unread)
    tail = (1 - LEVEL) / 2
    low, high = nbinom.ppf(tail, shape, share), nbinom.ppf(1 - tail, shape, share)
    return Presence(
        np.where(known > 0, 1.0, 1 - share**shape),
        np.maximum(found + shape * (1 - share) / share, known),
        np.maximum(found + low, known),
        np.maximum(found + high, known),
    )


def number_of_sites(probabilities: Sequence[float]) -> tuple[float, int, int]:
    """Return in how many sites a thing is said: expected, and an interval of 95 %, from the probability of each.

    Examples
    --------
    >>> number_of_sites([1.0, 1.0, 0.5])
    (2.5, 2, 3)
    """
    distribution = np.array([1.0])
    for probability in probabilities:
        distribution = np.convolve(distribution, [1 - probability, probability])
    below = np.cumsum(distribution)
    tail = (1 - LEVEL) / 2
    low, high = (int(np.searchsorted(below, at - 1e-12)) for at in (tail, 1 - tail))
    return float(sum(probabilities)), low, min(high, len(probabilities))


@dataclass(frozen=True)
class Sites:
    """What the model says of each target at all sites, corrected site by site.

    Parameters
    ----------
    expected, low, high : array of float
        Number of segments; the bounds are those of the sites, added.
    said : array of float, shape (sites, targets)
        Probability that it is said at the site at all.
    found : array of int
        At how many sites people have found it.
    corrections : mapping of (str, str) to Correction
        By site and kind of target.
    """

    expected: Floats
    low: Floats
    high: Floats
    said: Floats
    found: Ints
    corrections: Mapping[tuple[str, str], Correction]


def presence_by_site(
    truth: Bools, expected: Floats, inside: Bools, *, sites: Sequence[str], kinds: Sequence[str]
) -> Sites:
    """Say of each target at how many sites it is said; codes, branches and pairs are corrected apart.

    Parameters
    ----------
    truth : array of bool, shape (segments, targets)
        What people found.
    expected : array of float, shape (segments, targets)
    inside : array of bool, shape (segments,)
        Which segments the sample has.
    sites : sequence of str
        Of each segment.
    kinds : sequence of str
        Of each target.
    """
    names, kind_of = np.unique(np.asarray(sites, dtype=str)), np.asarray(kinds, dtype=str)
    site_of = np.asarray(sites, dtype=str)
    said = np.zeros((len(names), truth.shape[1]))
    total = np.zeros((3, truth.shape[1]))
    corrections = {}
    for number, site in enumerate(names):
        here = site_of == site
        found, known = truth[here & inside].sum(axis=0), truth[here].sum(axis=0)
        read, unread = (expected[here & which].sum(axis=0) for which in (inside, ~inside))
        for kind in dict.fromkeys(kinds):
            own = kind_of == kind
            correction = Correction.learn(found[own], read[own])
            made = presence(found[own], known[own], read[own], unread[own], correction=correction)
            said[number, own] = made.probability
            total[:, own] += made.expected, made.low, made.high
            corrections[str(site), kind] = correction
    at_sites = np.array([truth[site_of == site].any(axis=0) for site in names]).sum(axis=0)
    return Sites(total[0], total[1], total[2], said, at_sites, corrections)
