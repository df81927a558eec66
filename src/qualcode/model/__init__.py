"""The words of the field as frozen values: standard library only, no text in any ``repr``.

Positions are half-open pairs of Unicode code points in one document version (see :mod:`qualcode.model.spans`).
"""

from qualcode.model.codebook import Code, Codebook, in_branch
from qualcode.model.codings import (
    ANSWERS,
    STANCES,
    Answer,
    Coder,
    Coding,
    CodingSet,
    Decision,
    Memo,
    Quote,
    Stance,
    Suggestion,
    new_id,
    ordered,
    suggestion_id,
)
from qualcode.model.config import ChapterSpec, MatrixSpec, ReportSettings, StudyConfig, quantifier
from qualcode.model.corpus import (
    Document,
    DocumentVersion,
    Doubt,
    Interview,
    Role,
    Speaker,
    SpeakerProposal,
    Transcript,
    Turn,
    Utterance,
    canonical,
    sha256_of,
    speakers_by_label,
)
from qualcode.model.guide import GuideItem
from qualcode.model.rounds import OUTCOMES, CodingEvent, Finished, Outcome, Round, Settlement
from qualcode.model.segments import DEFAULT_SEGMENTATION, Segment, Segmentation, Unit
from qualcode.model.spans import Edit, OffsetMap, Span

__all__ = [
    "ANSWERS",
    "DEFAULT_SEGMENTATION",
    "OUTCOMES",
    "STANCES",
    "Answer",
    "ChapterSpec",
    "Code",
    "Codebook",
    "Coder",
    "Coding",
    "CodingEvent",
    "CodingSet",
    "Decision",
    "Document",
    "DocumentVersion",
    "Doubt",
    "Edit",
    "Finished",
    "GuideItem",
    "Interview",
    "MatrixSpec",
    "Memo",
    "OffsetMap",
    "Outcome",
    "Quote",
    "ReportSettings",
    "Role",
    "Round",
    "Segment",
    "Segmentation",
    "Settlement",
    "Span",
    "Speaker",
    "SpeakerProposal",
    "Stance",
    "StudyConfig",
    "Suggestion",
    "Transcript",
    "Turn",
    "Unit",
    "Utterance",
    "canonical",
    "in_branch",
    "new_id",
    "ordered",
    "quantifier",
    "sha256_of",
    "speakers_by_label",
    "suggestion_id",
]
