"""Cutting a document version, and saying who speaks in each segment."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, cast

from qualcode.errors import SegmentationError
from qualcode.model import (
    DEFAULT_SEGMENTATION,
    DocumentVersion,
    Segment,
    Segmentation,
    Span,
    Speaker,
    Turn,
    Unit,
)
from qualcode.segmentation.segmenters import SEGMENTERS

if TYPE_CHECKING:
    from qualcode.nlp import Nlp

_NAMES = {"turn": DEFAULT_SEGMENTATION, "sentence": "sentences", "paragraph": "paragraphs"}


def segment(
    version: DocumentVersion, *, unit: str, name: str | None = None, nlp: Nlp | None = None
) -> Segmentation:
    """Cut a document version turn by turn.

    Parameters
    ----------
    version : DocumentVersion
    unit : str
        ``"turn"``, ``"sentence"``, ``"paragraph"`` or the name of a plug-in.
    name : str, optional
        Name of the segmentation; by default ``"turns"``, ``"sentences"`` or ``"paragraphs"``.
    nlp : Nlp, optional
        The study's language; sentences need it.

    Returns
    -------
    Segmentation
        No segment crosses a turn; together they hold all that is not white space. For ``"turn"`` there are as
        many segments as turns: an empty turn is an empty span.

    Raises
    ------
    UsageError
        There is no such unit (QC-RG01), or sentences without a language (QC-SG01).
    SegmentationError
        A plug-in broke the rules above (QC-SG02).
    """
    cutter = SEGMENTERS[unit]
    spans: list[Span] = []
    for turn in version.turns:
        text = turn.span.of(version.text)
        relative = cutter.cut(text, nlp)
        _check(relative, text, unit, f"{version.document}, turn {turn.number}")
        spans += [span.shift(turn.span.start) for span in relative]
    return Segmentation(
        name=name or _NAMES.get(unit, unit),
        unit=cast(Unit, unit),
        document=version.document,
        version=version.short_sha,
        method=cutter.method(nlp),
        spans=tuple(spans),
    )


def _check(spans: Sequence[Span], text: str, unit: str, where: str) -> None:
    """Refuse what would give wrong counts later: cuts that overlap, leave words out or cross a turn's end."""
    place, sound = 0, unit == "turn" or all(spans)
    for span in spans:
        sound = sound and place <= span.start and not text[place : span.start].strip()
        place = max(place, span.end)
    if not sound or place > len(text) or text[place:].strip():
        raise SegmentationError(
            f"the segmenter {unit!r} gave segments that are empty, overlap, leave words out or cross a turn's end",
            code="QC-SG02",
            where=where,
            allowed="Segments in order that together hold all words of the turn",
            do="Mend the plug-in, or cut by turn, sentence or paragraph.",
        )


def segments(
    version: DocumentVersion,
    segmentation: Segmentation,
    *,
    speakers: Mapping[str, Speaker],
    site: str,
) -> list[Segment]:
    """Say of every segment who speaks, in which role, for which area, at which site.

    Parameters
    ----------
    version : DocumentVersion
    segmentation : Segmentation
        Of this very version.
    speakers : mapping of str to Speaker
        The document's speakers by the label of their turns (:func:`qualcode.model.speakers_by_label`). A turn
        may also carry the speaker's id.
    site : str
        Neutral id of the interview's site.

    Raises
    ------
    SegmentationError
        The segmentation is of another document or version (QC-SG03).
    """
    _same_version(version, segmentation)
    by_name = {speaker.speaker_id: speaker for speaker in speakers.values()} | dict(speakers)
    nobody = Speaker(version.document, "", "")
    made = []
    for number, (span, turn) in enumerate(_with_turns(version, segmentation), start=1):
        who = by_name.get(turn.speaker, nobody) if turn.speaker is not None else nobody
        made.append(
            Segment(
                document=version.document,
                version=segmentation.version,
                number=number,
                span=span,
                turn=turn.number,
                speaker_id=who.speaker_id,
                role=who.role,
                area=who.area,
                site=site,
            )
        )
    return made


def _with_turns(version: DocumentVersion, segmentation: Segmentation) -> Iterator[tuple[Span, Turn]]:
    if segmentation.unit == "turn":
        yield from zip(segmentation.spans, version.turns, strict=True)
        return
    turns = iter(version.turns)
    turn = next(turns, None)
    for span in segmentation.spans:
        while turn is not None and turn.span.end < span.end:
            turn = next(turns, None)
        if turn is None:
            raise _misfit(version, segmentation)
        yield span, turn


def _same_version(version: DocumentVersion, segmentation: Segmentation) -> None:
    fits = (segmentation.document, segmentation.version) == (version.document, version.short_sha)
    if not fits or (segmentation.unit == "turn" and len(segmentation.spans) != len(version.turns)):
        raise _misfit(version, segmentation)


def _misfit(version: DocumentVersion, segmentation: Segmentation) -> SegmentationError:
    return SegmentationError(
        f"the segmentation {segmentation.name!r} is of {segmentation.document}, version {segmentation.version}",
        code="QC-SG03",
        where=version.document,
        allowed=f"A segmentation of version {version.short_sha}",
        do="Segment the version anew: qualcode segment.",
    )
