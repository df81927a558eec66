"""The other copy: read without touching it, and where the two copies last agreed.

Nothing is read from the other file itself but a private copy of it, made by SQLite beside our own store: it is
brought to today's schema and checked in full before anything of it is believed, and it is gone afterwards. A run that
is killed leaves it to be swept up at the next opening, as every file that is being made.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, select
from sqlalchemy.pool import NullPool

from qualcode.errors import StoreError
from qualcode.store import actions, checks, files, problems, schema, sqlite
from qualcode.store.tables import action

MARK = "copy"
"""Begins what a merge notes in the log about the copy that it took from: ``copy:<session>:<revision>``."""


@contextmanager
def opened(other: Path, ours: Path, *, study_id: str, wait: float) -> Iterator[Connection]:
    """Give a connection to a private, checked copy of another store; it is removed afterwards.

    Raises
    ------
    StoreError
        There is no store, it is damaged, newer than this qualcode, of another study, or the store itself.
    """
    other = files.named(other)
    _refuse(other, ours)
    with problems.disk(ours), files.staged(ours) as temporary:
        _copy(other, temporary, ours, wait=wait, study_id=study_id)
        # Alembic rebuilds tables to change them, which foreign keys would take for deleting.
        engine = sqlite.engine_for(temporary, wait=0, foreign_keys=False)
        with sqlite.guarded(other), engine.connect() as connection:
            sqlite.begin(connection, write=True)  # never committed
            if schema.version_of(connection) != schema.current():
                schema.upgrade(connection)
                schema.new_generation(connection)
            found = checks.check(connection)
            if found:
                raise problems.damaged(other, f"the check finds {len(found)} problems")
            yield connection


def _refuse(other: Path, ours: Path) -> None:
    """Refuse what is no file, is our own, or may not be read."""
    if not other.is_file():
        raise problems.missing(other)
    if other.is_symlink():
        raise problems.link(other)
    if other.samefile(ours):
        raise StoreError(
            "this is the study's own store",
            code="QC-MG01",
            where=str(other),
            do="Name the folder of the other copy, or a backup of it.",
        )
    if not os.access(other, os.R_OK):
        raise _unreadable(other)
    if other.stat().st_size == 0:
        raise problems.not_ours(other, "this file is empty")


def _unreadable(other: Path) -> StoreError:
    return StoreError(
        "the other copy cannot be read as it is: you may not read it, or a program was stopped while it wrote to it",
        code="QC-MG02",
        where=str(other),
        do="Open that study once (qualcode status), or ask for a backup of it (qualcode backup), and merge that.",
    )


def _copy(other: Path, temporary: Path, ours: Path, *, wait: float, study_id: str) -> None:
    """Copy the committed state of another store, after looking whether it is one, and of this study."""
    try:
        with sqlite.guarded(other), _reading(other, wait).connect() as connection:
            schema.examine(other, connection)
            if schema.read_meta(connection, "study_id") != study_id:
                raise StoreError(
                    "this is a copy of another study",
                    code="QC-MG03",
                    where=str(other),
                    allowed="Only copies of one study are merged: they have the study_id of one study.yaml",
                    do="Check the name. Findings of two studies are compared with: qualcode compare",
                )
            sqlite.copy_into(connection, temporary)
    except StoreError as error:
        if error.code == problems.FULL:
            raise problems.full(ours) from None
        if error.code == "QC-ST09":  # SQLite would have to write: a journal waits to be rolled back
            raise _unreadable(other) from None
        raise


def _reading(path: Path, wait: float) -> Engine:
    """Return an engine that cannot write to the file, not even to finish what a killed program began."""

    def connect() -> sqlite3.Connection:
        connection = sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True, timeout=wait, isolation_level=None)
        try:
            for setting in sqlite.SETTINGS:
                connection.execute(f"PRAGMA {setting}").fetchall()
        except sqlite3.Error:
            connection.close()
            raise
        return connection

    return create_engine("sqlite+pysqlite://", creator=connect, poolclass=NullPool, hide_parameters=True)


@dataclass(frozen=True, slots=True)
class Meeting:
    """A revision here and one there at which the copies agreed on what they had exchanged."""

    ours: int
    theirs: int


def meetings(ours: Connection, theirs: Connection) -> list[Meeting]:
    """Return where the two logs part, and after it every merge of one of the copies into the other.

    A merge that holds is a new common start for all that the copies agreed on right after it: otherwise whatever is
    changed after a first merge would be a conflict at the second.
    """
    here, there = _log(ours), _log(theirs)
    start = 0
    for own, other in zip(here, there, strict=False):
        if own != other:
            break
        start = own[0]
    found = {Meeting(start, start)}
    found |= {Meeting(rev, theirs_) for rev, theirs_ in _merges(ours, there) if rev > start}
    found |= {Meeting(ours_, rev) for rev, ours_ in _merges(theirs, here) if rev > start}
    return sorted(found, key=lambda one: (one.ours + one.theirs, one.ours))


def mark(connection: Connection) -> str:
    """Return what names the state of a copy: the session and the revision of its last action."""
    rev, _, session, _, _ = _log(connection)[-1]
    return f"{MARK}:{session}:{rev}"


def _log(connection: Connection) -> list[tuple[int, str, str, str, str]]:
    columns = (action.c.rev, action.c.at, action.c.session, action.c.kind, action.c.actor)
    rows = connection.execute(select(*columns).order_by(action.c.rev))
    return [(rev, made_at, session, kind, actor) for rev, made_at, session, kind, actor in rows]


def _merges(connection: Connection, other: list[tuple[int, str, str, str, str]]) -> Iterator[tuple[int, int]]:
    """Yield the revision of each merge that holds, and the revision of the other copy that it took from."""
    sessions = {rev: session for rev, _, session, _, _ in other}
    for done in actions.read_log(connection):
        if done.kind != "merge" or done.undone:
            continue
        for thing in actions.touched(connection, done.rev):
            name, _, rest = thing.partition(":")
            session, _, rev = rest.partition(":")
            if name == MARK and sessions.get(int(rev)) == session:
                yield done.rev, int(rev)
