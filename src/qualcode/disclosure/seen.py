"""Words as the detectors see them: invisible characters gone, one kind of blank and hyphen, and the way back to the places."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

from qualcode.model import Span

_INVISIBLE = frozenset("\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff")
_SAME = str.maketrans(
    dict.fromkeys("\u00a0\u2007\u2009\u202f\t", " ") | dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-")
    | dict.fromkeys("\u2019\u02bc\u00b4`", "'")
)  # fmt: skip
_RUN = re.compile(r"\w+")
_BRACKETS = re.compile(r"\[[^\]\n]{0,40}\]")
_WIDEST_GAP = 3


def each_word(text: str) -> tuple[str, ...]:
    """Return the words of a list that is written as one text."""
    return tuple(text.split())


def plain_words(text: str) -> str:
    r"""Return text in NFC with one kind of blank, hyphen and apostrophe, without invisible characters.

    Examples
    --------
    >>> plain_words("Tran\u00adborg\u00a0Kommune")
    'Tranborg Kommune'
    """
    normal = unicodedata.normalize("NFC", text).translate(_SAME)
    return "".join(sign for sign in normal if sign not in _INVISIBLE)


@dataclass(frozen=True)
class Seen:
    """Some words, made ready for looking.

    Parameters
    ----------
    plain : str
        What is searched.
    places : tuple of int
        For each character of ``plain``, where it stands in the words as they came (in NFC).
    """

    plain: str = field(repr=False)
    places: tuple[int, ...] = field(repr=False)

    @classmethod
    def of(cls, text: str) -> Seen:
        """Make some words ready."""
        normal = unicodedata.normalize("NFC", text).translate(_SAME)
        kept = [(sign, place) for place, sign in enumerate(normal) if sign not in _INVISIBLE]
        return cls("".join(sign for sign, _ in kept), tuple(place for _, place in kept))

    @cached_property
    def lower(self) -> str:
        """The same in lower case, character for character."""
        return "".join(low if len(low := sign.lower()) == 1 else sign for sign in self.plain)

    @cached_property
    def runs(self) -> list[tuple[int, int, str]]:
        """Runs of letters and digits: start, end, case-folded."""
        return [(m.start(), m.end(), m[0].casefold()) for m in _RUN.finditer(self.plain)]

    @cached_property
    def brackets(self) -> list[Span]:
        """Pseudonyms and notes in square brackets, in places of ``plain``."""
        return [Span(*match.span()) for match in _BRACKETS.finditer(self.plain)]

    def in_brackets(self, start: int, end: int) -> bool:
        """Say whether a stretch of ``plain`` lies in square brackets."""
        return any(one.start <= start and end <= one.end for one in self.brackets)

    def span(self, start: int, end: int) -> Span:
        """Return where a stretch of ``plain`` stands in the words as they came."""
        return Span(self.places[start], self.places[end - 1] + 1)


def exactly(words: Iterable[str]) -> re.Pattern[str] | None:
    """Return a pattern of whole words just as they are written, in any case: for ids and names of files.

    Examples
    --------
    >>> found = exactly(["a-1", "interview-a"])
    >>> [bool(found.search(text)) for text in ("(A-1)", "Interview-A.docx", "a 1", "a-12")]
    [True, True, False, False]
    """
    some = sorted({plain_words(word).strip() for word in words} - {""}, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, some))})(?!\w)", re.IGNORECASE) if some else None


@dataclass(frozen=True)
class Listed:
    """Words and phrases to look for: whole words, in any case, with a genitive's *s*.

    Examples
    --------
    >>> found = Listed.of(["Tranborg", "Gamle Havn"]).find(Seen.of("tranborgs rådhus ved gamle havn, Tranborg-sagen"))
    >>> [(start, end) for start, end, _ in found]
    [(0, 9), (21, 31), (33, 41)]
    """

    by_first: dict[str, list[tuple[str, ...]]] = field(repr=False)

    @classmethod
    def of(cls, entries: Iterable[str]) -> Listed:
        """Collect entries; one without a letter or digit is nothing to look for."""
        by_first: dict[str, list[tuple[str, ...]]] = {}
        for entry in dict.fromkeys(entries):
            words = tuple(run.casefold() for run in _RUN.findall(plain_words(entry)))
            if words:
                by_first.setdefault(words[0], []).append(words)
        return cls({first: sorted(set(some), key=len, reverse=True) for first, some in by_first.items()})

    def find(self, seen: Seen) -> Iterator[tuple[int, int, tuple[str, ...]]]:
        """Yield start, end (places of ``seen.plain``) and the words of what was found."""
        index = 0
        while index < len(seen.runs):
            match = self._at(seen, index)
            if match:
                yield seen.runs[index][0], seen.runs[index + len(match) - 1][1], match
            index += len(match) if match else 1

    def _at(self, seen: Seen, index: int) -> tuple[str, ...]:
        first = seen.runs[index][2]
        for start in dict.fromkeys((first, first.removesuffix("s"))):
            for words in self.by_first.get(start, ()):
                if _fits(seen, index, words):
                    return words
        return ()


def _fits(seen: Seen, index: int, words: Collection[str]) -> bool:
    runs = seen.runs[index : index + len(words)]
    if len(runs) < len(words):
        return False
    *inner, last = zip(runs, words, strict=True)
    close = all(0 < right[0] - left[1] <= _WIDEST_GAP for left, right in pairwise(runs))
    (_, _, found), word = last
    return close and all(run[2] == each for run, each in inner) and found in (word, word + "s")
