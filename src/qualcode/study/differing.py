"""Where the coders of a study differ, and how each place stands: what adjudication works on."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

from qualcode.coding.outcomes import Standing, standing_of
from qualcode.coding.places import Place, find_places
from qualcode.model import Codebook, Coding, CodingSet, Interview, Segment, Segmentation, Settlement, Speaker
from qualcode.reliability import agreement
from qualcode.study.counted import people_of
from qualcode.study.layout import CONSENSUS

if TYPE_CHECKING:
    from qualcode.study.facade import Study

Costs = Mapping[tuple[str, int], float]
"""What the disagreements on a segment cost, by document and number of the segment."""


@dataclass(frozen=True)
class Compared:
    """What coders say as of a round: all that the cost of their differences depends on.

    Parameters
    ----------
    codings : tuple of Coding
    finished : mapping of str to frozenset of str
        By coder, the documents that she has read to the end.
    segments : tuple of Segment
    codebook : Codebook
    unit : str
        Name of the segmentation.
    """

    codings: tuple[Coding, ...] = field(repr=False)
    finished: Mapping[str, frozenset[str]]
    segments: tuple[Segment, ...] = field(repr=False)
    codebook: Codebook = field(repr=False)
    unit: str

    @property
    def coders(self) -> tuple[str, ...]:
        """Everybody who has coded something, or read it to the end, sorted."""
        return tuple(sorted({one.coder for one in self.codings} | self.finished.keys()))

    def costs(self) -> Costs:
        """Return what the coders' disagreements cost; a ``ReliabilityError`` where there is nothing to compare."""
        own: dict[str, list[Coding]] = {coder: [] for coder in self.coders}
        for coding in self.codings:
            own[coding.coder].append(coding)
        version = self.codebook.version
        sets = [CodingSet(coder, tuple(codings), version) for coder, codings in own.items()]
        found: dict[tuple[str, int], float] = defaultdict(float)
        made = agreement(
            sets,
            self.segments,
            self.codebook,
            unit=self.unit,
            finished=self.finished,
            n_resamples=0,  # the intervals tell nothing of a place
        )
        for one in made.disagreements:
            found[one.document, one.segment] += one.cost
        return dict(found)


@dataclass(frozen=True)
class Ground:
    """What segments are made from: quicker to compare than they are to make.

    Parameters
    ----------
    texts : tuple of str
        Checksums of all texts.
    cut : tuple of Segmentation
    speakers : tuple of Speaker
    interviews : tuple of Interview
    """

    texts: tuple[str, ...]
    cut: tuple[Segmentation, ...] = field(repr=False)
    speakers: tuple[Speaker, ...] = field(repr=False)
    interviews: tuple[Interview, ...] = field(repr=False)

    @classmethod
    def of(cls, study: Study) -> Ground:
        """Return what a study's segments are made from now."""
        return cls(
            tuple(one.sha256 for one in study.store.versions()),
            tuple(study.store.segmentations(name=study.config.segmentation)),
            tuple(study.speakers),
            tuple(study.interviews),
        )


@dataclass(frozen=True)
class Reading:
    """A study at one revision, as far as adjudication goes.

    Parameters
    ----------
    rev : int
    ground : Ground
    compared : Compared
    costs : mapping
    standings : tuple of Standing
        The costliest place first.
    untraceable : tuple of str
        Ids of settled codings that no settlement led to.
    meant_otherwise : dict of str to bool
        By settlement, whether a source is meant otherwise now than when it was settled.
    """

    rev: int
    ground: Ground
    compared: Compared
    costs: Costs = field(repr=False)
    standings: tuple[Standing, ...] = field(repr=False)
    untraceable: tuple[str, ...] = field(repr=False)
    meant_otherwise: Mapping[str, bool] = field(repr=False)


def read(study: Study, *, round: int, into: str, before: Reading | None = None) -> Reading:
    """Read where coders differ as of a round.

    Parameters
    ----------
    study : Study
    round : int
    into : str
        Under whose name differences are settled.
    before : Reading, optional
        An earlier reading: settling changes nothing that coders say, and that need not be counted again.
    """
    store = study.store
    rev = store.revision  # before anything is read: what is read may be newer, never older
    ground = Ground.of(study)
    known_ground = before is not None and before.ground == ground
    segments = before.compared.segments if before and known_ground else tuple(study.segments())
    codings, settlements = store.codings(), store.settlements(into=into)
    compared = _compared(study, codings, segments, round, into)
    if before is not None and before.compared == compared:
        costs, known = before.costs, before.meant_otherwise
        otherwise = {one.id: known.get(one.id, False) for one in settlements}
    else:
        costs, otherwise = compared.costs(), _meant_otherwise(study, settlements)
    settled = [one for one in codings if one.coder == into]
    places = find_places(
        [*compared.codings, *settled],
        segments,
        coders=compared.coders,
        finished=compared.finished,
        into=into,
    )
    standings = _standings(
        places, costs, settled, settlements, {id for id, is_so in otherwise.items() if is_so}
    )
    traced = {id for settlement in settlements for id in settlement.codings}
    untraceable = tuple(one.id for one in settled if one.id not in traced)
    return Reading(rev, ground, compared, costs, tuple(standings), untraceable, otherwise)


def _compared(
    study: Study, codings: Iterable[Coding], segments: tuple[Segment, ...], round: int, into: str
) -> Compared:
    people = {name for name in people_of(study) if name not in {into, CONSENSUS}}
    finished: dict[str, set[str]] = defaultdict(set)
    for mark in study.store.finished():
        if mark.coder not in {into, CONSENSUS} and mark.round <= round:
            finished[mark.coder].add(mark.document)
    return Compared(
        tuple(one for one in codings if one.coder in people and one.round <= round),
        {coder: frozenset(names) for coder, names in finished.items()},
        segments,
        study.codebook,
        study.config.segmentation,
    )


def _standings(
    places: Sequence[Place],
    costs: Costs,
    settled: Iterable[Coding],
    settlements: Iterable[Settlement],
    changed: Collection[str],
) -> list[Standing]:
    there, held = _by_place(places, settled), _by_place(places, settlements)
    found = [
        standing_of(
            place,
            sum(costs.get((place.document, segment.number), 0.0) for segment in place.segments),
            there=there[place.id],
            settlements=held[place.id],
            changed=changed,
        )
        for place in places
    ]
    return sorted(found, key=lambda one: (-one.cost, -len(one.place.differences)))  # then as in the text


T = TypeVar("T", Coding, Settlement)


def _by_place(places: Sequence[Place], items: Iterable[T]) -> dict[str, list[T]]:
    """Return what reaches into each place, by its id; places of a document stand in reading order."""
    by_document: dict[str, list[Place]] = defaultdict(list)
    for place in places:
        by_document[place.document].append(place)
    found: dict[str, list[T]] = defaultdict(list)
    for item in items:
        own = by_document[item.document]
        first = bisect_right(own, item.span.start, key=lambda place: place.span.end)
        last = bisect_left(own, item.span.end, key=lambda place: place.span.start)
        for place in own[first:last]:
            found[place.id].append(item)
    return found


def _meant_otherwise(study: Study, settlements: Sequence[Settlement]) -> dict[str, bool]:
    """Say of each settlement whether a source is meant otherwise now than when it was settled.

    A stance is changed without a new coding, so that the ids of the sources do not tell.
    """
    found = {}
    for document in sorted({one.document for one in settlements}):
        stances: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for event in study.store.coding_events(document):
            stances[event.coding.id].append((event.at, event.coding.stance))
        for settlement in settlements:
            if settlement.document == document:
                found[settlement.id] = any(
                    _changed_since(stances[id], settlement.settled_at) for id in settlement.sources
                )
    return found


def _changed_since(stances: Sequence[tuple[str, str]], time: str) -> bool:
    before = [stance for at, stance in stances if at <= time]
    return bool(before) and before[-1] != stances[-1][1]
