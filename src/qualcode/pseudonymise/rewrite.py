"""Applying a reviewed plan: a new version of the text, and a map of how positions moved."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from qualcode.errors import Problem, PseudonymisationError, StepNeeded
from qualcode.model import DocumentVersion, OffsetMap, Span, Turn
from qualcode.pseudonymise.plan import Plan, PlanRow, overlapping
from qualcode.pseudonymise.planning import genitive
from qualcode.pseudonymise.speakers import label_pseudonyms
from qualcode.pseudonymise.tokens import normal
from qualcode.pseudonymise.wanted import Ranges, Wanted

_SHOWN = 50


def apply_plan(
    version: DocumentVersion, plan: Plan, *, speaker_ids: Mapping[str, str] | None = None
) -> tuple[DocumentVersion, OffsetMap]:
    """Replace what a reviewed plan says.

    Parameters
    ----------
    version : DocumentVersion
        The text that the plan was made for.
    plan : Plan
        Every row that concerns the document has a decision and a reviewer.
    speaker_ids : mapping of str to str, optional
        Neutral id by speaker's label: it stands in the new turns. Without the mapping labels stay as they are.

    Returns
    -------
    DocumentVersion
        Kind ``"pseudonymised"``, one number up; turns stay the same turns.
    OffsetMap
        From positions of ``version`` to those of the new text; exact outside the replacements.

    Raises
    ------
    StepNeeded
        QC-PS03: rows wait for a person; QC-PS04: the plan does not cover this text.
    PseudonymisationError
        QC-PS05: the plan does not fit the text; QC-PS06: a speaker's label has no id.

    Examples
    --------
    >>> from qualcode.model import Utterance
    >>> from qualcode.pseudonymise import Key, make_plan
    >>> version = DocumentVersion.from_utterances("a", [Utterance("B", "Hassans mor kom fra Kolding.")])
    >>> plan = make_plan([version], Key()).reviewed_by("anna")
    >>> new, moved = apply_plan(version, plan)
    >>> new.text, moved.to_new(Span(8, 11)).of(new.text)
    ('[person 1]s mor kom fra [kommune 1].', 'mor')
    """
    rows = _concerning(version, plan)
    _require_decided(version, rows)
    placed = sorted((row for row in rows if row.span), key=lambda row: (row.start, row.end))
    _require_fit(version, placed)
    edits = [(row.span, row.replacement) for row in placed if row.decision == "replace" and row.span]
    edits += _everywhere(version, rows, placed)
    edits.sort()
    text = _rewritten(version.text, edits)
    offsets = OffsetMap.from_edits(len(version.text), [(span, len(words)) for span, words in edits])
    _require_canonical(version, text)
    labels = label_pseudonyms(version, speaker_ids) if speaker_ids is not None else {}
    turns = _moved(version.turns, offsets, labels)
    return DocumentVersion(version.document, version.number + 1, "pseudonymised", text, turns), offsets


def _concerning(version: DocumentVersion, plan: Plan) -> list[PlanRow]:
    own = [row for row in plan if row.document == version.document and not row.is_everywhere]
    if not any(row.version == version.short_sha for row in own):
        other = "rows of another version of it" if own else "no row of it"
        raise StepNeeded(
            f"the plan has {other}",
            code="QC-PS04",
            where=version.document,
            allowed=f"The text of this version is {version.short_sha}",
            do="Make the plan again, which keeps what is decided: qualcode pseudonymise --plan FILE.csv",
        )
    current = [row for row in own if row.version == version.short_sha]
    return current + [row for row in plan if row.is_everywhere and row.document in ("", version.document)]


def _require_decided(version: DocumentVersion, rows: Sequence[PlanRow]) -> None:
    waiting = [row for row in rows if row.is_open]
    if waiting:
        raise StepNeeded(
            f"{len(waiting)} rows of the plan wait for a person",
            code="QC-PS03",
            where=version.document,
            allowed="Every row has a decision (replace or keep) and a reviewer",
            do="Read the rows, decide, and write who read them.",
            problems=_listed(waiting, "open"),
        )


def _require_fit(version: DocumentVersion, placed: Sequence[PlanRow]) -> None:
    """Refuse positions that are not where the plan says, that overlap or that join two turns."""
    problems = [
        *_listed((row for row in placed if not _stands(row, version.text)), "found does not stand there")
    ]
    changed = [row for row in placed if row.decision == "replace"]
    problems += _listed((second for _, second in overlapping(changed)), "overlaps the row before it")
    problems += _listed(
        (row for row in changed if not _in_one_turn(row, version)), "reaches over the end of a turn"
    )
    problems += _listed(
        (row for row in changed if "\n" in row.replacement), "its replacement has a line break"
    )
    if problems:
        raise PseudonymisationError(
            f"{len(problems)} rows of the plan do not fit the text; nothing was replaced",
            code="QC-PS05",
            where=version.document,
            do="Put positions and found back as they were, or make the plan again.",
            problems=problems[:_SHOWN],
        )


def _listed(rows: Iterator[PlanRow] | Sequence[PlanRow], found: str) -> list[Problem]:
    return [Problem(f"row {row.line}" if row.line else f"{row.start}-{row.end}", found) for row in rows][
        :_SHOWN
    ]


def _stands(row: PlanRow, text: str) -> bool:
    span = row.span
    return span is not None and span.end <= len(text) and span.of(text) == row.found


def _in_one_turn(row: PlanRow, version: DocumentVersion) -> bool:
    span = row.span
    if span is None or span.end > len(version.text):
        return True  # said already
    return bool(version.turns) and span in version.turn_at(span.start).span


def _everywhere(
    version: DocumentVersion, rows: Sequence[PlanRow], placed: Sequence[PlanRow]
) -> list[tuple[Span, str]]:
    """Return the replacements of rows that mean every occurrence; a row with positions wins over them."""
    wanted = {row.found: row for row in rows if row.is_everywhere}
    taken = Ranges(row.span for row in placed if row.span)
    edits = []
    for span, entry in Wanted.of(wanted).find(version.text):
        row = wanted[entry]
        if row.decision == "replace" and not taken.overlaps(span):
            edits.append((span, row.replacement + genitive(span.of(version.text), normal(entry))))
    return edits


def _rewritten(text: str, edits: Sequence[tuple[Span, str]]) -> str:
    pieces = []
    place = 0
    for span, words in edits:
        pieces += [text[place : span.start], words]
        place = span.end
    return "".join([*pieces, text[place:]])


def _require_canonical(version: DocumentVersion, text: str) -> None:
    """Refuse a text that would be stored in another form: positions would no longer fit it."""
    if not unicodedata.is_normalized("NFC", text):
        raise PseudonymisationError(
            "a replacement would melt into the sign beside it",
            code="QC-PS05",
            where=version.document,
            allowed="A replacement ends in a letter, a digit or a bracket and stands beside a whole letter",
            do="Widen the row to the whole word.",
        )


def _moved(turns: Sequence[Turn], offsets: OffsetMap, labels: Mapping[str, str]) -> tuple[Turn, ...]:
    spans = offsets.move_all([turn.span for turn in turns])
    return tuple(
        replace(
            turn, span=span, speaker=labels.get(turn.speaker, turn.speaker) if turn.speaker else turn.speaker
        )
        for turn, span in zip(turns, spans, strict=True)
    )
