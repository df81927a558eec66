"""Passages behind the codes: what was said, for the team to read and to choose quotes from.

A passage is not yet a quote for print: that takes the fact check.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from qualcode.model import (
    Code,
    Codebook,
    Coding,
    CodingSet,
    DocumentVersion,
    Segment,
    Span,
    in_branch,
    ordered,
)

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = (
    "code",
    "name",
    "document",
    "segment",
    "start",
    "end",
    "speaker",
    "area",
    "stance",
    "coder",
    "text",
)

_NOWHERE = Span(0, 0)


@dataclass(frozen=True, slots=True)
class Passage:
    """The words of one coding, by one informant.

    ``segment`` is the number of the segment in which the coding starts to hold an informant's words, ``words`` what it
    holds of that turn. ``site`` is for spreading quotes, and never printed.
    """

    coding: Coding
    code: Code
    segment: int
    speaker_id: str
    area: str
    text: str = field(repr=False)
    words: Span = _NOWHERE
    site: str = field(default="", repr=False)

    def row(self) -> dict[str, object]:
        """Return the passage as a row of :data:`COLUMNS`."""
        values = (
            self.code.id,
            self.code.name,
            self.coding.document,
            self.segment,
            self.coding.span.start,
            self.coding.span.end,
            self.speaker_id,
            self.area,
            self.coding.stance,
            self.coding.coder,
            self.text,
        )
        return dict(zip(COLUMNS, values, strict=True))


@dataclass(frozen=True)
class Passages:
    """Passages in the order of the codebook, then of the text."""

    items: tuple[Passage, ...] = field(repr=False)

    def __len__(self) -> int:
        return len(self.items)

    def __repr__(self) -> str:
        return f"Passages({len(self.items)})"

    def at(self, segments: Sequence[Segment]) -> Passages:
        """Return the passages that reach into some segments, such as those of a matrix cell."""
        places: dict[str, list[Segment]] = {}
        for segment in segments:
            places.setdefault(segment.document, []).append(segment)
        return Passages(
            tuple(
                item
                for item in self.items
                if any(s.span.overlaps(item.coding.span) for s in places.get(item.coding.document, ()))
            )
        )

    def to_frame(self) -> pd.DataFrame:
        """Return one row per passage, words included."""
        import pandas as pd

        return pd.DataFrame([item.row() for item in self.items], columns=list(COLUMNS))


def passages(
    codings: CodingSet,
    segments: Sequence[Segment],
    versions: Mapping[str, DocumentVersion],
    codebook: Codebook,
    *,
    code: str | None = None,
) -> Passages:
    """Collect the passages of a code and all below it, or of every code.

    Parameters
    ----------
    codings : CodingSet
    segments : sequence of Segment
        Turns with speaker and area; a coding without an informant's words is left out.
    versions : mapping of str to DocumentVersion
        The current version by document name.
    codebook : Codebook
    code : str, optional
        Full id of a code or branch.
    """
    informants: dict[str, list[Segment]] = {}
    for segment in segments:
        if segment.is_informant:
            informants.setdefault(segment.document, []).append(segment)
    for some in informants.values():
        some.sort(key=lambda segment: segment.span)
    place = {entry.id: number for number, entry in enumerate(codebook)}
    found = []
    for coding in ordered(codings):
        if coding.code not in place or (code is not None and not in_branch(coding.code, code)):
            continue
        said = _said_in(coding.span, informants.get(coding.document, []))
        if not said:
            continue
        found.append(_passage(coding, codebook[coding.code], said, versions[coding.document].text))
    found.sort(key=lambda passage: place[passage.code.id])
    return Passages(tuple(found))


def _said_in(span: Span, informants: Sequence[Segment]) -> list[Segment]:
    """Return the informants' segments that a span reaches into; segments are in order and do not overlap."""
    first = bisect_right(informants, span.start, key=lambda segment: segment.span.end)
    last = bisect_left(informants, span.end, lo=first, key=lambda segment: segment.span.start)
    return [segment for segment in informants[first:last] if segment.span.overlaps(span)]


def _passage(coding: Coding, code: Code, said: Sequence[Segment], text: str) -> Passage:
    first = said[0]
    held = [s.span & coding.span for s in said if s.turn == first.turn]
    words = Span(min(h.start for h in held if h), max(h.end for h in held if h))
    return Passage(
        coding,
        code,
        first.number,
        first.speaker_id,
        first.area,
        coding.span.of(text),
        words,
        first.site,
    )
