"""Excel workbooks: a row per turn in the first sheet that has known columns.

The parts are read here and not by a library: its parser checks neither archive nor XML, and forgets merged cells.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from xml.etree.ElementTree import Element

from qualcode.errors import DocumentImportError
from qualcode.importers.base import Reader, Reading, Source, counted
from qualcode.importers.office import open_office, relations, xml_part
from qualcode.importers.rows import Row, find_header, read_rows, refuse_header
from qualcode.importers.textfiles import line_feeds
from qualcode.safe_io import Archive, walk_xml

NAME = "xlsx"

_COLUMNS = 200
"""Columns that are looked at; a transcript has a handful."""
_MERGED = 50_000
"""Cells that merged areas may fill."""

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})")
_QUOTED = re.compile(r"\"[^\"]*\"|\[[^\]]*\]|\\.")
_TIME_FORMATS = frozenset({14, 15, 16, 17, 18, 19, 20, 21, 22, 45, 46, 47})


def read(source: Source) -> Reading:
    """Read an Excel workbook."""
    archive = open_office(source, "xl/workbook.xml")
    reading = Reading()
    book = _Book.of(archive, source)
    found: list[tuple[str, list[Row], int]] = []
    widest = 0
    for number, path in enumerate(book.sheets, start=1):
        rows = _rows(archive, path, book, source)
        widest = max([widest, *(len(row.cells) for row in rows[:1])])
        header = find_header(rows)
        if header is not None:
            found.append((f"sheet {number}", rows, header))
    if not found:
        raise refuse_header(source, widest)
    place, rows, header = found[0]
    others = len(book.sheets) - 1 + book.hidden
    if others:
        reading.doubt("sheets", place, f"only this sheet is read; {counted(others, 'other sheet')} left out")
    read_rows(rows, header, reading)
    return reading


@dataclass(slots=True)
class _Book:
    """What the sheets of a workbook share."""

    sheets: list[str]
    hidden: int
    strings: list[str] = field(repr=False)
    time_styles: frozenset[int]
    since: datetime

    @classmethod
    def of(cls, archive: Archive, source: Source) -> _Book:
        """Read the workbook's own parts."""
        root = xml_part(archive, "xl/workbook.xml", source)
        targets = relations(archive, "xl/_rels/workbook.xml.rels", source)
        sheets = [element for element in root.iter() if element.tag.endswith("}sheet")]
        visible = [sheet for sheet in sheets if sheet.get("state", "visible") == "visible"]
        paths = [_target(sheet, targets) for sheet in visible]
        from_1904 = any(
            e.tag.endswith("}workbookPr") and e.get("date1904") in ("1", "true") for e in root.iter()
        )
        return cls(
            sheets=[path for path in paths if path in archive],
            hidden=len(sheets) - len(visible),
            strings=_strings(archive, source),
            time_styles=_time_styles(archive, source),
            since=datetime(1904, 1, 1) if from_1904 else datetime(1899, 12, 30),
        )


def _target(sheet: Element, targets: dict[str, str]) -> str:
    relation = next((value for key, value in sheet.attrib.items() if key.endswith("}id")), "")
    target = targets.get(relation, "")
    return target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"xl/{target}")


def _time_styles(archive: Archive, source: Source) -> frozenset[int]:
    """Return the cell styles that show a number as date or time."""
    if "xl/styles.xml" not in archive:
        return frozenset()
    root = xml_part(archive, "xl/styles.xml", source)
    own = {
        element.get("numFmtId"): _QUOTED.sub("", element.get("formatCode", "")).lower()
        for element in root.iter()
        if element.tag.endswith("}numFmt")
    }
    times = {number for number, shown in own.items() if any(letter in shown for letter in "hsyd")}
    formats = [
        cell.get("numFmtId", "0") for group in root if group.tag.endswith("}cellXfs") for cell in group
    ]
    return frozenset(
        index
        for index, number in enumerate(formats)
        if number in times or (number.isdigit() and int(number) in _TIME_FORMATS)
    )


class _Texts:
    """Collects the text of elements of one kind, without phonetic guides."""

    def __init__(self, element: str, take: Callable[[str], None]) -> None:
        self._element = element
        self._take = take
        self._parts: list[str] = []
        self._in_text = False
        self._phonetic = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition("}")[2]
        if name == self._element:
            self._parts = []
        self._phonetic += name == "rPh"
        self._in_text = name == "t" and not self._phonetic

    def end(self, tag: str) -> None:
        name = tag.rpartition("}")[2]
        self._in_text = False
        self._phonetic -= name == "rPh"
        if name == self._element:
            self._take(_plain("".join(self._parts)))

    def data(self, text: str) -> None:
        if self._in_text:
            self._parts.append(text)


def _plain(text: str) -> str:
    """Turn Excel's ``_x000A_`` into the character it means, and its line breaks into line feeds."""
    if "_x" in text:
        text = _ESCAPED.sub(_unescaped, text)
    return line_feeds(text)


def _unescaped(found: re.Match[str]) -> str:
    character = chr(int(found[1], 16))
    return character if character.isprintable() or character in "\t\n\r" else found[0]


def _strings(archive: Archive, source: Source) -> list[str]:
    strings: list[str] = []
    if "xl/sharedStrings.xml" in archive:
        walker = _Texts("si", strings.append)
        walk_xml(archive.chunks("xl/sharedStrings.xml"), walker, where=source.name)
    return strings


class _Sheet:
    """Collects the cells of a sheet and its merged areas."""

    def __init__(self, book: _Book, source: Source) -> None:
        self._book = book
        self._source = source
        self.rows: dict[int, dict[int, str]] = {}
        self.merged: list[tuple[int, int, int, int]] = []
        self._cell: tuple[int, int] | None = None
        self._kind = ""
        self._style = 0
        self._row = 0
        self._column = -1
        self._parts: list[str] = []
        self._in_value = False
        self._phonetic = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition("}")[2]
        if name == "row":
            self._row = int(attributes["r"]) if attributes.get("r", "").isdigit() else self._row + 1
            self._column = -1
        elif name == "c":
            self._begin_cell(attributes)
        elif name == "mergeCell":
            self._merge(attributes.get("ref", ""))
        self._phonetic += name == "rPh"
        self._in_value = name in ("v", "t") and self._cell is not None and not self._phonetic

    def _begin_cell(self, attributes: dict[str, str]) -> None:
        match = _REFERENCE.fullmatch(attributes.get("r", ""))
        self._column = _column(match[1]) if match else self._column + 1
        row = int(match[2]) if match else self._row
        self._cell = (row, self._column) if self._column < _COLUMNS else None
        self._kind = attributes.get("t", "n")
        style = attributes.get("s", "0")
        self._style = int(style) if style.isdigit() else 0
        self._parts = []

    def _merge(self, reference: str) -> None:
        first, _, last = reference.partition(":")
        one, two = _REFERENCE.fullmatch(first), _REFERENCE.fullmatch(last)
        if one and two:
            self.merged.append((int(one[2]), _column(one[1]), int(two[2]), _column(two[1])))

    def end(self, tag: str) -> None:
        name = tag.rpartition("}")[2]
        self._in_value = False
        self._phonetic -= name == "rPh"
        if name == "c" and self._cell is not None:
            row, column = self._cell
            value = self._value("".join(self._parts))
            if value:
                self.rows.setdefault(row, {})[column] = value
            self._cell = None

    def data(self, text: str) -> None:
        if self._in_value:
            self._parts.append(text)

    def _value(self, raw: str) -> str:
        if self._kind == "s":
            index = int(raw) if raw.strip().isdigit() else -1
            if not 0 <= index < len(self._book.strings):
                raise DocumentImportError(
                    f"a cell in row {self._cell[0] if self._cell else 0} points to a text that is not there",
                    code="QC-IM10",
                    where=self._source.name,
                    do="Open it in Excel and save it again.",
                )
            return self._book.strings[index]
        if self._kind == "n" and self._style in self._book.time_styles and raw:
            return _moment(raw, self._book.since)
        return "" if self._kind == "e" else _plain(raw)


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


_LONGEST = 40
"""Days: up to here a time is a position in a recording (Excel counts 25:10 as hours), above it a date."""


def _moment(raw: str, since: datetime) -> str:
    """Show a number of days as a position in the recording or as a moment."""
    try:
        days = float(raw)
        if 0 <= days < _LONGEST:
            seconds = round(days * 86_400, 3)
            return f"{int(seconds // 3600)}:{int(seconds // 60 % 60):02}:{seconds % 60:06.3f}"
        return (since + timedelta(days=days)).isoformat()
    except (ValueError, OverflowError):
        return raw


def _rows(archive: Archive, path: str, book: _Book, source: Source) -> list[Row]:
    sheet = _Sheet(book, source)
    walk_xml(archive.chunks(path), sheet, where=source.name)
    _fill_merged(sheet)
    rows = []
    for number in sorted(sheet.rows):
        cells = sheet.rows[number]
        width = max(cells) + 1
        row = Row(number, [cells.get(column, "") for column in range(width)])
        if any(cell.strip() for cell in row.cells):
            rows.append(row)
    return rows


def _fill_merged(sheet: _Sheet) -> None:
    """Give the rows below the first of a merged area its value: one speaker cell beside several rows."""
    left = _MERGED
    for top, first, bottom, _ in sheet.merged:
        value = sheet.rows.get(top, {}).get(first, "")
        for row in range(top + 1, min(bottom, top + left) + 1 if value else top):
            if row in sheet.rows:
                sheet.rows[row].setdefault(first, value)
            left -= 1


READER = Reader((".xlsx",), read)
