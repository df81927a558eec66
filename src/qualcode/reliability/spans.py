"""Codings as coders drew them, per interview and code: what the unitizing coefficients are counted from.

Interviewers' words, and what stands between segments, are cut out: nobody codes them, and leaving them in would make agreement on
nothing look like agreement. A coding is one unit, also where a question was cut out of it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence

import numpy as np

from qualcode.model import CodingSet, Span
from qualcode.reliability.coefficients import Floats
from qualcode.reliability.continuum import Continuum, Lengths, Measured, Stretch, measure
from qualcode.reliability.data import Decisions


class InformantsText:
    """An interview with only its informants' segments in it, and where positions of the whole text stand in it.

    Examples
    --------
    >>> text = InformantsText([Span(10, 20), Span(30, 40)])
    >>> text.length, text.place(Span(15, 35)), text.place(Span(22, 28))
    (20, Span(start=5, end=15), Span(start=10, end=10))
    """

    def __init__(self, spans: Iterable[Span]) -> None:
        kept = sorted(spans)
        self._starts = [span.start for span in kept]
        self._lengths = [len(span) for span in kept]
        self._before = [0]
        for span in kept:
            self._before.append(self._before[-1] + len(span))
        self.length = self._before[-1]

    def place(self, span: Span) -> Span:
        """Return where a span stands in what is left; empty where all of it was cut out."""
        return Span(self._moved(span.start), self._moved(span.end))

    def _moved(self, position: int) -> int:
        at = bisect_right(self._starts, position) - 1
        return 0 if at < 0 else self._before[at] + min(position - self._starts[at], self._lengths[at])


Places = Sequence[list[tuple[int, int]]]
"""For each coder of a document, where they put a code."""


class Drawn:
    """What each coder drew in each compared interview.

    Parameters
    ----------
    sets : sequence of CodingSet
    made : Decisions
        What was compared: its documents, and which coders coded them.
    documents : sequence of str
        In the order of the counts.
    """

    def __init__(self, sets: Sequence[CodingSet], made: Decisions, documents: Sequence[str]) -> None:
        spans: dict[str, list[Span]] = defaultdict(list)
        for segment in made.segments:
            spans[segment.document].append(segment.span)
        self._texts = [InformantsText(spans[name]) for name in documents]
        self._coders = [[coder for coder in made.coders if name in made.coded[coder]] for name in documents]
        self._places: list[dict[str, Places]] = [{} for _ in documents]
        index = {name: at for at, name in enumerate(documents)}
        for one in sets:
            for coding in one:
                if coding.document in index:
                    self._put(index[coding.document], one.name, coding.code, coding.span)

    @property
    def length(self) -> int:
        """Code points of the informants' words in all documents."""
        return sum(text.length for text in self._texts)

    def _put(self, at: int, coder: str, code: str, span: Span) -> None:
        place = self._texts[at].place(span)
        if place:
            places = self._places[at].setdefault(code, [[] for _ in self._coders[at]])
            places[self._coders[at].index(coder)].append((place.start, place.end))

    def continuum(self, at: int, value_of: Mapping[str, Hashable]) -> Continuum:
        """Return one document cut up with some codes, each standing for a value."""
        coders: list[list[Stretch]] = [[] for _ in self._coders[at]]
        for code, value in value_of.items():
            for stretches, places in zip(coders, self._places[at].get(code, ()), strict=False):
                stretches += [(start, end, value) for start, end in places]
        return Continuum(self._texts[at].length, tuple(coders))

    def measured(self, value_of: Mapping[str, Hashable]) -> list[Measured]:
        """Measure each document with some codes, each standing for a value."""
        return [measure([self.continuum(at, value_of)]) for at in range(len(self._texts))]


def of_everything(measured: Sequence[Measured], values: Sequence[Hashable]) -> Floats:
    """Return the counts of u-alpha, one row per document; ``values`` are those that units may have."""
    return _columns([each.everything for each in measured], [None, *values])


def of_marked(measured: Sequence[Measured], values: Sequence[Hashable]) -> Floats:
    """Return the counts of cu-alpha, one row per document."""
    return _columns([each.marked for each in measured], values)


def _columns(lengths: Sequence[Lengths], values: Sequence[Hashable]) -> Floats:
    rows = [
        [each.total, each.agreed, each.own, *(each.by_value[value] for value in values)] for each in lengths
    ]
    return np.array(rows, dtype=np.float64)
