"""The schema of a file: is it ours, is it whole, is it the one that this qualcode knows.

The migrations (Alembic) lie in :mod:`qualcode.store.migrations` and are the only thing that makes tables.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from sqlalchemy import Connection, delete, inspect, select, update

from qualcode.model import new_id
from qualcode.store import problems, sqlite
from qualcode.store.sealing import Damage, seal
from qualcode.store.tables import meta

REVISIONS: tuple[str, ...] = ("0001", "0002", "0003", "0004", "0005")
"""Every schema there ever was, oldest first; the last is the one of :mod:`qualcode.store.tables`."""

SCRIPTS = Path(__file__).with_name("migrations")
OUR_TABLES = frozenset({"meta", "action", "content"})


def current() -> str:
    """Return the schema that this qualcode writes."""
    return REVISIONS[-1]


def upgrade(connection: Connection) -> None:
    """Run the migrations that a file lacks, within the transaction that is open."""
    # Alembic takes 0.2 s to import and is needed once in the life of a file.
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(SCRIPTS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def examine(path: Path, connection: Connection) -> str:
    """Return the file's schema, or refuse: not ours, damaged, or newer than this qualcode."""
    if not sqlite.is_ours(connection):
        _refuse_foreign(path, connection)
    sqlite.check_pages(connection)
    found = version_of(connection)
    if found not in REVISIONS:
        raise problems.newer(path, found, current())
    if found == current() and read_meta(connection, "schema") != fingerprint(connection):
        raise Damage("the schema is not the one that was made")
    return found


def _refuse_foreign(path: Path, connection: Connection) -> None:
    tables = set(inspect(connection).get_table_names())
    if tables >= OUR_TABLES:
        raise Damage("the header lost its mark")
    if tables:
        raise problems.not_ours(path, "this is a database of another program")
    raise problems.not_ours(path, "this is an empty database")


def version_of(connection: Connection) -> str:
    """Return the schema as Alembic noted it."""
    found = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalars().all()
    if len(found) != 1:
        raise Damage("the schema's number is missing")
    return str(found[0])


def fingerprint(connection: Connection) -> str:
    """Return a SHA-256 over the schema: a flipped bit in it could change what a column takes."""
    return hashlib.sha256(sqlite.statements(connection).encode("utf-8", "surrogatepass")).hexdigest()


def read_meta(connection: Connection, key: str) -> str:
    """Return a fact about the file, verified."""
    row = connection.execute(select(meta.c.value, meta.c.checksum).where(meta.c.key == key)).first()
    if row is None or seal((key, row.value)) != row.checksum:
        raise Damage(f"the file's {key} does not fit its checksum")
    return str(row.value)


def write_meta(connection: Connection, key: str, value: str) -> None:
    """Set a fact about the file."""
    values = {"value": value, "checksum": seal((key, value))}
    changed = connection.execute(update(meta).where(meta.c.key == key).values(values))
    if changed.rowcount == 0:
        connection.execute(meta.insert(), {"key": key, **values})


def take_meta(connection: Connection, key: str) -> str:
    """Return a fact about the file, verified, or nothing where the file does not have it; from now on it has not."""
    if connection.execute(select(meta.c.key).where(meta.c.key == key)).first() is None:
        return ""
    value = read_meta(connection, key)
    connection.execute(delete(meta).where(meta.c.key == key))
    return value


def new_generation(connection: Connection) -> None:
    """Let every store that has the file open refuse to go on: what it knows is no longer so."""
    write_meta(connection, "generation", new_id())
    write_meta(connection, "schema", fingerprint(connection))
