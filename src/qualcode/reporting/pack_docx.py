"""A fact-check pack as a Word file: a letter, and a table with a column for every part of the answer.

The codes are ordinary text, since Word and LibreOffice both keep that: content controls, bookmarks and styles they do not.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from docx.document import Document
from docx.oxml.ns import qn

from qualcode.factcheck.answers import BOX
from qualcode.factcheck.forms import about
from qualcode.factcheck.packs import Item, Pack
from qualcode.factcheck.words import WORDS
from qualcode.labels import Labels
from qualcode.reporting.content import plain
from qualcode.reporting.docx_package import open_base, packed, scrub
from qualcode.reporting.docx_pages import Pages, number_pages, set_a4
from qualcode.reporting.docx_styles import style_ids
from qualcode.reporting.docx_writer import LANGUAGES
from qualcode.reporting.docx_xml import Element, element, paragraph, text_run
from qualcode.reporting.words import WORDS as REPORT_WORDS
from qualcode.safe_io import PRIVATE_FILE, write_bytes

# The columns in order, and how the width of the page is shared among them.
_COLUMNS = {
    "number": 21, "about": 25, "words": 74, "answer": 42, "wording": 40, "comment": 32, "by": 20, "at": 20,
}  # fmt: skip
_BLANK = "_" * 30
_SHADE = "F5F7FA"
_TO_FILL_IN = (30, 40)  # shares of the page: what is asked, and room for the answer


def write_pack_docx(
    pack: Pack,
    path: Path,
    *,
    title: str,
    language: str,
    template: Path | None = None,
    mode: int = PRIVATE_FILE,
) -> None:
    """Write a pack as a Word file, whole or not at all.

    Parameters
    ----------
    pack : Pack
    path : Path
    title : str
        Title of the report that the words would print in.
    language : str
        ``"da"`` or ``"en"``.
    template : Path, optional
        A Word file whose styles, page and footer are used.
    mode : int
        Permissions; only the owner can read unless said otherwise.

    Raises
    ------
    ReportError
        The template cannot be used (QC-RP03).
    """
    write_bytes(path, pack_docx_bytes(pack, title=title, language=language, template=template), mode=mode)


def pack_docx_bytes(pack: Pack, *, title: str, language: str, template: Path | None = None) -> bytes:
    """Return a pack as the bytes of a Word file; the same pack gives the same bytes."""
    document = open_base(template)
    styles = style_ids(document, own=template is None)
    if template is None:
        set_a4(document)
    number_pages(document, Labels(REPORT_WORDS, language)("page"), styles["footer"])
    document.sections[-1].different_first_page_header_footer = False  # a letter numbers its first page, too
    _Writer(document, styles, language).write(pack, plain(title))
    scrub(document, title=Labels(WORDS, language)("title"), language=LANGUAGES.get(language, LANGUAGES["en"]))
    settings = document.settings.element
    for update in settings.findall(
        qn("w:updateFields")
    ):  # Word would ask the interviewed a question about fields
        settings.remove(update)
    return packed(document)


class _Writer:
    """Puts a pack into a document."""

    def __init__(self, document: Document, styles: Mapping[str, str], language: str) -> None:
        self._document = document
        self._styles = styles
        self._language = language
        self._words = Labels(WORDS, language)
        self._pages = Pages(document)
        self._pages.sideways = True

    def write(self, pack: Pack, title: str) -> None:
        self._letter(pack, title)
        self._heading("to_check")
        widths = self._shares(list(_COLUMNS.values()))
        head = [
            self._cell([(self._words(key), "Table Heading")], w)
            for key, w in zip(_COLUMNS, widths, strict=True)
        ]
        rows = [
            row for number, item in enumerate(pack.items, start=1) for row in self._item(number, item, widths)
        ]
        self._add(
            _table(
                self._styles["Report Table"],
                self._words("to_check"),
                widths,
                [_row(head, header=True), *rows],
            )
        )
        self._paragraph("Normal")  # a Word file does not end with a table
        body = self._document.element.body
        body.replace(body.sectPr, self._pages.section())

    # -- the letter ----------------------------------------------------------------------------------------------------

    def _letter(self, pack: Pack, title: str) -> None:
        words = self._words
        made = paragraph(self._styles["heading 1"], text_run(f"{words('title')}: {title}"))
        made.pPr.append(
            element("pageBreakBefore", val="false")
        )  # the style begins a page, and the first one is empty
        self._add(made)
        self._paragraph("Normal", words("pack", code=pack.code))
        self._paragraph("Normal", f"{words('greeting')}")
        self._paragraph("Normal", words("thanks", title=title))
        self._heading("how")
        for key in ("how_read", "how_tick", "how_names", "how_code"):
            self._paragraph("List Bullet", words(key))
        self._add(paragraph(self._styles["Normal"], text_run(words("silence"), self._styles["Strong"])))
        self._paragraph("Normal", f"{words('deadline')} {_BLANK}")
        self._paragraph("Normal", f"{words('send_to')} {_BLANK}")
        self._add(_kept_with_next(paragraph(self._styles["Normal"], text_run(words("once")))))
        asked, room, _ = self._shares([*_TO_FILL_IN, 100 - sum(_TO_FILL_IN)])
        rows = [
            _row([self._cell([(words(key), "Table Heading")], asked), self._cell([("", "Table Text")], room)])
            for key in ("by", "at")
        ]
        self._add(_table(self._styles["Report Table"], words("once"), [asked, room], rows, lines=True))

    def _heading(self, key: str) -> None:
        self._add(paragraph(self._styles["heading 2"], text_run(self._words(key))))

    # -- the table -----------------------------------------------------------------------------------------------------

    def _item(self, number: int, item: Item, widths: Sequence[int]) -> list[Element]:
        """Return the row to be answered, and below it, over the whole width, what the words rest on or support."""
        words = self._words
        code = paragraph(self._styles["Table Text"], _unchecked(text_run(item.code)))
        beside = about(item, self._language)
        content = {
            "number": [(str(number), "Strong")],
            "about": [(words(item.kind), "Table Text")],
            "words": list(self._printed(item)),
            "answer": [
                (f"{BOX}\u00a0{words(a)}", "Table Text") for a in ("approved", "changed", "withdrawn")
            ],
        }
        cells = [
            self._cell(content.get(key, [("", "Table Text")]), width)
            for key, width in zip(_COLUMNS, widths, strict=True)
        ]
        cells[0].append(code)
        rows = [_row(cells)]
        if beside:
            for made in rows[0].iter(qn("w:p")):
                _kept_with_next(made)
            rows.append(self._below(beside, sum(widths)))
        return rows

    def _below(self, beside: Sequence[tuple[str, str]], width: int) -> Element:
        """Return a row with one cell, which nobody fills in."""
        lines: list[str] = []
        for lead, text in beside:
            first, *others = text.split("\n")
            # One line needs no heading of its own; several passages do.
            lines += [lead, first, *others] if others else [f"{lead} {first}"]
        cell = self._cell([(line, "Table Text") for line in lines], width)
        cell.tcPr.append(element("gridSpan", val=str(len(_COLUMNS))))
        cell.tcPr.append(element("shd", val="clear", color="auto", fill=_SHADE))
        return _row([cell])

    def _printed(self, item: Item) -> Iterator[tuple[str, str]]:
        if item.kind == "quote":
            yield f"{self._words('open')}{item.text}{self._words('close')}", "Table Text"
        else:
            yield item.text, "Table Text"
        if item.attribution:
            yield f"– {item.attribution}", "Table Text"

    # -- blocks --------------------------------------------------------------------------------------------------------

    def _shares(self, parts: Sequence[int]) -> list[int]:
        return [int(part * self._pages.width / sum(parts)) for part in parts]

    def _add(self, block: Element) -> None:
        self._document.element.body.sectPr.addprevious(block)

    def _paragraph(self, style: str, text: str = "") -> None:
        self._add(paragraph(self._styles[style], *([text_run(plain(text))] if text else [])))

    def _cell(self, lines: Sequence[tuple[str, str]], width: int) -> Element:
        made = [self._line(text, style) for text, style in lines]
        return element("tc", element("tcPr", element("tcW", w=str(width), type="dxa")), *made)

    def _line(self, text: str, style: str) -> Element:
        """Return a line of a cell; a strong one is no heading, which would tie its row to the next one."""
        manner = self._styles[style] if style == "Strong" else ""
        run = [text_run(_kept_blanks(text), manner)] if text else []
        return paragraph(self._styles["Table Text" if manner else style], *run)


def _kept_blanks(text: str) -> str:
    """Return a clean line in which a box stays beside its answer."""
    return plain(text).replace(f"{BOX} ", f"{BOX}\u00a0")


def _unchecked(run: Element) -> Element:
    """Mark a run so that nothing proofreads it: a code is no word."""
    run.insert(0, element("rPr", element("noProof")))
    return run


def _kept_with_next(made: Element) -> Element:
    made.pPr.append(element("keepNext"))
    return made


_LINES = ("top", "left", "bottom", "right", "insideH", "insideV")


def _table(
    style: str, caption: str, widths: Sequence[int], rows: Sequence[Element], *, lines: bool = True
) -> Element:
    borders = [
        element(
            "tblBorders", *(element(side, val="single", sz="4", space="0", color="8EA9C8") for side in _LINES)
        )
    ]
    properties = element(
        "tblPr",
        element("tblStyle", val=style),
        element("tblW", w=str(sum(widths)), type="dxa"),
        *(borders if lines else []),
        element("tblLayout", type="fixed"),
        element(
            "tblLook", firstRow="1", lastRow="0", firstColumn="0", lastColumn="0", noHBand="1", noVBand="1"
        ),
        element("tblCaption", val=caption),
    )
    grid = element("tblGrid", *(element("gridCol", w=str(width)) for width in widths))
    return element("tbl", properties, grid, *rows)


def _row(cells: Sequence[Element], *, header: bool = False) -> Element:
    properties = [element("cantSplit"), *([element("tblHeader")] if header else [])]
    return element("tr", element("trPr", *properties), *cells)
