"""Analytic notes."""

from __future__ import annotations

from sqlalchemy import Connection

from qualcode.model import Memo
from qualcode.store import codebooks, documents, history, problems
from qualcode.store.actions import Write, now
from qualcode.store.sealing import storable
from qualcode.store.tables import coding
from qualcode.store.tables import memo as table

KINDS = ("study", "document", "code", "coding")


def put(write: Write, memo: Memo) -> bool:
    """Store a memo, in place of the one with its id; False where nothing changed."""
    connection = write.connection
    thing = f"memo:{memo.id}"
    write.depends_on([thing])
    _check(connection, memo)
    there = [held for held in history.fetch(connection, table) if held.values[0] == memo.id]
    created = memo.created_at or (there[0].values[5] if there else now())
    row = (memo.id, memo.target_kind, memo.target, memo.text, memo.author, created)
    if there and there[0].values == row:
        return False
    rev = write.record("memo", {"memos": 1}, [thing])
    history.end(connection, table, rev, [held.seq for held in there])
    history.begin(connection, table, rev, [row])
    return True


def _check(connection: Connection, memo: Memo) -> None:
    where = f"memo {problems.shown(memo.id)}"
    if not memo.id or not all(map(storable, (memo.id, memo.target, memo.text, memo.author))):
        raise problems.memo(where, "a memo needs an id, and characters that can be stored")
    if not _is_there(connection, memo):
        raise problems.memo(
            where, f"there is no such {memo.target_kind if memo.target_kind in KINDS else 'kind of thing'}"
        )


def _is_there(connection: Connection, memo: Memo) -> bool:
    if memo.target_kind == "study":
        return True
    if memo.target_kind == "document":
        return documents.name_key(memo.target) in documents.read_all(connection)
    if memo.target_kind == "code":
        book = codebooks.read(connection)
        return book is not None and memo.target in book.codebook
    if memo.target_kind == "coding":
        return bool(history.fetch(connection, coding, coding.c.id == memo.target))
    return False


def read(connection: Connection, kind: str | None, target: str | None) -> list[Memo]:
    """Return the memos on a kind of thing and on one of them, or all, in the order they were made."""
    memos = [Memo(*held.values) for held in history.fetch(connection, table)]
    fitting = [memo for memo in memos if kind in (None, memo.target_kind) and target in (None, memo.target)]
    return sorted(fitting, key=lambda memo: (memo.created_at, memo.id))
