"""A field per question and interview, each kind of field with a colour and a sign of its own; for the team."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qualcode.matrices.figure_layout import CAPTION, PAD, TITLE, Wrapped, stack, widest, width_of, wrap
from qualcode.matrices.figure_style import (
    Colour,
    Manner,
    Paper,
    footer_height,
    ink_on,
    line_height,
    shade_of,
    wrapped_caption,
    wrapped_title,
)
from qualcode.plain_figures import FAINT, INK

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_WHITE: Colour = (1.0, 1.0, 1.0)
_GOLD: Colour = (0.902, 0.624, 0.0)

KINDS: tuple[tuple[Colour, str], ...] = (
    (shade_of(0.8), "+"),
    (_WHITE, "–"),
    (_GOLD, "!"),
    (_WHITE, "/"),
    (shade_of(0.4), "+"),
    (_WHITE, ""),
)
"""Colour and sign: asked and said; asked, not said; said unasked; not asked; said; not said."""

_SIZES = (8.0, 7.5, 7.0, 6.5, 6.0)
_LABELS_AT_MOST = 0.48
_WIDEST = 0.42
_NARROWEST = 0.104
"""Inches of a column: what a name in the smallest type needs."""

_SIGN = 6.5


@dataclass(frozen=True, slots=True)
class Tiles:
    """What is drawn, before it has a place: ``cells`` are indexes of ``KINDS``, and so are those of the key."""

    title: str
    caption: str
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: tuple[tuple[int, ...], ...]
    key: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class _Plan:
    """Where the parts of one page stand, in inches."""

    size: float
    left: float
    column: float
    head: float
    labels: tuple[Wrapped, ...]
    heights: tuple[float, ...]


def draw_tiles(content: Tiles, width: float, height: float, manner: Manner) -> tuple[Figure, ...]:
    """Draw the fields on pages of a size, in inches; interviews that have no room stand on a further page."""
    plan = _plan(content, width, height)
    room = int((width - plan.left - PAD) / plan.column + 1e-9)
    starts = range(0, len(content.columns), room)
    return tuple(
        _draw(content, plan, range(start, min(start + room, len(content.columns))), width, manner)
        for start in starts
    )


def _plan(content: Tiles, width: float, height: float) -> _Plan:
    for size in _SIZES:
        room = _LABELS_AT_MOST * width
        labels = tuple(wrap(row, size, room) for row in content.rows)
        left = 2.5 * PAD + max(widest(label, size) for label in labels)
        column = (width - left - PAD) / len(content.columns)
        least = max(_NARROWEST, size * 1.25 / 72)
        plan = _Plan(
            size=size,
            left=left,
            column=min(_WIDEST, max(column, least)),
            head=max(width_of(name, size) for name in content.columns) + PAD,
            labels=labels,
            heights=tuple(max(stack(label, size), 0.16) + 0.7 * PAD for label in labels),
        )
        if column >= least and plan.head + sum(plan.heights) + 1.2 <= height:
            return plan
    return plan


def _draw(content: Tiles, plan: _Plan, columns: Sequence[int], width: float, manner: Manner) -> Figure:
    words = manner.continued(content.title) if columns[0] and content.title else content.title
    title, caption = wrapped_title(words, width), wrapped_caption(content.caption, width)
    top = (stack(title, TITLE) + 3 * PAD if title else PAD) + plan.head
    bottom = top + sum(plan.heights)
    key = _key_lines(content.key, width)
    paper = Paper(width, bottom + 2 * PAD + len(key) * line_height(CAPTION) + footer_height(caption))
    paper.heading(title)
    for at, column in enumerate(columns):
        x = plan.left + (at + 0.5) * plan.column
        paper.turned(x, top - PAD / 2, (content.columns[column],), plan.size, 90)
    y = top
    for row, (label, height) in enumerate(zip(plan.labels, plan.heights, strict=True)):
        paper.text(plan.left - PAD, y + height / 2, label, plan.size, ha="right")
        for at, column in enumerate(columns):
            _tile(paper, plan.left + at * plan.column, y, plan.column, height, content.cells[row][column])
        y += height
    y += 2 * PAD
    for line in key:
        for x, kind, name in line:
            _tile(paper, x, y, 0.2, 0.13, kind)
            paper.text(x + 0.26, y + 0.065, (name,), CAPTION, color=INK)
        y += line_height(CAPTION)
    paper.footer(caption)
    return paper.figure


def _tile(paper: Paper, x: float, y: float, width: float, height: float, kind: int) -> None:
    fill, sign = KINDS[kind]
    paper.box(x, y, width, height, fill)
    if sign and width_of(sign, _SIGN) < width:
        color = FAINT if fill == _WHITE else ink_on(fill)
        paper.text(x + width / 2, y + height / 2, (sign,), _SIGN, ha="center", color=color)


def _key_lines(key: Sequence[tuple[int, str]], width: float) -> list[list[tuple[float, int, str]]]:
    lines: list[list[tuple[float, int, str]]] = []
    x = PAD
    for kind, name in key:
        room = 0.26 + width_of(name, CAPTION)
        if not lines or x + room > width:
            lines.append([])
            x = PAD
        lines[-1].append((x, kind, name))
        x += room + 0.2
    return lines
