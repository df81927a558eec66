"""What to code next: a sample spread over the study first, then where it helps most.

On interviews that people had coded, a random sample over all interviews taught a suggester far more than interview
by interview: recall@3 after 50 labels .46 against .32 and .45 against .39 on oral histories, and 81 to 90 % of the
codes seen against 51 to 61 %. Picking what a model is unsure of had no consistent win over chance (-.09 to +.06 on
five sets). So the spread carries the order, in both phases, and the model only steers every second pick.

What the steering is for is the rare codes. On one of these sets (all turns, 50 labels, 16 repeats) the plain spread
had seen 70 % of the codes, with recall@3 .32 as a mean over codes and .43 over segments; steered it was 80 %, .34 and
.40. People must meet a code to define it well, so that is worth its price.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from qualcode.assist.values import Bools, Floats, Key, key_of
from qualcode.labels import Labels
from qualcode.model import Segment

Reason = Literal["document", "code", "unsure", "spread"]
_Ints = NDArray[np.int64]

PER_DOCUMENT = 5
"""Coded segments in every document before the first phase ends: most of what a suggester learns comes from the first
three to five interviews (up to 30 codes), so all should be met early."""

FEW_USES = 5
"""Below this many uses a code cannot be learned or judged; it is also where an evaluation says "insufficient data"."""

COMMON = 0.02
"""A code expected on this share of the segments is common, and the first phase waits for its first uses."""

ENOUGH = 20
"""Coded segments per document, on average, after which the first phase ends whatever the model expects: it must not
hold on for a code that only the model believes in."""

LIKELY = 0.1
"""Lowest probability with which a segment is offered for a code with few uses; half of it is guessing."""

SHORT = 25
"""Segments of fewer code points (about four words) come last in their document: "yes, exactly" teaches nothing."""

_WORDS = {
    "document": {
        "da": "fra et interview, hvor intet er kodet endnu",
        "en": "from an interview in which nothing is coded yet",
    },
    "code": {
        "da": "ligner {name}, som er brugt få gange",
        "en": "looks like {name}, which has few uses",
    },
    "unsure": {
        "da": "her er forslagene mest i tvivl om {name}",
        "en": "here the suggestions are least sure of {name}",
    },
    "spread": {
        "da": "udtrukket tilfældigt, så kodningen spredes",
        "en": "drawn at random, so that the coding is spread",
    },
}


@dataclass(frozen=True, slots=True)
class Pick:
    """A segment to code next.

    Parameters
    ----------
    segment : Segment
    reason : {"document", "code", "unsure", "spread"}
    code : str
        The code that the reason is about; empty where it is about none.
    rank : int
        From 1.
    """

    segment: Segment
    reason: Reason
    code: str
    rank: int

    def words(self, language: str, *, name: str = "") -> str:
        """Say why, in Danish or English; ``name`` is what the study calls the code."""
        return Labels(_WORDS, language)(self.reason, name=name or self.code)


def next_to_code(
    segments: Sequence[Segment],
    *,
    coded: Collection[Key],
    codes: Sequence[str] = (),
    counts: Mapping[str, int] | None = None,
    probability: Floats | None = None,
    threshold: float = 0.5,
    n: int = 20,
    seed: int = 0,
) -> list[Pick]:
    """Choose what to code next, in order.

    Parameters
    ----------
    segments : sequence of Segment
        All of the study; only informants' segments are picked.
    coded : collection of Key
        Segments that need no further look: coded, or looked at and left without a code.
    codes : sequence of str
        The c codes of the columns of ``probability``.
    counts : mapping of str to int
        Uses of each code so far; a code that is missing has none.
    probability : array of float, shape (len(segments), c)
        Calibrated probabilities; without them the sample is spread over interviews, sites and areas only.
    threshold : float
        The probability from which a code is suggested: where the suggester is least sure.
    n : int
        How many at most.
    seed : int

    Returns
    -------
    list of Pick
        No segment twice.

    Notes
    -----
    The next pick comes from the interview of which the smallest share is coded, so interviews that nobody has opened
    come first (in turn from each site), and longer ones get more. Inside an interview the areas take turns in the
    same way, and short segments come last. There, every second segment is drawn by chance. The others are, in the
    first phase, likely uses of the codes with the fewest uses, and later those where the suggester is least sure.
    The first phase ends when every interview has some coded segments and every common code has some uses. From then
    on, every second pick of all is a likely use of a code that still has few.

    Chance keeps its half on purpose: the model cannot look for what it has not met, and a count of what was missed
    must not rest on the model's own choice.

    Examples
    --------
    >>> from qualcode.model import Span
    >>> talk = [Segment(d, "v1", k, Span(k * 99, k * 99 + 80), k, "p", "informant") for d in "ab" for k in (1, 2, 3)]
    >>> coded = {key_of(segment) for segment in talk[:2]}
    >>> [pick.segment.document for pick in next_to_code(talk, coded=coded, n=2)]
    ['b', 'b']
    """
    if probability is not None and probability.shape != (len(segments), len(codes)):
        raise ValueError("probability needs a row for each segment and a column for each code")
    if n < 1 or not segments:
        return []
    spoken = np.array([segment.is_informant for segment in segments], dtype=bool)
    keys = frozenset(coded)
    done = spoken & np.array([key_of(segment) in keys for segment in segments], dtype=bool)
    study = _Study(segments, spoken, done, np.random.default_rng(seed))
    if not study.places.size:
        return []
    if probability is None or not len(codes):
        plan = _Plan.by_chance(study)
    else:
        uses = np.array([(counts or {}).get(code, 0) for code in codes], dtype=np.int64)
        likely = probability[study.places]
        if _first_phase(study, probability[spoken], uses):
            plan = _by_need(study, likely, uses)
        else:
            plan = _by_help(study, likely, uses, threshold)
    return _picks(plan, study, segments, codes, n)


@dataclass(frozen=True, slots=True)
class _Plan:
    """The open segments in the order in which to code them, and for each of them why and for which code."""

    order: _Ints
    why: NDArray[np.str_]
    about: _Ints

    @classmethod
    def by_chance(cls, study: _Study) -> _Plan:
        size = len(study.places)
        return cls(study.spread(study.drawn()), np.full(size, "spread"), np.zeros(size, dtype=np.int64))


def _picks(
    plan: _Plan, study: _Study, segments: Sequence[Segment], codes: Sequence[str], n: int
) -> list[Pick]:
    touched = {segments[place].document for place in study.coded.tolist()}
    picks: list[Pick] = []
    for rank, index in enumerate(plan.order[:n].tolist(), start=1):
        segment = segments[int(study.places[index])]
        reason: Reason = plan.why[index].item()
        if reason == "spread" and segment.document not in touched:
            reason = "document"
        touched.add(segment.document)
        about = codes[int(plan.about[index])] if reason in ("code", "unsure") else ""
        picks.append(Pick(segment, reason, about, rank))
    return picks


def _first_phase(study: _Study, probability: Floats, uses: _Ints) -> bool:
    """Say whether an interview or a common code still has too little."""
    if (study.done < np.minimum(PER_DOCUMENT, study.size)).any():
        return True
    common = probability.mean(axis=0) >= COMMON
    return bool((uses[common] < FEW_USES).any() and study.done.sum() < ENOUGH * len(study.done))


class _Study:
    """The open segments of a study, and how far each interview and area is coded."""

    def __init__(
        self, segments: Sequence[Segment], spoken: Bools, done: Bools, rng: np.random.Generator
    ) -> None:
        self.places, self.coded = np.flatnonzero(spoken & ~done), np.flatnonzero(done)
        names, document = np.unique([s.document for s in segments], return_inverse=True)
        areas, area = np.unique([f"{s.document}\0{s.area}" for s in segments], return_inverse=True)
        self.document, self._area = document[self.places], area[self.places]
        self.size = np.bincount(document[spoken], minlength=len(names))
        self.done = np.bincount(document[done], minlength=len(names))
        self._done_area = np.bincount(area[done], minlength=len(areas))
        self._short = np.array([len(segments[place].span) < SHORT for place in self.places.tolist()])
        # Drawn for all segments, so that what is coded meanwhile does not shuffle the rest.
        self._chance = rng.random(len(segments))[self.places]
        sites = dict(zip(document.tolist(), (segment.site for segment in segments), strict=True))
        self._turn = _take_turns([sites[k] for k in range(len(names))], rng)

    def drawn(self) -> _Ints:
        """Return each segment's place in a random order of its interview."""
        return _ranks(self.document, self._chance)

    def half_drawn(self, wanted: _Ints) -> tuple[_Ints, Bools]:
        """Return the places in each interview's order that takes from ``wanted`` and from chance in turn.

        Also says which segments came from ``wanted``. Whose turn it is goes by how many are coded, so that asking for
        one segment again and again gives chance its half, too.
        """
        return _in_turn(wanted, self.drawn(), late=self.done[self.document] % 2)

    def spread(self, inside: _Ints) -> _Ints:
        """Return the segments in the order in which to code them, from their order inside each interview."""
        within = _shares(self._area, self._done_area, self._short, inside)
        across = _shares(self.document, self.done, self._short, within, inside)
        return np.lexsort((self._chance, self._turn[self.document], across))


def _take_turns(sites: Sequence[str], rng: np.random.Generator) -> _Ints:
    """Return for each document its place in an order in which the sites take turns."""
    _, site = np.unique(sites, return_inverse=True)
    chance = rng.random(len(sites))
    order = np.lexsort((rng.random(int(site.max()) + 1)[site], _ranks(site, chance)))
    places = np.empty(len(sites), dtype=np.int64)
    places[order] = np.arange(len(sites))
    return places


def _ranks(group: _Ints, *keys: NDArray[np.generic]) -> _Ints:
    """Return each item's rank in its group, from 0, by the first key, then the next."""
    order = np.lexsort((*reversed(keys), group))
    grouped = group[order]
    first = np.searchsorted(grouped, grouped)
    ranks = np.empty(len(group), dtype=np.int64)
    ranks[order] = np.arange(len(group)) - first
    return ranks


def _shares(group: _Ints, done: _Ints, *keys: NDArray[np.generic]) -> Floats:
    """Return the share of its group that is coded when an item's turn has come."""
    before = done[group] + _ranks(group, *keys)
    return np.asarray(before / (done + np.bincount(group, minlength=len(done)))[group], dtype=np.float64)


def _in_turn(ours: _Ints, theirs: _Ints, *, late: _Ints | int) -> tuple[_Ints, Bools]:
    """Return a ranking that takes from two rankings in turn, and which items ours brought; late: theirs begin."""
    first, second = 2 * ours + late, 2 * theirs + 1 - late
    return np.minimum(first, second), first < second


def _by_need(study: _Study, probability: Floats, uses: _Ints) -> _Plan:
    """Plan so that codes with the fewest uses are met first."""
    gain = probability / (1 + uses)
    needed = gain.argmax(axis=1)
    best = _at(gain, needed)
    # A code's best segment in the whole study comes before any code's second: otherwise one code with high
    # probabilities would be the first pick of every interview.
    inside, steered = study.half_drawn(_ranks(study.document, _ranks(needed, -best), -best))
    likely = (_at(probability, needed) >= LIKELY) & (uses[needed] < FEW_USES)
    return _Plan(study.spread(inside), np.where(steered & likely, "code", "spread"), needed)


def _at(table: Floats, columns: _Ints) -> Floats:
    """Return one value of each row."""
    return np.asarray(np.take_along_axis(table, columns[:, None], axis=1)[:, 0])


def _by_help(study: _Study, probability: Floats, uses: _Ints, threshold: float) -> _Plan:
    """Plan likely uses of codes with few uses, in turn with those where the suggester is least sure."""
    doubt = _doubt(probability, threshold)
    about = doubt.argmax(axis=1)
    inside, steered = study.half_drawn(_ranks(study.document, -_at(doubt, about)))
    why, order = np.where(steered, "unsure", "spread"), study.spread(inside)
    rare = _rare(study.document, probability, uses)
    if not rare:
        return _Plan(order, why, about)
    places, wanted = np.empty_like(order), np.full(len(order), len(order))
    places[order] = np.arange(len(order))
    wanted[list(rare)] = np.arange(len(rare))
    key, _ = _in_turn(wanted, places, late=len(study.coded) % 2)
    for index, code in rare.items():
        why[index], about[index] = "code", code
    return _Plan(np.argsort(key), why, about)


def _doubt(probability: Floats, threshold: float) -> Floats:
    """Return how unsure each decision is: 1 at the threshold, 0 where the answer is certain."""
    level = min(max(threshold, 1e-6), 1 - 1e-6)
    return np.minimum(probability / level, (1 - probability) / (1 - level))


def _rare(document: _Ints, probability: Floats, uses: _Ints) -> dict[int, int]:
    """Return likely segments of codes with few uses, best first, with the code; codes and interviews take turns.

    A code is offered twice the uses that it lacks: about every second is hoped to be one.
    """
    offers: list[tuple[int, float, int, int]] = []
    for code in np.flatnonzero(uses < FEW_USES).tolist():
        column = probability[:, code]
        likely = np.flatnonzero(column >= LIKELY)
        turns = _ranks(document[likely], -column[likely])
        chosen = likely[np.lexsort((-column[likely], turns))][: 2 * (FEW_USES - int(uses[code]))]
        offers += [(turn, -float(column[i]), int(i), code) for turn, i in enumerate(chosen)]
    found: dict[int, int] = {}
    for _, _, index, code in sorted(offers):
        found.setdefault(index, code)
    return found
