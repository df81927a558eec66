"""Settlements as rows: what the table holds of one."""

from __future__ import annotations

import json
from typing import NamedTuple

from sqlalchemy import Connection

from qualcode.model import Span
from qualcode.store import content, history
from qualcode.store.tables import settlement


class Row(NamedTuple):
    """One settlement's row: the table's columns in their order, and the row's number."""

    id: str
    document: int
    version: str
    start: int
    stop: int
    coder: str
    outcome: str
    sources: str
    codings: str
    memo: str
    settled_by: str
    round: int
    settled_at: str
    seq: int

    def __repr__(self) -> str:
        return f"<settlement {self.id}>"  # the memo is no one's business here

    @property
    def values(self) -> history.Values:
        """Return what the checksum covers."""
        return tuple(self[:-1])

    @property
    def span(self) -> Span:
        """Return the place, in its version."""
        return Span(self.start, self.stop)

    @property
    def says(self) -> tuple[object, ...]:
        """Return what makes a settlement another one; under which id, and when it was settled, does not."""
        lists = (sorted(unpack(self.sources)), sorted(unpack(self.codings)))
        return (*self[1:7], *lists, *self[9:12])

    def at(self, version: str, span: Span) -> Row:
        """Return the settlement at another place."""
        return self._replace(version=version, start=span.start, stop=span.end)

    def leading_to(self, codings: tuple[str, ...]) -> Row:
        """Return the settlement with the codings that it led to."""
        return self._replace(codings=pack(codings))


def pack(ids: tuple[str, ...]) -> str:
    """Return ids as a row keeps them; each once."""
    return content.pack(list(dict.fromkeys(ids)))


def unpack(ids: str) -> tuple[str, ...]:
    """Return ids as they were packed."""
    return tuple(json.loads(ids))


def read_rows(
    connection: Connection, document: int | None = None, coder: str | None = None, at: int | None = None
) -> list[Row]:
    """Return the settlements of a document and under a name, or all, as of now or of an earlier revision."""
    where = [history.holds_at(settlement, at, scan=document is None)]
    if document is not None:
        where.append(settlement.c.document == document)
    if coder is not None:
        where.append(settlement.c.coder == coder)
    return [Row._make(row[1:]) for row in history.verified(connection, settlement, *where)]
