"""Time stamps in transcripts: ``[00:01:02]``, ``(12:30)``, ``0:03``, ``#00:01:02-5#``, ranges of them."""

from __future__ import annotations

import re

_PART = r"(?:[.,]\d{1,3}|-\d{1,3}(?![\d:]))?"

CORE = rf"(?:\d{{1,3}}:)?\d{{1,2}}:\d{{2}}{_PART}"
"""Hours may be missing, parts of a second too."""

LONG = rf"\d{{1,3}}:\d{{2}}:\d{{2}}{_PART}"
"""With hours: no time of day is written so in running speech."""

_TO = r"\s*(?:-->|[-–—/]|to|til)\s*"  # NVivo takes a stroke, too

RANGE = rf"{CORE}(?:{_TO}{CORE})?"

BRACKETED = rf"(?:\[\s*{RANGE}\s*\]|\(\s*{RANGE}\s*\)|<\s*{RANGE}\s*>|\{{\s*{RANGE}\s*\}}|#\s*{RANGE}\s*#)"
"""In brackets it is a stamp wherever it stands before the first word."""

INSIDE = rf"(?:\[\s*{RANGE}\s*\]|\(\s*{LONG}(?:{_TO}{LONG})?\s*\)|<\s*{LONG}\s*>|#\s*{RANGE}\s*#)"
"""Inside a turn, round brackets with minutes and seconds may be a time of day in speech, and stay."""

_ONE = re.compile(CORE)
# The look-behind keeps long runs of blanks from being tried from each of them.
_INSIDE = re.compile(rf"(?<![ \t\u00a0])[ \t\u00a0]*{INSIDE}(?=\s|[.,;:!?)]|$)|{INSIDE}[ \t\u00a0]*")


def seconds(text: str) -> float:
    """Return the seconds that a stamp means.

    Examples
    --------
    >>> seconds("01:02:03.5"), seconds("12:30"), seconds("00:01:02-5")
    (3723.5, 750.0, 62.5)
    """
    whole, _, part = text.replace(",", ".").replace("-", ".").partition(".")
    total = 0
    for piece in whole.split(":"):
        total = total * 60 + int(piece)
    return total + (float(f"0.{part}") if part else 0.0)


def times(stamp: str) -> tuple[float, float | None]:
    """Return start and end of a stamp; the end is None where it is no range.

    Examples
    --------
    >>> times("[00:01 - 00:04]")
    (1.0, 4.0)
    """
    found = [seconds(part) for part in _ONE.findall(stamp)]
    return found[0], found[1] if len(found) > 1 else None


def take_out(text: str) -> tuple[str, list[float], float | None]:
    """Return a text without the stamps inside it, their seconds, and those of one at the very end.

    Notes that hold a time among words, such as ``[unintelligible 00:03:18.16]``, stay.

    Examples
    --------
    >>> take_out("og så [00:12:30] gik vi [uklart 00:12:31] hjem. #00:13:00-5#")
    ('og så gik vi [uklart 00:12:31] hjem.', [750.0], 780.5)
    """
    if ":" not in text:
        return text, [], None
    taken: list[float] = []
    end = len(text.rstrip())
    last: float | None = None

    def drop(match: re.Match[str]) -> str:
        nonlocal last
        start = times(match[0])[0]
        if match.end() == end:
            last = start
        else:
            taken.append(start)
        return ""

    return _INSIDE.sub(drop, text), taken, last
