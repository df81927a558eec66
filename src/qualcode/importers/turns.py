"""From the lines of a document to turns: who spoke, from when, and what was said."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from qualcode.importers import stamps
from qualcode.importers.base import Reading, counted, run_of
from qualcode.importers.flow import Flow, Line
from qualcode.importers.heads import places_of, read_head
from qualcode.importers.labels import BLANKS, Candidate, Census, Judged, clean_label, lead_of
from qualcode.model import Utterance


def read_flow(flow: Flow, reading: Reading) -> None:
    """Add the turns of a flowing document to a reading, with all that was unsure."""
    judged, counts = _judge(flow.lines)
    if judged.labels:
        head = read_head(flow.lines, judged, flow.unit, counts)
        _say_head(flow, reading, head.lines, head.legend)
        reading.known.update(head.known)
        _Turns(flow, judged, reading).read(head.lines)
    else:
        _Blocks(flow, reading, bare=judged.bare_stamps).read()
    reading.once = judged.once


def _judge(lines: list[Line]) -> tuple[Judged, dict[str, int]]:
    census = Census()
    given: Counter[str] = Counter()
    for line in lines:
        if line.label is not None:
            given[line.label] += 1
        elif not line.heading and line.text.strip():
            census.add(line.text)
    judged = census.judge(lambda: "\n".join(line.text for line in lines), given)
    counts = given + census.explicit
    return judged, counts


def _say_head(flow: Flow, reading: Reading, head: set[int], legend: list[int]) -> None:
    if head:
        places = places_of(flow.lines, head)
        reading.doubt(
            "head",
            run_of(places, flow.unit),
            f"{counted(len(places), flow.unit)} before the first turn (title, fields, legend) left out of the text",
        )
    if legend:
        reading.doubt(
            "legend", run_of(sorted(legend), flow.unit), f"{counted(len(set(legend)), flow.unit)} read as a legend"
        )


@dataclass(slots=True)
class _Turn:
    """A turn that is being put together."""

    label: str | None
    place: int
    start: float | None = None
    end: float | None = None
    parts: list[str] = field(default_factory=list)


class _Turns:
    """Puts the turns of a document with labels together."""

    def __init__(self, flow: Flow, judged: Judged, reading: Reading) -> None:
        self._flow = flow
        self._judged = judged
        self._reading = reading
        self._turn: _Turn | None = None
        self._waiting: tuple[float, float | None] | None = None
        self._inside: list[int] = []
        self._headings: list[int] = []
        self._unlabelled: list[int] = []
        self._empty: list[int] = []

    def read(self, head: set[int]) -> None:
        """Read all lines but those of the head."""
        for index, line in enumerate(self._flow.lines):
            if index not in head and line.text.strip() | (line.label is not None):
                self._take(line)
        self._finish()
        self._say()

    def _take(self, line: Line) -> None:
        if line.label is not None:
            self._begin(line.label, line.place, line.start, line.end)
            self._add(line.text, line.place)
        elif found := self._judged.of(line.text):
            self._begin(found.label, line.place, found.start, found.end)
            self._add(found.rest, line.place)
        elif line.heading:
            self._heading(line)
        else:
            self._continue(line)

    def _begin(self, label: str | None, place: int, start: float | None, end: float | None) -> None:
        self._finish()
        if start is None and self._waiting:
            start, end = self._waiting
        self._waiting = None
        self._turn = _Turn(label, place, start, end)
