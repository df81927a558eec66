"""How good a quote some pieces of a turn make, and why."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from qualcode.model import Span
from qualcode.quotes.opening import leaning
from qualcode.quotes.reading import Token, TurnReading
from qualcode.quotes.trimming import cut_at_end, cut_at_start, is_silent_between

FIT = 0.68
READABLE = 0.72
MOST_LEANING = 0.9
"""Beyond these no passage is proposed: an editor would not print it as it stands. Set by reading what was chosen from the
reference study."""

_CONTACT = re.compile(r"\[(?:e-mail|telefonnummer|adresse|cpr|phone|address|email)\b", re.IGNORECASE)
_ADDRESSED = re.compile(
    r", \[person \d+\][.!?]|(?:^|[.!?] )\[person \d+\],? (?:ja|jo|nej|yes|no)\b", re.IGNORECASE
)
"""Somebody in the room is spoken to."""

_REPAIRED = re.compile(
    r"(?:\bnej,? vent\b|, vent,|\b(?:eller nej|hvad hedder det|hvad er det nu|no,? wait|what's it called)\b)",
    re.IGNORECASE,
)
"""The speaker puts something right in the middle of a sentence."""


@dataclass(frozen=True, slots=True)
class Score:
    """The value of a quote for a code with a partner, from about 0 to 1, and what it is made of."""

    value: float
    words: int
    theme: float
    partner: float
    leaning: float
    fillers: int
    unclear: int
    omissions: int
    names: int
    whole: bool
    readable: float
    on_theme: bool

    @property
    def is_fit(self) -> bool:
        """Whether it can be proposed: it reads well, and says what it is chosen for."""
        readable = self.readable >= READABLE and self.leaning < MOST_LEANING
        return self.value >= FIT and readable and self.on_theme


@dataclass(frozen=True, slots=True)
class Speech:
    """What makes pieces good or bad to read, whatever they are chosen for."""

    value: float
    words: int
    leaning: float
    fillers: int
    unclear: int
    omissions: int
    names: int
    whole: bool


def speech_of(reading: TurnReading, pieces: Sequence[Span], known: frozenset[str] = frozenset()) -> Speech:
    """Judge the words of a quote as speech to be read.

    Parameters
    ----------
    reading : TurnReading
    pieces : sequence of Span
    known : frozenset of str
        Long words of the codebook: two words that are one of them when joined are a slip of the transcript.
    """
    tokens = _tokens_in(reading, pieces)
    words = [token for token in tokens if token.is_word]
    gaps = [
        (one.end, two.start)
        for one, two in pairwise(pieces)
        if not is_silent_between(reading, one.end, two.start)
    ]
    unclear = sum(
        any(t.kind == "aside" and start <= t.start < end for t in reading.tokens) for start, end in gaps
    )
    lists = reading.lists
    fillers = sum(token.low in lists.fillers or token.low in ("sådan", "ligesom", "like") for token in words)
    names = sum(token.kind == "name" for token in words)
    whole = not cut_at_start(reading, pieces[0].start) and not cut_at_end(reading, pieces[-1].end)
    start = leaning(reading, *_first_sentence(reading, pieces))
    value = 1.0
    value -= 0.2 * start
    value -= 0.12 * max(0, fillers - 1) * 30 / max(len(words), 30)
    value -= 0.25 * unclear + 0.12 * (len(gaps) - unclear) + 0.15 * (not whole)
    value -= 0.06 * max(0, names - 1)
    value -= _flaws(reading, pieces, words) + 0.4 * _split_words(words, known)
    value -= 0.006 * max(0, len(words) - 45) + 0.04 * max(0, 16 - len(words))
    return Speech(value, len(words), start, fillers, unclear, len(gaps), names, whole)


def score(
    speech: Speech, theme: float, partner: float, *, needs_partner: bool, nearly_all: bool, has_cues: bool
) -> Score:
    """Add what a quote says of a code and of its partner to how it reads.

    Parameters
    ----------
    speech : Speech
    theme, partner : float
        How clearly the words speak of the code and of the partner.
    needs_partner : bool
    nearly_all : bool
        Whether nearly all of the turn is quoted: then it holds what the coder saw, whatever the words.
    has_cues : bool
        Whether the codebook says what words speak for the code; without, words can neither help nor harm.
    """
    known = theme if theme or has_cues else 0.6
    on_theme = known > 0 or nearly_all
    said = 0.2 * min(known or 0.3 * nearly_all, 1.5)
    of_partner = 0.15 * min(partner, 1.0) if needs_partner else 0.1
    value = 0.65 * speech.value + said + of_partner - 0.08 * (needs_partner and partner == 0)
    return Score(
        round(value, 4),
        speech.words,
        theme,
        partner,
        speech.leaning,
        speech.fillers,
        speech.unclear,
        speech.omissions,
        speech.names,
        speech.whole,
        speech.value,
        on_theme,
    )


def _flaws(reading: TurnReading, pieces: Sequence[Span], words: Sequence[Token]) -> float:
    """Weigh what an editor stumbles over: lost full stops, contact data, people spoken to, many questions, stuttering."""
    printed = [piece.of(reading.text) for piece in pieces]
    seams = 0
    for sentence in reading.sentences:
        last = reading.tokens[sentence.end - 1]
        inside = any(piece.start < last.end < piece.end for piece in pieces)
        seams += sentence.lost_stop and inside
    contact = sum(len(_CONTACT.findall(part)) for part in printed)
    addressed = sum(len(_ADDRESSED.findall(part)) for part in printed)
    stutters = sum(a.low == b.low for a, b in pairwise(words))
    questions = sum(part.count("?") for part in printed)
    repaired = sum(len(_REPAIRED.findall(part)) for part in printed)
    return (
        0.5 * repaired
        + 0.6 * seams
        + 0.3 * contact
        + 0.4 * addressed
        + 0.3 * stutters
        + 0.08 * max(0, questions - 1)
    )


def _tokens_in(reading: TurnReading, pieces: Sequence[Span]) -> list[Token]:
    return [t for t in reading.tokens if any(p.start <= t.start and t.end <= p.end for p in pieces)]


def _first_sentence(reading: TurnReading, pieces: Sequence[Span]) -> tuple[int, int]:
    first = next(i for i, token in enumerate(reading.tokens) if token.start >= pieces[0].start)
    return first, reading.sentence_at(first).end


def _split_words(words: Sequence[Token], known: frozenset[str]) -> int:
    """Count words that the transcript writes as two, such as ``netværks møde``."""
    pairs = (a.low + b.low for a, b in pairwise(words) if len(a.low) > 3 and len(b.low) > 3)
    return sum(any(pair[: len(pair) - cut] in known for cut in range(4)) for pair in pairs)
