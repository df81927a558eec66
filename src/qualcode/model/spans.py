"""Positions in a text, and how they move when the text is rewritten.

A position is a number of Unicode code points from the start of one document version. Nothing else is a
position anywhere in qualcode: readers and writers of other programs' files convert at the edge.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open stretch ``[start, end)`` of a document version, in Unicode code points.

    Parameters
    ----------
    start : int
        First code point, from 0.
    end : int
        One past the last code point; ``end >= start``. An empty span (``start == end``) is a place
        between two code points: it is falsy, overlaps nothing and contains nothing.

    Examples
    --------
    >>> Span(0, 5) & Span(3, 9)
    Span(start=3, end=5)
    >>> Span(0, 5).overlaps(Span(5, 9))
    False
    >>> Span(2, 4) in Span(0, 5)
    True
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if type(self.start) is not int or type(self.end) is not int:
            raise TypeError("a span is two whole numbers")
        if self.start < 0 or self.end < self.start:
            raise ValueError(f"a span needs 0 <= start <= end, got {self.start} and {self.end}")

    def __len__(self) -> int:
        return self.end - self.start

    def __contains__(self, other: Span | int) -> bool:
        if isinstance(other, Span):
            return self.start <= other.start and other.end <= self.end and bool(other)
        return self.start <= other < self.end

    def __and__(self, other: Span) -> Span | None:
        """Return the common part, or None where there is none."""
        start, end = max(self.start, other.start), min(self.end, other.end)
        return Span(start, end) if start < end else None

    def overlaps(self, other: Span) -> bool:
        """Say whether the two share at least one code point."""
        return max(self.start, other.start) < min(self.end, other.end)

    def cover(self, other: Span) -> Span:
        """Return the smallest span that holds both."""
        return Span(min(self.start, other.start), max(self.end, other.end))

    def shift(self, by: int) -> Span:
        """Return the span moved by a number of code points."""
        return Span(self.start + by, self.end + by)

    def trim(self, text: str) -> Span:
        """Return the span without white space at its ends; empty at its start where there is nothing else.

        Examples
        --------
        >>> Span(0, 4).trim(" ja ")
        Span(start=1, end=3)
        """
        words = self.of(text)
        inner = words.lstrip()
        start = self.end - len(inner) if inner else self.start
        return Span(start, start + len(inner.rstrip()))

    def of(self, text: str) -> str:
        """Return the words of the span; an ``IndexError`` where it reaches beyond the text."""
        if self.end > len(text):
            raise IndexError(f"span ends at {self.end}, the text at {len(text)}")
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True, order=True)
class Edit:
    """One stretch of the old text, and the stretch of the new text that stands in its place."""

    old: Span
    new: Span


@dataclass(frozen=True, slots=True)
class OffsetMap:
    """How positions of one document version become positions of the next.

    Parameters
    ----------
    edits : tuple of Edit
        In order, not overlapping. Outside them the two texts are equal.
    old_length, new_length : int
        Code points of the two texts.

    Notes
    -----
    Code points outside the edits keep their neighbour exactly. A span that cuts into an edit grows to hold
    all of it: a replacement is one thing, and half a pseudonym means nothing. So mapping there and back
    never loses a code point, and is exact for spans that respect the edits.

    Examples
    --------
    >>> moved = OffsetMap.from_edits(12, [(Span(0, 6), 10)])   # six code points became ten
    >>> moved.to_new(Span(7, 12))
    Span(start=11, end=16)
    >>> moved.to_new(Span(2, 4)), moved.to_old(Span(0, 10))
    (Span(start=0, end=10), Span(start=0, end=6))
    """

    edits: tuple[Edit, ...]
    old_length: int
    new_length: int

    @classmethod
    def from_edits(cls, old_length: int, edits: Iterable[tuple[Span, int]]) -> OffsetMap:
        """Build the map from stretches of the old text and the length of what replaces each."""
        made: list[Edit] = []
        shift = 0
        last = 0
        for old, new_length in edits:
            if old.start < last:
                raise ValueError("edits must be in order and must not overlap")
            start = old.start + shift
            made.append(Edit(old, Span(start, start + new_length)))
            shift += new_length - len(old)
            last = old.end
        if last > old_length:
            raise ValueError("an edit reaches beyond the text")
        return cls(tuple(made), old_length, old_length + shift)

    @classmethod
    def identity(cls, length: int) -> OffsetMap:
        """Return the map of a text onto itself."""
        return cls((), length, length)

    def inverse(self) -> OffsetMap:
        """Return the map in the other direction."""
        return OffsetMap(
            tuple(Edit(edit.new, edit.old) for edit in self.edits), self.new_length, self.old_length
        )

    def to_new(self, span: Span) -> Span:
        """Return where a span of the old text stands in the new one.

        An ``IndexError`` says that the span reaches beyond the old text.
        """
        if span.end > self.old_length:
            raise IndexError(f"span ends at {span.end}, the text at {self.old_length}")
        start = _moved(self.edits, span.start, _starts(self.edits), at_end=False)
        if not span:
            return Span(start, start)
        end = _moved(self.edits, span.end, _starts(self.edits), at_end=True)
        return Span(start, max(start, end))

    def to_old(self, span: Span) -> Span:
        """Return where a span of the new text stood in the old one."""
        return self.inverse().to_new(span)

    def move_all(self, spans: Sequence[Span]) -> list[Span]:
        """Return where many spans of the old text stand in the new one."""
        starts = _starts(self.edits)
        moved = []
        for span in spans:
            if span.end > self.old_length:
                raise IndexError(f"span ends at {span.end}, the text at {self.old_length}")
            start = _moved(self.edits, span.start, starts, at_end=False)
            end = _moved(self.edits, span.end, starts, at_end=True) if span else start
            moved.append(Span(start, max(start, end)))
        return moved


def _starts(edits: tuple[Edit, ...]) -> list[int]:
    return [edit.old.start for edit in edits]


def _moved(edits: tuple[Edit, ...], place: int, starts: list[int], *, at_end: bool) -> int:
    """Move one boundary: inside an edit it goes to that edit's start or end."""
    # A start at the very start of an edit belongs to it; an end there belongs to what stands before.
    index = bisect_right(starts, place - 1 if at_end else place) - 1
    if index < 0:
        return place
    edit = edits[index]
    inside = place <= edit.old.end if at_end else place < edit.old.end
    if inside and edit.old:
        return edit.new.end if at_end else edit.new.start
    return place - edit.old.end + edit.new.end
