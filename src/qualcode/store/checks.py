"""The full check: every page, every text, every row, and whether they fit together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from sqlalchemy import Connection, select
from sqlalchemy.exc import DBAPIError

from qualcode.errors import Problem
from qualcode.store import actions, codebooks, content, fitting, history, schema, sqlite
from qualcode.store.sealing import Damage
from qualcode.store.tables import TEMPORAL
from qualcode.store.tables import content as content_table

RESTORE = "Restore the last good backup."


def check(connection: Connection) -> list[Problem]:
    """Return everything that is wrong; an empty list says that all of the store is as it was written."""
    return _first_findings(
        (_pages, _texts, _schema, _rows, *fitting.OF_DOCUMENTS, *fitting.OF_ALL), connection
    )


def check_of_any_schema(connection: Connection) -> list[Problem]:
    """Return what is wrong with pages, references and texts, which every schema has in the same form."""
    return _first_findings((_pages, _texts), connection)


def _first_findings(
    parts: Iterable[Callable[[Connection], Iterator[Problem]]], connection: Connection
) -> list[Problem]:
    """Go through the parts until one finds something: each looks at what those before it found whole."""
    for part in parts:
        found = _findings(part, connection)
        if found:
            return found
    return []


def _findings(part: Callable[[Connection], Iterator[Problem]], connection: Connection) -> list[Problem]:
    try:
        return list(part(connection))
    except Damage as damage:
        return [Problem("store", str(damage), do=RESTORE)]
    except DBAPIError:
        return [Problem("store", "a value cannot be read", do=RESTORE)]


def _pages(connection: Connection) -> Iterator[Problem]:
    sqlite.check_pages(connection)
    sqlite.check_references(connection)
    for key in ("study_id", "generation"):
        schema.read_meta(connection, key)
    yield from ()


def _schema(connection: Connection) -> Iterator[Problem]:
    if schema.read_meta(connection, "schema") != schema.fingerprint(connection):
        yield Problem("store", "the schema is not the one that was made", do=RESTORE)


def _texts(connection: Connection) -> Iterator[Problem]:
    query = select(content_table.c.sha256, content_table.c.body)
    rows = connection.execute(query.execution_options(yield_per=1))  # one text in memory at a time
    for row in rows:
        if not content.fits(row.sha256, row.body):
            yield Problem(f"text {row.sha256[:12]}", "its SHA-256 does not fit", do=RESTORE)


def _rows(connection: Connection) -> Iterator[Problem]:
    actions.read_log(connection)
    codebooks.code_keys(connection)
    for table in TEMPORAL:
        history.read(connection, table)
    yield from ()
