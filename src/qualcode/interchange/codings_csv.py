"""Codings as files: spans with their version, or a segment a row for people in a spreadsheet."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import TypeAlias, cast

from qualcode.errors import CodingError, InterchangeError, UsageError
from qualcode.interchange.checks import Problems, is_one_line, shown, tidy
from qualcode.interchange.corpus_csv import document_name
from qualcode.interchange.csv_files import write_csv
from qualcode.interchange.tables import Noted, Row, Table, read_table
from qualcode.interchange.xlsx_writer import write_xlsx
from qualcode.model.codebook import Codebook
from qualcode.model.codings import STANCES, Coding, Stance
from qualcode.model.corpus import SHORT_SHA, DocumentVersion
from qualcode.model.spans import OffsetMap, Span
from qualcode.safe_io import PRIVATE_FILE

SPAN_COLUMNS = ("document", "version", "start", "end", "code", "coder", "memo")
SEGMENT_COLUMNS = ("document", "segment", "code", "coder", "memo")
WRITTEN_COLUMNS = (*SPAN_COLUMNS, "stance", "round", "id", "created_at")

_POSITION = re.compile(r"[0-9]{1,9}")
_ROUND = re.compile(r"[1-9][0-9]{0,3}")
_VERSION = re.compile(rf"[0-9a-f]{{{SHORT_SHA},64}}")
_NAMESPACE = uuid.UUID("6f1f5d0a-3c0b-5c55-9b7e-2f6a3a5f1e57")
"""Ids of codings whose file gives none follow from what they say: the same file gives the same ids."""


@dataclass(frozen=True, slots=True)
class KnownDocument:
    """What must be known of a document to check positions in it.

    Parameters
    ----------
    version : str
        First characters of the SHA-256 of its current version.
    length : int
        Code points of that version's text.
    turns : tuple of Span
        Its turns, in order.
    earlier : mapping of str to sequence of OffsetMap, optional
        For texts that the document had before, by the first characters of their SHA-256: how their positions come into the
        current one. Positions in a file may count in one of them.
    """

    version: str
    length: int
    turns: tuple[Span, ...] = field(repr=False)
    earlier: Mapping[str, Sequence[OffsetMap]] = field(default_factory=dict, repr=False)

    @classmethod
    def of(cls, version: DocumentVersion) -> KnownDocument:
        """Return what is needed of a document's current version."""
        return cls(version.short_sha, len(version.text), tuple(turn.span for turn in version.turns))


Resolver: TypeAlias = Mapping[str, KnownDocument]
"""The study's documents by name."""


def read_codings(
    path: Path, *, resolve: Resolver, codebook: Codebook, default_coder: str | None = None
) -> Noted[Coding]:
    """Read codings from a .csv or .xlsx file in either form.

    Parameters
    ----------
    path : Path
        Spans: ``document, version, start, end, code, coder, memo``. Segments: ``document, segment, code, coder,
        memo``, where ``segment`` is the turn's number. Both may have ``stance``, ``round``, ``id`` and
        ``created_at``; other columns are left alone.
    resolve : mapping of str to KnownDocument
        The study's documents by name.
    codebook : Codebook
    default_coder : str, optional
        Coder of the rows that name none.

    Returns
    -------
    list of Coding
        In the order of the file, each statement once, with ``.notes`` on how the file was read. An ``id`` that
        is a UUID is kept; without one it follows from what the coding says, so that reading again gives the
        same. Memos are exactly as they were written.

    Raises
    ------
    CodingError
        QC-CD01 with all problems of the rows.
    InterchangeError
        QC-CD02: neither form, or both at once. QC-TB01: all problems of the table's form.
    """
    table = read_table(path, required=("document", "code"), optional=("coder", "memo", "stance"))
    reader = _Reader(table, resolve, codebook, default_coder)
    codings = reader.read(by_segment=_is_by_segment(table))
    reader.problems.check(CodingError, code="QC-CD01", where=table.name, what="the file")
    gone = f"{reader.gone} rows count in an earlier text, and their words are gone from the current one"
    return Noted(codings, (*table.notes, gone) if reader.gone else table.notes)


def _is_by_segment(table: Table) -> bool:
    """Return which form a file has, from its columns."""
    has_segment = "segment" in table.columns
    has_span = {"start", "end"} & set(table.columns)
    if has_segment and has_span:
        found = "the file has both positions (start, end) and segments"
        do = "Keep one of the two. A file of suggestions is no file of codings: review it first."
        raise _wrong_form(table, found, do)
    if has_segment:
        return True
    missing = [column for column in ("version", "start", "end") if column not in table.columns]
    if missing:
        raise _wrong_form(table, f"the file has no column {', '.join(missing)}", "Add it, or use segments.")
    return False


def _wrong_form(table: Table, found: str, do: str) -> InterchangeError:
    allowed = f"Either the columns {','.join(SPAN_COLUMNS)}, or {','.join(SEGMENT_COLUMNS)}"
    return InterchangeError(found, code="QC-CD02", where=table.name, allowed=allowed, do=do)


class _Reader:
    """Turns rows into codings, and gathers what is wrong."""

    def __init__(
        self, table: Table, documents: Resolver, codebook: Codebook, default_coder: str | None
    ) -> None:
        self.problems = Problems()
        self._table = table
        self._documents = documents
        self._codebook = codebook
        self._codable = [code.id for code in codebook if code.usable]
        self._below: dict[str, list[str]] = {}
        for code in codebook:
            self._below.setdefault(code.parent, []).append(code.id)
        self._default_coder = default_coder
        self.gone = 0
        self._by_key: dict[tuple[object, ...], tuple[Coding, Row]] = {}
        self._ids: set[str] = set()

    def read(self, *, by_segment: bool) -> list[Coding]:
        place = self._segment if by_segment else self._span
        for row in self._table:
            before = len(self.problems)
            name, document = self._document(row)
            span = place(row, document) if document else None
            code, coder = self._code(row), self._coder(row)
            stance, cycle = self._stance(row), self._round(row)
            if len(self.problems) == before and document and span:
                made = Coding("", name, document.version, span, code, coder, stance, row["memo"], cycle)
                self._keep(made, row)
        return [coding for coding, _ in self._by_key.values()]

    def _problem(self, row: Row, found: str, allowed: str = "", do: str = "") -> None:
        self.problems.add(self._table.where(row), found, allowed, do)

    def _document(self, row: Row) -> tuple[str, KnownDocument | None]:
        written = tidy(row["document"])
        name = written if written in self._documents else document_name(written)
        document = self._documents.get(name)
        if document is None:
            found = f"unknown document {shown(written)}" if written else "'document' is empty"
            self._problem(
                row,
                found,
                "A document of the study, by its name.",
                self.problems.closest(name, self._documents),
            )
        return name, document

    def _span(self, row: Row, document: KnownDocument) -> Span | None:
        if not self._fits_version(row, document, required=True):
            return None
        start, end = (self._position(row, column) for column in ("start", "end"))
        if start is None or end is None:
            return None
        if start >= end:
            self._problem(
                row, f"start {start} is not before end {end}", "A coding covers at least one character."
            )
        else:
            return self._moved(row, Span(start, end), document)
        return None

    def _moved(self, row: Row, span: Span, document: KnownDocument) -> Span | None:
        """Return where a passage stands in the current text; where its words are gone, it is left out and counted."""
        maps = document.earlier.get(tidy(row.get("version", ""))[:SHORT_SHA], ())
        length = maps[0].old_length if maps else document.length
        if span.end > length:
            allowed = f"The text has {length} characters"
            self._problem(row, f"end {span.end} lies beyond the text", allowed, "Check document and version.")
            return None
        for offsets in maps:
            span = offsets.to_new(span)
        if not span:
            self.gone += 1
            return None
        return span

    def _fits_version(self, row: Row, document: KnownDocument, *, required: bool) -> bool:
        text = tidy(row.get("version", ""))
        if not text and not required:
            return True
        if not text:
            allowed = (
                f"The first {SHORT_SHA} characters of the text's SHA-256; positions mean nothing without."
            )
            self._problem(row, "'version' is empty", allowed, "Export the codings again with their version.")
            return False
        if _VERSION.fullmatch(text) and text[:SHORT_SHA] == document.version:
            return True
        if required and _VERSION.fullmatch(text) and text[:SHORT_SHA] in document.earlier:
            return True
        turned = not _VERSION.fullmatch(text) and re.search(r"[0-9][.,]?[0-9]*[Ee]\+[0-9]+", text)
        do = (
            "A spreadsheet has taken it for a number: format the column as text, or use .xlsx."
            if turned
            else "The positions belong to another text: export the codings again from the version they count in."
        )
        self._problem(row, f"version {shown(text)} is not the current one", f"It is {document.version}", do)
        return False

    def _position(self, row: Row, column: str) -> int | None:
        text = row[column].strip()
        if _POSITION.fullmatch(text):
            return int(text)
        allowed = "A whole number in digits, counted in characters from 0."
        self._problem(row, f"'{column}' is {shown(text)}", allowed, "Check the column.")
        return None

    def _segment(self, row: Row, document: KnownDocument) -> Span | None:
        if not self._fits_version(row, document, required=False):
            return None
        text = row["segment"].strip()
        number = int(text) if _POSITION.fullmatch(text) else 0
        if not 1 <= number <= len(document.turns):
            found = f"'segment' is {shown(text)}"
            self._problem(row, found, f"A turn of the document, from 1 to {len(document.turns)}.")
            return None
        span = document.turns[number - 1]
        if not span:
            self._problem(row, f"turn {number} has no text", do="Code another turn.")
            return None
        return span

    def _code(self, row: Row) -> str:
        code = self._codebook.today(tidy(row["code"]))  # a file may name a code as it was called before
        if not code:
            self._problem(row, "'code' is empty", "The full id of a code.", "Write it, or remove the row.")
        elif code not in self._codebook:
            do = (
                self.problems.closest(code, self._codable)
                or "Check the spelling, or add the code to codebook.yaml."
            )
            self._problem(row, f"unknown code {shown(code)}", "A full id of the codebook.", do)
        elif not self._codebook[code].codable:
            below = self._below.get(code, [])
            do = f"Choose one below it: {', '.join(below[:5])}{' …' if len(below) > 5 else ''}"
            self._problem(row, f"the code '{code}' only groups others", "A code that is codable.", do)
        return code

    def _coder(self, row: Row) -> str:
        coder = tidy(row["coder"]) or tidy(self._default_coder or "")
        if not coder:
            do = "Write the coder's name in the row, or say it for all: --coder NAME"
            self._problem(row, "there is no coder", "Every coding has one.", do)
        elif not is_one_line(coder):
            self._problem(row, "'coder' has a line break or control character", "It is one line.")
        return coder

    def _stance(self, row: Row) -> Stance:
        stance = tidy(row["stance"]) or STANCES[0]
        if stance not in STANCES:
            allowed = f"Allowed: {', '.join(STANCES)}; empty is {STANCES[0]}."
            self._problem(
                row, f"'stance' is {shown(stance)}", allowed, self.problems.closest(stance, STANCES)
            )
        return cast(Stance, stance)

    def _round(self, row: Row) -> int:
        text = row.get("round", "").strip()
        if text and not _ROUND.fullmatch(text):
            self._problem(row, f"'round' is {shown(text)}", "A whole number from 1, or empty.")
            return 1
        return int(text or 1)

    def _keep(self, coding: Coding, row: Row) -> None:
        """Keep a statement once; a second row that adds another memo is a question for a person."""
        kept = self._by_key.get(coding.key)
        if kept is None:
            made = _moment(row.get("created_at", ""))
            complete = replace(coding, id=self._identity(row, coding), created_at=made)
            self._by_key[coding.key] = (complete, row)
            return
        earlier, first = kept
        if coding.memo and not earlier.memo:
            self._by_key[coding.key] = (replace(earlier, memo=coding.memo), first)
        elif coding.memo not in ("", earlier.memo):
            found = f"the row says the same as row {first.number}, with another memo"
            self._problem(row, found, "A statement stands once.", "Put the two memos into one row.")

    def _identity(self, row: Row, coding: Coding) -> str:
        """Return the row's own id where it is a UUID that no row before it has (rows get copied)."""
        try:
            identity = str(uuid.UUID(row.get("id", "").strip()))
        except ValueError:
            identity = ""
        if not identity or identity in self._ids:
            identity = str(uuid.uuid5(_NAMESPACE, "\n".join(map(str, coding.key))))
        self._ids.add(identity)
        return identity


def _moment(text: str) -> str:
    """Return a time stamp that is one; other programs may mean something else by the column."""
    try:
        datetime.fromisoformat(text.strip())
    except ValueError:
        return ""
    return text.strip()


def write_codings(path: Path, codings: Iterable[Coding], *, mode: int = PRIVATE_FILE) -> None:
    """Write codings with their spans as .csv or .xlsx.

    Parameters
    ----------
    path : Path
        The ending says the format.
    codings : iterable of Coding
        Written in reading order, whatever their order here: the same codings give the same bytes.
    mode : int
        Permissions; memos may speak of persons, so only the owner can read unless said otherwise.

    Raises
    ------
    UsageError
        QC-CD03: neither .csv nor .xlsx.
    InterchangeError
        As :func:`~qualcode.interchange.write_csv` and :func:`~qualcode.interchange.write_xlsx`.
    """
    rows = [
        [
            c.document,
            c.version,
            *_ends(c.span),
            c.code,
            c.coder,
            c.memo,
            c.stance,
            c.round,
            c.id,
            c.created_at,
        ]
        for c in sorted(codings, key=_order)
    ]
    ending = path.suffix.lower()
    if ending == ".csv":
        write_csv(path, WRITTEN_COLUMNS, rows, mode=mode)
    elif ending == ".xlsx":
        write_xlsx(path, {"codings": (WRITTEN_COLUMNS, rows)}, mode=mode)
    else:
        raise UsageError(
            f"codings are not written to a file ending in {shown(ending)}",
            code="QC-CD03",
            where=path.name,
            allowed="Endings: .csv, .xlsx",
        )


def _ends(span: Span) -> tuple[int, int]:
    return span.start, span.end


def _order(coding: Coding) -> tuple[object, ...]:
    """Sort in reading order, and beyond it by whatever tells two codings apart."""
    reading = (coding.document, *_ends(coding.span), coding.code, coding.coder, coding.stance)
    return (*reading, coding.version, coding.id)
