"""Between the model and the wire: reading the fields of a command, writing the entries of a page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Literal, TypeVar

from qualcode.errors import CodingError, UsageError, UserError
from qualcode.model import Code, Coding, DocumentVersion, Memo, Span, Speaker, Suggestion
from qualcode.study.desk.page import Fields, Message
from qualcode.widgets.messages import CodeEntry, CodingEntry, SuggestionEntry, TurnEntry

T = TypeVar("T", bound=str)
V = TypeVar("V")

_SHOWN = 5
"""How many of the problems of one error a notice lists."""


# -- what the front end asks ---------------------------------------------------------------------------------------


def text_of(fields: Fields, name: str, default: str | None = None) -> str:
    """Return a field that is a text; without a default it has to be there."""
    return _field(fields, name, default, str)


def number_of(fields: Fields, name: str) -> int:
    """Return a field that is a whole number."""
    return _field(fields, name, None, int)


def truth_of(fields: Fields, name: str, default: bool | None = None) -> bool:
    """Return a field that is true or false."""
    return _field(fields, name, default, bool)


def texts_of(fields: Fields, name: str) -> list[str]:
    """Return a field that is a list of texts, each once."""
    found = _field(fields, name, None, list)
    if not all(type(one) is str for one in found):
        raise unusable(fields, name)
    return list(dict.fromkeys(found))


def choice_of(fields: Fields, name: str, allowed: Sequence[T], default: T | None = None) -> T:
    """Return a field that is one of some words."""
    found = text_of(fields, name, default)
    for one in allowed:
        if found == one:
            return one
    raise unusable(fields, name)


def _field(fields: Fields, name: str, default: V | None, kind: type[V]) -> V:
    found = fields.get(name)
    if found is None:
        found = default
    if not isinstance(found, kind) or type(found) is not kind:  # a bool is a number elsewhere
        raise unusable(fields, name)
    return found


def span_of(fields: Fields, version: DocumentVersion) -> Span:
    """Return the passage that was marked, without the white space at its ends.

    Raises
    ------
    CodingError
        It is not in the text, or holds no words (QC-DK07).
    """
    start, end = number_of(fields, "start"), number_of(fields, "end")
    inside = 0 <= start <= end <= len(version.text)
    span = Span(start, end).trim(version.text) if inside else None
    if not span:
        raise CodingError(
            f"the passage from {start} to {end} {'holds no words' if inside else 'is not in the text'}",
            code="QC-DK07",
            where=version.document,
            allowed=f"Positions from 0 to {len(version.text)} with words between them",
            do="Mark it again.",
        )
    return span


def unusable(fields: Fields, name: str) -> UsageError:
    """Say that a command lacks a field or has a wrong one; what it holds may be words of an interview."""
    return UsageError(
        f"the command {fields.get('do', '')!s:.20} came without a usable {name!r}",
        code="QC-DK01",
        do="Run the cell again, so that the page and the program are of one version.",
    )


# -- what the front end is told ------------------------------------------------------------------------------------


def done(n: int) -> Message:
    """Say that a command is answered."""
    return {"kind": "done", "n": n}


def notice(text: str, level: Literal["info", "error", "stale"] = "info") -> Message:
    """Tell something."""
    return {"kind": "notice", "level": level, "text": text}


def refusal(error: UserError) -> Message:
    """Return a refusal as a notice: what was found, what to do, and the code to ask for help with."""
    lines = [str(error.problem), *(str(one) for one in error.problems[:_SHOWN])]
    if len(error.problems) > _SHOWN:
        lines.append(f"… {len(error.problems) - _SHOWN}")
    return notice("\n".join([*lines, f"[{error.code}]"]), "error")


def code_entry(code: Code) -> CodeEntry:
    """Return a code as the tree shows it."""
    return {
        "id": code.id,
        "name": code.name,
        "parent": code.parent,
        "codable": code.usable,
        "retired": code.retired,
        "color": code.color,
        "definition": code.definition,
        "use_when": code.use_when,
        "not_when": code.not_when,
        "examples": list(code.examples),
    }


def coding_entry(coding: Coding, *, own: bool) -> CodingEntry:
    """Return a coding as the text shows it."""
    return {
        "id": coding.id,
        "start": coding.span.start,
        "end": coding.span.end,
        "code": coding.code,
        "coder": coding.coder,
        "own": own,
        "stance": coding.stance,
        "memo": coding.memo,
        "round": coding.round,
    }


def suggestion_entry(suggestion: Suggestion, answer: str) -> SuggestionEntry:
    """Return a suggestion as the text shows it, with the coder's own answer."""
    return {
        "id": suggestion.id,
        "document": suggestion.document,
        "segment": int(suggestion.segment),  # models count with NumPy, whose numbers are no JSON
        "start": suggestion.span.start,
        "end": suggestion.span.end,
        "code": suggestion.code,
        "score": round(float(suggestion.score), 4),
        "rank": int(suggestion.rank),
        "suggested": bool(suggestion.suggested),
        "evidence": suggestion.evidence,
        "answer": answer,
    }


def memo_entry(memo: Memo, *, own: bool) -> dict[str, Any]:
    """Return a memo as a page shows it."""
    return {
        "id": memo.id,
        "target_kind": memo.target_kind,
        "target": memo.target,
        "text": memo.text,
        "author": memo.author,
        "at": memo.created_at,
        "own": own,
    }


def turn_entries(
    version: DocumentVersion,
    labels: Sequence[str | None],
    speakers: Mapping[str, Speaker],
    areas: Mapping[str, str],
) -> list[TurnEntry]:
    """Return the turns of a text with who speaks.

    Parameters
    ----------
    version : DocumentVersion
    labels : sequence of str or None
        The label of each turn in the imported text, which data/speakers.csv knows. It may be a name, and is not shown.
    speakers : mapping of str to Speaker
        The document's speakers by label.
    areas : mapping of str to str
        Printed names of the areas.
    """
    by_name = {one.speaker_id: one for one in speakers.values()} | dict(speakers)
    nobody = Speaker(version.document, "", "")
    found: list[TurnEntry] = []
    for turn, label in zip(version.turns, labels, strict=True):
        who = by_name.get(label or "", nobody)
        found.append(
            {
                "number": turn.number,
                "speaker": who.speaker_id or turn.speaker or "",
                "role": who.role,
                "area": areas.get(who.area, who.area),
                "time": clock(turn.start),
                "start": turn.span.start,
                "end": turn.span.end,
                "text": turn.span.of(version.text),
            }
        )
    return found


def clock(seconds: float | None) -> str:
    """Return a time of the recording in words.

    Examples
    --------
    >>> clock(192.7), clock(3605), clock(None)
    ('0:03:12', '1:00:05', '')
    """
    if seconds is None:
        return ""
    minutes, left = divmod(int(seconds), 60)
    return f"{minutes // 60}:{minutes % 60:02}:{left:02}"


def by_id(entries: Iterable[CodingEntry]) -> dict[str, CodingEntry]:
    """Return codings by their ids, in their order."""
    return {entry["id"]: entry for entry in entries}
