"""Who codes: people are noted by what they first code or decide, models by name."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, select

from qualcode.model import Coder
from qualcode.store import history, problems
from qualcode.store.actions import Write
from qualcode.store.sealing import storable
from qualcode.store.tables import TEMPORAL
from qualcode.store.tables import coder as table


def read(connection: Connection) -> list[Coder]:
    """Return everybody who codes, by name."""
    return sorted(
        (Coder(*held.values) for held in history.fetch(connection, table)), key=lambda one: one.name
    )


def add(write: Write, coder: Coder) -> bool:
    """Note who codes; False where it is known."""
    if not coder.name or not storable(coder.name) or coder.kind not in ("human", "model"):
        raise problems.usage("a coder needs a name, and is a human or a model")
    for known in read(write.connection):
        if known.name == coder.name:
            if known.kind != coder.kind:
                raise problems.coder(coder.name, known.kind)
            return False
    rev = write.record("add coder", {"coders": 1}, ["coders"])
    history.begin(write.connection, table, rev, [(coder.name, coder.kind)])
    return True


def note_people(connection: Connection, rev: int, names: Iterable[str]) -> None:
    """Note people who code or decide for the first time, as a part of that action."""
    history.begin(connection, table, rev, ((name, "human") for name in sorted(names)))


def mentioned(connection: Connection) -> set[str]:
    """Return the names of all who have a coding, a decision, a settlement or a finished document."""
    found: set[str] = set()
    for rows in TEMPORAL:
        if "coder" in rows.c:
            # Straight from the index, which the check at opening compares with the table.
            found.update(connection.scalars(select(rows.c.coder).where(rows.c.to_rev.is_(None)).distinct()))
    return found - {""}  # a passage to read again can be nobody's


def keep_mentioned(connection: Connection, rev: int) -> None:
    """Leave on the list who was taken off it at a revision, and still has something to her name.

    Whoever codes first under a name notes it. When that is taken back out of order, others may have used it since.
    """
    gone = [held.values for held in history.read(connection, table, table.c.to_rev == rev)]
    noted = {one.name for one in read(connection)}
    still = mentioned(connection) if gone else set()
    history.begin(
        connection, table, rev, (values for values in gone if values[0] in still and values[0] not in noted)
    )
