"""Which documents a coder has read to the end: where she has no coding there, she found nothing to code."""

from __future__ import annotations

from typing import NamedTuple

from sqlalchemy import Connection

from qualcode.model import Finished
from qualcode.store import coders, context, documents, history, problems, rounds
from qualcode.store.actions import Write, now
from qualcode.store.context import Context, things
from qualcode.store.sealing import storable
from qualcode.store.tables import finished as table


class Row(NamedTuple):
    """One mark's row: the table's columns in their order, and the row's number."""

    id: str
    document: int
    version: str
    coder: str
    round: int
    at: str
    seq: int

    @property
    def values(self) -> history.Values:
        """Return what the checksum covers."""
        return tuple(self[:-1])


def read_rows(connection: Connection, document: int | None = None, coder: str | None = None) -> list[Row]:
    """Return the marks on a document and by a coder, or all."""
    where = [] if document is None else [table.c.document == document]
    if coder is not None:
        where.append(table.c.coder == coder)
    return [Row._make((*held.values, held.seq)) for held in history.fetch(connection, table, *where)]


def put(write: Write, document: str, coder: str, round_: int, done: bool) -> bool:
    """Mark the latest text as read to its end, or take that back; False where it is so."""
    connection = write.connection
    study = context.read(connection)
    kept = study.find(document)
    if kept is None:
        raise problems.unknown_document(document)
    touches = things("finished", [(kept, coder)])
    write.depends_on({*touches, kept.thing})
    _refuse_coder(coder, study)
    rounds.get(connection, round_)
    there = [row for row in read_rows(connection, kept.key, coder) if row.round == round_]
    if bool(there) == done:
        return False
    rev = write.record("finish" if done else "unfinish", {"documents": 1}, touches)
    history.end(connection, table, rev, [row.seq for row in there])
    if done:
        coders.note_people(connection, rev, {coder} - study.coders.keys())
        id_ = f"{kept.document.id}/{coder}/{round_}"
        row = (id_, kept.key, study.latest[kept.key].short_sha, coder, round_, now())
        history.begin(connection, table, rev, [row])
    return True


def _refuse_coder(coder: str, study: Context) -> None:
    if not coder or not storable(coder):
        raise problems.usage("a document is finished by a coder, who needs a name")
    if study.coders.get(coder) == "model":
        raise problems.not_a_person()


def read(connection: Connection, document: str | None, coder: str | None) -> list[Finished]:
    """Return the marks on a document and by a coder, or all, by document, coder and round."""
    known = documents.read_all(connection)
    kept = known.get(documents.name_key(document)) if document is not None else None
    if document is not None and kept is None:
        raise problems.unknown_document(document)
    names = documents.by_key(known)
    found = [
        Finished(names[row.document].document.name, row.coder, row.round, row.version, row.at)
        for row in read_rows(connection, kept.key if kept else None, coder)
    ]
    return sorted(found, key=lambda one: (one.document, one.coder, one.round))
