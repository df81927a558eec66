"""Recognising another program's file by what it holds, and reading it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, get_args

from qualcode.errors import InterchangeError, UsageError
from qualcode.interchange.exchange import ExchangeProject, Losses
from qualcode.interchange.foreign import qualcoder, requal, rqda, taguette
from qualcode.interchange.foreign.building import Builder, PlaceReport
from qualcode.interchange.foreign.code_tables import read_code_table
from qualcode.interchange.foreign.database import MAGIC, DatabaseLimits, ForeignDatabase, open_foreign
from qualcode.interchange.foreign.word_comments import COMMENTS, read_word_comments
from qualcode.safe_io import FILE_LIMIT, Archive, plain_os_errors, read_limited

Kind = Literal["qualcoder", "taguette", "requal", "rqda", "word-comments", "code-table"]
KINDS: tuple[Kind, ...] = get_args(Kind)

_DATABASES: dict[Kind, frozenset[str]] = {
    "qualcoder": qualcoder.TABLES,
    "taguette": taguette.TABLES,
    "requal": requal.TABLES,
    "rqda": rqda.TABLES,
}

_CLOSED = {
    ".nvp": "NVivo", ".nvpx": "NVivo", ".nvcx": "NVivo", ".mqda": "MAXQDA", ".mx24": "MAXQDA", ".mx22": "MAXQDA",
    ".mx20": "MAXQDA", ".mx18": "MAXQDA", ".mex24": "MAXQDA", ".mex22": "MAXQDA", ".atlproj": "ATLAS.ti",
    ".atlproj9": "ATLAS.ti", ".atlproj22": "ATLAS.ti", ".hpr7": "ATLAS.ti", ".f4p": "f4analyse", ".quirkos": "Quirkos",
}  # fmt: skip
"""Endings of files whose inside only their makers know."""


def is_closed(path: Path) -> bool:
    """Say whether a file is, by its ending, one whose inside only its maker knows.

    Examples
    --------
    >>> is_closed(Path("projekt.nvpx")), is_closed(Path("projekt.qdpx"))
    (True, False)
    """
    return path.suffix.lower() in _CLOSED


@dataclass(frozen=True, slots=True)
class ForeignReading:
    """A foreign file as it was understood.

    Parameters
    ----------
    kind : str
        One of :data:`KINDS`.
    project : ExchangeProject
    losses : Losses
    places : PlaceReport
        How the passages were found.
    """

    kind: Kind
    project: ExchangeProject
    losses: Losses
    places: PlaceReport = field(default_factory=PlaceReport)


def read_foreign(
    path: Path,
    *,
    kind: Kind | None = None,
    project: str | None = None,
    texts: Mapping[str, str] | None = None,
    codes: Collection[str] | None = None,
    limits: DatabaseLimits | None = None,
) -> tuple[ExchangeProject, Losses]:
    """Return the project that another program's file holds, and what could not travel.

    The parameters are those of :func:`examine_foreign`, which also says how the passages were found.
    """
    found = examine_foreign(path, kind=kind, project=project, texts=texts, codes=codes, limits=limits)
    return found.project, found.losses


def examine_foreign(
    path: Path,
    *,
    kind: Kind | None = None,
    project: str | None = None,
    texts: Mapping[str, str] | None = None,
    codes: Collection[str] | None = None,
    limits: DatabaseLimits | None = None,
) -> ForeignReading:
    r"""Read another program's file.

    Parameters
    ----------
    path : Path
        A QualCoder project (the folder, or ``data.qda`` in it), the SQLite file of Taguette, requal or RQDA, a Word
        document with comments, or a table of codes or coded passages (.csv, .xlsx; Taguette's exports are such).
    kind : str, optional
        One of :data:`KINDS`, where a person says what it is; without, what the file holds decides, not its name.
    project : str, optional
        Name or number of the project, for files that hold several.
    texts : mapping of str to str, optional
        Texts of the study's documents by name, for tables that name passages by their words.
    codes : collection of str, optional
        Names of the study's codes, for Word comments: then no other comment is a coding.
    limits : DatabaseLimits, optional

    Raises
    ------
    InterchangeError
        QC-FX01: nothing that is known here; QC-FX02: something that is read elsewhere, or cannot be read; and what the
        readers say.
    UnsafeFileError, UnreadableFileError
        It could harm, or is damaged.

    Examples
    --------
    >>> import tempfile
    >>> file = Path(tempfile.mkdtemp()) / "koder.csv"
    >>> _ = file.write_text("Kode,Beskrivelse\nBarriere > Tid,For lidt tid\n", encoding="utf-8")
    >>> found = examine_foreign(file)
    >>> found.kind, [code.name for code in found.project.codes]
    ('code-table', ['Barriere', 'Tid'])
    """
    if kind is not None and kind not in KINDS:
        raise UsageError(
            "this kind of file is not known",
            code="QC-FX01",
            where=path.name,
            allowed=f"Known are {', '.join(KINDS)}",
        )
    file = _file_of(path)
    if is_closed(file):
        raise _closed(file)
    start = _first_bytes(file)
    if start.startswith(MAGIC):
        with open_foreign(file, limits=limits) as database:
            found, made, builder = _read_database(database, file, kind, project)
    elif start.startswith(b"PK"):
        found, made, builder = _read_archive(file, kind, texts, codes)
    else:
        found, made, builder = _read_other(file, start, kind, texts)
    return ForeignReading(found, made, builder.losses, builder.report)


_Made = tuple[Kind, ExchangeProject, Builder]


def _file_of(path: Path) -> Path:
    """Return the file to read: of a QualCoder project, the database in its folder."""
    if path.exists() and not (path.is_dir() or path.is_file()):
        raise _unknown(path.name, "this is no file, but a pipe or a device")
    if not path.is_dir():
        return path
    inside = path / "data.qda"
    if inside.is_file():
        return inside
    raise _unknown(path.name, "this is a folder without data.qda, so no QualCoder project")


def _first_bytes(path: Path) -> bytes:
    with plain_os_errors(path.name), path.open("rb") as file:
        return file.read(64)


def _read_database(database: ForeignDatabase, path: Path, kind: Kind | None, project: str | None) -> _Made:
    found = kind or _kind_of(database, path)
    if found == "qualcoder":
        return found, *qualcoder.read_qualcoder(database, path)
    if found == "taguette":
        return found, *taguette.read_taguette(database, path, project)
    if found == "requal":
        return found, *requal.read_requal(database, path, project)
    if found == "rqda":
        return found, *rqda.read_rqda(database, path)
    raise _wrong(path.name, found, "an SQLite database")


def _kind_of(database: ForeignDatabase, path: Path) -> Kind:
    """Return whose database this is: the names of its tables tell; a view in a table's place is said later."""
    for kind, tables in _DATABASES.items():
        if tables <= database.tables:
            return kind
    if database.tables >= {"meta", "action", "touch", "content"}:
        raise _elsewhere(
            path.name, "it looks like a store of qualcode", "Copies of a study meet with: qualcode merge"
        )
    raise _unknown(path.name, "this SQLite database has the tables of no program that is known here")


def _read_archive(
    path: Path, kind: Kind | None, texts: Mapping[str, str] | None, codes: Collection[str] | None
) -> _Made:
    archive = Archive(read_limited(path, FILE_LIMIT), where=path.name)
    names = {name.lower() for name in archive.names}
    if any(name.endswith(".qde") for name in names):
        raise _refi(path.name)
    if "word/document.xml" in archive or COMMENTS in archive:
        _agree(path.name, kind, "word-comments", "a Word document")
        return "word-comments", *read_word_comments(archive, path, codes=codes)
    if any(name.startswith("xl/") for name in names):
        _agree(path.name, kind, "code-table", "an Excel workbook")
        return "code-table", *read_code_table(path, texts=texts)
    raise _unknown(
        path.name, "this archive is no Word document, no workbook and no project that is known here"
    )


def _read_other(path: Path, start: bytes, kind: Kind | None, texts: Mapping[str, str] | None) -> _Made:
    plain = start.removeprefix(b"\xef\xbb\xbf").lstrip()
    if plain.startswith(b"<") and path.suffix.lower() in (".qdc", ".qde", ".xml"):
        raise _refi(path.name)
    if path.suffix.lower() == ".csv" or kind == "code-table":
        _agree(path.name, kind, "code-table", "a table")
        return "code-table", *read_code_table(path, texts=texts)
    raise _unknown(path.name, "this is no file of a program that is known here")


def _agree(where: str, said: Kind | None, found: Kind, what: str) -> None:
    if said is not None and said != found:
        raise _wrong(where, said, what)


def _wrong(where: str, said: str, what: str) -> InterchangeError:
    return InterchangeError(
        f"the file should be of the kind {said}, but it is {what}",
        code="QC-FX01",
        where=where,
        do="Leave the kind out, or choose another file.",
    )


def _unknown(where: str, found: str) -> InterchangeError:
    return InterchangeError(
        found,
        code="QC-FX01",
        where=where,
        allowed="QualCoder, Taguette, requal, RQDA, Word comments, tables of codes or coded passages (.csv, .xlsx)",
        do="Export a REFI-QDA project (.qdpx) in the program that made it, and import that.",
    )


def _refi(where: str) -> InterchangeError:
    found = "it is a REFI-QDA project or codebook"
    return _elsewhere(where, found, "It is read by its ending, .qdpx or .qdc: qualcode import FILE")


def _elsewhere(where: str, found: str, do: str) -> InterchangeError:
    return InterchangeError(f"this file is not read here: {found}", code="QC-FX02", where=where, do=do)


def _closed(path: Path) -> InterchangeError:
    program = _CLOSED[path.suffix.lower()]
    found = f"it is a project of {program}, whose inside only its maker knows"
    return _elsewhere(path.name, found, f"Export a REFI-QDA project (.qdpx) in {program}, and import that.")
