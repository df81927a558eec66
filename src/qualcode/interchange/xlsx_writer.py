"""Excel workbooks: typed cells, nothing that runs, and the same bytes for the same input.

The workbook is written here and not by openpyxl, because openpyxl writes every sheet through a file in the
shared temporary folder (where a killed run would leave the text), stamps time and author, raises at control
characters and cuts texts at 32,767 characters.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias
from xml.sax.saxutils import escape, quoteattr

from qualcode.errors import InterchangeError
from qualcode.interchange.cells import RowValues, in_columns
from qualcode.interchange.checks import folded
from qualcode.interchange.guarding import guard
from qualcode.interchange.xlsx_text import COLUMN_LIMIT, ROW_LIMIT, TEXT_LIMIT, column_letters, escaped
from qualcode.safe_io import PRIVATE_FILE, write_bytes

Sheet: TypeAlias = tuple[Sequence[str], Iterable[RowValues]]

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_NUMBER_STYLE, _HEADER_STYLE, _TEXT_STYLE = 1, 2, 3
_HEADING_WIDTH = 18
"""Characters of a heading on a line: it breaks, else a matrix would be as wide as its headings are long."""
_EXACT_DIGITS = 15
"""Digits of a number that a spreadsheet keeps; longer ones are written as text."""

# Cell styles: 0 default, 1 numbers, 2 header (bold on grey), 3 text (format "@": a spreadsheet leaves it alone).
_STYLES = (
    f'{_HEAD}<styleSheet xmlns="{_MAIN}">'
    '<fonts count="2"><font><sz val="11"/><name val="Calibri"/><family val="2"/></font>'
    '<font><b/><sz val="11"/><name val="Calibri"/><family val="2"/></font></fonts>'
    '<fills count="3"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid">'
    '<fgColor rgb="FFE7E6E6"/><bgColor indexed="64"/></patternFill></fill></fills>'
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="4"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" applyAlignment="1">'
    '<alignment vertical="top"/></xf>'
    '<xf numFmtId="49" fontId="1" fillId="2" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1" '
    'applyFill="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>'
    '<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyAlignment="1">'
    '<alignment vertical="top" wrapText="1"/></xf></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)


def _width(text: str, *, heading: bool) -> int:
    longest = max(map(len, text.split("\n")))
    return max(min(longest, _HEADING_WIDTH), *map(len, text.split())) if heading and text.split() else longest


def write_xlsx(
    path: Path, sheets: Mapping[str, Sheet], *, headings: int = 0, mode: int = PRIVATE_FILE
) -> None:
    """Write tables as the sheets of an Excel workbook.

    Numbers are numbers, texts are texts and never formulas. A text that a spreadsheet would run when somebody
    edits it gets an apostrophe and comes back as it was. The header is frozen and has a filter. The file names
    no author and no time.

    Parameters
    ----------
    path : Path
        Written whole or not at all.
    sheets : mapping of str to (columns, rows)
        By name; a name that a workbook cannot have is adapted. Rows as for
        :func:`~qualcode.interchange.write_csv`.
    headings : int
        How many first columns hold the rows' headings: they stay in sight, too.
    mode : int
        Permissions; only the owner can read unless said otherwise.

    Raises
    ------
    InterchangeError
        QC-TB13: a text has more than 32,767 characters (it is never cut). QC-TB14: too many rows or columns,
        or no sheet. QC-TB10, QC-TB11, QC-TB12 as for CSV.

    Examples
    --------
    >>> import tempfile
    >>> file = Path(tempfile.mkdtemp()) / "matrix.xlsx"
    >>> write_xlsx(file, {"matrix": (["row", "sites"], [["politi", 5], ["skole", 6]])})
    >>> from qualcode.interchange import read_table
    >>> [dict(row) for row in read_table(file)]
    [{'row': 'politi', 'sites': '5'}, {'row': 'skole', 'sites': '6'}]
    """
    if not sheets:
        raise InterchangeError("there is no sheet to write", code="QC-TB14", where=path.name)
    names = _sheet_names(list(sheets))
    made = [
        _Sheet(path.name, name, *sheet, headings) for name, sheet in zip(names, sheets.values(), strict=True)
    ]
    parts = {
        "[Content_Types].xml": _content_types(len(made)),
        "_rels/.rels": _relationships([("officeDocument", "xl/workbook.xml")]),
        "xl/workbook.xml": _workbook(made),
        "xl/_rels/workbook.xml.rels": _relationships(
            [("worksheet", f"worksheets/sheet{n}.xml") for n in range(1, len(made) + 1)]
            + [("styles", "styles.xml")]
        ),
        "xl/styles.xml": _STYLES,
    }
    parts |= {f"xl/worksheets/sheet{number}.xml": sheet.xml() for number, sheet in enumerate(made, start=1)}
    write_bytes(path, _zipped(parts), mode=mode)


def _zipped(parts: Mapping[str, str]) -> bytes:
    """Return a zip archive that is the same at every time and on every system."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            info = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 0
            info.external_attr = 0
            archive.writestr(info, text.encode("utf-8"))
    return made.getvalue()


def _content_types(sheets: int) -> str:
    overrides = [("/xl/workbook.xml", "sheet.main"), ("/xl/styles.xml", "styles")]
    overrides += [(f"/xl/worksheets/sheet{number}.xml", "worksheet") for number in range(1, sheets + 1)]
    lines = "".join(
        f'<Override PartName="{part}" ContentType="{_TYPE}.{kind}+xml"/>' for part, kind in overrides
    )
    return (
        f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{lines}</Types>'
    )


def _relationships(targets: Sequence[tuple[str, str]]) -> str:
    lines = "".join(
        f'<Relationship Id="rId{number}" Type="{_RELS}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, start=1)
    )
    return f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{lines}</Relationships>'


def _workbook(sheets: Sequence[_Sheet]) -> str:
    entries = "".join(
        f'<sheet name={quoteattr(sheet.name)} sheetId="{number}" r:id="rId{number}"/>'
        for number, sheet in enumerate(sheets, start=1)
    )
    filters = "".join(
        f'<definedName name="_xlnm._FilterDatabase" localSheetId="{number}" hidden="1">'
        f"{escape(sheet.filter_place)}</definedName>"
        for number, sheet in enumerate(sheets)
    )
    return (
        f'{_HEAD}<workbook xmlns="{_MAIN}" xmlns:r="{_RELS}"><bookViews><workbookView/></bookViews>'
        f"<sheets>{entries}</sheets><definedNames>{filters}</definedNames></workbook>"
    )


def _sheet_names(names: Sequence[str]) -> list[str]:
    """Return names that a workbook takes: 31 characters, no brackets or slashes, each only once."""
    made: list[str] = []
    for name in names:
        plain = (
            re.sub(r"[\[\]:*?/\\\x00-\x1f\ud800-\udfff\ufffe\uffff]", "-", name)[:31].strip("' ") or "sheet"
        )
        number, candidate = 2, plain
        while folded(candidate) in map(folded, made):
            candidate = f"{plain[: 30 - len(str(number))]}-{number}"
            number += 1
        made.append(candidate)
    return made


@dataclass(slots=True)
class _Sheet:
    """One sheet on its way to XML."""

    file: str
    name: str
    columns: Sequence[str]
    rows: Iterable[RowValues] = field(repr=False)
    headings: int = 0
    widths: list[int] = field(init=False, repr=False)
    lines: list[str] = field(init=False, repr=False, default_factory=list)

    def __post_init__(self) -> None:
        if not 0 < len(self.columns) <= COLUMN_LIMIT:
            self._too_large(f"{len(self.columns)} columns", f"A sheet has 1 to {COLUMN_LIMIT}")
        self.widths = [0] * len(self.columns)
        self._add(self.columns, _HEADER_STYLE)
        for row in self.rows:
            if len(self.lines) >= ROW_LIMIT:
                self._too_large("too many rows", f"A sheet has at most {ROW_LIMIT}")
            self._add(in_columns(row, self.columns), _TEXT_STYLE)

    def _too_large(self, found: str, allowed: str) -> None:
        where = f"{self.file}, sheet {self.name}"
        raise InterchangeError(
            found, code="QC-TB14", where=where, allowed=allowed, do="Write it as .csv instead."
        )

    def _add(self, values: Sequence[str | int | float | bool], text_style: int) -> None:
        number = len(self.lines) + 1
        cells = [self._cell(value, column, number, text_style) for column, value in enumerate(values)]
        self.lines.append(f'<row r="{number}">{"".join(cells)}</row>')

    def _cell(self, value: str | int | float | bool, column: int, row: int, text_style: int) -> str:
        place = f"{column_letters(column + 1)}{row}"
        if isinstance(value, bool):
            return f'<c r="{place}" s="{_NUMBER_STYLE}" t="b"><v>{int(value)}</v></c>'
        if isinstance(value, int) and len(str(abs(value))) > _EXACT_DIGITS:
            value = str(value)
        if not isinstance(value, str):
            shown = repr(value)
            self.widths[column] = max(self.widths[column], len(shown))
            return f'<c r="{place}" s="{_NUMBER_STYLE}"><v>{shown}</v></c>'
        if not value:
            return ""
        text = self._checked(guard(value), place)
        self.widths[column] = max(self.widths[column], _width(text, heading=text_style == _HEADER_STYLE))
        inner = escape(escaped(text))
        return (
            f'<c r="{place}" s="{text_style}" t="inlineStr"><is><t xml:space="preserve">{inner}</t></is></c>'
        )

    def _checked(self, text: str, place: str) -> str:
        where = f"{self.file}, sheet {self.name}, cell {place}"
        try:
            length = len(text.encode("utf-16-le")) // 2 if len(text) * 2 > TEXT_LIMIT else len(text)
            text.encode("utf-8")
        except UnicodeEncodeError:
            found = "the cell would hold half a character (a lone surrogate)"
            do = "Correct the text it comes from."
            raise InterchangeError(found, code="QC-TB10", where=where, do=do) from None
        if length > TEXT_LIMIT:
            raise InterchangeError(
                f"a text of {length} characters does not fit into a cell",
                code="QC-TB13",
                where=where,
                allowed=f"At most {TEXT_LIMIT}; nothing is cut",
                do="Write it as .csv, or choose shorter stretches.",
            )
        return text

    @property
    def _corner(self) -> str:
        return f"{column_letters(len(self.columns))}{len(self.lines)}"

    @property
    def filter_place(self) -> str:
        """Where the filter stands, as the workbook names it."""
        quoted = self.name.replace("'", "''")
        return f"'{quoted}'!$A$1:${column_letters(len(self.columns))}${len(self.lines)}"

    def _panes(self) -> str:
        """Return what stays in sight: the header, and the rows' headings unless all columns are headings."""
        if not 0 < self.headings < len(self.columns):
            return (
                '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
                '<selection pane="bottomLeft"/>'
            )
        corner = f"{column_letters(self.headings + 1)}2"
        return (
            f'<pane xSplit="{self.headings}" ySplit="1" topLeftCell="{corner}" activePane="bottomRight" '
            'state="frozen"/><selection pane="topRight"/><selection pane="bottomLeft"/>'
            '<selection pane="bottomRight"/>'
        )

    def xml(self) -> str:
        columns = "".join(
            f'<col min="{number}" max="{number}" width="{min(max(width + 2, 9), 60)}" customWidth="1"/>'
            for number, width in enumerate(self.widths, start=1)
        )
        return (
            f'{_HEAD}<worksheet xmlns="{_MAIN}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><dimension ref="A1:{self._corner}"/>'
            f'<sheetViews><sheetView workbookViewId="0">{self._panes()}</sheetView></sheetViews>'
            f'<sheetFormatPr defaultRowHeight="15"/><cols>{columns}</cols>'
            f'<sheetData>{"".join(self.lines)}</sheetData><autoFilter ref="A1:{self._corner}"/>'
            # On paper: A4, sideways, as wide as the page, as long as it is.
            '<pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/></worksheet>'
        )
