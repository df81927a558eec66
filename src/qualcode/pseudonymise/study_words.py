"""The words that study.yaml says to hide, wherever they stand."""

from __future__ import annotations

from collections.abc import Iterator

from qualcode.pseudonymise.detection import DETECTORS, Detection, Passage


@DETECTORS.register("study-words")
def find_hidden_words(passage: Passage) -> Iterator[Detection]:
    """Find the study's own words in any case and in the genitive."""
    for span, entry in passage.hidden.find(passage.text):
        yield passage.found(span.start, span.end, "HIDDEN", "study-words", 1.0, entry)
