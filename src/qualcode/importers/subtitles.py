"""What WebVTT and SubRip share: a line of time, and lines of text below it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from qualcode.errors import Problem

_TIME = r"(?:(\d{1,4}):)?(?:(\d{1,4}):)?(\d{1,5})(?:[.,](\d{1,6}))?"
_TIMING = re.compile(rf"\s*{_TIME}[ \t]*-->[ \t]*{_TIME}(?:[ \t]+.*)?\s*")
_STARTS = re.compile(r"\s{0,20}\d{1,4}:\d{2}")
_ARROWS = ("->", "–>", "—>", "→", "=>")
_LINE = 120
"""Characters of the longest line of time."""


@dataclass(slots=True)
class Block:
    """A line of time and the lines up to the next blank one."""

    line: int
    start: float
    end: float
    text: list[str] = field(default_factory=list, repr=False)


def timing(line: str) -> tuple[float, float] | None:
    """Return start and end of a line of time; hours, minutes and parts of a second may be missing.

    Examples
    --------
    >>> timing("00:00:01.500 --> 00:01:02.000 align:start"), timing("59.5 --> 1:01,080")
    ((1.5, 62.0), (59.5, 61.08))
    """
    if "-->" not in line:
        return None
    match = _TIMING.fullmatch(line)
    if match is None:
        return None
    groups = match.groups()
    return _seconds(groups[:4]), _seconds(groups[4:])


def _seconds(parts: tuple[str | None, ...]) -> float:
    first, second, last, part = parts
    total = 0
    for piece in (first, second, last):
        if piece is not None:
            total = total * 60 + int(piece)
    return total + (float(f"0.{part}") if part else 0.0)


def is_damaged_timing(line: str) -> bool:
    """Say whether a line looks like a line of time and is none."""
    if "-->" in line:
        return True
    return len(line) <= _LINE and _STARTS.match(line) is not None and any(arrow in line for arrow in _ARROWS)


def problem_at(line: int) -> Problem:
    """Say that a line of time cannot be read."""
    return Problem(f"line {line}", "this should be a time such as 00:00:01.000 --> 00:00:04.000")
