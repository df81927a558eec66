"""Writing texts as YAML that every reader understands alike."""

from __future__ import annotations

import re

_SAFE = re.compile(r"[^\W\d_](?:[\w ,.;()/?!'’–-]*[\w.;)/?!'’–-])?")
_NOT_TEXT_ELSEWHERE = {"y", "n", "yes", "no", "true", "false", "on", "off", "null", "nan", "inf"}
"""Words that older YAML readers take for something else; in quotes they are text to all."""

_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}


def yaml_text(text: str, indent: int = 0) -> str:
    r"""Return a text as it stands after ``key:``.

    Plain where that is safe, as a block where it has line breaks, else in double quotes with escapes.

    Parameters
    ----------
    text : str
    indent : int
        Blanks before the lines of a block.

    Examples
    --------
    >>> yaml_text("Politiet"), yaml_text("no"), yaml_text("a: b"), yaml_text("en\nto", 2)
    ('Politiet', '"no"', '"a: b"', '|-\n  en\n  to')
    """
    if _SAFE.fullmatch(text) and text.isprintable() and text.casefold() not in _NOT_TEXT_ELSEWHERE:
        return text
    if "\n" in text and _fits_block(text):
        lines = (" " * indent + line if line else "" for line in text.split("\n"))
        return "|-\n" + "\n".join(lines)
    return '"' + "".join(_escaped(ch) for ch in text) + '"'


def _fits_block(text: str) -> bool:
    """Say whether a block keeps the text: not blanks at its ends, odd characters or lines of blanks."""
    lines = text.split("\n")
    return text.strip() == text and all(line.isprintable() and (line.strip() or not line) for line in lines)


def _escaped(ch: str) -> str:
    if ch in _ESCAPES:
        return _ESCAPES[ch]
    if ch.isprintable():
        return ch
    number = ord(ch)
    if number <= 0xFF:
        return f"\\x{number:02x}"
    return f"\\u{number:04x}" if number <= 0xFFFF else f"\\U{number:08x}"
