"""Topics found: from what was said to groups of passages with names, cover, spread and stability."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from qualcode.model import Segment
from qualcode.topics.adapter import Grouped, Grouping, Labels, Reducer, group_passages, method_of
from qualcode.topics.alike import codes_alike
from qualcode.topics.apart import Apart, codes_apart
from qualcode.topics.coverage import COVERED, coverage_of
from qualcode.topics.explained import Bools
from qualcode.topics.naming import labels_of, telling_terms
from qualcode.topics.passages import Passage, Said, passages
from qualcode.topics.result import Topic, Topics
from qualcode.topics.sentences import LEAST_PASSAGES
from qualcode.topics.stability import stability_of
from qualcode.topics.vectors import Floats, directions, unit, word_rows

_SMALL = 1_000
"""Up to so many passages, likeness keeps all its directions; of more, time allows fewer, and there are more of each."""

_AROUND = 8
"""Segments before and after a passage that are what is said around it."""

_LEAST_INTERVIEWS = 2


class Encodes(Protocol):
    """Turns texts into vectors, such as a sentence encoder on this machine."""

    name: str

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return a row for each text."""
        ...


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked for.

    Parameters
    ----------
    reducer : {"pca", "umap"}
    min_size : int, optional
        Passages that a topic needs; by default it follows from how many there are.
    resamples : int, optional
        How often topics are sought again; by default as :func:`~qualcode.topics.stability.stability_of` chooses.
    seed : int
    """

    reducer: Reducer = "pca"
    min_size: int | None = None
    resamples: int | None = None
    seed: int = 0


def find_topics(
    said: Sequence[Said],
    *,
    language: str,
    themes: Collection[str],
    names: Collection[str] = (),
    encoder: Encodes | None = None,
    asked: Asked | None = None,
    text_of: Callable[[Segment], str] | None = None,
) -> Topics:
    """Find topics in what informants say.

    Parameters
    ----------
    said : sequence of Said
        All segments in reading order, with the codes on each.
    language : str
    themes : collection of str
        The codes that say *what* is spoken of: coverage is measured by them. Partners say of whom.
    names : collection of str
        Known names, which are left out.
    encoder : Encodes, optional
        Instead of words.
    asked : Asked, optional
    text_of : callable, optional
        Gives a segment's words where a person asks for them.

    Returns
    -------
    Topics
        None, with a sentence that says so, where there are fewer than 40 passages.
    """
    asked = asked or Asked()
    found = passages(said, language=language, names=names)
    codes = sorted({code for passage in found for code in passage.codes})
    marked = _marked(found, codes)
    documents = [passage.first.document for passage in found]
    how = grouping_for(len(found), asked)
    made = Topics(
        passages=tuple(found),
        topics=(),
        apart=(),
        alike=(),
        left_over=len(found),
        segments=sum(item.segment.is_informant for item in said),
        how=how,
        method=method_of(how) + (f", {encoder.name}" if encoder else ""),
        language=language,
        left_out="nothing",
        times=0,
        themes=frozenset(themes),
        apart_terms=(),
        text_of=text_of or {item.segment: item.text for item in said}.__getitem__,
    )
    if len(found) < LEAST_PASSAGES:
        return made
    vectors = _vectors(found, said, language, encoder, asked.seed)
    grouped = group_passages([passage.terms for passage in found], vectors, how)
    stability = stability_of(grouped.labels, vectors, documents, how, times=asked.resamples)
    around = _coded_around(found, marked)
    drafts = [
        _draft(number, found, vectors, marked, codes, grouped, made.themes, around, stability.values[number])
        for number in range(len(grouped.terms))
    ]
    apart = codes_apart(vectors, marked, codes, documents, seed=asked.seed)
    return replace(
        made,
        topics=_in_order(drafts),
        apart=tuple(apart),
        apart_terms=tuple(_terms_of_parts(one, found) for one in apart),
        alike=tuple(codes_alike(vectors, marked, codes, documents)),
        left_over=int((grouped.labels < 0).sum()),
        left_out=stability.left_out,
        times=stability.times,
    )


def grouping_for(passages: int, asked: Asked) -> Grouping:
    """Return how so many passages are grouped: the more there are, the fewer directions, and the larger a topic.

    Examples
    --------
    >>> grouping_for(600, Asked()).min_size, grouping_for(15_000, Asked()).min_size
    (4, 20)
    """
    size = asked.min_size or max(4, round(np.sqrt(passages) / 6))
    few = 300 if passages <= _SMALL else max(15, 150_000 // passages)
    most = 5 if asked.reducer == "umap" else few
    return Grouping(asked.reducer, most, size, 1, asked.seed)


def _vectors(
    found: Sequence[Passage], said: Sequence[Said], language: str, encoder: Encodes | None, seed: int
) -> Floats:
    if encoder is not None:
        text = {item.segment: item.text for item in said}
        whole = [" ".join(text[segment] for segment in passage.segments) for passage in found]
        rows: Floats = np.asarray(encoder.encode(whole)).astype(np.float64)
        return unit(np.asarray(np.round(rows, 6), dtype=np.float64))
    dimensions = min(300, max(50, 300_000 // len(found)))
    return directions(
        word_rows([passage.terms for passage in found], language), dimensions=dimensions, seed=seed
    )


def _marked(found: Sequence[Passage], codes: Sequence[str]) -> Bools:
    column = {code: at for at, code in enumerate(codes)}
    marked = np.zeros((len(found), len(codes)), bool)
    for row, passage in enumerate(found):
        for code in passage.codes:
            marked[row, column[code]] = True
    return marked


def _coded_around(found: Sequence[Passage], marked: Bools) -> Floats:
    """Return for each passage the share of those around it with a code; unknown, and so 1, in an interview without any."""
    coded: Bools = np.asarray(marked.any(axis=1))
    shares = np.ones(len(found))
    by_document: dict[str, list[int]] = {}
    for row, passage in enumerate(found):
        by_document.setdefault(passage.first.document, []).append(row)
    for rows in by_document.values():
        if not coded[rows].any():
            continue
        numbers = [found[row].first.number for row in rows]
        for at, row in enumerate(rows):
            low = bisect_left(numbers, numbers[at] - _AROUND)
            high = bisect_right(numbers, numbers[at] + _AROUND)
            others = [rows[k] for k in range(low, high) if k != at]
            shares[row] = coded[others].mean() if others else 0.0
    return shares


def _draft(
    number: int,
    found: Sequence[Passage],
    vectors: Floats,
    marked: Bools,
    codes: Sequence[str],
    grouped: Grouped,
    themes: Collection[str],
    around: Floats,
    stability: float | None,
) -> tuple[float, Topic]:
    """Return a topic without its number and label, and how much it is worth to look at it."""
    rows, likeness = _typical_first(vectors, grouped.labels, number)
    inside = [found[row] for row in rows]
    which = [at for at, code in enumerate(codes) if code in themes]
    coverage = coverage_of(rows, marked[:, which], [codes[at] for at in which])
    everywhere = len({passage.first.document for passage in found})
    first = [passage.first for passage in inside]
    areas = Counter(segment.area for segment in first)
    interviews = len({segment.document for segment in first})
    topic = Topic(
        number=0,
        label="",
        terms=telling_terms(grouped.terms[number], inside, interviews=everywhere),
        rows=tuple(rows.tolist()),
        likeness=tuple(likeness.tolist()),
        coverage=coverage,
        in_subject=float(around[rows].mean()),
        stability=stability,
        is_proposal=coverage.value < COVERED and interviews >= min(_LEAST_INTERVIEWS, everywhere),
        interviews=interviews,
        speakers=len({segment.speaker_id for segment in first} - {""}),
        sites=len({segment.site for segment in first}),
        areas=dict(sorted(areas.items(), key=lambda one: (-one[1], one[0]))),
    )
    return (1 - coverage.value) * topic.in_subject * interviews, topic


def _in_order(drafts: Sequence[tuple[float, Topic]]) -> tuple[Topic, ...]:
    """Give numbers: proposals first, of those what is least covered, most in the subject and in most interviews."""
    ranked = sorted(drafts, key=lambda one: (not one[1].is_proposal, -round(one[0], 9), one[1].rows))
    labels = labels_of([topic.terms for _, topic in ranked])
    return tuple(
        replace(topic, number=at, label=label)
        for at, ((_, topic), label) in enumerate(zip(ranked, labels, strict=True), start=1)
    )


def _typical_first(vectors: Floats, labels: Labels, number: int) -> tuple[NDArray[np.int64], Floats]:
    rows = np.flatnonzero(labels == number)
    middle = vectors[rows].mean(axis=0)
    length = np.sqrt(middle @ middle)
    likeness = np.clip(np.round(vectors[rows] @ (middle / length if length else middle), 6), 0, 1)
    order = np.lexsort((rows, -likeness))
    return rows[order], likeness[order]


def _terms_of_parts(one: Apart, found: Sequence[Passage]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the words that tell each part from the other, as they are said."""
    parts = [[found[row] for row in part] for part in one.parts]
    counts = [Counter(term for passage in part for term in set(passage.terms)) for part in parts]
    made = []
    for here, there in ((0, 1), (1, 0)):
        weights = {
            term: n / len(parts[here]) - counts[there][term] / len(parts[there])
            for term, n in counts[here].items()
        }
        ranked = sorted(weights.items(), key=lambda item: (-round(item[1], 9), item[0]))
        telling = [(term, weight) for term, weight in ranked if weight > 0]
        made.append(telling_terms(telling, parts[here], interviews=2))
    return made[0], made[1]
