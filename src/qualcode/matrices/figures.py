"""A theme matrix drawn for print: words on a single-hue scale, on an A4 page, readable without colour.

Everything is laid out in inches from measured text, so that no label is clipped: the type gets smaller, in
steps, until the table fits the page.
"""

from __future__ import annotations

import math
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from qualcode.errors import ReportError, UsageError
from qualcode.labels import Labels
from qualcode.matrices.counting import ALL, BOTH
from qualcode.safe_io import replacing

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from qualcode.matrices.theme import ThemeMatrix, What

PrintSize = Literal["auto", "portrait", "landscape"]

# A4 with margins of 2 cm, in inches.
_PAGE = {"portrait": (6.69, 10.1), "landscape": (10.1, 6.69)}
_MANY_COLUMNS = 9
"""From here on a table with words needs the long side of the page."""

_SIZES = (8.5, 8.0, 7.5, 7.0, 6.5, 6.0)
"""Sizes of type in points, the first that fits is taken; below 6 nothing can be read on paper."""

_TITLE, _CAPTION = 10.5, 7.0
_LEADING = 1.18
_PAD = 0.05
_ANGLE = 60
_WIDEST_COLUMN, _NARROWEST_COLUMN = 1.15, 0.3
_ROW_LABEL = 2.05
_INK, _FAINT, _RULE = "#1a1a1a", "#6b6b6b", "#c9ced4"
_LIGHT, _DARK = (0.890, 0.925, 0.961), (0.071, 0.227, 0.388)
_FONT = "DejaVu Sans"  # comes with matplotlib: the same letters on every machine

_LABELS = {
    "basis": {
        "da": "Grundlag: {interviews} interview med {speakers} informanter; kodebog {codebook}, kodesæt {coding_set}.",
        "en": "Based on {interviews} interviews with {speakers} informants; codebook {codebook}, coding set {coding_set}.",
    },
    "words": {
        "da": "Ordene angiver, hvor mange af undersøgelsens steder det er sagt.",
        "en": "The words say at how many of the study's sites it was said.",
    },
    "sites": {"da": "Antal steder. Kun til projektgruppen.", "en": "Number of sites. For the team only."},
    "speakers": {
        "da": "Antal personer. Kun til projektgruppen.",
        "en": "Number of persons. For the team only.",
    },
    "segments": {
        "da": "Antal udsagn. Kun til projektgruppen.",
        "en": "Number of segments. For the team only.",
    },
    "left out": {
        "da": "Udeladt, fordi intet er sagt: {what}.",
        "en": "Left out, as nothing was said: {what}.",
    },
    "row": {"da": "{n} række", "en": "{n} row"},
    "rows": {"da": "{n} rækker", "en": "{n} rows"},
    "column": {"da": "{n} kolonne", "en": "{n} column"},
    "columns": {"da": "{n} kolonner", "en": "{n} columns"},
    "and": {"da": " og ", "en": " and "},
    "–": {"da": "– spurgt, ikke nævnt", "en": "– asked, not mentioned"},
    "/": {"da": "/ ikke spurgt", "en": "/ not asked"},
    "empty": {"da": "Intet er sagt.", "en": "Nothing was said."},
    "both": {"da": "begge områder", "en": "both areas"},
}


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of the table: a row with its cells, or the name of a group of rows."""

    label: str
    texts: tuple[str, ...] = ()
    shades: tuple[float | None, ...] = ()
    is_group: bool = False


@dataclass(frozen=True, slots=True)
class _Content:
    """What is drawn, before it has a place."""

    title: str
    caption: str
    columns: tuple[str, ...]
    lines: tuple[_Line, ...]


@dataclass(frozen=True, slots=True)
class _Layout:
    """Where things stand, in inches; every text wrapped to its place."""

    size: float
    left: float
    column: float
    header: float
    overhang: float
    rotated: bool
    columns: tuple[tuple[str, ...], ...]
    labels: tuple[tuple[str, ...], ...]
    cells: tuple[tuple[tuple[str, ...], ...], ...]
    heights: tuple[float, ...]
    title: tuple[str, ...]
    caption: tuple[str, ...]
    width: float

    @property
    def height(self) -> float:
        """Height of the whole figure."""
        return self.top + sum(self.heights) + self.bottom

    @property
    def top(self) -> float:
        """Height of title and column names."""
        return _stack(self.title, _TITLE) + 2 * _PAD + self.header + _PAD

    @property
    def bottom(self) -> float:
        """Height of the caption."""
        return _stack(self.caption, _CAPTION) + 3 * _PAD


def plot_matrix(
    matrix: ThemeMatrix,
    *,
    count: What = "words",
    area: str = ALL,
    language: str = "",
    print_size: PrintSize = "auto",
) -> Figure:
    """Draw a theme matrix as a shaded table.

    Parameters
    ----------
    matrix : ThemeMatrix
    count : {"words", "sites", "speakers", "segments"}, default="words"
        Words are the form for print; numbers are for the team, and the caption says so.
    area : str, default="alle"
        An area, ``"begge"`` or ``"alle"``.
    language : str, optional
        Language of title and caption; by default the matrix's.
    print_size : {"auto", "portrait", "landscape"}, default="auto"
        The side of an A4 page that the figure may fill; ``"auto"`` looks at the number of columns.

    Returns
    -------
    matplotlib.figure.Figure
        Not known to pyplot, so nothing needs to be closed; a notebook shows it.

    Notes
    -----
    Rows and columns without content are left out, and the caption says how many. Where the interview guide
    was recorded, ``–`` and ``/`` say why a cell is empty.
    """
    if print_size not in ("auto", *_PAGE):
        raise UsageError(
            f"there is no print size {print_size!r}",
            code="QC-MX12",
            where="plot_matrix",
            allowed="auto, portrait or landscape",
            do="Choose one of them.",
        )
    content = _content(matrix, count, area, Labels(_LABELS, language or matrix.basis.language))
    if print_size == "auto":
        print_size = "landscape" if len(content.columns) >= _MANY_COLUMNS else "portrait"
    with _plain_style():
        return _draw(content, _fit(content, *_PAGE[print_size]))


def save_figure(figure: Figure, path: Path) -> None:
    """Write a figure as PNG (300 dots an inch) or SVG; the same figure gives the same bytes.

    No date, no name of a program or person stands in the file.

    Raises
    ------
    ReportError
        The ending is neither ``.png`` nor ``.svg`` (QC-MX13).
    """
    kind = path.suffix.lower().removeprefix(".")
    if kind not in {"png", "svg"}:
        raise ReportError(
            f"a figure cannot be written as {path.suffix!r}",
            code="QC-MX13",
            where=path.name,
            allowed=".png or .svg",
            do="Choose one of the two endings.",
        )
    metadata = {"Software": None} if kind == "png" else {"Date": None, "Creator": None}
    with _plain_style(), replacing(path) as temporary:
        figure.savefig(temporary, format=kind, dpi=300, metadata=metadata)


@contextmanager
def _plain_style() -> Iterator[None]:
    """Keep a user's own matplotlib settings, and random ids, out of the figure."""
    import matplotlib.style

    fixed = {"svg.hashsalt": "qualcode", "svg.fonttype": "path", "font.family": _FONT}
    with matplotlib.style.context(["default", fixed]), warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Glyph .* missing from font")  # an emoji in a code's name
        yield


# --- what is drawn --------------------------------------------------------------------------------------------


def _content(matrix: ThemeMatrix, count: What, area: str, labels: Labels) -> _Content:
    rows, columns = matrix.filled(area)
    highest = max((int(matrix.value(r, c, _measure(count), area)) for r in rows for c in columns), default=1)
    scale = matrix.basis.sites_total if _measure(count) == "sites" else highest
    lines, group = [], ""
    for row in rows:
        if _group(matrix, row) != group:
            group = _group(matrix, row)
            lines += [_Line(group, is_group=True)] if group else []
        lines.append(_row(matrix, row, columns, count, area, scale))
    return _Content(
        title=_title(matrix, area, labels),
        caption=_caption(matrix, count, lines, len(rows), len(columns), labels),
        columns=tuple(matrix.column_names[column] for column in columns),
        lines=tuple(lines),
    )


def _measure(count: What) -> What:
    """Return the number behind what is shown; a word stands for a number of sites."""
    return "sites" if count == "words" else count


def _group(matrix: ThemeMatrix, row: str) -> str:
    """Name the part of the branch that a row belongs to, such as internal or external partners."""
    depth = matrix.rows.count(".") + 1
    parts = row.split(".")
    return matrix.codebook[".".join(parts[: depth + 1])].name if len(parts) > depth + 1 else ""


def _row(matrix: ThemeMatrix, row: str, columns: Sequence[str], count: What, area: str, scale: int) -> _Line:
    texts: list[str] = []
    shades: list[float | None] = []
    for column in columns:
        number = int(matrix.value(row, column, _measure(count), area))
        texts.append(str(matrix.value(row, column, count, area)) if number else matrix.mark(row, column))
        shades.append((number - 1) / max(1, scale - 1) if number else None)
    return _Line(matrix.row_names[row], tuple(texts), tuple(shades))


def _title(matrix: ThemeMatrix, area: str, labels: Labels) -> str:
    if area == ALL:
        return matrix.title
    return f"{matrix.title} – {labels('both') if area == BOTH else matrix.basis.areas[area]}"


def _caption(
    matrix: ThemeMatrix, count: What, lines: Sequence[_Line], rows: int, columns: int, labels: Labels
) -> str:
    basis = matrix.basis
    parts = [
        labels(
            "basis",
            interviews=basis.n_documents,
            speakers=basis.n_speakers,
            codebook=basis.codebook_version or matrix.codebook.version,
            coding_set=basis.coding_set,
        )
    ]
    parts.append(labels(count) if rows else labels("empty"))
    missing = {"row": len(matrix.row_names) - rows, "column": len(matrix.column_names) - columns}
    left_out = [labels(f"{what}{'s' * (n > 1)}", n=n) for what, n in missing.items() if n]
    if left_out:
        parts.append(labels("left out", what=labels("and").join(left_out)))
    marks = [mark for mark in ("–", "/") if any(mark in line.texts for line in lines)]
    if marks:
        parts.append("; ".join(labels(mark) for mark in marks) + ".")
    return " ".join(parts)


# --- where it stands ------------------------------------------------------------------------------------------


def _fit(content: _Content, width: float, height: float) -> _Layout:
    """Take the largest type that fits the page; a table that never does may grow beyond its lower edge."""
    layout = _layout(content, width, _SIZES[0])
    for size in _SIZES:
        layout = _layout(content, width, size)
        if layout.height <= height and _cells_fit(layout):
            return layout
    return layout


def _layout(content: _Content, width: float, size: float) -> _Layout:
    labels = tuple(
        _wrap(line.label, size, _ROW_LABEL * 1.5 if line.is_group else _ROW_LABEL, bold=line.is_group)
        for line in content.lines
    )
    inset = max(
        (
            _widest(label, size)
            for label, line in zip(labels, content.lines, strict=True)
            if not line.is_group
        ),
        default=0.5,
    )
    left = inset + 3 * _PAD
    number = max(1, len(content.columns))
    column = min(_WIDEST_COLUMN, (width - left) / number)
    columns, rotated = _column_names(content.columns, size, column)
    overhang = 0.0
    if rotated:
        for _ in range(3):  # wider columns wrap names otherwise, and these hang over less
            overhang = _overhang(columns, size, column)
            column = max(_NARROWEST_COLUMN, min(_WIDEST_COLUMN, (width - left - overhang) / number))
            columns = tuple(_slanted(name, size, column) for name in content.columns)
        overhang = _overhang(columns, size, column)
    cells = tuple(tuple(_wrap(text, size, column - _PAD) for text in line.texts) for line in content.lines)
    heights = tuple(
        max([_stack(label, size), *(_stack(text, size) for text in line)]) + (0.8 if line else 1.4) * _PAD
        for label, line in zip(labels, cells, strict=True)
    )
    full = max(left + column * len(content.columns) + overhang, min(width, 4.8))
    return _Layout(
        size=size,
        left=left,
        column=column,
        header=_header(columns, size, rotated=rotated),
        overhang=overhang,
        rotated=rotated,
        columns=columns,
        labels=labels,
        cells=cells,
        heights=heights,
        title=_wrap(content.title, _TITLE, full - 2 * _PAD, bold=True),
        caption=_wrap(content.caption, _CAPTION, full - 2 * _PAD),
        width=full,
    )


def _column_names(
    names: Sequence[str], size: float, column: float
) -> tuple[tuple[tuple[str, ...], ...], bool]:
    """Wrap the names upright where they fit in four lines, else slanted."""
    upright = tuple(_wrap(name, size, column - _PAD) for name in names)
    if all(len(lines) <= 4 and _widest(lines, size) <= column - _PAD for lines in upright):
        return upright, False
    return tuple(_slanted(name, size, column) for name in names), True


def _slanted(name: str, size: float, column: float) -> tuple[str, ...]:
    """Wrap a slanted name into as many lines as stand side by side above its column."""
    room = column * math.sin(math.radians(_ANGLE))
    most = max(1, int(room / _stack(("x",), size)))
    return _balanced(name, size, most)


def _overhang(columns: Sequence[tuple[str, ...]], size: float, column: float) -> float:
    """Return how far slanted names reach beyond the last column."""
    lean = math.cos(math.radians(_ANGLE))
    reach = [
        (at + 0.5) * column + _widest(lines, size) * lean + _stack(lines, size) - len(columns) * column
        for at, lines in enumerate(columns)
    ]
    return max(0.0, *reach, 0.0)


def _header(columns: Sequence[tuple[str, ...]], size: float, *, rotated: bool) -> float:
    if not columns:
        return 0.0
    if not rotated:
        return max(_stack(lines, size) for lines in columns) + _PAD
    rise, lean = math.sin(math.radians(_ANGLE)), math.cos(math.radians(_ANGLE))
    return max(_widest(lines, size) * rise + _stack(lines, size) * lean for lines in columns) + _PAD


def _cells_fit(layout: _Layout) -> bool:
    room = layout.column - _PAD / 2
    return all(_widest(text, layout.size) <= room for line in layout.cells for text in line)


def _wrap(text: str, size: float, room: float, *, bold: bool = False) -> tuple[str, ...]:
    """Break a text between words so that its lines fit; a word that is too long gets a line of its own."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and _width(longer, size, bold=bold) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    return tuple(lines)


def _balanced(text: str, size: float, most: int) -> tuple[str, ...]:
    """Break a text into at most so many lines, the longest of them as short as can be."""
    candidates = sorted({_width(" ".join(part), size) for part in _runs(text.split())})
    for room in candidates:
        lines = _wrap(text, size, room)
        if len(lines) <= most and _widest(lines, size) <= room:
            return lines
    return (text,)


def _runs(words: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(len(words)):
        for end in range(start + 1, len(words) + 1):
            yield words[start:end]


def _widest(lines: Sequence[str], size: float) -> float:
    return max((_width(line, size) for line in lines), default=0.0)


def _stack(lines: Sequence[str], size: float) -> float:
    """Return the height of lines of type, in inches."""
    return len(lines) * size * _LEADING / 72


def _width(text: str, size: float, *, bold: bool = False) -> float:
    """Return the width of a line of type, in inches."""
    return _width_of_a_point(text, bold=bold) * size / 72


@lru_cache(maxsize=8192)
def _width_of_a_point(text: str, *, bold: bool) -> float:
    from matplotlib.font_manager import FontProperties
    from matplotlib.textpath import text_to_path

    font = FontProperties(family=_FONT, weight="bold" if bold else "normal", size=100)
    width, _, _ = text_to_path.get_text_width_height_descent(text, font, ismath=False)
    return float(width) / 100


# --- drawing --------------------------------------------------------------------------------------------------


def _draw(content: _Content, layout: _Layout) -> Figure:
    figure = _new_figure(layout.width, layout.height)
    axes = figure.add_axes((0.0, 0.0, 1.0, 1.0))
    axes.set_xlim(0, layout.width)
    axes.set_ylim(layout.height, 0)  # downwards, as one reads
    axes.set_axis_off()
    _write(axes, _PAD, _PAD, layout.title, _TITLE, weight="bold")
    _draw_column_names(axes, layout)
    y = layout.top
    for line, label, texts, height in zip(
        content.lines, layout.labels, layout.cells, layout.heights, strict=True
    ):
        _draw_line(axes, layout, line, label, texts, y, height)
        y += height
    _write(axes, _PAD, y + 2 * _PAD, layout.caption, _CAPTION, color=_FAINT)
    return figure


def _new_figure(width: float, height: float) -> Figure:
    """Make a figure that a notebook shows, whatever backend is set."""
    from io import BytesIO

    from matplotlib.figure import Figure

    class TableFigure(Figure):
        def _repr_png_(self) -> bytes:
            image = BytesIO()
            with _plain_style():
                self.savefig(image, format="png", dpi=144)
            return image.getvalue()

    return TableFigure(figsize=(width, height), facecolor="white")


def _draw_column_names(axes: Axes, layout: _Layout) -> None:
    for at, lines in enumerate(layout.columns):
        x = layout.left + (at + 0.5) * layout.column
        axes.text(
            x,
            layout.top - _PAD,
            "\n".join(lines),
            fontsize=layout.size,
            color=_INK,
            rotation=_ANGLE if layout.rotated else 0,
            rotation_mode="anchor",
            ha="left" if layout.rotated else "center",
            va="center" if layout.rotated else "bottom",
            linespacing=_LEADING - 0.1,
            parse_math=False,
        )


def _draw_line(
    axes: Axes,
    layout: _Layout,
    line: _Line,
    label: tuple[str, ...],
    texts: Sequence[tuple[str, ...]],
    y: float,
    height: float,
) -> None:
    right = layout.left + layout.column * len(layout.columns)
    middle = y + height / 2
    if line.is_group:
        bottom = y + height - 0.4 * _PAD - _stack(label, layout.size) / 2
        _centred(axes, _PAD, bottom, label, layout.size, ha="left", weight="bold")
        axes.plot([_PAD, right], [y, y], color=_FAINT, linewidth=0.8)
        return
    _centred(axes, layout.left - _PAD, middle, label, layout.size, ha="right")
    for at, (text, shade) in enumerate(zip(texts, line.shades, strict=True)):
        x = layout.left + at * layout.column
        fill = (1.0, 1.0, 1.0) if shade is None else _shade(shade)
        _box(axes, x, y, layout.column, height, fill)
        ink = _FAINT if shade is None else _ink_on(fill)
        _centred(axes, x + layout.column / 2, middle, text, layout.size, ha="center", color=ink)


def _box(
    axes: Axes, x: float, y: float, width: float, height: float, fill: tuple[float, float, float]
) -> None:
    from matplotlib.patches import Rectangle

    axes.add_patch(Rectangle((x, y), width, height, facecolor=fill, edgecolor=_RULE, linewidth=0.5))


def _write(
    axes: Axes,
    x: float,
    y: float,
    lines: Sequence[str],
    size: float,
    *,
    color: str = _INK,
    weight: str = "normal",
) -> None:
    axes.text(
        x,
        y,
        "\n".join(lines),
        fontsize=size,
        color=color,
        weight=weight,
        ha="left",
        va="top",
        linespacing=_LEADING - 0.1,
        parse_math=False,
    )


def _centred(
    axes: Axes,
    x: float,
    y: float,
    lines: Sequence[str],
    size: float,
    *,
    ha: str,
    color: str = _INK,
    weight: str = "normal",
) -> None:
    axes.text(
        x,
        y,
        "\n".join(lines),
        fontsize=size,
        color=color,
        weight=weight,
        ha=ha,
        va="center",
        multialignment=ha,
        linespacing=_LEADING - 0.1,
        parse_math=False,
    )


def _shade(share: float) -> tuple[float, float, float]:
    """Return a blue from light to dark: one hue, so that it reads without colour and for the colour-blind."""
    red, green, blue = (low + (high - low) * share for low, high in zip(_LIGHT, _DARK, strict=True))
    return red, green, blue


def _ink_on(fill: tuple[float, float, float]) -> str:
    """Return black or white, whichever stands out more (at least 4.5 to 1, by WCAG)."""
    return "#000000" if _luminance(fill) > 0.179 else "#ffffff"


def _luminance(colour: tuple[float, float, float]) -> float:
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in colour]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
