r"""Where a foreign program's positions are, in code points of the text as it is kept here.

Programs count differently: code points, UTF-16 units (what Qt and browsers count), UTF-8 bytes; from 0 or from 1; with
the end left out or counted in. Each program has its own way, but versions of it slip (an emoji before a passage is
enough). Where the file holds the words of a passage, every way is tried on them, and the program's own is given up for
another one only where that one fits more passages of the document.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Literal

from qualcode.interchange.exchange.units import code_points, widths
from qualcode.model import Span

Unit = Literal["code points", "UTF-16 units", "UTF-8 bytes"]


@dataclass(frozen=True, slots=True)
class Counting:
    """A way of counting.

    Parameters
    ----------
    unit : {"code points", "UTF-16 units", "UTF-8 bytes"}
    first : int
        What the first place is called: 0 or 1.
    inclusive : bool
        Whether the last place belongs to the passage.
    """

    unit: Unit = "code points"
    first: int = 0
    inclusive: bool = False

    def __str__(self) -> str:
        return f"{self.unit} from {self.first}, end {'included' if self.inclusive else 'excluded'}"


_SEARCHED = 5_000_000_000
"""Characters of a document that are searched at most for passages that stand elsewhere: some seconds."""

CODE_POINTS = Counting()
UTF_16 = Counting("UTF-16 units")
UTF_8 = Counting("UTF-8 bytes")
ONE_BASED = Counting(first=1, inclusive=True)
ONE_BASED_UTF_16 = Counting("UTF-16 units", first=1, inclusive=True)


def plain_lines(text: str) -> str:
    r"""Return a text with line feeds only; Qt writes U+2029 into what it calls the selected text.

    Examples
    --------
    >>> plain_lines("a\r\nb\u2029c")
    'a\nb\nc'
    """
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2029", "\n").replace("\u2028", "\n")


class ForeignText:
    r"""A text as a program counts in it (``raw``), and as it is kept here (``text``).

    Parameters
    ----------
    raw : str
        Code points as the program counts them.
    added : sequence of (int, str)
        What is put before a place of ``raw`` for people to read (a line break between two paragraphs), in order.

    Examples
    --------
    >>> text = ForeignText("Ja.\r\nNej.")
    >>> text.text, text.span(5, 9)
    ('Ja.\nNej.', Span(start=4, end=8))
    """

    def __init__(self, raw: str, added: Sequence[tuple[int, str]] = ()) -> None:
        self.raw = raw
        pieces: list[str] = []
        marks: list[tuple[int, int]] = []  # twice the place, so that what goes has a place between two others
        last = 0
        edits = [(2 * place, words) for place, words in added]
        edits += [(2 * place + 1, "") for place in _dropped(raw)]
        for mark, words in sorted(edits):
            place = mark // 2
            pieces += [raw[last:place], words]
            last = place if words else place + 1
            marks.append((mark, len(words) if words else -1))
        pieces.append(raw[last:])
        self.text = "".join(pieces).replace("\r", "\n")
        self._marks = [mark for mark, _ in marks]
        self._shifts = [0, *accumulate(shift for _, shift in marks)]

    def span(self, start: int, end: int) -> Span:
        """Return where a stretch of ``raw`` (code points, end excluded) stands in ``text``."""
        first = start + self._shifts[bisect_right(self._marks, 2 * start)]
        past = end + self._shifts[bisect_left(self._marks, 2 * end)]
        return Span(first, max(first, past))


def _dropped(raw: str) -> list[int]:
    """Return the places of characters that are not kept: a byte order mark, the first half of CR LF."""
    dropped = [0] if raw.startswith("\ufeff") else []
    place = raw.find("\r\n")
    while place >= 0:
        dropped.append(place)
        place = raw.find("\r\n", place + 2)
    return dropped


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage as a program writes it down: two positions, and its words where the file has them."""

    start: int
    end: int
    words: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a passage is.

    Parameters
    ----------
    span : Span or None
        In ``text``; None where it cannot be told.
    how : {"checked", "unchecked", "moved", "lost", "outside"}
        Its words stand there; the file does not have its words; its words stand once elsewhere; other words stand
        there; the positions are none.
    """

    span: Span | None
    how: Literal["checked", "unchecked", "moved", "lost", "outside"]


@dataclass(frozen=True, slots=True)
class Places:
    """The passages of one document, and how their positions were counted."""

    counting: Counting
    placed: tuple[Placed, ...] = field(repr=False)

    def count(self, how: str) -> int:
        """Return how many passages were found in a way."""
        return sum(1 for one in self.placed if one.how == how)


def place(text: ForeignText, passages: Sequence[Passage], countings: Sequence[Counting]) -> Places:
    """Find the passages of a document.

    Parameters
    ----------
    text : ForeignText
    passages : sequence of Passage
    countings : sequence of Counting
        Ways to try, the program's own first.

    Examples
    --------
    >>> text = ForeignText("😀 Vi mangler tid")
    >>> found = place(text, [Passage(3, 5, "Vi")], (CODE_POINTS, UTF_16))
    >>> str(found.counting), found.placed[0]
    ('UTF-16 units from 0, end excluded', Placed(span=Span(start=2, end=4), how='checked'))
    """
    best, best_fit = countings[0], -1
    budget = [_SEARCHED]
    converters: dict[Unit, _Converter] = {}
    spoken = [passage for passage in passages if passage.words.strip()]
    for counting in countings:
        points = converters.setdefault(counting.unit, _converter(text.raw, counting.unit))
        fit = sum(1 for passage in spoken if _fits(text, passage, counting, points))
        if fit > best_fit:
            best, best_fit = counting, fit
        if fit == len(spoken):
            break
    points = converters[best.unit]
    return Places(best, tuple(_place(text, passage, best, points, budget) for passage in passages))


_Converter = Callable[[int], "tuple[int, int] | None"]
"""Gives the code points between which a position is: one where it is between characters, None where it is outside."""


def _place(
    text: ForeignText, passage: Passage, counting: Counting, points: _Converter, budget: list[int]
) -> Placed:
    bounds = _bounds(text, passage, counting, points)
    if passage.words.strip():
        if bounds and _same(text.raw, bounds, passage.words):
            return Placed(text.span(*bounds), "checked")
        moved = _elsewhere(text.raw, passage.words, budget)
        if moved is not None:
            return Placed(text.span(*moved), "moved")
        return Placed(None, "lost" if bounds else "outside")
    return Placed(text.span(*bounds), "unchecked") if bounds else Placed(None, "outside")


def _elsewhere(raw: str, words: str, budget: list[int]) -> tuple[int, int] | None:
    """Return where words stand if they stand once, whatever their line breaks are made of.

    ``budget`` is how many characters may still be searched: a file of strangers may hold a million such passages.
    """
    for form in dict.fromkeys((words, plain_lines(words), plain_lines(words).replace("\n", "\r\n"))):
        budget[0] -= len(raw)
        found = only_place(raw, form) if budget[0] > 0 else None
        if found is not None:
            return found, found + len(form)
    return None


def _fits(text: ForeignText, passage: Passage, counting: Counting, points: _Converter) -> bool:
    bounds = _bounds(text, passage, counting, points)
    return bounds is not None and _same(text.raw, bounds, passage.words)


def _same(raw: str, bounds: tuple[int, int], words: str) -> bool:
    length = bounds[1] - bounds[0]
    if not len(words) <= 2 * length <= 4 * len(words):  # two for one is what line ends can make of it
        return False
    found = raw[bounds[0] : bounds[1]]
    return found == words or plain_lines(found) == plain_lines(words)


def _bounds(
    text: ForeignText, passage: Passage, counting: Counting, points: _Converter
) -> tuple[int, int] | None:
    """Return a passage's code points in ``raw``; None where it is outside, reversed or empty.

    A position inside a character takes the whole of it, as Taguette does; but only where words say that it is right.
    """
    first = points(passage.start - counting.first)
    past = points(passage.end - counting.first + counting.inclusive)
    if first is None or past is None or first[0] >= past[1]:
        return None
    whole = first[0] == first[1] and past[0] == past[1]
    return (first[0], past[1]) if whole or passage.words.strip() else None


def only_place(text: str, words: str) -> int | None:
    """Return where words stand if they stand once.

    Examples
    --------
    >>> only_place("ja, vi mangler tid", "tid"), only_place("ja ja", "ja"), only_place("ja", "nej")
    (15, None, None)
    """
    first = text.find(words)
    return first if first >= 0 and text.find(words, first + 1) < 0 else None


def _converter(raw: str, unit: Unit) -> _Converter:
    length = len(raw)
    if unit == "code points" or raw.isascii():
        return lambda position: (position, position) if 0 <= position <= length else None
    wide = widths(code_points(raw), "bytes" if unit == "UTF-8 bytes" else "utf16")
    starts = [0, *wide.cumsum().tolist()]

    def convert(position: int) -> tuple[int, int] | None:
        if not 0 <= position <= starts[-1]:
            return None
        above = bisect_left(starts, position)
        return (above, above) if starts[above] == position else (above - 1, above)

    return convert
