"""Codings as rows: what the table holds of one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection

from qualcode.model import Span
from qualcode.store import history
from qualcode.store.tables import coding


class Row(NamedTuple):
    """One coding's row: the table's columns in their order, and the row's number."""

    id: str
    document: int
    version: str
    start: int
    stop: int
    code: int
    coder: str
    stance: str
    memo: str
    round: int
    withdrawn: int
    created_at: str
    seq: int

    def __repr__(self) -> str:
        return f"<coding {self.id}>"  # the memo is no one's business here

    @property
    def values(self) -> history.Values:
        """Return what the checksum covers."""
        return tuple(self[:-1])

    @property
    def key(self) -> tuple[object, ...]:
        """Return what makes two codings the same statement."""
        return (self.document, self.version, self.start, self.stop, self.code, self.coder, self.stance)

    def at(self, version: str, span: Span) -> Row:
        """Return the coding at another place."""
        return self._replace(version=version, start=span.start, stop=span.end)

    def with_withdrawn(self, withdrawn: bool) -> Row:
        """Return the coding withdrawn, or not."""
        return self._replace(withdrawn=int(withdrawn))


def read_rows(connection: Connection, document: int | None = None, coder: str | None = None) -> list[Row]:
    """Return the codings of a document and a coder, or of all, withdrawn ones too."""
    return [Row._make(row[1:]) for row in read_values(connection, document, coder)]


def read_rows_of(connection: Connection, pairs: set[tuple[int, str]], documents_in_all: int) -> list[Row]:
    """Return the codings of some documents and coders; few pairs are looked up, many are picked from all."""
    if len(pairs) <= documents_in_all:
        return [row for key, coder in sorted(pairs) for row in read_rows(connection, key, coder)]
    return [row for row in read_rows(connection) if (row.document, row.coder) in pairs]


def read_values(
    connection: Connection, document: int | None = None, coder: str | None = None, at: int | None = None
) -> Sequence[Any]:
    """Return what rows are made of, after a checksum; who reads 100,000 has no use for the rows themselves."""
    where = [history.holds_at(coding, at, scan=document is None)]
    if document is not None:
        where.append(coding.c.document == document)
    if coder is not None:
        where.append(coding.c.coder == coder)
    return history.verified(connection, coding, *where)
