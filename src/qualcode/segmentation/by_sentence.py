"""One segment a sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualcode.errors import UsageError
from qualcode.model import Span
from qualcode.segmentation.segmenters import SEGMENTERS

if TYPE_CHECKING:
    from qualcode.nlp import Nlp


class BySentence:
    """Sentences as :meth:`qualcode.nlp.Nlp.sentences` finds them; none crosses a turn."""

    def method(self, nlp: Nlp | None) -> str:
        """Return the method's name and version, and those of the language work."""
        return f"sentence/1 {_needed(nlp).sentence_method}"

    def cut(self, text: str, nlp: Nlp | None) -> list[Span]:
        """Return the sentences of a turn."""
        return _needed(nlp).sentences(text)


def _needed(nlp: Nlp | None) -> Nlp:
    if nlp is None:
        raise UsageError(
            "sentences need a language",
            code="QC-SG01",
            where="segment(unit='sentence')",
            do="Pass nlp=qualcode.nlp.load(language).",
        )
    return nlp


SEGMENTERS.register("sentence")(BySentence())
