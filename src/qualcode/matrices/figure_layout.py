"""Where the parts of a drawn matrix stand: in inches, from measured text, so that nothing is clipped.

The type gets smaller, in steps, until the table fits the page.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from qualcode.plain_figures import FONT

TITLE, CAPTION = 10.5, 7.0
PAD = 0.05
ANGLE = 60

_SIZES = (8.5, 8.0, 7.5, 7.0, 6.5, 6.0)
"""Sizes of type in points, the first that fits is taken; below 6 nothing can be read on paper."""

_LEADING = 1.18
_ENOUGH, _NARROWEST_COLUMN = 1.15, 0.17
_LEAST_WIDTH = 4.8
_MOST_UPRIGHT, _MOST_SLANTED = 4, 3
"""Lines of a column's name."""

_RISE, _LEAN = math.sin(math.radians(ANGLE)), math.cos(math.radians(ANGLE))

Wrapped = tuple[str, ...]
"""Lines of type."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the table: a row with its cells, or the name of a group of rows.

    ``shades`` are from 0 (least) to 1 (most), None for an empty cell.
    """

    label: str
    texts: tuple[str, ...] = ()
    shades: tuple[float | None, ...] = ()
    is_group: bool = False


@dataclass(frozen=True, slots=True)
class Content:
    """What is drawn, before it has a place.

    ``key`` explains the shades where the cells are too small for text; ``label_room`` is the most, in inches,
    that the rows' names may take.
    """

    title: str
    caption: str
    columns: tuple[str, ...]
    lines: tuple[Line, ...]
    key: tuple[tuple[str, float], ...]
    label_room: float = 2.05


@dataclass(frozen=True, slots=True)
class Layout:
    """Where things stand, in inches, and every text wrapped to its place.

    Parameters
    ----------
    size : float
        Type of the table, in points.
    left, column, header, width : float
        Width of the rows' names, of a column, height of the columns' names, and width of the figure.
    rotated : bool
        Whether the columns' names are slanted.
    with_key : bool
        Whether the columns are too narrow for text, so that a key explains the shades.
    """

    size: float
    left: float
    column: float
    header: float
    width: float
    rotated: bool
    with_key: bool
    title: Wrapped
    caption: Wrapped
    columns: tuple[Wrapped, ...]
    labels: tuple[Wrapped, ...]
    cells: tuple[tuple[Wrapped, ...], ...]
    heights: tuple[float, ...]

    @property
    def top(self) -> float:
        """Height of the title and the columns' names."""
        return (stack(self.title, TITLE) + 3 * PAD if self.title else PAD) + self.header

    @property
    def key_height(self) -> float:
        """Height of the key under the table."""
        return stack(("x",), CAPTION) + 3 * PAD if self.with_key else 0.0

    @property
    def height(self) -> float:
        """Height of the figure."""
        return self.top + sum(self.heights) + self.key_height + stack(self.caption, CAPTION) + 3 * PAD


def fit(content: Content, width: float, height: float) -> Layout:
    """Take the largest type with which the table fits the page.

    A table with too many columns for words shows shades and a key; one with too many rows grows beyond the
    page's lower edge.
    """
    for size in _SIZES:
        for even in (True, False):  # rows of one height look better, if there is room
            layout = _layout(content, width, size, even=even)
            if layout.height <= height and _cells_fit(layout):
                return layout
    return layout if _cells_fit(layout) else _layout(_without_words(content), width, _SIZES[-1], key=True)


def wrap(text: str, size: float, room: float, *, bold: bool = False) -> Wrapped:
    """Break a text between words so that its lines fit; a word that is too long gets a line of its own."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width_of(longer, size, bold=bold) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    return tuple(lines)


def stack(lines: Wrapped, size: float) -> float:
    """Return the height of lines of type, in inches."""
    return len(lines) * size * _LEADING / 72


def widest(lines: Wrapped, size: float) -> float:
    """Return the width of the longest line, in inches."""
    return max((width_of(line, size) for line in lines), default=0.0)


def width_of(text: str, size: float, *, bold: bool = False) -> float:
    """Return the width of a line of type, in inches."""
    return _width_of_a_point(text, bold=bold) * size / 72


@lru_cache(maxsize=8192)
def _width_of_a_point(text: str, *, bold: bool) -> float:
    from matplotlib.font_manager import FontProperties
    from matplotlib.textpath import text_to_path

    font = FontProperties(family=FONT, weight="bold" if bold else "normal", size=100)
    width, _, _ = text_to_path.get_text_width_height_descent(text, font, ismath=False)
    return float(width) / 100


def _without_words(content: Content) -> Content:
    """Leave the words to the shades; the marks of empty cells always have room."""
    lines = (
        replace(
            line,
            texts=tuple(
                text if shade is None else "" for text, shade in zip(line.texts, line.shades, strict=True)
            ),
        )
        for line in content.lines
    )
    return replace(content, lines=tuple(lines))


def _layout(content: Content, page: float, size: float, *, even: bool = True, key: bool = False) -> Layout:
    labels = tuple(_label(line, size, content.label_room) for line in content.lines)
    left = 3 * PAD + max(
        (widest(label, size) for label, line in zip(labels, content.lines, strict=True) if not line.is_group),
        default=0.5,
    )
    columns, column, rotated = _columns(content.columns, size, page - left - PAD)
    cells = tuple(tuple(wrap(text, size, column - PAD) for text in line.texts) for line in content.lines)
    overhang = _overhang(columns, size, column) if rotated else 0.0
    full = max(left + column * len(columns) + overhang + PAD, min(page, _LEAST_WIDTH))
    return Layout(
        size=size,
        left=left,
        column=column,
        header=_header(columns, size, rotated=rotated),
        width=full,
        rotated=rotated,
        with_key=key,
        title=wrap(content.title, TITLE, full - 2 * PAD, bold=True),
        caption=wrap(content.caption, CAPTION, full - 2 * PAD),
        columns=columns,
        labels=labels,
        cells=cells,
        heights=_heights(content.lines, labels, cells, size, even=even),
    )


def _label(line: Line, size: float, room: float) -> Wrapped:
    return wrap(line.label, size, room * 2 if line.is_group else room, bold=line.is_group)


def _heights(
    lines: Sequence[Line],
    labels: Sequence[Wrapped],
    cells: Sequence[Sequence[Wrapped]],
    size: float,
    *,
    even: bool,
) -> tuple[float, ...]:
    needed = [
        max([stack(label, size), *(stack(text, size) for text in texts)])
        + (1.4 if line.is_group else 0.8) * PAD
        for line, label, texts in zip(lines, labels, cells, strict=True)
    ]
    if even:
        tallest = max((n for n, line in zip(needed, lines, strict=True) if not line.is_group), default=0.0)
        needed = [n if line.is_group else tallest for n, line in zip(needed, lines, strict=True)]
    return tuple(needed)


def _columns(names: Sequence[str], size: float, room: float) -> tuple[tuple[Wrapped, ...], float, bool]:
    """Wrap the columns' names and share out the room: upright where they fit, else slanted."""
    longest_word = max((widest(tuple(name.split()), size) for name in names), default=0.0)
    column = min(max(_ENOUGH, longest_word + 1.5 * PAD), room / max(1, len(names)))
    upright = tuple(wrap(name, size, column - PAD) for name in names)
    if all(len(lines) <= _MOST_UPRIGHT and widest(lines, size) <= column - PAD for lines in upright):
        return upright, column, False
    for _ in range(4):  # narrower columns wrap names into fewer lines, and these hang over more
        slanted = tuple(_slanted(name, size, column) for name in names)
        share = (room - _overhang(slanted, size, column)) / len(names)
        column = max(_NARROWEST_COLUMN, min(column, share))
    slanted = tuple(_slanted(name, size, column) for name in names)
    return _with_fewest_lines(slanted, size, column), column, True


def _with_fewest_lines(columns: Sequence[Wrapped], size: float, column: float) -> tuple[Wrapped, ...]:
    """Break no name more often than the longest one makes necessary: neither higher nor wider than before."""
    highest = max(widest(lines, size) for lines in columns)
    reach = _overhang(columns, size, column)
    made = list(columns)
    for at, lines in enumerate(columns):
        for most in range(1, len(lines)):
            fewer = _balanced(" ".join(lines), size, most)
            tried = [*made[:at], fewer, *made[at + 1 :]]
            if widest(fewer, size) <= highest and _overhang(tried, size, column) <= reach:
                made = tried
                break
    return tuple(made)


def _slanted(name: str, size: float, column: float) -> Wrapped:
    """Wrap a slanted name into as many lines as stand side by side above its column."""
    side_by_side = int(column * _RISE / stack(("x",), size))
    return _balanced(name, size, max(1, min(side_by_side, _MOST_SLANTED)))


def _balanced(text: str, size: float, most: int) -> Wrapped:
    """Break a text into at most so many lines, the longest of them as short as can be."""
    rooms = sorted({width_of(" ".join(part), size) for part in _runs(text.split())})
    for room in rooms:
        lines = wrap(text, size, room)
        if len(lines) <= most and widest(lines, size) <= room:
            return lines
    return (text,)


def _runs(words: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(len(words)):
        for end in range(start + 1, len(words) + 1):
            yield words[start:end]


def _overhang(columns: Sequence[Wrapped], size: float, column: float) -> float:
    """Return how far slanted names reach beyond the last column."""
    reach = [
        widest(lines, size) * _LEAN + stack(lines, size) * _RISE / 2 - (len(columns) - at - 0.5) * column
        for at, lines in enumerate(columns)
    ]
    return max([0.0, *reach])


def _header(columns: Sequence[Wrapped], size: float, *, rotated: bool) -> float:
    if not rotated:
        return max((stack(lines, size) for lines in columns), default=0.0) + PAD
    return max(widest(lines, size) * _RISE + stack(lines, size) * _LEAN for lines in columns) + PAD


def _cells_fit(layout: Layout) -> bool:
    room = layout.column - PAD / 2
    return all(widest(text, layout.size) <= room for line in layout.cells for text in line)
