"""Cut a passage down to what can be printed: whole sentences, no fillers at the ends, never another meaning."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from qualcode.model import CUT, Span
from qualcode.quotes.opening import leaning
from qualcode.quotes.reading import Sentence, Token, TurnReading
from qualcode.quotes.words import turns

MIN_PART = 5
"""Words that a part of a sentence must have to be printed without the rest of it."""

_BORDERS = frozenset(",;:–—-")
_STOPS = ".!?…"
_TAIL = re.compile(r"[\s\"'”“’»«)\]]+$")


def trim(
    text: str,
    span: Span,
    *,
    turn: Span,
    max_words: int = 60,
    language: str = "da",
    around: Sequence[Span] = (),
    holding: Sequence[Span] = (),
) -> tuple[Span, ...]:
    """Return the pieces of a passage that make a quote; nothing where none can be made without turning the meaning.

    Parameters
    ----------
    text : str
        Text of a document version.
    span : Span
        The passage; only words of it are kept.
    turn : Span
        The whole turn, by one speaker: what stands around the passage decides what it means.
    max_words : int
        Most spoken words of the quote; a pseudonym is one.
    language : str
        Of the lists of fillers, negations and conditions.
    around : sequence of Span
        Places that speak for keeping what they lie in, such as words that name the theme.
    holding : sequence of Span
        Stretches of which the quote must hold words, each.

    Returns
    -------
    tuple of Span
        In order, in code points of ``text``; between two of them something is left out.

    Notes
    -----
    Sentences are kept whole, but for fillers at their ends. A part of one is taken only where the passage holds no
    more of it or it is too long, at a comma, and only if what is left out of it has no negation, condition,
    reservation or report (``turning`` of the word lists). A sentence that begins with *men*, *nej* or the like stays
    with the one before it, and a question with its answer.

    Examples
    --------
    >>> text = "Altså, de ringer altid til os først, ik'? (griner) Og så kommer de."
    >>> pieces = trim(text, Span(0, len(text)), turn=Span(0, len(text)))
    >>> joined(text, pieces)
    "De ringer altid til os først, ik'? Og så kommer de."
    """
    reading = TurnReading(text, turn, language)
    return trim_turn(reading, span, max_words=max_words, around=around, holding=holding)


def trim_turn(
    reading: TurnReading,
    span: Span,
    *,
    max_words: int,
    around: Sequence[Span] = (),
    holding: Sequence[Span] = (),
) -> tuple[Span, ...]:
    """Trim in a turn that has been read already (see :func:`trim`)."""
    inside = reading.turn & span
    if inside is None or max_words < 1:
        return ()
    windows = _Windows(reading, inside, max_words, tuple(around), tuple(holding))
    return windows.best()


@dataclass(frozen=True, slots=True)
class _Kept:
    """What is kept of one sentence, as numbers of tokens, and how well a quote begins with it."""

    sentence: Sentence
    first: int
    last: int
    whole: bool


class _Windows:
    """All runs of sentences that could make a quote, and which of them is best."""

    def __init__(
        self,
        reading: TurnReading,
        span: Span,
        max_words: int,
        around: tuple[Span, ...],
        holding: tuple[Span, ...],
    ) -> None:
        self.reading = reading
        self.span = span
        self.max_words = max_words
        self.around = around
        self.holding = holding

    def best(self) -> tuple[Span, ...]:
        best: tuple[float, tuple[Span, ...]] = (float("-inf"), ())
        for window in self._all():
            pieces = self._pieces(window)
            if pieces and self._holds(pieces):
                value = self._value(window, pieces)
                if value > best[0]:
                    best = (value, pieces)
        return best[1]

    def _all(self) -> Iterator[list[_Kept]]:
        yield from self._runs()
        for sentence in self.reading.sentences:
            if self.reading.count(sentence.first, sentence.last) > self.max_words:
                yield from self._parts(sentence)

    def _runs(self) -> Iterator[list[_Kept]]:
        """Yield runs of groups of sentences that are short enough; a broken sentence is left out between others."""
        groups = [self._group(group) for group in self.reading.groups]
        for start, group in enumerate(groups):
            if not group or group[0].sentence.is_empty:
                continue
            run: list[_Kept] = []
            words = 0
            for following in groups[start:]:
                if following is None:  # must not be quoted, nor skipped unseen
                    break
                run = run + following
                words += sum(self.reading.count(kept.first, kept.last) for kept in following)
                if words > self.max_words:
                    break
                if following and not following[-1].sentence.is_empty:
                    yield run

    def _group(self, group: range) -> list[_Kept] | None:
        """Return what is kept of a group: nothing of one that breaks off, None of one that cannot be quoted."""
        sentences = [self.reading.sentences[number] for number in group]
        if len(sentences) == 1 and (sentences[0].broken or sentences[0].is_empty):
            only = sentences[0]
            if not self._is_inside(only):
                return None
            return [] if only.broken else [_Kept(only, only.begin, only.end, whole=True)]
        kept = [self._keep(sentence) for sentence in sentences if not sentence.is_empty]
        if any(part is None for part in kept) or any(s.broken for s in sentences):
            return None
        return [part for part in kept if part is not None]

    def _is_inside(self, sentence: Sentence) -> bool:
        tokens = self.reading.tokens
        return (
            self.span.start <= tokens[sentence.begin].start and tokens[sentence.end - 1].end <= self.span.end
        )

    def _keep(self, sentence: Sentence) -> _Kept | None:
        tokens, span = self.reading.tokens, self.span
        first = next(
            (i for i in range(sentence.first, sentence.last) if tokens[i].start >= span.start), sentence.last
        )
        last = next((i for i in range(sentence.last, first, -1) if tokens[i - 1].end <= span.end), first)
        if first == sentence.first and last == sentence.last:
            return _Kept(sentence, first, last, whole=True)
        if last == sentence.last - 1 and first == sentence.first and not tokens[last].is_word:
            return _Kept(sentence, first, last, whole=True)  # the coder left out the full stop
        return self._part(sentence, first, last)

    def _part(self, sentence: Sentence, first: int, last: int) -> _Kept | None:
        """Keep a part of a sentence from comma to comma, unless what is left out could turn it."""
        tokens = self.reading.tokens
        while first < last and first > sentence.first and tokens[first - 1].low not in _BORDERS:
            first += 1
        while last > first and last < sentence.last and tokens[last].low not in (*_BORDERS, *_STOPS):
            last -= 1
        while last > first and tokens[last - 1].low in _BORDERS:
            last -= 1
        end = sentence.end if last < sentence.last else last
        left_out = [*self.reading.lows(sentence.first, first), *self.reading.lows(last, end)]
        if self.reading.count(first, last) < MIN_PART or turns(left_out, self.reading.lists):
            return None
        return _Kept(sentence, first, last, whole=False)

    def _parts(self, sentence: Sentence) -> Iterator[list[_Kept]]:
        """Yield parts of a sentence that is too long to be printed whole."""
        tokens = self.reading.tokens
        borders = [sentence.first]
        borders += [i + 1 for i in range(sentence.first, sentence.last) if tokens[i].low in _BORDERS]
        borders.append(sentence.last)
        for start in borders[:-1]:
            for end in reversed(borders):
                if 0 < self.reading.count(start, max(start, end)) <= self.max_words:
                    inside = self.span.start <= tokens[start].start and tokens[end - 1].end <= self.span.end
                    kept = self._part(sentence, start, end) if inside else None
                    if kept is not None:
                        yield [kept]
                        break

    def _pieces(self, window: list[_Kept]) -> tuple[Span, ...]:
        return tuple(_spans_of(self.reading, window))

    def _holds(self, pieces: tuple[Span, ...]) -> bool:
        return all(any(piece.overlaps(wanted) for piece in pieces) for wanted in self.holding)

    def _value(self, window: list[_Kept], pieces: tuple[Span, ...]) -> float:
        held = sum(any(place in piece for piece in pieces) for place in self.around)
        words = sum(self.reading.count(kept.first, kept.last) for kept in window)
        parts = sum(not kept.whole for kept in window)
        seams = sum(kept.sentence.lost_stop for kept in window[:-1])
        fullness = min(words / min(self.max_words, 35), 1.0)
        opening = leaning(self.reading, window[0].first, window[0].last)
        # A speaker's point stands at the end as a rule.
        to_the_end = 0.2 * (window[-1].sentence.end == len(self.reading.tokens))
        told = 0.6 * min(held, 4) + 1.5 * fullness + to_the_end
        return told - opening - 0.5 * self._gaps(pieces) - parts - 2 * seams

    def _gaps(self, pieces: tuple[Span, ...]) -> int:
        return sum(not is_silent_between(self.reading, one.end, two.start) for one, two in pairwise(pieces))


def _spans_of(reading: TurnReading, window: Sequence[_Kept]) -> Iterator[Span]:
    """Join neighbouring sentences into one piece; notes and what is left out part them."""
    tokens = reading.tokens
    runs: list[list[int]] = []
    for place in _tokens_of(window):
        if tokens[place].kind in ("silent", "aside"):
            continue
        if runs and runs[-1][1] == place:
            runs[-1][1] = place + 1
        else:
            runs.append([place, place + 1])
    for first, last in runs:
        yield Span(tokens[first].start, tokens[last - 1].end)


def _tokens_of(window: Sequence[_Kept]) -> Iterator[int]:
    """Yield the tokens that stay: between two sentences fillers stay as they were said, only the ends are cleaned."""
    for number, kept in enumerate(window):
        before = window[number - 1] if number else None
        after = window[number + 1] if number + 1 < len(window) else None
        first = kept.sentence.begin if before and _adjoin(before, kept) else kept.first
        last = kept.sentence.end if after and _adjoin(kept, after) else kept.last
        yield from range(first, last)


def _adjoin(one: _Kept, other: _Kept) -> bool:
    return one.whole and other.whole and one.sentence.end == other.sentence.begin


def joined(text: str, pieces: Sequence[Span], *, turn: Span | None = None, language: str = "da") -> str:
    """Return a quote as it prints: one blank between words, ``(…)`` where spoken words are left out.

    Parameters
    ----------
    text : str
        Text of the document version that ``pieces`` count in.
    pieces : sequence of Span
    turn : Span, optional
        The turn; without it, the lines that the pieces stand in.
    language : str

    Returns
    -------
    str
        With a capital at the start and a full stop at the end, where only fillers were left out there. An end in the
        middle of a sentence is marked, other cuts at the ends are not, and neither are notes such as ``(griner)``.

    Examples
    --------
    >>> joined("Jamen, vi ringer. Og så...", [Span(7, 17)])
    'Vi ringer.'
    >>> joined("Vi ringer. Og så... De kommer.", [Span(0, 10), Span(20, 30)])
    'Vi ringer. (…) De kommer.'
    """
    if not pieces:
        return ""
    turn = turn or _lines(text, pieces)
    return joined_turn(TurnReading(text, turn, language), pieces)


def joined_turn(reading: TurnReading, pieces: Sequence[Span]) -> str:
    """Join the pieces of a turn that has been read already (see :func:`joined`)."""
    text = reading.text
    parts = [" ".join(piece.of(text).split()) for piece in pieces]
    printed = parts[0]
    for (before, after), part in zip(pairwise(pieces), parts[1:], strict=True):
        printed += f" {part}" if is_silent_between(reading, before.end, after.start) else f" {CUT} {part}"
    if cut_at_start(reading, pieces[0].start):
        printed = f"{CUT} {printed}"
    else:
        printed = printed[0].upper() + printed[1:] if printed[0].islower() else printed
    if cut_at_end(reading, pieces[-1].end):
        return f"{printed} {CUT}"
    return printed if _TAIL.sub("", printed)[-1:] in tuple(_STOPS) else f"{printed}."


def is_silent_between(reading: TurnReading, start: int, end: int) -> bool:
    """Say whether nothing spoken lies between two places: only notes of what was done."""
    return all(token.kind == "silent" for token in _between(reading, start, end))


def cut_at_start(reading: TurnReading, place: int) -> bool:
    """Say whether more than fillers is left out between the start of the sentence and a place in it."""
    sentence = _sentence_from(reading, place)
    if sentence is None:
        return False
    token = reading.tokens[sentence.first] if sentence.first < sentence.end else None
    return (
        token is not None
        and place > token.start
        and any(t.is_word or t.kind == "aside" for t in _between(reading, token.start, place))
    )


def cut_at_end(reading: TurnReading, place: int) -> bool:
    """Say whether more than fillers is left out between a place in a sentence and its end."""
    sentence = _sentence_from(reading, max(place - 1, 0))
    if sentence is None or sentence.last <= sentence.first:
        return False
    stop = reading.tokens[sentence.last - 1].end
    return any(t.is_word or t.kind == "aside" for t in _between(reading, place, stop))


def _between(reading: TurnReading, start: int, end: int) -> Iterator[Token]:
    return (token for token in reading.tokens if token.start >= start and token.end <= end)


def _sentence_from(reading: TurnReading, place: int) -> Sentence | None:
    return next((s for s in reading.sentences if reading.tokens[s.end - 1].end > place), None)


def _lines(text: str, pieces: Sequence[Span]) -> Span:
    start = text.rfind("\n", 0, pieces[0].start) + 1
    end = text.find("\n", pieces[-1].end)
    return Span(start, len(text) if end < 0 else end)
