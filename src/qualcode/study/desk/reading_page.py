"""The reading page: all passages of a code and below it, in context."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from qualcode.errors import CodingError, MatrixError
from qualcode.model import Coding, CodingSet, in_branch
from qualcode.quotes import Passage, passages
from qualcode.study import privacy
from qualcode.study.counted import coding_set
from qualcode.study.desk import wire
from qualcode.study.desk.page import Fields, Message
from qualcode.study.desk.room import Room
from qualcode.widgets.messages import PageName, TurnEntry


@dataclass(frozen=True, slots=True)
class _Shown:
    """What of a page can change while it is read."""

    coders: list[str]
    passages: list[dict[str, Any]]
    counts: dict[str, int]

    @property
    def n(self) -> dict[str, int]:
        speakers = {one["speaker"] for one in self.passages if one["speaker"]}
        documents = {one["document"] for one in self.passages}
        return {"passages": len(self.passages), "speakers": len(speakers), "documents": len(documents)}


class ReadingPage:
    """The passages of a code and below it.

    Parameters
    ----------
    room : Room
    fields : mapping
        ``code``: full id of a code or branch; without it, nothing is shown until one is chosen. ``coder``: whose
        codings; by default those of who is at work, and where nobody is, those that are counted (empty). Where none
        are counted yet, everybody's.

    Raises
    ------
    PrivacyError
        Some text waits for the review of its pseudonyms (QC-PV01).
    CodingError
        There is no such code (QC-SY07).
    """

    name: PageName = "reading"
    document = ""

    def __init__(self, room: Room, fields: Fields) -> None:
        room.look()
        privacy.require_reviewed(room.study)
        self._room = room
        self._code = room.codebook.today(wire.text_of(fields, "code", ""))
        self._coder = wire.text_of(fields, "coder", room.coder)
        self._shown: _Shown | None = None
        if self._code and not any(in_branch(code.id, self._code) for code in room.codebook):
            raise CodingError(
                f"there is no code {self._code!r}",
                code="QC-SY07",
                where="codebook.yaml",
                do="See: qualcode codebook show",
            )

    def message(self) -> Message:
        """Return the whole page."""
        room = self._room
        rev = room.enter()
        self._code = room.codebook.today(self._code)  # it may have been renamed, moved or merged meanwhile
        shown = self._shown = self._now()
        return {
            "kind": "page",
            "page": "reading",
            "rev": rev,
            "code": self._code,
            "coder": self._coder,
            "coders": shown.coders,
            "codes": room.codes(),
            "counts": shown.counts,
            "passages": shown.passages,
            "n": shown.n,
        }

    def patch(self, rev: int) -> Message | None:
        """Return what changed: the passages as a whole, where one of them did."""
        room = self._room
        now_at = room.look()
        if self._shown is None or room.codebook_changed():
            return self.message()
        before, now = self._shown, self._now()
        self._shown = now
        if now == before and now_at == rev:
            return None
        patch: Message = {"kind": "patch", "page": "reading", "rev": now_at}
        if now != before:
            patch |= {"coders": now.coders, "counts": now.counts, "passages": now.passages, "n": now.n}
        return patch

    def handle(self, command: Fields) -> list[Message] | None:
        """Change the memo of one of the coder's own codings."""
        if command["do"] != "memo":
            return None
        room = self._room
        coder = room.require_coder()
        wire.choice_of(command, "target_kind", ("coding",))
        own = self._own_coding(wire.text_of(command, "target"))
        text = wire.text_of(command, "text")
        if room.study.store.edit_coding(own.id, memo=text, actor=coder, seen=room.seen):
            room.wrote(own.document)
        patch = self.patch(room.seen)
        return [] if patch is None else [patch]

    def _own_coding(self, id_: str) -> Coding:
        for found in self._room.own().values():
            for one in found:
                if one.id == id_:
                    return one
        raise CodingError(
            "the coding is not one of yours here",
            code="QC-DK09",
            where="reading",
            allowed="Everybody changes their own codings; where coders differ is settled by adjudication",
            do="Load the page again, if you have changed it elsewhere.",
        )

    # -- passages --------------------------------------------------------------------------------------------------

    def _now(self) -> _Shown:
        room = self._room
        reviewed = set(room.reviewed())
        visible = [one for one in room.visible() if one.document in reviewed]
        coders = sorted({one.coder for one in visible})
        found = self._entries(self._chosen(visible)) if self._code else []
        return _Shown(coders, found, room.counts())

    def _chosen(self, visible: Iterable[Coding]) -> list[Coding]:
        """Return the codings of the coder that was asked for; of nobody, those that are counted."""
        if self._coder:
            return [one for one in visible if one.coder == self._coder]
        try:
            counted = {one.id for one in coding_set(self._room.study)}
        except MatrixError:  # several coders, and nothing settled yet
            return list(visible)
        return [one for one in visible if one.id in counted]

    def _entries(self, codings: Iterable[Coding]) -> list[dict[str, Any]]:
        study, book = self._room.study, self._room.codebook
        wanted = tuple(one for one in codings if in_branch(one.code, self._code))
        names = sorted({one.document for one in wanted})
        versions = {name: study.version(name) for name in names}
        found = passages(CodingSet(self._coder, wanted), study.segments(), versions, book, code=self._code)
        turns = {name: self._room.turns(name) for name in names}
        return [self._entry(one, turns[one.coding.document]) for one in found.items]

    def _entry(self, passage: Passage, turns: list[TurnEntry]) -> dict[str, Any]:
        coding = passage.coding
        before, after = _around(coding, turns)
        return {
            **self._room.entry(coding),
            "document": coding.document,
            "segment": passage.segment,
            "speaker": passage.speaker_id,
            "area": self._room.study.config.areas.get(passage.area, passage.area),
            "before": before,
            "text": passage.text,
            "after": after,
            "words": len(passage.text.split()),
        }


def _around(coding: Coding, turns: list[TurnEntry]) -> tuple[str, str]:
    """Return the words before a passage and after it.

    Before it stand the turn before on one line, then what was said in the same turn; after it the rest of its last turn.
    """
    span = coding.span
    inside = [at for at, turn in enumerate(turns) if turn["start"] < span.end and span.start < turn["end"]]
    if not inside:
        return "", ""
    first, last = turns[inside[0]], turns[inside[-1]]
    asked = turns[inside[0] - 1]["text"] if inside[0] else ""
    said = first["text"][: max(0, span.start - first["start"])]
    return f"{asked.replace(chr(10), ' ')}\n{said}", last["text"][max(0, span.end - last["start"]) :]
