"""Beginning, ending, reading and reversing temporal rows (see :mod:`qualcode.store.tables`)."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, NamedTuple

from sqlalchemy import (
    ColumnElement,
    Connection,
    Table,
    bindparam,
    insert,
    literal,
    null,
    or_,
    select,
    update,
)

from qualcode.store.sealing import Damage, seal, unsealed
from qualcode.store.tables import BOOKKEEPING, TEMPORAL

VALUES = {
    table.name: tuple(column.name for column in table.columns if column.name not in BOOKKEEPING)
    for table in TEMPORAL
}
"""The columns of each table that its checksum covers, in order."""

Values = tuple[Any, ...]

FEW = 200
"""Up to so many rows are looked up one by one; beyond that, reading all of them is quicker."""


class Held(NamedTuple):
    """One temporal row: its number in the table, and its values in the order of :data:`VALUES`."""

    seq: int
    values: Values

    def __repr__(self) -> str:
        return f"<row {self.seq}>"  # the values may be words


def begin(connection: Connection, table: Table, rev: int, rows: Iterable[Values]) -> None:
    """Write rows that hold from a revision on."""
    names = VALUES[table.name]
    made = [
        {**dict(zip(names, values, strict=True)), "from_rev": rev, "to_rev": None, "checksum": seal(values)}
        for values in rows
    ]
    if made:
        connection.execute(insert(table), made)


def end(connection: Connection, table: Table, rev: int, seqs: Iterable[int]) -> None:
    """Let rows hold no longer from a revision on."""
    made = [{"row": seq, "rev": rev} for seq in seqs]
    if made:
        change = update(table).where(table.c.seq == bindparam("row"), table.c.to_rev.is_(None))
        connection.execute(change.values(to_rev=bindparam("rev")), made)


def fetch(
    connection: Connection, table: Table, *where: ColumnElement[bool], at: int | None = None
) -> list[Held]:
    """Return the rows that hold now, or that held at an earlier revision; each is verified."""
    return read(connection, table, *where, holds_at(table, at))


def fetch_by_ids(connection: Connection, table: Table, ids: Sequence[str]) -> list[Held]:
    """Return the rows that hold now of some objects; few are looked up, many are picked from all."""
    if not ids:
        return []
    if len(ids) > FEW:
        wanted = set(ids)
        return [held for held in fetch(connection, table) if held.values[0] in wanted]
    return fetch(connection, table, table.c.id.in_(ids))


def read(connection: Connection, table: Table, *where: ColumnElement[bool]) -> list[Held]:
    """Return rows of a table, ended ones too, in the order they were written; each is verified."""
    return [Held(row[-1], row[1:-1]) for row in verified(connection, table, *where)]


def periods(
    connection: Connection, table: Table, *where: ColumnElement[bool]
) -> dict[int, tuple[int, int | None]]:
    """Return from and to which revision rows held (None: they do), by their number."""
    query = select(table.c.seq, table.c.from_rev, table.c.to_rev).where(*where)
    return {row[0]: (row[1], row[2]) for row in connection.execute(query)}


def verified(connection: Connection, table: Table, *where: ColumnElement[bool]) -> Sequence[Any]:
    """Return rows (checksum, values, number), unpacked by their readers, after comparing each with its checksum."""
    columns = (table.c.checksum, *(table.c[name] for name in VALUES[table.name]), table.c.seq)
    with collector_paused():
        rows = connection.execute(select(*columns).where(*where)).all()
        if unsealed(rows):
            raise Damage(f"a checksum in table {table.name!r} does not fit")
        return rows


def holds_at(table: Table, at: int | None, *, scan: bool = False) -> ColumnElement[bool]:
    """Return the condition for rows that hold now (None) or held at a revision.

    ``scan`` keeps the database from going through the index, which costs a third more where most rows are wanted.
    """
    if at is None:
        return (table.c.to_rev + 0 if scan else table.c.to_rev).is_(None)
    return (table.c.from_rev <= at) & or_(table.c.to_rev.is_(None), table.c.to_rev > at)


def reverse(connection: Connection, rev: int, target: int) -> None:
    """Bring every object that revision ``target`` changed back to what it was before, as of ``rev``.

    An object's row may be a copy by now (undone and done again), so objects are found by their id.
    """
    for table in TEMPORAL:
        changed = select(table.c.id).where(or_(table.c.from_rev == target, table.c.to_rev == target))
        some = connection.scalars(changed.limit(FEW + 1)).all()
        if not some:
            continue
        # Given a query, the database goes through every row that holds; given few ids, it looks them up.
        ids = table.c.id.in_(some if len(some) <= FEW else changed)
        connection.execute(update(table).where(table.c.to_rev.is_(None), ids).values(to_rev=rev))
        names = VALUES[table.name]
        before = select(*(table.c[name] for name in names), literal(rev), null(), table.c.checksum).where(
            table.c.to_rev == target
        )
        connection.execute(insert(table).from_select([*names, "from_rev", "to_rev", "checksum"], before))


@contextmanager
def collector_paused() -> Iterator[None]:
    """Pause the cycle collector: it would walk 100,000 fresh rows again and again and find nothing to collect."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
