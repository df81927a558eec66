"""The body of an office document while it is walked: paragraphs, tables in tables, text boxes in paragraphs."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from qualcode.importers.flow import Flow
from qualcode.importers.grids import Grid, GridRow, add_grid, labels_of


@dataclass(slots=True)
class Paragraph:
    """A paragraph as it stands, with soft line breaks as line feeds."""

    text: str = field(repr=False)
    place: int
    heading: bool = False


@dataclass(slots=True)
class _Open:
    """A paragraph that has begun; text boxes anchored in it come after it."""

    place: int
    parts: list[str] = field(default_factory=list)
    boxes: list[Paragraph | Grid] = field(default_factory=list)


Items = list["Paragraph | Grid"]


class Body:
    """Collects what a walker finds, in reading order.

    Examples
    --------
    >>> body = Body()
    >>> body.begin_paragraph()
    >>> body.text("Anna: Ja.")
    >>> body.end_paragraph()
    >>> [item.text for item in body.items]
    ['Anna: Ja.']
    """

    def __init__(self) -> None:
        self.items: Items = []
        self._sinks: list[Items] = [self.items]
        self._paragraphs: list[_Open] = []
        self._grids: list[Grid] = []
        self._carried: list[str] = []
        self._count = 0

    # Paragraphs and text boxes

    def begin_paragraph(self) -> None:
        """Begin a paragraph; one inside another belongs to a text box."""
        self._count += 1
        self._paragraphs.append(_Open(self._count, self._carried))
        self._carried = []

    def text(self, text: str) -> None:
        """Add text to the paragraph."""
        if self._paragraphs:
            self._paragraphs[-1].parts.append(text)

    def end_paragraph(self, *, heading: bool = False, runs_on: bool = False) -> None:
        """End the paragraph; ``runs_on`` where its end was deleted, so that the next goes on with it."""
        done = self._paragraphs.pop()
        if runs_on:
            self._carried = done.parts
        else:
            self._sinks[-1].append(Paragraph("".join(done.parts), done.place, heading))
        self._sinks[-1].extend(done.boxes)

    def begin_box(self) -> None:
        """Begin a text box."""
        self._sinks.append([])

    def end_box(self) -> None:
        """End a text box; it comes after the paragraph in which it is anchored."""
        found = self._sinks.pop()
        target = self._paragraphs[-1].boxes if self._paragraphs else self._sinks[-1]
        target.extend(found)

    # Tables

    def begin_table(self) -> None:
        """Begin a table."""
        self._grids.append(Grid())

    def begin_row(self) -> None:
        """Begin a row."""
        self._grids[-1].rows.append(GridRow(self._count + 1))

    def begin_cell(self) -> None:
        """Begin a cell."""
        self._sinks.append([])

    def end_cell(self, *, span: int = 1) -> None:
        """End a cell that covers one or more columns."""
        cell = "\n".join(filter(None, map(_flat, self._sinks.pop())))
        if self._grids and self._grids[-1].rows:
            self._grids[-1].rows[-1].cells += [cell, *[""] * min(span - 1, 50)]

    def repeat_row(self, times: int) -> None:
        """Repeat the last row, as OpenDocument writes equal rows."""
        rows = self._grids[-1].rows
        if rows and any(rows[-1].cells):
            rows.extend([rows[-1]] * min(times - 1, 1000))

    def end_table(self) -> None:
        """End a table."""
        self._sinks[-1].append(self._grids.pop())

    def to_flow(self) -> Flow:
        """Return the lines of the document; tables of turns become lines with labels."""
        if self._carried:  # the end of the last paragraph was deleted
            self.items.append(Paragraph("".join(self._carried), self._count))
            self._carried = []
        flow = Flow("paragraph")
        labels: Counter[str] = Counter()
        for item in self.items:
            if isinstance(item, Grid):
                labels += labels_of(item)
        for item in self.items:
            if isinstance(item, Paragraph):
                flow.add_text(item.text, item.place, heading=item.heading)
            else:
                add_grid(flow, item, labels)
        return flow


def _flat(item: Paragraph | Grid) -> str:
    """Return what stands in a cell as text; a table in it loses its lines."""
    if isinstance(item, Paragraph):
        return item.text
    return "\n".join("\t".join(filter(None, (cell.strip() for cell in row.cells))) for row in item.filled())
