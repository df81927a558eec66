"""Long bodies, each once under its SHA-256, and the compact forms of turns, spans and offset maps."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, insert, select

from qualcode.model import Edit, OffsetMap, Span, Turn
from qualcode.store.sealing import Damage
from qualcode.store.tables import content


def put(connection: Connection, body: str) -> str:
    """Keep a body, unless it is there, and return its SHA-256."""
    sha256 = hashlib.sha256(body.encode("utf-8")).hexdigest()
    if connection.scalar(select(content.c.sha256).where(content.c.sha256 == sha256)) is None:
        connection.execute(insert(content), {"sha256": sha256, "body": body})
    return sha256


def get(connection: Connection, sha256: str) -> str:
    """Return a body; its SHA-256 is computed again."""
    body = connection.scalar(select(content.c.body).where(content.c.sha256 == sha256))
    if body is None:
        raise Damage("a text is missing")
    if not fits(sha256, body):
        raise Damage("the SHA-256 of a text does not fit")
    return str(body)


def find(connection: Connection, sha256: str) -> str:
    """Return a body that may be there; empty where it is not."""
    there = connection.scalar(select(content.c.sha256).where(content.c.sha256 == sha256))
    return "" if there is None else get(connection, sha256)


def fits(sha256: str, body: object) -> bool:
    """Say whether a body is the one that was put under a SHA-256."""
    if not isinstance(body, str):
        return False
    return hashlib.sha256(body.encode("utf-8", "surrogatepass")).hexdigest() == sha256


def pack(value: object) -> str:
    """Return JSON in one form: the same value gives the same SHA-256."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def pack_turns(turns: Sequence[Turn]) -> str:
    """Return turns as columns: 60,000 of them are 1 MB, and are read in a fifth of a second."""
    labels = list(dict.fromkeys(turn.speaker for turn in turns))
    number = {label: index for index, label in enumerate(labels)}
    return pack(
        {
            "labels": labels,
            "speaker": [number[turn.speaker] for turn in turns],
            "spans": _flat(turn.span for turn in turns),
            "from": _unless_empty([turn.start for turn in turns]),
            "to": _unless_empty([turn.end for turn in turns]),
        }
    )


def unpack_turns(body: str) -> tuple[Turn, ...]:
    """Return turns as they were packed."""
    packed = json.loads(body)
    labels, speakers = packed["labels"], packed["speaker"]
    nothing = [None] * len(speakers)
    columns = (speakers, _spans(packed["spans"]), packed["from"] or nothing, packed["to"] or nothing)
    return tuple(
        Turn(number, labels[speaker], span, start, end)
        for number, (speaker, span, start, end) in enumerate(zip(*columns, strict=True), start=1)
    )


def pack_spans(spans: Iterable[Span]) -> str:
    """Return spans as one list of numbers."""
    return pack(_flat(spans))


def unpack_spans(body: str) -> tuple[Span, ...]:
    """Return spans as they were packed."""
    return tuple(_spans(json.loads(body)))


def pack_offsets(offsets: OffsetMap) -> str:
    """Return an offset map as numbers: start and end in the old text, length in the new."""
    edits = [[edit.old.start, edit.old.end, len(edit.new)] for edit in offsets.edits]
    return pack({"length": offsets.old_length, "edits": edits})


def unpack_offsets(body: str) -> OffsetMap:
    """Return an offset map as it was packed."""
    packed = json.loads(body)
    return OffsetMap.from_edits(
        packed["length"], ((Span(start, end), length) for start, end, length in packed["edits"])
    )


def unedited(old: str, new: str, edits: Sequence[Edit]) -> bool:
    """Say whether two texts are equal outside the edits."""
    old_place = new_place = 0
    for edit in edits:
        if old[old_place : edit.old.start] != new[new_place : edit.new.start]:
            return False
        old_place, new_place = edit.old.end, edit.new.end
    return old[old_place:] == new[new_place:]


def _flat(spans: Iterable[Span]) -> list[int]:
    return [place for span in spans for place in (span.start, span.end)]


def _spans(flat: Sequence[int]) -> list[Span]:
    return [Span(start, end) for start, end in zip(flat[::2], flat[1::2], strict=True)]


def _unless_empty(times: list[Any]) -> list[Any] | None:
    return times if any(time is not None for time in times) else None
