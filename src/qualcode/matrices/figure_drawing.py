"""Putting a laid-out matrix on paper with matplotlib, and writing it to a file."""

from __future__ import annotations

import math
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import TYPE_CHECKING

from qualcode.matrices.figure_layout import (
    ANGLE,
    CAPTION,
    FONT,
    PAD,
    TITLE,
    Content,
    Layout,
    Line,
    Wrapped,
    stack,
    width_of,
)

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

Colour = tuple[float, float, float]

_INK, _FAINT, _RULE = "#1a1a1a", "#5f5f5f", "#c9ced4"
_WHITE: Colour = (1.0, 1.0, 1.0)
_LIGHT, _DARK = (0.890, 0.925, 0.961), (0.071, 0.227, 0.388)
_BASELINE = 0.36
"""How far, in parts of its size, a line's baseline stands below its middle."""


@contextmanager
def plain_style() -> Iterator[None]:
    """Keep a user's own matplotlib settings, and random ids, out of the figure."""
    import matplotlib.style

    fixed = {"svg.hashsalt": "qualcode", "svg.fonttype": "path", "font.family": FONT}
    with matplotlib.style.context(["default", fixed]), warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Glyph .* missing from font")  # an emoji in a code's name
        yield


def draw(content: Content, layout: Layout) -> Figure:
    """Draw a matrix on a figure of its own size."""
    figure = _new_figure(layout.width, layout.height)
    axes = figure.add_axes((0.0, 0.0, 1.0, 1.0))
    axes.set_xlim(0, layout.width)
    axes.set_ylim(layout.height, 0)  # downwards, as one reads
    axes.set_axis_off()
    _text(axes, PAD, PAD + stack(layout.title, TITLE) / 2, layout.title, TITLE, weight="bold")
    _draw_column_names(axes, layout)
    y = layout.top
    for at, line in enumerate(content.lines):
        _draw_line(axes, layout, at, line, y)
        y += layout.heights[at]
    if layout.with_key:
        _draw_key(axes, content, layout, y + 2 * PAD)
    middle = layout.height - PAD - stack(layout.caption, CAPTION) / 2
    _text(axes, PAD, middle, layout.caption, CAPTION, color=_FAINT)
    return figure


def _new_figure(width: float, height: float) -> Figure:
    """Make a figure that a notebook shows, whatever backend is set."""
    from matplotlib.figure import Figure

    class TableFigure(Figure):
        def _repr_png_(self) -> bytes:
            image = BytesIO()
            with plain_style():
                self.savefig(image, format="png", dpi=144)
            return image.getvalue()

    return TableFigure(figsize=(width, height), facecolor="white")


def _draw_column_names(axes: Axes, layout: Layout) -> None:
    bottom = layout.top - PAD
    for at, lines in enumerate(layout.columns):
        x = layout.left + (at + 0.5) * layout.column
        if layout.rotated:
            _slanted(axes, x, bottom, lines, layout.size)
        else:
            _text(axes, x, bottom - stack(lines, layout.size) / 2, lines, layout.size, ha="center")


def _slanted(axes: Axes, x: float, bottom: float, lines: Wrapped, size: float) -> None:
    """Write lines side by side, rising to the right; the block stands centred on its column."""
    turn = math.radians(ANGLE)
    height = stack(lines, size)
    foot = bottom - height * math.cos(turn) / 2
    for at, line in enumerate(lines):
        down = (at + 0.5) * height / len(lines) - height / 2 + _BASELINE * size / 72
        axes.text(
            x + down * math.sin(turn),
            foot + down * math.cos(turn),
            line,
            fontsize=size,
            color=_INK,
            rotation=ANGLE,
            rotation_mode="anchor",
            ha="left",
            va="baseline",
            parse_math=False,
        )


def _draw_line(axes: Axes, layout: Layout, at: int, line: Line, y: float) -> None:
    height, size, label = layout.heights[at], layout.size, layout.labels[at]
    if line.is_group:
        right = layout.left + layout.column * len(layout.columns)
        axes.plot([PAD, right], [y, y], color=_FAINT, linewidth=0.8)
        _text(axes, PAD, y + height - 0.5 * PAD - stack(label, size) / 2, label, size, weight="bold")
        return
    _text(axes, layout.left - 1.5 * PAD, y + height / 2, label, size, ha="right")
    for column, (text, shade) in enumerate(zip(layout.cells[at], line.shades, strict=True)):
        x = layout.left + column * layout.column
        fill = _WHITE if shade is None else _shade(shade)
        _box(axes, x, y, layout.column, height, fill)
        ink = _FAINT if shade is None else _ink_on(fill)
        _text(axes, x + layout.column / 2, y + height / 2, text, size, ha="center", color=ink)


def _draw_key(axes: Axes, content: Content, layout: Layout, y: float) -> None:
    height = stack(("x",), CAPTION)
    x = layout.left
    for word, shade in content.key:
        _box(axes, x, y, 1.6 * height, height, _shade(shade))
        _text(axes, x + 2 * height, y + height / 2, (word,), CAPTION)
        x += 3.2 * height + width_of(word, CAPTION)


def _box(axes: Axes, x: float, y: float, width: float, height: float, fill: Colour) -> None:
    from matplotlib.patches import Rectangle

    axes.add_patch(Rectangle((x, y), width, height, facecolor=fill, edgecolor=_RULE, linewidth=0.5))


def _text(
    axes: Axes,
    x: float,
    middle: float,
    lines: Wrapped,
    size: float,
    *,
    ha: str = "left",
    color: str = _INK,
    weight: str = "normal",
) -> None:
    """Write lines around a middle. Each has its own baseline: letters with tails must not lift a word."""
    height = stack(lines, size)
    for at, line in enumerate(lines):
        y = middle - height / 2 + (at + 0.5) * height / len(lines) + _BASELINE * size / 72
        axes.text(
            x, y, line, fontsize=size, color=color, weight=weight, ha=ha, va="baseline", parse_math=False
        )


def _shade(share: float) -> Colour:
    """Return a blue from light to dark: one hue, so that it reads without colour and for the colour-blind."""
    red, green, blue = (low + (high - low) * share for low, high in zip(_LIGHT, _DARK, strict=True))
    return red, green, blue


def _ink_on(fill: Colour) -> str:
    """Return black or white, whichever stands out more (at least 4.5 to 1, by WCAG)."""
    return "#000000" if _luminance(fill) > 0.179 else "#ffffff"


def _luminance(colour: Colour) -> float:
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in colour]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
