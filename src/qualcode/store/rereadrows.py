"""Passages to read again as rows: what the table holds of one."""

from __future__ import annotations

from typing import NamedTuple

from sqlalchemy import Connection

from qualcode.model import Span
from qualcode.store import history
from qualcode.store.tables import reread


class Row(NamedTuple):
    """One passage's row: the table's columns in their order, and the row's number."""

    id: str
    document: int
    version: str
    start: int
    stop: int
    code: int
    coder: str
    reason: str
    codings: str
    codebook_version: str
    added_at: str
    done_by: str
    done_at: str
    seq: int

    @property
    def values(self) -> history.Values:
        """Return what the checksum covers."""
        return tuple(self[:-1])

    @property
    def about(self) -> tuple[object, ...]:
        """Return what makes two rows the same question."""
        return (*self[1:8], self.codings)

    def at(self, version: str, span: Span) -> Row:
        """Return the row at another place."""
        return self._replace(version=version, start=span.start, stop=span.end)


def read_rows(connection: Connection, document: int | None = None) -> list[Row]:
    """Return the rows of a document, or all."""
    where = [] if document is None else [reread.c.document == document]
    return [Row._make((*held.values, held.seq)) for held in history.fetch(connection, reread, *where)]
