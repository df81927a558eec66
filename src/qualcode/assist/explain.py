"""Why a code is suggested: the words that spoke for it, passages that people coded so, the definition's line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
from scipy import sparse

from qualcode.assist.training import key_of
from qualcode.assist.values import Floats, SegmentText
from qualcode.assist.vectors import Vectors
from qualcode.labels import Labels
from qualcode.model import Code, Segment, Span
from qualcode.nlp.lemmas import tokens

if TYPE_CHECKING:
    from qualcode.assist.suggester import TextSuggester

WORDS, PASSAGES = 5, 3
"""How many words and passages an explanation names at most."""

_TELLING = 0.15
"""Words that carry less than this share of the strongest one are not named."""

_DECIDED = 0.5
"""Words against a code are named where together they weigh at least this share of those for it."""

_ALIKE = 0.05
"""Passages less alike than this are no evidence."""

_WORDS = {
    "for": {"da": "ord: {words}", "en": "words: {words}"},
    "against": {"da": "imod: {words}", "en": "against: {words}"},
    "alike": {"da": "ligner: {passages}", "en": "like: {passages}"},
    "around": {"da": "det sagte omkring", "en": "what was said around"},
    "use": {"da": "koden er hyppig", "en": "the code is frequent"},
}


@dataclass(frozen=True, slots=True)
class WordEvidence:
    """A word that speaks for a code (or against it, where ``weight`` is negative), with its place in the version."""

    span: Span
    word: str = field(repr=False)
    weight: float


@dataclass(frozen=True, slots=True)
class Passage:
    """A segment that a person gave the code, and how alike it is (0 to 1)."""

    segment: Segment
    alike: float


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a code is suggested for a segment.

    Parameters
    ----------
    code : Code
        Its definition is what to hold the passage against.
    item : SegmentText
    words : tuple of WordEvidence
        Those that spoke for it, the strongest first.
    against : tuple of WordEvidence
        Those that spoke against it, where they weigh enough to decide.
    passages : tuple of Passage
        The most similar ones that people coded so, the most similar first.
    decided_by : {"words", "around", "use"}
        What weighed most: the segment's own words, what was said around it, or only how often the code is used.
    """

    code: Code
    item: SegmentText
    words: tuple[WordEvidence, ...]
    against: tuple[WordEvidence, ...]
    passages: tuple[Passage, ...]
    decided_by: str

    def line(self, language: str) -> str:
        """Return the evidence on one line: words, passages by document and segment."""
        say = Labels(_WORDS, language)
        parts = []
        if self.decided_by != "words":
            parts.append(say(self.decided_by))
        if self.words:
            parts.append(say("for", words=_listed(self.words)))
        if self.against:
            parts.append(say("against", words=_listed(self.against)))
        if self.passages:
            named = (f"{one.segment.document} {one.segment.number}" for one in self.passages)
            parts.append(say("alike", passages=", ".join(named)))
        return "; ".join(parts)

    def marked(self) -> str:
        """Return the segment's text with the words that spoke for the code in ``[ ]``."""
        text, start = self.item.text, self.item.segment.span.start
        for word in sorted(self.words, key=lambda one: -one.span.start):
            a, b = word.span.start - start, word.span.end - start
            text = f"{text[:a]}[{text[a:b]}]{text[b:]}"
        return text


def _listed(words: Sequence[WordEvidence]) -> str:
    return ", ".join(dict.fromkeys(one.word for one in words))


class Explainer:
    """Explains the suggestions of a fitted model for some segments."""

    def __init__(self, model: TextSuggester, segments: Sequence[SegmentText]) -> None:
        self._model = model
        self._segments = list(segments)
        self._rows = model.vectors_.transform([item.text for item in self._segments])
        self._described = model._described(self._segments)[0]
        self._usual = self._described.mean(axis=0) if model.usual_ is None else model.usual_
        self._alike = (self._rows @ model.passages_.T).tocsr() if model.passages_.shape[0] else None

    def explain(self, at: int, codes: Sequence[str]) -> list[Explanation]:
        """Explain some codes of one segment.

        Parameters
        ----------
        at : int
            Number of the segment in the list.
        codes : sequence of str
        """
        model = self._model
        columns = [model.codes_.index(code) for code in codes]
        words = word_weights(self._segments[at], self._rows[at], model.vectors_, model.coef_[:, columns])
        decided = model.rule_.decided_by(self._described[at, columns], self._usual[columns])
        found = []
        for number, column in enumerate(columns):
            speak, deny = _strongest(words[0], words[1][:, number])
            found.append(
                Explanation(
                    model.codebook_[codes[number]],
                    self._segments[at],
                    speak,
                    deny,
                    self._passages(at, column),
                    decided[number] if speak or decided[number] != "words" else "use",
                )
            )
        return found

    def _passages(self, at: int, column: int) -> tuple[Passage, ...]:
        if self._alike is None:
            return ()
        row = self._alike[at].toarray().ravel()
        row[~self._model.training_.truth[:, column]] = 0
        own = self._model.seen_.get(key_of(self._segments[at].segment))
        if own is not None:  # a passage is no evidence for itself
            row[own] = 0
        best = np.argsort(-row, kind="stable")[:PASSAGES]
        return tuple(
            Passage(self._model.learned_from_[place], round(float(row[place]), 3))
            for place in best
            if row[place] > _ALIKE
        )


def word_weights(
    item: SegmentText, row: sparse.csr_matrix, vectors: Vectors, coef: Floats
) -> tuple[list[WordEvidence], Floats]:
    """Share the score of a text out among its words.

    Parameters
    ----------
    item : SegmentText
    row : sparse matrix, shape (1, features)
    vectors : Vectors
    coef : array, shape (features or more, codes)

    Returns
    -------
    list of WordEvidence
        Every word of the text, weights 0.
    array, shape (words, codes)
        What each contributes; the sums are the scores. A pair of words is shared between the two.
    """
    found = tokens(item.text)
    start = item.segment.span.start
    evidence = [WordEvidence(Span(start + t.start, start + t.end), t.word, 0.0) for t in found]
    bags = [(one,) for one in range(len(found))] + [(one, one + 1) for one in range(len(found) - 1)]
    places = [vectors.places(tuple(found[one].word for one in bag)) for bag in bags]
    lengths = [len(some) for some in places]
    columns = np.concatenate(places) if places else np.zeros(0, np.int64)
    values = np.zeros(vectors.width)
    values[row.indices] = row.data
    times = np.bincount(columns, minlength=vectors.width)
    each = (values[columns] / np.maximum(times[columns], 1))[:, None] * coef[columns]
    owner = np.repeat(np.arange(len(bags)), lengths)
    of_bag = np.zeros((len(bags), coef.shape[1]))
    np.add.at(of_bag, owner, each)
    weights = of_bag[: len(found)].copy()
    if len(found) > 1:
        weights[:-1] += of_bag[len(found) :] / 2
        weights[1:] += of_bag[len(found) :] / 2
    return evidence, weights


def _strongest(
    words: Sequence[WordEvidence], weights: Floats
) -> tuple[tuple[WordEvidence, ...], tuple[WordEvidence, ...]]:
    """Return the words for a code, and those against it where they decide."""
    order = np.argsort(-np.abs(weights), kind="stable")
    top = float(np.abs(weights).max(initial=0.0))
    telling = [place for place in order if abs(weights[place]) >= _TELLING * top and top > 0]

    def named(sign: int) -> tuple[WordEvidence, ...]:
        some = [place for place in telling if weights[place] * sign > 0][:WORDS]
        return tuple(WordEvidence(words[p].span, words[p].word, round(float(weights[p]), 4)) for p in some)

    speaks, denies = weights[weights > 0].sum(), -weights[weights < 0].sum()
    return named(1), named(-1) if denies >= _DECIDED * speaks and denies > 0 else ()
