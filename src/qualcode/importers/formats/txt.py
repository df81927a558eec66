"""Plain text: a line is a line."""

from __future__ import annotations

from qualcode.importers.base import Reader, Reading, Source
from qualcode.importers.flow import Flow, Line
from qualcode.importers.textfiles import read_text
from qualcode.importers.turns import read_flow

NAME = "txt"


def read(source: Source) -> Reading:
    """Read a text file."""
    reading = Reading()
    text = read_text(source, reading)
    flow = Flow("line", [Line(line, number) for number, line in enumerate(text.split("\n"), start=1)])
    del text
    read_flow(flow, reading)
    return reading


READER = Reader((".txt",), read)
