"""One segment a turn: what the study's matrices count by default."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualcode.model import Span
from qualcode.segmentation.segmenters import SEGMENTERS

if TYPE_CHECKING:
    from qualcode.nlp import Nlp


class ByTurn:
    """A turn is a segment, an empty one too: a segment's number is its turn's number."""

    def method(self, nlp: Nlp | None) -> str:
        """Return the method's name and version."""
        return "turn/1"

    def cut(self, text: str, nlp: Nlp | None) -> list[Span]:
        """Return the turn as one span; an empty span for a turn without words."""
        return [Span(0, len(text)).trim(text)]


SEGMENTERS.register("turn")(ByTurn())
