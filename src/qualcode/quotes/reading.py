"""One turn, read for quoting: its words, its sentences, and which of them stay together."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from qualcode.model import Span
from qualcode.nlp.rules import rules_for
from qualcode.nlp.sentences import sentence_spans
from qualcode.quotes.words import SpeechWords, is_note, is_silent, speech_words

TOKEN = re.compile(
    r"(?P<bracket>\[[^\[\]\n]{1,60}\](?:['’]?s\b)?)"
    r"|(?P<round>\([^()\n]{0,120}\))"
    r"|(?P<word>[^\W_][^\W_\u0300-\u036f]*[\u0300-\u036f]*(?:[\u00ad'’‘\-\u2010\u2011_]?[^\W_][\u0300-\u036f]*)*['’]?)"
    r"|(?P<dots>…|\.{2,})"
    r"|(?P<mark>[^\w\s\u00ad]|_)"
)
_GLUED_STARTS = re.compile(
    r"(?<=[a-zæøåé0-9])\s+(?=(?:Så|Men|Og|Jeg|Vi|Det|Der|De|Den|Hun|Han|Man|Nu|Når|Hvis|Ham|Hende|Dem|Altså|Ja|Nej|Eller|Hvad|Hvor|Ikke|Bare|And|But|We"
    r"|They|She|So|Then|There)\b)"
)
"""Where a transcriber left out the full stop: the next sentence begins in the middle of the line."""

_CLOSING = "\"'”“’»«)"
_ENDS = frozenset(".!?…")


class Token(NamedTuple):
    """A word, a pseudonym, a note or a mark; ``low`` is what it is compared by."""

    start: int
    end: int
    kind: str
    low: str

    def __repr__(self) -> str:
        return f"Token({self.start}, {self.end}, {self.kind!r})"  # never the word

    @property
    def is_word(self) -> bool:
        """Whether it is something said: a word or a pseudonym."""
        return self.kind in ("word", "name")


class Sentence(NamedTuple):
    """A sentence as numbers of tokens, ends trimmed: ``first`` to ``last`` stay, ``begin`` to ``end`` is all of it.

    ``lost_stop`` says that its full stop is missing; ``broken`` that it was never finished.
    """

    begin: int
    end: int
    first: int
    last: int
    broken: bool
    lost_stop: bool

    @property
    def is_empty(self) -> bool:
        """Whether nothing but fillers stands in it."""
        return self.first >= self.last


def tokens_of(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """Return the words and marks of a stretch of text."""
    found = []
    for match in TOKEN.finditer(text, start, len(text) if end is None else end):
        kind = match.lastgroup or ""
        low = match[0].casefold()
        if kind == "bracket":
            inside = match[0].partition("[")[2].partition("]")[0]
            kind = ("silent" if is_silent(inside) else "aside") if is_note(inside) else "name"
        elif kind == "round":
            kind = "silent" if is_silent(match[0].strip("()")) else "aside"
        elif kind == "word":
            low = low.replace("’", "'").replace("‘", "'").replace("\u00ad", "")
        found.append(Token(match.start(), match.end(), kind, low))
    return found


@dataclass(frozen=True)
class TurnReading:
    """The tokens and sentences of one turn; positions count in the document's text."""

    text: str = field(repr=False)
    turn: Span
    language: str

    @cached_property
    def lists(self) -> SpeechWords:
        """Word lists of the language."""
        return speech_words(self.language)

    @cached_property
    def tokens(self) -> list[Token]:
        """Everything that stands in the turn, blanks aside."""
        return tokens_of(self.text, self.turn.start, self.turn.end)

    @cached_property
    def words_before(self) -> list[int]:
        """How many spoken words stand before each token; one more at the end for all."""
        counts = [0]
        for token in self.tokens:
            counts.append(counts[-1] + token.is_word)
        return counts

    @cached_property
    def sentences(self) -> list[Sentence]:
        """The sentences in order; every token belongs to one."""
        starts = [token.start for token in self.tokens]
        cuts = [bisect_left(starts, span.start) for span in self._spans()][1:]
        bounds = [0, *cuts, len(starts)]
        return [self._sentence(begin, end) for begin, end in pairwise(bounds) if begin < end]

    @cached_property
    def groups(self) -> list[range]:
        """Sentences that must not be parted, since the later one takes back or answers the earlier."""
        made: list[range] = []
        start = 0
        n_quotes = 0
        for number, sentence in enumerate(self.sentences):
            n_quotes += sum(token.low in '"“”„»«' for token in self.tokens[sentence.begin : sentence.end])
            inside = n_quotes % 2 == 1 and number + 1 < len(self.sentences) and number - start < 8
            if not inside and not self._leads_on(number):
                made.append(range(start, number + 1))
                start = number + 1
                n_quotes = 0
        if start < len(self.sentences):
            made.append(range(start, len(self.sentences)))
        return made

    def count(self, first: int, last: int) -> int:
        """Count the spoken words among some tokens."""
        return self.words_before[last] - self.words_before[first]

    def lows(self, first: int, last: int) -> Iterator[str]:
        """Yield some tokens as they are compared."""
        return (token.low for token in self.tokens[first:last])

    def sentence_at(self, token: int) -> Sentence:
        """Return the sentence that a token stands in."""
        return next(s for s in self.sentences if token < s.end)

    def _spans(self) -> list[Span]:
        words = self.turn.of(self.text)
        found = sentence_spans(words, rules_for(self.language), lambda _: False)
        return [part.shift(self.turn.start) for span in found for part in _at_lost_stops(words, span)]

    def _sentence(self, begin: int, end: int) -> Sentence:
        first, last = self._head(begin, end), self._tail(begin, end)
        if not any(token.is_word for token in self.tokens[first:last]):
            first = last = begin  # nothing but fillers and marks
        return Sentence(
            begin, end, first, max(first, last), self._is_broken(begin, end, last), self._lost_stop(end)
        )

    def _head(self, begin: int, end: int) -> int:
        """Return the first token that is more than a filler, an answer or a false start."""
        place = begin
        while place < end:
            after = self._after_filler(place, end)
            if after is None:
                break
            place = after
        if place < end and place > begin and self.tokens[place].low in _NOT_ALONE:
            return self._first_word(begin, end)
        return place

    def _first_word(self, begin: int, end: int) -> int:
        return next((i for i in range(begin, end) if self.tokens[i].kind not in ("silent", "aside")), end)

    def _after_filler(self, place: int, end: int) -> int | None:
        """Return what follows a filler, with its commas; None where there is none."""
        token, lists = self.tokens[place], self.lists
        if not token.is_word:
            return None if token.low in _OPENING else place + 1
        after = self._after_phrase(place, end)
        if after is None and token.low in lists.fillers:
            after = place + 1
        if after is None and token.low in lists.answers and self._is_pause(place + 1, end):
            after = place + 1
        if after is None:
            return self._after_false_start(place, end)
        while after < end and self.tokens[after].low in _PAUSES:
            after += 1
        return after

    def _after_phrase(self, place: int, end: int) -> int | None:
        for phrase in self.lists.phrases:
            after = place + len(phrase)
            if after <= end and tuple(self.lows(place, after)) == phrase and self._is_pause(after, end):
                return after
        return None

    def _after_false_start(self, place: int, end: int) -> int | None:
        """``Jeg, jeg`` or ``vi var, altså, vi var``: the second one is meant."""
        said = []
        for at in range(place, min(end, place + 4)):
            if not self.tokens[at].is_word:
                break
            said.append(self.tokens[at].low)
        again = place + len(said)
        if not said or again >= end or not set(said) <= self.lists.again:
            return None
        while again < end and (
            not self.tokens[again].is_word or self.tokens[again].low in self.lists.fillers
        ):
            again += 1
        return again if list(self.lows(again, min(end, again + len(said)))) == said else None

    def _is_pause(self, place: int, end: int) -> bool:
        return place >= end or self.tokens[place].low in _PAUSES or self.tokens[place].kind == "dots"

    def _tail(self, begin: int, end: int) -> int:
        """Return where the sentence ends without tags; its own mark stays where nothing was taken."""
        place = end
        while place > begin and not self.tokens[place - 1].is_word:
            place -= 1
        whole = place
        while place > begin:
            before = self._before_tag(begin, place)
            if before is None:
                break
            place = before
        if place < whole:
            return place
        return end if all(self.tokens[i].kind != "aside" for i in range(whole, end)) else whole

    def _before_tag(self, begin: int, end: int) -> int | None:
        lists = self.lists
        for length in (3, 2, 1):
            start = end - length
            if start <= begin:
                continue
            words = tuple(self.lows(start, end))
            known = words in lists.phrases if length > 1 else words[0] in lists.tags
            dangling = (
                length == 1
                and words[0] in lists.joining
                and self.tokens[start - 1].low in (*_PAUSES, *lists.joining)
            )
            if (known and self.tokens[start - 1].low in _PAUSES) or dangling:
                while start > begin and not self.tokens[start - 1].is_word:
                    start -= 1
                return start
        return None

    def _is_broken(self, begin: int, end: int, last: int) -> bool:
        marks = [token for token in self.tokens[begin:end] if token.kind in ("mark", "dots", "word")]
        while marks and marks[-1].low in _CLOSING:
            marks.pop()
        if not marks:
            return False
        if marks[-1].kind == "dots" or marks[-1].low in "-–—":
            return True
        return last > begin and self.tokens[last - 1].low in self.lists.hanging

    def _lost_stop(self, end: int) -> bool:
        place = end
        while place > 0 and self.tokens[place - 1].low in _CLOSING:
            place -= 1
        if place == 0:
            return False
        return self.tokens[place - 1].low not in _ENDS and self.tokens[place - 1].kind != "dots"

    def _leads_on(self, number: int) -> bool:
        """Say whether the sentence must be read together with the next."""
        if number + 1 >= len(self.sentences):
            return False
        this, following = self.sentences[number], self.sentences[number + 1]
        lists = self.lists
        words = [token.low for token in self.tokens[following.begin : following.end] if token.is_word]
        start = next((word for word in words if word not in lists.fillers), "")
        if start in ("ja", "jo", "yes", "yeah") and len(words) > 1 and words[1] in lists.turning_starts:
            return True
        if start in lists.turning_starts:
            return True
        own = [token.low for token in self.tokens[this.begin : this.end] if token.is_word]
        if len(own) <= 2 and turns_alone(own, lists):
            return True
        asked = any(token.low == "?" for token in self.tokens[max(this.begin, this.end - 3) : this.end])
        return asked and (start in lists.answers or start in lists.turning or len(words) <= 3)


def turns_alone(words: list[str], lists: SpeechWords) -> bool:
    """``Nej.`` as a sentence of its own: what follows is said against a question."""
    return any(word in lists.turning_starts for word in words)


_PAUSES = (",", ".", ";", ":", "!", "-", "–", "—")
_OPENING = "\"“”„»«?'("
_NOT_ALONE = frozenset({"for", "fordi", "som", "at", "men", "because", "which", "that", "but"})


def _at_lost_stops(words: str, span: Span) -> Iterator[Span]:
    begin = span.start
    for gap in _GLUED_STARTS.finditer(words, span.start, span.end):
        yield Span(begin, gap.start())
        begin = gap.end()
    yield Span(begin, span.end)
