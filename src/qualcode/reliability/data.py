"""From codings to reliability data: which coder gave which segment which codes."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from qualcode.errors import ReliabilityError
from qualcode.model import Coding, CodingSet, Segment


@dataclass(frozen=True)
class Decisions:
    """What each coder decided about each segment.

    Parameters
    ----------
    coders : tuple of str
    segments : tuple of Segment
        The informants' segments of the documents that at least two coders coded, in reading order.
    codes : dict of str to list
        By coder, for each segment the set of its codes; None where the coder did not code the document.
    """

    coders: tuple[str, ...]
    segments: tuple[Segment, ...] = field(repr=False)
    codes: Mapping[str, list[frozenset[str] | None]] = field(repr=False)

    def of_code(self, code: str) -> list[tuple[bool | None, ...]]:
        """Return one unit per segment: whether it has the code, by coder."""
        return [
            tuple(None if given is None else code in given for given in unit)
            for unit in zip(*(self.codes[coder] for coder in self.coders), strict=True)
        ]


def decisions(sets: Sequence[CodingSet], segments: Sequence[Segment]) -> Decisions:
    """Line up several coders' codings on the informants' segments.

    A coder who has no coding in a document did not code it, and is missing there. A coding that reaches over several
    segments counts in each that it overlaps.

    Raises
    ------
    ReliabilityError
        Fewer than two coders, a coder saw another version of a text, or no document was coded by two.
    """
    if len(sets) < 2:
        raise ReliabilityError(
            f"agreement takes two coders, there is {len(sets)}",
            code="QC-RL01",
            do="Import a second coder's codings.",
        )
    versions = {segment.document: segment.version for segment in segments}
    for one in sets:
        _check_versions(one, versions)
    documents = {one.name: {coding.document for coding in one} for one in sets}
    shared = {name for name in versions if sum(name in seen for seen in documents.values()) >= 2}
    units = tuple(segment for segment in segments if segment.is_informant and segment.document in shared)
    if not units:
        counts = ", ".join(f"{name} {len(seen)}" for name, seen in documents.items())
        raise ReliabilityError(
            f"no document was coded by two coders ({counts} documents)",
            code="QC-RL02",
            do="Let two coders code the same interview.",
        )
    codes = {one.name: _codes(one, units, documents[one.name]) for one in sets}
    return Decisions(tuple(codes), units, codes)


def _check_versions(one: CodingSet, versions: Mapping[str, str]) -> None:
    wrong = {coding.document for coding in one if versions.get(coding.document) != coding.version}
    if wrong:
        raise ReliabilityError(
            f"{one.name} coded another version of {len(wrong)} documents: {', '.join(sorted(wrong)[:10])}",
            code="QC-RL03",
            allowed="All coders on one version of each text",
            do="Segment again: qualcode segment",
        )


def _codes(one: CodingSet, units: Sequence[Segment], documents: set[str]) -> list[frozenset[str] | None]:
    by_document: dict[str, list[int]] = {}
    for index, segment in enumerate(units):
        by_document.setdefault(segment.document, []).append(index)
    found: list[set[str]] = [set() for _ in units]
    ends = {name: [units[i].span.end for i in places] for name, places in by_document.items()}
    starts = {name: [units[i].span.start for i in places] for name, places in by_document.items()}
    for coding in one:
        for index in _touched(coding, by_document, starts, ends):
            found[index].add(coding.code)
    return [
        frozenset(codes) if segment.document in documents else None
        for codes, segment in zip(found, units, strict=True)
    ]


def _touched(
    coding: Coding,
    by_document: Mapping[str, list[int]],
    starts: Mapping[str, list[int]],
    ends: Mapping[str, list[int]],
) -> Iterable[int]:
    places = by_document.get(coding.document)
    if places is None:
        return ()
    first = bisect_right(ends[coding.document], coding.span.start)
    last = bisect_left(starts[coding.document], coding.span.end)
    return places[first:last]
