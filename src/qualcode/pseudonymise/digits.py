"""Small tools for detectors that work on runs of digits."""

from __future__ import annotations

import re
from datetime import date

_NOT_DIGIT = re.compile(r"\D+")

AMOUNT_BEHIND = re.compile(
    r"[ \u00a0]?(?:kr\b|kroner|dkk|euro|eur\b|€|\$|dollar|procent|pct|%|personer|mennesker|borgere|sager|børn|indbyggere|"
    r"timer|minutter|kilometer|km\b|meter|kvadratmeter|kvm|gange|år\b|mio\b|mia\b|tusind|millioner|underretninger|stk\b)",
    re.IGNORECASE,
)


def digits_of(text: str) -> str:
    """Return the digits of a text as ASCII.

    Examples
    --------
    >>> digits_of("12 34-56 78")
    '12345678'
    """
    return "".join(str(int(digit)) for digit in _NOT_DIGIT.sub("", text))


def is_birth_date(six: str) -> bool:
    """Say whether six digits can be day, month and year of a birth.

    Examples
    --------
    >>> is_birth_date("310199"), is_birth_date("320199")
    (True, False)
    """
    day, month, year = int(six[:2]), int(six[2:4]), int(six[4:6])
    try:
        date(1900 + year if year else 2000, month, day)
    except ValueError:
        return False
    return True


def is_amount(text: str, end: int) -> bool:
    """Say whether the digits that end here count something: "12.500 kroner"."""
    return AMOUNT_BEHIND.match(text[end : end + 20].lower()) is not None
