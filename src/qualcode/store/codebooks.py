"""The codebook's versions, and the identities of codes."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from dataclasses import asdict
from typing import Any

from sqlalchemy import Connection, insert, select

from qualcode.errors import Problem
from qualcode.model import Code, Codebook, new_id, sha256_of
from qualcode.model.succession import Consequences, Succession, changes_between
from qualcode.store import content, following, history, problems
from qualcode.store.actions import Write, now
from qualcode.store.results import ChangedCodebook, CodebookVersion, StoredCodebook
from qualcode.store.sealing import Damage, Lookup, seal, storable
from qualcode.store.tables import code as code_table
from qualcode.store.tables import codebook as codebook_table

THE_ONE = "codebook"
"""A study has one codebook; its versions are rows of one object."""


def put(
    write: Write, book: Codebook, source_sha256: str, source: str = "", reworded: Collection[str] = ()
) -> ChangedCodebook:
    """Store a codebook unless it is the current one; what hangs on its codes follows them."""
    connection = write.connection
    write.depends_on(["codebook"])
    packed = _pack(book)
    if not all(map(storable, (packed, source_sha256, source))):
        raise problems.usage("the codebook holds NUL or half a character, which cannot be stored")
    rows = history.fetch(connection, codebook_table)
    body = content.put(connection, packed)
    if rows and rows[0].values[2] == body:
        return ChangedCodebook(int(rows[0].values[1]))
    what = consequences(connection, book, reworded)
    _refuse_orphans(book, what)
    number = max((held.values[1] for held in history.read(connection, codebook_table)), default=0) + 1
    _identify(connection, [code.id for code in book])
    follows = following.plan(connection, what.succession, code_keys(connection), number)
    counts = {"followed": follows.followed, "merged": len(follows.merged), "to read again": follows.reread}
    told = {"codes": len(book), **{name: count for name, count in counts.items() if count}}
    rev = write.record("codebook", told, ["codebook", *follows.touches])
    if source and sha256_of(source) == source_sha256:
        content.put(connection, source)
    history.end(connection, codebook_table, rev, [row.seq for row in rows])
    history.begin(connection, codebook_table, rev, [(THE_ONE, number, body, source_sha256, now())])
    follows.write(connection, rev)
    return ChangedCodebook(number, what, tuple(follows.merged), follows.reread)


def consequences(connection: Connection, book: Codebook, reworded: Collection[str] = ()) -> Consequences:
    """Say what a codebook would mean for the codings that hold."""
    current = read(connection)
    if current is None:
        return Consequences(Succession("", book.version))
    succession = changes_between(current.codebook, book, reworded=reworded)
    ids = Lookup({key: id_ for id_, key in code_keys(connection).items()})
    return following.consequences(connection, succession, ids)


def _refuse_orphans(book: Codebook, what: Consequences) -> None:
    """Refuse a codebook that says nothing of a code with codings that hold, or lets it only group others."""
    succession = what.succession
    wrong = [
        Problem(old, f"{_codings(n)}, and the code disappears", do=_proposal(old, succession))
        for old, (fate, n) in what.by_code.items()
        if fate == "lost"
    ]
    wrong += [
        Problem(id_, f"{_codings(n)}, and the code is no longer codable")
        for id_, n in sorted(what.used.items())
        if id_ in book and not book[id_].codable
    ]
    wrong += [
        Problem(id_, f"'was' names {', '.join(map(repr, was))}, and the codebook before has no such code")
        for id_, was in succession.unknown.items()
    ]
    if wrong:
        raise problems.codes_in_use(wrong)


def _codings(count: int) -> str:
    return f"{count} coding{'' if count == 1 else 's'}"


def _proposal(old: str, succession: Succession) -> str:
    like = succession.proposals.get(old)
    return f"If it is {like!r} now, write there: was: {old}" if like else ""


def read(connection: Connection, number: int | None = None) -> StoredCodebook | None:
    """Return the current codebook, or the one of a number; None where there is none."""
    if number is None:
        rows = history.fetch(connection, codebook_table)
    else:
        rows = [held for held in history.read(connection, codebook_table) if held.values[1] == number]
    if not rows:
        return None
    _, found, body, source, stored_at = rows[-1].values
    text = content.find(connection, source)
    return StoredCodebook(found, _unpack(content.get(connection, body)), source, stored_at, text)


def periods(connection: Connection) -> list[CodebookVersion]:
    """Return when each codebook held, oldest first; one that held again after an undo stands again."""
    lasted = history.periods(connection, codebook_table)
    return [
        CodebookVersion(
            held.values[1],
            _unpack(content.get(connection, held.values[2])).version,
            held.values[4],
            *lasted[held.seq],
        )
        for held in history.read(connection, codebook_table)
    ]


def versions(connection: Connection) -> list[CodebookVersion]:
    """Return every codebook that the study has had, each with the last time that it held."""
    return sorted({one.number: one for one in periods(connection)}.values(), key=lambda one: one.number)


def _pack(book: Codebook) -> str:
    """Return a codebook as it is kept; what says nothing is left out, so that older ones keep their SHA-256."""
    packed = asdict(book)
    for code in packed["codes"]:
        for name in ("was", "retired"):
            if not code[name]:
                del code[name]
    return content.pack(packed)


def _unpack(body: str) -> Codebook:
    packed: dict[str, Any] = json.loads(body)
    codes: list[dict[str, Any]] = packed.pop("codes")
    return Codebook(**packed, codes=tuple(Code(**_tuples(code)) for code in codes))


def _tuples(code: dict[str, Any]) -> dict[str, Any]:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in code.items()}


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
