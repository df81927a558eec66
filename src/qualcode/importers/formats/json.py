"""JSON of speech recognition: Whisper, WhisperX, whisper.cpp, and the podcast namespace."""

from __future__ import annotations

from collections.abc import Iterator

from qualcode.errors import DocumentImportError, Problem
from qualcode.importers.base import Reader, Reading, Source, refuse_all
from qualcode.importers.cues import Cue, read_cues
from qualcode.importers.textfiles import read_text
from qualcode.safe_io import load_json

NAME = "json"

_TEXT = ("text", "body")
_START = ("start", "startTime")
_END = ("end", "endTime")
_LONGEST = 1_000_000.0
"""Seconds of a recording; more is a mistake in the unit."""

Segment = dict[str, object]


def read(source: Source) -> Reading:
    """Read the segments of a JSON file."""
    reading = Reading()
    text = read_text(source, reading)
    segments = _segments(load_json(text, where=source.name), source)
    cues: list[Cue] = []
    problems: list[Problem] = []
    for number, segment in enumerate(segments, start=1):
        try:
            cues += _cues(segment, number)
        except _Wrong as wrong:
            problems.append(Problem(f"segment {number}", str(wrong)))
    refuse_all(source, "QC-IM07", "segments that cannot be read", problems)
    read_cues(cues, reading, unit="segment")
    return reading


class _Wrong(Exception):
    """What is wrong with a segment. Never its text."""


def _segments(value: object, source: Source) -> list[object]:
    found = value
    if isinstance(value, dict):
        found = value.get("segments", value.get("transcription"))
    if not isinstance(found, list) or not found:
        raise DocumentImportError(
            "there is no list of segments in it",
            code="QC-IM05",
            where=source.name,
            allowed="Read are Whisper and WhisperX (segments with text, start, end, speaker), whisper.cpp, and "
            "podcast transcripts (segments with body, startTime, endTime, speaker)",
            do="Export it in one of these forms, or as .vtt or .srt.",
        )
    return found


def _cues(segment: object, number: int) -> Iterator[Cue]:
    if not isinstance(segment, dict):
        raise _Wrong("it is no object")
    text = _string(segment, _TEXT)
    if text is None:
        raise _Wrong("it has neither text nor body")
    start, end = _times(segment)
    speaker = _string(segment, ("speaker",))
    words = segment.get("words")
    if speaker is None and isinstance(words, list) and any(_speaker_of(word) for word in words):
        yield from _by_word(words, number)
    else:
        yield Cue(text.split("\n"), number, start, end, (speaker or "").strip() or None)


def _by_word(words: list[object], number: int) -> Iterator[Cue]:
    """Cut a segment that names nobody where the speaker of its words changes (WhisperX)."""
    cue: Cue | None = None
    for word in words:
        if not isinstance(word, dict):
            raise _Wrong("one of its words is no object")
        text = _string(word, ("word", "text"))
        if text is None:
            raise _Wrong("one of its words has no text")
        start, end = _times(word)
        speaker = _speaker_of(word) or (cue.speaker if cue else None)
        if cue is None or speaker != cue.speaker:
            if cue:
                yield cue
            cue = Cue([], number, start, end, speaker)
        cue.lines.append(text)
        cue.end = end if end is not None else cue.end
    if cue:
        yield cue


def _speaker_of(word: object) -> str | None:
    speaker = word.get("speaker") if isinstance(word, dict) else None
    return speaker.strip() or None if isinstance(speaker, str) else None


def _string(segment: Segment, keys: tuple[str, ...]) -> str | None:
    for key in keys:
        value = segment.get(key)
        if isinstance(value, str):
            return value
        if isinstance(value, int) and key == "speaker" and not isinstance(value, bool):
            return f"Speaker {value}"
        if value is not None:
            raise _Wrong(f"its {key} is no text")
    return None


def _times(segment: Segment) -> tuple[float | None, float | None]:
    offsets = segment.get("offsets")  # whisper.cpp: milliseconds
    if isinstance(offsets, dict):
        start, end = _number(offsets, ("from",)), _number(offsets, ("to",))
        return None if start is None else start / 1000, None if end is None else end / 1000
    return _number(segment, _START), _number(segment, _END)


def _number(segment: Segment, keys: tuple[str, ...]) -> float | None:
    for key in keys:
        value = segment.get(key)
        if value is None:
            continue
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise _Wrong(f"its {key} is no number")
        if not 0 <= value <= _LONGEST * 1000:
            raise _Wrong(f"its {key} is no time of a recording")
        return float(value)
    return None


READER = Reader((".json",), read)
