"""The codebook's versions, and the identities of codes."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict

from sqlalchemy import Connection, insert, select

from qualcode.errors import Problem
from qualcode.model import Code, Codebook, new_id
from qualcode.store import content, history, problems
from qualcode.store.actions import Write, now
from qualcode.store.codingrows import read_rows
from qualcode.store.results import StoredCodebook
from qualcode.store.sealing import Damage, Lookup, seal, storable
from qualcode.store.tables import code as code_table
from qualcode.store.tables import codebook as codebook_table

THE_ONE = "codebook"
"""A study has one codebook; its versions are rows of one object."""


def put(write: Write, book: Codebook, source_sha256: str) -> int:
    """Store a codebook unless it is the current one, and return its number."""
    connection = write.connection
    write.depends_on(["codebook"])
    packed = content.pack(asdict(book))
    if not (storable(packed) and storable(source_sha256)):
        raise problems.usage("the codebook holds NUL or half a character, which cannot be stored")
    rows = history.fetch(connection, codebook_table)
    body = content.put(connection, packed)
    if rows and rows[0].values[2] == body:
        return int(rows[0].values[1])
    _refuse_orphans(connection, book)
    number = max((held.values[1] for held in history.read(connection, codebook_table)), default=0) + 1
    rev = write.record("codebook", {"codes": len(book)}, ["codebook"])
    _identify(connection, [code.id for code in book])
    history.end(connection, codebook_table, rev, [row.seq for row in rows])
    history.begin(connection, codebook_table, rev, [(THE_ONE, number, body, source_sha256, now())])
    return number


def _refuse_orphans(connection: Connection, book: Codebook) -> None:
    """Refuse a codebook without a code, or with it as a mere branch, that has codings which hold."""
    ids = Lookup({key: id_ for id_, key in code_keys(connection).items()})
    used = Counter(ids[row.code] for row in read_rows(connection) if not row.withdrawn)
    wrong = [
        Problem(id_, f"{count} coding{'' if count == 1 else 's'}, and the code {_fate(book, id_)}")
        for id_, count in sorted(used.items())
        if id_ not in book or not book[id_].codable
    ]
    if wrong:
        raise problems.codes_in_use(wrong)


def _fate(book: Codebook, id_: str) -> str:
    return "is no longer codable" if id_ in book else "disappears"


def read(connection: Connection, number: int | None = None) -> StoredCodebook | None:
    """Return the current codebook, or the one of a number; None where there is none."""
    if number is None:
        rows = history.fetch(connection, codebook_table)
    else:
        rows = [held for held in history.read(connection, codebook_table) if held.values[1] == number]
    if not rows:
        return None
    _, found, body, source, stored_at = rows[-1].values
    return StoredCodebook(found, _unpack(content.get(connection, body)), source, stored_at)


def _unpack(body: str) -> Codebook:
    packed = json.loads(body)
    codes = tuple(
        Code(**{**code, "examples": tuple(code["examples"]), "cues": tuple(code["cues"])})
        for code in packed.pop("codes")
    )
    return Codebook(**packed, codes=codes)


def _identify(connection: Connection, ids: Iterable[str]) -> None:
    """Give codes that were never seen before their identity, which they keep for good."""
    known = code_keys(connection)
    rows = [
        (key, id_, new_id())
        for key, id_ in enumerate((id_ for id_ in ids if id_ not in known), start=len(known) + 1)
    ]
    if rows:
        names = ("key", "id", "uuid")
        made = [{**dict(zip(names, row, strict=True)), "checksum": seal(row)} for row in rows]
        connection.execute(insert(code_table), made)


def code_keys(connection: Connection) -> dict[str, int]:
    """Return the numbers by which rows refer to codes, by full id."""
    return {id_: key for key, id_, _ in _identities(connection)}


def code_uuids(connection: Connection) -> dict[str, str]:
    """Return the UUIDs of all codes that any codebook ever had, by full id."""
    return {id_: uuid for _, id_, uuid in _identities(connection)}


def _identities(connection: Connection) -> list[tuple[int, str, str]]:
    table = code_table.c
    rows = connection.execute(select(table.key, table.id, table.uuid, table.checksum)).all()
    if any(seal(tuple(row[:-1])) != row[-1] for row in rows):
        raise Damage("a checksum in table 'code' does not fit")
    return [(row[0], row[1], row[2]) for row in rows]
