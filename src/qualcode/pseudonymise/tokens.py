"""Words with their places, as the detectors see a stretch of text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
"""Soft hyphen, zero-width characters and byte order mark: copied from PDF files, they split a name unseen."""

APOSTROPHES = "'\u2019\u02bc\u00b4`"
HYPHENS = "-\u2010\u2011"

_LETTER = r"[^\W\d_\u0370-\u1dff\u1f00-\u1fff\u2c00-\uffff]"
_WORD = re.compile(
    rf"{_LETTER}[{_LETTER[1:-1]}\u0300-\u036f]*" if False else
    rf"{_LETTER}+(?:[{APOSTROPHES}{HYPHENS}\u0300-\u036f{INVISIBLE}]+{_LETTER}+)*[\u0300-\u036f]*"
)
_STRIP = str.maketrans("", "", INVISIBLE)
_SAME = str.maketrans(dict.fromkeys(APOSTROPHES, "'") | dict.fromkeys(HYPHENS, "-"))
