"""Out to R and pandas: segments × codes as 0 and 1, documents × codes as counts, one row a coding.

Each table comes with a codebook of its columns: name, meaning, type, allowed values. The words of the interview are in
none of them unless asked for; ids of speakers and sites are, so that the files are for the team.

Names of columns are plain ASCII letters, digits and ``_``, because that is what R (``read.csv`` makes ``.`` of any other
sign, so that ``a-b`` and ``a.b`` become one), ``pandas.DataFrame.query``, Stata and SPSS take without quotes. A code's
column is ``code_`` and its id, with ``__`` where the id has a dot: ``code_partner__ekstern__politi``. The id itself stands in
the codebook of the columns, in the column ``code``; two ids that would get one name are told apart by a number.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypeAlias

from qualcode.errors import InterchangeError, MissingExtraError
from qualcode.interchange.csv_files import write_csv
from qualcode.model import Code, Codebook, Coding, DocumentVersion, Interview, Segment
from qualcode.model.codings import ordered
from qualcode.safe_io import PRIVATE_FILE, replacing

if TYPE_CHECKING:
    import pandas as pd

ColumnType = Literal["text", "integer", "0/1"]
Cell: TypeAlias = str | int

CODEBOOK_COLUMNS = ("name", "meaning", "type", "allowed", "code")
"""Columns of the table that explains the columns."""

ENDINGS = (".csv", ".parquet")

_LETTERS = {
    "æ": "ae",
    "ø": "oe",
    "å": "aa",
    "Æ": "Ae",
    "Ø": "Oe",
    "Å": "Aa",
    "ß": "ss",
    "đ": "d",
    "ð": "d",
    "þ": "th",
}
_NOT_PLAIN = re.compile(r"[^A-Za-z0-9_]")


@dataclass(frozen=True, slots=True)
class Column:
    """One column and what it means; ``code`` is the id of the code that it counts, or empty."""

    name: str
    meaning: str
    type: ColumnType = "text"
    allowed: str = ""
    code: str = ""


@dataclass(frozen=True)
class StatisticsTable:
    """A table for a statistics program, with its codebook.

    Parameters
    ----------
    name : str
        ``"wide"``, ``"documents"`` or ``"long"``.
    columns : tuple of Column
    rows : tuple of tuple
        Texts and whole numbers, in the order of the columns.
    """

    name: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...] = field(repr=False)

    def __len__(self) -> int:
        return len(self.rows)

    @property
    def codebook(self) -> tuple[tuple[str, ...], ...]:
        """The rows that explain the columns, in the order of :data:`CODEBOOK_COLUMNS`."""
        return tuple((c.name, c.meaning, c.type, c.allowed, c.code) for c in self.columns)

    def to_frame(self) -> pd.DataFrame:
        """Return the table as a frame: texts as text, 0/1 as int8, counts as int64."""
        import pandas as pd

        types = {"text": "string", "integer": "int64", "0/1": "int8"}
        made = {
            column.name: pd.Series([row[i] for row in self.rows], dtype=types[column.type])
            for i, column in enumerate(self.columns)
        }
        return pd.DataFrame(made)

    def codebook_frame(self) -> pd.DataFrame:
        """Return the codebook of the columns as a frame."""
        import pandas as pd

        return pd.DataFrame(list(self.codebook), columns=list(CODEBOOK_COLUMNS), dtype="string")


_PLACE = (
    Column("document", "Name of the document"),
    Column("version", "First characters of the SHA-256 of the text that was cut and coded"),
    Column("segment", "Number of the segment in its document", "integer", "1 and up"),
)
_WHO = (
    Column("speaker_id", "Neutral id of the speaker; empty where nobody is named"),
    Column("role", "Role of the speaker", "text", "interviewer; informant; empty"),
    Column("area", "Area of the speaker; empty where none is recorded"),
    Column("site", "Neutral id of the site; empty where none is recorded"),
)
_TEXT = Column("text", "The words of the interview")


def wide_table(
    segments: Sequence[Segment],
    codings: Iterable[Coding],
    codebook: Codebook,
    *,
    versions: Mapping[str, DocumentVersion] | None = None,
    with_text: bool = False,
) -> StatisticsTable:
    """Return segments × codes: one row a segment, one column a code, 1 where a coding of the code touches the segment.

    Parameters
    ----------
    segments : sequence of Segment
        Interviewers' segments, too: ``role`` tells them apart.
    codings : iterable of Coding
        Whose codings count is for the caller to choose; a code counts as given where any of them gives it.
    codebook : Codebook
        Every code that can be given has a column, given or not.
    versions : mapping of str to DocumentVersion, optional
        The texts by document; needed for the words.
    with_text : bool
        Add a column with the words.

    Raises
    ------
    InterchangeError
        QC-SX01: a coding counts in another version than the segments; QC-SX02: a code is not in the codebook; QC-SX03: the
        words are asked for, and there are no texts.

    Examples
    --------
    >>> from qualcode.model import Span
    >>> book = Codebook("1", "da", "Eksempel", (Code("tema", "Tema", codable=False), Code("tema.tid", "Tid")))
    >>> segments = [Segment("a", "5f5f", 1, Span(0, 9), 1, "s1", "informant"), Segment("a", "5f5f", 2, Span(10, 20), 2)]
    >>> table = wide_table(segments, [Coding("1", "a", "5f5f", Span(2, 5), "tema.tid", "anna")], book)
    >>> table.columns[-1].name, [row[-1] for row in table.rows]
    ('code_tema__tid', [1, 0])
    """
    codes = _codable(codebook)
    given = _given(segments, codings, codebook)
    columns = [*_PLACE, *_WHO]
    if with_text:
        columns.append(_TEXT)
    taken = [column.name for column in columns]
    columns += [
        Column(name, f"Code: {code.name}", "0/1", "0 not given; 1 given", code.id)
        for code, name in zip(codes, column_names([code.id for code in codes], taken=taken), strict=True)
    ]
    rows = []
    for index, segment in enumerate(segments):
        cells: list[Cell] = [segment.document, segment.version, segment.number, *_who(segment)]
        if with_text:
            cells.append(_words(segment, versions))
        cells += [int(code.id in given[index]) for code in codes]
        rows.append(tuple(cells))
    return StatisticsTable("wide", tuple(columns), tuple(rows))


def document_table(
    segments: Sequence[Segment],
    codings: Iterable[Coding],
    codebook: Codebook,
    *,
    interviews: Iterable[Interview] = (),
    informants_only: bool = True,
) -> StatisticsTable:
    """Return documents × codes: in how many segments of a document each code is given.

    Parameters
    ----------
    segments : sequence of Segment
    codings : iterable of Coding
    codebook : Codebook
    interviews : iterable of Interview
        Site and mode of each document.
    informants_only : bool
        Leave out what interviewers and nobody in particular say, as everywhere in qualcode.

    Raises
    ------
    InterchangeError
        As :func:`wide_table`.
    """
    codes = _codable(codebook)
    given = _given(segments, codings, codebook)
    known = {interview.document: interview for interview in interviews}
    documents = list(dict.fromkeys(segment.document for segment in segments))
    counts: dict[str, Counter[str]] = {document: Counter() for document in documents}
    totals: Counter[str] = Counter()
    for segment, found in zip(segments, given, strict=True):
        if segment.is_informant or not informants_only:
            totals[segment.document] += 1
            counts[segment.document].update(found)
    who = "segments in which informants speak" if informants_only else "segments"
    columns = [
        _PLACE[0],
        _WHO[3],
        Column("mode", "How the interview was held", "text", "on-site; online; empty"),
        Column("segments", f"Number of {who}", "integer", "0 and up"),
    ]
    columns += [
        Column(name, f"Number of {who} with the code: {code.name}", "integer", "0 and up", code.id)
        for code, name in zip(
            codes, column_names([code.id for code in codes], taken=[c.name for c in columns]), strict=True
        )
    ]
    sites = {segment.document: segment.site for segment in segments if segment.site}
    rows = []
    for document in documents:
        interview = known.get(document)
        place = interview.site if interview else sites.get(document, "")
        cells: list[Cell] = [document, place, interview.mode if interview else "", totals[document]]
        rows.append((*cells, *(counts[document][code.id] for code in codes)))
    return StatisticsTable("documents", tuple(columns), tuple(rows))


def long_table(
    segments: Sequence[Segment],
    codings: Iterable[Coding],
    codebook: Codebook,
    *,
    versions: Mapping[str, DocumentVersion] | None = None,
    with_text: bool = False,
) -> StatisticsTable:
    """Return one row a coding, with the first segment that it touches and who speaks there.

    Parameters
    ----------
    segments : sequence of Segment
    codings : iterable of Coding
    codebook : Codebook
    versions : mapping of str to DocumentVersion, optional
    with_text : bool
        Add columns with the words and the coder's memo.

    Raises
    ------
    InterchangeError
        As :func:`wide_table`.
    """
    listed = ordered(codings)
    touched = _touched(segments, listed, codebook)
    columns = [
        Column("coding", "Identity of the coding"),
        *_PLACE[:2],
        Column("start", "First character, counted in Unicode code points", "integer", "0 and up"),
        Column("end", "One past the last character", "integer", "1 and up"),
        Column(
            "segment",
            "Number of the first segment that the coding touches; 0 for none",
            "integer",
            "0 and up",
        ),
        Column("segments", "How many segments the coding touches", "integer", "0 and up"),
        *_WHO,
        Column("code", "Id of the code"),
        Column("code_name", "Name of the code"),
        Column("coder", "Who gave the code"),
        Column("stance", "How it was said", "text", "experience; wish; counterexample"),
        Column("round", "Coding cycle", "integer", "1 and up"),
        Column("created_at", "When the code was given, ISO 8601, UTC"),
    ]
    if with_text:
        columns += [_TEXT, Column("memo", "What the coder noted")]
    rows = []
    for coding, indexes in zip(listed, touched, strict=True):
        first = segments[indexes[0]] if indexes else None
        cells: list[Cell] = [coding.id, coding.document, coding.version, coding.span.start, coding.span.end]
        cells += [first.number if first else 0, len(indexes), *(_who(first) if first else ("", "", "", ""))]
        cells += [coding.code, codebook[coding.code].name, coding.coder, coding.stance, coding.round]
        cells.append(coding.created_at)
        if with_text:
            cells += [_words(coding, versions), coding.memo]
        rows.append(tuple(cells))
    return StatisticsTable("long", tuple(columns), tuple(rows))


def column_names(codes: Sequence[str], *, taken: Sequence[str] = ()) -> list[str]:
    """Return a name for the column of each code.

    Examples
    --------
    >>> column_names(["tema.tid", "barriere.fælles-mål", "tema.Tid"])
    ['code_tema__tid', 'code_barriere__faelles_maal', 'code_tema__Tid_2']
    """
    used = {name.casefold() for name in taken}  # Stata and SQL do not tell capitals apart
    names = []
    for code in codes:
        plain = "".join(_LETTERS.get(letter, letter) for letter in unicodedata.normalize("NFC", code))
        plain = unicodedata.normalize("NFKD", plain.replace(".", "__")).encode("ascii", "ignore").decode()
        if not plain.strip("_"):  # a script without Latin letters
            plain = "x"
        name = stem = "code_" + _NOT_PLAIN.sub("_", plain)
        number = 1
        while name.casefold() in used:
            number += 1
            name = f"{stem}_{number}"
        used.add(name.casefold())
        names.append(name)
    return names


def write_statistics(path: Path, table: StatisticsTable, *, mode: int = PRIVATE_FILE) -> tuple[Path, Path]:
    """Write a table and, beside it, the codebook of its columns; return both paths.

    Parameters
    ----------
    path : Path
        Ends in ``.csv`` or ``.parquet``; the codebook is ``NAME.columns.csv`` or ``NAME.columns.parquet``.
    table : StatisticsTable
    mode : int
        Permissions; only the owner can read unless said otherwise.

    Raises
    ------
    InterchangeError
        QC-SX04: another ending.
    MissingExtraError
        Parquet needs ``pyarrow``: ``python -m pip install 'qualcode[parquet]'``.

    Examples
    --------
    >>> import tempfile
    >>> table = StatisticsTable("wide", (Column("document", "Name of the document"),), (("a",),))
    >>> data, columns = write_statistics(Path(tempfile.mkdtemp()) / "study.csv", table)
    >>> data.name, columns.name
    ('study.csv', 'study.columns.csv')
    """
    ending = path.suffix.lower()
    if ending not in ENDINGS:
        raise InterchangeError(
            "no table for statistics is written to a file with this ending",
            code="QC-SX04",
            where=path.name,
            allowed="Endings: .csv, .parquet",
        )
    beside = path.with_name(f"{path.stem}.columns{path.suffix}")
    if ending == ".csv":
        write_csv(path, [column.name for column in table.columns], table.rows, mode=mode)
        write_csv(beside, CODEBOOK_COLUMNS, table.codebook, mode=mode)
    else:
        _need_pyarrow()
        _write_parquet(path, table.to_frame(), mode)
        _write_parquet(beside, table.codebook_frame(), mode)
    return path, beside


def _need_pyarrow() -> None:
    from importlib.util import find_spec

    if find_spec("pyarrow") is None:
        raise MissingExtraError("pyarrow", "parquet")


def _write_parquet(path: Path, frame: pd.DataFrame, mode: int) -> None:
    with replacing(path, mode=mode) as temporary:
        frame.to_parquet(temporary, engine="pyarrow", index=False)


def _codable(codebook: Codebook) -> list[Code]:
    return [code for code in codebook if code.codable]


def _who(segment: Segment) -> tuple[str, str, str, str]:
    return segment.speaker_id, segment.role, segment.area, segment.site


def _words(place: Segment | Coding, versions: Mapping[str, DocumentVersion] | None) -> str:
    version = versions.get(place.document) if versions is not None else None
    if version is None or not version.sha256.startswith(place.version):
        raise InterchangeError(
            "the words are asked for, and the text that was coded is not there",
            code="QC-SX03",
            where=place.document,
            do="Leave the words out, or give the texts of all documents.",
        )
    return place.span.of(version.text)


def _given(segments: Sequence[Segment], codings: Iterable[Coding], codebook: Codebook) -> list[set[str]]:
    """Return the codes of each segment."""
    listed = list(codings)
    given: list[set[str]] = [set() for _ in segments]
    for coding, indexes in zip(listed, _touched(segments, listed, codebook), strict=True):
        for index in indexes:
            given[index].add(coding.code)
    return given


def _touched(segments: Sequence[Segment], codings: Sequence[Coding], codebook: Codebook) -> list[list[int]]:
    """Return for each coding the segments, by index, with which it shares a character; in reading order."""
    by_document: dict[str, list[int]] = defaultdict(list)
    for index, segment in enumerate(segments):
        by_document[segment.document].append(index)
    ends: dict[str, list[int]] = {}
    for document, indexes in by_document.items():
        indexes.sort(key=lambda index: segments[index].span)
        ends[document] = [segments[index].span.end for index in indexes]
    touched = []
    for coding in codings:
        if coding.code not in codebook:
            raise _unknown_code(coding)
        indexes = by_document.get(coding.document, [])
        if indexes and segments[indexes[0]].version != coding.version:
            raise _other_version(coding)
        found = []
        for at in range(bisect_left(ends.get(coding.document, []), coding.span.start + 1), len(indexes)):
            if segments[indexes[at]].span.start >= coding.span.end:
                break
            if segments[indexes[at]].span.overlaps(coding.span):
                found.append(indexes[at])
        touched.append(found)
    return touched


def _unknown_code(coding: Coding) -> InterchangeError:
    return InterchangeError(
        f"the code '{coding.code}' is not in the codebook",
        code="QC-SX02",
        where=coding.document,
        do="Use the codebook that the codings were made with.",
    )


def _other_version(coding: Coding) -> InterchangeError:
    return InterchangeError(
        f"a coding counts in version {coding.version}, the segments in another one",
        code="QC-SX01",
        where=coding.document,
        do="Move the codings to the current version first.",
    )


__all__ = [
    "CODEBOOK_COLUMNS",
    "Column",
    "StatisticsTable",
    "column_names",
    "document_table",
    "long_table",
    "wide_table",
    "write_statistics",
]
