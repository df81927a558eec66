"""Decisions as rows: what the table holds of one."""

from __future__ import annotations

from typing import NamedTuple

from sqlalchemy import Connection

from qualcode.model import Span
from qualcode.store import history
from qualcode.store.tables import decision


class Row(NamedTuple):
    """One decision's row: the table's columns in their order, and the row's number."""

    id: str
    document: int
    version: str
    segment: int
    start: int
    stop: int
    code: int
    score: float
    rank: int
    suggested: int
    model: str
    answer: str
    coder: str
    became: int | None
    codebook_version: str
    round: int
    decided_at: str
    coding: str
    made: int
    seq: int

    @property
    def values(self) -> history.Values:
        """Return what the checksum covers."""
        return tuple(self[:-1])

    @property
    def key(self) -> tuple[object, ...]:
        """Return what a later decision replaces this one by: who answered, and which code on which words."""
        return (self.document, self.version, self.start, self.stop, self.code, self.coder)

    @property
    def says(self) -> tuple[object, ...]:
        """Return what makes an answer another one; when it was given, and to which score, does not."""
        return (self.answer, self.became, self.model, self.codebook_version, self.round)

    def at(self, version: str, span: Span) -> Row:
        """Return the decision at another place."""
        return self._replace(version=version, start=span.start, stop=span.end)

    def leading_to(self, coding: str, made: bool) -> Row:
        """Return the decision with the coding that it led to."""
        return self._replace(coding=coding, made=int(made))


def read_rows(
    connection: Connection, document: int | None = None, coder: str | None = None, at: int | None = None
) -> list[Row]:
    """Return the decisions on a document and by a coder, or all, as of now or of an earlier revision."""
    where = [history.holds_at(decision, at, scan=document is None)]
    if document is not None:
        where.append(decision.c.document == document)
    if coder is not None:
        where.append(decision.c.coder == coder)
    return [Row._make(row[1:]) for row in history.verified(connection, decision, *where)]


def read_rows_of(connection: Connection, pairs: set[tuple[int, str]], documents_in_all: int) -> list[Row]:
    """Return the decisions of some documents and coders; few pairs are looked up, many are picked from all."""
    if len(pairs) <= documents_in_all:
        return [row for key, coder in sorted(pairs) for row in read_rows(connection, key, coder)]
    return [row for row in read_rows(connection) if (row.document, row.coder) in pairs]
