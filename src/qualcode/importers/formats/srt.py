"""SubRip: numbered cues; what stands between two lines of time is text."""

from __future__ import annotations

import re

from qualcode.errors import DocumentImportError, Problem
from qualcode.importers.base import Reader, Reading, Source, refuse_all
from qualcode.importers.cues import Cue, read_cues
from qualcode.importers.subtitles import Block, is_damaged_timing, problem_at, timing
from qualcode.importers.textfiles import read_text

NAME = "srt"

_TAG = re.compile(r"</?(?:i|b|u|s|em|strong)>|</?font(?:\s[^<>]*)?>|\{\\[^{}]*\}|\{/?[ibus]\}", re.IGNORECASE)


def read(source: Source) -> Reading:
    """Read a SubRip file."""
    reading = Reading()
    blocks = _blocks(read_text(source, reading).split("\n"), source)
    cues = []
    for number, block in enumerate(blocks, start=1):
        lines = [line for line in (_TAG.sub("", line) for line in block.text) if line.strip()]
        if lines:
            cues.append(Cue(lines, number, block.start, block.end))
    read_cues(cues, reading, unit="cue")
    return reading


def _blocks(lines: list[str], source: Source) -> list[Block]:
    blocks: list[Block] = []
    problems: list[Problem] = []
    for index, line in enumerate(lines):
        found = timing(line)
        if found:
            _drop_number(lines, index, blocks)
            blocks.append(Block(index + 1, *found))
        elif is_damaged_timing(line):
            problems.append(problem_at(index + 1))
        elif blocks:
            blocks[-1].text.append(line)
        elif line.strip() and not line.strip().isdigit():
            problems.append(problem_at(index + 1))
    refuse_all(source, "QC-IM06", "lines that belong to no cue", problems)
    if not blocks:
        raise DocumentImportError(
            "no cue was found in it",
            code="QC-IM05",
            where=source.name,
            allowed="SubRip has lines such as 00:00:01,000 --> 00:00:04,000",
            do="Export it again, or give it the ending .txt.",
        )
    return blocks


def _drop_number(lines: list[str], index: int, blocks: list[Block]) -> None:
    """Take the number of the next cue off the text of the one before."""
    if blocks and blocks[-1].text and lines[index - 1].strip().isdigit():
        before = blocks[-1].text
        if len(before) == 1 or not before[-2].strip() or int(before[-1]) == len(blocks) + 1:
            before.pop()


READER = Reader((".srt",), read)
