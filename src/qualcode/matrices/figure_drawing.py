"""Putting a laid-out matrix on paper with matplotlib."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from qualcode.matrices.figure_layout import ANGLE, CAPTION, PAD, Content, Layout, Line, stack, width_of
from qualcode.matrices.figure_style import Paper, ink_on, shade_of
from qualcode.plain_figures import FAINT

if TYPE_CHECKING:
    from matplotlib.figure import Figure


def draw(content: Content, layout: Layout) -> Figure:
    """Draw a matrix on a figure of its own size."""
    paper = Paper(layout.width, layout.height)
    paper.heading(layout.title)
    _draw_column_names(paper, layout)
    y = layout.top
    for at, line in enumerate(content.lines):
        _draw_line(paper, layout, at, line, y)
        y += layout.heights[at]
    if layout.with_key:
        draw_key(paper, content.key, layout.left, y + 2 * PAD)
    paper.footer(layout.caption)
    return paper.figure


def _draw_column_names(paper: Paper, layout: Layout) -> None:
    bottom = layout.top - PAD
    for at, lines in enumerate(layout.columns):
        x = layout.left + (at + 0.5) * layout.column
        if layout.rotated:
            foot = bottom - stack(lines, layout.size) * math.cos(math.radians(ANGLE)) / 2
            paper.turned(x, foot, lines, layout.size, ANGLE)
        else:
            paper.text(x, bottom - stack(lines, layout.size) / 2, lines, layout.size, ha="center")


def _draw_line(paper: Paper, layout: Layout, at: int, line: Line, y: float) -> None:
    height, size, label = layout.heights[at], layout.size, layout.labels[at]
    if line.is_group:
        right = layout.left + layout.column * len(layout.columns)
        paper.line([PAD, right], [y, y], color=FAINT, width=0.8)
        paper.text(PAD, y + height - 0.5 * PAD - stack(label, size) / 2, label, size, weight="bold")
        return
    paper.text(layout.left - 1.5 * PAD, y + height / 2, label, size, ha="right")
    for column, (text, shade) in enumerate(zip(layout.cells[at], line.shades, strict=True)):
        x = layout.left + column * layout.column
        fill = (1.0, 1.0, 1.0) if shade is None else shade_of(shade)
        paper.box(x, y, layout.column, height, fill)
        ink = FAINT if shade is None else ink_on(fill)
        paper.text(x + layout.column / 2, y + height / 2, text, size, ha="center", color=ink)


def draw_key(paper: Paper, key: tuple[tuple[str, float], ...], x: float, y: float) -> None:
    """Explain shades in a line of boxes and words."""
    height = stack(("x",), CAPTION)
    for word, shade in key:
        paper.box(x, y, 1.6 * height, height, shade_of(shade))
        paper.text(x + 2 * height, y + height / 2, (word,), CAPTION)
        x += 3.2 * height + width_of(word, CAPTION)
