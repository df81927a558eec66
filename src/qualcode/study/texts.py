"""The texts of a study: taken in, cut, and joined with who speaks where."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from qualcode.errors import StudyLayoutError
from qualcode.interchange import KnownDocument
from qualcode.model import DocumentVersion, Segment, speakers_by_label
from qualcode.segmentation import segment, segments
from qualcode.study import corpus, correcting
from qualcode.study.layout import protect
from qualcode.study.progress import steps
from qualcode.study.results import ImportedItem, ImportResult, ImportStatus, StepResult

if TYPE_CHECKING:
    from qualcode.study.facade import Study


def import_documents(
    study: Study,
    paths: Sequence[str | Path] | str | Path,
    *,
    site: str | None,
    encoding: str | None,
    dry_run: bool,
    progress: bool,
    corrected: bool = False,
) -> ImportResult:
    """Import transcripts, all or none; see :meth:`Study.import_documents`."""
    listed = [paths] if isinstance(paths, (str, Path)) else paths
    transcripts = corpus.read_all([Path(path) for path in listed], encoding=encoding, progress=progress)
    corpus.refuse_clashes(transcripts, study.documents, corrected=corrected)
    known = {corpus.name_key(document.name): document.source_sha256 for document in study.documents}
    old = {one.name for one in transcripts if known.get(corpus.name_key(one.name)) == one.source_sha256}
    again = [one for one in transcripts if one.name not in old and corpus.name_key(one.name) in known]
    new = [one for one in transcripts if one.name not in old and one not in again]
    moved: dict[str, int] = {}
    if not dry_run:
        protect(study.layout, study.config)
        if again:
            moved = correcting.correct(study, again)
        if new:
            study.store_to_write().add_documents(
                corpus.as_documents(new), actor=study.actor, seen=study._seen
            )
        corpus.complete_tables(study.layout, transcripts, site=site)
    fresh: ImportStatus = "would import" if dry_run else "new"
    statuses: dict[str, ImportStatus] = {one.name: "unchanged" for one in transcripts if one.name in old}
    statuses |= {one.name: "would correct" if dry_run else "corrected" for one in again}
    items = (ImportedItem(one, statuses.get(one.name, fresh)) for one in transcripts)
    return ImportResult(tuple(items), dry_run, moved)


def segment_all(study: Study, *, by: str, progress: bool) -> StepResult:
    """Cut the current text of every document; what is cut so already stays."""
    nlp = study._nlp if by != "turn" else None
    cut, count = [], 0
    for document in steps(study.documents, f"segment {by}", show=progress):
        made = segment(study.version(document.name), unit=by, nlp=nlp)
        count += len(made.spans)
        if study.store.segmentation(made.name, document.name) != made:
            cut.append(made)
    if cut:
        study.store.put_segmentations(cut, actor=study.actor, seen=study._seen)
    counts = {"documents": len(study.documents), "segments": count, "changed": len(cut)}
    return StepResult("segment", counts)


def segments_of(study: Study, name: str, *, at: int | None = None) -> list[Segment]:
    """Return the segments of every document, in a segmentation of this name; with ``at``, of an earlier revision's texts."""
    speakers, sites = study.speakers, {one.document: one.site for one in study.interviews}
    found: list[Segment] = []
    for document in study.documents if at is None else study.store.documents(at=at):
        version = study.store.version(document.name, at=at)
        segmentation = study.store.segmentation(name, document.name, at=at)
        if segmentation is None or segmentation.version != version.short_sha:
            raise _not_cut(name, document.name, now=at is None)
        found += segments(
            with_labels(study, version, at=at),
            segmentation,
            speakers=speakers_by_label(speakers, document.name),
            site=sites.get(document.name, ""),
        )
    return found


def _not_cut(name: str, document: str, *, now: bool) -> StudyLayoutError:
    return StudyLayoutError(
        f"there is no segmentation {name!r} of its {'current text' if now else 'text of then'}",
        code="QC-SY04",
        where=document,
        do="Run: qualcode segment" if now else "Ask for a later version of the codebook.",
    )


def known_documents(study: Study) -> dict[str, KnownDocument]:
    """Return what is needed to check positions in files, on the latest texts and on those before."""
    return {
        name: replace(KnownDocument.of(version), earlier=study.store.moves_from_earlier(name))
        for name, version in study.versions().items()
    }


def with_labels(study: Study, version: DocumentVersion, *, at: int | None = None) -> DocumentVersion:
    """Return a version whose turns carry the labels of the imported text.

    A pseudonymised version carries the speaker ids of its day; data/speakers.csv may have changed since, and it is
    the truth.
    """
    if version.kind == "imported":
        return version
    labels = [turn.speaker for turn in study.store.version(version.document, kind="imported", at=at).turns]
    turns = zip(version.turns, labels, strict=True)
    return replace(version, turns=tuple(replace(turn, speaker=label) for turn, label in turns))
