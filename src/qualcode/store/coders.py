"""Who codes: people are noted by what they first code or decide, models by name."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection

from qualcode.model import Coder
from qualcode.store import history, problems
from qualcode.store.actions import Write
from qualcode.store.sealing import storable
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
