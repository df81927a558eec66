"""Dot charts for print: a line per code, a mark per area, on as many pages as it takes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qualcode.matrices.figure_layout import PAD, TITLE, Wrapped, stack, widest, wrap
from qualcode.matrices.figure_style import (
    BAR,
    BAR_COLOUR,
    Legend,
    Manner,
    Paper,
    footer_height,
    legend_lines,
    line_height,
    wrapped_caption,
    wrapped_title,
)
from qualcode.plain_figures import FAINT, INK, RULE

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_SIZES = (8.5, 8.0, 7.5, 7.0, 6.5)
_MANY = 7.5
"""Size of type, in points, of what needs several pages anyway."""

_LABELS_AT_MOST = 0.45
"""Part of the width that the codes' names may take."""

_MARK = 6.0
"""Points; marks that would cover each other stand side by side, this far from middle to middle."""
_ABREAST = 1.35 * _MARK / 72
_ROW = 1.3 * _MARK / 72
_EDGE = 0.14
"""Room, in inches, at both ends of an axis of numbers."""


@dataclass(frozen=True, slots=True)
class Dots:
    """A line: a name, a place on the axis for each of the series (None: no mark), and how far the bar reaches."""

    label: str
    marks: tuple[float | None, ...]
    bar: float | None = None


@dataclass(frozen=True, slots=True)
class DotGroup:
    """Lines under a heading, which may be empty."""

    heading: str
    rows: tuple[Dots, ...]


@dataclass(frozen=True, slots=True)
class DotContent:
    """What is drawn, before it has a place.

    Parameters
    ----------
    title, caption : str
    axis : str
        What the axis shows.
    ticks : tuple of (float, str)
        Places on the axis, from left to right, and what stands there.
    series : tuple of str
        Names of the marks.
    groups : tuple of DotGroup
    bar : str
        What the bars show; empty where there are none.
    words : bool
        True for an axis of words, whose places stand in the middle of columns of one width.
    joined : bool
        True to join a line's outer marks.
    """

    title: str
    caption: str
    axis: str
    ticks: tuple[tuple[float, str], ...]
    series: tuple[str, ...]
    groups: tuple[DotGroup, ...]
    bar: str = ""
    words: bool = True
    joined: bool = False


@dataclass(frozen=True, slots=True)
class _Item:
    """A heading or a line, wrapped to its place."""

    text: Wrapped
    height: float
    row: Dots | None
    heading: str


@dataclass(frozen=True, slots=True)
class _Plan:
    """Where things stand on every page, in inches."""

    size: float
    width: float
    left: float
    titles: tuple[Wrapped, Wrapped]  # of the first page and of those that follow
    caption: Wrapped
    ticks: tuple[Wrapped, ...]
    legend: Legend
    items: tuple[_Item, ...]

    def head(self, title: Wrapped) -> float:
        """Height of title, legend and axis."""
        above = stack(title, TITLE) + 3 * PAD if title else PAD
        return above + len(self.legend) * line_height(self.size) + self.axis + 2 * PAD

    @property
    def axis(self) -> float:
        """Height of the axis' name and words."""
        return line_height(self.size) + max(stack(tick, self.size) for tick in self.ticks) + PAD

    def height(self, items: Sequence[_Item], at: int) -> float:
        """Height of the so-manieth page with some of the lines."""
        lines = sum(item.height for item in items)
        return self.head(self.titles[at > 0]) + lines + PAD + footer_height(self.caption)


def draw_dots(content: DotContent, width: float, height: float, manner: Manner) -> tuple[Figure, ...]:
    """Draw lines of marks on pages of a size, in inches; type gets smaller before a second page is begun."""
    if not content.groups:
        return ()
    plans = [_plan(content, width, size, manner) for size in _SIZES]
    fitting = [plan for plan in plans if _fits(plan, content)]
    one = [plan for plan in fitting if plan.height(plan.items, 0) <= height]
    plan = one[0] if one else next((p for p in fitting if p.size <= _MANY), plans[-1])
    return tuple(_draw(content, plan, items, at) for at, items in enumerate(_pages(plan, height, manner)))


def _plan(content: DotContent, width: float, size: float, manner: Manner) -> _Plan:
    room = _LABELS_AT_MOST * width - 2 * PAD
    labels = {row.label: wrap(row.label, size, room) for group in content.groups for row in group.rows}
    left = 3 * PAD + max(widest(lines, size) for lines in labels.values())
    titles = (content.title, manner.continued(content.title)) if content.title else ("", "")
    return _Plan(
        size=size,
        width=width,
        left=left,
        titles=(wrapped_title(titles[0], width), wrapped_title(titles[1], width)),
        caption=wrapped_caption(content.caption, width),
        ticks=tuple(wrap(word, size, _step(content, width, left) - PAD) for _, word in content.ticks),
        legend=legend_lines(_entries(content), width, size),
        items=tuple(_items(content, labels, size, width)),
    )


def _step(content: DotContent, width: float, left: float) -> float:
    """Return the room of one word on the axis."""
    spaces = len(content.ticks) if content.words else max(1, len(content.ticks) - 1)
    return (width - left - PAD - (0 if content.words else 2 * _EDGE)) / spaces


def _items(content: DotContent, labels: dict[str, Wrapped], size: float, width: float) -> Iterator[_Item]:
    for group in content.groups:
        if group.heading:
            lines = wrap(group.heading, size, width - 2 * PAD, bold=True)
            yield _Item(lines, stack(lines, size) + 2.2 * PAD, None, group.heading)
        for row in group.rows:
            lines = labels[row.label]
            yield _Item(lines, max(stack(lines, size), _ROW) + 0.7 * PAD, row, group.heading)


def _fits(plan: _Plan, content: DotContent) -> bool:
    """Say whether words and marks have room: no word on the axis runs into the next, no row of marks either."""
    step = _step(content, plan.width, plan.left)
    abreast = max(_most_abreast(row) for group in content.groups for row in group.rows)
    return all(widest(tick, plan.size) <= step - PAD / 2 for tick in plan.ticks) and (
        not content.words or abreast * _ABREAST <= step
    )


def _most_abreast(row: Dots) -> int:
    return max(Counter(mark for mark in row.marks if mark is not None).values(), default=0)


def _pages(plan: _Plan, height: float, manner: Manner) -> Iterator[list[_Item]]:
    """Share the lines out; a heading goes with its first line, and stands again where its lines go on."""
    page: list[_Item] = []
    done = 0
    for at, item in enumerate(plan.items):
        needed = [item, *plan.items[at + 1 : at + 2]] if item.row is None else [item]
        if page and plan.height([*page, *needed], done) > height:
            yield page
            done += 1
            page = [_again(plan, item, manner)] if item.row is not None and item.heading else []
        page.append(item)
    yield page


def _again(plan: _Plan, item: _Item, manner: Manner) -> _Item:
    lines = wrap(manner.continued(item.heading), plan.size, plan.width - 2 * PAD, bold=True)
    return _Item(lines, stack(lines, plan.size) + 2.2 * PAD, None, item.heading)


def _draw(content: DotContent, plan: _Plan, items: Sequence[_Item], at: int) -> Figure:
    paper = Paper(plan.width, plan.height(items, at))
    y = paper.legend(plan.legend, paper.heading(plan.titles[at > 0]), plan.size)
    y = _draw_axis(paper, content, plan, y)
    top = y
    for item in items:
        _draw_item(paper, content, plan, item, y)
        y += item.height
    for place, _ in content.ticks:
        x = _x(content, plan, place)
        paper.line([x, x], [top, y], color=RULE, z=0.5)
    paper.footer(plan.caption)
    return paper.figure


def _draw_item(paper: Paper, content: DotContent, plan: _Plan, item: _Item, y: float) -> None:
    middle = y + item.height / 2
    if item.row is None:
        paper.box(0, y, plan.width, item.height, "white", edge="none", z=0.6)
        low = y + item.height - 0.4 * PAD - stack(item.text, plan.size) / 2
        paper.text(PAD, low, item.text, plan.size, weight="bold")
        return
    row = item.row
    paper.text(plan.left - 1.5 * PAD, middle, item.text, plan.size, ha="right")
    start = plan.left - 0.5 * PAD
    paper.line([start, plan.width - PAD], [middle, middle], color="#e6e9ed", z=0.4)
    if row.bar is not None:
        paper.box(
            start,
            middle - _ROW / 2,
            _x(content, plan, row.bar) - start + _EDGE,
            _ROW,
            BAR_COLOUR,
            edge="none",
        )
    places = [mark for mark in row.marks if mark is not None]
    if content.joined and len(set(places)) > 1:
        ends = [_x(content, plan, min(places)), _x(content, plan, max(places))]
        paper.line(ends, [middle, middle], color=FAINT, width=1.0, z=3)
    for at, x in _abreast(content, plan, row):
        paper.mark(x, middle, at, size=_MARK)


def _abreast(content: DotContent, plan: _Plan, row: Dots) -> Iterator[tuple[int, float]]:
    """Place a line's marks; those of one place stand side by side around it."""
    together: dict[float, list[int]] = {}
    for at, place in enumerate(row.marks):
        if place is not None:
            together.setdefault(place, []).append(at)
    for place, those in together.items():
        for n, at in enumerate(those):
            yield at, _x(content, plan, place) + (n - (len(those) - 1) / 2) * _ABREAST


def _x(content: DotContent, plan: _Plan, place: float) -> float:
    first, last = content.ticks[0][0], content.ticks[-1][0]
    step = _step(content, plan.width, plan.left)
    if content.words:
        return plan.left + (place - first + 0.5) * step
    return (
        plan.left + _EDGE + (place - first) / max(last - first, 1e-9) * step * max(1, len(content.ticks) - 1)
    )


def _draw_axis(paper: Paper, content: DotContent, plan: _Plan, y: float) -> float:
    line = line_height(plan.size)
    paper.text(plan.width - PAD, y + line / 2, (content.axis,), plan.size, ha="right", color=FAINT)
    bottom = y + plan.axis
    for (place, _), words in zip(content.ticks, plan.ticks, strict=True):
        middle = bottom - 0.5 * PAD - stack(words, plan.size) / 2
        paper.text(_x(content, plan, place), middle, words, plan.size, ha="center", color=INK)
    paper.line([plan.left - 0.5 * PAD, plan.width - PAD], [bottom, bottom], color=FAINT, width=0.8)
    return bottom + PAD


def _entries(content: DotContent) -> list[tuple[int, str]]:
    return [*enumerate(content.series), *([(BAR, content.bar)] if content.bar else [])]
