"""From subtitles and segments of speech recognition to turns.

A cue is cut where the screen was full, so cues say nothing about turns; the speaker does. Consecutive cues of one
speaker become one turn. Where the file names nobody, cues run on to the end of a sentence or to a pause.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from qualcode.importers.base import Reading, counted
from qualcode.importers.labels import Candidate, Census, Form, Judged, candidates
from qualcode.model import Utterance

PAUSE = 2.0
"""Seconds of silence after which cues of nobody are a new turn."""

_FINAL = re.compile(r"[.?!…][\"”’»)\]]*$")


@dataclass(slots=True)
class Cue:
    """A stretch of text with its time.

    Parameters
    ----------
    lines : list of str
    place : int
        Its number in the file, from 1.
    start, end : float or None
        Seconds.
    speaker : str or None
        Where the file says who speaks outside the text.
    """

    lines: list[str] = field(repr=False)
    place: int
    start: float | None = None
    end: float | None = None
    speaker: str | None = field(default=None, repr=False)


def read_cues(cues: Sequence[Cue], reading: Reading, *, unit: str) -> None:
    """Add the turns of cues to a reading, with all that was unsure.

    Parameters
    ----------
    cues : sequence of Cue
        In the order of the file.
    reading : Reading
    unit : str
        What a cue is called in messages.
    """
    if any(cue.speaker is not None for cue in cues):
        pieces, reading.once = list(cues), frozenset()
        begins = [cue.speaker for cue in cues]
    else:
        judged = _judge(cues)
        pieces, begins = _split(cues, judged)
        reading.once = judged.once
    if any(speaker is not None for speaker in begins):
        _by_speaker(pieces, begins, reading, unit)
    else:
        _by_sentence(pieces, reading, unit)
    _doubt_times(cues, reading, unit)


def _judge(cues: Sequence[Cue]) -> Judged:
    census = Census(cues=True)
    before = "."
    for cue in cues:
        for line in cue.lines:
            # A line that goes on with a sentence begins with no name, unless the name comes back elsewhere.
            census.add(line, fresh=bool(_FINAL.search(before)))
            before = line.strip() or before
    return census.judge(line for cue in cues for line in cue.lines)


def _split(cues: Sequence[Cue], judged: Judged) -> tuple[list[Cue], list[str | None]]:
    """Cut cues before every label inside them; return the pieces and the labels that begin them."""
    pieces: list[Cue] = []
    begins: list[str | None] = []
    current: str | None = None
    for cue in cues:
        piece = Cue([], cue.place, cue.start, cue.end)
        for line in cue.lines:
            found = _label(line, judged)
            if found is None:
                piece.lines.append(line)
                continue
            if piece.lines:
                pieces.append(piece)
                begins.append(current)
            piece = Cue([found.rest] if found.rest else [], cue.place, cue.start, cue.end)
            current = found.label
        pieces.append(piece)
        begins.append(current)
    return pieces, begins


def _label(line: str, judged: Judged) -> Candidate | None:
    """Return the label of a line; in cues only a colon makes one."""
    if ":" not in line or not judged.labels:
        return None
    first = next(iter(candidates(line)), None)
    return first if first and first.form == Form.COLON and first.label in judged.labels else None


def _text(cue: Cue) -> str:
    return " ".join(filter(None, (line.strip() for line in cue.lines)))


def _by_speaker(pieces: Sequence[Cue], speakers: Sequence[str | None], reading: Reading, unit: str) -> None:
    """Join consecutive cues of the same speaker."""
    joined: _Joined | None = None
    for cue, speaker in zip(pieces, speakers, strict=True):
        if joined is None or joined.speaker != speaker:
            _finish(joined, reading, unit)
            joined = _Joined(speaker, cue.place, cue.start)
        joined.add(cue)
    _finish(joined, reading, unit)


def _by_sentence(cues: Sequence[Cue], reading: Reading, unit: str) -> None:
    """Join cues of nobody up to the end of a sentence or a pause, and say that this is a rule of ours."""
    joined: _Joined | None = None
    for cue in cues:
        if joined is None or joined.is_done(cue):
            _finish(joined, reading, unit)
            joined = _Joined(None, cue.place, cue.start)
        joined.add(cue)
    _finish(joined, reading, unit)
    what = f"{counted(len(cues), unit)} became {counted(len(reading.utterances), 'turn')}"
    rule = f"each ends with a sentence or before a pause of {PAUSE:g} seconds"
    reading.doubt("turns-inferred", f"{unit} 1", f"{what}: {rule}")


@dataclass(slots=True)
class _Joined:
    """Cues that are being joined."""

    speaker: str | None
    place: int
    start: float | None
    end: float | None = None
    parts: list[str] = field(default_factory=list)

    def add(self, cue: Cue) -> None:
        text = _text(cue)
        if text:
            self.parts.append(text)
        self.end = cue.end if cue.end is not None else self.end

    def is_done(self, cue: Cue) -> bool:
        if not self.parts:
            return False
        pause = cue.start is not None and self.end is not None and cue.start - self.end >= PAUSE
        return pause or _FINAL.search(self.parts[-1]) is not None


def _finish(joined: _Joined | None, reading: Reading, unit: str) -> None:
    if joined is not None and joined.parts:
        text = " ".join(joined.parts)
        reading.utterances.append(Utterance(joined.speaker, text, joined.start, joined.end))
        reading.places.append(f"{unit} {joined.place}")


def _doubt_times(cues: Sequence[Cue], reading: Reading, unit: str) -> None:
    """State times that run backwards; the order of the file is kept."""
    backwards = [
        cue.place for cue in cues if cue.start is not None and cue.end is not None and cue.end < cue.start
    ]
    if backwards:
        found = f"{counted(len(backwards), unit)} that end before they start"
        reading.doubt("times", f"{unit} {backwards[0]}", found)
    starts = [(cue.start, cue.place) for cue in cues if cue.start is not None]
    earlier = [place for (before, _), (now, place) in pairwise(starts) if now < before]
    if earlier:
        found = (
            f"{counted(len(earlier), unit)} that start before the one above; the order of the file is kept"
        )
        reading.doubt("times", f"{unit} {earlier[0]}", found)
