"""CSV: a row per turn, columns named in Danish or English, cut by comma, semicolon or tab."""

from __future__ import annotations

import csv
import io

from qualcode.errors import DocumentImportError, Problem
from qualcode.importers.base import Reader, Reading, Source, refuse_all
from qualcode.importers.columns import recognise
from qualcode.importers.rows import Row, find_header, read_rows, refuse_header
from qualcode.importers.textfiles import read_text
from qualcode.safe_io import long_csv_cells

NAME = "csv"

_DELIMITERS = (",", ";", "\t", "|")


def read(source: Source) -> Reading:
    """Read a CSV or TSV file."""
    reading = Reading()
    text = read_text(source, reading)
    skipped = 0
    delimiter = None
    first = text.partition("\n")[0].strip().strip('"')
    if first.startswith("sep=") and len(first) == 5:  # a hint that Excel writes and reads
        delimiter, text, skipped = first[4], text.partition("\n")[2], 1
    rows = _rows(text, delimiter or _delimiter(text), source, skipped)
    header = find_header(rows)
    if header is None:
        raise refuse_header(source, len(rows[0].cells) if rows else 0)
    _check_widths(rows, header, source)
    read_rows(rows, header, reading)
    return reading


def _delimiter(text: str) -> str:
    """Return the sign that cuts the first lines into columns whose names are known, else the most frequent."""
    lines = text[:100_000].split("\n")[:10]

    def score(delimiter: str) -> tuple[int, int]:
        known = max(
            (len(columns.used) for line in lines if (columns := recognise(_cells(line, delimiter)))),
            default=0,
        )
        return known, lines[0].count(delimiter)

    return max(_DELIMITERS, key=score)


def _cells(line: str, delimiter: str) -> list[str]:
    return [cell.strip().strip('"') for cell in line.split(delimiter)]


def _rows(text: str, delimiter: str, source: Source, skipped: int) -> list[Row]:
    rows = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    line = 1
    try:
        with long_csv_cells():
            for cells in reader:
                if any(cell.strip() for cell in cells):
                    rows.append(Row(line + skipped, cells))
                line = reader.line_num + 1
    except csv.Error:
        raise DocumentImportError(
            "a quotation mark is not closed, or stands in the middle of a cell",
            code="QC-IM09",
            where=f"{source.name}: row that begins in line {line + skipped}",
            allowed='A cell with quotation marks in it is written "like ""this"" one"',
            do="Export it again.",
        ) from None
    return rows


def _check_widths(rows: list[Row], header: int, source: Source) -> None:
    """Refuse rows with more or fewer cells than there are names: a sign that cells were cut wrongly."""
    width = len(rows[header].cells)
    problems = [
        Problem(f"line {row.number}", f"{len(row.cells)} cells, and {width} columns are named")
        for row in rows[header + 1 :]
        if len(row.cells) < width or any(cell.strip() for cell in row.cells[width:])
    ]
    refuse_all(source, "QC-IM09", "rows that do not fit the columns", problems)


READER = Reader((".csv", ".tsv"), read)
