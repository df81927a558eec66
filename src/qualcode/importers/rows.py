"""From the rows of a table file (CSV, XLSX) to turns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from qualcode.errors import DocumentImportError
from qualcode.importers.base import Known, Reading, Source, counted, run_of
from qualcode.importers.columns import KNOWN, Columns, end_of, is_header, recognise, time_of
from qualcode.importers.flow import Flow
from qualcode.importers.labels import clean_label
from qualcode.importers.turns import read_flow
from qualcode.importers.words import role_in
from qualcode.model import Utterance

_HEADER_WITHIN = 10
"""Rows among which the header is looked for; titles may stand above it."""


@dataclass(slots=True)
class Row:
    """One row: its number as a spreadsheet shows it, and its cells as text."""

    number: int
    cells: list[str] = field(repr=False)

    def cell(self, index: int | None) -> str:
        """Return a cell; empty where there is no such column."""
        return self.cells[index] if index is not None and index < len(self.cells) else ""


def find_header(rows: Sequence[Row]) -> int | None:
    """Return the index of the header row, or None: a row that names the text and more, else the text alone."""
    for index, row in enumerate(rows[:_HEADER_WITHIN]):
        if is_header(row.cells):
            return index
    return 0 if rows and recognise(rows[0].cells) else None


def refuse_header(source: Source, columns: int) -> DocumentImportError:
    """Return the error for a table without a header that is known."""
    return DocumentImportError(
        f"none of the {counted(columns, 'column')} is named as the text",
        code="QC-IM08",
        where=source.name,
        allowed=f"The first row names the columns: {KNOWN}",
        do="Name the columns and import it again.",
    )


def read_rows(rows: Sequence[Row], header: int, reading: Reading) -> None:
    """Add the turns of a table to a reading.

    A row is a turn; where a column numbers the turns, rows with the same number and speaker are one turn, joined by
    a blank. A row without words is left out, and said.
    """
    columns = recognise(rows[header].cells)
    assert columns is not None
    _doubt_columns(rows[header], columns, header, reading)
    if columns.speaker is None:
        _read_labelled(rows[header + 1 :], columns, reading)
        return
    builder = _Rows(columns, reading)
    for row in rows[header + 1 :]:
        builder.add(row)
    builder.finish()


def _read_labelled(rows: Sequence[Row], columns: Columns, reading: Reading) -> None:
    """Read a table without a column of speakers: their labels may stand before the words."""
    flow = Flow("row")
    for row in rows:
        start, end = time_of(row.cell(columns.start)), time_of(row.cell(columns.end))
        flow.add_text(
            row.cell(columns.text),
            row.number,
            start=start if isinstance(start, float) else None,
            end=end if isinstance(end, float) else None,
        )
    read_flow(flow, reading)


def _doubt_columns(header: Row, columns: Columns, index: int, reading: Reading) -> None:
    ignored = [i + 1 for i, cell in enumerate(header.cells) if i not in columns.used and cell.strip()]
    if ignored:
        listed = ", ".join(map(str, ignored))
        reading.doubt("columns", f"row {header.number}", f"columns not read: {listed}")
    if index:
        found = f"{counted(index, 'row')} above the names of the columns left out"
        reading.doubt("head", f"row {header.number}", found)


class _Rows:
    """Puts turns together row by row."""

    def __init__(self, columns: Columns, reading: Reading) -> None:
        self._columns = columns
        self._reading = reading
        self._zero: datetime | None = None
        self._last: tuple[str, str | None] | None = None
        self._empty: list[int] = []
        self._no_time: list[int] = []

    def add(self, row: Row) -> None:
        """Take one row."""
        columns = self._columns
        text = row.cell(columns.text).strip()
        speaker = clean_label(row.cell(columns.speaker)) or None
        if not text:
            if speaker:
                self._empty.append(row.number)
            return
        start, end = self._time(row, columns.start), self._time(row, columns.end)
        end = end_of(row.cell(columns.start)) if end is None else end
        self._know(speaker, row)
        turn = row.cell(columns.turn).strip()
        if turn and self._last == (turn, speaker):
            before = self._reading.utterances.pop()
            text = f"{before.text} {text}"
            start, end = before.start, end if end is not None else before.end
        else:
            self._reading.places.append(f"row {row.number}")
        self._last = (turn, speaker)
        self._reading.utterances.append(Utterance(speaker, text, start, end))

    def _time(self, row: Row, column: int | None) -> float | None:
        cell = row.cell(column)
        if not cell.strip():
            return None
        value = time_of(cell)
        if isinstance(value, datetime):
            self._zero = self._zero or value
            seconds = (value - self._zero).total_seconds()
            value = seconds if seconds >= 0 else None
        if value is None:
            self._no_time.append(row.number)
        return value

    def _know(self, speaker: str | None, row: Row) -> None:
        role = role_in(row.cell(self._columns.role))
        if speaker and role and speaker not in self._reading.known:
            self._reading.known[speaker] = Known(role, "the column of roles says so")

    def finish(self) -> None:
        """State what was left out."""
        if self._empty:
            found = f"{counted(len(self._empty), 'row')} with a speaker and no words left out"
            self._reading.doubt("empty-turn", run_of(self._empty, "row"), found)
        if self._no_time:
            found = (
                f"{counted(len(self._no_time), 'time')} that cannot be read, or before the first: left empty"
            )
            self._reading.doubt("times", run_of(self._no_time, "row"), found)
        if self._zero:
            found = "times of day: counted in seconds from the first one"
            self._reading.doubt(
                "times-of-day", self._reading.places[0] if self._reading.places else "", found
            )
