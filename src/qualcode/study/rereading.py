"""The work-list of a study: passages to read again after a change of the codebook."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from qualcode.errors import CodingError, Problem
from qualcode.interchange import document_name, read_table
from qualcode.model import DocumentVersion, Reread, in_branch, new_id

if TYPE_CHECKING:
    import pandas as pd

    from qualcode.study.facade import Study

COLUMNS = (
    "id", "document", "segment", "start", "end", "code", "now", "coder", "reason", "codebook", "done_by", "done_at",
)  # fmt: skip
_SHOWN = 20


def read_passages(study: Study, path: Path, code: str) -> list[Reread]:
    """Read a table of passages (document, segment) to look through for a code; all of them, or none.

    Raises
    ------
    CodingError
        QC-CD04: an unknown document, or a segment that it does not have.
    """
    table = read_table(path, required=("document", "segment"))
    versions = {document.name: study.version(document.name) for document in study.documents}
    found: list[Reread] = []
    wrong: list[Problem] = []
    for row in table:
        name = row["document"].strip()
        version = versions.get(name) or versions.get(document_name(name))
        turn = _number(row["segment"])
        if version is None:
            wrong.append(Problem(table.where(row), "there is no such document"))
        elif not 1 <= turn <= len(version.turns) or not version.turns[turn - 1].span:
            wrong.append(Problem(table.where(row), f"the document has turns from 1 to {len(version.turns)}"))
        else:
            span = version.turns[turn - 1].span
            found.append(Reread(new_id(), version.document, version.short_sha, span, code, "new"))
    if wrong:
        raise CodingError(
            f"{len(wrong)} rows name no passage of the study; nothing was stored",
            code="QC-CD04",
            where=path.name,
            allowed="document is a document's name, segment the number of a turn, from 1",
            problems=wrong[:_SHOWN],
        )
    return found


def _number(cell: str) -> int:
    cell = cell.strip()
    return int(cell) if cell.isascii() and cell.isdigit() and len(cell) < 9 else 0


def table(
    study: Study, *, coder: str | None, document: str | None, code: str | None, done: bool
) -> pd.DataFrame:
    """Return the list as a table without the words: where, which code, what it is now, who has read it."""
    import pandas as pd

    book = study.codebook
    versions: dict[str, DocumentVersion] = {}
    rows = []
    listed = study.store.rereads(document=document, coder=coder)
    if code is not None:
        listed = [one for one in listed if in_branch(one.code, code)]
        if not listed:
            study.require_code(code)
    for one in listed:
        if not (done or one.is_open):
            continue
        version = versions.setdefault(one.document, study.version(one.document))
        rows.append(
            (
                one.id,
                one.document,
                version.turn_at(one.span.start).number,
                one.span.start,
                one.span.end,
                one.code,
                ", ".join(book.heirs.get(one.code, ())) if one.reason == "split" else one.code,
                one.coder,
                one.reason,
                one.codebook_version,
                one.done_by or ("recoded" if one.recoded else ""),
                one.done_at,
            )
        )
    return pd.DataFrame(rows, columns=list(COLUMNS))


def mark(study: Study, ids: Sequence[str], by: str, done: bool) -> int:
    """Note that passages were read again, or take that back.

    Raises
    ------
    CodingError
        QC-CD05: an id, or a beginning of one, that none or several have.
    """
    known = [one.id for one in study.store.rereads()]
    full: list[str] = []
    wrong: list[Problem] = []
    for id_ in ids:
        fitting = [one for one in known if one.startswith(id_)]
        if len(fitting) == 1:
            full += fitting
        else:
            wrong.append(Problem(id_, f"{len(fitting)} passages have this id"))
    if wrong:
        raise CodingError(
            f"{len(wrong)} passages cannot be found",
            code="QC-CD05",
            allowed="An id of the list, or its beginning",
            do="See: qualcode codebook review",
            problems=wrong[:_SHOWN],
        )
    return study.store.mark_reread(full, by=by, done=done, actor=study.actor, seen=study._seen)
