"""What the figures of an evaluation share: size, and axes without what is only frame."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualcode import plain_figures
from qualcode.assist.evaluation.words import decimal
from qualcode.plain_figures import FAINT, INK

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

WIDTH = 6.3
"""Inches: 16 cm, what an A4 page holds between its margins."""

TITLE, TEXT, SMALL = 10.0, 8.0, 7.0
SHARES = (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)


def new_figure(height: float, *, constrained: bool = True) -> Figure:
    """Make a figure of print width."""
    figure = plain_figures.new_figure(WIDTH, height)
    if constrained:
        figure.set_layout_engine("constrained")
    return figure


def tidy(axes: Axes) -> None:
    """Take away what is only frame, and draw what is left softly."""
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)
    for side in ("left", "bottom"):
        axes.spines[side].set_color(FAINT)
    axes.tick_params(labelsize=SMALL, color=FAINT, labelcolor=INK)


def share_labels(language: str) -> list[str]:
    """Return what stands at the shares of an axis."""
    return [decimal(share, 1, language) for share in SHARES]
