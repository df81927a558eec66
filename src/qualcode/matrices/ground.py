"""Where codings lie on the informants' segments: the overlaps that matrices and findings count.

Only the informants' words count. A coding is cut to the segments in which an informant speaks, and two codings
meet in a segment where both hold a common code point of it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from qualcode.errors import MatrixError, Problem
from qualcode.model import Coding, Segment

K = TypeVar("K", bound=Hashable)
L = TypeVar("L", bound=Hashable)

Parts = list[tuple[int, int]]
"""Stretches of one segment: in order, not overlapping."""


@dataclass(frozen=True, slots=True)
class _Document:
    """The informants' segments of one document, as sorted lists that can be searched."""

    version: str
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    indexes: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Marks(Generic[K]):
    """What lies on the informants' segments: stretches by key, by the segment's index.

    ``left_out`` holds the ids of codings that lie on no informant's segment.
    """

    by_segment: dict[int, dict[K, Parts]] = field(default_factory=dict)
    left_out: set[str] = field(default_factory=set)


class Ground:
    """The informants' segments of a study, in reading order and ready to be searched.

    Parameters
    ----------
    segments : sequence of Segment
        All segments of one segmentation of each document; interviewers' are set aside here.

    Raises
    ------
    MatrixError
        Segments of two versions or segmentations (QC-MX03), or of an interview without a site (QC-MX04).
    """

    def __init__(self, segments: Sequence[Segment]) -> None:
        self._documents: dict[str, _Document] = {}
        for segment in segments:
            known = self._documents.get(segment.document)
            if known is None:
                self._documents[segment.document] = _Document(segment.version)
            elif known.version != segment.version:
                raise _mixed(segment.document)
        spoken = (segment for segment in segments if segment.role == "informant" and segment.span)
        self.segments = tuple(sorted(spoken, key=lambda s: (s.document, s.span.start)))
        for index, segment in enumerate(self.segments):
            self._file(index, segment)
        self.speakers = [segment.speaker_id for segment in self.segments]
        self.areas = [segment.area for segment in self.segments]
        self.sites = [segment.site for segment in self.segments]
        self._check_sites()

    def _file(self, index: int, segment: Segment) -> None:
        place = self._documents[segment.document]
        if place.ends and segment.span.start < place.ends[-1]:
            raise _mixed(segment.document)
        place.starts.append(segment.span.start)
        place.ends.append(segment.span.end)
        place.indexes.append(index)

    def _check_sites(self) -> None:
        without = sorted({segment.document for segment in self.segments if not segment.site})
        if without:
            raise MatrixError(
                f"{len(without)} interviews have no site",
                code="QC-MX04",
                where="data/interviews.csv",
                allowed="A site for every interview: a matrix counts sites",
                do="Fill in the column site.",
                problems=[Problem(name, "no site") for name in without],
            )

    def check(self, codings: Iterable[Coding]) -> None:
        """Refuse codings on a text that is not segmented here: their positions mean nothing."""
        problems = []
        for name, version in sorted({(coding.document, coding.version) for coding in codings}):
            known = self._documents.get(name)
            if known is None:
                problems.append(Problem(name, "coded, but not segmented"))
            elif known.version != version:
                problems.append(Problem(name, f"coded on version {version}, segmented on {known.version}"))
        if problems:
            raise MatrixError(
                "codings and segments are not of the same texts",
                code="QC-MX02",
                allowed="One version of each document",
                do="Segment again (qualcode segment), or leave these codings out.",
                problems=problems,
            )

    def parts(self, coding: Coding) -> list[tuple[int, int, int]]:
        """Return index, start and end of every informant's stretch that a coding holds."""
        place, span = self._documents[coding.document], coding.span
        start, end, starts, ends = span.start, span.end, place.starts, place.ends
        at = bisect_right(ends, start)
        found = []
        while at < len(starts) and starts[at] < end and start < end:
            low, high = starts[at], ends[at]
            found.append((place.indexes[at], start if start > low else low, end if end < high else high))
            at += 1
        return found

    def mark(self, codings: Iterable[Coding], key: Callable[[Coding], K]) -> Marks[K]:
        """Return what lies on each segment: the merged stretches by key."""
        marks: Marks[K] = Marks()
        by_segment = marks.by_segment
        several: set[tuple[int, K]] = set()
        for coding in codings:
            found = self.parts(coding)
            if not found:
                marks.left_out.add(coding.id)
                continue
            name = key(coding)
            for index, start, end in found:
                by_key = by_segment.setdefault(index, {})
                if name in by_key:
                    by_key[name].append((start, end))
                    several.add((index, name))
                else:
                    by_key[name] = [(start, end)]
        for index, name in several:
            by_segment[index][name] = _merged(by_segment[index][name])
        return marks


def meet(rows: Marks[K], columns: Marks[L]) -> dict[tuple[K, L], list[int]]:
    """Return the indexes of the segments in which a row's and a column's stretches overlap, in order."""
    cells: dict[tuple[K, L], list[int]] = {}
    for index in sorted(rows.by_segment.keys() & columns.by_segment.keys()):
        across = list(columns.by_segment[index].items())
        for row, ours in rows.by_segment[index].items():
            for column, theirs in across:
                if share(ours, theirs):
                    cells.setdefault((row, column), []).append(index)
    return cells


def share(ours: Parts, theirs: Parts) -> bool:
    """Say whether two lists of merged stretches have a code point in common.

    Examples
    --------
    >>> share([(0, 3), (8, 9)], [(3, 8)]), share([(0, 3), (8, 9)], [(8, 12)])
    (False, True)
    """
    if len(ours) == 1 == len(theirs):
        (start, end), (low, high) = ours[0], theirs[0]
        return start < high and low < end
    if len(ours) > len(theirs):
        ours, theirs = theirs, ours
    for start, end in ours:
        at = bisect_right(theirs, start, key=_end)
        if at < len(theirs) and theirs[at][0] < end:
            return True
    return False


def _end(part: tuple[int, int]) -> int:
    return part[1]


def _merged(parts: Parts) -> Parts:
    parts.sort()
    merged = [parts[0]]
    for start, end in parts[1:]:
        if start > merged[-1][1]:
            merged.append((start, end))
        elif end > merged[-1][1]:
            merged[-1] = (merged[-1][0], end)
    return merged


def _mixed(document: str) -> MatrixError:
    return MatrixError(
        "segments of two versions or of two segmentations stand together",
        code="QC-MX03",
        where=document,
        allowed="The segments of one segmentation of one version of each document",
        do="Choose one segmentation.",
    )
