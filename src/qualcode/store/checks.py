"""The full check: every page, every text, every row, and whether they fit together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from sqlalchemy import Connection, select
from sqlalchemy.exc import DBAPIError

from qualcode.errors import Problem
from qualcode.store import (
    actions,
    codebooks,
    codingrows,
    content,
    decisionrows,
    documents,
    history,
    schema,
    segmentations,
    sqlite,
)
from qualcode.store.sealing import Damage
from qualcode.store.tables import TEMPORAL
from qualcode.store.tables import content as content_table

RESTORE = "Restore the last good backup."


def check(connection: Connection) -> list[Problem]:
    """Return everything that is wrong; an empty list says that all of the store is as it was written."""
    return _first_findings((_pages, _texts, _schema, _rows, _codings, _decisions, _segmentations), connection)


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


def _codings(connection: Connection) -> Iterator[Problem]:
    """Every coding stands on its document's latest text, inside it, under a code that may be used."""
    stored = codebooks.read(connection)
    codable = {code.id for code in stored.codebook if code.codable} if stored else set()
    codes = {key: id_ for id_, key in codebooks.code_keys(connection).items()}
    versions = documents.read_versions(connection)
    for row in codingrows.read_rows(connection):
        where = f"coding {row.id}"
        on = [one for one in versions.get(row.document, []) if one.short_sha == row.version]
        if codes.get(row.code) not in codable and not row.withdrawn:
            yield Problem(where, "its code is not in the codebook")
        if not on:
            yield Problem(where, "its version of the document is not there")
        elif row.stop > on[-1].length:
            yield Problem(where, "it reaches beyond its text")
        elif on[-1] is not versions[row.document][-1] and not row.withdrawn:
            yield Problem(where, "it stands on an earlier text")


def _decisions(connection: Connection) -> Iterator[Problem]:
    """Every decision stands inside a text of its document, once, and names a coding that is there.

    It may stand on an earlier text, where its words are gone from the latest, and its code may have left the codebook.
    """
    versions = documents.read_versions(connection)
    codings = {row.id for row in codingrows.read_rows(connection)}
    seen: set[tuple[object, ...]] = set()
    for row in decisionrows.read_rows(connection):
        where = f"decision {row.id}"
        on = [one for one in versions.get(row.document, []) if one.short_sha == row.version]
        if not on:
            yield Problem(where, "its version of the document is not there")
        elif row.stop > on[-1].length:
            yield Problem(where, "it reaches beyond its text")
        if row.became is not None and row.coding not in codings:
            yield Problem(where, "the coding that it led to is not there")
        if row.key in seen:
            yield Problem(where, "another one answers the same suggestion")
        seen.add(row.key)


def _segmentations(connection: Connection) -> Iterator[Problem]:
    for one in segmentations.read(connection, None, None):
        kept = documents.find(connection, one.document)
        latest = documents.versions_of(connection, kept)[-1]
        if one.version != latest.short_sha or (one.spans and one.spans[-1].end > latest.length):
            yield Problem(f"segmentation {one.name} of {one.document}", "it does not fit the latest text")
