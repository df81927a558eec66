"""Segments: the stretches of text that coders label and matrices count."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from qualcode.model.corpus import Role
from qualcode.model.spans import Span

Unit = Literal["turn", "sentence", "paragraph"]

DEFAULT_SEGMENTATION = "turns"


@dataclass(frozen=True, slots=True)
class Segmentation:
    """How one document version is cut: named and versioned.

    Parameters
    ----------
    name : str
        Such as ``"turns"``.
    unit : {"turn", "sentence", "paragraph"}
    document : str
        Name of the document.
    version : str
        Short SHA-256 of the document version that was cut.
    method : str
        What cut it, with version, such as ``"turn/1"`` or ``"sentence/1 spacy 3.8.11 blank:da"``.
    spans : tuple of Span
        In order, not overlapping.
    """

    name: str
    unit: Unit
    document: str
    version: str
    method: str
    spans: tuple[Span, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Segment:
    """One segment with all that matrices count by: who said it, in which role, area and site.

    ``number`` counts from 1 in its document; for turns it is the turn's number. ``speaker_id`` is empty
    where nobody is named.
    """

    document: str
    version: str
    number: int
    span: Span
    turn: int
    speaker_id: str = ""
    role: Role = ""
    area: str = ""
    site: str = ""

    @property
    def is_informant(self) -> bool:
        """True where an informant speaks; interviewers never count in a matrix."""
        return self.role == "informant"
