"""CSV and Excel tables: a list of codes, or passages with their codes.

A list of codes has a column with the code (alone, as a path, or with its parent in a column of its own). Passages are
rows with document, words and code; nobody counts positions by hand, so the words are looked for in the document's text:
they must stand there exactly once, blanks and line breaks not counted.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path, PurePath

from qualcode.errors import InterchangeError
from qualcode.interchange.checks import Problems, folded, tidy
from qualcode.interchange.exchange import ExchangeProject, ExchangeSource, Extra
from qualcode.interchange.foreign import kinds
from qualcode.interchange.foreign.branches import CodePaths, Split, by_arrows, by_dots
from qualcode.interchange.foreign.building import Builder, tree_of
from qualcode.interchange.foreign.columns import CODE_FIELDS, CODING_FIELDS, IGNORED, columns_of, plain_name
from qualcode.interchange.foreign.loose_text import LooseText
from qualcode.interchange.foreign.named_codes import NamedCodes
from qualcode.interchange.tables import Row, Table, read_table
from qualcode.model import canonical

_MANY = re.compile(r"\s*[;\n]\s*")
_NUMBER = re.compile(r"[0-9]{1,6}")


def read_code_table(path: Path, *, texts: Mapping[str, str] | None = None) -> tuple[ExchangeProject, Builder]:
    """Return what a table of codes or of coded passages says.

    Parameters
    ----------
    path : Path
        A .csv or .xlsx file.
    texts : mapping of str to str, optional
        The texts of the study's documents by name; needed for passages.

    Raises
    ------
    InterchangeError
        QC-FX09: passages, and no texts to find them in; QC-FX12: neither kind of table; QC-TB01: problems of form.
    """
    table = read_table(path)
    passages = columns_of(table.columns, CODING_FIELDS)
    if {"document", "quote", "code"} <= set(passages):
        return _read_passages(table, passages, texts)
    codes = columns_of(table.columns, CODE_FIELDS)
    if "code" not in codes:
        raise InterchangeError(
            "the columns are neither those of a list of codes nor those of coded passages",
            code="QC-FX12",
            where=table.name,
            allowed="Codes: code, and if there are any parent, definition, color. Passages: document, quote, code, coder, memo",
            do="Name the columns so in the first row.",
        )
    return _read_codes(table, codes)


def _split_of(table: Table) -> Split:
    """Return what takes a path apart: at dots in what Taguette writes (its columns say so)."""
    return by_dots if "tag" in map(plain_name, table.columns) else by_arrows


def _count_columns(builder: Builder, table: Table, used: Mapping[str, str]) -> None:
    for number, column in enumerate(table.columns, start=1):
        if column not in used.values() and plain_name(column) not in IGNORED:
            builder.losses.add(kinds.COLUMNS, f"column {number}")


def _read_codes(table: Table, columns: Mapping[str, str]) -> tuple[ExchangeProject, Builder]:
    builder = Builder("code-table")
    _count_columns(builder, table, columns)
    codes = NamedCodes(builder, _split_of(table))
    problems = Problems()
    for row in table:
        cells = {meaning: tidy(row[column]) for meaning, column in columns.items()}
        if not cells["code"]:
            problems.add(table.where(row), "there is no code")
            continue
        codes.add(
            cells["code"],
            parent=cells.get("parent", ""),
            description=cells.get("description", ""),
            color=builder.colour(cells.get("color", ""), f"row {row.number}"),
            codable=plain_name(cells.get("codable", "")) not in ("no", "nej", "false", "falsk", "0"),
            extra=_extra(cells),
            row=f"row {row.number}",
        )
    problems.check(InterchangeError, code="QC-FX12", where=table.name, what="the table")
    builder.add("codes", *tree_of(codes.codes(), table.name))
    return builder.project(PurePath(table.name).stem, "table of codes"), builder


def _extra(cells: Mapping[str, str]) -> Extra:
    single = [(name, cells[name]) for name in ("use_when", "not_when") if cells.get(name)]
    many = [(name, part) for name in ("example", "cue") for part in _MANY.split(cells.get(name, "")) if part]
    return (*single, *many)


def _read_passages(
    table: Table, columns: Mapping[str, str], texts: Mapping[str, str] | None
) -> tuple[ExchangeProject, Builder]:
    if all(_NUMBER.fullmatch(row[columns["quote"]]) for row in table) and len(table):
        raise InterchangeError(
            "the passages are numbers of segments, as qualcode's own files have them",
            code="QC-FX12",
            where=table.name,
            do="Import it with: qualcode codings import FILE",
        )
    if texts is None:
        raise InterchangeError(
            "the passages are named by their words, and there are no documents to find them in",
            code="QC-FX09",
            where=table.name,
            do="Import the transcripts first; the table names them in its column of documents.",
        )
    builder = Builder("code-table")
    _count_columns(builder, table, columns)
    _Passages(builder, table, columns, texts).read()
    return builder.project(PurePath(table.name).stem, "table of coded passages"), builder


class _Passages:
    """Finds the passages of a table in the documents."""

    def __init__(
        self, builder: Builder, table: Table, columns: Mapping[str, str], texts: Mapping[str, str]
    ) -> None:
        self._builder = builder
        self._table = table
        self._columns = columns
        self._texts = texts
        self._names = _names_of(texts)
        self._loose: dict[str, LooseText] = {}
        self._paths = CodePaths(builder)
        self._sources: dict[str, str] = {}

    def read(self) -> None:
        """Read every row."""
        for row in self._table:
            self._take(row)
        self._builder.add("codes", *self._paths.codes())

    def _cell(self, row: Row, meaning: str) -> str:
        return row[self._columns[meaning]] if meaning in self._columns else ""

    def _take(self, row: Row) -> None:
        where, losses = f"row {row.number}", self._builder.losses
        quote = canonical(self._cell(row, "quote")).strip()
        names = [tidy(name) for name in _MANY.split(self._cell(row, "code")) if tidy(name)]
        document = tidy(self._cell(row, "document"))
        if not quote or not names or not document:
            losses.add(kinds.INCOMPLETE, where)
            return
        name = self._names.get(folded(document)) or self._names.get(_plain_document(document))
        if name is None:
            losses.add(kinds.NO_DOCUMENT, where)
            return
        loose = self._loose.setdefault(name, LooseText(self._texts[name]))
        found = loose.find(quote)
        if len(found) != 1:
            losses.add(kinds.AMBIGUOUS if found else kinds.NOT_FOUND, where)
            return
        self._builder.report.found["checked"] += 1
        user = self._builder.user(tidy(self._cell(row, "coder")))
        memo = canonical(self._cell(row, "memo"))
        for index, code in enumerate(names):
            self._builder.code_passage(
                (row.number, index),
                self._paths.add(code, _split_of(self._table)),
                self._source(name),
                found[0],
                user=user,
                memo=memo if index == 0 else "",
            )

    def _source(self, name: str) -> str:
        if name not in self._sources:
            self._sources[name] = self._builder.guid("source", name)
            self._builder.add("sources", ExchangeSource(self._sources[name], name, self._texts[name]))
        return self._sources[name]


def _names_of(texts: Mapping[str, str]) -> dict[str, str]:
    """Return the documents by how a table may call them: the name, or the name without the file's ending.

    What would mean two of them means none.
    """
    names: dict[str, str] = {}
    for form in (folded, _plain_document):
        found: dict[str, list[str]] = {}
        for name in texts:
            found.setdefault(form(name), []).append(name)
        for plain, meant in found.items():
            if len(meant) == 1:
                names.setdefault(plain, meant[0])
    return names


_ENDING = re.compile(r"\.(?:docx?|odt|txt|md|rtf|vtt|srt|json|csv|xlsx|pdf|html?)$", re.IGNORECASE)


def _plain_document(name: str) -> str:
    return folded(_ENDING.sub("", name.strip()))
