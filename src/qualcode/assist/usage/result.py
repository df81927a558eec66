"""What is known of how suggestions were used, and what a report says of it."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from qualcode.assist.usage.words import WORDS, share_in_words
from qualcode.labels import Labels

if TYPE_CHECKING:
    import pandas as pd

ENOUGH = 20
"""Answers in a band of scores before its calibration is spoken of."""

_Z = 1.959964


@dataclass(frozen=True, slots=True)
class Share:
    """A share with its 95 % interval (Wilson).

    Examples
    --------
    >>> share = Share(8, 10)
    >>> share.value, round(share.low, 2), round(share.high, 2)
    (0.8, 0.49, 0.94)
    """

    hits: int
    of: int

    @property
    def value(self) -> float | None:
        """The share; None of nothing."""
        return self.hits / self.of if self.of else None

    @property
    def low(self) -> float:
        """Lower end; 0 of nothing."""
        return max(0.0, self._middle() - self._half()) if self.of else 0.0

    @property
    def high(self) -> float:
        """Upper end; 1 of nothing."""
        return min(1.0, self._middle() + self._half()) if self.of else 1.0

    def _middle(self) -> float:
        return (self.hits + _Z**2 / 2) / (self.of + _Z**2)

    def _half(self) -> float:
        spread = self.hits * (self.of - self.hits) / self.of + _Z**2 / 4
        return _Z * math.sqrt(spread) / (self.of + _Z**2)


@dataclass(frozen=True, slots=True)
class Answers:
    """What one coder answered, in one week or in all.

    Parameters
    ----------
    coder : str
    week : str
        ISO week such as ``"2026-W47"``; empty for all of them, or for answers without a time.
    accepted, accepted_as, rejected, later : int
    seconds : float or None
        Median time between two answers, pauses left out.
    """

    coder: str
    week: str
    accepted: int
    accepted_as: int
    rejected: int
    later: int
    seconds: float | None

    @property
    def decided(self) -> int:
        """Answers but for those put off."""
        return self.accepted + self.accepted_as + self.rejected

    @property
    def acceptance(self) -> Share:
        """Share of those decided that were accepted as they were."""
        return Share(self.accepted, self.decided)


@dataclass(frozen=True, slots=True)
class Band:
    """Answers to suggestions of one rank, or of one band of scores.

    Parameters
    ----------
    name : str
        Rank, or band such as ``"0.2-0.4"``.
    promised : float
        Mean score.
    accepted : Share
        Accepted as they were.
    """

    name: str
    promised: float
    accepted: Share

    @property
    def verdict(self) -> Literal["over", "under", ""]:
        """Whether the scores promised more or less than people accepted; empty where that cannot be told."""
        if self.accepted.of < ENOUGH or self.accepted.low <= self.promised <= self.accepted.high:
            return ""
        return "over" if self.promised > self.accepted.high else "under"


@dataclass(frozen=True)
class Usage:
    """How suggestions were used in a study.

    Parameters
    ----------
    by_week, by_coder : tuple of Answers
    by_rank, by_band : tuple of Band
    from_suggestions : Share
        Codings that came from a suggestion, of all.
    blind : Share
        Pairs of coder and interview where the coder had coded before answering the first suggestion there.
    hurried : tuple of Answers
        The latest answers of coders who may have had too little time to read.
    models, codebook_versions : tuple of str
    """

    by_week: tuple[Answers, ...] = field(repr=False)
    by_coder: tuple[Answers, ...]
    by_rank: tuple[Band, ...] = field(repr=False)
    by_band: tuple[Band, ...] = field(repr=False)
    from_suggestions: Share
    blind: Share
    hurried: tuple[Answers, ...]
    models: tuple[str, ...]
    codebook_versions: tuple[str, ...]

    @property
    def acceptance(self) -> Share:
        """Share of all decided suggestions that were accepted as they were."""
        shares = [answers.acceptance for answers in self.by_coder]
        return Share(sum(share.hits for share in shares), sum(share.of for share in shares))

    def to_frame(self) -> pd.DataFrame:
        """Return one row per coder and week."""
        import pandas as pd

        rows = [
            (
                a.coder, a.week, a.decided, a.accepted, a.accepted_as, a.rejected, a.later,
                *(None if share is None else round(share, 3) for share in (a.acceptance.value, a.acceptance.low, a.acceptance.high)),
                a.seconds,
            )
            for a in self.by_week
        ]  # fmt: skip
        columns = ["coder", "week", "decided", "accepted", "accepted_as", "rejected", "later"]
        return pd.DataFrame(rows, columns=[*columns, "acceptance", "low", "high", "seconds"])

    def lines(self, language: str) -> list[str]:
        """Return what the team should know, in plain words."""
        words = Labels(WORDS, language)
        if not self.by_coder:
            return [words("none")]
        lines = [_coder_line(answers, words) for answers in self.by_coder]
        lines += [
            words("seconds", coder=answers.coder, seconds=f"{answers.seconds:.0f}")
            for answers in self.by_coder
            if answers.seconds is not None
        ]
        for key, share in (("codings", self.from_suggestions), ("blind", self.blind)):
            lines.append(words(key, n=share.hits, of=share.of))
        models, versions = ", ".join(self.models) or "–", ", ".join(self.codebook_versions) or "–"
        lines.append(words("versions", models=models, versions=versions))
        lines += [_band_line(band, words) for band in self.by_band if band.verdict]
        lines += [
            words("hurried", coder=answers.coder, n=answers.decided, seconds=f"{answers.seconds:.0f}")
            for answers in self.hurried
        ]
        return lines

    def appendix(self, language: str) -> list[str]:
        """Return the sentences for a report's appendix on method: no numbers of persons or sites, no names."""
        words = Labels(WORDS, language)
        if not self.by_coder:
            return [words("unused")]
        sentences = [words("used")]
        if self.acceptance.value is not None:
            taken = words("taken", share=share_in_words(self.acceptance.value, language))
            taken = taken[0].upper() + taken[1:]
            share = self.from_suggestions.value
            sentences.append(
                f"{taken}."
                if share is None
                else words("taken_of_codings", taken=taken, share=share_in_words(share, language))
            )
        blind = "all" if self.blind.hits == self.blind.of else "some" if self.blind.hits else "none"
        return [*sentences, words(f"blind_{blind}")]


def _coder_line(answers: Answers, words: Labels) -> str:
    share = answers.acceptance
    printed = "–"
    if share.value is not None:
        printed = words("share", n=_percent(share.value), low=_percent(share.low), high=_percent(share.high))
    return words(
        "coder",
        coder=answers.coder,
        decided=answers.decided,
        accepted=answers.accepted,
        share=printed,
        accepted_as=answers.accepted_as,
        rejected=answers.rejected,
        later=answers.later,
    )


def _band_line(band: Band, words: Labels) -> str:
    return words(
        band.verdict,
        band=band.name,
        promised=_percent(band.promised),
        share=_percent(band.accepted.value or 0),
    )


def _percent(share: float) -> int:
    return round(100 * share)
