"""What the figures of an evaluation share: size, letters, colours that the colour-blind tell apart."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import TYPE_CHECKING

from qualcode.assist.evaluation.words import decimal

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

WIDTH = 6.3
"""Inches: 16 cm, what an A4 page holds between its margins."""

TITLE, TEXT, SMALL = 10.0, 8.0, 7.0
INK, FAINT, RULE = "#1a1a1a", "#5f5f5f", "#c9ced4"
BLUE, ORANGE, GREEN, PURPLE = (
    "#0072b2",
    "#d55e00",
    "#009e73",
    "#a04f82",
)  # Okabe and Ito; the last one darkened
SHARES = (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)


@contextmanager
def plain_style() -> Iterator[None]:
    """Keep a user's own matplotlib settings, and random ids, out of the figure."""
    import matplotlib.style

    fixed = {
        "svg.hashsalt": "qualcode",
        "font.family": "DejaVu Sans",
        "font.size": TEXT,
        "text.parse_math": False,
    }
    with matplotlib.style.context(["default", fixed]):
        yield


def new_figure(height: float, *, constrained: bool = True) -> Figure:
    """Make a figure of print width that a notebook shows, whatever backend is set."""
    from matplotlib.figure import Figure

    class PrintFigure(Figure):
        def _repr_png_(self) -> bytes:
            image = BytesIO()
            with plain_style():
                self.savefig(image, format="png", dpi=144)
            return image.getvalue()

    figure = PrintFigure(figsize=(WIDTH, height), facecolor="white")
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
