"""From codings to reliability data: which coder gave which segment which codes."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from qualcode.errors import ReliabilityError
from qualcode.model import Coding, CodingSet, Segment

Finished = Mapping[str, Collection[str]]
"""By coder, the documents that they have read to the end."""


@dataclass(frozen=True)
class Decisions:
    """What each coder decided about each segment.

    Parameters
    ----------
    coders : tuple of str
    segments : tuple of Segment
        The informants' segments of the documents that at least two coders coded; documents in the order in which they
        came, segments in reading order.
    codes : dict of str to list
        By coder, for each segment the set of its codes; None where the coder did not code the document.
    coded : dict of str to frozenset
        By coder, the documents that they coded: those with a coding, and those that they finished.
    """

    coders: tuple[str, ...]
    segments: tuple[Segment, ...] = field(repr=False)
    codes: Mapping[str, list[frozenset[str] | None]] = field(repr=False)
    coded: Mapping[str, frozenset[str]] = field(repr=False)

    def of_code(self, code: str) -> list[tuple[bool | None, ...]]:
        """Return one unit per segment: whether it has the code, by coder."""
        return [
            tuple(None if given is None else code in given for given in unit)
            for unit in zip(*(self.codes[coder] for coder in self.coders), strict=True)
        ]

    @property
    def documents(self) -> tuple[str, ...]:
        """The documents that are compared, in the order in which they came."""
        return tuple(dict.fromkeys(segment.document for segment in self.segments))


def decisions(
    sets: Sequence[CodingSet], segments: Sequence[Segment], *, finished: Finished | None = None
) -> Decisions:
    """Line up several coders' codings on the informants' segments.

    A coder who has no coding in a document did not code it, and is missing there, unless ``finished`` says that they
    read it to the end: then each segment without a coding is one that they gave no code. A coding that reaches over
    several segments counts in each that it overlaps.

    Parameters
    ----------
    sets : sequence of CodingSet
        One per coder, named by the coder.
    segments : sequence of Segment
        Of one segmentation.
    finished : mapping of str to collection of str, optional
        By coder, documents read to the end.

    Raises
    ------
    ReliabilityError
        Fewer than two coders (QC-RL01), no document was coded by two (QC-RL02), a coder saw another version of a text
        (QC-RL03), two sets have one name (QC-RL04), ``finished`` names an unknown coder or document (QC-RL05).
    """
    versions = {segment.document: segment.version for segment in segments}
    _check(sets, versions, finished or {})
    coded = {
        one.name: frozenset(coding.document for coding in one) | frozenset((finished or {}).get(one.name, ()))
        for one in sets
    }
    times = Counter(name for seen in coded.values() for name in seen)
    order = {name: at for at, name in enumerate(versions)}
    units = sorted(
        (segment for segment in segments if segment.is_informant and times[segment.document] >= 2),
        key=lambda segment: (order[segment.document], segment.span),
    )
    if not units:
        raise _nothing_shared(coded)
    codes = {one.name: _codes(one, units, coded[one.name]) for one in sets}
    return Decisions(tuple(codes), tuple(units), codes, coded)


def _check(sets: Sequence[CodingSet], versions: Mapping[str, str], finished: Finished) -> None:
    if len(sets) < 2:
        raise ReliabilityError(
            f"agreement takes two coders, there is {len(sets)}",
            code="QC-RL01",
            do="Import a second coder's codings.",
        )
    names = [one.name for one in sets]
    if len(set(names)) < len(names):
        raise ReliabilityError(
            f"{len(names)} sets of codings have {len(set(names))} names",
            code="QC-RL04",
            allowed="One set per coder, named by the coder",
            do="Put all codings of a coder into one set.",
        )
    for one in sets:
        _check_versions(one, versions)
    for coder, documents in finished.items():
        _check_finished(coder, documents, names, versions)


def _check_versions(one: CodingSet, versions: Mapping[str, str]) -> None:
    wrong = {coding.document for coding in one if versions.get(coding.document) != coding.version}
    if wrong:
        raise ReliabilityError(
            f"{one.name} coded another version of {len(wrong)} documents: {', '.join(sorted(wrong)[:10])}",
            code="QC-RL03",
            allowed="All coders on one version of each text",
            do="Segment again: qualcode segment",
        )


def _check_finished(
    coder: str, documents: Collection[str], names: Collection[str], versions: Mapping[str, str]
) -> None:
    unknown = set(documents) - set(versions)
    if coder in names and not unknown and not isinstance(documents, str):
        return
    raise ReliabilityError(
        f"finished names {len(unknown)} documents that are not segmented"
        if coder in names
        else "finished names a coder who is not compared",
        code="QC-RL05",
        allowed="For each coder whose codings are compared, a collection of document names",
        do="Look at the names: qualcode status",
    )


def _nothing_shared(coded: Mapping[str, Collection[str]]) -> ReliabilityError:
    counts = ", ".join(f"{name} {len(seen)}" for name, seen in coded.items())
    return ReliabilityError(
        f"no document was coded by two coders ({counts} documents)",
        code="QC-RL02",
        do="Let two coders code the same interview.",
    )


def _codes(
    one: CodingSet, units: Sequence[Segment], documents: Collection[str]
) -> list[frozenset[str] | None]:
    places: dict[str, list[int]] = {}
    for index, segment in enumerate(units):
        places.setdefault(segment.document, []).append(index)
    starts = {name: [units[i].span.start for i in at] for name, at in places.items()}
    ends = {name: [units[i].span.end for i in at] for name, at in places.items()}
    found: list[set[str]] = [set() for _ in units]
    for coding in one:
        if coding.span and coding.document in places:
            for index in _touched(coding, places[coding.document], starts, ends):
                found[index].add(coding.code)
    return [
        frozenset(codes) if segment.document in documents else None
        for codes, segment in zip(found, units, strict=True)
    ]


def _touched(
    coding: Coding, places: Sequence[int], starts: Mapping[str, list[int]], ends: Mapping[str, list[int]]
) -> Iterable[int]:
    first = bisect_right(ends[coding.document], coding.span.start)
    last = bisect_left(starts[coding.document], coding.span.end)
    return places[first:last]
