"""One segment a paragraph of a turn."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qualcode.model import Span
from qualcode.segmentation.segmenters import SEGMENTERS

if TYPE_CHECKING:
    from qualcode.nlp import Nlp

_BLANK_LINE = re.compile(r"\n[^\S\n]*\n")
_LINE_FEED = re.compile(r"\n")


class ByParagraph:
    """Blank lines part paragraphs; in a turn without blank lines, each line is one.

    Transcripts know both habits: wrapped text with blank lines between paragraphs, and word processors' text
    with a line feed after each. The rule is the turn's own, so that one stray blank line changes one turn.
    """

    def method(self, nlp: Nlp | None) -> str:
        """Return the method's name and version."""
        return "paragraph/1"

    def cut(self, text: str, nlp: Nlp | None) -> list[Span]:
        """Return the paragraphs of a turn."""
        inside = text.strip()
        gap = _BLANK_LINE if _BLANK_LINE.search(inside) else _LINE_FEED
        spans, begin = [], 0
        for found in gap.finditer(text):
            spans.append(Span(begin, found.start()).trim(text))
            begin = found.end()
        spans.append(Span(begin, len(text)).trim(text))
        return [span for span in spans if span]


SEGMENTERS.register("paragraph")(ByParagraph())
