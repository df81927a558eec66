"""How a document version is cut into the segments that coders label and matrices count.

>>> from qualcode.model import DocumentVersion, Utterance
>>> version = DocumentVersion.from_utterances("a", [Utterance("I", "Hvem?"), Utterance("B", "Politiet. Og skolen.")])
>>> segment(version, unit="turn").spans
(Span(start=0, end=5), Span(start=6, end=26))
"""

from qualcode.segmentation import by_paragraph, by_sentence, by_turn  # noqa: F401  # they register themselves
from qualcode.segmentation.cut import segment, segments
from qualcode.segmentation.segmenters import SEGMENTERS, Segmenter

__all__ = ["SEGMENTERS", "Segmenter", "segment", "segments"]
