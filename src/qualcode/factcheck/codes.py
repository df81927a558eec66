"""Codes that lead a row of a pack back to its item, through any number of hands.

A code has three groups: ``K7KQ2-M4TX-9D3F``. The first two come from the interview and the item's id, so that a row says
which pack it belongs to; the last one is a seal of the words that were sent, so that an answer is known to be about these
words. The letters are those that are not mistaken for digits, and no code reads as a number or a date.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass

from qualcode.model import canonical

_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's base 32: without I, L, O and U
_ITEM, _SEAL, _PACK = 8, 4, 8
_DASHES = "-\u2010\u2011\u2012\u2013\u2014\u2212\u00ad"
_GROUP = rf"\s*[{_DASHES}]\s*"  # a dash of some kind; a narrow column may have put a line break beside it
_ITEM_CODE = re.compile(rf"(?<!\w)K(\w{{4}}){_GROUP}(\w{{4}}){_GROUP}(\w{{4}})(?!\w)", re.IGNORECASE)
# No small letters: words with a hyphen stand in the letter, too.
_PACK_CODE = re.compile(rf"(?<!\w)P([{_LETTERS}]{{4}}){_GROUP}([{_LETTERS}]{{4}})(?!\w)")
_MISREAD = str.maketrans("OIL", "011")

_ALIKE = str.maketrans(
    dict.fromkeys("„“”«»‟″", '"') | dict.fromkeys("‘’‚‛′", "'") | dict.fromkeys(_DASHES, "-") | {"\u00ad": ""}
)
_OUTER = "\"' "


@dataclass(frozen=True, slots=True)
class ItemCode:
    """A code as it was read: which item, and the seal of the words that were sent."""

    item: str
    seal: str


def item_code(document: str, item: str, words: str) -> str:
    """Return the code of an item in the pack of an interview.

    Examples
    --------
    >>> code = item_code("a", "f_1c5642bd2b", "Skolen ringer.")
    >>> code == item_code("a", "f_1c5642bd2b", "»Skolen  ringer.«"), code == item_code("b", "f_1c5642bd2b", "Skolen ringer.")
    (True, False)
    """
    head = item_key(document, item)
    return f"K{head[:4]}-{head[4:]}-{seal_of(words)}"


def item_key(document: str, item: str) -> str:
    """Return the part of a code that says which item it is."""
    return _hashed("item", document, item, length=_ITEM)


def pack_code(study: str, document: str) -> str:
    """Return the code of a pack: it names no interview to those who do not have the study.

    Examples
    --------
    >>> len(pack_code("study", "a")), pack_code("study", "a") == pack_code("study", "b")
    (10, False)
    """
    made = _hashed("pack", study, document, length=_PACK)
    return f"P{made[:4]}-{made[4:]}"


def seal_of(words: str) -> str:
    """Return the seal of some words; quotation marks, dashes and blanks as a word processor changes them do not count."""
    return _hashed("words", folded(words), length=_SEAL)


def folded(words: str) -> str:
    """Return words in the form in which they are compared.

    Examples
    --------
    >>> folded("„Vi ringer  bare ...”") == folded('"Vi ringer bare …"')
    True
    """
    visible = "".join(c for c in canonical(words).translate(_ALIKE) if unicodedata.category(c) != "Cf")
    return " ".join(visible.replace("…", "...").split()).strip(_OUTER)


def find_code(text: str) -> ItemCode | None:
    """Return the first code in a text, whatever a word processor made of its dashes; None where there is none."""
    found = _ITEM_CODE.search(text)
    if found is None:
        return None
    first, second, seal = (part.upper().translate(_MISREAD) for part in found.groups())
    return ItemCode(first + second, seal)


def find_pack(text: str) -> str:
    """Return the first code of a pack in a text; empty where there is none."""
    found = _PACK_CODE.search(text)
    return f"P{found[1]}-{found[2]}" if found else ""


def _hashed(*parts: str, length: int) -> str:
    number = int.from_bytes(hashlib.sha256("\0".join(parts).encode("utf-8", "replace")).digest()[:10], "big")
    return "".join(_LETTERS[number >> (5 * place) & 31] for place in range(length))
