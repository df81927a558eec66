"""Pseudonymising a study: the plan in the private folder, its review, and what waits for it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from qualcode.errors import PrivacyError, Problem, StepNeeded
from qualcode.model import DocumentVersion
from qualcode.pseudonymise import (
    Key,
    Plan,
    Residue,
    apply_plan,
    make_plan,
    open_key,
    read_plan,
    save_key,
    write_plan,
)
from qualcode.safe_io import make_private_folder
from qualcode.store import NewVersion
from qualcode.study.results import StepResult

if TYPE_CHECKING:
    from qualcode.study.facade import Study

_SHOWN = 10


def imported_versions(study: Study) -> list[DocumentVersion]:
    """Return every document's text as it was imported: what plans are made for."""
    return [study.store.version(document.name, kind="imported") for document in study.documents]


def waiting(study: Study) -> list[str]:
    """Return the documents whose current text no person has reviewed."""
    return [
        document.name
        for document in study.documents
        if study.store.versions(document.name)[-1].kind != "pseudonymised"
    ]


def require_reviewed(study: Study) -> None:
    """Refuse to let words out before a person has reviewed the pseudonyms of every document.

    Raises
    ------
    PrivacyError
        Some document waits.
    """
    names = waiting(study)
    if names:
        raise PrivacyError(
            f"{len(names)} documents are not reviewed: {', '.join(names[:_SHOWN])}",
            code="QC-PV01",
            allowed="Text leaves the study only after a person has reviewed its plan of pseudonyms",
            do="Run: qualcode pseudonymise",
        )


def key_path(study: Study) -> Path:
    """Return where the key lies."""
    return study.plan_path.with_name("key.csv")


def read(study: Study, path: Path) -> Plan | None:
    """Return the plan in a file; None where there is no file."""
    return read_plan(path) if path.exists() else None


def make(study: Study, previous: Plan | None = None) -> tuple[Plan, Key]:
    """Propose what to replace, keeping what people decided before: by default in the plan of the private folder."""
    config = study.config
    nlp = study._nlp if config.spacy_model != "none" else None
    key = open_key(key_path(study), language=config.language)
    plan = make_plan(
        imported_versions(study),
        key,
        previous=read(study, study.plan_path) if previous is None else previous,
        keep=config.keep_words,
        hide=config.hide_words,
        ner=nlp.entities if nlp is not None and nlp.has_entities else None,
        language=config.language,
    )
    return plan, key


def write(study: Study, path: Path) -> StepResult:
    """Write the plan and the key; nothing in the store changes."""
    plan, key = make(study)
    make_private_folder(path.parent)
    make_private_folder(study.plan_path.parent)
    write_plan(plan, path)
    save_key(key, key_path(study))
    return StepResult("plan", {"rows": len(plan.rows), "open": len(plan.open_rows())})


def apply(study: Study, path: Path, *, reviewer: str | None, scan_all: bool = True) -> StepResult:
    """Apply a reviewed plan to every document; a document whose text does not change stays as it is.

    Then look for what is left of what was replaced: in all texts, or only in those that changed.
    """
    plan = read_plan(path)
    if reviewer:
        plan = plan.reviewed_by(reviewer)
    versions = imported_versions(study)
    _require_complete(plan, versions, path)
    made, speakers = [], study.speakers
    for version in versions:
        ids = {s.label: s.speaker_id for s in speakers if s.document == version.document and s.speaker_id}
        new, offsets = apply_plan(version, plan, speaker_ids=ids)
        made.append(NewVersion(new, version.number, offsets))
    current = {document.name: study.store.versions(document.name)[-1].sha256 for document in study.documents}
    added = study.store.add_versions(made, actor=study.actor, seen=study._seen)
    if path.resolve() != study.plan_path.resolve() or reviewer:
        make_private_folder(study.plan_path.parent)
        write_plan(plan, study.plan_path)
    scanned = [
        item.version for item in made if scan_all or current[item.version.document] != item.version.sha256
    ]
    residue = Residue.of(plan, language=study.config.language)
    left = sum(len(residue.find(version.text)) for version in scanned)
    return StepResult(
        "pseudonymise",
        {
            "applied": added.added,
            "unchanged": added.unchanged,
            "replaced": sum(len(item.offsets.edits) for item in made),
            "carried": added.carried,
            "lost": len(added.lost),
            "residual": left,
        },
    )


def _require_complete(plan: Plan, versions: Sequence[DocumentVersion], path: Path) -> None:
    planned = {(row.document, row.version) for row in plan.rows}
    missing = [v.document for v in versions if (v.document, v.short_sha) not in planned]
    if missing:
        raise StepNeeded(
            f"the plan does not cover {len(missing)} documents: {', '.join(missing[:_SHOWN])}",
            code="QC-PV02",
            where=str(path),
            do="Make it again, which keeps what is decided: qualcode pseudonymise --plan FILE.csv",
        )
    waiting_rows = plan.open_rows()
    if waiting_rows:
        raise StepNeeded(
            f"{len(waiting_rows)} rows of the plan wait for a person",
            code="QC-PV03",
            where=str(path),
            allowed="Every row needs a decision (replace or keep) and a reviewer",
            do=f"Review the file, then run: qualcode pseudonymise --apply {path} --reviewer NAME",
            problems=[Problem(f"row {row.line}", "open") for row in waiting_rows[:_SHOWN] if row.line],
        )
