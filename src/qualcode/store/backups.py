"""Copies of a store, and the way back from one.

A copy is only ever made by SQLite (``VACUUM INTO``): copying the file itself can catch half a transaction. A backup carries what the
study must not forget and keeps beside its store; the store knows it as a text only.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

from sqlalchemy import Connection

from qualcode.errors import Problem, StoreDamagedError, StoreError
from qualcode.model import new_id
from qualcode.safe_io import make_private_folder
from qualcode.store import actions, checks, content, files, problems, schema, sqlite
from qualcode.store.files import Backup
from qualcode.store.results import Restored

CARRIED = "carried"
"""What a backup carries along, as a fact about the file; no store that is in use has it."""


def copy_of(
    source: Path,
    target: Path,
    *,
    wait: float,
    check: Callable[[Connection], list[Problem]] = checks.check,
    carried: str = "",
) -> Backup:
    """Write a verified copy of a store's committed state under a name that is still free; it carries a text along."""
    if target.exists() or target.is_symlink():
        raise problems.exists(target)
    with problems.disk(target), files.placing(target) as temporary:
        _copy(source, temporary, target, wait)
        if carried:
            _load(source, temporary, carried)
        revision = _verified(source, temporary, check)
    return Backup(str(target), revision, actions.now())


def _copy(source: Path, temporary: Path, target: Path, wait: float) -> None:
    """Copy a store; where the disk is full, it is the target's."""
    try:
        with sqlite.guarded(source), sqlite.engine_for(source, wait=wait).connect() as connection:
            sqlite.copy_into(connection, temporary)
    except StoreError as error:
        raise problems.full(target) if error.code == problems.FULL else error from None


def _load(source: Path, copy: Path, carried: str) -> None:
    with sqlite.guarded(source), sqlite.engine_for(copy, wait=0).connect() as connection:
        sqlite.begin(connection, write=True)
        schema.write_meta(connection, CARRIED, carried)
        connection.commit()


def _verified(source: Path, copy: Path, check: Callable[[Connection], list[Problem]]) -> int:
    """Check a copy and return its revision."""
    with sqlite.guarded(source), sqlite.engine_for(copy, wait=0).connect() as connection:
        sqlite.begin(connection, write=False)
        found = check(connection)
        if found:
            raise problems.damaged(source, f"{len(found)} findings in its copy, which was not kept")
        return actions.revision(connection)


def restore(
    backup: Path, path: Path, *, actor: str, wait: float, unpack: Callable[[str], object] | None = None
) -> Restored:
    """Put the content of a backup in the place of a store; what was there is set aside, not overwritten.

    The restored study has a new revision and a new generation: whoever still has the old one open is refused. ``unpack`` gets what the
    backup carries, after all of it was checked and before the store is exchanged; what it refuses stops the restoring.
    """
    backup = files.named(backup)
    if not backup.is_file():
        raise problems.missing(backup)
    if backup == path:
        raise problems.not_restorable(backup, "this is the store itself")
    if not actor:
        raise problems.usage("a write needs to know who acts", "Pass actor=NAME.")
    copied = _identity(backup, wait)
    there = _what_is_there(path, wait)
    if there is not None and there[0] != copied[0]:
        raise problems.not_restorable(backup, "the backup belongs to another study")
    revision = max(copied[1], there[1] if there else 0) + 1
    with problems.disk(path):
        make_private_folder(path.parent)
        with files.staged(path) as temporary:
            _copy(backup, temporary, path, wait)
            carried = _renew(backup, temporary, revision, actor, copied[1])
            if carried and unpack is not None:
                unpack(carried)
            before = _take_place(temporary, path, wait)
    files.remember_backup(path, Backup(str(backup), copied[1], actions.now()))
    return Restored(revision, str(before) if before else None)


def _identity(path: Path, wait: float) -> tuple[str, int]:
    """Return a store's study and revision; a file that is no whole store is refused."""
    with sqlite.guarded(path), sqlite.engine_for(path, wait=wait).connect() as connection:
        sqlite.begin(connection, write=False)
        schema.examine(path, connection)
        return schema.read_meta(connection, "study_id"), actions.revision(connection)


def _what_is_there(path: Path, wait: float) -> tuple[str, int] | None:
    """Return study and revision of what is to be replaced; None where nothing, or no whole store, is there."""
    if not path.exists():
        return None
    try:
        return _identity(path, wait)
    except StoreError as error:
        if isinstance(error, StoreDamagedError) or error.code == problems.NOT_OURS:
            return None
        raise


def _renew(backup: Path, copy: Path, revision: int, actor: str, restored: int) -> str:
    """Give a copy the schema of today, a new generation and a line in its log, and check all of it; return what it carried."""
    engine = sqlite.engine_for(copy, wait=0, foreign_keys=False)
    with sqlite.guarded(backup), engine.connect() as connection:
        sqlite.begin(connection, write=True)
        schema.upgrade(connection)
        schema.new_generation(connection)
        carried = schema.take_meta(connection, CARRIED)
        values = (actor, new_id(), "restore", content.pack({"revision": restored}), None)
        actions.record(connection, revision, values, [actions.EVERYTHING])
        found = checks.check(connection)
        if found:
            raise problems.not_restorable(
                backup, f"the backup is damaged: the check finds {len(found)} problems"
            )
        connection.commit()
    return carried


def _take_place(new: Path, path: Path, wait: float) -> Path | None:
    """Let a file take the store's name, while nobody is in a transaction with the one that has it."""
    if not path.exists():
        files.settle(new, path)
        return None
    before = files.free_name(path, "before-restore")
    with ExitStack() as lock:
        try:
            with sqlite.guarded(path):
                connection = lock.enter_context(sqlite.engine_for(path, wait=wait).connect())
                sqlite.lock_out(connection)
        except StoreError as error:
            if error.code == problems.BUSY:
                raise
            # What cannot be locked cannot be written by anybody else, either.
        if os.name == "nt":  # Windows renames no file that is open
            lock.close()
        files.exchange(new, path, before)
    return before
