"""A hint at what would be missed if coding stopped now. The answer stays with the people who code."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from qualcode.assist.stopping.estimates import (
    CodeHint,
    Estimate,
    Known,
    estimate_draws,
    estimate_missed,
)
from qualcode.assist.stopping.new_codes import MIN_DOCUMENTS, NewCodes, coded_through, count_new_codes
from qualcode.assist.stopping.words import WORDS
from qualcode.assist.values import Floats, Key, Trial, key_of
from qualcode.labels import Labels
from qualcode.model import Segment

if TYPE_CHECKING:
    import pandas as pd

Reason = Literal["all_coded", "no_model", "few_coded", "no_trial", "few_documents"]

MIN_USES = 30
"""With fewer codings the probabilities are mostly the codebook's, not the study's."""

N_NAMED = 5


@dataclass(frozen=True)
class StoppingHint:
    """What would be missed if coding stopped now, and what cannot be said.

    Parameters
    ----------
    decided, left, found : int
        Informants' segments looked at, and not; codings of the former.
    missed, missed_segments : Estimate or None
        Uses of codes among the segments left, and segments that carry any; None where ``reasons`` says why.
    codes : tuple of CodeHint
        What most is missing of comes first.
    new_codes : NewCodes or None
    reasons : tuple of str
        Why something cannot be said, or less surely.
    """

    decided: int
    left: int
    found: int
    missed: Estimate | None
    missed_segments: Estimate | None
    codes: tuple[CodeHint, ...] = field(repr=False)
    new_codes: NewCodes | None
    reasons: tuple[Reason, ...]

    @property
    def share_missed(self) -> float | None:
        """Share of all codings that would be missing; None where it cannot be estimated."""
        if self.missed is None or not self.found + self.missed.value:
            return None
        return self.missed.value / (self.found + self.missed.value)

    def lines(self, language: str, names: Mapping[str, str] | None = None) -> list[str]:
        """Return the hint in plain words; ``names`` are the printed names of the codes."""
        words = Labels(WORDS, language)
        lines = [words("coded", decided=self.decided, all=self.decided + self.left)]
        if self.missed is not None and self.missed_segments is not None and self.left:
            share = round(100 * (self.share_missed or 0))
            lines.append(words("missed", share=share, **_rounded(self.missed)))
            lines.append(words("segments", **_rounded(self.missed_segments)))
            lines += self._named(words, names or {})
        if self.new_codes is not None:
            new = self.new_codes
            lines.append(words("new", n=new.documents, hits=new.hits, upper=math.ceil(100 * new.upper)))
        lines += [words(reason, uses=MIN_USES, documents=MIN_DOCUMENTS) for reason in self.reasons]
        return [*lines, words("yours")]

    def _named(self, words: Labels, names: Mapping[str, str]) -> list[str]:
        most = [
            words("about", name=names.get(hint.code, hint.code), n=round(hint.missed.value))
            for hint in self.codes
            if hint.missed.value >= 1
        ]
        elsewhere = sorted(self.codes, key=lambda hint: -(hint.another_site or 0))
        sites = [
            words("chance", name=names.get(hint.code, hint.code), n=round(100 * (hint.another_site or 0)))
            for hint in elsewhere
            if (hint.another_site or 0) >= 0.5
        ]
        pairs = (("codes", most), ("sites", sites))
        return [words(key, codes=", ".join(some[:N_NAMED])) for key, some in pairs if some]

    def to_frame(self) -> pd.DataFrame:
        """Return one row per code."""
        import pandas as pd

        rows = [
            (h.code, h.uses, h.sites, h.missed.value, h.missed.low, h.missed.high, h.another_site)
            for h in self.codes
        ]
        columns = ["code", "uses", "sites", "missed", "low", "high", "another_site"]
        return pd.DataFrame(rows, columns=columns)


def stopping_hint(
    segments: Sequence[Segment],
    *,
    codes: Sequence[str],
    codes_by_segment: Mapping[Key, Collection[str]],
    probability: Floats | None = None,
    trial: Trial | None = None,
    documents: Sequence[str] = (),
    seed: int = 0,
) -> StoppingHint:
    """Estimate what would be missed if coding stopped now.

    Parameters
    ----------
    segments : sequence of Segment
        All of the study; interviewers' do not count.
    codes : sequence of str
        The c codes of the columns of ``probability``.
    codes_by_segment : mapping of Key to collection of str
        What people decided; a segment that they left without a code stands with an empty collection.
    probability : array of float, shape (len(segments), c), optional
        Calibrated probabilities.
    trial : Trial, optional
        Probabilities by models that had not seen the document, with what people decided: what the model's own error
        is taken from.
    documents : sequence of str
        The interviews that are coded through, in the order in which they were coded. By default those of which half
        of the segments are decided, in the order of ``segments``.
    seed : int

    Returns
    -------
    StoppingHint

    Notes
    -----
    Uses among the segments left: the sum of their probabilities, times how many uses people found for each that the
    trial promised. The interval draws from the variance of a sum of unequal coin tosses (Poisson-binomial), from the
    trial's documents with replacement (the error of the model), and from as many of them as have segments left (how
    much one interview differs from the next). It supposes that what is left is like what is coded, so a spread sample
    serves it better than interview by interview. With few documents the interval is widened as Student's t is.

    In simulated studies with six or ten trial documents, a model off by a fifth and interviews that differ by up to
    40 %, the intervals held the truth in 93 to 100 % of them; without a trial in 1 to 96 %. On sixteen real interviews, four
    times 40 % coded, the estimate was 2 to 17 % too high after a spread sample and between a quarter too low and four
    fifths too high after whole interviews.
    """
    if probability is not None and probability.shape != (len(segments), len(codes)):
        raise ValueError("probability needs a row for each segment and a column for each code")
    spoken = [index for index, segment in enumerate(segments) if segment.is_informant]
    left = [i for i in spoken if key_of(segments[i]) not in codes_by_segment]
    decided = [i for i in spoken if key_of(segments[i]) in codes_by_segment]
    known = Known.of([segments[i] for i in decided], codes_by_segment)
    new_codes = count_new_codes(known, documents or coded_through(segments, codes_by_segment))
    reasons: list[Reason] = [reason] if (reason := _why_not(left, probability, known)) else []
    missed = missed_segments = None if left else _NOTHING
    hints: tuple[CodeHint, ...] = ()
    if probability is not None and not reasons:
        open_ = [segments[i] for i in left]
        usable = trial if trial and len({s.document for s in trial.segments}) >= MIN_DOCUMENTS else None
        draws = estimate_draws(codes, usable, len({segment.document for segment in open_}), seed)
        missed, missed_segments, hints = estimate_missed(open_, probability[left], codes, known, draws)
        reasons += [] if usable else ["no_trial"]
    if new_codes is None:
        reasons.append("few_documents")
    return StoppingHint(
        len(decided), len(left), known.found, missed, missed_segments, hints, new_codes, tuple(reasons)
    )


_NOTHING = Estimate(0.0, 0.0, 0.0)


def _why_not(left: Sequence[int], probability: Floats | None, known: Known) -> Reason | None:
    if not left:
        return "all_coded"
    if probability is None:
        return "no_model"
    few = known.found < MIN_USES or len(known.by_document) < MIN_DOCUMENTS
    return "few_coded" if few else None


def _rounded(estimate: Estimate) -> dict[str, int]:
    return {
        "value": round(estimate.value),
        "low": math.floor(estimate.low),
        "high": math.ceil(estimate.high),
    }
