"""The history of a passage, in words."""

from __future__ import annotations

from collections.abc import Iterable

from qualcode.labels import Labels
from qualcode.model import Codebook, Coding
from qualcode.model.rounds import CodingEvent

_BY_ACTION = {"add codings": "imported", "merge": "imported", "decide": "decided", "settle": "settled"}
"""Where what was added tells more by how it came; all else is a person's own hand."""


def told(events: Iterable[CodingEvent], words: Labels, codebook: Codebook) -> list[dict[str, str]]:
    """Return one line per event, oldest first.

    Parameters
    ----------
    events : iterable of CodingEvent
        Oldest first, and only such as may be seen.
    words : Labels
        With the words of :mod:`qualcode.study.desk.words`.
    codebook : Codebook
        For the names of the codes; one that is gone keeps its id.
    """
    last: dict[str, Coding] = {}
    found = []
    for event in events:
        coding = event.coding
        what = _what(event, last.get(coding.id), words)
        if event.action in ("undo", "redo"):
            what = words(f"history.by {event.action}", what=what)
        if event.actor != coding.coder:
            what = words("history.of", what=what, coder=coding.coder)
        name = codebook[coding.code].name if coding.code in codebook else coding.code
        found.append({"at": event.at, "who": event.actor, "what": what, "code": coding.code, "name": name})
        last[coding.id] = coding
    return found


def _what(event: CodingEvent, before: Coding | None, words: Labels) -> str:
    if event.what == "added":
        return words(f"history.{_BY_ACTION.get(event.action, 'added')}")
    if event.what == "changed" and before is not None and before.stance != event.coding.stance:
        return words("history.stance", stance=words(f"stance.{event.coding.stance}"))
    return words(f"history.{event.what}")
