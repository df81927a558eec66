"""CSV: the form for programs, and for people's spreadsheets as Danish Excel saves them."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path
from typing import NoReturn

from qualcode.errors import InterchangeError, UnreadableFileError
from qualcode.interchange.cells import RawRow, RawTable, RowValues, in_columns
from qualcode.interchange.checks import Problems, tidy
from qualcode.interchange.guarding import guard, unguard
from qualcode.safe_io import FILE_LIMIT, PRIVATE_FILE, decode_text, long_csv_cells, read_limited, write_bytes

DELIMITERS = {",": "commas", ";": "semicolons", "\t": "tabs"}

_SEP_LINE = re.compile(r"sep=([,;\t])\r?\n")
_NEEDS_QUOTES = re.compile(r"[,;\"\t\r\n\x0b\x0c\x1c-\x1e\x85\u2028\u2029]|\A\s|\s\Z")


def read_csv(path: Path, known: Collection[str], problems: Problems) -> RawTable:
    """Read the rows of a CSV file.

    Parameters
    ----------
    path : Path
    known : collection of str
        Columns that tell which sign separates the cells.
    problems : Problems
        Takes a quote that is not closed, and the like.

    Returns
    -------
    RawTable
    """
    text, notes = _text(path)
    first_line = 1
    if sep := _SEP_LINE.match(text):  # Excel's own way of saying it
        text, first_line = text[sep.end() :], 2
    delimiter = sep[1] if sep else _delimiter(text, known)
    if delimiter != ",":
        notes.append(f"{path.name}: read with {DELIMITERS[delimiter]} between the cells")
    return RawTable(_rows(text, delimiter, first_line, path.name, problems), tuple(notes))


def _text(path: Path) -> tuple[str, list[str]]:
    data = read_limited(path, FILE_LIMIT)
    if b"\0" in data and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise InterchangeError(
            f"byte {data.index(0)} is zero",
            code="QC-TB02",
            where=path.name,
            allowed="A CSV file is text",
            do="Save the file again as CSV UTF-8.",
        )
    try:
        decoded = decode_text(data, where=path.name)
    except UnreadableFileError as error:
        # A memo may hold a control character that somebody pasted; in a transcript it is refused.
        text = _utf8(data) if error.code == "QC-SF23" else None
        if text is None:
            raise
        return text, []
    return decoded.text, [f"{path.name}: {decoded.note}"] if decoded.note else []


def _utf8(data: bytes) -> str | None:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None


def _delimiter(text: str, known: Collection[str]) -> str:
    """Return the sign between the header's cells: the one that gives the most known columns, else most cells."""
    header = re.split(r"[\r\n]", text, maxsplit=1)[0]

    def score(delimiter: str) -> tuple[int, int]:
        cells = [tidy(cell.strip().strip('"')) for cell in header.split(delimiter)]
        return len(set(cells) & set(known)), len(cells)

    return max(DELIMITERS, key=score)


def _rows(text: str, delimiter: str, first_line: int, where: str, problems: Problems) -> list[RawRow]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows: list[RawRow] = []
    line = first_line
    number = first_line
    try:
        with long_csv_cells():
            for cells in reader:
                rows.append(RawRow(number, line, [unguard(cell, in_csv=True) for cell in cells]))
                number, line = number + 1, reader.line_num + first_line
    except csv.Error:
        problems.add(
            f"{where}, row {number}" + (f" (line {line})" if line != number else ""),
            "a quote is not closed, or text follows a closing quote",
            "Quotes inside a cell are written twice, and the cell stands in quotes.",
            "Mend the row, or save the file again with a spreadsheet program.",
        )
    return rows


def write_csv(
    path: Path, columns: Sequence[str], rows: Iterable[RowValues], *, mode: int = PRIVATE_FILE
) -> None:
    r"""Write a table as CSV: UTF-8, line feeds, commas, quotes where needed.

    Text that a spreadsheet would run is made harmless (see :func:`~qualcode.interchange.guard`) and comes
    back as it was through :func:`~qualcode.interchange.read_table`.

    Parameters
    ----------
    path : Path
        Written whole or not at all.
    columns : sequence of str
    rows : iterable of mapping or sequence
        Values by column or in the order of the columns: text, numbers, bools, dates, None.
    mode : int
        Permissions; only the owner can read unless said otherwise.

    Raises
    ------
    InterchangeError
        A cell cannot be written: QC-TB10 (no text), QC-TB11 (not finite), QC-TB12 (row too short or long).

    Examples
    --------
    >>> import tempfile
    >>> file = Path(tempfile.mkdtemp()) / "a.csv"
    >>> write_csv(file, ["code", "memo"], [["a", "=1"], {"code": "b", "memo": 'et "ord" her'}])
    >>> print(file.read_text(encoding="utf-8"), end="")
    code,memo
    a,'=1
    b,"et ""ord"" her"
    """
    lines = [_line(columns)]
    lines += [_line(in_columns(row, columns)) for row in rows]
    text = "".join(lines)
    try:
        data = text.encode("utf-8")
    except UnicodeEncodeError as error:
        _refuse(path, text, error.start, "half a character (a lone surrogate)")
    if b"\0" in data:
        _refuse(path, text, text.index("\0"), "a zero character")
    write_bytes(path, data, mode=mode)


def _line(values: Sequence[str | int | float | bool]) -> str:
    cells = [_cell(value) for value in values]
    return (",".join(cells) if cells != [""] else '""') + "\n"


def _cell(value: str | int | float | bool) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if not isinstance(value, str):
        return repr(value)
    text = guard(value, in_csv=True)
    return '"' + text.replace('"', '""') + '"' if _NEEDS_QUOTES.search(text) else text


def _refuse(path: Path, text: str, place: int, found: str) -> NoReturn:
    raise InterchangeError(
        f"line {text.count(chr(10), 0, place) + 1} would hold {found}",
        code="QC-TB10",
        where=path.name,
        do="Correct the text it comes from.",
    )
