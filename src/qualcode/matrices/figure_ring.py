"""Codes on a ring, with lines between those that are spoken of together; nothing is left to chance."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qualcode.matrices.figure_layout import CAPTION, PAD, TITLE, Wrapped, stack, widest, width_of, wrap
from qualcode.matrices.figure_style import (
    Paper,
    footer_height,
    legend_lines,
    line_height,
    shade_of,
    wrapped_caption,
    wrapped_title,
)
from qualcode.plain_figures import FAINT

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_SIZES = (8.0, 7.5, 7.0, 6.5, 6.0)
_ROOMS = (2.6, 2.1, 1.75, 1.5, 1.25)
"""Inches that names may take before they are broken into lines."""

_MOST_LINES = 3
_GAP = 0.12
"""Inches from the ring to the names: room for the marks."""

_LEAST, _MOST = 0.7, 2.2
"""Inches that the ring may reach to either side of its middle."""

_FLATTEST, _TALLEST = 0.5, 2.0
"""Its height as a part of its width."""

_THIN, _THICK = 0.6, 2.8
_PULL = 0.3
"""How near the middle a line comes, as a part of the way out that its ends' middle has."""

LEGEND = 8.0


@dataclass(frozen=True, slots=True)
class Ring:
    """What is drawn, before it has a place.

    Parameters
    ----------
    title, caption : str
    names : tuple of str
        In their order around the ring.
    marks : tuple of int
        Which branch each belongs to.
    branches : tuple of (int, str)
        The branches' marks and names; none where there is only one.
    links : mapping of (int, int) to int
        By two codes, the class of the line between them, from 0 (least).
    classes : tuple of (int, str)
        The classes that are drawn, and what each says.
    n_classes : int
        How many there could be: widths are the same in two figures of a study.
    key_title : str
    """

    title: str
    caption: str
    names: tuple[str, ...]
    marks: tuple[int, ...]
    branches: tuple[tuple[int, str], ...]
    links: Mapping[tuple[int, int], int]
    classes: tuple[tuple[int, str], ...]
    n_classes: int
    key_title: str


@dataclass(frozen=True, slots=True)
class _Plan:
    """An oval whose codes stand on lines of one height: every name has its line to itself, so no two can meet."""

    size: float
    across: float
    """Half of the oval's width, in inches."""
    line: float
    names: tuple[Wrapped, ...]

    @property
    def on_the_right(self) -> int:
        """How many codes stand on the right, from the top downwards; the others go up again on the left."""
        return (len(self.names) + 1) // 2

    @property
    def height(self) -> float:
        """Height of the oval."""
        return self.on_the_right * self.line

    def spot(self, at: int) -> tuple[float, float]:
        """Return where a code stands, from the oval's middle: to the right and downwards."""
        right = at < self.on_the_right
        rank = at if right else len(self.names) - 1 - at
        many = self.on_the_right if right else len(self.names) - self.on_the_right
        down = (rank + 0.5 - many / 2) * self.line
        out = self.across * math.sqrt(1 - (2 * down / self.height) ** 2)
        return (out if right else -out), down


def draw_ring(content: Ring, width: float, height: float) -> Figure:
    """Draw the ring on a page of a size, in inches."""
    title, caption = wrapped_title(content.title, width), wrapped_caption(content.caption, width)
    legend = legend_lines(content.branches, width, LEGEND)
    head = (stack(title, TITLE) + 3 * PAD if title else PAD) + len(legend) * line_height(LEGEND) + 2 * PAD
    foot = 2 * line_height(CAPTION) + footer_height(caption) + PAD
    plan = _plan(content.names, width, height - head - foot)
    paper = Paper(width, head + plan.height + foot)
    paper.legend(legend, paper.heading(title), LEGEND)
    middle = (width / 2, head + plan.height / 2)
    for pair in sorted(content.links, key=lambda pair: content.links[pair]):  # the thickest on top
        _draw_link(paper, content, plan, pair, middle)
    for at, name in enumerate(plan.names):
        x, y = _place(plan, at, middle)
        paper.mark(x, y, content.marks[at], size=5.5)
        right = x >= middle[0]
        paper.text(x + (_GAP if right else -_GAP), y, name, plan.size, ha="left" if right else "right")
    _draw_classes(paper, content, head + plan.height + PAD)
    paper.footer(caption)
    return paper.figure


def _plan(names: Sequence[str], width: float, height: float) -> _Plan:
    """Take the largest type, and with it the widest oval, with which the names have room on the page."""
    for size in _SIZES:
        plans = [_try(names, size, room, width) for room in _ROOMS]
        fitting = [plan for plan in plans if _fits(plan, height)]
        if fitting:
            return max(fitting, key=lambda plan: plan.across)
    return max(plans, key=lambda plan: plan.across)


def _try(names: Sequence[str], size: float, room: float, width: float) -> _Plan:
    wrapped = tuple(wrap(name, size, room) for name in names)
    line = max(stack(name, size) for name in wrapped) + 0.6 * PAD
    flat = _Plan(size, 1.0, line, wrapped)
    across = min(
        _MOST,
        *(
            (width / 2 - PAD - _GAP - widest(name, size)) / abs(flat.spot(at)[0])
            for at, name in enumerate(wrapped)
        ),
    )
    across = max(across, _LEAST / 2)
    return _Plan(size, across, max(line, _FLATTEST * 2 * across / flat.on_the_right), wrapped)


def _fits(plan: _Plan, height: float) -> bool:
    return (
        max(map(len, plan.names)) <= _MOST_LINES
        and plan.across >= _LEAST
        and plan.height <= min(height, _TALLEST * 2 * plan.across)
    )


def _place(plan: _Plan, at: int, middle: tuple[float, float]) -> tuple[float, float]:
    right, down = plan.spot(at)
    return middle[0] + right, middle[1] + down


def _draw_link(
    paper: Paper, content: Ring, plan: _Plan, pair: tuple[int, int], middle: tuple[float, float]
) -> None:
    start, end = (_place(plan, at, middle) for at in pair)
    bend = tuple(
        centre + _PULL * ((one + two) / 2 - centre)
        for centre, one, two in zip(middle, start, end, strict=True)
    )
    share = content.links[pair] / max(1, content.n_classes - 1)
    paper.curve([start, (bend[0], bend[1]), end], color=shade_of(0.3 + 0.7 * share), width=_width(share))


def _width(share: float) -> float:
    return _THIN + (_THICK - _THIN) * share


def _draw_classes(paper: Paper, content: Ring, y: float) -> None:
    line = line_height(CAPTION)
    paper.text(PAD, y + line / 2, (content.key_title,), CAPTION, color=FAINT)
    x = PAD
    for at, word in content.classes:
        share = at / max(1, content.n_classes - 1)
        here = y + 1.5 * line
        paper.line([x, x + 0.3], [here, here], color=shade_of(0.3 + 0.7 * share), width=_width(share))
        paper.text(x + 0.36, here, (word,), CAPTION)
        x += 0.56 + width_of(word, CAPTION)
