"""What the stages of assisted coding hand each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from qualcode.model import Segment

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

Key = tuple[str, int, int]
"""A segment by its document and where it starts and ends there, whichever segmentation it is of."""


def key_of(segment: Segment) -> Key:
    """Return what tells a segment from all others of its version of the text.

    Its number would not: another segmentation counts otherwise.

    Examples
    --------
    >>> from qualcode.model import Span
    >>> key_of(Segment("a", "v1", 3, Span(40, 52), 3))
    ('a', 40, 52)
    """
    return segment.document, segment.span.start, segment.span.end


@dataclass(frozen=True, slots=True)
class SegmentText:
    """A segment with its words and with what was said right before it: what a suggester reads.

    Parameters
    ----------
    segment : Segment
    text : str
        The segment's words. Never shown in ``repr``.
    before : tuple of str
        The segments right before it in its document, the nearest first; at most three.
    question : str
        What an interviewer said last before it; empty where nobody asked.
    """

    segment: Segment
    text: str = field(repr=False)
    before: tuple[str, ...] = field(default=(), repr=False)
    question: str = field(default="", repr=False)


@dataclass(frozen=True)
class Trial:
    """Probabilities for segments whose codes people have decided, made by a model that saw none of their fold.

    Parameters
    ----------
    segments : sequence of Segment
        n informants' segments, in reading order by document.
    codes : tuple of str
        c full ids.
    truth : array of bool, shape (n, c)
        What people decided.
    probability : array of float, shape (n, c)
        Calibrated probabilities, 0 to 1.
    suggested : array of bool, shape (n, c)
        Which pass the threshold that was chosen without the segment's fold.
    continuing : array of bool, shape (n, c)
        Where the code also stands on the informants' segment right before it (within three turns) in the document.
    fold : array of int, shape (n,)
        Which segments were left out together.
    """

    segments: Sequence[Segment]
    codes: tuple[str, ...]
    truth: Bools = field(repr=False)
    probability: Floats = field(repr=False)
    suggested: Bools = field(repr=False)
    continuing: Bools = field(repr=False)
    fold: NDArray[np.int64] = field(repr=False)

    def __len__(self) -> int:
        return len(self.segments)
