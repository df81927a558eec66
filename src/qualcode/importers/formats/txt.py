"""Plain text: a line is a line; but NVivo and others save tables as text, with tabs between named columns."""

from __future__ import annotations

from qualcode.importers.base import Reader, Reading, Source
from qualcode.importers.columns import is_header
from qualcode.importers.flow import Flow, Line
from qualcode.importers.rows import Row, read_rows
from qualcode.importers.textfiles import read_text
from qualcode.importers.turns import read_flow

NAME = "txt"


def read(source: Source) -> Reading:
    """Read a text file."""
    reading = Reading()
    text = read_text(source, reading)
    if rows := _table(text):
        read_rows(rows, 0, reading)
        return reading
    flow = Flow("line", [Line(line, number) for number, line in enumerate(text.split("\n"), start=1)])
    del text
    read_flow(flow, reading)
    return reading


def _table(text: str) -> list[Row]:
    """Return the rows of a text that is a table: its first line names columns, and every line has as many tabs."""
    first, _, _ = text.lstrip("\n").partition("\n")
    if not is_header(first.split("\t")):
        return []
    lines = [(number, line) for number, line in enumerate(text.split("\n"), start=1) if line.strip()]
    if any(line.count("\t") != first.count("\t") for _, line in lines):
        return []
    return [Row(number, line.split("\t")) for number, line in lines]


READER = Reader((".txt",), read)
