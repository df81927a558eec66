"""The measures of a trial, or of a part of it, each with its interval; and the difference of two trials."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from qualcode.assist.evaluation.intervals import RESAMPLES, Estimate, Resamples, estimates
from qualcode.assist.evaluation.metrics import BINS, bin_of, ranks, ratio
from qualcode.assist.values import Bools, Floats, Trial
from qualcode.errors import UsageError

KS = (1, 3, 5)
Which = NDArray[np.int64]

_NO_CODE = "no segment has one of these codes"
_NOTHING = "these codes were neither used nor suggested"
_REASONS = {
    "micro_f1": _NOTHING,
    "macro_f1": _NO_CODE,
    "precision": "nothing was suggested",
    "recall": _NO_CODE,
    "top_confidence": "none of these codes is a first suggestion",
    "top_accuracy": "none of these codes is a first suggestion",
    "ece_top": "none of these codes is a first suggestion",
    "precision_at": "none of these codes is among the first on a coded segment",
    "recall_at": _NO_CODE,
    "hit_at": _NO_CODE,
    "recall_at_new": "no code begins anew",
    "recall_at_continuing": "no code continues from the segment before",
}
MEASURES = (
    "micro_f1", "macro_f1", "precision", "recall",
    *(f"{name}.{k}" for name in ("precision_at", "recall_at", "hit_at", "recall_at_new", "recall_at_continuing") for k in KS),
    "ece", "ece_top", "top_confidence", "top_accuracy",
)  # fmt: skip
"""Names of all measures; what stands behind the dot is k."""

COMPARED = (
    "micro_f1",
    "macro_f1",
    "recall_at.1",
    "recall_at.3",
    "recall_at.5",
    "recall_at_new.3",
)
"""Measures in which two trials, or two parts of one, are compared."""


@dataclass(frozen=True)
class Scores:
    """The measures of a trial or of a part of it.

    Parameters
    ----------
    segments, coded_segments : int
        Segments looked at, and those of them that have one of the part's codes.
    documents, sites : int
        Where these segments stand.
    codes, codes_used, uses : int
        Codes of the part, those used at least once, and pairs of segment and code that people decided on.
    estimates : mapping of str to Estimate
        By name, see :data:`MEASURES`; ``scores["recall_at.3"]`` reads one.
    """

    segments: int
    coded_segments: int
    documents: int
    sites: int
    codes: int
    codes_used: int
    uses: int
    estimates: Mapping[str, Estimate] = field(repr=False)

    def __getitem__(self, measure: str) -> Estimate:
        return self.estimates[measure]

    def to_json(self) -> dict[str, object]:
        """Return counts and measures, those with a k as ``recall_at: {"1": ..., "3": ..., "5": ...}``."""
        counts: dict[str, object] = {
            name: getattr(self, name)
            for name in ("segments", "coded_segments", "documents", "sites", "codes", "codes_used", "uses")
        }
        return counts | nested(self.estimates)


def nested(made: Mapping[str, Estimate]) -> dict[str, object]:
    """Return estimates for a file, ``"recall_at.3"`` as ``{"recall_at": {"3": ...}}``."""
    tree: dict[str, object] = {}
    for name, estimate in made.items():
        measure, _, k = name.partition(".")
        if k:
            inner = tree.setdefault(measure, {})
            assert isinstance(inner, dict)
            inner[k] = estimate.to_json()
        else:
            tree[measure] = estimate.to_json()
    return tree


class Sample:
    """A trial made ready for counting: places of the codes, documents, and which segments have a code at all."""

    def __init__(self, trial: Trial, resamples: Resamples) -> None:
        self.trial = trial
        self.resamples = resamples
        self.places = ranks(trial.probability)
        self.is_coded: Bools = trial.truth.sum(axis=1) > 0
        self.sites = np.asarray([segment.site for segment in trial.segments], dtype=str)
        self.rows = np.arange(len(trial))
        self.columns = np.arange(len(trial.codes))

    def draws(self, rows: Which | None = None, columns: Which | None = None) -> dict[str, Floats]:
        """Return all measures of a part: the value, then one number for each resample; nan where undefined.

        Codes keep the place that they have in the list of all codes, as a coder sees it.
        """
        rows = self.rows if rows is None else rows
        columns = self.columns if columns is None else columns
        return _measure(self, rows, columns)

    def scores(
        self,
        rows: Which | None = None,
        columns: Which | None = None,
        *,
        draws: Mapping[str, Floats] | None = None,
    ) -> Scores:
        """Return a part's counts and measures; ``draws`` where they are at hand already."""
        rows = self.rows if rows is None else rows
        columns = self.columns if columns is None else columns
        truth = self.trial.truth[np.ix_(rows, columns)]
        has = truth.any(axis=1)
        made = self.draws(rows, columns) if draws is None else draws
        return Scores(
            segments=len(rows),
            coded_segments=int(has.sum()),
            documents=self.n_documents(rows),
            sites=len(set(self.sites[rows]) - {""}),
            codes=len(columns),
            codes_used=int(truth.any(axis=0).sum()),
            uses=int(truth.sum()),
            estimates=estimates(made, documents=self.n_independent(rows, columns), reasons=REASONS),
        )

    def n_documents(self, rows: Which) -> int:
        """Count the documents of some segments."""
        return len(np.unique(self.resamples.index[rows]))

    def n_independent(self, rows: Which | None = None, columns: Which | None = None) -> int:
        """Count the documents that a part's figures rest on; one where all its uses stand in one: the rest says nothing then."""
        rows = self.rows if rows is None else rows
        truth = self.trial.truth[rows] if columns is None else self.trial.truth[np.ix_(rows, columns)]
        used = self.n_documents(rows[truth.any(axis=1)])
        return self.n_documents(rows) if used > 1 else used


def _measure(sample: Sample, rows: Which, columns: Which) -> dict[str, Floats]:
    ratios, sums = _parts(sample, rows, columns)
    blocks = [*ratios.values(), *sums]
    totals = sample.resamples.totals(sample.resamples.by_document(np.hstack(blocks), rows))
    ends = np.cumsum([block.shape[1] for block in blocks])
    *pairs, right, listed, used, gaps, top_gaps, sizes = np.split(totals, ends[:-1], axis=1)
    draws = {name: ratio(pair[:, 0], pair[:, 1]) for name, pair in zip(ratios, pairs, strict=True)}
    draws["macro_f1"] = _mean_where(ratio(2 * right, listed + used), used > 0)
    draws["ece"] = ratio(np.abs(gaps).sum(axis=1), sizes[:, 0])
    draws["ece_top"] = ratio(np.abs(top_gaps).sum(axis=1), sizes[:, 1])
    return {name: draws[name] for name in MEASURES}


def _parts(sample: Sample, rows: Which, columns: Which) -> tuple[dict[str, Floats], tuple[Floats, ...]]:
    """Return what each segment adds to the measures that are ratios of two sums, and to the sums behind the others."""
    here = np.ix_(rows, columns)
    truth, probability = sample.trial.truth[here], sample.trial.probability[here]
    suggested, continuing = sample.trial.suggested[here], sample.trial.continuing[here]
    places, is_coded = sample.places[here], sample.is_coded[rows]
    right = truth & suggested
    n_right, n_listed, n_used = right.sum(1), suggested.sum(1), truth.sum(1)
    ratios = {
        "micro_f1": _pair(2 * n_right, n_listed + n_used),
        "precision": _pair(n_right, n_listed),
        "recall": _pair(n_right, n_used),
    }
    for k in KS:
        first = places < k
        found = truth & first
        ratios[f"precision_at.{k}"] = _pair(found.sum(1), first.sum(1) * is_coded)
        ratios[f"hit_at.{k}"] = _pair(found.sum(1) > 0, n_used > 0)
        ratios[f"recall_at.{k}"] = _share(found, truth)
        ratios[f"recall_at_new.{k}"] = _share(found & ~continuing, truth & ~continuing)
        ratios[f"recall_at_continuing.{k}"] = _share(found & continuing, truth & continuing)
    top = places == 0
    is_top = top.sum(1)
    ratios["top_confidence"] = _pair((probability * top).sum(1), is_top)
    ratios["top_accuracy"] = _pair((truth & top).sum(1), is_top)
    gap, at = probability - truth, bin_of(probability)
    sizes = _pair(np.full(len(rows), len(columns)), is_top)
    counts = (marks.astype(float) for marks in (right, suggested, truth))
    return ratios, (*counts, _by_bin(gap, at), _by_bin(gap * top, at), sizes)


def _pair(top: NDArray[np.generic], bottom: NDArray[np.generic]) -> Floats:
    return np.column_stack([top, bottom]).astype(float)


def _share(found: Bools, of: Bools) -> Floats:
    """Return each segment's share of its codes that was found, and whether it has any."""
    n = of.sum(axis=1)
    return _pair(found.sum(axis=1) / np.maximum(n, 1), n > 0)


def _by_bin(gap: Floats, at: NDArray[np.int64]) -> Floats:
    """Add up each segment's gaps between confidence and truth by bin."""
    rows = np.arange(len(gap))[:, None] * BINS
    made = np.bincount((rows + at).ravel(), weights=gap.ravel(), minlength=len(gap) * BINS)
    return np.asarray(made, dtype=float).reshape(len(gap), BINS)


def _mean_where(values: Floats, where: Bools) -> Floats:
    return ratio(np.where(where, np.nan_to_num(values), 0.0).sum(axis=1), where.sum(axis=1))


REASONS = {name: _REASONS.get(name.partition(".")[0], "there are no segments") for name in MEASURES}
"""Why a measure may be undefined."""


def compare(
    one: Mapping[str, Floats],
    other: Mapping[str, Floats],
    *,
    documents: int,
    measures: Iterable[str] = COMPARED,
) -> dict[str, Estimate]:
    """Return how much higher one's measures are than another's, resample by resample."""
    reasons = dict.fromkeys(measures, "one of the two is undefined")
    return estimates(
        {name: one[name] - other[name] for name in reasons}, documents=documents, reasons=reasons
    )


def paired_difference(
    trial: Trial, other: Trial, *, seed: int = 0, resamples: int = RESAMPLES
) -> dict[str, Estimate]:
    """Compare two trials of the same segments: how much higher the first one's measures are.

    Parameters
    ----------
    trial, other : Trial
        With the same segments, codes and truth.
    seed, resamples : int

    Returns
    -------
    dict of str to Estimate
        By measure, see :data:`COMPARED`. Both trials are counted on the same resampled documents, so that what makes an
        interview hard for both drops out; an interval that excludes 0 shows a difference.

    Raises
    ------
    UsageError
        The trials are not of the same segments, codes and truth (QC-EV01).
    """
    check_same(trial, other)
    drawn = Resamples([s.document for s in trial.segments], seed=seed, resamples=resamples)
    sample = Sample(trial, drawn)
    return compare(sample.draws(), Sample(other, drawn).draws(), documents=sample.n_independent())


def check_same(trial: Trial, other: Trial) -> None:
    """Refuse to compare trials that answer different questions."""
    for what, same in (
        ("codes", trial.codes == other.codes),
        ("segments", list(trial.segments) == list(other.segments)),
        ("truth", np.array_equal(trial.truth, other.truth)),
    ):
        if not same:
            raise UsageError(
                f"two trials differ in their {what}",
                code="QC-EV01",
                allowed="Both must be of the same segments and codes, against the same codings.",
                do="Make both from the same interviews and the same coding set.",
            )
