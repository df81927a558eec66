"""A triangle of codes against codes: each name stands at the head of its column and at the end of its row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qualcode.matrices.code_pairs import Merge
from qualcode.matrices.figure_drawing import draw_key
from qualcode.matrices.figure_layout import CAPTION, PAD, TITLE, stack, width_of
from qualcode.matrices.figure_style import (
    Paper,
    footer_height,
    ink_on,
    legend_lines,
    line_height,
    shade_of,
    wrapped_caption,
    wrapped_title,
)
from qualcode.plain_figures import FAINT, RULE

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_SIZES = (8.0, 7.5, 7.0, 6.5, 6.0)
_TREE = 0.6
"""Inches for the tree."""

_LARGEST = 0.3
"""Inches; larger cells say no more."""

_MARK = 0.16
_NEVER = 1 - 1e-9
"""How far apart codes are that are never spoken of together."""

LEGEND = 8.0
"""Points."""

_TIGHT = 1.08
_SMALL = 6.0
"""Points, of texts in cells."""


@dataclass(frozen=True, slots=True)
class Triangle:
    """What is drawn, before it has a place.

    Parameters
    ----------
    title, caption : str
    names : tuple of str
        In their order.
    marks : tuple of int
        Which branch each belongs to.
    branches : tuple of (int, str)
        The branches' marks and names; none where there is only one.
    shades : mapping of (int, int) to float
        By a later and an earlier code, from 0 (least) to 1 (most).
    texts : mapping of (int, int) to str
        What stands in the cells, if they are large enough for all of it.
    key : tuple of (str, float)
        Explains the shades.
    key_title, texts_title : str
        What the shades are; and what they and the texts are, where there are texts.
    merges : tuple of Merge
        The tree.
    """

    title: str
    caption: str
    names: tuple[str, ...]
    marks: tuple[int, ...]
    branches: tuple[tuple[int, str], ...]
    shades: Mapping[tuple[int, int], float]
    texts: Mapping[tuple[int, int], str]
    key: tuple[tuple[str, float], ...]
    key_title: str
    texts_title: str
    merges: tuple[Merge, ...]


@dataclass(frozen=True, slots=True)
class _Plan:
    size: float
    cell: float
    fits: bool

    def holds(self, texts: Mapping[tuple[int, int], str]) -> bool:
        """Say whether every text has room in its cell: a few of them would seem to be all there is."""
        return all(width_of(text, _SMALL) + 0.5 * PAD <= self.cell for text in texts.values())


def room_for(names: Sequence[str], width: float, height: float, *, marked: bool) -> bool:
    """Say whether so many codes can be read on a page, in inches."""
    return any(plan.fits for plan in _plans(names, width, height, marked=marked))


def draw_triangle(content: Triangle, width: float, height: float) -> Figure:
    """Draw the triangle with its tree on a page of a size, in inches."""
    plans = list(_plans(content.names, width, height, marked=bool(content.branches)))
    plan = next((plan for plan in plans if plan.fits), plans[-1])
    title, caption = wrapped_title(content.title, width), wrapped_caption(content.caption, width)
    head = stack(title, TITLE) + 3 * PAD if title else PAD
    legend = legend_lines(content.branches, width, LEGEND)
    top = head + len(legend) * line_height(LEGEND) + PAD
    bottom = top + plan.cell * len(content.names) + 2 * PAD
    paper = Paper(width, bottom + 2 * line_height(CAPTION) + footer_height(caption))
    paper.heading(title)
    paper.legend(legend, head, LEGEND)
    _draw_tree(paper, content, plan, top)
    for row in range(len(content.names)):
        _draw_row(paper, content, plan, row, top)
    told = content.texts_title if content.texts and plan.holds(content.texts) else content.key_title
    paper.text(PAD, bottom + line_height(CAPTION) / 2, (told,), CAPTION, color=FAINT)
    draw_key(paper, content.key, PAD, bottom + line_height(CAPTION))
    paper.footer(caption)
    return paper.figure


def _plans(names: Sequence[str], width: float, height: float, *, marked: bool) -> list[_Plan]:
    """Try sizes of type: the cells are as wide as the longest name leaves room for, and as high as a line."""
    plans = []
    for size in _SIZES:
        rooms = [
            (width - _TREE - 3 * PAD - (_MARK if marked else 0) - width_of(name, size)) / at
            for at, name in enumerate(names)
            if at
        ]
        tall = (height - 1.6) / max(1, len(names))  # less title, key and caption
        cell = min([_LARGEST, tall, *rooms])
        least = size * _TIGHT / 72
        plans.append(_Plan(size, max(cell, least), cell >= least))
    return plans


def _draw_row(paper: Paper, content: Triangle, plan: _Plan, row: int, top: float) -> None:
    with_texts = bool(content.texts) and plan.holds(content.texts)
    y, left = top + row * plan.cell, _TREE + 2 * PAD
    middle = y + plan.cell / 2
    for column in range(row):
        shade = content.shades.get((row, column))
        fill = "white" if shade is None else shade_of(shade)
        x = left + column * plan.cell
        paper.box(x, y, plan.cell, plan.cell, fill, edge="#e6e9ed" if shade is None else RULE)
        if shade is not None and with_texts:
            ink = ink_on(shade_of(shade))
            paper.text(
                x + plan.cell / 2, middle, (content.texts[row, column],), _SMALL, ha="center", color=ink
            )
    x = left + row * plan.cell + 0.5 * PAD
    if content.branches:
        paper.mark(x + _MARK / 2 - 0.02, middle, content.marks[row], size=5.0)
        x += _MARK
    paper.text(x, middle, (content.names[row],), plan.size)


def _draw_tree(paper: Paper, content: Triangle, plan: _Plan, top: float) -> None:
    """Draw which codes join, from the right to the left; groups that are never spoken of together do not."""
    n = len(content.names)
    spots = {at: (0, top + (at + 0.5) * plan.cell) for at in range(n)}
    drawn = []
    for group, (one, two, far) in enumerate(content.merges, start=n):
        (first, y1), (second, y2) = spots[one], spots[two]
        depth = max(first, second) + 1
        spots[group] = (depth, (y1 + y2) / 2)
        if far < _NEVER:
            drawn.append(((first, depth, depth, second), (y1, y1, y2, y2)))
    step = _TREE / max((depths[1] for depths, _ in drawn), default=1)
    for depths, ys in drawn:
        paper.line([_TREE + PAD - step * depth for depth in depths], ys, color=FAINT, width=0.7)
