"""What topics are sought in: what informants say, as the words that tell what it is about.

Interviewers' turns, names, pseudonyms, transcriber's notes and small words are left out. An answer such as "ja, præcis"
has no subject of its own: it joins what the same person said right before it, if anything, and is left out otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from qualcode.model import Segment
from qualcode.nlp.lemmas import lemma, tokens
from qualcode.nlp.stop_words import stop_words

LEAST_TERMS = 3
"""Different words with a meaning of their own that a passage needs."""

_NEAR = 2
"""A short answer joins what the same person said at most so many turns before."""

_SHORTEST = 3
_ASIDE = re.compile(r"\[[^\]\n]*\]|\([^)\n]*\)")
"""A pseudonym such as ``[person 3]``, or a note such as ``(griner)``."""


@dataclass(frozen=True, slots=True)
class Said:
    """A segment with its words. ``codes`` are those that stand on it."""

    segment: Segment
    text: str = field(repr=False)
    codes: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Passage:
    """One or more segments of one person that are looked at as one.

    Parameters
    ----------
    segments : tuple of Segment
        In reading order. The first one gives document, person, area and site.
    terms : tuple of str
        Dictionary forms of the words that tell what it is about. Never shown in ``repr``.
    forms : tuple of str
        The same words as they were said.
    codes : frozenset of str
    """

    segments: tuple[Segment, ...]
    terms: tuple[str, ...] = field(repr=False)
    forms: tuple[str, ...] = field(repr=False)
    codes: frozenset[str] = frozenset()

    @property
    def first(self) -> Segment:
        """The segment that names the passage."""
        return self.segments[0]


def passages(said: Sequence[Said], *, language: str, names: Collection[str] = ()) -> list[Passage]:
    """Return what topics are sought in, in reading order.

    Parameters
    ----------
    said : sequence of Said
        All segments, in reading order, interviewers' too.
    language : str
    names : collection of str
        Known names, which say nothing of the subject; in any case.

    Examples
    --------
    >>> from qualcode.model import Span
    >>> who = ("v1", 1, Span(0, 60), 1, "p1", "informant")
    >>> talk = [Said(Segment("a", *who), "Øh, altså skolen ringer til [person 1] om tavshedspligten og en underretning")]
    >>> passages(talk, language="da")[0].terms
    ('skole', 'ringe', 'tavshedspligt', 'underretning')
    """
    stop = stop_words(language)
    hidden = {word for name in names for word in _words(name)}
    found: list[_Draft] = []
    for item in said:
        segment = item.segment
        if not segment.is_informant or not segment.span:
            continue
        terms = _terms(item.text, language, stop, hidden)
        before = found[-1] if found else None
        if len(dict(terms)) < LEAST_TERMS and before is not None and before.goes_on_with(segment):
            before.add(item, terms)
        else:
            found.append(_Draft([item], terms))
    return [draft.done() for draft in found if len(dict(draft.terms)) >= LEAST_TERMS]


@dataclass
class _Draft:
    items: list[Said]
    terms: list[tuple[str, str]]

    def goes_on_with(self, segment: Segment) -> bool:
        last = self.items[-1].segment
        return (
            last.document == segment.document
            and bool(segment.speaker_id)
            and last.speaker_id == segment.speaker_id
            and segment.turn - last.turn <= _NEAR
        )

    def add(self, item: Said, terms: list[tuple[str, str]]) -> None:
        self.items.append(item)
        self.terms += terms

    def done(self) -> Passage:
        return Passage(
            tuple(item.segment for item in self.items),
            tuple(term for term, _ in self.terms),
            tuple(form for _, form in self.terms),
            frozenset().union(*(item.codes for item in self.items)),
        )


def _terms(text: str, language: str, stop: Collection[str], hidden: Collection[str]) -> list[tuple[str, str]]:
    """Return dictionary form and form of each word that tells what is spoken of."""
    kept = []
    for word, _, _ in tokens(_ASIDE.sub(" ", text)):
        if len(word) < _SHORTEST or word in stop or word in hidden:
            continue
        term = lemma(word, language)
        if len(term) >= _SHORTEST and term not in stop and term not in hidden:
            kept.append((term, word))
    return kept


def _words(name: str) -> list[str]:
    """Return the words of a name, with what a genitive adds."""
    found = [token.word for token in tokens(name)]
    return [*found, *(f"{word}s" for word in found)]
