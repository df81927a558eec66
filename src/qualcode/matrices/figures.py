"""A theme matrix drawn for print: words on a single-hue scale, on an A4 page, readable without colour."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Literal
from xml.sax.saxutils import escape

from qualcode.errors import ReportError, UsageError
from qualcode.labels import Labels
from qualcode.matrices.counting import ALL, BOTH
from qualcode.matrices.figure_drawing import draw
from qualcode.matrices.figure_layout import Content, Line, fit
from qualcode.matrices.figure_style import PAGES, few_note, page, words_of
from qualcode.plain_figures import plain_style
from qualcode.safe_io import replacing

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from qualcode.matrices.theme import ThemeMatrix, What

PrintSize = Literal["auto", "portrait", "landscape"]

_MANY_COLUMNS = 9
"""From here on a table with words needs the long side of the page."""

_NO_METADATA = {
    "png": {"Software": None},
    "svg": {"Date": None, "Creator": None, "Format": None, "Type": None},
    "pdf": {"CreationDate": None, "Creator": None, "Producer": None},
}

_LABELS = {
    "basis": {
        "da": "Grundlag: kodebog {codebook}, kodesæt {coding_set}.",
        "en": "Based on codebook {codebook}, coding set {coding_set}.",
    },
    "team basis": {
        "da": "Grundlag: {n} interview med {speakers} informanter; kodebog {codebook}, kodesæt {coding_set}.",
        "en": "Based on {n} interviews with {speakers} informants; codebook {codebook}, coding set {coding_set}.",
    },
    "words": {
        "da": "Ordene angiver, hvor mange af undersøgelsens {sites} der har sagt det.",
        "en": "The words say at how many of the study's {sites} it was said.",
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
    "the sites": {"da": "steder", "en": "sites"},
}


def plot_matrix(
    matrix: ThemeMatrix,
    *,
    count: What = "words",
    area: str = ALL,
    language: str = "",
    print_size: PrintSize = "auto",
    sites: str = "",
    titled: bool = True,
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
        The side of an A4 page that the figure may fill (16 cm wide upright, 25 cm on its side); ``"auto"``
        looks at the number of columns.
    sites : str, optional
        What the study's sites are called in the plural; by default *steder*, or *sites*.
    titled : bool, default=True
        False where a caption beside the figure has the title.

    Returns
    -------
    matplotlib.figure.Figure
        Not known to pyplot, so nothing needs to be closed; a notebook shows it.

    Notes
    -----
    Rows and columns without content are left out, and the caption says how many. Where the interview guide
    was recorded, ``–`` and ``/`` say why a cell is empty.
    """
    if print_size not in ("auto", *PAGES):
        raise UsageError(
            f"there is no print size {print_size!r}",
            code="QC-MX12",
            where="plot_matrix",
            allowed="auto, portrait or landscape",
            do="Choose one of them.",
        )
    labels = Labels(_LABELS, language or matrix.basis.language)
    content = _content(matrix, count, area, labels, sites or labels("the sites"), titled=titled)
    if print_size == "auto":
        print_size = "landscape" if len(content.columns) >= _MANY_COLUMNS else "portrait"
    with plain_style():
        return draw(content, fit(content, *page(print_size)))


def save_figure(figure: Figure, path: Path, *, alt_text: str = "") -> None:
    """Write a figure as PNG (300 dots an inch), SVG or PDF; the same figure gives the same bytes.

    No date, no name of a program or person stands in the file. An SVG keeps its words as text, and carries
    ``alt_text`` for those who hear it.

    Raises
    ------
    ReportError
        The ending is another one (QC-MX13).
    """
    kind = path.suffix.lower().removeprefix(".")
    if kind not in _NO_METADATA:
        raise ReportError(
            f"a figure cannot be written as {path.suffix!r}",
            code="QC-MX13",
            where=path.name,
            allowed=", ".join(f".{known}" for known in _NO_METADATA),
            do="Choose one of these endings.",
        )
    data = BytesIO()
    with plain_style():
        figure.savefig(data, format=kind, dpi=300, metadata=_NO_METADATA[kind])
    made = data.getvalue()
    with replacing(path) as temporary:
        temporary.write_bytes(_told(made, alt_text) if kind == "svg" and alt_text else made)


def _told(svg: bytes, alt_text: str) -> bytes:
    """Put a text that is read aloud at the head of a picture."""
    start = svg.index(b"<svg ")
    head = svg.index(b">", start)
    title = f"<title>{escape(alt_text)}</title>".encode()
    return svg[:head] + b' role="img">\n ' + title + svg[head + 1 :]


def _content(
    matrix: ThemeMatrix, count: What, area: str, labels: Labels, sites: str, *, titled: bool
) -> Content:
    rows, columns = matrix.filled(area)
    highest = max((int(matrix.value(r, c, _measure(count), area)) for r in rows for c in columns), default=1)
    scale = matrix.basis.sites_total if _measure(count) == "sites" else highest
    lines, group = [], ""
    for row in rows:
        if _group(matrix, row) != group:
            group = _group(matrix, row)
            lines += [Line(group, is_group=True)] if group else []
        lines.append(_row(matrix, row, columns, count, area, scale))
    return Content(
        title=_title(matrix, area, labels) if titled else "",
        caption=_caption(matrix, count, lines, len(rows), len(columns), labels, sites),
        columns=tuple(matrix.column_names[column] for column in columns),
        lines=tuple(lines),
        key=_key(matrix, count),
    )


def _measure(count: What) -> What:
    """Return the number behind what is shown; a word stands for a number of sites."""
    return "sites" if count == "words" else count


def _group(matrix: ThemeMatrix, row: str) -> str:
    """Name the part of the branch that a row belongs to, such as internal or external partners."""
    depth = matrix.rows.count(".") + 1
    parts = row.split(".")
    return matrix.codebook[".".join(parts[: depth + 1])].name if len(parts) > depth + 1 else ""


def _row(matrix: ThemeMatrix, row: str, columns: Sequence[str], count: What, area: str, scale: int) -> Line:
    texts: list[str] = []
    shades: list[float | None] = []
    for column in columns:
        number = int(matrix.value(row, column, _measure(count), area))
        texts.append(str(matrix.value(row, column, count, area)) if number else matrix.mark(row, column))
        shades.append(_shade(matrix, number, count, scale) if number else None)
    return Line(matrix.row_names[row], tuple(texts), tuple(shades))


def _shade(matrix: ThemeMatrix, number: int, count: What, scale: int) -> float:
    """Return how dark a cell is; two numbers under one word have one shade, which would tell them apart."""
    if count != "words":
        return (number - 1) / max(1, scale - 1)
    known = words_of(matrix.basis)
    return known.index(matrix.basis.quantifier(number)) / max(1, len(known) - 1)


def _key(matrix: ThemeMatrix, count: What) -> tuple[tuple[str, float], ...]:
    """Name the shades; numbers always have room in their cells and need no key."""
    if count != "words":
        return ()
    known = words_of(matrix.basis)
    return tuple((word, at / max(1, len(known) - 1)) for at, word in enumerate(known))


def _title(matrix: ThemeMatrix, area: str, labels: Labels) -> str:
    if area == ALL:
        return matrix.title
    return f"{matrix.title} – {labels('both') if area == BOTH else matrix.basis.areas[area]}"


def _caption(
    matrix: ThemeMatrix,
    count: What,
    lines: Sequence[Line],
    rows: int,
    columns: int,
    labels: Labels,
    sites: str,
) -> str:
    basis = matrix.basis
    parts = [
        labels(
            # Numbers of interviews and persons are for the team: with one interview a site they tell the sites.
            "basis" if count == "words" else "team basis",
            n=basis.n_documents,
            speakers=basis.n_speakers,
            codebook=basis.codebook_version or matrix.codebook.version,
            coding_set=basis.coding_set,
        )
    ]
    parts.append(labels(count, sites=sites) if rows else labels("empty"))
    if count == "words" and rows and (few := few_note(basis, basis.language, sites)):
        parts.append(few)
    missing = {"row": len(matrix.row_names) - rows, "column": len(matrix.column_names) - columns}
    left_out = [labels(f"{what}{'s' * (n > 1)}", n=n) for what, n in missing.items() if n]
    if left_out:
        parts.append(labels("left out", what=labels("and").join(left_out)))
    marks = [mark for mark in ("–", "/") if any(mark in line.texts for line in lines)]
    if marks:
        parts.append("; ".join(labels(mark) for mark in marks) + ".")
    return " ".join(parts)
