"""From decisions and codings to how suggestions were used."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from itertools import pairwise
from statistics import median

from qualcode.assist.usage.result import Answers, Band, Share, Usage
from qualcode.model import Coding, Decision

PAUSE = 300.0
"""Seconds after which a gap between two decisions is a pause, not the time that a decision took."""

RECENT = 50
HURRIED_ACCEPTED = 0.95
HURRIED_SECONDS = 3.0
"""Of the latest 50 answers at least 95 % yes, in less than 3 seconds each: too fast to read a turn of ten words and a
definition. Good suggestions on short segments can look the same, so it is asked about and nothing more."""

BANDS = (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)


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
    """Return by decision the seconds since the same coder's one before; pauses are left out.

    Answers from a file are stored together, with one time: it says nothing of how long anybody read.
    """
    by_coder: dict[str, list[Decision]] = defaultdict(list)
    for one in asked:
        by_coder[one.coder].append(one)
    gaps = {}
    for ones in by_coder.values():
        for before, after in pairwise(ones):
            start, end = _time(before.decided_at), _time(after.decided_at)
            if start and end and 0 < (seconds := (end - start).total_seconds()) <= PAUSE:
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
