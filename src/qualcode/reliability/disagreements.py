"""Where coders differ, and what it costs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

import numpy as np

from qualcode.model import Segment
from qualcode.reliability.counts import Counts
from qualcode.reliability.result import Disagreement

COST_DIGITS = 12
"""Costs that are equal but for the last bits of a float count as equal when they are put in order."""


def disagreements(
    counts: Counts, segments: Sequence[Segment], branches: Mapping[str, str]
) -> list[Disagreement]:
    """List every segment and code on which coders differ, the costliest first.

    Parameters
    ----------
    counts : Counts
    segments : sequence of Segment
        Those that the counts were made from.
    branches : mapping of str to str
        The branch at the top of each code.

    Notes
    -----
    A unit with y uses by m coders has y * (m - y) * 2 / (m - 1) in alpha's observed disagreement; its cost is its share of
    the sum over all codes. Two coders who gave a segment different codes of one branch make one disagreement of two units.
    Ties are broken by what the code costs over all segments, then by its id and the order of the interviews.
    """
    cells = counts.cells
    apart = cells.apart
    total = float(apart.sum())
    if not total:
        return []
    of_code = np.bincount(cells.code, weights=apart, minlength=len(counts.codes))
    found = [
        (one, code, segment)
        for segment, cell_numbers in groupby(
            np.flatnonzero(apart).tolist(), key=lambda cell: int(cells.segment[cell])
        )
        for one, code in _of_segment(counts, segments[segment], list(cell_numbers), apart / total, branches)
    ]
    found.sort(key=lambda each: (-round(each[0].cost, COST_DIGITS), -of_code[each[1]], each[0].code, each[2]))
    return [one for one, _, _ in found]


def _of_segment(
    counts: Counts, segment: Segment, cells: Sequence[int], cost: np.ndarray, branches: Mapping[str, str]
) -> Iterator[tuple[Disagreement, int]]:
    """Yield the disagreements of one segment, each with its code's number."""
    used = counts.cells.used
    left = sorted(cells, key=lambda cell: (-int(used[cell].sum()), int(counts.cells.code[cell])))
    while left:
        cell, *others = left
        branch = branches[counts.codes[counts.cells.code[cell]]]
        # Whoever used these used none of what the others used: they saw the same thing, under another name.
        swapped = [
            other
            for other in others
            if branches[counts.codes[counts.cells.code[other]]] == branch
            and not (used[other] & used[cell]).any()
        ]
        left = [other for other in others if other not in swapped]
        yield _disagreement(counts, segment, cell, swapped, cost), int(counts.cells.code[cell])


def _disagreement(
    counts: Counts, segment: Segment, cell: int, swapped: Sequence[int], cost: np.ndarray
) -> Disagreement:
    used = counts.cells.used
    coded = counts.present[counts.cells.document[cell]]
    return Disagreement(
        segment.document,
        segment.number,
        counts.codes[counts.cells.code[cell]],
        used_by=_names(counts, used[cell]),
        not_by=_names(counts, coded & ~used[cell]),
        cost=float(cost[cell] + sum(cost[other] for other in swapped)),
        instead=tuple(
            (coder, counts.codes[counts.cells.code[other]])
            for other in swapped
            for coder in _names(counts, used[other])
        ),
    )


def _names(counts: Counts, who: np.ndarray) -> tuple[str, ...]:
    return tuple(coder for coder, is_in in zip(counts.coders, who, strict=True) if is_in)
