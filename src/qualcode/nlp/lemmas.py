"""Words, their dictionary forms and the parts of compounds: what a text is compared by.

Dictionary forms come from simplemma, which ships its dictionaries; languages that it lacks keep their word forms.
Nothing is fetched.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

_WORD = re.compile(r"\[[^\W\d_]+ \d+\]|([^\W\d_]+(?:['’-][^\W\d_]+)*)")
"""A word; or a pseudonym such as ``[person 12]``, which says nothing of the subject. Bare numbers are no words."""

_COMPOUNDING = frozenset({"da", "de", "is", "nb", "nl", "nn", "sv"})
"""Languages that write compounds in one word."""

_LINKS = ("", "s", "e")
"""What stands between the parts of a compound: *arbejd-s-gang*, *barn-e-pige*."""

_SHORTEST_PART = 4
"""Shorter parts split words that are none, such as *sam-arbejde*."""

_NOT_PARTS = frozenset(["heden", "hedens", "heder", "eller", "ende", "inger", "ning", "else", "elser"])
"""Endings of words that are also words, or look like them: *myndig-heder*."""

_LONGER = 2
"""A dictionary form that is longer by more is none of the piece: *børne* is not *barnebarn*."""

_TAKES_S = ("hed", "ing", "skab", "ion", "tet", "else", "dom")
"""After these an s is the link, not the next part's first letter: *myndighed-s-leder*, *beslutning-s-tager*."""


class Token(NamedTuple):
    """A word where it stands: in lower case, with its place in the text."""

    word: str
    start: int
    end: int


def tokens(text: str) -> list[Token]:
    """Return the words of a text, in lower case, with their places.

    Examples
    --------
    >>> [token.word for token in tokens("Hende fra PPR, [person 2], altså!")]
    ['hende', 'fra', 'ppr', 'altså']
    """
    return [Token(found[1].lower(), *found.span()) for found in _WORD.finditer(text) if found[1]]


def words(text: str) -> list[str]:
    """Return the words of a text, in lower case."""
    return [word.lower() for word in _WORD.findall(text) if word]


@lru_cache(maxsize=200_000)
def lemma(word: str, language: str) -> str:
    """Return the dictionary form of a word in lower case; the word itself in a language without a dictionary.

    Examples
    --------
    >>> lemma("konsulenterne", "da")
    'konsulent'
    """
    import simplemma

    try:
        return simplemma.lemmatize(word, lang=language).lower()
    except ValueError:  # no dictionary of this language
        return word


@lru_cache(maxsize=200_000)
def parts(word: str, language: str) -> tuple[str, ...]:
    """Return the dictionary forms of the two parts of a compound, or nothing; the longest last part wins.

    Examples
    --------
    >>> parts("lokalbetjenten", "da"), parts("risikovurderinger", "da"), parts("samarbejdet", "da")
    (('lokal', 'betjent'), ('risiko', 'vurdering'), ())
    """
    if language not in _COMPOUNDING:
        return ()
    whole = lemma(word, language)
    for cut in range(_SHORTEST_PART, len(whole) - _SHORTEST_PART + 1):
        last = _part(whole[cut:], language)
        if last is None or (whole[cut] == "s" and whole[:cut].endswith(_TAKES_S)):
            continue
        for link in _LINKS:
            first = _part(whole[: cut - len(link)], language) if whole[:cut].endswith(link) else None
            if first is not None:
                return first, last
    return ()


def _part(piece: str, language: str) -> str | None:
    """Return a piece's dictionary form if the dictionary has it."""
    import simplemma

    if len(piece) < _SHORTEST_PART or piece in _NOT_PARTS or not simplemma.is_known(piece, lang=language):
        return None
    found = lemma(piece, language)
    return found if len(found) <= len(piece) + _LONGER else None
