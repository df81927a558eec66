"""The first sheet of an Excel workbook as texts.

Read here and not by openpyxl: a workbook from a stranger goes through the checked archive and the XML walker,
a formula is refused (its stored result may be old), and every way in which it can be damaged is one error.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from math import isfinite
from pathlib import Path
from posixpath import join, normpath
from xml.etree.ElementTree import Element

from qualcode.errors import InterchangeError, UnreadableFileError
from qualcode.interchange.cells import MAX_COLUMNS, RawRow, RawTable
from qualcode.interchange.checks import Problems
from qualcode.interchange.guarding import unguard
from qualcode.interchange.xlsx_text import COLUMN_LIMIT, ROW_LIMIT, column_number, unescaped
from qualcode.safe_io import FILE_LIMIT, Archive, parse_xml, read_limited, walk_xml

_PLACE = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
_WHOLE = re.compile(r"-?[0-9]{1,15}")
_INDEX = re.compile(r"[0-9]{1,9}")
_NOT_A_DATE = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')
_DATE_FORMATS = {*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)}
"""Built-in number formats that show a date or time (ECMA-376, 18.8.30)."""
_REL_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_REL_ID_STRICT = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"


def read_xlsx(path: Path, problems: Problems) -> RawTable:
    """Read the first sheet that is not hidden.

    Parameters
    ----------
    path : Path
    problems : Problems
        Takes formulas, error values and cells in impossible places.

    Returns
    -------
    RawTable
        Numbers as people write them (``7``, not ``7.0``), dates in ISO 8601, bools as ``true`` and ``false``.
        Rows without any text are left out.

    Raises
    ------
    UnreadableFileError, UnsafeFileError
        It is no workbook, it is damaged, or it could harm.
    """
    archive = Archive(read_limited(path, FILE_LIMIT), where=path.name)
    book = _Book(archive, path.name)
    sheet, more = book.first_sheet()
    notes = (f"{path.name}: the first of {more + 1} sheets was read",) if more else ()
    strings = book.shared_strings()
    walker = _SheetWalker(path.name, problems, strings, book.date_styles(), book.epoch)
    walk_xml(archive.chunks(sheet), walker, where=path.name)
    return RawTable(_padded(walker.rows), notes)


def _padded(rows: list[RawRow]) -> list[RawRow]:
    """Give every row the cells that the header has: a workbook leaves empty ones out."""
    width = len(rows[0].cells) if rows else 0
    for row in rows:
        row.cells.extend([""] * (width - len(row.cells)))
    return rows


def _local(name: str) -> str:
    return name.rpartition("}")[2]


def _damaged(where: str) -> UnreadableFileError:
    return UnreadableFileError(
        "the workbook is damaged",
        code="QC-TB04",
        where=where,
        do="Save it again with a spreadsheet program, or as CSV UTF-8.",
    )


class _Book:
    """The parts of a workbook around its sheets."""

    def __init__(self, archive: Archive, where: str) -> None:
        self._archive = archive
        self._where = where
        self._folder, self._name = self._main_part()
        self._tree = self._xml(f"{self._folder}/{self._name}" if self._folder else self._name)
        self._targets = self._relations(self._folder, self._name)
        properties = next((e for e in self._tree.iter() if _local(e.tag) == "workbookPr"), None)
        is_1904 = properties is not None and properties.get("date1904") in ("1", "true")
        self.epoch = datetime(1904, 1, 1) if is_1904 else datetime(1899, 12, 30)

    def _xml(self, part: str) -> Element:
        return parse_xml(self._archive.read(part), where=self._where)

    def _main_part(self) -> tuple[str, str]:
        for kind, target in self._relations("", "").values():
            if kind == "officeDocument":
                folder, _, name = target.rpartition("/")
                return folder, name
        raise _damaged(self._where)

    def _relations(self, folder: str, name: str) -> dict[str, tuple[str, str]]:
        """Return kind and target of every relation of a part, by its id; a target outside is left out."""
        part = f"{folder}/_rels/{name}.rels" if folder else f"_rels/{name}.rels"
        found = {}
        for element in self._xml(part) if part in self._archive else ():
            target = element.get("Target", "")
            if element.get("TargetMode") != "External" and target:
                where = target.lstrip("/") if target.startswith("/") else normpath(join(folder, target))
                found[element.get("Id", "")] = (element.get("Type", "").rpartition("/")[2], where)
        return found

    def _part(self, kind: str) -> str | None:
        parts = (target for found, target in self._targets.values() if found == kind)
        return next((part for part in parts if part in self._archive), None)

    def first_sheet(self) -> tuple[str, int]:
        """Return the first sheet that people see, and how many more there are."""
        parts = []
        for sheet in self._tree.iter():
            if _local(sheet.tag) != "sheet" or sheet.get("state", "visible") != "visible":
                continue
            relation = sheet.get(_REL_ID) or sheet.get(_REL_ID_STRICT) or ""
            kind, target = self._targets.get(relation, ("", ""))
            if kind == "worksheet":
                parts.append(target)
        if not parts:
            raise _damaged(self._where)
        return parts[0], len(parts) - 1

    def shared_strings(self) -> list[str]:
        """Return the texts that cells name by number."""
        part = self._part("sharedStrings")
        if part is None:
            return []
        walker = _StringsWalker()
        walk_xml(self._archive.chunks(part), walker, where=self._where)
        return walker.strings

    def date_styles(self) -> set[str]:
        """Return the numbers of the cell styles that show a date."""
        part = self._part("styles")
        if part is None:
            return set()
        tree = self._xml(part)
        formats = {
            element.get("numFmtId", ""): element.get("formatCode", "")
            for element in tree.iter()
            if _local(element.tag) == "numFmt"
        }
        cells = next((element for element in tree.iter() if _local(element.tag) == "cellXfs"), ())
        return {
            str(number)
            for number, style in enumerate(cells)
            if _shows_date(style.get("numFmtId", "0"), formats)
        }


def _shows_date(number: str, formats: dict[str, str]) -> bool:
    if number in formats:
        return bool(re.search("[dmyhs]", _NOT_A_DATE.sub("", formats[number]).casefold()))
    return number.isascii() and number.isdigit() and int(number) in _DATE_FORMATS


class _StringsWalker:
    """Gathers shared strings; hints for the reading of Japanese (``rPh``) are no part of the text."""

    def __init__(self) -> None:
        self.strings: list[str] = []
        self._pieces: list[str] = []
        self._in_text = False
        self._in_hint = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = _local(tag)
        if name == "si":
            self._pieces = []
        elif name == "rPh":
            self._in_hint = True
        elif name == "t":
            self._in_text = not self._in_hint

    def end(self, tag: str) -> None:
        name = _local(tag)
        if name == "si":
            self.strings.append("".join(self._pieces))
        elif name == "rPh":
            self._in_hint = False
        elif name == "t":
            self._in_text = False

    def data(self, text: str) -> None:
        if self._in_text:
            self._pieces.append(text)


class _SheetWalker:
    """Gathers the rows of a sheet."""

    def __init__(
        self, where: str, problems: Problems, strings: list[str], dates: set[str], epoch: datetime
    ) -> None:
        self.rows: list[RawRow] = []
        self._where = where
        self._problems = problems
        self._strings = strings
        self._dates = dates
        self._epoch = epoch
        self._row = 0
        self._column = 0
        self._cells: dict[int, str] = {}
        self._kind = ""
        self._style = ""
        self._pieces: list[str] = []
        self._listening = False
        self._in_hint = False
        self._has_formula = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = _local(tag)
        if name == "row":
            self._row = self._row_number(attributes.get("r"))
            self._column, self._cells = 0, {}
        elif name == "c":
            self._begin_cell(attributes)
        elif name in ("v", "t"):
            self._listening = not self._in_hint
        elif name == "rPh":
            self._in_hint = True
        elif name == "f":
            self._has_formula = True

    def _row_number(self, text: str | None) -> int:
        """Return a row's number: it is said, or one more than the last; rows come in order."""
        least = self._row + 1
        number = least if text is None else int(text) if _INDEX.fullmatch(text) else 0
        if not least <= number <= ROW_LIMIT:
            raise _damaged(self._where)
        return number

    def _begin_cell(self, attributes: dict[str, str]) -> None:
        place = attributes.get("r")
        if place is None:
            self._column += 1
        else:
            found = _PLACE.fullmatch(place)
            self._column = column_number(found[1]) if found else 0
        if not 0 < self._column <= COLUMN_LIMIT or self._column in self._cells:
            raise _damaged(self._where)
        self._kind = attributes.get("t", "n")
        self._style = attributes.get("s", "0")
        self._pieces, self._has_formula = [], False

    def data(self, text: str) -> None:
        if self._listening:
            self._pieces.append(text)

    def end(self, tag: str) -> None:
        name = _local(tag)
        if name == "c":
            self._end_cell()
        elif name in ("v", "t"):
            self._listening = False
        elif name == "rPh":
            self._in_hint = False
        elif name == "row":
            self._end_row()

    def _end_cell(self) -> None:
        text = "".join(self._pieces)
        if self._has_formula:
            self._refuse("there is a formula", "Copy the column and paste it as values.")
        elif self._kind == "e":
            self._refuse("there is an error value of a formula", "Write the value itself.")
        elif value := self._value(text):
            if self._column > MAX_COLUMNS:
                raise self._too_wide()
            if "\0" in value:
                self._refuse("there is a zero character", "Remove it.")
            else:
                self._cells[self._column] = value

    def _too_wide(self) -> InterchangeError:
        return InterchangeError(
            f"a text stands in column {self._column}",
            code="QC-TB05",
            where=f"{self._where}, row {self._row}",
            allowed=f"At most {MAX_COLUMNS} columns are read",
            do="Remove what stands to the right of the table.",
        )

    def _refuse(self, found: str, do: str) -> None:
        place = f"{self._where}, row {self._row}, column {self._column}"
        self._problems.add(place, found, do=do)
        self._cells[self._column] = " "  # so that the row is not called ragged, too

    def _value(self, text: str) -> str:
        kind, word = self._kind, text.strip()
        if kind in ("str", "inlineStr"):
            return unguard(unescaped(text))
        if not word:
            return ""
        if kind == "s":
            return self._shared(word)
        if kind == "n":
            return self._numeric(word)
        if kind == "b":
            return "true" if word in ("1", "true") else "false"
        if kind == "d":
            return word.removesuffix("T00:00:00")
        raise _damaged(self._where)

    def _shared(self, text: str) -> str:
        if not _INDEX.fullmatch(text) or int(text) >= len(self._strings):
            raise _damaged(self._where)
        return unguard(unescaped(self._strings[int(text)]))

    def _numeric(self, text: str) -> str:
        if _WHOLE.fullmatch(text) and self._style not in self._dates:
            return text
        try:
            number = float(text)
            if self._style in self._dates:
                return _as_date(number, self._epoch)
        except (ValueError, OverflowError):
            raise _damaged(self._where) from None
        if not isfinite(number):
            raise _damaged(self._where)
        return str(int(number)) if number.is_integer() else repr(number)

    def _end_row(self) -> None:
        if self._cells:
            cells = [self._cells.get(column, "") for column in range(1, max(self._cells) + 1)]
            self.rows.append(RawRow(self._row, self._row, cells))


def _as_date(number: float, epoch: datetime) -> str:
    """Return a serial number as ISO 8601: a time, a date, or both."""
    if number < 0:
        raise ValueError
    if epoch.year < 1900 and number < 60:
        epoch += timedelta(days=1)  # Excel believes that 1900 was a leap year
    moment = epoch + timedelta(seconds=round(number * 86_400))
    if number < 1:
        return moment.time().isoformat()
    return moment.date().isoformat() if moment.time() == datetime.min.time() else moment.isoformat()
