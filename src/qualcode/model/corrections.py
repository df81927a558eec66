"""How positions move when a transcript is corrected: the places where two texts differ, word by word.

A correction is found turn by turn, so that what is said by one person never moves into the words of another.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from qualcode.model.corpus import DocumentVersion
from qualcode.model.spans import OffsetMap, Span

_WORDS = re.compile(r"\w+|\n|[^\S\n]+|[^\w\s]")
_LARGE = 20_000
"""Above so many words on both sides of one stretch, it is one correction: comparing them would take minutes."""


def corrected_offsets(old: DocumentVersion, new: DocumentVersion) -> OffsetMap:
    """Return how positions in a text become positions in its corrected form.

    Parameters
    ----------
    old, new : DocumentVersion
        Two texts of one document; their turns are compared first, then the words of turns that differ.

    Returns
    -------
    OffsetMap
        Exact outside the corrected words. What was added stands together with the word before it in the same turn, or
        after it where there is none, so that a coding of a whole turn stays one.

    Examples
    --------
    >>> from qualcode.model import Utterance
    >>> old = DocumentVersion.from_utterances("a", [Utterance("I", "Hvem?"), Utterance("B", "Skollen ringer.")])
    >>> new = DocumentVersion.from_utterances("a", [Utterance("I", "Hvem?"), Utterance("B", "Skolen ringer tit.")])
    >>> moved = corrected_offsets(old, new)
    >>> moved.to_new(Span(6, 21)).of(new.text), moved.to_new(Span(6, 13)).of(new.text)
    ('Skolen ringer tit.', 'Skolen')
    """
    edits = [
        edit
        for before, after in _stretches(old, new)
        for edit in _by_words(old.text, new.text, before, after)
    ]
    return OffsetMap.from_edits(len(old.text), _joined(edits))


def _stretches(old: DocumentVersion, new: DocumentVersion) -> Iterator[tuple[Span, Span]]:
    """Yield stretches of whole turns that differ; turns of the same number on both sides one by one."""
    befores, afters = _turns(old), _turns(new)
    said, says = [s.of(old.text) for s in befores], [s.of(new.text) for s in afters]
    matcher = SequenceMatcher(None, said, says, False)
    equal = sum(block.size for block in matcher.get_matching_blocks())
    if len(said) == len(says) and sum(map(str.__eq__, said, says)) >= equal:
        yield from (
            pair for pair in zip(befores, afters, strict=True) if pair[0].of(old.text) != pair[1].of(new.text)
        )
        return
    for kind, i1, i2, j1, j2 in matcher.get_opcodes():
        if kind == "equal":
            continue
        if i2 - i1 == j2 - j1:
            yield from zip(befores[i1:i2], afters[j1:j2], strict=True)
        else:
            yield _whole(old, i1, i2), _whole(new, j1, j2)


def _turns(version: DocumentVersion) -> list[Span]:
    return [turn.span for turn in version.turns]


def _whole(version: DocumentVersion, first: int, last: int) -> Span:
    """Return the stretch of some turns in a row, with the line feed that parts them from what follows.

    Without turns it is the place between two.
    """
    turns = version.turns
    start = turns[first].span.start if first < len(turns) else len(version.text) + 1
    end = turns[last].span.start if last < len(turns) else len(version.text) + 1
    if last >= len(turns) and first > 0:  # the line feed before the last ones goes with them
        start, end = start - 1, len(version.text)
    return Span(min(start, len(version.text)), min(end, len(version.text)))


def _by_words(old: str, new: str, before: Span, after: Span) -> list[tuple[Span, Span]]:
    """Return the corrections within a stretch: which words became which."""
    left, right = _tokens(old, before), _tokens(new, after)
    if len(left) > _LARGE and len(right) > _LARGE:
        return [(before, after)]
    words = [[s.of(text) for s in some] for text, some in ((old, left), (new, right))]
    found = []
    for kind, i1, i2, j1, j2 in SequenceMatcher(None, words[0], words[1], False).get_opcodes():
        if kind == "equal":
            continue
        if kind == "insert" and "\n" not in words[1][j1:j2]:
            if i1 and words[0][i1 - 1] != "\n":
                i1, j1 = i1 - 1, j1 - 1
            elif i2 < len(left) and words[0][i2] != "\n":
                i2, j2 = i2 + 1, j2 + 1
        found.append((_cover(left, i1, i2, before), _cover(right, j1, j2, after)))
    return found


def _tokens(text: str, span: Span) -> list[Span]:
    return [Span(found.start(), found.end()) for found in _WORDS.finditer(text, span.start, span.end)]


def _cover(tokens: Sequence[Span], first: int, last: int, inside: Span) -> Span:
    if first < last:
        return Span(tokens[first].start, tokens[last - 1].end)
    place = tokens[first].start if first < len(tokens) else inside.end
    return Span(place, place)


def _joined(edits: Sequence[tuple[Span, Span]]) -> list[tuple[Span, int]]:
    """Put corrections that came to touch the same words together."""
    made: list[tuple[Span, Span]] = []
    for before, after in edits:
        if made and before.start < made[-1][0].end:
            made[-1] = (made[-1][0].cover(before), made[-1][1].cover(after))
        else:
            made.append((before, after))
    return [(before, len(after)) for before, after in made]
