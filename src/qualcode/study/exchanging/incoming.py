"""From another program's project to what a study would take in, with everything that would be lost. Writes nothing."""

from __future__ import annotations

import math
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
)
from qualcode.interchange.exchange.model import Value
from qualcode.model import STANCES, Coding, Decision, Interview, Memo, Span, Speaker, canonical, new_id
from qualcode.study.exchanging import fields, kinds
from qualcode.study.exchanging.joining import JoinedCodes, join_codes
from qualcode.study.exchanging.placing import Placed, place_sources
from qualcode.study.exchanging.planned import PlannedImport

if TYPE_CHECKING:
    from qualcode.study.facade import Study

NOBODY = "imported"
"""Who coded where the file does not say."""

_CODING_FIELDS = {"stance", "round", "id"}
_FIXED = {"site", "date", "mode"}
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
        QC-EX01: a text clashes with a document; QC-EX03: the table of codes does not fit.
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
        users = self._users(coder)
        memos_of, own = self._notes()
        codings = self._codings(users, memos_of, coder)
        memos = tuple(self._memos(own, users))
        losses.add(kinds.SETS, count=len(project.sets))
        losses.add(kinds.LINKS, count=len(project.links))
        losses.add(kinds.TIMES, count=sum(len(one.sync_points) for one in project.sources))
        interviews, columns = self._interviews(site)
        new = [one for one in self._placed.values() if one.new is not None]
        return PlannedImport(
            documents=tuple(one.new for one in new if one.new is not None),
            known=tuple(one.document for one in self._placed.values() if one.new is None),
            codebook=self._codes.codebook,
            fresh=self._codes.fresh,
            proposed=self._codes.proposed,
            recognised=self._codes.recognised,
            codings=tuple(codings),
            memos=memos,
            decisions=tuple(self._decisions()),
            interviews=tuple(interviews),
            columns=columns,
            speakers=tuple(self._speakers(new)),
            losses=losses,
            doubts=tuple((one.document, doubt) for one in new for doubt in one.doubts),
            record=self._codes.record,
            proposals=tuple((one.document, proposal) for one in new for proposal in one.speakers),
        )

    # -- people ----------------------------------------------------------------------------------------------------

    def _users(self, coder: str) -> dict[str, str]:
        """Return the names of people by GUID, each once."""
        names: dict[str, str] = {"": coder}
        taken = {coder}
        for number, user in enumerate(self._project.users, start=1):
            name = _line(user.name) or _line(user.id) or f"coder-{number}"
            free = next(one for one in fields.numbered(name, "{} ({})") if one not in taken)
            self._losses.add(kinds.RENAMED_CODER, f"user {number}", int(free != canonical(user.name)))
            names[user.guid] = free
            taken.add(free)
        return names

    def _speakers(self, new: Iterable[Placed]) -> Iterable[Speaker]:
        """Return the rows of speakers.csv that came along with texts of our own.

        An id that the study uses already may be another person's: it gets a free one.
        """
        taken = {row.speaker_id for row in self._study.speakers}
        free = (id_ for number in range(1, 1_000_000) if (id_ := f"p{number:02}") not in taken)
        given_ids: dict[str, str] = {"": ""}
        rows = list(self._own_speakers(new))
        came = {row.speaker_id for row in rows}
        for row in rows:
            if row.speaker_id not in given_ids:
                clash = row.speaker_id in taken
                given_ids[row.speaker_id] = (
                    next(id_ for id_ in free if id_ not in came) if clash else row.speaker_id
                )
                self._losses.add(kinds.RENUMBERED, count=int(clash))
            yield replace(row, speaker_id=given_ids[row.speaker_id])

    def _own_speakers(self, new: Iterable[Placed]) -> Iterable[Speaker]:
        for one in new:
            rows = fields.by_name(one.source.extra).get("speaker", ()) if one.own else ()
            for given in rows:
                row = fields.unpack_speaker(one.document, given)
                if row is not None:
                    yield row

    # -- codings ---------------------------------------------------------------------------------------------------

    def _codings(self, users: Mapping[str, str], memos: Mapping[str, list[str]], coder: str) -> list[Coding]:
        by_source: defaultdict[str, list[tuple[ExchangeCoding, ExchangeSelection | None]]] = defaultdict(list)
        used: set[str] = set()
        for one in self._project.codings:
            selection = self._selections.get(one.selection)
            used.add(one.selection)
            if one.source in self._placed:
                by_source[one.source].append((one, selection))
            else:
                self._losses.add(kinds.NO_TEXT, f"coding {one.guid}")
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
            memo=_storable("\n\n".join(texts)),
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
                    _storable(_words(note)),
                    author,
                    note.created_at,
                )
                if memo.text:
                    yield memo

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

    # -- answers to suggestions ------------------------------------------------------------------------------------

    def _decisions(self) -> Iterable[Decision]:
        book = self._codes.codebook or self._study.codebook
        for placed in self._placed.values():
            for given in fields.by_name(placed.source.extra).get("decision", ()) if placed.own else ():
                one = fields.unpack_decision(placed.document, placed.version.short_sha, given)
                fits = one is not None and not placed.maps and _fits(one, placed, book.by_id.keys())
                if one is not None and fits:
                    yield one
                else:
                    self._losses.add(kinds.DECISIONS_IN)

    # -- attributes ------------------------------------------------------------------------------------------------

    def _interviews(self, site: str) -> tuple[list[Interview], dict[str, dict[str, str]]]:
        """Return the rows of interviews.csv for new documents, with further columns for what ours do not hold."""
        names = {one.guid: one.name for one in self._project.variables}
        ours = {guid: name for name, guid in fields.VARIABLES.items()}
        sites = {one.site for one in self._study.interviews if one.site}
        rows: list[Interview] = []
        columns: defaultdict[str, dict[str, str]] = defaultdict(dict)
        for placed in self._placed.values():
            if placed.new is None:
                continue
            found = fields.by_name(placed.source.extra)
            fixed: dict[str, str] = {}
            for value in placed.source.values:
                name, cell = ours.get(value.variable, ""), _cell(value.value)
                if placed.own and name in _FIXED:
                    fixed[name] = cell
                else:
                    _join(columns[placed.document], names[value.variable], cell)
            self._losses.add(kinds.SITES, count=int(fixed.get("site") in sites))
            notes = fields.first(found, "notes") if placed.own else placed.source.description
            rows.append(
                Interview(
                    placed.document,
                    fixed.get("site") or site,
                    fixed.get("date", ""),
                    fixed.get("mode", ""),
                    notes,
                )
            )
        self._cases(columns, names)
        return rows, {document: dict(cells) for document, cells in columns.items() if cells}

    def _cases(self, columns: dict[str, dict[str, str]], names: Mapping[str, str]) -> None:
        """Write cases of whole sources beside their documents; our own speakers stand in speakers.csv already."""
        for number, case in enumerate(self._project.cases, start=1):
            placed = [self._placed[guid] for guid in case.sources if guid in self._placed]
            if placed and all(one.own for one in placed):
                continue
            self._losses.add(
                kinds.CASES, f"case {number}", int(not placed or bool(case.selections or case.codes))
            )
            for one in placed:
                if one.new is not None:
                    _join(columns[one.document], "case", case.name)
                    for value in case.values:
                        _join(columns[one.document], names[value.variable], _cell(value.value))


def _keys_there(study: Study) -> dict[str, tuple[object, ...]]:
    """Return what the study's codings say, by id; withdrawn ones, too."""
    store = study.store
    return {one.id: one.key for gone in (True, False) for one in store.codings(withdrawn=gone)}


def _fits(one: Decision, placed: Placed, codes: Iterable[str]) -> bool:
    about = one.suggestion
    known = about.code in codes and (not one.code or one.code in codes)
    numbers = (
        min(about.segment, about.rank, one.round) > 0 and math.isfinite(about.score) and 0 <= about.score <= 1
    )
    return known and numbers and len(about.span) > 0 and about.span.end <= len(placed.version.text)


def _words(note: ExchangeNote) -> str:
    """Return what a note says: its name, unless the text begins with it, its text and its description."""
    name = "" if note.text.startswith(note.name) else note.name
    return "\n".join(filter(None, (name, note.text, note.description)))


def _cell(value: Value | None) -> str:
    return "" if value is None else str(value)


def _join(cells: dict[str, str], column: str, cell: str) -> None:
    """Add a value to a further column; two values stand side by side."""
    name = f"from the import: {_line(column) or 'value'}"
    if cell:
        cells[name] = "; ".join(dict.fromkeys(filter(None, (*cells.get(name, "").split("; "), cell))))


def _line(text: str) -> str:
    return " ".join(_storable(text).split())


def _storable(text: str) -> str:
    return "".join("\ufffd" if ch == "\0" or "\ud800" <= ch <= "\udfff" else ch for ch in text)
