"""Saturation drawn: what each interview added, and what had been heard by then, for codes and for meanings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualcode.matrices.figure_layout import CAPTION, PAD, stack, width_of, wrap
from qualcode.matrices.figure_style import (
    Paper,
    Side,
    footer_height,
    line_height,
    page,
    wrapped_caption,
    wrapped_title,
)
from qualcode.matrices.saturation_words import heading, which_orders, words
from qualcode.plain_figures import BLUE, FAINT, INK, RULE, plain_style

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from qualcode.labels import Labels
    from qualcode.matrices.saturation import Saturation
    from qualcode.matrices.saturation_rule import Curve

_SIZE = 8.0
_SMALL = 7.0
_HEIGHT = 2.4
"""Inches between the axis of the interviews and the top of a panel."""
_GAP = 0.35
_BAND = "#cfe3f1"
_BARS = "#8a97a6"
_STEPS = (1, 2, 5, 10, 20, 25, 50, 100, 200, 250, 500, 1000, 2000, 2500, 5000)
_TICKS = 5


def draw_saturation(found: Saturation, language: str, *, side: Side, titled: bool) -> Figure:
    """Draw both curves side by side, each on a scale of its own."""
    label = words(language)
    width, _ = page(side)
    title = wrapped_title(label("title"), width) if titled else ()
    caption = wrapped_caption(_caption(found, label), width)
    curves = list(found.curves.values())
    room = (width - 2 * PAD - _GAP * (len(curves) - 1)) / len(curves)
    headings = [wrap(heading(found, curve, label), _SIZE, room, bold=True) for curve in curves]
    names = max(stack(lines, _SIZE) for lines in headings)
    top = (stack(title, 10.5) + 3 * PAD if title else PAD) + line_height(_SMALL)
    height = top + names + 3 * PAD + _HEIGHT + 2 * line_height(_SMALL) + 2 * PAD + footer_height(caption)
    with plain_style():
        paper = Paper(width, height)
        paper.heading(title)
        _legend(paper, label, top - line_height(_SMALL) / 2)
        for at, (curve, lines) in enumerate(zip(curves, headings, strict=True)):
            left = PAD + at * (room + _GAP)
            paper.text(left, top + names / 2, lines, _SIZE, weight="bold")
            _panel(paper, curve, label, left, left + room, top + names + 3 * PAD)
        paper.footer(caption)
    return paper.figure


def _caption(found: Saturation, label: Labels) -> str:
    basis = found.basis
    return label(
        "caption",
        which=which_orders(found, label),
        meaning=label("meaning"),
        n=len(found.documents),
        speakers=basis.n_speakers,
        codebook=basis.codebook_version,
        coding_set=basis.coding_set,
    )


def _legend(paper: Paper, label: Labels, middle: float) -> None:
    x = PAD
    for key in ("new", "total", "band"):
        if key == "new":
            paper.box(x, middle - 0.055, 0.2, 0.11, _BARS, edge="none")
        elif key == "band":
            paper.box(x, middle - 0.055, 0.2, 0.11, _BAND, edge="none")
        else:
            paper.line([x, x + 0.2], [middle, middle], color=BLUE, width=1.6, z=3)
            paper.mark(x + 0.1, middle, 0, size=5)
        paper.text(x + 0.26, middle, (label(key),), _SMALL)
        x += 0.26 + width_of(label(key), _SMALL) + 0.25


def _panel(paper: Paper, curve: Curve, label: Labels, left: float, right: float, top: float) -> None:
    n = len(curve.new)
    highest = max([1, *curve.total, *map(int, curve.high)])
    step = next((s for s in _STEPS if highest / s <= _TICKS), highest)
    most = -(-highest // step) * step
    axis = left + width_of(str(most), _SMALL) + 2 * PAD
    foot = top + _HEIGHT
    column = (right - axis) / n

    def x(at: int) -> float:
        return axis + (at + 0.5) * column

    def y(value: float) -> float:
        return foot - value / most * _HEIGHT

    for tick in range(0, most + 1, step):
        paper.line([axis, right], [y(tick), y(tick)], color=FAINT if tick == 0 else RULE, width=0.5, z=0.5)
        paper.text(axis - PAD, y(tick), (str(tick),), _SMALL, ha="right", color=FAINT)
    xs = [x(at) for at in range(n)]
    paper.axes.fill_between(
        xs,
        [y(value) for value in curve.low],
        [y(value) for value in curve.high],
        color=_BAND,
        linewidth=0,
        zorder=1,
    )
    bar = min(0.6 * column, 0.3)
    for at, value in enumerate(curve.new):
        if value:
            paper.box(x(at) - bar / 2, y(value), bar, foot - y(value), _BARS, edge="none", z=2)
    paper.line(xs, [y(value) for value in curve.total], color=BLUE, width=1.6, z=3)
    if column > 0.12:
        for at, value in enumerate(curve.total):
            paper.mark(x(at), y(value), 0, size=5)
    every = next(s for s in (*_STEPS, n) if s * column >= width_of("000", _SMALL) + 2 * PAD or s >= n)
    for at in range(0, n, every):
        paper.text(x(at), foot + line_height(_SMALL) / 2, (str(at + 1),), _SMALL, ha="center", color=INK)
    middle = foot + 1.5 * line_height(_SMALL)
    paper.text((axis + right) / 2, middle, (label("axis"),), CAPTION, ha="center", color=FAINT)
