"""Which segments each coding touches, and so which codes a segment has."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence

from qualcode.errors import InterchangeError
from qualcode.model import Codebook, Coding, Segment


def codes_given(segments: Sequence[Segment], codings: Iterable[Coding], codebook: Codebook) -> list[set[str]]:
    """Return the codes of each segment.

    Raises
    ------
    InterchangeError
        As :func:`segments_touched`.
    """
    listed = list(codings)
    given: list[set[str]] = [set() for _ in segments]
    for coding, indexes in zip(listed, segments_touched(segments, listed, codebook), strict=True):
        for index in indexes:
            given[index].add(coding.code)
    return given


def segments_touched(
    segments: Sequence[Segment], codings: Sequence[Coding], codebook: Codebook
) -> list[list[int]]:
    """Return for each coding the segments, by index, with which it shares a character; in reading order.

    Raises
    ------
    InterchangeError
        QC-SX01: a coding counts in another version than the segments; QC-SX02: a code is not in the codebook.
    """
    by_document: dict[str, list[int]] = defaultdict(list)
    for index, segment in enumerate(segments):
        by_document[segment.document].append(index)
    ends: dict[str, list[int]] = {}
    for document, indexes in by_document.items():
        indexes.sort(key=lambda index: segments[index].span)
        ends[document] = [segments[index].span.end for index in indexes]
    touched = []
    for coding in codings:
        if coding.code not in codebook:
            raise _unknown_code(coding)
        indexes = by_document.get(coding.document, [])
        if indexes and segments[indexes[0]].version != coding.version:
            raise _other_version(coding)
        found = []
        for at in range(bisect_left(ends.get(coding.document, []), coding.span.start + 1), len(indexes)):
            if segments[indexes[at]].span.start >= coding.span.end:
                break
            if segments[indexes[at]].span.overlaps(coding.span):
                found.append(indexes[at])
        touched.append(found)
    return touched


def _unknown_code(coding: Coding) -> InterchangeError:
    return InterchangeError(
        f"the code '{coding.code}' is not in the codebook",
        code="QC-SX02",
        where=coding.document,
        do="Use the codebook that the codings were made with.",
    )


def _other_version(coding: Coding) -> InterchangeError:
    return InterchangeError(
        f"a coding counts in version {coding.version}, the segments in another one",
        code="QC-SX01",
        where=coding.document,
        do="Move the codings to the current version first.",
    )
