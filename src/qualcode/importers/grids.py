"""Tables inside documents: a column of speakers and one of words, a legend, or neither."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from qualcode.importers.columns import Columns, end_of, is_header, recognise, time_of
from qualcode.importers.flow import Flow, Line
from qualcode.importers.labels import MAX_LENGTH, Shape, clean_label, shape_of

_FINAL = re.compile(r"[.?!…][\"”’»)]?\s*$")

_SPOKEN = 8
"""Words of an average turn beside a label; a legend's descriptions are shorter."""


@dataclass(slots=True)
class GridRow:
    """A row of a table: where it begins, and the text of its cells."""

    place: int
    cells: list[str] = field(default_factory=list, repr=False)

    def cell(self, index: int | None) -> str:
        """Return the text of a cell; empty where there is none."""
        return self.cells[index] if index is not None and index < len(self.cells) else ""


@dataclass(slots=True)
class Grid:
    """A table inside a document."""

    rows: list[GridRow] = field(default_factory=list, repr=False)

    def filled(self) -> list[GridRow]:
        """Return the rows in which something stands."""
        return [row for row in self.rows if any(cell.strip() for cell in row.cells)]


def add_grid(flow: Flow, grid: Grid, labels: Counter[str]) -> None:
    """Add the lines of a table to a document: as turns with labels, or as they stand.

    Parameters
    ----------
    flow : Flow
    grid : Grid
    labels : Counter of str
        What stands in the first columns of all tables of the document: a table may have one row a turn.
    """
    rows = grid.filled()
    if not rows:
        return
    names = [clean_label(cell) for cell in rows[0].cells]
    columns = recognise(names) if is_header(names) else _infer(rows, labels)
    if columns is None:
        _add_plain(flow, rows)
        return
    for row in rows[1:] if is_header(names) else rows:
        _add_turn(flow, row, columns)


def _add_turn(flow: Flow, row: GridRow, columns: Columns) -> None:
    """Add one row; the first line of its words carries the label, the others go on with it."""
    label = label_in(row.cell(columns.speaker)) or None
    start, end = _seconds(row.cell(columns.start)), _seconds(row.cell(columns.end))
    end = end_of(row.cell(columns.start)) if end is None else end
    note = "continued" if columns.speaker is not None and label is None else ""
    for part in row.cell(columns.text).split("\n"):
        flow.lines.append(Line(part, row.place, label=label, start=start, end=end, note=note))
        label, start, end, note = None, None, None, ""


def _seconds(cell: str) -> float | None:
    value = time_of(cell) if cell else None
    return value if isinstance(value, float) else None


def label_in(cell: str) -> str:
    """Return the label that a cell holds, without a colon.

    Examples
    --------
    >>> label_in(" Anna: "), label_in("I1")
    ('Anna', 'I1')
    """
    return clean_label(cell).rstrip(" :：")


def _add_plain(flow: Flow, rows: list[GridRow]) -> None:
    """Add a table that holds no turns: cells beside each other are divided by a tab."""
    for row in rows:
        filled = [cell.strip() for cell in row.cells if cell.strip()]
        if len(filled) == 1:
            flow.add_text(filled[0], row.place, note="table" if len(row.cells) > 1 else "")
        else:
            flow.add_text("\t".join(cell.replace("\n", " ") for cell in filled), row.place, note="table")


def labels_of(grid: Grid) -> Counter[str]:
    """Count what may be labels in the first columns of a table, to compare the tables of a document."""
    found: Counter[str] = Counter()
    for row in grid.rows:
        found.update({label_in(cell) for cell in row.cells[:-1] if _is_label(cell)})
    return found


def _is_label(cell: str) -> bool:
    label = label_in(cell)
    return bool(label) and len(label) <= MAX_LENGTH and shape_of(label) >= Shape.NAME


def _infer(rows: list[GridRow], labels: Counter[str]) -> Columns | None:
    """Find the columns of a table without a header by what stands in them."""
    width = max(len(row.cells) for row in rows)
    if width < 2:
        return None
    columns = [[row.cell(index) for row in rows] for index in range(width)]
    lengths = [sum(len(cell) for cell in column) for column in columns]
    text = lengths.index(max(lengths))
    times = [
        i for i in range(width) if i != text and _share(columns[i], lambda cell: _seconds(cell) is not None)
    ]
    start = next((i for i in times if any(":" in cell for cell in columns[i])), None)
    speakers = [i for i in range(text) if i not in times and _share(columns[i], _is_label)]
    for index in speakers:
        if _speak(columns[index], columns[text], labels):
            return Columns(text, speaker=index, start=start)
    return Columns(text, start=start) if start is not None and not speakers else None


def _share(column: list[str], holds: Callable[[str], bool]) -> bool:
    """Say whether nearly all cells that are filled are of a kind."""
    filled = [cell for cell in column if cell.strip()]
    return bool(filled) and sum(map(holds, filled)) >= 0.8 * len(filled)


def _speak(column: list[str], words: list[str], labels: Counter[str]) -> bool:
    """Tell turns from a legend: labels come back, or what stands beside them is spoken."""
    found = Counter(label_in(cell) for cell in column if cell.strip())
    if any(count > 1 for count in found.values()):
        return True
    beside = [cell for cell in words if cell.strip()]
    spoken = sum(1 for cell in beside if _FINAL.search(cell)) * 2 >= len(beside)
    long = sum(len(cell.split()) for cell in beside) >= _SPOKEN * len(beside)
    return (spoken or long) and bool(beside) and (spoken or any(labels[label] > 1 for label in found))
