"""What the suggestions of each code are worth, and which must not be relied on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from statistics import NormalDist
from typing import Literal

import numpy as np

from qualcode.assist.evaluation.intervals import LEVEL, Estimate
from qualcode.assist.evaluation.scores import Sample, Scores, Which
from qualcode.assist.values import Bools, Floats

Verdict = Literal["reliable", "doubtful", "not to be relied on", "too little data"]

VERDICTS: tuple[Verdict, ...] = ("reliable", "doubtful", "not to be relied on", "too little data")

RELIABLE_FROM = 0.6
"""Codings of raw interviews by one researcher, measured against the version agreed on later, reach an F1 of about .57."""

DOUBTFUL_FROM = 0.3
"""Two researchers who code the same interviews without having talked reach an F1 of about .30."""

_NEVER_SEEN = "all its uses were left out together, so the model that was tested had never seen it"

MIN_USES = 5
MIN_DOCUMENTS = 2


@dataclass(frozen=True)
class CodeResult:
    """What the suggestions of one code are worth.

    Parameters
    ----------
    code : str
    n, documents, sites : int
        Segments that people gave the code, and where they stand.
    verdict : {"reliable", "doubtful", "not to be relied on", "too little data"}
        See :func:`verdict_on`.
    reason : str
        Why there are no figures; empty where there are.
    in_one_fold : bool
        Whether all its uses were left out together, so that no model that was tested had seen one.
    scores : Scores or None
        The measures of the code alone, with intervals by resampling documents.
    f1 : Estimate or None
        With the interval that the verdict goes by, see :func:`f1_of_code`.
    human_f1 : Estimate or None
        The second coder's F1 of this code against the same codings, with an interval of the same kind.
    """

    code: str
    n: int
    documents: int
    sites: int
    verdict: Verdict
    reason: str = ""
    in_one_fold: bool = False
    scores: Scores | None = None
    f1: Estimate | None = None
    human_f1: Estimate | None = None

    def to_json(self) -> dict[str, object]:
        """Return the code's measures for a file, or the reason why there are none."""
        made: dict[str, object] = {
            "n": self.n, "documents": self.documents, "sites": self.sites, "verdict": self.verdict
        }  # fmt: skip
        if self.scores is None or self.f1 is None:
            return made | {"reason": self.reason}
        made["f1"] = self.f1.to_json()
        if self.human_f1 is not None:
            made["human_f1"] = self.human_f1.to_json()
        left_out = {"codes", "codes_used", "uses", *made}
        return made | {name: value for name, value in self.scores.to_json().items() if name not in left_out}


def code_results(
    sample: Sample,
    *,
    human: Sample | None = None,
    human_rows: Which | None = None,
    min_uses: int = MIN_USES,
    min_documents: int = MIN_DOCUMENTS,
) -> dict[str, CodeResult]:
    """Judge each code of a trial.

    Parameters
    ----------
    sample : Sample
    human : Sample, optional
        The second coder's codings in the place of suggestions, on ``human_rows``.
    min_uses, min_documents : int
        Codes with less get no figures: with two uses, one lucky guess is 50 %.
    """
    alone = codes_in_one_fold(sample)
    of_model, of_human = _f1_by_code(sample, sample.rows), {}
    if human is not None:
        of_human = _f1_by_code(human, human.rows if human_rows is None else human_rows)
    made = {}
    for at, code in enumerate(sample.trial.codes):
        rows = np.flatnonzero(sample.trial.truth[:, at])
        stands = (code, len(rows), sample.n_documents(rows), len(set(sample.sites[rows]) - {""}))
        reason = _too_little(*stands[1:3], min_uses, min_documents)
        if not reason and alone[at]:
            reason = _NEVER_SEEN
        f1 = of_model[at]
        if reason or f1.low is None:
            made[code] = CodeResult(*stands, "too little data", reason, in_one_fold=bool(alone[at]))
            continue
        made[code] = CodeResult(
            *stands,
            verdict_on(f1.low, len(rows) / len(sample.trial)),
            scores=sample.scores(columns=np.array([at])),
            f1=f1,
            human_f1=of_human.get(at),
        )
    return made


def codes_in_one_fold(sample: Sample) -> Bools:
    """Say which codes are used, but in one fold only: no other fold's model has seen them coded."""
    fold = sample.trial.fold
    if len(np.unique(fold)) < 2:
        return np.zeros(len(sample.trial.codes), dtype=bool)
    folds = [sample.trial.truth[fold == one].any(axis=0) for one in np.unique(fold)]
    made: Bools = np.sum(folds, axis=0) == 1
    return made


def f1_of_code(right: Floats, either: Floats, spread: float = 1.0) -> Estimate:
    """Return a code's F1 with an interval that does not praise luck.

    F1 is 2J / (1 + J), where J is the share of right ones among the passages that got the code from either side. Resampling
    documents cannot judge a rare code: five hits of five are perfect in each resample, and with one miss alone in its
    interview the lower end is 0. Wilson's interval of J is sober in both cases. What hangs together in an interview counts less:
    passages are divided by how much more J varies between interviews than independent passages would, in this code or in all
    codes together (:func:`spread_between`), whichever is more.

    Parameters
    ----------
    right, either : array of float
        Passages that got the code from both sides, and from either, in each document.
    spread : float
        Over all codes together.

    Examples
    --------
    >>> [round(f1_of_code(np.array([n - 1, 1]), np.array([n - 1, 1])).low, 2) for n in (5, 10, 50)]
    [0.72, 0.84, 0.96]
    """
    n = float(either.sum())
    if not n:
        return Estimate(None, reason="neither used nor suggested")
    excess, expected = _excess(right, either)
    own = excess / expected if expected else 1.0
    share = float(right.sum()) / n
    low, high = _wilson(share, n / max(1.0, spread, own))
    return Estimate(_f1(share), _f1(low), _f1(high))


def spread_between(right: Floats, either: Floats) -> float:
    """Return how much more the share of right ones varies between documents than independent passages would, over all codes.

    Parameters
    ----------
    right, either : array of float, shape (documents, codes)

    Notes
    -----
    The pooled design effect of cluster sampling: the linearised variance of each code's share over documents, divided by the
    binomial one. A single code has too few passages to tell.
    """
    pairs = [_excess(right[:, at], either[:, at]) for at in range(right.shape[1])]
    excess, expected = (sum(column) for column in zip(*pairs, strict=True))
    return max(1.0, excess / expected) if expected else 1.0


def verdict_on(low: float, prevalence: float) -> Verdict:
    """Judge a code by the lower end of its F1's interval.

    - *reliable*: at least :data:`RELIABLE_FROM`; the suggestions are about as near to the agreed codings as a first coder's;
    - *doubtful*: at least :data:`DOUBTFUL_FROM`; look at each one;
    - *not to be relied on*: below, or not above what marking every segment would reach, which is 2p / (1 + p) for a code on the
      share p of segments: a code that stands nearly everywhere is easily "right".

    The F1 itself does not enter. Where interviews do not differ, 5 right of 5 are *reliable* (F1 0.72 at the least) and 8 of
    10 are (0.66); 4 of 5 are *doubtful* (0.55), and 2 of 5 are *not to be relied on* (0.21).

    Parameters
    ----------
    low : float
        From :func:`f1_of_code`.
    prevalence : float
        Share of the segments that have the code.

    Examples
    --------
    >>> verdict_on(0.66, 0.01), verdict_on(0.66, 0.6), verdict_on(0.4, 0.01)
    ('reliable', 'not to be relied on', 'doubtful')
    """
    everywhere = 2 * prevalence / (1 + prevalence)
    if low < DOUBTFUL_FROM or low <= everywhere:
        return "not to be relied on"
    return "reliable" if low >= RELIABLE_FROM else "doubtful"


def verdict_counts(results: Mapping[str, CodeResult]) -> dict[Verdict, list[str]]:
    """Return the codes of each verdict."""
    return {
        verdict: [code for code, result in results.items() if result.verdict == verdict]
        for verdict in VERDICTS
    }


def _too_little(n: int, documents: int, min_uses: int, min_documents: int) -> str:
    if n >= min_uses and documents >= min_documents:
        return ""
    return (
        f"{n} use{'s' * (n != 1)} in {documents} document{'s' * (documents != 1)};"
        f" figures need {min_uses} uses in {min_documents} documents or more"
    )


def _f1_by_code(sample: Sample, rows: Which) -> dict[int, Estimate]:
    """Return each code's F1, counted in passages by document."""
    truth, suggested = sample.trial.truth[rows], sample.trial.suggested[rows]
    right, either = (
        sample.resamples.by_document(marks.astype(float), rows)
        for marks in (truth & suggested, truth | suggested)
    )
    spread = spread_between(right, either)
    return {at: f1_of_code(right[:, at], either[:, at], spread) for at in range(truth.shape[1])}


def _excess(right: Floats, either: Floats) -> tuple[float, float]:
    """Return the variance of a share over documents and the binomial one, both times the passages; zeros where it is 0 or 1."""
    n, documents = either.sum(), len(either)
    share = right.sum() / n if n else 0.0
    if documents < 2 or not 0 < share < 1:
        return 0.0, 0.0
    between = ((right - share * either) ** 2).sum() * documents / (documents - 1)
    return float(between / n), float(share * (1 - share))


def _f1(share: float) -> float:
    return 2 * share / (1 + share)


def _wilson(share: float, n: float) -> tuple[float, float]:
    """Return Wilson's interval for a share, which holds it."""
    z2 = NormalDist().inv_cdf(0.5 + LEVEL / 2) ** 2
    middle, spread = share + z2 / (2 * n), (z2 * (share * (1 - share) / n + z2 / (4 * n * n))) ** 0.5
    low, high = (middle - spread) / (1 + z2 / n), (middle + spread) / (1 + z2 / n)
    return max(0.0, min(low, share)), min(1.0, max(high, share))
