"""Trials: what a suggester would have said of a site that it never saw, and what simpler means would have said.

Folds leave whole sites out, or whole documents where there is one site. Segments are never dealt at random: turns of
the same conversation on both sides of a split make any model look better than it is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from qualcode.assist.combine import best_threshold
from qualcode.assist.continuation import continuing_mask
from qualcode.assist.evaluation import CurvePoint
from qualcode.assist.evaluation.metrics import micro_f1, recall_at
from qualcode.assist.suggester import TextSuggester
from qualcode.assist.training import Training, mark
from qualcode.assist.values import Bools, Floats, SegmentText, Trial
from qualcode.errors import StepNeeded
from qualcode.model import Codebook, Coding, Decision, Segment

Progress = Callable[[int, int], object]

_CURVE = (1, 2, 4, 8, 16, 32)
"""Numbers of interviews of which the learning curve shows what they would have been enough for."""


@dataclass(frozen=True)
class Trials:
    """A trial of the suggester with its baselines, on the same segments.

    Parameters
    ----------
    trial : Trial
    baselines : mapping of str to Trial
        ``prior`` suggests the codes that are used most; ``definitions`` knows the codebook and no coding.
    curve : tuple of CurvePoint
        What fewer interviews would have given, measured on the same left-out sites.
    rows : array of int
        Numbers of the segments that people have read.
    by : {"site", "document"}
        What was left out.
    """

    trial: Trial
    baselines: Mapping[str, Trial] = field(repr=False)
    curve: tuple[CurvePoint, ...]
    rows: NDArray[np.int64] = field(repr=False)
    by: Literal["site", "document"]


def run_trials(
    segments: Sequence[SegmentText],
    codings: Iterable[Coding],
    codebook: Codebook,
    *,
    make: Callable[[], TextSuggester],
    decisions: Iterable[Decision] = (),
    curve: bool = True,
    seed: int = 0,
    progress: Progress | None = None,
) -> Trials:
    """Fit once without each site, and say of that site what the model would have said.

    Parameters
    ----------
    segments : sequence of SegmentText
        Of whole documents in reading order, interviewers' included.
    codings : iterable of Coding
        What people decided: the set that is counted.
    codebook : Codebook
    make : callable
        Returns an unfitted suggester.
    decisions : iterable of Decision
    curve : bool, default=True
        Fit to fewer interviews, too; takes several times as long.
    seed : int, default=0
        Chooses the interviews of the curve.
    progress : callable, optional
        Is told how many fits are done, and of how many.

    Raises
    ------
    StepNeeded
        QC-AS02: codings in fewer than two documents.
    """
    known, answers = list(codings), list(decisions)
    plain = [item.segment for item in segments]
    cold = make().fit(segments, [], codebook)
    throughout = cold.read_throughout
    truth = mark(plain, known, cold.codes_)
    rows = Training.of(segments, truth, cold.codes_, answers, throughout=throughout).rows
    fold, by = _folds(segments, rows)
    read = [plain[row] for row in rows]
    place = _Place(read, cold.codes_, truth[rows], continuing_mask(plain, truth)[rows], fold)
    whole = len({plain[row].document for row in rows}) - _documents_a_fold(plain, rows, fold)
    sizes = [size for size in _CURVE if size < whole] if curve else []
    steps = len(np.unique(fold)) * (1 + len(sizes))
    done = 0

    def fitted(kept: set[str]) -> TextSuggester:
        nonlocal done
        model = make().fit(
            segments,
            [coding for coding in known if coding.document in kept],
            codebook,
            decisions=[one for one in answers if one.suggestion.document in kept],
        )
        done += 1
        if progress is not None:
            progress(done, steps)
        return model

    main = _Collected.like(truth)
    fewer = {size: _Collected.like(truth) for size in sizes}
    rng = np.random.default_rng(seed)
    for left in np.unique(fold):
        out = {plain[row].document for row in rows[fold == left]}
        others = sorted({plain[row].document for row in rows} - out)
        main.take(fitted(set(others)), segments, out)
        order = [others[at] for at in rng.permutation(len(others))]
        for size, collected in fewer.items():
            collected.take(fitted(set(order[: min(size, len(order))])), segments, out)
    trial = place.trial(*main.of(rows))
    points = [_point(size, place.trial(*one.of(rows))) for size, one in fewer.items()]
    by_definitions = place.at_best(cold.predict_proba(segments)[rows])
    return Trials(
        trial,
        {"prior": _prior(place), "definitions": by_definitions},
        (*points, _point(whole, trial)) if curve else (),
        rows,
        by,
    )


@dataclass
class _Collected:
    """Probabilities of the left-out documents, gathered fold by fold."""

    probability: Floats
    suggested: Bools

    @classmethod
    def like(cls, truth: Bools) -> _Collected:
        return cls(np.zeros(truth.shape), np.zeros(truth.shape, bool))

    def take(self, model: TextSuggester, segments: Sequence[SegmentText], documents: set[str]) -> None:
        own = [at for at, item in enumerate(segments) if item.segment.document in documents]
        found = model.predict_proba([segments[at] for at in own])
        self.probability[own] = found
        self.suggested[own] = found >= model.threshold

    def of(self, rows: NDArray[np.int64]) -> tuple[Floats, Bools]:
        """Return what was gathered of some segments."""
        return self.probability[rows], self.suggested[rows]


@dataclass(frozen=True)
class _Place:
    """What all trials of one evaluation share: a row for each segment that people have read."""

    segments: Sequence[Segment]
    codes: tuple[str, ...]
    truth: Bools
    continuing: Bools
    fold: NDArray[np.int64]

    def trial(self, probability: Floats, suggested: Bools) -> Trial:
        """Return a trial of what is said of these segments."""
        return Trial(
            self.segments, self.codes, self.truth, probability, suggested, self.continuing, self.fold
        )

    def at_best(self, probability: Floats) -> Trial:
        """Return a trial whose threshold is the best one for the other folds."""
        suggested = np.zeros(self.truth.shape, bool)
        for left in np.unique(self.fold):
            others, own = self.fold != left, self.fold == left
            suggested[own] = probability[own] >= best_threshold(probability[others], self.truth[others])
        return self.trial(probability, suggested)


def _folds(
    segments: Sequence[SegmentText], rows: NDArray[np.int64]
) -> tuple[NDArray[np.int64], Literal["site", "document"]]:
    sites = [segments[row].segment.site for row in rows]
    documents = [segments[row].segment.document for row in rows]
    by: Literal["site", "document"] = "site" if all(sites) and len(set(sites)) > 1 else "document"
    names = sites if by == "site" else documents
    if len(set(names)) < 2:
        raise StepNeeded(
            "codings in two documents or more are needed to say how good suggestions are",
            code="QC-AS02",
            where="codings",
            do="Code part of another interview; a sample is enough for a first figure.",
        )
    return np.unique(np.asarray(names, dtype=str), return_inverse=True)[1].astype(np.int64), by


def _documents_a_fold(segments: Sequence[Segment], rows: NDArray[np.int64], fold: NDArray[np.int64]) -> int:
    """Return how many documents a fold has, on the whole."""
    named = {segments[row].document for row in rows}
    return max(1, round(len(named) / len(np.unique(fold))))


def _point(documents: int, trial: Trial) -> CurvePoint:
    return CurvePoint(
        documents, recall_at(trial.truth, trial.probability, k=3), micro_f1(trial.truth, trial.suggested)
    )


def _prior(place: _Place) -> Trial:
    """Suggest to every segment the codes that the other folds use most."""
    share = np.zeros(place.truth.shape)
    for left in np.unique(place.fold):
        share[place.fold == left] = place.truth[place.fold != left].mean(axis=0)
    return place.at_best(share)
