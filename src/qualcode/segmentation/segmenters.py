"""The ways to cut a turn, by name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from qualcode.model import Span
from qualcode.registry import Registry

if TYPE_CHECKING:
    from qualcode.nlp import Nlp


class Segmenter(Protocol):
    """Cuts one turn.

    The spans count from the turn's start, are in order, do not overlap, are trimmed, and together hold every
    code point that is not white space.
    """

    def method(self, nlp: Nlp | None) -> str:
        """Return what stands in :attr:`~qualcode.model.Segmentation.method`; another number, another result."""

    def cut(self, text: str, nlp: Nlp | None) -> list[Span]:
        """Return the segments of a turn's text."""


SEGMENTERS: Registry[Segmenter] = Registry("segmenters", "segmenter")
