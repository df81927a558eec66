"""What the printed figures share: the page they stand on, marks that differ in shape and colour, and words."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, Protocol

from qualcode.errors import UsageError
from qualcode.labels import Labels
from qualcode.matrices.figure_layout import CAPTION, PAD, TITLE, Wrapped, stack, width_of, wrap
from qualcode.plain_figures import BLUE, FAINT, GREEN, INK, ORANGE, PURPLE, RULE, new_figure

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from qualcode.matrices.counting import Basis

Audience = Literal["print", "team"]
"""Who will see it: everybody, and then it carries words, or the project's own team."""

Side = Literal["portrait", "landscape"]
"""How the page lies."""

PAGES: Mapping[Side, tuple[float, float]] = {"portrait": (16.0, 23.0), "landscape": (25.0, 15.5)}
"""Centimetres that a figure may fill on A4: the room between the margins, less the caption's lines."""

Colour = tuple[float, float, float]

_LIGHT, _DARK = (0.890, 0.925, 0.961), (0.071, 0.227, 0.388)
_BASELINE = 0.36
"""How far, in parts of its size, a line's baseline stands below its middle."""

MARKS = ((BLUE, "o"), (ORANGE, "s"), (GREEN, "^"), (PURPLE, "D"), (INK, "v"), ("#7a6000", "P"))
"""Colour and shape, each of which tells them apart alone."""

BAR = -1
"""In a legend: not one of the marks, but a bar."""

BAR_COLOUR = "#dde3ea"

Legend = tuple[tuple[tuple[float, int, str], ...], ...]
"""Lines of entries: where each starts, in inches, which mark it has, and its name."""

_LABELS = {
    "basis": {
        "da": "Grundlag: kodebog {codebook}, kodesæt {coding_set}.",
        "en": "Based on codebook {codebook}, coding set {coding_set}.",
    },
    "team basis": {
        "da": "Grundlag: {n} interview med {speakers} informanter; kodebog {codebook}, kodesæt {coding_set}."
        " Kun til projektgruppen.",
        "en": "Based on {n} interviews with {speakers} informants; codebook {codebook}, coding set {coding_set}."
        " For the team only.",
    },
    "sites": {"da": "steder", "en": "sites"},
    "few": {"da": "„{word}” betyder højst to {sites}.", "en": "“{word}” means at most two {sites}."},
    "and": {"da": " og ", "en": " and "},
    "continued": {"da": "{what} (fortsat)", "en": "{what} (continued)"},
}


class Chart(Protocol):
    """What a figure is drawn from: counts that can be drawn, told and listed.

    ``plot`` gives a figure a page, and none where there is nothing to show; ``alt_text`` says in words what
    they show; ``to_frame`` lists the numbers, for the team.
    """

    @property
    def name(self) -> str:
        """Short name for files."""

    def title(self, *, language: str = "", sites: str = "") -> str:
        """Title for print."""

    def plot(
        self,
        *,
        audience: Audience = "print",
        language: str = "",
        sites: str = "",
        side: Side = "portrait",
        titled: bool = True,
    ) -> tuple[Figure, ...]:
        """Draw it."""

    def alt_text(self, *, audience: Audience = "print", language: str = "", sites: str = "") -> str:
        """Say what it shows, for those who cannot see it."""

    def to_frame(self) -> pd.DataFrame:
        """List the numbers behind it."""


@dataclass(frozen=True, slots=True)
class Manner:
    """How a figure speaks: to whom, in which language, and what it calls the sites.

    Parameters
    ----------
    audience : {"print", "team"}
    language : str
    sites : str
        What the study's sites are called in the plural.
    """

    audience: Audience
    language: str
    sites: str

    @classmethod
    def of(cls, audience: Audience, language: str, sites: str, basis: Basis) -> Manner:
        """Fill in what a caller left open, and refuse what there is not."""
        require(audience, ("print", "team"), "audience")
        language = language or basis.language
        return cls(audience, language, sites or Labels(_LABELS, language)("sites"))

    @property
    def for_print(self) -> bool:
        """True where numbers must not show."""
        return self.audience == "print"

    def listed(self, names: Sequence[str]) -> str:
        """Join names as a sentence does."""
        *others, last = names
        return Labels(_LABELS, self.language)("and").join([*([", ".join(others)] if others else []), last])

    def continued(self, what: str) -> str:
        """Say that something went before."""
        return Labels(_LABELS, self.language)("continued", what=what)

    def of_what(self, basis: Basis, codebook_version: str) -> str:
        """Say what was counted; how many interviews and persons is for the team."""
        return Labels(_LABELS, self.language)(
            # With one interview a site, the number of interviews tells the number of sites.
            "basis" if self.for_print else "team basis",
            n=basis.n_documents,
            speakers=basis.n_speakers,
            codebook=basis.codebook_version or codebook_version,
            coding_set=basis.coding_set,
        )


def require(value: str, allowed: Sequence[str], what: str) -> None:
    """Refuse a choice that there is not (QC-MX14)."""
    if value not in allowed:
        raise UsageError(
            f"there is no {what} {value!r}",
            code="QC-MX14",
            where="a figure",
            allowed=" or ".join(allowed),
            do="Choose one of them.",
        )


def page(side: Side) -> tuple[float, float]:
    """Return width and height of the room on a page, in inches."""
    require(side, tuple(PAGES), "side")
    width, height = PAGES[side]
    return width / 2.54, height / 2.54


def mark_of(at: int) -> tuple[str, str, bool]:
    """Return colour, shape and whether it is filled, for the so-manieth of a series."""
    colour, shape = MARKS[at % len(MARKS)]
    return colour, shape, (at // len(MARKS)) % 2 == 0


class Paper:
    """A figure that is drawn on in inches, from the upper left corner downwards, as one reads."""

    def __init__(self, width: float, height: float) -> None:
        self.width, self.height = width, height
        self.figure: Figure = new_figure(width, height)
        self.axes: Axes = self.figure.add_axes((0.0, 0.0, 1.0, 1.0))
        self.axes.set_xlim(0, width)
        self.axes.set_ylim(height, 0)
        self.axes.set_axis_off()

    def text(
        self,
        x: float,
        middle: float,
        lines: Wrapped,
        size: float,
        *,
        ha: Literal["left", "center", "right"] = "left",
        color: str = INK,
        weight: str = "normal",
    ) -> None:
        """Write lines around a middle. Each has its own baseline: letters with tails must not lift a word."""
        height = stack(lines, size)
        for at, line in enumerate(lines):
            y = middle - height / 2 + (at + 0.5) * height / len(lines) + _BASELINE * size / 72
            self.axes.text(
                x, y, line, fontsize=size, color=color, weight=weight, ha=ha, va="baseline", parse_math=False
            )

    def turned(self, x: float, y: float, lines: Wrapped, size: float, angle: float) -> None:
        """Write lines that rise by an angle, in degrees; the block starts centred on a point."""
        turn = math.radians(angle)
        height = stack(lines, size)
        for at, line in enumerate(lines):
            down = (at + 0.5) * height / len(lines) - height / 2 + _BASELINE * size / 72
            self.axes.text(
                x + down * math.sin(turn),
                y + down * math.cos(turn),
                line,
                fontsize=size,
                color=INK,
                rotation=angle,
                rotation_mode="anchor",
                ha="left",
                va="baseline",
                parse_math=False,
            )

    def box(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        fill: Colour | str,
        *,
        edge: str = RULE,
        z: float = 1,
    ) -> None:
        """Draw a box from its upper left corner."""
        from matplotlib.patches import Rectangle

        corner, line = (x, y), 0.0 if edge == "none" else 0.5
        self.axes.add_patch(
            Rectangle(corner, width, height, facecolor=fill, edgecolor=edge, linewidth=line, zorder=z)
        )

    def line(
        self,
        xs: Sequence[float],
        ys: Sequence[float],
        *,
        color: Colour | str = RULE,
        width: float = 0.5,
        z: float = 1,
    ) -> None:
        """Draw a line through points."""
        self.axes.plot(xs, ys, color=color, linewidth=width, zorder=z, solid_capstyle="butt")

    def curve(self, points: Sequence[tuple[float, float]], *, color: Colour | str, width: float) -> None:
        """Draw a curve from the first point to the last, pulled by the one between."""
        from matplotlib.patches import PathPatch
        from matplotlib.path import Path

        path = Path(points, [Path.MOVETO, Path.CURVE3, Path.CURVE3])
        self.axes.add_patch(
            PathPatch(path, facecolor="none", edgecolor=color, linewidth=width, capstyle="round", zorder=1)
        )

    def mark(self, x: float, y: float, at: int, *, size: float = 6.0) -> None:
        """Draw the mark of the so-manieth of a series, in points, with a rim that parts it from the next."""
        colour, shape, filled = mark_of(at)
        self.axes.plot(
            [x],
            [y],
            marker=shape,
            markersize=size,
            markerfacecolor=colour if filled else "white",
            markeredgecolor="white" if filled else colour,
            markeredgewidth=0.6 if filled else 1.2,
            linestyle="none",
            zorder=4,
        )

    def heading(self, title: Wrapped) -> float:
        """Write the title, and return where the page goes on."""
        if not title:
            return PAD
        self.text(PAD, PAD + stack(title, TITLE) / 2, title, TITLE, weight="bold")
        return stack(title, TITLE) + 3 * PAD

    def legend(self, legend: Legend, y: float, size: float) -> float:
        """Write a legend, and return where the page goes on."""
        height = line_height(size)
        for line in legend:
            for x, at, name in line:
                if at == BAR:
                    self.box(x, y + height / 2 - 0.055, 0.17, 0.11, BAR_COLOUR, edge="none")
                else:
                    self.mark(x + 0.08, y + height / 2, at)
                self.text(x + 0.22, y + height / 2, (name,), size)
            y += height
        return y

    def footer(self, caption: Wrapped) -> None:
        """Write the caption at the foot."""
        middle = self.height - PAD - stack(caption, CAPTION) / 2
        self.text(PAD, middle, caption, CAPTION, color=FAINT)


def line_height(size: float) -> float:
    """Return the height of a line that stands alone, in inches."""
    return stack(("x",), size) + PAD


def legend_lines(entries: Sequence[tuple[int, str]], width: float, size: float) -> Legend:
    """Share marks and their names out over as many lines as they need, in inches."""
    lines: list[list[tuple[float, int, str]]] = []
    x = PAD
    for at, name in entries:
        room = 0.22 + width_of(name, size)
        if not lines or x + room > width:
            lines.append([])
            x = PAD
        lines[-1].append((x, at, name))
        x += room + 0.2
    return tuple(tuple(line) for line in lines)


def wrapped_title(title: str, width: float) -> Wrapped:
    """Break a title to a figure's width, in inches."""
    return wrap(title, TITLE, width - 2 * PAD, bold=True)


def wrapped_caption(caption: str, width: float) -> Wrapped:
    """Break a caption to a figure's width, in inches."""
    return wrap(caption, CAPTION, width - 2 * PAD)


def footer_height(caption: Wrapped) -> float:
    """Return the room that a caption takes, in inches."""
    return stack(caption, CAPTION) + 3 * PAD


def shade_of(share: float) -> Colour:
    """Return a blue from light to dark: one hue, so that it reads without colour and for the colour-blind."""
    red, green, blue = (low + (high - low) * share for low, high in zip(_LIGHT, _DARK, strict=True))
    return red, green, blue


def ink_on(fill: Colour) -> str:
    """Return black or white, whichever stands out more (at least 4.5 to 1, by WCAG)."""
    return "#000000" if _luminance(fill) > 0.179 else "#ffffff"


def _luminance(colour: Colour) -> float:
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in colour]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def words_of(basis: Basis) -> tuple[str, ...]:
    """Return the printed words for numbers of sites, from the fewest to all; each once."""
    return tuple(dict.fromkeys(basis.quantifier(n) for n in range(1, basis.sites_total + 1)))


def few_note(basis: Basis, language: str, sites: str) -> str:
    """Say what a word for few sites covers, where words do not tell one from two; empty where they do."""
    word = basis.quantifier(1)
    if basis.sites_total < 2 or word != basis.quantifier(2):
        return ""
    return Labels(_LABELS, language)("few", word=word, sites=sites)
