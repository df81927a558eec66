"""Another program's file, recognised by what it holds, as a project with all that was understood about it."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from qualcode.errors import InterchangeError, UsageError, UserError
from qualcode.importers.columns import recognise
from qualcode.interchange import read_table
from qualcode.interchange.exchange import ExchangeProject, Losses
from qualcode.interchange.foreign import examine_foreign, is_closed
from qualcode.interchange.foreign.columns import CODE_FIELDS, CODING_FIELDS, columns_of
from qualcode.interchange.refi import inspect_qdpx, read_qdc
from qualcode.safe_io import plain_os_errors

if TYPE_CHECKING:
    from qualcode.study.facade import Study

DATABASES = (".qda", ".sqlite", ".sqlite3", ".db", ".requal", ".rqda")
ENDINGS = (".qdpx", ".qdc", *DATABASES)
_SQLITE = b"SQLite format 3\0"


@dataclass(frozen=True)
class Opened:
    """A file as it was understood.

    Parameters
    ----------
    kind : str
        ``refi-project``, ``refi-codebook``, or a kind of :mod:`qualcode.interchange.foreign`.
    project : ExchangeProject
    losses : Losses
    evidence : tuple of str
        How positions were understood, and what speaks for it; no words of the texts.
    """

    kind: str
    project: ExchangeProject
    losses: Losses
    evidence: tuple[str, ...] = field(default=())


def is_project(path: Path) -> bool:
    """Say whether a file is another program's project, codebook or table of codes; not whether it can be read.

    Files whose inside only their makers know are projects, too: opening one says what to export instead.

    A table with a row per turn is a transcript, and a Word document is one unless a person says otherwise.

    Examples
    --------
    >>> is_project(Path("projekt.qdpx")), is_project(Path("interview-1.docx"))
    (True, False)
    """
    if path.suffix.lower() in ENDINGS or is_closed(path):
        return True
    if path.is_dir():
        return (path / "data.qda").is_file()
    if not path.is_file():
        return False
    if path.suffix.lower() in (".csv", ".xlsx"):
        return _is_code_table(path)
    with plain_os_errors(path.name), path.open("rb") as file:
        return file.read(len(_SQLITE)) == _SQLITE


def _is_code_table(path: Path) -> bool:
    """Say whether a table lists codes or coded passages; refuse one of codings, which has a command of its own."""
    try:
        table = read_table(path)
    except UserError:  # the reader of transcripts says what is wrong with it
        return False
    columns = set(table.columns)
    counted = {"document", "start", "end", "code"} <= columns
    numbered = {"document", "segment", "code"} <= columns and all(
        row["segment"].strip().isdigit() for row in table
    )
    if counted or numbered:
        raise InterchangeError(
            "this is a table of codings by segment or position",
            code="QC-EX09",
            where=path.name,
            do=f"Run: qualcode codings import {path.name}",
        )
    if {"document", "quote", "code"} <= set(columns_of(table.columns, CODING_FIELDS)):
        return True
    return "code" in columns_of(table.columns, CODE_FIELDS) and recognise(table.columns) is None


def open_project(
    study: Study, path: Path, *, dialect: str | None = None, project: str | None = None
) -> Opened:
    """Read a file; Word documents by their comments, and tables of codes or coded passages."""
    ending = path.suffix.lower()
    if dialect is not None and ending != ".qdpx":
        raise UsageError(
            "--dialect is for REFI-QDA projects (.qdpx)",
            code="QC-EX05",
            where=path.name,
            do="Leave it out: other files say themselves how they count.",
        )
    if ending == ".qdpx":
        reading = inspect_qdpx(path, dialect=dialect)
        return Opened("refi-project", reading.project, reading.losses, tuple(reading.choice.describe()))
    if ending == ".qdc":
        return Opened("refi-codebook", *read_qdc(path))
    texts = {name: version.text for name, version in study.versions().items()}
    found = examine_foreign(path, project=project, texts=texts)
    places = [f"{how}: {count}" for how, count in sorted(found.places.found.items())]
    countings = [f"{how}: {count}" for how, count in sorted(found.places.countings.items())]
    evidence = []
    if places:
        evidence.append(f"passages by how they were found: {', '.join(places)}")
    if countings:
        evidence.append(f"texts by how positions count in them: {', '.join(countings)}")
    return Opened(found.kind, found.project, found.losses, tuple(evidence))


def require_one(paths: list[Path]) -> Path:
    """Return the project's file; several at once are refused, since one loss report is for one file."""
    if len(paths) != 1:
        raise InterchangeError(
            "a project is imported by itself",
            code="QC-EX06",
            allowed="One project or codebook at a time, and no transcripts beside it",
            do="Import them one after the other.",
        )
    return paths[0]
