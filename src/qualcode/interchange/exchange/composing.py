"""Texts in the form that qualcode stores (composed letters), with every position moved along."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace

from qualcode.interchange.exchange.model import ExchangeProject, ExchangeSource
from qualcode.model import OffsetMap, Span

_JAMO = re.compile("[\u1160-\u11ff]")
"""Vowels and ends of Hangul syllables, which compose with what stands before."""

_LINE = re.compile(r"[^\n]*\n?")


def composed(project: ExchangeProject) -> ExchangeProject:
    r"""Return the project with its texts in canonical form (NFC) and all positions in those texts.

    A passage that begins or ends within a letter that becomes one grows to hold the letter.

    Examples
    --------
    >>> from qualcode.interchange.exchange import ExchangeSelection
    >>> sources = (ExchangeSource("S", "a", "pa\u030a a\u030aen"),)
    >>> found = composed(ExchangeProject("P", sources=sources, selections=(ExchangeSelection("P", "S", 4, 8),)))
    >>> found.sources[0].text, found.selections[0].start, found.selections[0].end
    ('på åen', 3, 6)
    """
    maps: dict[str, OffsetMap] = {}
    sources = []
    for source in project.sources:
        if source.text is None or unicodedata.is_normalized("NFC", source.text):
            sources.append(source)
            continue
        moved = OffsetMap.from_edits(len(source.text), _edits(source.text))
        maps[source.guid] = moved
        sources.append(_moved(source, source.text, moved))
    if not maps:
        return project
    selections = []
    for one in project.selections:
        if one.source in maps:
            span = maps[one.source].to_new(Span(one.start, one.end))
            one = replace(one, start=span.start, end=span.end)
        selections.append(one)
    return replace(project, sources=tuple(sources), selections=tuple(selections))


def _moved(source: ExchangeSource, text: str, moved: OffsetMap) -> ExchangeSource:
    points = tuple(
        replace(point, position=moved.to_new(Span(point.position, point.position)).start)
        for point in source.sync_points
    )
    return replace(source, text=unicodedata.normalize("NFC", text), sync_points=points)


def _edits(text: str) -> Iterator[tuple[Span, int]]:
    """Give the stretches that composing changes, and how long each becomes."""
    for line in _LINE.finditer(text):
        if unicodedata.is_normalized("NFC", line[0]):
            continue
        pieces = list(_letters(line[0]))
        # Letters that act on each other across our borders (in Bengali, for one) are taken by the line.
        if "".join(unicodedata.normalize("NFC", piece) for piece in pieces) != unicodedata.normalize(
            "NFC", line[0]
        ):
            pieces = [line[0]]
        place = line.start()
        for piece in pieces:
            became = unicodedata.normalize("NFC", piece)
            if became != piece:
                yield Span(place, place + len(piece)), len(became)
            place += len(piece)


def _letters(line: str) -> Iterator[str]:
    """Give each letter with the marks that follow it."""
    start = 0
    for place in range(1, len(line)):
        if not unicodedata.combining(line[place]) and not _JAMO.match(line, place):
            yield line[start:place]
            start = place
    yield line[start:]
