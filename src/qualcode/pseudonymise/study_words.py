"""The study's own lists: words to hide wherever they stand, words to keep."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from qualcode.model import Span
from qualcode.pseudonymise.detection import DETECTORS, Detection, Passage
from qualcode.pseudonymise.lexicon import Phrases
from qualcode.pseudonymise.tokens import Token


def phrases(entries: Iterable[str]) -> Phrases:
    """Return words and phrases ready to be found, genitives included."""
    return Phrases.of((entry, entry) for entry in entries)


def occurrences(tokens: list[Token], wanted: Phrases) -> Iterator[tuple[Span, str]]:
    """Yield where the phrases stand, and which one it is."""
    index = 0
    while index < len(tokens):
        match = wanted.at(tokens, index)
        if match is None:
            index += 1
            continue
        count, entry = match
        yield Span(tokens[index].start, tokens[index + count - 1].end), entry
        index += count


@DETECTORS.register("study-words")
def find_hidden_words(passage: Passage) -> Iterator[Detection]:
    """Find the words that study.yaml says to hide."""
    if passage.hidden.by_first:
        for span, entry in occurrences(passage.tokens, passage.hidden):
            yield passage.found(span.start, span.end, "HIDDEN", "study-words", 1.0, entry)
