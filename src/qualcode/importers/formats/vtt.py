"""WebVTT: cues with voices (``<v Anna>``), styles, notes."""

from __future__ import annotations

import html
import re

from qualcode.errors import DocumentImportError, Problem
from qualcode.importers.base import Reader, Reading, Source, counted, refuse_all
from qualcode.importers.cues import Cue, read_cues
from qualcode.importers.subtitles import Block, is_damaged_timing, problem_at, timing
from qualcode.importers.textfiles import read_text

NAME = "vtt"

_VOICE = re.compile(r"<v(?:\.[^\s<>]*)?(?:[ \t\n]+([^<>]*))?>")
_TAG = re.compile(r"</?(?:v|c|i|b|u|ruby|rt|lang)(?:\.[^\s<>]*)?(?:\s[^<>]*)?>|<\d[\d:.]*>")
_REFERENCE = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});")
_NO_CUE = re.compile(r"(?:NOTE|STYLE|REGION)(?:[ \t].*)?")


def read(source: Source) -> Reading:
    """Read a WebVTT file."""
    reading = Reading()
    lines = read_text(source, reading).split("\n")
    if not re.match(r"WEBVTT(?:[ \t]|$)", lines[0]):
        raise DocumentImportError(
            "the first line is not WEBVTT",
            code="QC-IM05",
            where=source.name,
            do="If the file is SubRip, give it the ending .srt; if it was cut off, export it again.",
        )
    blocks = _blocks(lines, source, reading)
    cues = [cue for number, block in enumerate(blocks, start=1) for cue in _cues(block, number)]
    read_cues(cues, reading, unit="cue")
    return reading


def _blocks(lines: list[str], source: Source, reading: Reading) -> list[Block]:
    """Return the cues; what is neither cue, note nor style is a problem, so that no words are lost."""
    blocks: list[Block] = []
    problems: list[Problem] = []
    notes = 0
    index = _next_blank(lines, 0)
    while index < len(lines):
        line = lines[index]
        if not line.strip():
            index += 1
            continue
        end = _next_blank(lines, index)
        if _NO_CUE.fullmatch(line.rstrip()):
            notes += line.startswith("NOTE")
        elif not _take(lines, index, end, blocks):
            problems.append(problem_at(index + 1))
        index = end
    refuse_all(source, "QC-IM06", "lines that belong to no cue", problems)
    if notes:
        reading.doubt("notes", source.name, f"{counted(notes, 'note')} of the file left out of the text")
    return blocks


def _next_blank(lines: list[str], start: int) -> int:
    for index in range(start, len(lines)):
        if not lines[index].strip():
            return index
    return len(lines)


def _take(lines: list[str], start: int, end: int, blocks: list[Block]) -> bool:
    """Take the cues of one block of lines; the first line may be a cue's name."""
    first = start if timing(lines[start]) else start + 1
    if first >= end or timing(lines[first]) is None:
        return False
    for index in range(first, end):
        found = timing(lines[index])
        if found:
            blocks.append(Block(index + 1, *found))
        elif is_damaged_timing(lines[index]):
            return False
        else:
            blocks[-1].text.append(lines[index])
    return True


def _cues(block: Block, number: int) -> list[Cue]:
    """Cut a cue where the voice changes."""
    text = "\n".join(block.text)
    pieces = _VOICE.split(text)
    made = []
    for index in range(0, len(pieces), 2):
        speaker = _plain(pieces[index - 1] or "").strip() or None if index else None
        lines = [line for line in _plain(pieces[index]).split("\n") if line.strip()]
        if lines:
            made.append(Cue(lines, number, block.start, block.end, speaker))
    return made


def _plain(text: str) -> str:
    """Take tags off and turn references (``&amp;``) into the characters they mean."""
    if "<" in text:
        text = _TAG.sub("", text)
    if "&" in text:
        text = _REFERENCE.sub(lambda found: html.unescape(found[0]), text)
    return text


READER = Reader((".vtt",), read)
