"""A study out to other programs: as a project, as a codebook, or as a table for statistics."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from qualcode.errors import UsageError
from qualcode.interchange import write_xlsx
from qualcode.interchange.checks import shown
from qualcode.interchange.exchange import ExchangeProject, Losses
from qualcode.interchange.refi import qdc_bytes, qdpx_bytes
from qualcode.interchange.statistics import (
    CODEBOOK_COLUMNS,
    StatisticsTable,
    document_table,
    long_table,
    wide_table,
    write_statistics,
)
from qualcode.model import Coding
from qualcode.safe_io import write_bytes
from qualcode.study import privacy
from qualcode.study.exchanging.importing import refuse_losses
from qualcode.study.exchanging.outgoing import codebook_to_exchange, to_exchange
from qualcode.study.exchanging.staying import Attributes

if TYPE_CHECKING:
    from qualcode.study.facade import Study

Kind = Literal["project", "codebook", "wide", "documents", "long"]
TABLES: tuple[Kind, ...] = ("wide", "documents", "long")
TABLE_ENDINGS = (".csv", ".xlsx", ".parquet")


@dataclass(frozen=True)
class ExportResult:
    """What was written, or would be.

    Parameters
    ----------
    kind : {"project", "codebook", "wide", "documents", "long"}
    files : tuple of Path
        Empty where nothing was written.
    counts : dict of str to int
    losses : Losses
        What of the study does not travel.
    """

    kind: Kind
    files: tuple[Path, ...]
    counts: dict[str, int]
    losses: Losses

    def to_json(self) -> dict[str, Any]:
        """Return the machine's form."""
        return {
            "kind": self.kind,
            "files": [str(path) for path in self.files],
            "counts": self.counts,
            "losses": self.losses.counts(),
        }


def export_project(
    study: Study,
    path: Path,
    *,
    kind: str | None = None,
    attributes: Attributes = "neutral",
    coder: str | None = None,
    words: bool = False,
    dry_run: bool = False,
    strict: bool = False,
) -> ExportResult:
    """Write a study for other programs; see :meth:`Study.export_project`."""
    chosen = _kind(path, kind)
    if chosen in TABLES:
        return _table(study, path, chosen, coder=coder, words=words, attributes=attributes, dry_run=dry_run)
    if coder is not None or words:
        raise UsageError(
            "--coder and --words are for tables",
            code="QC-EX08",
            where=path.name,
            do="Leave them out: a project holds the words and all coders.",
        )
    if chosen == "codebook":
        project, losses = codebook_to_exchange(study)
        data, more = qdc_bytes(project, where=path.name)
    else:
        project, losses = to_exchange(study, attributes=attributes)
        data, more = qdpx_bytes(project, where=path.name)
    losses.update(more)
    if strict:
        refuse_losses(losses, path.name)
    if not dry_run:
        write_bytes(path, data)
    return ExportResult(chosen, () if dry_run else (path,), _counts(project), losses)


def _kind(path: Path, kind: str | None) -> Kind:
    """Return what is to be written: the ending says it, and for tables the kind."""
    ending = path.suffix.lower()
    of_ending: dict[str, tuple[Kind, ...]] = {".qdpx": ("project",), ".qdc": ("codebook", "project")}
    of_ending |= dict.fromkeys(TABLE_ENDINGS, TABLES)
    fitting = of_ending.get(ending, ())
    found = next((one for one in fitting if kind in (None, one)), None)
    if found is None:
        raise UsageError(
            "nothing is exported to a file with this ending"
            if not fitting
            else f"the kind {kind!r} does not fit the file",
            code="QC-EX07",
            where=path.name,
            allowed=".qdpx (project), .qdc (codebook); .csv, .xlsx, .parquet with --kind wide, documents or long",
        )
    return "codebook" if ending == ".qdc" else found


def _counts(project: ExchangeProject) -> dict[str, int]:
    return {name: count for name, count in project.counts().items() if count}


def _table(
    study: Study,
    path: Path,
    kind: Kind,
    *,
    coder: str | None,
    words: bool,
    attributes: Attributes,
    dry_run: bool,
) -> ExportResult:
    if words and kind == "documents":
        raise UsageError(
            "a table of interviews has no words",
            code="QC-EX08",
            where=path.name,
            do="Leave --words out, or choose --kind wide or long.",
        )
    table = _made(study, kind, coder, words)
    if attributes == "none":
        table = _without(table, ("speaker_id", "role", "area", "site", "mode"))
    files: tuple[Path, ...] = ()
    if not dry_run and path.suffix.lower() == ".xlsx":
        names = [column.name for column in table.columns]
        write_xlsx(path, {table.name: (names, table.rows), "columns": (CODEBOOK_COLUMNS, table.codebook)})
        files = (path,)
    elif not dry_run:
        files = write_statistics(path, table)
    counts = {"rows": len(table.rows), "columns": len(table.columns)}
    return ExportResult(kind, files, counts, Losses("out"))


def _made(study: Study, kind: Kind, coder: str | None, words: bool) -> StatisticsTable:
    versions = None
    if words:
        privacy.require_reviewed(study)
        versions = study.versions()
    segments = study.segments()
    codings: tuple[Coding, ...]
    if coder is not None or kind == "long":
        codings = study.codings(coder=coder).codings
        if coder is not None:
            _require_coder(study, coder)
    else:
        codings = study.coding_set().codings
    if kind == "documents":
        return document_table(segments, codings, study.codebook, interviews=study.interviews)
    make = wide_table if kind == "wide" else long_table
    return make(segments, codings, study.codebook, versions=versions, with_text=words)


def _require_coder(study: Study, coder: str) -> None:
    """Refuse a name that nobody codes under: a table of zeros would say that somebody found nothing."""
    names = [one.name for one in study.store.coders()]
    if coder not in names:
        raise UsageError(
            f"nobody codes under the name {shown(coder)}",
            code="QC-EX12",
            allowed=f"Coders: {', '.join(names)}",
            do="Check the name.",
        )


def _without(table: StatisticsTable, names: tuple[str, ...]) -> StatisticsTable:
    kept = [place for place, column in enumerate(table.columns) if column.name not in names]
    return StatisticsTable(
        table.name,
        tuple(table.columns[place] for place in kept),
        tuple(tuple(row[place] for place in kept) for row in table.rows),
    )
