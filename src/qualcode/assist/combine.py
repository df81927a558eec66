"""From scores to calibrated probabilities: one rule for all codes, learned where the model had not looked.

Each (segment, code) pair is described by a handful of numbers that mean the same for every code: the score from the
other sites, the score from the codebook alone, both also for what was said around it, how the code stands among the others,
and how often it is used. One logistic regression over all pairs makes a probability of them. A code with two uses is
judged by the same rule as a code with two hundred, so rare codes are neither praised nor forgotten; codes with enough
uses get a correction of their own. With few codings the rule stays near the one learned on the reference study.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from qualcode.assist.logistic import fit_logistic, sigmoid
from qualcode.assist.values import Bools, Floats

AROUND = (-1, 1)
"""Which segments are listened to one by one: the one right before and the one right after."""

_FADE = 0.8
"""What is left of what was said, for every segment that it lies back or ahead: talk of a partner goes on for a while."""

ENOUGH_USES = 20
"""Uses from which on a code gets a correction of its own."""

_HOLD = 4.0
"""How strongly the rule is held near the usual one, in pairs with the spread of this study's."""

_HOLD_CODE = 20.0
_AT_MOST = 4_000
"""Segments from which the rule is learned; more change nothing but the time."""


@dataclass(frozen=True, slots=True)
class Shape:
    """How segments stand to each other, and codes.

    ``documents`` and ``numbers`` say which segments are neighbours, ``lengths`` are in words, ``branches`` are
    numbers of the codes' parents.
    """

    documents: NDArray[np.int64]
    numbers: NDArray[np.int64]
    lengths: Floats
    branches: NDArray[np.int64]

    @property
    def lone(self) -> Bools:
        """Which segments have no other of their document right before or after them."""
        near = self.near(np.arange(len(self.documents) - 1), 1)
        lone = np.ones(len(self.documents), bool)
        lone[1:] &= ~near
        lone[:-1] &= ~near
        return lone

    def near(self, here: NDArray[np.int64], place: int) -> Bools:
        """Say whether the segments some places off stand in the same document and close by."""
        there = here + place
        return np.asarray(
            (self.documents[here] == self.documents[there])
            & (np.abs(self.numbers[here] - self.numbers[there]) <= 2 * abs(place))
        )

    @classmethod
    def of(
        cls, documents: Sequence[str], numbers: Sequence[int], lengths: Sequence[int], parents: Sequence[str]
    ) -> Shape:
        """Turn names into numbers."""
        return cls(
            np.unique(np.asarray(documents, dtype=object).astype(str), return_inverse=True)[1]
            if len(documents)
            else np.zeros(0, np.int64),
            np.asarray(numbers, np.int64),
            np.asarray(lengths, np.float64),
            np.unique(np.asarray(parents, dtype=str), return_inverse=True)[1],
        )


def describe(score: Floats, codebook: Floats, uses: Floats, shape: Shape) -> Floats:
    """Return what describes each pair, shape (n, codes, len(NAMES)).

    Parameters
    ----------
    score, codebook : array, shape (n, codes)
        From the codings of others; from the codebook alone, in standard deviations of the code.
    uses : array, shape (codes,)
        Share of segments with the code.
    """
    length = np.log1p(shape.lengths)[:, None]
    use = np.log(uses)
    top = np.sort(score, axis=1)[:, ::-1][:, :2] if score.shape[1] > 1 else np.repeat(score, 2, axis=1)
    parts = [
        np.ones_like(score),
        score,
        *(_around(score, shape, place) for place in AROUND),
        *_talk(score, shape),
        score - top[:, :1],
        np.where(score == top[:, :1], top[:, :1] - top[:, 1:], 0.0),
        _branch(score, shape.branches),
        codebook,
        _around(codebook, shape, -1),
        _around(codebook, shape, 1),
        codebook - codebook.max(axis=1, keepdims=True, initial=-np.inf),
        _branch(codebook, shape.branches),
        np.broadcast_to(use, score.shape),
        np.broadcast_to(length, score.shape),
        score * length,
        np.maximum(score, 0) * use,
    ]
    return np.stack(parts, axis=-1)


def _around(score: Floats, shape: Shape, place: int) -> Floats:
    """Return the score of the segment that stands so many places off in the document; 0 where there is none."""
    found = np.zeros_like(score)
    here = np.arange(max(0, -place), len(score) - max(0, place))
    near = here[shape.near(here, place)]
    found[near] = score[near + place]
    return found


def _talk(score: Floats, shape: Shape) -> tuple[Floats, Floats]:
    """Return how much a code was spoken of before each segment, and will be after it, fading with the distance."""
    before, after = np.zeros_like(score), np.zeros_like(score)
    spoken = np.maximum(score, 0)
    ends = np.flatnonzero(np.diff(shape.documents)) + 1
    for start, end in pairwise([0, *ends, len(score)]):
        before[start:end] = _faded(spoken[start:end])
        after[start:end] = _faded(spoken[start:end][::-1])[::-1]
    return before, after


def _faded(spoken: Floats) -> Floats:
    """Return before each row what the rows above it leave."""
    left = np.zeros_like(spoken)
    for row in range(1, len(spoken)):
        left[row] = _FADE * left[row - 1] + (1 - _FADE) * spoken[row - 1]
    return left


def alone(described: Floats) -> Floats:
    """Return the descriptions as if nothing had been said around the segments."""
    found = described.copy()
    found[..., _AROUND_NAMES] = 0
    return found


def _branch(score: Floats, branches: NDArray[np.int64]) -> Floats:
    """Return for each code how much its branch as a whole is spoken of."""
    found = np.empty_like(score)
    positive = np.maximum(score, 0)
    for branch in np.unique(branches):
        own = branches == branch
        found[:, own] = positive[:, own].sum(axis=1, keepdims=True)
    return found


_USUAL = {
    "always": (-8.89, -8.71),
    "score": (-21.7, 0),
    "score-1": (-2.28, 0),
    "score+1": (0.62, 0),
    "talk before": (40.5, 0),
    "talk after": (18.1, 0),
    "below the best score": (5.45, 0),
    "ahead of the second": (-10.1, 0),
    "branch": (0.823, 0),
    "codebook": (0.388, 0.887),
    "codebook-1": (0.317, 0.522),
    "codebook+1": (0.0712, 0.227),
    "below the best of the codebook": (0.0745, 0.135),
    "codebook's branch": (-0.0125, 0),
    "use": (0.0976, 0),
    "length": (0.865, 1.14),
    "score x length": (6.06, 0),
    "score x use": (-6.13, 0),
}
"""Coefficients with codings, and without: then only the codebook counts, here and right before and after.

Learned on the reference study by benchmarks/rule.py; a starting point, from which every study's own codings lead away.
"""

NAMES = tuple(_USUAL)
"""What describes a pair, in this order."""

_AROUND_NAMES = [
    number for number, name in enumerate(NAMES) if name.startswith("talk") or name[-2:-1] in {"-", "+"}
]

USUAL, USUAL_COLD = (np.array([pair[which] for pair in _USUAL.values()]) for which in (0, 1))


@dataclass(frozen=True)
class Rule:
    """A fitted rule: coefficients of :data:`NAMES`, and each code's own correction (slope and offset of the log odds)."""

    coefficients: Floats
    slopes: Floats
    offsets: Floats

    @classmethod
    def usual(cls, codes: int, *, coded: bool = False) -> Rule:
        """Return the rule for a study without codings: what the codebook says, here and around; or for one with a few."""
        return cls(USUAL if coded else USUAL_COLD, np.ones(codes), np.zeros(codes))

    @classmethod
    def fit(
        cls,
        described: Floats,
        truth: Bools,
        *,
        seed: int,
        learnable: Bools | None = None,
        near: Rule | None = None,
    ) -> Rule:
        """Learn from pairs whose scores came from other groups.

        Parameters
        ----------
        described : array, shape (n, codes, len(NAMES))
        truth : array of bool, shape (n, codes)
        seed : int
        learnable : array of bool, shape (n, codes), optional
            False for pairs whose code is used in that group only. They say nothing of what a score from the others is
            worth; counted, they would teach that it is worth nothing.
        near : Rule, optional
            One that was learned from nearly the same pairs, to begin with; it changes nothing but the time.
        """
        near = cls.usual(truth.shape[1], coded=True) if near is None else near
        learnable = np.ones(truth.shape, bool) if learnable is None else learnable
        if len(described) > _AT_MOST:
            some = np.sort(np.random.default_rng(seed).choice(len(described), _AT_MOST, replace=False))
            described, truth, learnable = described[some], truth[some], learnable[some]
        pairs = described[learnable]
        answers = truth[learnable].astype(np.float64)
        hold = _HOLD * (pairs.var(axis=0) + 1e-3)
        coefficients = fit_logistic(pairs, answers, usual=USUAL, hold=hold, start=near.coefficients)
        odds = described @ coefficients
        slopes, offsets = np.ones(truth.shape[1]), np.zeros(truth.shape[1])
        for code in np.flatnonzero(truth.sum(axis=0) >= ENOUGH_USES):
            line = np.stack([np.ones(len(odds)), odds[:, code]], axis=1)
            offsets[code], slopes[code] = fit_logistic(
                line,
                truth[:, code].astype(np.float64),
                usual=np.array([0.0, 1.0]),
                hold=np.array([_HOLD_CODE / 5, _HOLD_CODE]),
                start=np.array([near.offsets[code], near.slopes[code]]),
            )
        return cls(coefficients, slopes, offsets)

    def without_each(
        self, described: Floats, truth: Bools, groups: NDArray[np.int64], *, seed: int, learnable: Bools
    ) -> dict[int, Rule]:
        """Return for each group the rule that the others teach.

        In a small study one answer moves the rule that all codes share, most of all for segments like its own: by that
        way, too, it would come back to the segment that it was given to. The codes' own corrections are learned from all
        groups all the same: of twenty uses, one counts for little.

        Parameters
        ----------
        described, truth, seed, learnable
            As this rule was fitted.
        groups : array of int, shape (n,)
        """
        others = {int(group): learnable & (groups != group)[:, None] for group in np.unique(groups)}
        return {
            group: Rule.fit(described, truth, seed=seed, learnable=pairs, near=self)
            for group, pairs in others.items()
        }

    def odds(self, described: Floats) -> Floats:
        """Return the log odds of each pair."""
        return np.asarray((described @ self.coefficients) * self.slopes + self.offsets)

    def decided_by(self, described: Floats, usual: Floats) -> list[str]:
        """Say for each pair what weighed most, compared with the code's usual: "words", "around" or "use"."""
        weighed = (described - usual) * self.coefficients
        use = [NAMES.index(name) for name in ("always", "use", "length")]
        own = [number for number in range(len(NAMES)) if number not in {*_AROUND_NAMES, *use}]
        sums = np.stack([weighed[:, group].sum(axis=1) for group in (own, _AROUND_NAMES)], axis=1)
        names = ("words", "around")
        return [names[int(pair.argmax())] if pair.max() > 0 else "use" for pair in sums]

    def probability(self, described: Floats) -> Floats:
        """Return the probability of each pair."""
        return sigmoid(self.odds(described))


def probability_by_group(
    described: Floats, groups: NDArray[np.int64], rule: Rule, without: Mapping[int, Rule]
) -> Floats:
    """Return the probabilities of segments, of those that were learned from by the rule without their group.

    Parameters
    ----------
    described : array, shape (n, codes, len(NAMES))
    groups : array of int, shape (n,)
        A number that ``without`` lacks, such as -1, for the other segments.
    rule : Rule
    without : mapping of int to Rule
    """
    found = np.zeros(described.shape[:2])
    for group in np.unique(groups):
        own = groups == group
        found[own] = without.get(int(group), rule).probability(described[own])
    return found


def calibrated_threshold(probability: Floats, truth: Bools | None = None) -> float:
    """Return the one threshold for all codes that is best for calibrated probabilities: half of the highest micro-F1.

    The place of the maximum jumps from sample to sample, its height does not. Without ``truth``, the F1 that the
    probabilities themselves promise.

    References
    ----------
    .. [1] Lipton, Z., Elkan, C. and Naryanaswamy, B. (2014). Optimal thresholding of classifiers to maximize F1
       measure. ECML PKDD.
    """
    _, f1 = _f1_by_threshold(probability, truth)
    return float(f1.max()) / 2 if f1.size else 1.0


def best_threshold(probability: Floats, truth: Bools | None = None) -> float:
    """Return the one threshold for all codes at which micro-F1 is highest, for scores that need not be calibrated."""
    ordered, f1 = _f1_by_threshold(probability, truth)
    return float(ordered[int(np.argmax(f1))]) if f1.size else 1.0


def _f1_by_threshold(probability: Floats, truth: Bools | None) -> tuple[Floats, Floats]:
    """Return the thresholds from the highest down, and micro-F1 at each; nothing where there is nothing to find."""
    flat = probability.ravel()
    order = np.argsort(-flat, kind="stable")
    right = flat[order] if truth is None else truth.ravel()[order].astype(np.float64)
    total = right.sum()
    if total <= 0:
        return np.zeros(0), np.zeros(0)
    ordered, f1 = flat[order], 2 * np.cumsum(right) / (np.arange(1, len(flat) + 1) + total)
    f1[:-1][ordered[:-1] == ordered[1:]] = 0  # pairs that are equally probable pass together
    return ordered, f1
