"""Single tables as a Word file: with the report's styles, or those of the authority's own template."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import count
from pathlib import Path

from docx.document import Document
from docx.shared import Mm, Twips

from qualcode.interchange.shown_table import ShownTable, in_parts, printable
from qualcode.labels import Labels
from qualcode.reporting.content import plain
from qualcode.reporting.docx_package import open_base, packed, scrub
from qualcode.reporting.docx_pages import Pages, number_pages, set_a4
from qualcode.reporting.docx_styles import style_ids
from qualcode.reporting.docx_writer import LANGUAGES
from qualcode.reporting.docx_xml import Element, element, field, paragraph, text_run
from qualcode.reporting.words import WORDS
from qualcode.safe_io import PRIVATE_FILE, write_bytes

_CHARACTER = int(Mm(2.0) / Twips(1))
"""Mean width of a character in a table, in twentieths of a point: 10 point, as ``Table Text`` has it."""

_ONE_PAGE = 20
"""Rows that fit a page."""


def write_table_docx(
    tables: Sequence[ShownTable], path: Path, *, template: Path | None = None, mode: int = PRIVATE_FILE
) -> None:
    """Write tables as a Word file, whole or not at all.

    Parameters
    ----------
    tables : sequence of ShownTable
        Each with its caption above and its notes below. The page lies on its side where a table is too wide for an
        upright one; a table that is wider still stands in parts, each with the rows' headings.
    path : Path
    template : Path, optional
        A Word file whose styles, page and footer are used.
    mode : int
        Permissions; only the owner can read unless said otherwise.

    Raises
    ------
    ReportError
        The template cannot be used (QC-RP03).
    """
    write_bytes(path, table_docx_bytes(tables, template=template), mode=mode)


def table_docx_bytes(tables: Sequence[ShownTable], *, template: Path | None = None) -> bytes:
    """Return tables as the bytes of a Word file; the same tables give the same bytes."""
    language = tables[0].language
    document = open_base(template)
    styles = style_ids(document, own=template is None)
    if template is None:
        set_a4(document)
    number_pages(document, Labels(WORDS, language)("page"), styles["footer"])
    # A file of tables has no title page to leave without a number.
    document.sections[-1].different_first_page_header_footer = False
    _Writer(document, styles, language).write(tables)
    scrub(document, title=plain(tables[0].caption), language=LANGUAGES.get(language, LANGUAGES["en"]))
    return packed(document)


class _Writer:
    """Puts tables into a document, one after the other."""

    def __init__(self, document: Document, styles: Mapping[str, str], language: str) -> None:
        self._document = document
        self._styles = styles
        self._words = Labels(WORDS, language)
        self._pages = Pages(document)
        self._numbers = count(1)

    def write(self, tables: Sequence[ShownTable]) -> None:
        self._pages.sideways = any(self._is_wide(table) for table in tables)
        room = self._pages.width // _CHARACTER
        for table in tables:
            for part in in_parts(table, room):
                self._table(part)
        body = self._document.element.body
        body.replace(body.sectPr, self._pages.section())

    def _is_wide(self, table: ShownTable) -> bool:
        return sum(table.widths()) * _CHARACTER > self._pages.upright_width

    def _add(self, block: Element) -> None:
        self._document.element.body.sectPr.addprevious(block)

    def _table(self, table: ShownTable) -> None:
        label = self._words("table")
        number = field(f"SEQ {label} \\* ARABIC", str(next(self._numbers)))
        caption = [text_run(f"{label} "), *number, text_run(f". {plain(table.caption)}")]
        self._add(paragraph(self._styles["caption"], *caption))
        widths = _widths(table, self._pages.width)
        rows = [*self._head(table, widths), *self._body(table, widths)]
        self._add(_table(self._styles["Report Table"], plain(table.caption), widths, rows))
        # Word joins tables that nothing stands between, and a file does not end with one.
        below = paragraph(self._styles["Normal"], text_run(plain(" ".join(table.notes))))
        below.pPr.append(element("spacing", before="80"))
        self._add(below)

    def _head(self, table: ShownTable, widths: Sequence[int]) -> Iterator[Element]:
        if table.groups:
            cells, at = [self._heading("", widths[0])], 1
            for name, n in table.groups:
                cells.append(self._heading(name, sum(widths[at : at + n]), over=n))
                at += n
            yield _row(cells, header=True)
        yield _row(
            [self._heading(name, width) for name, width in zip(table.header, widths, strict=True)],
            header=True,
        )

    def _heading(self, name: str, width: int, *, over: int = 1) -> Element:
        span = [element("gridSpan", val=str(over))] if over > 1 else []
        return _cell([paragraph(self._styles["Table Heading"], text_run(plain(name)))], width, *span)

    def _body(self, table: ShownTable, widths: Sequence[int]) -> Iterator[Element]:
        numbers = [table.is_number(column) for column in range(len(table.header))]
        for at, row in enumerate(table.rows, start=1):
            # A short table stays on one page, and the last row with the notes.
            keep = len(table.rows) <= _ONE_PAGE or at == len(table.rows)
            yield _row(
                [
                    _cell(list(self._lines(table.text(cell), right=number, keep=keep)), width)
                    for cell, number, width in zip(row, numbers, widths, strict=True)
                ]
            )

    def _lines(self, text: str, *, right: bool, keep: bool) -> Iterator[Element]:
        for line in printable(text).split("\n"):
            made = paragraph(self._styles["Table Text"], text_run(line))
            if keep:
                made.pPr.append(element("keepNext"))
            if right:
                made.pPr.append(element("jc", val="right"))
            yield made


def _widths(table: ShownTable, room: int) -> list[int]:
    """Share the page among the columns by what they need; a small table stays small."""
    needed = [width * _CHARACTER for width in table.widths(room // _CHARACTER)]
    shrink = min(1.0, room / sum(needed))
    return [int(width * shrink) for width in needed]


def _table(style: str, caption: str, widths: Sequence[int], rows: Sequence[Element]) -> Element:
    look = element(
        "tblLook", firstRow="1", lastRow="0", firstColumn="1", lastColumn="0", noHBand="1", noVBand="1"
    )
    properties = element(
        "tblPr",
        element("tblStyle", val=style),
        element("tblW", w=str(sum(widths)), type="dxa"),
        element("tblLayout", type="fixed"),
        look,
        element("tblCaption", val=caption),
    )
    grid = element("tblGrid", *(element("gridCol", w=str(width)) for width in widths))
    return element("tbl", properties, grid, *rows)


def _row(cells: Sequence[Element], *, header: bool = False) -> Element:
    properties = [element("cantSplit"), *([element("tblHeader")] if header else [])]
    return element("tr", element("trPr", *properties), *cells)


def _cell(content: Sequence[Element], width: int, *properties: Element) -> Element:
    return element("tc", element("tcPr", element("tcW", w=str(width), type="dxa"), *properties), *content)
