"""How suggestions were used: by whom, how often they were taken, how fast, and what a report says of it."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING, Literal

from qualcode.assist.usage_words import WORDS, share_in_words
from qualcode.labels import Labels
from qualcode.model import Coding, Decision

if TYPE_CHECKING:
    import pandas as pd

PAUSE = 300.0
"""Seconds after which a gap between two decisions is a pause, not the time that a decision took."""

RECENT = 50
HURRIED_ACCEPTED = 0.95
HURRIED_SECONDS = 3.0
"""Of the latest 50 answers at least 95 % yes, in less than 3 seconds each: too fast to read a turn of ten words and a
definition. Good suggestions on short segments can look the same, so it is asked about and nothing more."""

BANDS = (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)

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
                a.acceptance.value, a.acceptance.low, a.acceptance.high, a.seconds,
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


def usage(decisions: Iterable[Decision], codings: Iterable[Coding] = ()) -> Usage:
    """Count how suggestions were used.

    Parameters
    ----------
    decisions : iterable of Decision
        All of them, in any order. Where a coder answered the same suggestion twice, the latest answer counts.
    codings : iterable of Coding
        The codings of people that stand.

    Returns
    -------
    Usage

    Examples
    --------
    >>> usage([]).appendix("en")
    ['The coding was made without suggestions by a model.']
    """
    asked = sorted(decisions, key=lambda decision: (_time(decision.decided_at) or _EPOCH, decision.id))
    latest = list({(one.coder, one.suggestion.id): one for one in asked}.values())
    gaps = _gaps(asked)
    standing = list(codings)
    led_to = {one.coding for one in asked if one.coding}
    final = [one for one in latest if one.answer != "later"]
    return Usage(
        by_week=_counted(latest, gaps, weeks=True),
        by_coder=_counted(latest, gaps, weeks=False),
        by_rank=_bands(final, _rank),
        by_band=_bands(final, _band),
        from_suggestions=Share(sum(coding.id in led_to for coding in standing), len(standing)),
        blind=_blind(asked, standing, led_to),
        hurried=_hurried(final, gaps),
        models=tuple(sorted({one.suggestion.model for one in asked if one.suggestion.model})),
        codebook_versions=tuple(sorted({one.codebook_version for one in asked if one.codebook_version})),
    )


_EPOCH = datetime(1, 1, 1, tzinfo=UTC)


def _time(stamp: str) -> datetime | None:
    """Return the time of a stamp; one without a zone is in UTC, as all are meant to be."""
    if not stamp:
        return None
    time = datetime.fromisoformat(stamp)
    return time if time.tzinfo else time.replace(tzinfo=UTC)


def _gaps(asked: Sequence[Decision]) -> dict[str, float]:
    """Return by decision the seconds since the same coder's one before; pauses are left out."""
    by_coder: dict[str, list[Decision]] = defaultdict(list)
    for one in asked:
        by_coder[one.coder].append(one)
    gaps = {}
    for ones in by_coder.values():
        for before, after in pairwise(ones):
            start, end = _time(before.decided_at), _time(after.decided_at)
            if start and end and (seconds := (end - start).total_seconds()) <= PAUSE:
                gaps[after.id] = seconds
    return gaps


def _week(decision: Decision) -> str:
    time = _time(decision.decided_at)
    return time.strftime("%G-W%V") if time else ""


def _counted(decisions: Sequence[Decision], gaps: Mapping[str, float], *, weeks: bool) -> tuple[Answers, ...]:
    groups: dict[tuple[str, str], list[Decision]] = defaultdict(list)
    for one in decisions:
        groups[one.coder, _week(one) if weeks else ""].append(one)
    return tuple(_answers(coder, week, ones, gaps) for (coder, week), ones in sorted(groups.items()))


def _answers(coder: str, week: str, ones: Sequence[Decision], gaps: Mapping[str, float]) -> Answers:
    count = Counter(one.answer for one in ones)
    seconds = [gaps[one.id] for one in ones if one.id in gaps]
    return Answers(
        coder,
        week,
        count["accept"],
        count["accept_as"],
        count["reject"],
        count["later"],
        median(seconds) if seconds else None,
    )


def _rank(decision: Decision) -> tuple[float, str]:
    return decision.suggestion.rank, str(decision.suggestion.rank)


def _band(decision: Decision) -> tuple[float, str]:
    at = min(bisect_right(BANDS, decision.suggestion.score), len(BANDS) - 1)
    low, high = BANDS[at - 1], BANDS[at]
    return low, f"{low:.1f}-{high:.1f}"


def _bands(decisions: Sequence[Decision], group: Callable[[Decision], tuple[float, str]]) -> tuple[Band, ...]:
    groups: dict[tuple[float, str], list[Decision]] = defaultdict(list)
    for one in decisions:
        groups[group(one)].append(one)
    return tuple(
        Band(
            name,
            sum(one.suggestion.score for one in ones) / len(ones),
            Share(sum(one.answer == "accept" for one in ones), len(ones)),
        )
        for (_, name), ones in sorted(groups.items())
    )


def _blind(asked: Sequence[Decision], codings: Sequence[Coding], led_to: set[str]) -> Share:
    """Count in how many interviews the coder had begun on their own."""
    begun: dict[tuple[str, str], datetime] = {}
    for coding in codings:
        time, key = _time(coding.created_at), (coding.coder, coding.document)
        if time and coding.id not in led_to:
            begun[key] = min(time, begun.get(key, time))
    first: dict[tuple[str, str], datetime | None] = {}
    for one in asked:
        first.setdefault((one.coder, one.suggestion.document), _time(one.decided_at))
    hits = sum(bool(time and key in begun and begun[key] < time) for key, time in first.items())
    return Share(hits, len(first))


def _hurried(final: Sequence[Decision], gaps: Mapping[str, float]) -> tuple[Answers, ...]:
    """Return the latest answers of those who may have had too little time to read."""
    by_coder: dict[str, list[Decision]] = defaultdict(list)
    for one in final:
        by_coder[one.coder].append(one)
    found = []
    for coder, ones in sorted(by_coder.items()):
        recent = _answers(coder, "", ones[-RECENT:], gaps)
        fast = recent.seconds is not None and recent.seconds < HURRIED_SECONDS
        if len(ones) >= RECENT and fast and recent.accepted >= HURRIED_ACCEPTED * RECENT:
            found.append(recent)
    return tuple(found)


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
