"""The coding page: one transcript, one coder, her codings, memos and suggestions."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from qualcode.coding.visibility import visible
from qualcode.errors import CodingError, StaleStudyError, UserError
from qualcode.model import STANCES, Coding, Memo, new_id
from qualcode.model.codebook_changes import Add
from qualcode.study.desk import wire
from qualcode.study.desk.adding import added_code
from qualcode.study.desk.altering import change_codebook, done_message, plan_message, planned
from qualcode.study.desk.history import told
from qualcode.study.desk.offered import Offered, Suggesting
from qualcode.study.desk.page import Fields, Message
from qualcode.study.desk.room import Room
from qualcode.widgets.messages import CodingEntry, PageName, SuggestionEntry

MemoKind = Literal["coding", "document", "code", "study"]
_KINDS: tuple[MemoKind, ...] = ("coding", "document", "code", "study")


@dataclass(frozen=True, slots=True)
class _Shown:
    """What of a page can change under the eyes of its coder."""

    frame: tuple[int, bool, str]  # round, blind, why not writable: these change the whole page
    codings: Mapping[str, CodingEntry] = field(repr=False)
    memos: list[dict[str, Any]] = field(repr=False)
    finished: bool
    suggesting: Suggesting
    suggestions: list[SuggestionEntry] = field(repr=False)


class CodingPage:
    """A transcript to code.

    Parameters
    ----------
    room : Room
    fields : mapping
        ``document``: empty is the first that the coder has not finished. ``at``: where the passage starts that is
        shown first.

    Raises
    ------
    PrivacyError
        Nobody has reviewed the pseudonyms of the text (QC-PV01).
    StoreError
        There is no such document (QC-ST16).
    """

    name: PageName = "coding"

    def __init__(self, room: Room, fields: Fields) -> None:
        room.enter()
        self._room = room
        self._version = room.study.version(wire.text_of(fields, "document", "") or room.next_document())
        room.require_reviewed(self.document)
        self._at = None if fields.get("at") is None else wire.number_of(fields, "at")
        self._offered = Offered(room, self.document)
        self._shown: _Shown | None = None
        self._told = ""
        self._commands: dict[str, Callable[[Fields], list[Message]]] = {
            "code": self._code,
            "uncode": self._uncode,
            "recode": self._recode,
            "memo": self._memo,
            "add_code": self._add_code,
            "plan_code": self._plan_code,
            "change_code": self._change_code,
            "finish": self._finish,
            "history": self._history,
            "suggest": self._suggest,
            "decide": self._decide,
        }

    def __repr__(self) -> str:
        return f"<CodingPage {self.document}>"

    @property
    def document(self) -> str:
        """The document of the page."""
        return self._version.document

    # -- what is shown ---------------------------------------------------------------------------------------------

    def message(self) -> Message:
        """Return the whole page, at the latest text."""
        room = self._room
        rev = room.enter()
        room.require_reviewed(self.document)
        self._take_text()
        self._told = ""
        shown = self._shown = self._now()
        number, blind, why = shown.frame
        at, self._at = self._at, None
        return {
            "kind": "page",
            "page": "coding",
            "rev": rev,
            "document": self.document,
            "documents": room.reviewed(),
            "version": self._version.short_sha,
            "coder": room.coder,
            "round": number,
            "blind": blind,
            "finished": shown.finished,
            "writable": not why,
            "why": why,
            "codebook": room.codebook.version,
            "codes": room.codes(),
            "counts": room.counts(),
            "recent": room.recent(),
            "turns": room.turns(self.document),
            "segments": self._segments(),
            "codings": list(shown.codings.values()),
            "memos": shown.memos,
            "suggesting": shown.suggesting,
            "suggestions": shown.suggestions,
            "at": at,
            "turning": room.turning(),
        }

    def patch(self, rev: int) -> Message | None:
        """Return what changed since what was sent last; a stale notice, once, where the ground of the page is gone."""
        room = self._room
        now_at = room.look()
        stale = self._stale()
        told, self._told = self._told, stale
        if stale:
            return None if told == stale else wire.notice(room.words(stale), "stale")
        before, now = self._shown, self._now()
        if before is None or now.frame != before.frame:
            return self.message()
        self._shown = now
        patch: Message = {
            "kind": "patch",
            "page": "coding",
            "rev": now_at,
            "upsert": [one for id_, one in now.codings.items() if before.codings.get(id_) != one],
            "remove": [id_ for id_ in before.codings if id_ not in now.codings],
            "counts": room.counts(),
            "recent": room.recent(),
            "turning": room.turning(),
            "finished": now.finished,
        }
        if (now.suggesting, now.suggestions) != (before.suggesting, before.suggestions):
            patch |= {"suggesting": now.suggesting, "suggestions": now.suggestions}
        if now.memos != before.memos:
            patch["memos"] = now.memos
        return patch

    def _now(self) -> _Shown:
        room, document = self._room, self.document
        return _Shown(
            frame=(room.round, room.is_blind, "" if room.coder else room.words("why.nobody")),
            codings=wire.by_id(room.entry(one) for one in room.visible(document)),
            memos=[wire.memo_entry(one, own=self._is_own(one)) for one in room.memos("document", document)],
            finished=any(one.coder == room.coder for one in room.finished(document)),
            suggesting=self._offered.state,
            suggestions=self._offered.entries(),
        )

    def _is_own(self, memo: Memo) -> bool:
        return bool(self._room.coder) and memo.author == self._room.coder

    def _segments(self) -> list[tuple[int, int]]:
        config, store = self._room.study.config, self._room.study.store
        cut = store.segmentation(config.segmentation, self.document)
        if cut is None or cut.unit == "turn" or cut.version != self._version.short_sha:
            return []
        return [(span.start, span.end) for span in cut.spans]

    def _take_text(self) -> None:
        """Go over to the latest text; suggestions for the one before are gone."""
        version = self._room.study.version(self.document)
        if version.short_sha != self._version.short_sha:
            self._offered.drop()
        self._version = version

    def _stale(self) -> str:
        """Return the key of what to say where the page can no longer be patched."""
        latest = self._room.texts().get(self.document)
        if latest is None or latest.short_sha != self._version.short_sha:
            return "stale.text"
        return "stale.codebook" if self._room.codebook_changed() else ""

    # -- commands --------------------------------------------------------------------------------------------------

    def handle(self, command: Fields) -> list[Message] | None:
        """Carry out a command of this page."""
        carry_out = self._commands.get(command["do"])
        return None if carry_out is None else carry_out(command)

    def _changes(self, wrote: bool = False, kind: str = "", n: int = 1) -> list[Message]:
        if wrote:
            self._room.wrote(self.document, kind, n)
        patch = self.patch(self._room.seen)
        return [] if patch is None else [patch]

    def _writing(self) -> str:
        """Return who writes, or refuse: without a coder, or on a text that is no longer the latest.

        The store would refuse the latter, too, but as a wrong position.
        """
        coder = self._room.require_coder()
        latest = self._room.study.store.versions(self.document)[-1]
        if latest.short_sha != self._version.short_sha:
            raise StaleStudyError(
                "the text was rewritten since the page was shown; nothing was written",
                code="QC-DK06",
                where=self.document,
                do="Load the page again.",
            )
        return coder

    def _code(self, command: Fields) -> list[Message]:
        coder, room = self._writing(), self._room
        codes = wire.texts_of(command, "codes")
        if not codes:
            raise wire.unusable(command, "codes")
        said = Coding(
            "",
            self.document,
            self._version.short_sha,
            wire.span_of(command, self._version),
            "",
            coder,
            wire.choice_of(command, "stance", STANCES, "experience"),
            wire.text_of(command, "memo", ""),
            room.round,
        )
        codings = [replace(said, id=new_id(), code=code) for code in codes]
        done = room.study.store.code(codings, actor=coder, seen=room.seen)
        room.used(codes)
        wrote = [*done.added, *done.reinstated, *done.memo_changed]
        return self._changes(bool(wrote), "code", len(done.added))

    def _add_code(self, command: Fields) -> list[Message]:
        """Add a code to the team's codebook, as a new version of it, and show the page with it."""
        self._writing()
        room = self._room
        code = added_code(
            room.codebook,
            wire.text_of(command, "name"),
            wire.text_of(command, "under", ""),
            wire.text_of(command, "definition", ""),
        )
        change_codebook(room, [Add(code)])
        room.used([code.id])
        return [self.message(), wire.notice(room.words("added_code", name=code.name, id=code.id))]

    def _plan_code(self, command: Fields) -> list[Message]:
        """Say what a change of a code would mean; also why it cannot be, since a dialog stands before the notices."""
        room = self._room
        room.require_coder()
        room.look()
        if room.codebook_changed():
            return [plan_message(told=room.words("stale.codebook"), stale=True)]
        try:
            return [planned(room, command).message(room)]
        except UserError as error:
            return [plan_message(told=wire.refusal(error)["text"])]

    def _change_code(self, command: Fields) -> list[Message]:
        """Change a code for everybody, if that still means what the coder was told it does."""
        room, seal = self._room, wire.text_of(command, "seal")
        (now,) = self._plan_code(command)
        if not now["seal"]:
            return [now]
        if now["seal"] != seal:
            return [{**now, "told": room.words("change.other")}]
        plan = planned(room, command)
        try:
            done = change_codebook(room, plan.changes)
        except StaleStudyError:
            return [plan_message(told=room.words("stale.codebook"), stale=True)]
        except UserError as error:
            return [plan_message(told=wire.refusal(error)["text"])]
        self._offered.keep(done.new)
        page, finished = self.message(), done_message(room, plan, done)
        return [page, finished, wire.notice(finished["told"])]

    def _uncode(self, command: Fields) -> list[Message]:
        coder, room = self._writing(), self._room
        ids = wire.texts_of(command, "ids")
        holding = self._own_codings()
        gone = {one.id for one in self._withdrawn()} if set(ids) - holding.keys() else set()
        if not set(ids) <= holding.keys() | gone:  # what is withdrawn already was pressed twice
            raise self._not_own()
        done = room.study.store.withdraw([id_ for id_ in ids if id_ in holding], actor=coder, seen=room.seen)
        return self._changes(bool(done), "withdraw codings")

    def _recode(self, command: Fields) -> list[Message]:
        coder, room, store = self._writing(), self._room, self._room.study.store
        old = self._own_coding(wire.text_of(command, "id"))
        moved = command.get("start") is not None or command.get("end") is not None
        new = replace(
            old,
            code=wire.text_of(command, "code", old.code),
            span=(
                wire.span_of({"start": old.span.start, "end": old.span.end, **command}, self._version)
                if moved
                else old.span
            ),
            stance=wire.choice_of(command, "stance", STANCES, old.stance),
        )
        if new == old:
            return self._changes()
        if replace(new, stance=old.stance) == old:
            wrote = store.edit_coding(old.id, stance=new.stance, actor=coder, seen=room.seen)
            return self._changes(wrote, "edit coding")
        self._refuse_loss(old, new)
        new = replace(new, id=new_id(), round=room.round, created_at="")
        store.code([new], withdraw=[old.id], actor=coder, seen=room.seen)
        room.used([new.code])
        return self._changes(True, "code")

    def _refuse_loss(self, old: Coding, new: Coding) -> None:
        """Refuse to let a coding melt into one that is there, where one of two memos would vanish from sight."""
        there = [one.memo for one in self._own_codings().values() if one.key == new.key]
        if old.memo and any(memo not in ("", old.memo) for memo in there):
            raise CodingError(
                f"the passage has the code {new.code!r} already, and one of two memos would be lost",
                code="QC-DK08",
                where=self.document,
                do="Write both into one memo, then remove the other coding.",
            )

    def _memo(self, command: Fields) -> list[Message]:
        coder, room, store = self._writing(), self._room, self._room.study.store
        kind = wire.choice_of(command, "target_kind", _KINDS)
        text = wire.text_of(command, "text")
        if kind == "coding":
            own = self._own_coding(wire.text_of(command, "target"))
            wrote = store.edit_coding(own.id, memo=text, actor=coder, seen=room.seen)
            return self._changes(wrote, "edit coding")
        target = self.document if kind == "document" else wire.text_of(command, "target", "")
        note = self._note(kind, target, wire.text_of(command, "id", ""))
        if note is None and not text.strip():
            return self._changes()
        memo = Memo(new_id(), kind, target, text, coder) if note is None else replace(note, text=text)
        return self._changes(store.put_memo(memo, actor=coder, seen=room.seen), "memo")

    def _note(self, kind: MemoKind, target: str, id_: str) -> Memo | None:
        """Return the coder's own memo of an id; None for a new one."""
        if not id_:
            return None
        found = [one for one in self._room.memos(kind, target) if one.id == id_ and self._is_own(one)]
        if not found:
            raise CodingError(
                "the memo is not one of yours here",
                code="QC-DK09",
                where=self.document,
                do="Write a memo of your own; it stands beside the other.",
            )
        return found[0]

    def _finish(self, command: Fields) -> list[Message]:
        coder, room = self._writing(), self._room
        done = wire.truth_of(command, "done")
        wrote = room.study.store.finish(
            self.document, coder, round=room.round, done=done, actor=coder, seen=room.seen
        )
        return self._changes(wrote, "finish" if done else "unfinish")

    def _history(self, command: Fields) -> list[Message]:
        room, span = self._room, wire.span_of(command, self._version)
        events = room.study.store.coding_events(self.document, span=span)
        seen = {
            id(one) for one in visible((one.coding for one in events), coder=room.coder, rounds=room.rounds())
        }
        lines = told((one for one in events if id(one.coding) in seen), room.words, room.codebook)
        return [{"kind": "detail", "start": span.start, "end": span.end, "events": lines}]

    # -- the coder's own -------------------------------------------------------------------------------------------

    def _own_codings(self) -> dict[str, Coding]:
        return {one.id: one for one in self._room.own().get(self.document, [])}

    def _own_coding(self, id_: str) -> Coding:
        found = self._own_codings().get(id_)
        if found is None:
            raise self._not_own()
        return found

    def _withdrawn(self) -> list[Coding]:
        room = self._room
        return room.study.store.codings(document=self.document, coder=room.coder, withdrawn=True)

    def _not_own(self) -> CodingError:
        return CodingError(
            "the coding is not one of yours here",
            code="QC-DK09",
            where=self.document,
            allowed="Everybody changes their own codings; where coders differ is settled by adjudication",
            do="Load the page again, if you have changed it elsewhere.",
        )

    # -- suggestions -----------------------------------------------------------------------------------------------

    def _suggest(self, command: Fields) -> list[Message]:
        self._writing()
        if self._offered.state != "here" or wire.truth_of(command, "refresh", False):
            self._offered.load(self._version)
        return self._changes()

    def _decide(self, command: Fields) -> list[Message]:
        self._writing()
        decision = self._offered.answered(command)
        done = self._room.decide([decision])
        if decision.code:
            self._room.used([decision.code])
        return self._changes(bool(done.decided), "decide")
