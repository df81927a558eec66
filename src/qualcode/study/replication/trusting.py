"""How far the model that came along can be trusted on the interviews here, in numbers and in words."""

from __future__ import annotations

from collections.abc import Mapping
from math import ceil
from statistics import fmean, stdev
from typing import TYPE_CHECKING, Any, Literal

from scipy.stats import t as student

from qualcode.assist.evaluation.codes import VERDICTS
from qualcode.errors import StepNeeded
from qualcode.study.replication import parts as named
from qualcode.study.replication.origin import Origin, damaged
from qualcode.study.replication.portrait import MEASURES, Portrait, portrait_of_new
from qualcode.study.replication.trust import CodeTrust, Likeness, Measured, Trust

if TYPE_CHECKING:
    from qualcode.model import Codebook
    from qualcode.study.facade import Study

LEAST_INTERVIEWS = 3
"""Of so many interviews at least the old study's spread is a yardstick."""

USUAL, RARE = 0.95, 0.99
"""Within the interval that holds the next interview with this probability: as there; beyond the second: different."""

WORSE: Mapping[str, Literal["above", "below", "both"]] = {
    "new_words": "above", "new_pairs": "above", "words_per_answer": "both", "confidence": "below", "suggested": "below",
    "codes": "above",
}  # fmt: skip
"""On which side a measure speaks against the model. A model of one interview more is surer of itself by that alone."""

_LEAST_SPREAD = 0.05
"""Interviews lie apart by this share of their mean at least: five that happen to agree are no sharper yardstick."""

_LEAST_SPREAD_OF_CODES = 0.25

MARGIN, MARGIN_IF_DIFFERENT = 0.10, 0.07
"""Half of the interval within which the sample tells the share of right first suggestions: 10 points, or 7."""

_Z = 1.96


def trust_in(study: Study) -> Trust:
    """Hold the interviews here beside those that the model was made from; see :meth:`Study.trust`.

    Raises
    ------
    StepNeeded
        No model came along (QC-FZ13), or there are no interviews yet (QC-FZ14).
    """
    origin, model = Origin.of(study.layout), study.assist.carried
    if origin is None or model is None:
        raise StepNeeded(
            "no model came along with this study",
            code="QC-FZ13",
            where=str(study.layout.root),
            allowed="A study made by `qualcode replicate` from another study, or from one that was frozen for the team",
            do="Say what the study's own model is worth: qualcode evaluate",
        )
    segments = study.assist.segment_texts() if study.documents else []
    there = _portrait(origin.read(named.PORTRAIT))
    here = portrait_of_new(segments, model, there)
    if not here.segments:
        raise StepNeeded(
            "there are no interviews to judge the model on",
            code="QC-FZ14",
            where=str(study.layout.transcripts),
            do="Import the first transcripts, then ask again.",
        )
    tried = origin.read(named.EVALUATION).get("codes")
    tried = tried if isinstance(tried, dict) else {}
    measures = tuple(_measured(name, here, there) for name in MEASURES)
    codes = tuple(_code(code, here, there, tried.get(code, {})) for code in model.codes_)
    doubt = any(one.likeness in ("different", "cannot be judged") for one in measures)
    margin = MARGIN_IF_DIFFERENT if doubt else MARGIN
    return Trust(
        measures,
        codes,
        here.segments,
        here.interviews,
        sample_size(here.segments, margin),
        margin,
        study.assist.chosen(),
        _names(origin.codebook, study.codebook),
        study.config.language,
    )


def sample_size(of: int, margin: float) -> int:
    """Return how many of so many segments tell a share within a margin, 19 times of 20, whatever the share is.

    Examples
    --------
    >>> [sample_size(of, 0.1) for of in (50, 200, 10_000)]
    [34, 66, 96]
    """
    wanted = _Z**2 * 0.25 / margin**2
    return min(of, ceil(wanted / (1 + (wanted - 1) / max(of, 1))))


def likeness(
    here: float | None,
    mean: float,
    deviation: float,
    interviews: int,
    *,
    worse: Literal["above", "below", "both"] = "both",
) -> Likeness:
    """Say in words how a number here lies to those of the interviews there, by Student's prediction interval.

    Examples
    --------
    >>> [likeness(here, 0.3, 0.05, 6) for here in (0.4, 0.45, 0.6)]
    ['as there', 'somewhat different', 'different']
    >>> likeness(0.6, 0.3, 0.05, 6, worse="below"), likeness(0.3, 0.3, 0.05, 2)
    ('as there', 'cannot be judged')
    """
    if here is None or interviews < LEAST_INTERVIEWS:
        return "cannot be judged"
    off = {"above": here - mean, "below": mean - here, "both": abs(here - mean)}[worse]
    beyond = off / max(deviation * (1 + 1 / interviews) ** 0.5, 1e-9)
    inner, outer = (float(student.ppf((1 + share) / 2, interviews - 1)) for share in (USUAL, RARE))
    if beyond <= inner:
        return "as there"
    return "somewhat different" if beyond <= outer else "different"


def _measured(name: str, here: Portrait, there: Portrait) -> Measured:
    values, old = here.measures.get(name, ()), there.measures.get(name, ())
    middle = values[len(values) // 2] if values else None
    if not old:
        return Measured(name, middle, None, None, "cannot be judged")
    mean = fmean(old)
    deviation = max(stdev(old) if len(old) > 1 else 0.0, _LEAST_SPREAD * mean)
    word = likeness(middle, mean, deviation, len(old), worse=WORSE[name])
    return Measured(name, middle, old[0], old[-1], word)


def _code(code: str, here: Portrait, there: Portrait, tried: object) -> CodeTrust:
    share = there.shares.get(code, 0.0)
    low, high, deviation = there.spread.get(code, (0.0, 0.0, 0.0))
    f1 = tried.get("f1") if isinstance(tried, dict) else None
    value, least = (f1.get("value"), f1.get("low")) if isinstance(f1, dict) else (None, None)
    stated = tried.get("verdict") if isinstance(tried, dict) else ""
    verdict = next((one for one in VERDICTS if one == stated), "too little data")
    found = here.shares.get(code, 0.0)
    return CodeTrust(
        code,
        verdict,
        value,
        least,
        share,
        low,
        high,
        found,
        likeness(found, share, max(deviation, _LEAST_SPREAD_OF_CODES * share), there.interviews),
    )


def _portrait(read: Mapping[str, Any]) -> Portrait:
    try:
        return Portrait(
            int(read["interviews"]),
            int(read["segments"]),
            {name: tuple(map(float, values)) for name, values in read["measures"].items()},
            {code: float(share) for code, share in read["shares"].items()},
            {code: (float(a), float(b), float(c)) for code, (a, b, c) in read["spread"].items()},
        )
    except (KeyError, TypeError, ValueError, AttributeError):
        raise damaged(named.PORTRAIT) from None


def _names(old: Codebook, new: Codebook) -> dict[str, str]:
    """Return what codes are called: as here, where they are here."""
    return {code.id: new.by_id.get(code.id, code).name for code in old}
