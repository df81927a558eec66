"""From another program's project to what a study would take in, with everything that would be lost. Writes nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from qualcode.interchange.exchange import (
    ExchangeCoding,
    ExchangeNote,
    ExchangeProject,
    ExchangeSelection,
    Losses,
    composed,
    guid_of,
)
from qualcode.model import STANCES, Coding, Memo, Span, new_id
from qualcode.study.exchanging import fields, kinds
from qualcode.study.exchanging.answers import decisions_of
from qualcode.study.exchanging.attributes import rows_of_interviews
from qualcode.study.exchanging.fields import storable
from qualcode.study.exchanging.joining import JoinedCodes, join_codes
from qualcode.study.exchanging.people import join_people, rows_of_speakers
from qualcode.study.exchanging.placing import Placed, place_sources
from qualcode.study.exchanging.planned import PlannedImport

if TYPE_CHECKING:
    from qualcode.study.facade import Study

NOBODY = "imported"
"""Who coded where the file does not say."""

_CODING_FIELDS = {"stance", "round", "id"}
Target = Literal["study", "document", "code", "coding"]


def from_exchange(
    study: Study,
    project: ExchangeProject,
    losses: Losses | None = None,
    *,
    codes: Path | None = None,
    by_name: bool = False,
    site: str = "",
    coder: str = "",
) -> PlannedImport:
    """Plan how a study takes in another program's project.

    Parameters
    ----------
    study : Study
    project : ExchangeProject
    losses : Losses, optional
        What the reader could not read; what is lost here is added to it.
    codes : Path, optional
        A table ``imported,code``: which code of the study each code of the project is.
    by_name : bool, default=False
        Whether a code that is named as one of the study's is that one: for tables and comments that people wrote.
    site : str, optional
        Neutral site id for new documents.
    coder : str, optional
        Who coded where the file does not say; by default ``imported``.

    Raises
    ------
    InterchangeError
        QC-EX04: a text clashes with a document; QC-EX03: the table of codes does not fit.
    """
    losses = Losses("in") if losses is None else losses
    plan = _Incoming(study, composed(project), losses, codes, by_name)
    return plan.made(site, coder or NOBODY)


class _Incoming:
    """One plan."""

    def __init__(
        self, study: Study, project: ExchangeProject, losses: Losses, codes: Path | None, by_name: bool
    ) -> None:
        self._study = study
        self._project = project
        self._losses = losses
        self._placed = place_sources(study, project, losses)
        self._codes: JoinedCodes = join_codes(study, project, losses, table=codes, by_name=by_name)
        self._selections = {one.guid: one for one in project.selections}
        self._ids: dict[str, str] = {}
        known = any(one.new is None for one in self._placed.values())
        self._there = _keys_there(study) if known else {}
        self._by_key = {key: id_ for id_, key in self._there.items()}

    def made(self, site: str, coder: str) -> PlannedImport:
        project, losses = self._project, self._losses
        people = join_people(self._study, project, coder, losses)
        users = people.names
        memos_of, own = self._notes()
        codings = self._codings(users, memos_of)
        memos = (*self._memos(own, users), *self._descriptions())
        losses.add(kinds.SETS, count=len(project.sets))
        losses.add(kinds.VARIABLE_NOTES, count=sum(bool(one.description) for one in project.variables))
        losses.add(kinds.LINKS, count=len(project.links))
        losses.add(kinds.TIMES, count=sum(len(one.sync_points) for one in project.sources))
        placed = tuple(self._placed.values())
        interviews, columns = rows_of_interviews(self._study, project, self._placed, losses, site)
        book = self._codes.codebook or self._study.codebook
        new = [one for one in placed if one.new is not None]
        return PlannedImport(
            documents=tuple(one.new for one in new if one.new is not None),
            known=tuple(one.document for one in placed if one.new is None),
            codebook=self._codes.codebook,
            fresh=self._codes.fresh,
            proposed=self._codes.proposed,
            recognised=self._codes.recognised,
            codings=tuple(codings),
            memos=memos,
            decisions=tuple(decisions_of(placed, book, losses)),
            interviews=tuple(interviews),
            columns=columns,
            speakers=tuple(rows_of_speakers(self._study, new, losses)),
            losses=losses,
            doubts=tuple((one.document, doubt) for one in new for doubt in one.doubts),
            record=self._codes.record,
            proposals=tuple((one.document, proposal) for one in new for proposal in one.speakers),
            models=people.models,
        )

    # -- codings ---------------------------------------------------------------------------------------------------

    def _codings(self, users: Mapping[str, str], memos: Mapping[str, list[str]]) -> list[Coding]:
        by_source: defaultdict[str, list[tuple[ExchangeCoding, ExchangeSelection | None]]] = defaultdict(list)
        used: set[str] = set()
        for one in self._project.codings:
            selection = self._selections.get(one.selection)
            used.add(one.selection)
            if one.source in self._placed:
                by_source[one.source].append((one, selection))
            else:
                self._losses.add(kinds.NO_TEXT_CODING, f"coding {one.guid}")
        self._losses.add(kinds.UNCODED, count=len(self._selections.keys() - used))
        made: dict[tuple[object, ...], Coding] = {}
        for guid, pairs in by_source.items():
            placed = self._placed[guid]
            length = len(placed.source.text or "")
            spans = [Span(one.start, one.end) if one else Span(0, length) for _, one in pairs]
            for (one, selection), old, there in zip(pairs, spans, placed.places(spans), strict=True):
                code = self._codes.ids[one.code]
                if self._kept(one, code, placed, old if selection else None, there):
                    self._losses.add(kinds.WHOLE, f"coding {one.guid}", int(selection is None))
                    coding = self._coding(one, selection, code, placed, there, users, memos)
                    self._add(made, coding)
        return list(made.values())

    def _kept(self, one: ExchangeCoding, code: str, placed: Placed, old: Span | None, there: Span) -> bool:
        """Count what of a coding is lost, and say whether any of it is left."""
        where = f"coding {one.guid}"
        if not code:
            self._losses.add(kinds.UNKNOWN_CODE, where)
            return False
        if not there:
            self._losses.add(kinds.ON_LABEL if placed.new is not None else kinds.GONE, where)
            return False
        if placed.new is not None and placed.maps and old is not None:
            words = "".join(old.of(placed.source.text or "").split())
            self._losses.add(
                kinds.CLIPPED, where, int(len("".join(there.of(placed.version.text).split())) < len(words))
            )
        return True

    def _coding(
        self, one: ExchangeCoding, selection: ExchangeSelection | None, code: str, placed: Placed, span: Span,
        users: Mapping[str, str], memos: Mapping[str, list[str]],
    ) -> Coding:  # fmt: skip
        found = fields.by_name(one.extra)
        stance = fields.first(found, "stance")
        number = fields.first(found, "round")
        texts = [*memos.get(one.guid, ()), *(memos.get(selection.guid, ()) if selection else ())]
        if selection is not None and selection.description:
            texts.append(selection.description)
        texts += [f"{key}: {value}" for key, value in one.extra if key not in _CODING_FIELDS]
        coding = Coding(
            id=fields.first(found, "id") or one.guid.lower(),
            document=placed.document,
            version=placed.version.short_sha,
            span=span,
            code=code,
            coder=users[one.user or (selection.user if selection else "")],
            stance=next((known for known in STANCES if known == stance), "experience"),
            memo=storable("\n\n".join(texts)),
            round=int(number) if number.isdecimal() and int(number[:9]) > 0 else 1,
            created_at=one.created_at or (selection.created_at if selection else ""),
        )
        if (
            self._there.get(coding.id, coding.key) != coding.key
        ):  # it was changed here or there since it went out
            coding = replace(coding, id=self._by_key.get(coding.key) or new_id())
        self._ids[one.guid] = self._by_key.get(coding.key, coding.id)
        return coding

    def _add(self, made: dict[tuple[object, ...], Coding], coding: Coding) -> None:
        there = made.get(coding.key)
        if there is None:
            made[coding.key] = coding
            return
        self._losses.add(kinds.SAME, f"coding {coding.id}")
        if coding.memo and coding.memo not in there.memo:
            made[coding.key] = replace(there, memo="\n\n".join(filter(None, (there.memo, coding.memo))))

    # -- notes -----------------------------------------------------------------------------------------------------

    def _notes(self) -> tuple[dict[str, list[str]], list[ExchangeNote]]:
        """Return the words of notes on codings and passages by GUID, and the notes that are memos of their own."""
        coded = {one.selection for one in self._project.codings if one.selection}
        codings = {one.guid for one in self._project.codings if one.source in self._placed}
        on: defaultdict[str, list[str]] = defaultdict(list)
        own: list[ExchangeNote] = []
        for note in self._project.notes:
            targets = [
                t.guid
                for t in note.attached_to
                if (t.kind == "coding" and t.guid in codings) or (t.kind == "selection" and t.guid in coded)
            ]
            mine = any(key == "memo" for key, _ in note.extra)
            if targets and not mine:
                for guid in targets:
                    on[guid].append(_words(note))
            if mine or len(targets) < max(1, len(note.attached_to)):
                own.append(
                    replace(
                        note, attached_to=tuple(t for t in note.attached_to if mine or t.guid not in targets)
                    )
                )
        return dict(on), own

    def _memos(self, notes: Iterable[ExchangeNote], users: Mapping[str, str]) -> Iterable[Memo]:
        for note in notes:
            given = fields.first(fields.by_name(note.extra), "memo")
            targets = [self._target(one.kind, one.guid) for one in note.attached_to] or [("study", "")]
            for number, (kind, target) in enumerate(dict.fromkeys(targets)):
                id_ = given or note.guid.lower()
                self._losses.add(
                    kinds.MEMO_TARGET, f"note {note.guid}",
                    int(kind == "study" and any(one.kind != "project" for one in note.attached_to)),
                )  # fmt: skip
                author = users[note.user] if note.user else ""
                memo = Memo(
                    id_ + (f"-{number}" if number else ""),
                    kind,
                    target,
                    storable(_words(note)),
                    author,
                    note.created_at,
                )
                if memo.text:
                    yield memo

    def _descriptions(self) -> Iterable[Memo]:
        """Give what is said about the whole, and about texts whose row in interviews.csv is not this file's to write."""
        noted = {(one.document, " ".join(one.notes.split())) for one in self._study.interviews}
        found: list[tuple[Target, str, str, str]] = [
            ("study", "", guid_of("about", self._project.name), self._project.description)
        ]
        found += [
            ("document", one.document, guid_of("about", guid), one.source.description)
            for guid, one in self._placed.items()
            if (one.own or one.new is None)
            and (one.document, " ".join(one.source.description.split())) not in noted
        ]
        for kind, target, id_, text in found:
            if text.strip():
                yield Memo(id_.lower(), kind, target, storable(text))

    def _target(self, kind: str, guid: str) -> tuple[Target, str]:
        if kind == "source" and guid in self._placed:
            return "document", self._placed[guid].document
        if kind == "selection" and (one := self._selections.get(guid)) and one.source in self._placed:
            return "document", self._placed[one.source].document
        if kind == "code" and self._codes.ids.get(guid):
            return "code", self._codes.ids[guid]
        if kind == "coding" and guid in self._ids:
            return "coding", self._ids[guid]
        return "study", ""


def _keys_there(study: Study) -> dict[str, tuple[object, ...]]:
    """Return what the study's codings say, by id; withdrawn ones, too."""
    store = study.store
    return {one.id: one.key for gone in (True, False) for one in store.codings(withdrawn=gone)}


def _words(note: ExchangeNote) -> str:
    """Return what a note says: its name, unless the text begins with it, its text and its description."""
    name = "" if note.text.startswith(note.name) else note.name
    return "\n".join(filter(None, (name, note.text, note.description)))
