"""Making a store and opening one: the checks, and the way from an older schema to this one."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from qualcode.errors import StoreError
from qualcode.safe_io import make_private_folder
from qualcode.store import actions, backups, checks, files, problems, schema, sqlite
from qualcode.store.files import Backup
from qualcode.store.sealing import Damage, storable
from qualcode.store.session import Session


def create(path: Path, study_id: str, *, allow_network: bool) -> Path:
    """Make an empty store, whole or not at all, that only its owner can read."""
    path = place(path, allow_network=allow_network)
    if not study_id or not storable(study_id):
        raise problems.usage("a store needs the id of its study")
    if path.exists():
        raise problems.exists(path)
    with problems.disk(path):
        make_private_folder(path.parent)
    what = files.unwritable(path)
    if what:
        raise problems.read_only(path, what)
    with problems.disk(path), sqlite.guarded(path), files.placing(path) as temporary:
        _fill(temporary, study_id)
    return path


def _fill(path: Path, study_id: str) -> None:
    engine = sqlite.engine_for(path, wait=0)
    with engine.connect() as connection:
        sqlite.mark_as_ours(connection)
        sqlite.begin(connection, write=True)
        schema.upgrade(connection)
        schema.write_meta(connection, "study_id", study_id)
        schema.new_generation(connection)
        connection.commit()


def open_session(path: Path, *, wait: float, allow_network: bool) -> Session:
    """Open a store that is whole and has this schema; one with an older schema is brought to it."""
    path = place(path, allow_network=allow_network)
    if not path.is_file():
        raise problems.missing(path)
    if path.stat().st_size == 0:
        raise problems.not_ours(path, "this file is empty")
    files.sweep(path.parent)
    if _examine(path, wait) != schema.current():
        migrate(path, wait)
    return Session(path, wait=wait)


def place(path: Path, *, allow_network: bool) -> Path:
    """Return the one name of a store's file, or refuse where it lies."""
    path = files.named(path)
    if path.is_symlink():
        raise problems.link(path)
    kind = files.network_kind(path)
    if kind and not allow_network:
        raise problems.network(path, kind)
    return path


def _examine(path: Path, wait: float) -> str:
    with sqlite.guarded(path), sqlite.engine_for(path, wait=wait).connect() as connection:
        sqlite.begin(connection, write=False)
        return schema.examine(path, connection)


def migrate(path: Path, wait: float) -> Backup:
    """Back a store up, then bring it to this schema in one transaction, and check all of it before the commit."""
    what = files.unwritable(path)
    if what:
        raise problems.read_only(path, what)
    name = files.free_name(path, "before-migration")
    backup = backups.copy_of(path, name, wait=wait, check=checks.check_of_any_schema)
    # Alembic rebuilds tables to change them, which foreign keys would take for deleting.
    engine = sqlite.engine_for(path, wait=wait, foreign_keys=False)
    with sqlite.guarded(path), engine.connect() as connection:
        sqlite.begin(connection, write=True)
        if schema.version_of(connection) == schema.current():  # another process was faster
            return backup
        if actions.revision(connection) != backup.revision:
            raise problems.busy(path)
        _upgrade(path, connection, backup)
        connection.commit()
    return backup


def _upgrade(path: Path, connection: Connection, backup: Backup) -> None:
    try:
        schema.upgrade(connection)
        schema.new_generation(connection)
        found = checks.check(connection)
    except (Damage, DBAPIError, StoreError) as error:
        raise problems.migration(path, type(error).__name__, Path(backup.path)) from None
    if found:
        raise problems.migration(path, f"{len(found)} findings of the check after it", Path(backup.path))
