"""Words with their places, as the detectors see a stretch of text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from qualcode.pseudonymise.wordlists import word_set

INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
"""Soft hyphen, zero-width characters and byte order mark: copied from PDF files, they split a name unseen."""

APOSTROPHES = "'\u2019\u02bc\u00b4`"
HYPHENS = "-\u2010\u2011"

# Letters of Latin script: the others (Arabic, Cyrillic, Tamil, …) have a detector of their own.
_LETTER = r"[^\W\d_\u0370-\u1dff\u1f00-\u1fff\u2c00-\uffff]"
_WORD = re.compile(
    rf"{_LETTER}+(?:[{APOSTROPHES}{re.escape(HYPHENS)}\u0300-\u036f{INVISIBLE}]+{_LETTER}+)*[\u0300-\u036f]*"
)
_PLAIN = str.maketrans(
    dict.fromkeys(INVISIBLE, None) | dict.fromkeys(APOSTROPHES, "'") | dict.fromkeys(HYPHENS, "-")
)

_ENDS_SENTENCE = re.compile(r"[.!?…:\n\"“”„«»()]|(?:^|\s)[-–—](?:\s|$)")
_ABBREVIATIONS = word_set(
    "hr fr frk dr prof bl f.eks eks ca kl nr tlf mht pga evt inkl jf pkt stk vedr dvs skt sct gl sdr ndr st mr mrs ms"
)


@dataclass(slots=True)  # not frozen: half of the tokeniser's time would go into freezing
class Token:
    """One word.

    Parameters
    ----------
    start, end : int
        Its place, in code points of the passage.
    raw : str
        As it stands, without invisible characters.
    low : str
        Case-folded, with one kind of hyphen and apostrophe: for looking up.
    gap : str
        What stands between the word before and this one.
    capital : bool
        Starts with a capital.
    capitals : bool
        All capitals, two or more: most likely an abbreviation.
    initial : bool
        Starts a sentence, a line or direct speech, where a capital says nothing.
    """

    start: int
    end: int
    raw: str = field(repr=False)
    low: str = field(repr=False)
    gap: str = field(repr=False)
    capital: bool
    capitals: bool
    initial: bool


def plain(text: str) -> str:
    r"""Return a word without invisible characters, with one kind of hyphen and apostrophe.

    Examples
    --------
    >>> plain("Al\u2011Kha\u200btib")
    'Al-Khatib'
    """
    return text.translate(_PLAIN)


def normal(text: str) -> str:
    """Return the form under which words are compared: plain, case-folded, single blanks."""
    return " ".join(plain(text).casefold().replace("i\u0307", "i").split())


def tokenise(text: str) -> list[Token]:
    """Cut a passage into words; numbers and signs are left between them.

    Examples
    --------
    >>> [(token.raw, token.initial) for token in tokenise("Hr. Bo gik. Så kom Al-Amin.")]
    [('Hr', True), ('Bo', False), ('gik', False), ('Så', True), ('kom', False), ('Al-Amin', False)]
    """
    return list(_tokens(text))


def _tokens(text: str) -> Iterator[Token]:
    place = 0
    before = ""
    for match in _WORD.finditer(text):
        start, end = match.span()
        gap = text[place:start]
        raw = match.group()
        if not raw.isalpha():
            raw = plain(raw)
        low = raw.casefold()
        if "\u0307" in low:  # the dotted capital I of Turkish folds into two characters
            low = low.replace("i\u0307", "i")
        yield Token(
            start=start,
            end=end,
            raw=raw,
            low=low,
            gap=gap,
            capital=raw[0] != low[0] and raw[0].isupper(),
            capitals=_is_capitals(raw),
            initial=place == 0 or (gap != " " and _starts_sentence(gap, before)),
        )
        place, before = end, low


def _is_capitals(raw: str) -> bool:
    """Say whether a word is all capitals but for its ending: "SOSU'er", "LOKKs"."""
    if len(raw) < 2 or not raw[1].isupper():
        return False
    stem = raw.partition("'")[0]
    return stem.isupper() or (len(stem) > 3 and stem.endswith("s") and stem[:-1].isupper())


def _starts_sentence(gap: str, before: str) -> bool:
    if gap.startswith(".") and (before in _ABBREVIATIONS or len(before) == 1) and not gap[1:].strip():
        return "\n" in gap
    return _ENDS_SENTENCE.search(gap) is not None
