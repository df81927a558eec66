"""The report as a Word file."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import count
from pathlib import Path

from docx.document import Document
from docx.oxml.ns import qn
from docx.shared import Inches, Mm, Twips
from docx.text.paragraph import Paragraph

from qualcode.labels import Labels
from qualcode.reporting.content import (
    Cell,
    FactBox,
    FigureBlock,
    Passage,
    Report,
    Run,
    Section,
    Statement,
    TableBlock,
    lines_of,
    plain,
)
from qualcode.reporting.docx_package import open_base, packed, scrub
from qualcode.reporting.docx_pages import Pages, number_pages, set_a4
from qualcode.reporting.docx_styles import style_ids
from qualcode.reporting.docx_xml import (
    Element,
    Places,
    element,
    field,
    link,
    paragraph,
    runs,
    text_run,
)
from qualcode.reporting.png import read_picture
from qualcode.reporting.quoting import in_marks
from qualcode.reporting.words import WORDS
from qualcode.safe_io import write_bytes

LANGUAGES = {"da": "da-DK", "en": "en-GB"}
# The contents list chapters and sections; what is below them would fill pages.
_CONTENTS_LEVELS = 2
# A figure this many times as wide as the text stands on a page that lies on its side.
_MUCH_WIDER = 1.15
_CAPTION_HEIGHT = Mm(18)
_TABLE = qn("w:tbl")


def write_docx(report: Report, path: Path, *, template: Path | None = None) -> None:
    """Write a report as a Word file, whole or not at all.

    Parameters
    ----------
    report : Report
    path : Path
    template : Path, optional
        A Word file whose styles, page and footer are used; its text, comments and properties are not.

    Raises
    ------
    ReportError
        The template (QC-RP03) or a figure (QC-RP04) cannot be used.
    UnreadableFileError, UnsafeFileError
        The template is missing, damaged, or no file that can be opened safely.
    """
    write_bytes(path, docx_bytes(report, template=template))


def docx_bytes(report: Report, *, template: Path | None = None) -> bytes:
    """Return a report as the bytes of a Word file; the same report gives the same bytes."""
    document = open_base(template)
    styles = style_ids(document, own=template is None)
    if template is None:
        set_a4(document)
    number_pages(document, Labels(WORDS, report.language)("page"), styles["footer"])
    _Writer(report, document, styles).write()
    language = LANGUAGES.get(report.language, LANGUAGES["en"])
    scrub(document, title=plain(report.title), language=language)
    return packed(document)


class _Writer:
    """Puts a report into a document, block by block."""

    def __init__(self, report: Report, document: Document, styles: Mapping[str, str]) -> None:
        self._report = report
        self._document = document
        self._styles = styles
        self._words = Labels(WORDS, report.language)
        self._places = Places()
        self._pages = Pages(document)
        self._numbers = {"table": count(1), "figure": count(1)}

    def write(self) -> None:
        self._title_page()
        self._contents()
        for level, section in self._report.walk():
            self._section(level, section)
        if self._document.element.body.sectPr.getprevious().tag == _TABLE:
            self._paragraph("Normal")  # a Word file does not end with a table
        body = self._document.element.body
        body.replace(body.sectPr, self._pages.section())

    # One block after the other.

    def _add(self, block: Element) -> None:
        end = self._document.element.body.sectPr
        before = end.getprevious()
        if block.tag == _TABLE and before is not None and before.tag == _TABLE:
            # Word joins tables that nothing stands between.
            end.addprevious(paragraph(self._styles["Normal"]))
        end.addprevious(block)

    def _paragraph(self, style: str, *content: Element) -> Element:
        made = paragraph(self._styles[style], *content)
        self._add(made)
        return made

    def _title_page(self) -> None:
        report = self._report
        self._paragraph("Title", text_run(plain(report.title)))
        if report.subtitle:
            self._paragraph("Subtitle", text_run(plain(report.subtitle)))
        for line in report.meta:
            self._paragraph("Report Meta", text_run(plain(line)))
        if report.notice:
            self._paragraph("Report Notice", text_run(plain(report.notice)))

    def _contents(self) -> None:
        """Write a table of contents that Word completes with page numbers; until then it leads to the headings."""
        _on_new_page(self._paragraph("TOC Heading", text_run(self._words("contents"))))
        entries = [
            paragraph(self._styles[f"toc {level}"], link(section.anchor, text_run(plain(section.heading))))
            for level, section in self._report.walk()
            if level <= _CONTENTS_LEVELS
        ]
        for entry in entries:
            self._add(entry)
        if entries:
            start, code, middle, _, end = field(f'TOC \\o "1-{_CONTENTS_LEVELS}" \\h \\z \\u', "")
            for piece in (middle, code, start):
                entries[0].pPr.addnext(piece)
            entries[-1].append(end)

    def _lay(self, *, sideways: bool) -> None:
        """Turn the page, if it does not lie so already: what stands before becomes a section of its own."""
        if self._pages.sideways == sideways:
            return
        last = self._document.element.body.sectPr.getprevious()
        if last.tag == _TABLE:
            last = self._paragraph("Section End")
        last.pPr.append(self._pages.section())
        self._pages.sideways = sideways

    def _section(self, level: int, section: Section) -> None:
        self._lay(sideways=False)
        heading = text_run(plain(section.heading))
        made = self._paragraph(f"heading {min(level, 3)}", *self._places.around(section.anchor, [heading]))
        if section is self._report.sections[0]:
            _on_new_page(made)
        for text in section.paragraphs:
            self._paragraph("Normal", text_run(plain(text)))
        for item in section.items:
            self._paragraph("List Bullet", text_run(plain(item)))
        if section.pulled:
            self._paragraph("Intense Quote", text_run(in_marks(section.pulled, self._report.language)))
        for box in section.boxes:
            self._box(box)
        for statement in section.statements:
            self._add(self._bullet(statement))
        for passage in section.passages:
            self._passage(passage)
        for table in section.tables:
            self._table(table)
        for figure in section.figures:
            self._figure(figure)

    def _passage(self, passage: Passage) -> None:
        """Write a paragraph of statements, each with its place, and the quotes that support them."""
        content: list[Element] = []
        for number, statement in enumerate(passage.statements):
            content += [text_run(" ")] if number else []
            content += self._places.around(statement.anchor, list(self._runs(statement.runs)))
        self._paragraph("Report Lead" if passage.quotes else "Body Text", *content)
        for quote in passage.quotes:
            self._paragraph("Quote", text_run(in_marks(plain(quote.text), self._report.language)))
            self._paragraph("Quote Source", text_run(plain(quote.attribution)))
        for box in passage.boxes:
            self._box(box)

    def _bullet(self, statement: Statement) -> Element:
        content = list(self._runs(statement.runs))
        return paragraph(self._styles["List Bullet"], *self._places.around(statement.anchor, content))

    def _runs(self, line: Iterable[Run]) -> Iterator[Element]:
        return runs(line, self._places, strong=self._styles["Strong"], linked=self._styles["Hyperlink"])

    def _box(self, box: FactBox) -> None:
        label = f"{plain(box.label)}: " if box.label else ""
        content = [paragraph(self._styles["Box Heading"], text_run(f"{label}{plain(box.heading)}"))]
        content += [paragraph(self._styles["Box Text"], text_run(plain(text))) for text in box.paragraphs]
        content += [paragraph(self._styles["List Bullet"], text_run(plain(item))) for item in box.items]
        content += [self._bullet(statement) for statement in box.statements]
        if box.source:
            content.append(paragraph(self._styles["Box Source"], text_run(plain(box.source))))
        row = element("tr", element("trPr", element("cantSplit")), _cell(content, self._pages.width))
        self._add(_table(self._styles["Report Box"], [self._pages.width], [row]))
        self._paragraph("Box End")  # room below it, which a table has none of

    def _caption(self, kind: str, text: str) -> None:
        label = self._words(kind)
        number = field(f"SEQ {label} \\* ARABIC", str(next(self._numbers[kind])))
        self._paragraph("caption", text_run(f"{label} "), *number, text_run(f". {plain(text)}"))

    def _table(self, table: TableBlock) -> None:
        self._caption("table", table.caption)
        widths = [int(share * self._pages.width) for share in table.shares]
        header = self._row(table.header, widths, "Table Heading", "tblHeader")
        rows = [self._row(row, widths, "Table Text") for row in table.rows]
        made = _table(self._styles["Report Table"], widths, [header, *rows])
        made.tblPr.append(element("tblCaption", val=plain(table.caption)))
        self._add(made)

    def _row(self, cells: Sequence[Cell], widths: Sequence[int], style: str, *properties: str) -> Element:
        made = element("tr", element("trPr", element("cantSplit"), *map(element, properties)))
        for cell, width in zip(cells, widths, strict=True):
            lines = [paragraph(self._styles[style], *self._runs(line)) for line in lines_of(cell)]
            made.append(_cell(lines, width))
        return made

    def _figure(self, figure: FigureBlock) -> None:
        picture = read_picture(figure.png)
        self._lay(sideways=picture.width > _MUCH_WIDER * Twips(self._pages.upright_width).inches)
        self._caption("figure", figure.caption)
        room = Twips(self._pages.height).inches - _CAPTION_HEIGHT.inches
        width, height = picture.fitted(Twips(self._pages.width).inches, room)
        holder = self._paragraph("Report Figure")
        shape = (
            Paragraph(holder, self._document._body)
            .add_run()
            .add_picture(io.BytesIO(picture.png), Inches(width), Inches(height))
        )
        shape._inline.docPr.set("descr", plain(figure.alt_text))


def _on_new_page(heading: Element) -> None:
    """Begin a page: the title page and the contents end so in every template, and leave no style to say it."""
    heading.pPr.append(element("pageBreakBefore"))


def _table(style: str, widths: Sequence[int], rows: Sequence[Element]) -> Element:
    """Return a table that keeps its widths: Word and LibreOffice guess differently where they may."""
    look = element(
        "tblLook", firstRow="1", lastRow="0", firstColumn="0", lastColumn="0", noHBand="1", noVBand="1"
    )
    properties = element(
        "tblPr",
        element("tblStyle", val=style),
        element("tblW", w=str(sum(widths)), type="dxa"),
        element("tblLayout", type="fixed"),
        look,
    )
    grid = element("tblGrid", *(element("gridCol", w=str(width)) for width in widths))
    return element("tbl", properties, grid, *rows)


def _cell(content: Sequence[Element], width: int) -> Element:
    return element("tc", element("tcPr", element("tcW", w=str(width), type="dxa")), *content)
