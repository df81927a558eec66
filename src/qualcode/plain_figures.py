"""What every figure shares: letters, colours, and a figure that owes nothing to the user's own settings."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from matplotlib.figure import Figure

FONT = "DejaVu Sans"
"""Comes with matplotlib: the same letters on every machine."""

_STAND_INS = ["Bitstream Vera Sans", "Verdana"]
"""Fonts of nearly the same widths, for a reader of an .svg who has not the first one."""

INK, FAINT, RULE = "#1a1a1a", "#5f5f5f", "#c9ced4"

BLUE, ORANGE, GREEN, PURPLE = "#0072b2", "#d55e00", "#009e73", "#a04f82"
"""By Okabe and Ito, who chose them for the colour-blind; the last one is darkened to stand out on white."""


@contextmanager
def plain_style() -> Iterator[None]:
    """Keep a user's own matplotlib settings, and random ids, out of the figure."""
    import matplotlib.style

    fixed = {
        "svg.hashsalt": "qualcode",
        "svg.fonttype": "none",  # words stay words: they can be searched, read aloud and corrected
        "font.family": "sans-serif",
        "font.sans-serif": [FONT, *_STAND_INS],
        "font.size": 8.0,
        "text.parse_math": False,  # a code called "$x$" is no formula
    }
    with matplotlib.style.context(["default", fixed]), warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Glyph .* missing from font")  # an emoji in a code's name
        yield


def new_figure(width: float, height: float) -> Figure:
    """Make a figure, in inches, that a notebook shows whatever backend is set, and that pyplot does not know."""
    from matplotlib.figure import Figure

    class PlainFigure(Figure):
        def _repr_png_(self) -> bytes:
            image = BytesIO()
            with plain_style():
                self.savefig(image, format="png", dpi=144)
            return image.getvalue()

    return PlainFigure(figsize=(width, height), facecolor="white")
