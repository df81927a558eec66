"""From the lines of a document to turns: who spoke, from when, and what was said."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field

from qualcode.importers import stamps
from qualcode.importers.base import Reading, counted, run_of
from qualcode.importers.flow import Flow, Line
from qualcode.importers.heads import places_of, read_head
from qualcode.importers.labels import Census, Judged, Lead, is_marker, lead_of, plain_start
from qualcode.model import Utterance


def read_flow(flow: Flow, reading: Reading) -> None:
    """Add the turns of a flowing document to a reading, with all that was unsure.

    In a document with labels each label begins a turn, as the file has it, and lines without one go on with the
    turn. In a document without labels each paragraph, block of lines or time stamp begins a turn of nobody.
    """
    judged, counts = _judge(flow.lines)
    head: set[int] = set()
    if judged.labels:
        found = read_head(flow.lines, judged, flow.unit, counts)
        head = found.lines
        _say_head(flow, reading, head, found.legend)
        reading.known.update(found.known)
    _Turns(flow, judged, reading).read(head)
    reading.once = judged.once


def _judge(lines: list[Line]) -> tuple[Judged, Counter[str]]:
    census = Census()
    given: Counter[str] = Counter()
    for line in lines:
        if line.label is not None:
            given[line.label] += 1
        elif line.text.strip():
            census.add(line.text)
    judged = census.judge((line.text for line in lines), given)
    return judged, given + census.counted(judged)


def _say_head(flow: Flow, reading: Reading, head: set[int], legend: list[int]) -> None:
    if head:
        places = places_of(flow.lines, head)
        what = f"{counted(len(head), 'line')} before the first turn (title, fields, legend) left out"
        reading.doubt("head", run_of(places, flow.unit), what)
    if legend:
        places = sorted(set(legend))
        what = f"{counted(len(places), flow.unit)} taken as a legend that explains labels"
        reading.doubt("legend", run_of(places, flow.unit), what)


@dataclass(slots=True)
class _Turn:
    """A turn that is being put together."""

    label: str | None
    place: int
    start: float | None = None
    end: float | None = None
    parts: list[str] = field(default_factory=list)


class _Turns:
    """Puts turns together line by line."""

    def __init__(self, flow: Flow, judged: Judged, reading: Reading) -> None:
        self._flow = flow
        self._judged = judged
        self._reading = reading
        self._labelled = bool(judged.labels)
        self._blocks = flow.unit == "line" and _has_blocks(flow.lines)
        self._turn: _Turn | None = None
        self._waiting: tuple[float, float | None] | None = None
        self._resume: str | None = None
        self._noted: defaultdict[str, list[int]] = defaultdict(list)

    def read(self, head: set[int]) -> None:
        """Read all lines but those of the head."""
        blank = True
        for index, line in enumerate(self._flow.lines):
            if index in head:
                continue
            if line.text.strip() or line.label is not None:
                self._take(line, after_blank=blank)
                blank = False
            else:
                blank = True
        self._finish()
        self._say()

    def _take(self, line: Line, *, after_blank: bool) -> None:
        if line.label is not None:
            self._begin(line.label, line.place, line.start, line.end)
            self._add(line.text, line.place)
        elif found := self._judged.of(line.text):
            stamped = found.start is not None
            start, end = (found.start, found.end) if stamped else (line.start, line.end)
            self._begin(found.label, line.place, start, end)
            self._add(found.rest, line.place)
        elif line.heading and self._labelled:
            self._take_heading(line)
        else:
            self._go_on(line, after_blank=after_blank)

    def _begin(self, label: str | None, place: int, start: float | None, end: float | None) -> None:
        self._finish()
        if start is None and self._waiting:
            start, end = self._waiting
        self._waiting = None
        self._turn = _Turn(label, place, start, end)

    def _take_heading(self, line: Line) -> None:
        self._resume = self._turn.label if self._turn else self._resume
        self._noted["heading"].append(line.place)
        self._begin(None, line.place, None, None)
        self._add(line.text, line.place)
        self._finish()

    def _go_on(self, line: Line, *, after_blank: bool) -> None:
        text = line.text
        if self._labelled and is_marker(text):
            self._noted["marker"].append(line.place)
            return
        lead = lead_of(plain_start(text)) if ":" in text[:24] else None
        if lead and lead.bare and not self._judged.bare_stamps:
            lead = None
        if lead:
            text = lead.rest
        if not self._labelled:
            self._go_on_unlabelled(line, lead, after_blank=after_blank)
        elif lead and self._is_new() and self._turn is not None and self._turn.start is None:
            self._turn.start, self._turn.end = lead.start, lead.end
        elif lead and not text.strip():
            self._waiting = (lead.start, lead.end)
        elif lead or self._waiting:
            self._noted["inside"].append(line.place)
            self._waiting = None
        if text.strip():
            if line.note:
                self._noted[line.note].append(line.place)
            if self._turn is None:
                self._begin(self._resume, line.place, None, None)
            self._add(text, line.place)

    def _is_new(self) -> bool:
        return self._turn is not None and not self._turn.parts

    def _go_on_unlabelled(self, line: Line, lead: Lead | None, *, after_blank: bool) -> None:
        """Begin a turn of nobody with every stamp, block or paragraph."""
        if lead:
            self._begin(None, line.place, lead.start, lead.end)
        elif self._turn is None or (self._turn.parts and self._ends(line, self._turn, after_blank)):
            self._begin(None, line.place, line.start, line.end)

    def _ends(self, line: Line, turn: _Turn, after_blank: bool) -> bool:
        if self._judged.stamped:
            return False
        if self._blocks:
            return after_blank
        return not self._flow.together or line.place != turn.place

    def _add(self, text: str, place: int) -> None:
        if self._turn is None:
            return
        text, taken, last = stamps.take_out(text)
        if last is not None:  # f4 and its like put the time at the end of a turn
            self._turn.end = last
        if taken:
            self._noted["inside"].append(place)
        if text.strip():
            self._turn.parts.append(text)

    def _finish(self) -> None:
        turn, self._turn = self._turn, None
        if turn is None:
            return
        if not turn.parts:
            if turn.label is not None:
                self._noted["empty"].append(turn.place)
            return
        text = "\n".join(turn.parts).strip()
        self._reading.utterances.append(Utterance(turn.label, text, turn.start, turn.end))
        self._reading.places.append(f"{self._flow.unit} {turn.place}")

    def _say(self) -> None:
        for kind, code, message in _NOTES:
            if places := self._noted[kind]:
                what = message.format(n=counted(len(places), self._flow.unit))
                self._reading.doubt(code, run_of(places, self._flow.unit), what)


_NOTES = (
    (
        "heading",
        "heading",
        "{n} marked as heading: kept as turns without a speaker; the speaker before it goes on",
    ),
    ("empty", "empty-turn", "{n} with a label and no words: left out"),
    ("marker", "marker", "{n} with a word and a time stamp only (a break, a jingle): left out"),
    ("table", "table", "{n} of a table without turns: kept as text, cells divided by a tab"),
    ("continued", "table", "{n} of a table without a speaker: the one above goes on"),
    ("inside", "time-inside", "{n} with time stamps inside a turn: the stamps are left out of the text"),
)


def _has_blocks(lines: list[Line]) -> bool:
    """Say whether blank lines divide the text, so that a line break alone is only a wrapped line."""
    blank = sum(1 for line in lines[1:-1] if not line.text.strip())
    return blank > 0
