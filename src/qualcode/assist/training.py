"""What a model learns from: which segments people have read, what they decided there, and what is left out together."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from qualcode.assist.values import Bools, Floats, SegmentText
from qualcode.model import Coding, Decision, Segment

MOST_GROUPS = 10
"""Sites or interviews are left out in at most so many turns."""

_READ_SHARE = 0.1
"""Least share of coded segments for a document to count as read from the first coded segment to the last."""

_REJECTED = -0.5
"""The target of a pair that a person rejected: less than that of a code nobody thought of."""

Key = tuple[str, int, int]


def key_of(segment: Segment) -> Key:
    """Return what tells a segment from all others."""
    return segment.document, segment.span.start, segment.span.end


def mark(segments: Sequence[Segment], codings: Iterable[Coding], codes: Sequence[str]) -> Bools:
    """Say which codes stand on which segments: a code stands on each informant's segment that its span overlaps.

    Parameters
    ----------
    segments : sequence of Segment
        In reading order within each document.
    codings : iterable of Coding
        Those of codes that are not listed are passed over.
    codes : sequence of str

    Returns
    -------
    array of bool, shape (segments, codes)
    """
    column = {code: number for number, code in enumerate(codes)}
    marked = np.zeros((len(segments), len(codes)), bool)
    rows: dict[str, list[int]] = {}
    for row, segment in enumerate(segments):
        rows.setdefault(segment.document, []).append(row)
    ends = {document: [segments[row].span.end for row in own] for document, own in rows.items()}
    for coding in codings:
        own = rows.get(coding.document, [])
        if coding.code not in column:
            continue
        for row in own[bisect_left(ends.get(coding.document, []), coding.span.start + 1) :]:
            if segments[row].span.start >= coding.span.end:
                break
            if segments[row].is_informant:
                marked[row, column[coding.code]] = True
    return marked


@dataclass(frozen=True)
class Training:
    """Rows to learn from.

    Parameters
    ----------
    rows : array of int, shape (m,)
        Numbers of the segments.
    truth : array of bool, shape (m, codes)
    targets : array of float, shape (m, codes)
        What the regression is to reach: 1, 0, or less where a person rejected.
    groups : array of int, shape (m,)
        What is left out together.
    by : {"site", "document", "stretch"}
        What a group is.
    """

    rows: NDArray[np.int64]
    truth: Bools
    targets: Floats
    groups: NDArray[np.int64]
    by: str

    @classmethod
    def of(
        cls,
        segments: Sequence[SegmentText],
        truth: Bools,
        codes: Sequence[str],
        decisions: Iterable[Decision] = (),
    ) -> Training:
        """Choose the informants' segments that people have read.

        A segment counts as read if it is coded, if somebody decided on a suggestion for it, or if it lies between the
        first and the last coded segment of a document that is coded throughout. What nobody has read is no evidence
        against a code.
        """
        plain = [item.segment for item in segments]
        rejected = _rejected(plain, decisions, codes)
        decided = np.zeros(len(plain), bool)
        for row, _ in rejected:
            decided[row] = True
        read = np.flatnonzero(_read(plain, truth) | decided)
        targets = truth.astype(np.float64)
        for row, column in rejected:
            if not truth[row, column]:
                targets[row, column] = _REJECTED
        groups, by = _groups([plain[row] for row in read])
        return cls(read, truth[read], targets[read], groups, by)


def _read(segments: Sequence[Segment], truth: Bools) -> Bools:
    coded = truth.any(axis=1)
    read = coded.copy()
    documents = np.asarray([segment.document for segment in segments], dtype=str)
    informant = np.asarray([segment.is_informant for segment in segments], bool)
    for document in np.unique(documents[coded]):
        own = np.flatnonzero((documents == document) & informant)
        hits = np.flatnonzero(coded[own])
        between = own[hits[0] : hits[-1] + 1]
        if coded[between].mean() >= _READ_SHARE:
            read[between] = True
    return read


def _rejected(
    segments: Sequence[Segment], decisions: Iterable[Decision], codes: Sequence[str]
) -> list[tuple[int, int]]:
    column = {code: number for number, code in enumerate(codes)}
    row = {key_of(segment): number for number, segment in enumerate(segments)}
    pairs = []
    for decision in decisions:
        proposed = decision.suggestion
        at = row.get((proposed.document, proposed.span.start, proposed.span.end))
        if decision.answer in ("reject", "accept_as") and at is not None and proposed.code in column:
            pairs.append((at, column[proposed.code]))
    return pairs


def _groups(segments: Sequence[Segment]) -> tuple[NDArray[np.int64], str]:
    """Group by site, else by document, else by stretches of the one document."""
    sites = [segment.site for segment in segments]
    if all(sites) and len(set(sites)) > 1:
        return _folds(sites), "site"
    documents = [segment.document for segment in segments]
    if len(set(documents)) > 1:
        return _folds(documents), "document"
    return np.arange(len(segments)) * min(5, len(segments)) // max(len(segments), 1), "stretch"


def _folds(names: Sequence[str]) -> NDArray[np.int64]:
    """Number the groups; where there are many, put several into a fold, the largest first into the smallest fold."""
    found, sizes = np.unique(np.asarray(names, dtype=str), return_counts=True)
    fold_of: dict[str, int] = {}
    filled = [0] * min(MOST_GROUPS, len(found))
    for at in np.argsort(-sizes, kind="stable"):
        fold = filled.index(min(filled))
        fold_of[str(found[at])] = fold
        filled[fold] += int(sizes[at])
    return np.asarray([fold_of[name] for name in names], np.int64)
