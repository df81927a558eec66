"""Compare a printed quote with what was said: word for word, in order, with every omission marked."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, NamedTuple

from qualcode.model import Span
from qualcode.quotes.reading import Token, TurnReading, tokens_of
from qualcode.quotes.words import SpeechWords, is_note, speech_words, turns

Departing = Literal["word", "order", "omission", "meaning", "mark", "addition", "empty"]

_OMISSION = re.compile(r"[(\[]\s*(?:…|\.{3})\s*[)\]]")
_QUOTES = frozenset("\"“”„‟»«‹›'‘’‚`´")
_DASHES = frozenset("-–—‒―‑‐")
_NAME = re.compile(r"\[[^\W\d_][\w@.\- ]*? \d+\]")


@dataclass(frozen=True, slots=True)
class Departure:
    """Where print and source part.

    Parameters
    ----------
    kind : str
        ``word``: no such word follows there; ``order``: it was said, but earlier; ``omission``: words are left out
        without a mark; ``meaning``: what is left out, or added in brackets, could turn the meaning; ``mark``: another
        punctuation mark; ``addition``: a word in square brackets that nobody said; ``empty``: no words at all.
    word : int
        Number of the printed word, from 1.
    """

    kind: Departing
    word: int

    def __str__(self) -> str:
        return f"{self.kind} at word {self.word}"


@dataclass(frozen=True, slots=True)
class Verbatim:
    """Whether a printed quote is what was said. No words of it, only their numbers.

    Parameters
    ----------
    ok : bool
    problems : tuple of Departure
        The first place where print and source part; empty where ``ok``.
    variants : tuple of str
        What differs and may: ``quotation marks``, ``dashes``, ``blanks``, ``soft hyphens``, ``capital``, ``full stop``.
    additions : tuple of Departure
        Words in square brackets that are the editor's: for a person to look at.
    """

    ok: bool
    problems: tuple[Departure, ...] = ()
    variants: tuple[str, ...] = ()
    additions: tuple[Departure, ...] = ()


class _Word(NamedTuple):
    low: str
    number: int
    """Of the word, or of the word before a mark."""
    is_word: bool


def check_verbatim(printed: str, source: str, *, language: str = "da") -> Verbatim:
    """Compare a printed quote with the turn, or the text, that it was taken from.

    Parameters
    ----------
    printed : str
        With ``(…)``, ``(...)``, ``[…]`` or ``[...]`` where something is left out; quotation marks around it or none.
    source : str
        What was said. Notes such as ``(griner)`` are not spoken words: they may stand or fall.
    language : str
        Of the words that turn a meaning, such as *ikke*; English for languages without a list.

    Returns
    -------
    Verbatim

    Examples
    --------
    >>> check_verbatim("„De ringer (…) hver dag.“", "Og de ringer altså hver dag, tror jeg, til os").ok
    False
    >>> check_verbatim("„De ringer (…) hver dag.“", "Ja, de ringer altså hver dag")
    Verbatim(ok=True, problems=(), variants=('quotation marks', 'capital', 'full stop'), additions=())
    >>> check_verbatim("Jeg stoler (…) på dem.", "Jeg stoler ikke på dem.").problems
    (Departure(kind='meaning', word=3),)
    """
    return _Check(printed, source, language).result()


class _Check:
    """One comparison. The source is cut into tokens once; each printed piece is looked for in it, in order."""

    def __init__(self, printed: str, source: str, language: str) -> None:
        self.lists: SpeechWords = speech_words(language)
        self.printed = unicodedata.normalize("NFC", printed)
        self.source_text = unicodedata.normalize("NFC", source)
        self.reading = TurnReading(self.source_text, Span(0, len(self.source_text)), language)
        self.additions: list[Departure] = []
        self.turned: list[Departure] = []
        self.pieces = [piece for piece in self._pieces() if piece]

    @cached_property
    def source(self) -> list[Token]:
        """Spoken words and marks; what was lost stands as a token that nothing equals."""
        return [token for token in self.reading.tokens if token.kind != "silent" and token.low not in _QUOTES]

    @cached_property
    def lows(self) -> list[str]:
        """The source as it is compared."""
        return [_low(token) for token in self.source]

    @cached_property
    def sentence_numbers(self) -> list[int]:
        """The sentence of each token of ``source``."""
        numbers = {}
        for number, sentence in enumerate(self.reading.sentences):
            for place in range(sentence.begin, sentence.end):
                numbers[self.reading.tokens[place].start] = number
        return [numbers[token.start] for token in self.source]

    def result(self) -> Verbatim:
        if not any(word.is_word for piece in self.pieces for word in piece):
            return Verbatim(ok=False, problems=(Departure("empty", 1),))
        problem = self.turned[0] if self.turned else self._compare()
        additions = tuple(self.additions)
        if problem is not None:
            return Verbatim(ok=False, problems=(problem,), additions=additions)
        return Verbatim(ok=True, variants=tuple(self._variants()), additions=additions)

    def _pieces(self) -> Iterator[list[_Word]]:
        number = 0
        for part in _OMISSION.split(self.printed):
            piece: list[_Word] = []
            for token in tokens_of(part):
                if token.kind in ("silent", "aside") or token.low in _QUOTES:
                    continue
                number += token.is_word
                if token.kind == "name" and self._is_addition(token, number):
                    continue
                piece.append(_Word(_low(token), number, token.is_word))
            while piece and not piece[0].is_word:
                piece.pop(0)
            yield piece

    def _is_addition(self, token: Token, number: int) -> bool:
        inside = token.low.partition("[")[2].partition("]")[0]
        if token.low in self.source_names or _NAME.match(token.low) or is_note(inside):
            return False
        self.additions.append(Departure("addition", number))
        if turns((t.low for t in tokens_of(inside)), self.lists):
            self.turned.append(Departure("meaning", number))
        return True

    @cached_property
    def source_names(self) -> frozenset[str]:
        """Pseudonyms of the source."""
        return frozenset(token.low for token in self.reading.tokens if token.kind == "name")

    def _compare(self) -> Departure | None:
        """Return the first departure; None where the pieces stand in the source one after the other."""
        places = [self._places(piece) for piece in self.pieces]
        for number, (piece, found) in enumerate(zip(self.pieces, places, strict=True)):
            if not found:
                return self._departure(piece, self._earliest(places[:number]))
        reached: list[dict[int, int]] = [{0: -1}]
        for number, found in enumerate(places):
            ends = {}
            for start, end in found:
                if any(
                    before <= start and self._is_fair(before, start, bool(number)) for before in reached[-1]
                ):
                    ends[end] = start
            if not ends:
                return self._not_in_order(number, found, max(0, min(reached[-1])))
            reached.append(ends)
        if all(not self._is_fair_end(end) for end in reached[-1]):
            return Departure("meaning", self.pieces[-1][-1].number)
        return None

    def _places(self, piece: Sequence[_Word]) -> list[tuple[int, int]]:
        """Return where all of a piece stands in the source; its last full stop may be the printer's."""
        wanted = [word.low for word in piece]
        found = []
        for attempt in (wanted, wanted[:-1] if wanted[-1] == "." else []):
            n = len(attempt)
            for start in self.starts.get(attempt[0], ()) if attempt else ():
                if self.lows[start : start + n] == attempt and (start, start + n) not in found:
                    found.append((start, start + n))
            if found:
                break
        return found

    @cached_property
    def starts(self) -> dict[str, list[int]]:
        """Where each word of the source stands."""
        found: dict[str, list[int]] = {}
        for place, low in enumerate(self.lows):
            found.setdefault(low, []).append(place)
        return found

    def _is_fair(self, before: int, start: int, follows: bool) -> bool:
        """Say whether what is left out before a piece leaves its sentence, and the one before it, their meaning."""
        numbers = self.sentence_numbers
        head = start
        while head > before and numbers[head - 1] == numbers[start]:
            head -= 1
        tail = before
        if follows:
            while tail < start and numbers[tail] == numbers[before - 1]:
                tail += 1
        return not turns([*self.lows[before:tail], *self.lows[head:start]], self.lists)

    def _is_fair_end(self, end: int) -> bool:
        numbers = self.sentence_numbers
        tail = end
        while tail < len(numbers) and numbers[tail] == numbers[end - 1]:
            tail += 1
        left = self.lows[end:tail]
        words = [low for low in left if low[0].isalnum()]
        # ", ik'?" at the very end is a tag that asks for a nod; it denies nothing.
        return words in (["ik'"], ["ik"], ["ikk'"], ["ikk"]) or not turns(left, self.lists)

    def _earliest(self, places: Sequence[Sequence[tuple[int, int]]]) -> int:
        reached = 0
        for found in places:
            reached = min((end for start, end in found if start >= reached), default=reached)
        return reached

    def _departure(self, piece: Sequence[_Word], reached: int) -> Departure:
        """Name the first word of a piece that does not go on as the source does, from its best start."""
        best, best_end = 0, reached
        for start in self.starts.get(piece[0].low, ()):
            n = _common([word.low for word in piece], self.lows[start:])
            if n > best:
                best, best_end = n, start + n
        if best >= len(piece):
            return Departure("order", piece[0].number)
        word = piece[best]
        if not word.is_word:
            return Departure("mark", word.number)
        ahead = self.lows[best_end : best_end + 12]
        if best and word.low in ahead:
            left_out = ahead[: ahead.index(word.low)]
            if all(not low[0].isalnum() for low in left_out):
                return Departure("mark", word.number)
            return Departure("meaning" if turns(left_out, self.lists) else "omission", word.number)
        earlier = word.low in self.lows[:best_end]
        return Departure("order" if earlier else "word", word.number)

    def _not_in_order(self, number: int, found: Sequence[tuple[int, int]], reached: int) -> Departure:
        later = any(start >= reached for start, _ in found)
        return Departure("meaning" if later else "order", self.pieces[number][0].number)

    def _variants(self) -> Iterator[str]:
        source = self.source_text
        if {c for c in self.printed if c in _QUOTES} - {c for c in source if c in _QUOTES}:
            yield "quotation marks"
        if {c for c in self.printed if c in _DASHES} - {c for c in source if c in _DASHES}:
            yield "dashes"
        if {c for c in self.printed if c.isspace()} - {c for c in source if c.isspace()}:
            yield "blanks"
        if ("\u00ad" in self.printed) != ("\u00ad" in source):
            yield "soft hyphens"
        first = next((t for t in tokens_of(self.printed) if t.kind == "word"), None)
        said = {t_[0] for t_ in self._spellings(first.low)} if first else set()
        if first and self.printed[first.start].isupper() and self.printed[first.start] not in said:
            yield "capital"
        last = self.pieces[-1]
        if last[-1].low == "." and not self._places_exactly(last):
            yield "full stop"

    def _spellings(self, low: str) -> Iterator[str]:
        return (self.source_text[token.start : token.end] for token in self.source if token.low == low)

    def _places_exactly(self, piece: Sequence[_Word]) -> bool:
        wanted = [word.low for word in piece]
        return any(self.lows[s : s + len(wanted)] == wanted for s in self.starts.get(wanted[0], ()))


def _low(token: Token) -> str:
    """Return what a token is compared by: dashes and dots in one form, apostrophes at the edge off."""
    low = token.low
    if token.kind == "dots":
        return "…"
    if low in _DASHES:
        return "-"
    if token.kind == "aside":
        return "\0lost"
    if token.kind == "word":
        return re.sub("[‐‑]", "-", low).strip("'")
    return low


def _common(one: Sequence[str], other: Sequence[str]) -> int:
    n = 0
    for mine, theirs in zip(one, other, strict=False):
        if mine != theirs:
            break
        n += 1
    return n
