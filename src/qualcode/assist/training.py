"""What a model learns from: which segments people have read, what they decided there, and what is left out together."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from qualcode.assist.values import Bools, Floats, Key, SegmentText, key_of
from qualcode.model import Coding, Decision, Segment

__all__ = ["Key", "Training", "key_of", "mark"]

MOST_GROUPS = 10
"""Sites or interviews are left out in at most so many turns."""

_READ_SHARE = 0.2
"""Least share of coded segments for a document to count as read from the first coded segment to the last."""

_LEAST_SITES = 3

_REJECTED = -0.5
"""The target of a pair that a person rejected: less than that of a code nobody thought of."""


def mark(segments: Sequence[Segment], codings: Iterable[Coding], codes: Sequence[str]) -> Bools:
    """Say which codes stand on which segments: a code stands on each informants' segment that its span overlaps.

    Parameters
    ----------
    segments : sequence of Segment
        Of one segmentation, in any order: in a document they do not overlap.
    codings : iterable of Coding
        Those of codes that are not listed are passed over, and so are those of another version of the text, in which
        the same positions are other words.
    codes : sequence of str

    Returns
    -------
    array of bool, shape (segments, codes)

    Examples
    --------
    >>> from qualcode.model import Span
    >>> talk = [Segment("a", "v1", k, Span(k * 10, k * 10 + 9), k, "p", "informant") for k in (0, 1, 2)]
    >>> mark(talk, [Coding("1", "a", "v1", Span(5, 12), "trust", "anna")], ["trust"]).ravel().tolist()
    [True, True, False]
    """
    column = {code: number for number, code in enumerate(codes)}
    marked = np.zeros((len(segments), len(codes)), bool)
    texts = _informants_by_text(segments)
    for coding in codings:
        if coding.span and coding.code in column and (coding.document, coding.version) in texts:
            starts, ends, rows = texts[coding.document, coding.version]
            first, last = bisect_right(ends, coding.span.start), bisect_left(starts, coding.span.end)
            marked[rows[first:last], column[coding.code]] = True
    return marked


def _informants_by_text(
    segments: Sequence[Segment],
) -> dict[tuple[str, str], tuple[list[int], list[int], list[int]]]:
    """Return for each version of a text where the informants' segments start and end, in order, and their rows."""
    found: dict[tuple[str, str], list[tuple[int, int, int]]] = {}
    for row, segment in enumerate(segments):
        if segment.is_informant and segment.span:
            own = found.setdefault((segment.document, segment.version), [])
            own.append((segment.span.start, segment.span.end, row))
    return {
        text: ([start for start, _, _ in own], [end for _, end, _ in own], [row for _, _, row in own])
        for text, own in ((text, sorted(places)) for text, places in found.items())
    }


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

    @property
    def learnable(self) -> Bools:
        """Which codes of each row are not used in its own group only: of those a left-out score can know nothing."""
        return _not_only_here(self.truth, self.groups)

    @classmethod
    def of(
        cls,
        segments: Sequence[SegmentText],
        truth: Bools,
        codes: Sequence[str],
        decisions: Iterable[Decision] = (),
        *,
        throughout: bool = True,
    ) -> Training:
        """Choose the informants' segments that people have read.

        A segment counts as read if it is coded, if somebody decided on a suggestion for it, or if it stands before the
        last coded segment of a document that is coded throughout (or after it, where no more is left of the document
        than people had passed over elsewhere in it). What nobody has read is no evidence against a code.

        With ``throughout=False`` only coded and decided segments count, as is right where people code a sample spread
        over the interviews: codings do not tell a thick sample from a document read in order.
        """
        plain = [item.segment for item in segments]
        rejected = _rejected(plain, decisions, codes)
        decided = np.zeros(len(plain), bool)
        for row, _ in rejected:
            decided[row] = True
        reached = _read(plain, truth) if throughout else truth.any(axis=1)
        read = np.flatnonzero(reached | decided)
        targets = truth.astype(np.float64)
        for row, column in rejected:
            if not truth[row, column]:
                targets[row, column] = _REJECTED
        groups, by = _groups([plain[row] for row in read])
        return cls(read, truth[read], targets[read], groups, by)


def _not_only_here(truth: Bools, groups: NDArray[np.int64]) -> Bools:
    """Say for each row which codes are used outside its group, or nowhere."""
    found = np.zeros(truth.shape, bool)
    uses = truth.sum(axis=0)
    for group in np.unique(groups):
        own = groups == group
        found[own] = (uses == 0) | (uses > truth[own].sum(axis=0))
    return found


def _read(segments: Sequence[Segment], truth: Bools) -> Bools:
    coded: Bools = truth.sum(axis=1) > 0
    read = coded.copy()
    documents = np.asarray([segment.document for segment in segments], dtype=str)
    informant = np.asarray([segment.is_informant for segment in segments], bool)
    for document in np.unique(documents[coded]):
        own = np.flatnonzero((documents == document) & informant)
        hits = np.flatnonzero(coded[own])
        # People read on after the last code they gave; how far, only the end of the document can tell.
        pause = np.diff([-1, *hits]).max()
        reached = own if len(own) - hits[-1] <= pause else own[: hits[-1] + 1]
        if coded[reached].mean() >= _READ_SHARE:
            read[reached] = True
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
        if at is None or segments[at].version != proposed.version:
            continue
        if decision.answer in ("reject", "accept_as") and proposed.code in column:
            pairs.append((at, column[proposed.code]))
    return pairs


def _groups(segments: Sequence[Segment]) -> tuple[NDArray[np.int64], str]:
    """Group by site, else by document, else by stretches of the one document.

    Of two sites, each would be judged by a model that knows the other only, which says little of one that knows both.
    """
    sites = [segment.site for segment in segments]
    if all(sites) and len(set(sites)) >= _LEAST_SITES:
        return _folds(sites), "site"
    documents = [segment.document for segment in segments]
    if len(set(documents)) > 1:
        return _folds(documents), "document"
    return np.arange(len(segments)) * min(5, len(segments)) // max(len(segments), 1), "stretch"


def _folds(names: Sequence[str]) -> NDArray[np.int64]:
    """Give each group a number; of many, several share a fold, the largest put first into the smallest fold."""
    found, sizes = np.unique(np.asarray(names, dtype=str), return_counts=True)
    fold_of: dict[str, int] = {}
    filled = [0] * min(MOST_GROUPS, len(found))
    for at in np.argsort(-sizes, kind="stable"):
        fold = filled.index(min(filled))
        fold_of[str(found[at])] = fold
        filled[fold] += int(sizes[at])
    return np.asarray([fold_of[name] for name in names], np.int64)
