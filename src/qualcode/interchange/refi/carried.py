r"""Fields that REFI-QDA has no place for, as readable lines at the end of a description.

::

    What the code means, as the team wrote it.
    [qualcode] stance: wish
    [qualcode] cue: møde

Other programs show these lines as part of the description and hand them on; coming back they become fields again.
In values ``\n``, ``\r``, ``\\`` and ``\s`` (a blank at an end) stand for themselves, ``\u{b}`` for a character that XML
cannot hold. A line of the description itself that looks like a field gets a backslash in front.
"""

from __future__ import annotations

import re

from qualcode.interchange.exchange import Extra

MARK = "[qualcode]"

_FIELD = re.compile(r"\[qualcode\] ((?:[^:\\\n]|\\.)+):(?: ([^\n]*))?\Z")
_LOOKS_LIKE = re.compile(r"^(?=\\*\[qualcode\])", re.MULTILINE)
_ESCAPED_LINE = re.compile(r"^\\(?=\\*\[qualcode\])", re.MULTILINE)
_ESCAPES = {"\\": "\\\\", "\n": "\\n", "\r": "\\r"}
_PLAIN = {"\\": "\\", "n": "\n", "r": "\r", "s": " ", ":": ":"}
_ESCAPE = re.compile(r"\\(?:u\{([0-9a-f]{1,6})\}|(.))", re.DOTALL)

# Written as escapes: what XML 1.0 cannot hold, and line ends that programs change.
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x85\u2028\u2029\ud800-\udfff\ufffe\uffff]")
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def xml_can_hold(text: str) -> bool:
    r"""Say whether XML 1.0 can hold a text as it is.

    Examples
    --------
    >>> xml_can_hold("æ\n😀"), xml_can_hold("a\x0bb")
    (True, False)
    """
    return _FORBIDDEN.search(text) is None


def without_forbidden(text: str) -> str:
    """Return a text with a replacement character for what XML cannot hold."""
    return _FORBIDDEN.sub("\ufffd", text)


def join(description: str, extra: Extra) -> str:
    r"""Return a description with fields at its end.

    Examples
    --------
    >>> print(join("Ønsker", (("stance", "wish"), ("note", "to\nlinjer"))))
    Ønsker
    [qualcode] stance: wish
    [qualcode] note: to\nlinjer
    """
    text = _LOOKS_LIKE.sub(r"\\", description)
    lines = [
        f"{MARK} {_escaped(name).replace(':', chr(92) + ':')}: {_escaped(value)}" for name, value in extra
    ]
    if text and lines:
        return text + "\n" + "\n".join(lines)
    return text or "\n".join(lines)


def split(text: str) -> tuple[str, Extra]:
    r"""Return the description and the fields of what :func:`join` made.

    Examples
    --------
    >>> split("Ønsker\n[qualcode] stance: wish")
    ('Ønsker', (('stance', 'wish'),))
    """
    if MARK not in text:
        return text, ()
    lines = text.split("\n")
    found: list[tuple[str, str]] = []
    while lines and (field := _FIELD.match(lines[-1].removesuffix("\r"))):
        found.append((_unescaped(field[1]), _unescaped(field[2] or "")))
        lines.pop()
    return _ESCAPED_LINE.sub("", "\n".join(lines)), tuple(reversed(found))


def _escaped(text: str) -> str:
    text = "".join(_ESCAPES.get(character, character) for character in text)
    text = _UNWRITABLE.sub(lambda found: f"\\u{{{ord(found[0]):x}}}", text)
    if text.startswith(" "):
        text = "\\s" + text[1:]
    return text[:-1] + "\\s" if text.endswith(" ") else text


def _unescaped(text: str) -> str:
    return _ESCAPE.sub(_plain, text)


def _plain(found: re.Match[str]) -> str:
    if found[1] is None:
        return _PLAIN.get(found[2], found[0])
    number = int(found[1], 16)
    return chr(number) if number <= 0x10FFFF else found[0]
