"""Single values of foreign files: colours, moments, numbers."""

from __future__ import annotations

import re
from datetime import datetime
from decimal import Decimal, InvalidOperation

_HEX = re.compile(r"#?(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})")
_RGB = re.compile(r"rgb\(\s*(\d{1,3})\s*,\s*(\d{1,3})\s*,\s*(\d{1,3})\s*\)", re.IGNORECASE)
_DATE = re.compile(
    r"(\d{4}-\d\d-\d\d)(?:[ T](\d\d:\d\d:\d\d)(?:\.\d+)?)?(?: *(?:Z|[A-Z]{2,5}|[+-]\d\d:?\d\d))?"
)
_CLOCK = "%a %b %d %H:%M:%S %Y"
"""How R's ``date()`` writes a moment."""


def colour_of(text: str) -> str | None:
    """Return a colour as ``#rrggbb``; an empty text where there is none, None where it cannot be read.

    Examples
    --------
    >>> colour_of("rgb(255, 0, 16)"), colour_of("#F0A"), colour_of(""), colour_of("antiquewhite")
    ('#ff0010', '#ff00aa', '', None)
    """
    text = text.strip()
    if not text:
        return ""
    if _HEX.fullmatch(text):
        digits = text.removeprefix("#").lower()
        return "#" + (digits if len(digits) == 6 else "".join(2 * digit for digit in digits))
    match = _RGB.fullmatch(text)
    if match and all(int(part) < 256 for part in match.groups()):
        return "#" + "".join(f"{int(part):02x}" for part in match.groups())
    return None


def moment_of(text: str) -> str:
    """Return a moment in ISO 8601, without a time zone that nobody can check; empty where it is none.

    Examples
    --------
    >>> moment_of("2024-06-21 18:14:58.62"), moment_of("Mon Nov 23 10:00:00 2026"), moment_of("i går")
    ('2024-06-21T18:14:58', '2026-11-23T10:00:00', '')
    """
    text = text.strip()
    match = _DATE.fullmatch(text)
    if match:
        return f"{match[1]}T{match[2]}" if match[2] else match[1]
    if not text:
        return ""
    try:
        return datetime.strptime(text, _CLOCK).isoformat()
    except ValueError:
        return ""


def decimal_of(text: str) -> Decimal | None:
    """Return a number as people write it; a comma is a decimal sign."""
    try:
        number = Decimal(text.strip().replace(",", "."))
    except InvalidOperation:
        return None
    return number if number.is_finite() else None
