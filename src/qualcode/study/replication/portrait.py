"""What a study's interviews are like in numbers, so that another study can be held beside it: no words, no names.

Everything is measured for each interview as if it were the new one: what it is compared with comes from the others. How far
interviews lie apart that the model was made for is the yardstick for one that it was not.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from qualcode.assist.codetexts import code_texts
from qualcode.assist.modelfile import LEAST_DOCUMENTS
from qualcode.assist.suggester import TextSuggester
from qualcode.assist.values import Floats, SegmentText
from qualcode.assist.vectors import features_of, items_of
from qualcode.nlp.lemmas import words

MEASURES = ("new_words", "new_pairs", "words_per_answer", "confidence", "suggested", "codes")
"""Share of words, and of pairs of words, that the model does not know; words in the middle answer; probability of the first suggestion; share of
answers with a suggestion; distance between the codes' expected shares here and elsewhere (0 alike, 1 nothing alike)."""

_WORDS_BLOCK = 1


@dataclass(frozen=True)
class Portrait:
    """Numbers of each interview, each list in rising order, so that no interview can be followed through them.

    Parameters
    ----------
    interviews : int
    segments : int
        Informants' segments.
    measures : mapping of str to tuple of float
        By the names of :data:`MEASURES`; empty where there was nothing to measure with.
    shares : mapping of str to float
        The share of the segments that each code is expected on.
    spread : mapping of str to tuple of float
        The smallest and the largest such share in an interview, and the standard deviation between interviews.
    """

    interviews: int
    segments: int
    measures: Mapping[str, tuple[float, ...]] = field(repr=False)
    shares: Mapping[str, float] = field(repr=False)
    spread: Mapping[str, tuple[float, float, float]] = field(repr=False)

    def to_json(self) -> dict[str, Any]:
        """Return it for a file."""
        return {
            "interviews": self.interviews,
            "segments": self.segments,
            "measures": {name: list(values) for name, values in self.measures.items()},
            "shares": dict(self.shares),
            "spread": {code: list(pair) for code, pair in self.spread.items()},
        }


def portrait_of_old(segments: Sequence[SegmentText], model: TextSuggester) -> Portrait:
    """Draw the interviews that a model learned from: each beside the others."""
    known = _known_without_each(segments, model)
    return _drawn(segments, model, known, beside=None)


def portrait_of_new(segments: Sequence[SegmentText], model: TextSuggester, old: Portrait) -> Portrait:
    """Draw interviews that a model has not seen, beside those that it was made from."""
    mine = frozenset(model.vectors_.columns[_WORDS_BLOCK].tolist())
    return _drawn(segments, model, defaultdict(lambda: mine), beside=old.shares)


def _drawn(
    segments: Sequence[SegmentText],
    model: TextSuggester,
    known: Mapping[str, Collection[int]],
    *,
    beside: Mapping[str, float] | None,
) -> Portrait:
    probability = model.predict_proba(segments)
    rows: dict[str, list[int]] = defaultdict(list)
    for at, item in enumerate(segments):
        if item.segment.is_informant and item.segment.span:
            rows[item.segment.document].append(at)
    if not rows:
        return Portrait(0, 0, {}, {}, {})
    everywhere = probability[[at for own in rows.values() for at in own]].mean(axis=0)
    means = {name: probability[own].mean(axis=0) for name, own in rows.items()}
    found: dict[str, list[float]] = {name: [] for name in MEASURES}
    for name, own in rows.items():
        texts = [segments[at].text for at in own]
        first = probability[own].max(axis=1)
        others = _elsewhere(means, name, model.codes_, beside)
        found["words_per_answer"].append(float(np.median([len(words(text)) for text in texts])))
        found["confidence"].append(float(first.mean()))
        found["suggested"].append(float((first >= model.threshold).mean()))
        if known[name]:
            for measure, together in (("new_words", 1), ("new_pairs", 2)):
                found[measure].append(_share_unknown(texts, known[name], model.language, together))
        if others is not None:
            found["codes"].append(_distance(means[name], others))
    table = np.stack(list(means.values()))
    return Portrait(
        len(rows),
        sum(map(len, rows.values())),
        {name: tuple(round(value, 4) for value in sorted(values)) for name, values in found.items()},
        {code: round(float(value), 5) for code, value in zip(model.codes_, everywhere, strict=True)},
        {
            code: (round(float(low), 5), round(float(high), 5), round(float(deviation), 6))
            for code, low, high, deviation in zip(
                model.codes_,
                table.min(axis=0),
                table.max(axis=0),
                table.std(axis=0, ddof=min(1, len(table) - 1)),
                strict=True,
            )
        },
    )


def _elsewhere(
    means: Mapping[str, Floats], name: str, codes: Sequence[str], beside: Mapping[str, float] | None
) -> Floats | None:
    if beside is not None:
        return np.array([beside.get(code, 0.0) for code in codes])
    others = [mean for other, mean in means.items() if other != name]
    return np.asarray(np.mean(others, axis=0)) if others else None


def _distance(here: Floats, there: Floats) -> float:
    """Return how much of the codes' shares would have to move."""
    total = max(float(here.sum()), 1e-9), max(float(there.sum()), 1e-9)
    return float(np.abs(here / total[0] - there / total[1]).sum() / 2)


def _share_unknown(texts: Sequence[str], known: Collection[int], language: str, together: int) -> float:
    spoken = Counter(item for text in texts for item in items_of(text).elements() if len(item) == together)
    unknown = sum(
        n for item, n in spoken.items() if features_of(item, language)[_WORDS_BLOCK][0] not in known
    )
    return unknown / max(spoken.total(), 1)


def _known_without_each(segments: Sequence[SegmentText], model: TextSuggester) -> dict[str, frozenset[int]]:
    """Return for each interview the hashed words that a model file of the others would know."""
    said: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    for one in segments:
        said[one.segment.document].update(items_of(one.text), items_of(one.question))
    spread = Counter(item for own in said.values() for item in own)
    book: set[int] = set()
    for _, text in code_texts(model.codebook_, model.codes_):
        book.update(_hashed(items_of(text), model.language))
    if len(said) <= LEAST_DOCUMENTS:  # the others are too few for a model file to know a word of them
        return dict.fromkeys(said, frozenset())
    return {
        name: frozenset(
            book
            | _hashed(
                (item for item, n in spread.items() if n - (item in own) >= LEAST_DOCUMENTS), model.language
            )
        )
        for name, own in said.items()
    }


def _hashed(items: Any, language: str) -> set[int]:  # noqa: ANN401  # an iterable of items
    return {bucket for item in items for bucket in features_of(item, language)[_WORDS_BLOCK]}


__all__ = ["MEASURES", "Portrait", "portrait_of_new", "portrait_of_old"]
