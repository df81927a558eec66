"""Corrected transcripts: a new text of a document that is there, to which everything on the old one moves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from qualcode.errors import DocumentImportError, Problem
from qualcode.interchange import read_table
from qualcode.model import Coding, DocumentVersion, OffsetMap, Span, Transcript
from qualcode.model.corrections import corrected_offsets
from qualcode.pseudonymise import Plan, PlanRow, save_key, write_plan
from qualcode.store import NewVersion
from qualcode.study import privacy

if TYPE_CHECKING:
    import pandas as pd

    from qualcode.study.facade import Study

CORRECTED = "CORRECTED"
"""Label of plan rows with words that came by a correction."""

_AROUND = 40
UNPLACED_COLUMNS = ("id", "document", "segment", "start", "end", "code", "coder", "version")


def correct(study: Study, transcripts: Sequence[Transcript]) -> dict[str, int]:
    """Give documents the text of their corrected files, all or none, and return what moved along.

    What people decided in the plan of pseudonyms moves along, too, and the corrected words come into it as rows that wait
    for somebody to read them. The plan is written first, and again with proposals: a killed run loses none of it.

    Raises
    ------
    DocumentImportError
        QC-IM92: turns have other numbers now, and a file in data/codings/ names them by number.
    """
    made = [(_new_version(study, transcript), transcript) for transcript in transcripts]
    _refuse_other_numbers(study, [(old, new, offsets) for (old, new, offsets), _ in made])
    plan = privacy.read(study, study.plan_path)
    moved = [row for (old, new, offsets), _ in made for row in moved_rows(plan or (), old, new, offsets)]
    if plan is not None:
        waiting = [row for (_, new, offsets), _ in made for row in waiting_rows(new, offsets, ())]
        write_plan(Plan.of([*plan.rows, *moved, *waiting]), study.plan_path)
    done = study.store.add_versions(
        [
            NewVersion(
                new, old.number, offsets, transcript.source_sha256, transcript.format, transcript.encoding
            )
            for (old, new, offsets), transcript in made
        ],
        actor=study.actor,
        seen=study._seen,
    )
    if plan is not None:
        proposed, key = privacy.make(study, Plan.of([*plan.rows, *moved]))
        waiting = [row for (_, new, offsets), _ in made for row in waiting_rows(new, offsets, proposed.rows)]
        before = [row for (old, _, _), _ in made for row in plan if _is_signed(row, old)]  # for an undo
        write_plan(Plan.of([*before, *proposed.rows, *waiting]), study.plan_path)
        save_key(key, privacy.key_path(study))
    return {
        "documents": done.added,
        "carried": done.carried,
        "lost": len(done.lost),
        "merged": len(done.merged),
        "quotes_lost": len(done.unquoted),
        "settlements_lost": len(done.unsettled),
    }


def _new_version(study: Study, transcript: Transcript) -> tuple[DocumentVersion, DocumentVersion, OffsetMap]:
    known = next(one for one in study.documents if one.name.casefold() == transcript.name.casefold())
    old = study.store.version(known.name, kind="imported")
    new = DocumentVersion.from_utterances(known.name, transcript.utterances, number=old.number + 1)
    return old, new, corrected_offsets(old, new)


def _refuse_other_numbers(
    study: Study, texts: Sequence[tuple[DocumentVersion, DocumentVersion, OffsetMap]]
) -> None:
    """Refuse where a file of codings would come to mean other turns when it is imported again."""
    moved = {new.document for old, new, offsets in texts if not _same_numbers(old, new, offsets)}
    folder = study.layout.codings
    wrong: list[Problem] = []
    for path in sorted(folder.glob("*.csv")) if moved and folder.is_dir() else []:
        table = read_table(path, required=("document",))
        if "segment" in table.columns and "start" not in table.columns:
            names = {row["document"].strip().rpartition(".")[0] or row["document"].strip() for row in table}
            names |= {row["document"].strip() for row in table}
            wrong += [
                Problem(path.name, f"names turns of {name} by their number") for name in sorted(moved & names)
            ]
    if wrong:
        raise DocumentImportError(
            "turns have other numbers in the corrected text; nothing was stored",
            code="QC-IM92",
            where=str(folder),
            allowed="A file that names turns by number would come to mean other turns",
            do="Its codings are in the store, and move along. Put the file elsewhere, then import again.",
            problems=wrong,
        )


def _same_numbers(old: DocumentVersion, new: DocumentVersion, offsets: OffsetMap) -> bool:
    if len(old.turns) != len(new.turns):
        return False
    moved = offsets.move_all([turn.span for turn in old.turns])
    return all(there == turn.span for there, turn in zip(moved, new.turns, strict=True))


def moved_rows(
    plan: Iterable[PlanRow], old: DocumentVersion, new: DocumentVersion, offsets: OffsetMap
) -> Iterator[PlanRow]:
    """Return the rows of a plan for a corrected text: decisions and signatures stay where the words do.

    Where the words themselves were corrected, the row asks a person.
    """
    for row in plan:
        if row.document != old.document or row.version != old.short_sha or row.span is None:
            continue
        span = offsets.to_new(row.span)
        words = span.of(new.text)
        if not words or "\n" in words:
            continue
        moved = replace(
            row,
            version=new.short_sha,
            turn=new.turn_at(span.start).number,
            start=span.start,
            end=span.end,
            found=words,
        )
        yield moved if words == row.found else replace(moved, decision="?", detector="", reviewed_by="")


def _is_signed(row: PlanRow, version: DocumentVersion) -> bool:
    return bool(row.reviewed_by) and (row.document, row.version) == (version.document, version.short_sha)


def waiting_rows(new: DocumentVersion, offsets: OffsetMap, there: Sequence[PlanRow]) -> Iterator[PlanRow]:
    """Return rows with the corrected words that no other row is about: they stay, once somebody has read and signed them."""
    taken = [row.span for row in there if row.version == new.short_sha and row.span]
    for edit in offsets.edits:
        for span in _left(edit.new, taken, new):
            yield PlanRow(
                document=new.document,
                version=new.short_sha,
                turn=new.turn_at(span.start).number,
                start=span.start,
                end=span.end,
                label=CORRECTED,
                found=span.of(new.text),
                decision="keep",
                context=" ".join(new.text[max(0, span.start - _AROUND) : span.end + _AROUND].split()),
            )


def _left(span: Span, taken: Sequence[Span], text: DocumentVersion) -> Iterator[Span]:
    """Yield the stretches of a span that nothing takes, each in one turn and with words in it."""
    borders = [one for one in taken if one.overlaps(span)]
    borders += [
        Span(turn.span.end, turn.span.end + 1)
        for turn in text.turns
        if span.start <= turn.span.end < span.end
    ]
    start = span.start
    for border in [*sorted(borders), Span(span.end, span.end)]:
        piece = Span(start, max(start, border.start)).trim(text.text)
        if any(sign.isalnum() for sign in piece.of(text.text)):
            yield piece
        start = max(start, border.end)


def unplaced(study: Study) -> list[Coding]:
    """Return the codings that found no place in a later text, as they stood in the one before."""
    return study.store.unplaced_codings() if study.layout.store.exists() else []


def unplaced_table(study: Study) -> pd.DataFrame:
    """Return the codings without a place as a table: document, segment of the old text, code, coder; no words."""
    import pandas as pd

    numbers = {(one.document, one.short_sha): one.number for one in study.store.versions()}
    rows = []
    for one in unplaced(study):
        number = numbers.get((one.document, one.version))
        turn = study.store.version(one.document, number).turn_at(one.span.start).number if number else None
        rows.append(
            (one.id, one.document, turn, one.span.start, one.span.end, one.code, one.coder, one.version)
        )
    return pd.DataFrame(rows, columns=list(UNPLACED_COLUMNS))
