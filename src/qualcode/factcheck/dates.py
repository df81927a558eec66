"""Dates as people write them."""

from __future__ import annotations

import re
from datetime import date

_MONTHS = (
    "januar january", "februar february", "marts march", "april", "maj may", "juni june", "juli july", "august",
    "september", "oktober october", "november", "december",
)  # fmt: skip
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?")
_DAY_FIRST = re.compile(r"(\d{1,2})\s?[./\-]\s?(\d{1,2})\s?[./\- ]\s?(\d{4}|\d{2})")
_IN_WORDS = re.compile(r"(?:den )?(\d{1,2})(?:\.|st|nd|rd|th)?\s?([a-zæøå]{3,9})\.?,?\s(\d{4})")
_FIRST_YEAR, _LAST_YEAR = 2000, 2100


def read_date(text: str) -> str:
    """Return a date as ISO 8601; empty where the text is none. The day stands before the month.

    Examples
    --------
    >>> [read_date(text) for text in ("2026-03-12", "12.3.2026", "12/3-26", "12. marts 2026", "31-02-2026", "i går")]
    ['2026-03-12', '2026-03-12', '2026-03-12', '2026-03-12', '', '']
    """
    plain = " ".join(text.lower().split())
    if found := _ISO.fullmatch(plain.upper()):
        year, month, day = found[1], found[2], found[3]
    elif found := _DAY_FIRST.fullmatch(plain):
        day, month, year = found[1], found[2], found[3]
    elif found := _IN_WORDS.fullmatch(plain):
        day, month, year = found[1], str(_month(found[2])), found[3]
    else:
        return ""
    whole = int(year) + (_FIRST_YEAR if len(year) == 2 else 0)  # two digits of this century
    try:
        made = date(whole, int(month), int(day))
    except ValueError:
        return ""
    return made.isoformat() if _FIRST_YEAR <= made.year < _LAST_YEAR else ""


def _month(name: str) -> int:
    """Return the number of a month by its name or the first letters of it; 0 where there is none."""
    fitting = [
        n for n, names in enumerate(_MONTHS, start=1) if any(m.startswith(name) for m in names.split())
    ]
    return fitting[0] if len(fitting) == 1 else 0
