r"""Another program's text, cut into turns as an import of a transcript does, and where its places went.

The readers of transcripts give turns without positions. Their words are found again, from the end to the start (labels
and time stamps stand before words); where one is not, the text is cut by line, which needs no finding.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from qualcode.importers.base import Reading
from qualcode.importers.flow import Flow, Line
from qualcode.importers.labels import clean_label
from qualcode.importers.speakers import doubt_speakers, propose
from qualcode.importers.turns import read_flow
from qualcode.model import Doubt, OffsetMap, Span, SpeakerProposal, Utterance, canonical

_WORD = re.compile(r"\S+")
_MARK = re.compile(r".*[:\])>}#]|[\[(<{#].*", re.DOTALL)
"""What may stand beside a word without a blank: a label with its colon, a time stamp in brackets."""


@dataclass(frozen=True, slots=True)
class Cut:
    """A text as turns, and how places in the text as it came become places in the turns' text."""

    utterances: tuple[Utterance, ...]
    text: str
    offsets: OffsetMap
    speakers: tuple[SpeakerProposal, ...] = ()
    doubts: tuple[Doubt, ...] = ()


def cut(text: str) -> Cut | None:
    r"""Cut a text into turns; None where it has no words.

    Examples
    --------
    >>> made = cut("I: Hvem hjælper?\nA: Det gør naboen.\n")
    >>> made.text, [one.speaker for one in made.utterances]
    ('Hvem hjælper?\nDet gør naboen.', ['I', 'A'])
    >>> made.offsets.to_new(Span(20, 34)).of(made.text)
    'Det gør naboen'
    """
    if not text.strip():
        return None
    reading = Reading()
    lines = text.split("\n")
    read_flow(Flow("line", [Line(line, number) for number, line in enumerate(lines, start=1)]), reading)
    _clean(reading)
    joined = "\n".join(one.text for one in reading.utterances)
    offsets = _aligned(text, reading) if reading.utterances else None
    if offsets is None:
        return _by_line(text)
    speakers = propose(reading)
    doubt_speakers(reading, speakers)
    return Cut(tuple(reading.utterances), joined, offsets, speakers, tuple(reading.doubts))


def _clean(reading: Reading) -> None:
    """Bring texts and labels into their one form, as an import of a transcript does."""
    kept = []
    for utterance, place in zip(reading.utterances, reading.places, strict=True):
        words = canonical(utterance.text).strip()
        if words:
            kept.append((Utterance(_label(utterance.speaker), words, utterance.start, utterance.end), place))
    reading.utterances = [utterance for utterance, _ in kept]
    reading.places = [place for _, place in kept]
    reading.once = frozenset(filter(None, map(_label, reading.once)))
    reading.known = {_label(label) or "": known for label, known in reading.known.items()}


def _label(label: str | None) -> str | None:
    return unicodedata.normalize("NFC", clean_label(label)) or None if label is not None else None


def _aligned(text: str, reading: Reading) -> OffsetMap | None:
    """Find every word of the turns in the text; None where one is not there or another text would come out."""
    words = list(_WORD.finditer(text))
    starts = _line_starts(text)
    pairs: list[tuple[Span, str, int]] = []  # place in the text, word, place in the turns' text; from the end
    limit = len(words)
    new_end = sum(len(one.text) + 1 for one in reading.utterances) - 1
    for utterance, place in zip(reversed(reading.utterances), reversed(reading.places), strict=True):
        number = re.search(r"\d+", place)
        floor = starts[int(number[0]) - 1] if number else 0
        new_start = new_end - len(utterance.text)
        for word in reversed(list(_WORD.finditer(utterance.text))):
            found = None
            while limit and found is None:
                limit -= 1
                if words[limit].start() < floor:
                    return None
                found = _place_of(word[0], words[limit])
            if found is None:
                return None
            pairs.append((found, word[0], new_start + word.start()))
        new_end = new_start - 1
    pairs.reverse()
    joined = "\n".join(one.text for one in reading.utterances)
    offsets = OffsetMap.from_edits(len(text), _edits(text, joined, pairs))
    return offsets if _fits(text, joined, offsets) else None


def _place_of(word: str, there: re.Match[str]) -> Span | None:
    """Return where a word stands in one between blanks, beside nothing but a label or a time stamp."""
    if there[0] == word:
        return Span(there.start(), there.end())
    if there[0].endswith(word) and _MARK.fullmatch(there[0], 0, len(there[0]) - len(word)):
        return Span(there.end() - len(word), there.end())
    if there[0].startswith(word) and _MARK.fullmatch(there[0], len(word)):
        return Span(there.start(), there.start() + len(word))
    return None


def _line_starts(text: str) -> list[int]:
    starts = [0]
    for found in re.finditer("\n", text):
        starts.append(found.end())
    return starts


def _edits(text: str, joined: str, pairs: Sequence[tuple[Span, str, int]]) -> Iterator[tuple[Span, int]]:
    """Give what stands between the words where it is not the same in both texts."""
    old = new = 0
    for place, word, start in pairs:
        if text[old : place.start] != joined[new:start]:
            yield Span(old, place.start), start - new
        old, new = place.end, start + len(word)
    if text[old:] != joined[new:]:
        yield Span(old, len(text)), len(joined) - new


def _fits(text: str, joined: str, offsets: OffsetMap) -> bool:
    if offsets.new_length != len(joined):
        return False
    old = new = 0
    for edit in offsets.edits:
        if text[old : edit.old.start] != joined[new : edit.new.start]:
            return False
        old, new = edit.old.end, edit.new.end
    return text[old:] == joined[new:]


def _by_line(text: str) -> Cut:
    """Cut by line: each that has words is a turn of nobody."""
    places = [
        Span(found.start(), found.end()).trim(text)
        for found in re.finditer(r"[^\n]+", text)
        if found[0].strip()
    ]
    utterances = tuple(Utterance(None, place.of(text)) for place in places)
    joined = "\n".join(one.text for one in utterances)
    pairs, start = [], 0
    for place, one in zip(places, utterances, strict=True):
        pairs.append((place, one.text, start))
        start += len(one.text) + 1
    offsets = OffsetMap.from_edits(len(text), _edits(text, joined, pairs))
    doubt = Doubt(
        "no-speakers", "line 1", f"no speakers found: {len(utterances)} turns of nobody, one a line"
    )
    return Cut(utterances, joined, offsets, (), (doubt,))
