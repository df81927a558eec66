"""Carrying out a planned import: all of it, or the study is as it was before."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from qualcode.interchange import INTERVIEW_COLUMNS, SPEAKER_COLUMNS, read_table, write_codebook, write_csv
from qualcode.interchange.codebook_edit import edit_codebook
from qualcode.model import Codebook, Coder, Speaker, SpeakerProposal, Transcript, sha256_of
from qualcode.safe_io import PRIVATE_FILE, write_bytes
from qualcode.study import codebook_files, corpus
from qualcode.study.exchanging.joining import RECORD_COLUMNS, as_rows, record_path
from qualcode.study.exchanging.planned import PlannedImport
from qualcode.study.layout import protect

if TYPE_CHECKING:
    from qualcode.study.facade import Study


def store(study: Study, plan: PlannedImport) -> dict[str, int]:
    """Write what was planned and return what came of it, in counts. Importing the same again changes nothing."""
    protect(study.layout, study.config)
    if not (plan.documents or plan.codings or plan.memos or study.layout.store.exists()):
        with _whole(study):  # a codebook alone needs no store
            _write_codebook(study, plan)
        return {
            "documents": 0,
            "added": 0,
            "unchanged": 0,
            "withdrawn": 0,
            "memo_changed": 0,
            "memos": 0,
            "decisions": 0,
        }
    with _whole(study):
        target = study.store_to_write()
        if plan.documents:
            target.add_documents(plan.documents, actor=study.actor, seen=study._seen)
        _complete_tables(study, plan)
        _codebook(study, plan)
        for name in plan.models:
            target.add_coder(Coder(name, "model"), actor=study.actor)
        done = study.add_codings(plan.codings).counts
        if plan.codebook is not None and any(code.retired for code in plan.codebook):
            codebook_files.update(study)
        memos = sum(target.put_memo(memo, actor=study.actor, seen=study._seen) for memo in plan.memos)
        decided = (
            target.decide(plan.decisions, actor=study.actor, seen=study._seen).decided
            if plan.decisions
            else 0
        )
    study._seen = target.revision
    return {"documents": len(plan.documents), **done, "memos": memos, "decisions": decided}


@contextmanager
def _whole(study: Study) -> Iterator[None]:
    """Undo what was done, in the store and in files, where something goes wrong on the way."""
    layout = study.layout
    paths = (layout.codebook, layout.interviews, layout.speakers, record_path(study))
    before = {
        path: (path.read_bytes(), path.stat().st_mode & 0o777) if path.exists() else None for path in paths
    }
    was_there = layout.store.exists()
    revision = study.store.revision if was_there else 0
    try:
        yield
    except BaseException:
        if was_there:
            for _ in range(study.store.revision - revision):
                study.store.undo(actor=study.actor)
        elif layout.store.exists():
            study.close()
            for left in layout.store.parent.glob(f"{layout.store.name}*"):
                left.unlink()
        for path, kept in before.items():
            if kept is not None:
                write_bytes(path, kept[0], mode=kept[1])
            else:
                path.unlink(missing_ok=True)
        study.__dict__.pop("codebook", None)
        raise


def _codebook(study: Study, plan: PlannedImport) -> None:
    """Write codebook.yaml and keep it in the store; codings of retired codes come in before those retire."""
    _write_codebook(study, plan)
    book = plan.codebook
    if book is not None and any(code.retired for code in book) and study.store.codebook() is None:
        open_book = Codebook(
            book.version, book.language, book.title, tuple(replace(code, retired=False) for code in book)
        )
        text = write_codebook(open_book)
        study.store.change_codebook(
            open_book, source_sha256=sha256_of(text), source=text, actor=study.actor, seen=study._seen
        )
    else:
        codebook_files.update(study)


def _write_codebook(study: Study, plan: PlannedImport) -> None:
    if plan.codebook is not None:
        text = write_codebook(plan.codebook)
        if not plan.fresh:
            text, _ = edit_codebook(codebook_files.text_of(study), plan.codebook, {})
        codebook_files.write_file(study, text)
    if plan.record:
        _remember(study, plan)


def _remember(study: Study, plan: PlannedImport) -> None:
    """Note where codes of the file went, so that importing it again finds them."""
    path = record_path(study)
    rows = [dict(row) for row in read_table(path, required=RECORD_COLUMNS)] if path.exists() else []
    known = {row["guid"] for row in rows}
    new = [row for row in as_rows(plan.record) if row["guid"] not in known]
    write_csv(path, RECORD_COLUMNS, [*rows, *new], mode=PRIVATE_FILE)


def _complete_tables(study: Study, plan: PlannedImport) -> None:
    """Add the rows that interviews.csv and speakers.csv lack; rows that are there stay as people wrote them."""
    layout = study.layout
    there = {one.document for one in study.interviews}
    rows = [
        {
            "document": one.document, "site": one.site, "date": one.date, "mode": one.mode, "notes": one.notes,
            **plan.columns.get(one.document, {}),
        }
        for one in plan.interviews
        if one.document not in there
    ]  # fmt: skip
    more = dict.fromkeys(column for cells in plan.columns.values() for column in cells)
    _extend(layout.interviews, (*INTERVIEW_COLUMNS, *more), rows)
    known = study.speakers
    labels = {(one.document, one.label) for one in known}
    came = [one for one in plan.speakers if (one.document, one.label) not in labels]
    _extend(layout.speakers, SPEAKER_COLUMNS, [_row(one) for one in came])
    proposed = corpus._missing_speakers([*known, *came], _transcripts(plan))
    _extend(layout.speakers, SPEAKER_COLUMNS, proposed)


def _extend(path: Path, columns: tuple[str, ...], new: list[dict[str, str]]) -> None:
    if new:
        corpus._extend(path, columns, new, {})


def _row(one: Speaker) -> dict[str, str]:
    return {column: getattr(one, column) for column in SPEAKER_COLUMNS}


def _transcripts(plan: PlannedImport) -> list[Transcript]:
    """Return new documents as an import of transcripts hands them on: with the labels that wait for a role."""
    found: dict[str, list[SpeakerProposal]] = {}
    for document, proposal in plan.proposals:
        found.setdefault(document, []).append(proposal)
    return [Transcript(name, "exchange", "", "", 0, (), tuple(labels)) for name, labels in found.items()]
