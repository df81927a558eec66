"""From a study to a project that other programs read: its reviewed texts, code tree, codings, memos and attributes."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from qualcode.interchange.exchange import (
    Attachment,
    ExchangeCase,
    ExchangeCode,
    ExchangeCoding,
    ExchangeNote,
    ExchangeProject,
    ExchangeSelection,
    ExchangeSource,
    ExchangeUser,
    ExchangeVariable,
    Losses,
    VariableValue,
    guid_of,
)
from qualcode.interchange.exchange.model import TargetKind
from qualcode.model import Codebook, Coding, Decision, DocumentVersion, Interview, Memo, Speaker, Turn
from qualcode.study import privacy, texts
from qualcode.study.exchanging import fields
from qualcode.study.exchanging.staying import Attributes, losses_of_codebook, losses_out

if TYPE_CHECKING:
    from qualcode.study.facade import Study

_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def to_exchange(study: Study, *, attributes: Attributes = "neutral") -> tuple[ExchangeProject, Losses]:
    """Return a study as a project for other programs, and what of it stays here.

    Parameters
    ----------
    study : Study
    attributes : {"none", "neutral", "all"}
        ``"neutral"``: sites, dates, modes, roles, areas, and speakers by their neutral ids. ``"all"``: the labels of the
        transcripts and the notes in the two tables, too, which may name people. ``"none"``: speakers by their ids, and
        nothing else about them.

    Raises
    ------
    PrivacyError
        QC-PV01: nobody has reviewed the pseudonyms of some text.
    """
    privacy.require_reviewed(study)
    project = _Outgoing(study, attributes).project()
    return project, losses_out(study, project, attributes)


def codebook_to_exchange(study: Study) -> tuple[ExchangeProject, Losses]:
    """Return a study's code tree alone, and what is said about codes and stays here."""
    out = _Outgoing(study, "none")
    project = ExchangeProject(study.config.title, codes=tuple(out.codes()), extra=_about(study.codebook))
    return project, losses_of_codebook(study)


def _about(book: Codebook) -> tuple[tuple[str, str], ...]:
    return (("version", book.version), ("language", book.language), ("title", book.title))


class _Outgoing:
    """One export."""

    def __init__(self, study: Study, attributes: Attributes) -> None:
        self._study = study
        self._attributes = attributes
        self._id = study.config.study_id or study.config.title
        stored = study.store.code_uuids() if study.layout.store.exists() else {}
        self._codes = {
            code.id: _guid(stored.get(code.id, ""), self._id, "code", code.id) for code in study.codebook
        }

    def project(self) -> ExchangeProject:
        study = self._study
        versions = study.versions()
        documents = {one.name: _guid(one.id, self._id, "document", one.name) for one in study.documents}
        memos = study.store.memos() if versions else []
        codings = list(study.codings().codings) if versions else []
        models = {one.name for one in study.store.coders() if one.kind == "model"} if versions else set()
        users = {
            name: ExchangeUser(guid_of(self._id, "user", name), name, fields.MODEL if name in models else "")
            for name in dict.fromkeys(
                [*(one.coder for one in codings), *(m.author for m in memos if m.author)]
            )
        }
        sources = tuple(self._sources(versions, documents))
        selections, made, notes = self._codings(codings, documents, users)
        notes += self._memos(memos, documents, {one.guid for one in made}, users)
        return ExchangeProject(
            study.config.title, "qualcode", tuple(users.values()), tuple(self.codes()), sources, tuple(selections),
            tuple(made), tuple(notes), tuple(self._cases(documents)), tuple(self._variables()), extra=_about(study.codebook),
        )  # fmt: skip

    def codes(self) -> Iterator[ExchangeCode]:
        """Give the code tree."""
        for code in self._study.codebook:
            extra = [("id", code.id)]
            extra += [(key, text) for key in ("use_when", "not_when") if (text := getattr(code, key))]
            extra += [("example", text) for text in code.examples]
            extra += [("cue", text) for text in code.cues]
            extra += [("was", text) for text in code.was]
            extra += [("retired", "yes")] if code.retired else []
            extra += [("color", code.color)] if code.color != code.color.lower() else []
            yield ExchangeCode(
                self._codes[code.id], code.name, self._codes.get(code.parent, ""), code.color.lower(), code.definition,
                code.codable, tuple(extra),
            )  # fmt: skip

    def _sources(
        self, versions: dict[str, DocumentVersion], documents: dict[str, str]
    ) -> Iterator[ExchangeSource]:
        study = self._study
        interviews = {one.document: one for one in study.interviews}
        rows: defaultdict[str, list[Speaker]] = defaultdict(list)
        for row in study.speakers:
            rows[row.document].append(row)
        decisions: defaultdict[str, list[Decision]] = defaultdict(list)
        for one in study.store.decisions() if versions else ():
            decisions[one.suggestion.document].append(one)
        for document in study.documents:
            version = versions[document.name]
            turns, speakers = self._who(version, rows[document.name])
            extra = [("document", document.name), ("text", version.short_sha), *fields.pack_turns(turns)]
            extra += [("speaker", fields.pack_speaker(row)) for row in speakers]
            extra += [
                ("decision", fields.pack_decision(one))
                for one in decisions[document.name]
                if one.suggestion.version == version.short_sha
            ]
            interview = interviews.get(document.name)
            if interview and interview.notes and self._attributes == "all":
                extra.append(("notes", interview.notes))
            yield ExchangeSource(
                documents[document.name], document.name, version.text, created_at=document.imported_at,
                values=self._values(interview), extra=tuple(extra),
            )  # fmt: skip

    def _values(self, interview: Interview | None) -> tuple[VariableValue, ...]:
        if interview is None or self._attributes == "none":
            return ()
        return tuple(
            VariableValue(fields.VARIABLES[name], value)
            for name, value in fields.interview_values(interview).items()
        )

    def _who(self, version: DocumentVersion, rows: list[Speaker]) -> tuple[tuple[Turn, ...], list[Speaker]]:
        """Return the turns and rows of speakers.csv: by the labels of the transcript, or by neutral ids."""
        if self._attributes == "all":
            return texts.with_labels(self._study, version).turns, rows
        ids = {row.label: row.speaker_id for row in rows if row.speaker_id}
        labelled = texts.with_labels(self._study, version).turns
        turns = tuple(
            replace(turn, speaker=ids.get(label.speaker or "", turn.speaker))
            for turn, label in zip(version.turns, labelled, strict=True)
        )
        by_id: dict[str, Speaker] = {}
        for row in rows:
            if row.speaker_id:
                plain = replace(row, label=row.speaker_id, notes="")
                if self._attributes == "none":
                    plain = replace(plain, area="")
                by_id.setdefault(row.speaker_id, plain)
        return turns, list(by_id.values())

    def _codings(
        self, codings: Iterable[Coding], documents: dict[str, str], users: dict[str, ExchangeUser]
    ) -> tuple[list[ExchangeSelection], list[ExchangeCoding], list[ExchangeNote]]:
        selections: dict[tuple[str, int, int], ExchangeSelection] = {}
        made, notes = [], []
        for one in codings:
            place = (one.document, one.span.start, one.span.end)
            user = users[one.coder].guid
            selection = selections.get(place)
            if selection is None:
                guid = guid_of(self._id, "selection", *place)
                selection = ExchangeSelection(
                    guid,
                    documents[one.document],
                    one.span.start,
                    one.span.end,
                    user=user,
                    created_at=one.created_at,
                )
                selections[place] = selection
            extra: list[tuple[str, str]] = [("stance", one.stance)] if one.stance != "experience" else []
            extra += [("round", str(one.round))] if one.round != 1 else []
            extra += [] if _UUID.fullmatch(one.id) else [("id", one.id)]
            coding = ExchangeCoding(
                _guid(one.id, self._id, "coding", one.id), self._codes[one.code], documents[one.document],
                selection.guid, user, one.created_at, tuple(extra),
            )  # fmt: skip
            made.append(coding)
            if one.memo:
                note = guid_of(self._id, "memo of", coding.guid)
                target = (Attachment("coding", coding.guid),)
                notes.append(ExchangeNote(note, one.memo, "", target, user=user, created_at=one.created_at))
        return list(selections.values()), made, notes

    def _memos(
        self,
        memos: Iterable[Memo],
        documents: dict[str, str],
        codings: set[str],
        users: dict[str, ExchangeUser],
    ) -> list[ExchangeNote]:
        """Return memos of their own: on the study, a document, a code or a coding."""
        notes = []
        for one in memos:
            guid = {
                "document": documents.get(one.target, ""),
                "code": self._codes.get(self._study.codebook.today(one.target), ""),
                "coding": _guid(one.target, self._id, "coding", one.target),
            }.get(one.target_kind, "")
            if one.target_kind == "coding" and guid not in codings:
                continue
            if one.target_kind != "study" and not guid:
                continue
            names: dict[str, TargetKind] = {
                "study": "project", "document": "source", "code": "code", "coding": "coding",
            }  # fmt: skip
            user = users[one.author].guid if one.author else ""
            notes.append(
                ExchangeNote(
                    _guid(one.id, self._id, "memo", one.id),
                    one.text,
                    "",
                    (Attachment(names[one.target_kind], guid),),
                    user=user,
                    created_at=one.created_at,
                    extra=(("memo", one.id),),
                )
            )
        return notes

    def _variables(self) -> Iterator[ExchangeVariable]:
        if self._attributes != "none":
            for name, guid in fields.VARIABLES.items():
                yield ExchangeVariable(guid, name)

    def _cases(self, documents: dict[str, str]) -> Iterator[ExchangeCase]:
        """Give each speaker as a case with role and area, as other programs show people."""
        if self._attributes == "none":
            return
        rows: defaultdict[str, list[Speaker]] = defaultdict(list)
        for row in self._study.speakers:
            if row.speaker_id and row.document in documents:
                rows[row.speaker_id].append(row)
        for speaker_id, found in rows.items():
            values = tuple(
                VariableValue(fields.VARIABLES[name], value)
                for name in ("role", "area")
                if (value := next((text for row in found if (text := getattr(row, name))), ""))
            )
            where = tuple(dict.fromkeys(documents[row.document] for row in found))
            yield ExchangeCase(
                guid_of(self._id, "speaker", speaker_id), speaker_id, values=values, sources=where
            )


def _guid(id_: str, *otherwise: object) -> str:
    """Return an identity of ours as a GUID; one made from its name where it has another form."""
    return id_.upper() if _UUID.fullmatch(id_) else guid_of(*otherwise)
