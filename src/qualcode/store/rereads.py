"""The work-list of passages to read again: what is on it, putting passages onto it, ticking them off."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sqlalchemy import Connection

from qualcode.errors import Problem
from qualcode.model import Reread, Span
from qualcode.model.succession import REASONS
from qualcode.store import codebooks, codings, context, documents, history, problems
from qualcode.store.actions import Write, now
from qualcode.store.context import Context, things
from qualcode.store.quoterows import pack, unpack
from qualcode.store.rereadrows import Row, read_rows
from qualcode.store.sealing import Lookup, storable
from qualcode.store.tables import reread as table


def add(write: Write, items: Sequence[Reread]) -> int:
    """Put passages onto the list, all or none; one that is open there already is not put twice."""
    connection = write.connection
    study = context.read(connection)
    kept = {found for item in items if (found := study.find(item.document))}
    write.depends_on({"codebook", *(one.thing for one in kept)})
    wrong = [
        Problem(f"passage {number}", found)
        for number, item in enumerate(items, start=1)
        for found in _problems_of(item, study)
    ]
    if wrong:
        raise problems.rereads(wrong)
    version = study.book.version if study.book else ""
    there = {row.about for row in read_rows(connection) if not row.done_at}
    rows: dict[tuple[object, ...], Row] = {}
    for item in items:
        row = Row(
            item.id,
            study.get(item.document).key,
            item.version,
            item.span.start,
            item.span.end,
            study.codes[item.code],
            item.coder,
            item.reason,
            pack(item.codings),
            item.codebook_version or version,
            item.added_at or now(),
            "",
            "",
            0,
        )
        if row.about not in there:
            rows.setdefault(row.about, row)
    if rows:
        names = study.names
        touches = things("rereads", ((names[row.document], row.coder) for row in rows.values()))
        rev = write.record("work list", {"passages": len(rows)}, touches)
        history.begin(connection, table, rev, [row.values for row in rows.values()])
    return len(rows)


def _problems_of(item: Reread, study: Context) -> Iterator[str]:
    yield from study.place_problems(item.document, item.version, item.span)
    yield from study.unknown_code(item.code)
    if item.reason not in REASONS:
        yield f"there is no reason {problems.shown(item.reason)}"
    if item.done_by or item.done_at:
        yield "it is read already"
    if item.coder and item.coder not in study.coders:
        yield f"there is no coder {problems.shown(item.coder)}"
    if not item.id or not all(map(storable, (item.id, item.coder))):
        yield "it needs an id, and characters that can be stored"


def mark(write: Write, ids: Sequence[str], by: str, done: bool) -> int:
    """Note that passages were read again, or take that back; return how many changed."""
    connection = write.connection
    if not by or not storable(by):
        raise problems.usage("passages are read by somebody, who needs a name")
    wanted = set(ids)
    rows = [row for row in read_rows(connection) if row.id in wanted]
    missing = wanted - {row.id for row in rows}
    if missing:
        raise problems.rereads(
            [Problem(problems.shown(id_), "there is no such passage on the list") for id_ in sorted(missing)]
        )
    names = documents.by_key(documents.read_all(connection))
    touches = things("rereads", ((names[row.document], row.coder) for row in rows))
    write.depends_on(touches)
    changed = [row for row in rows if bool(row.done_at) != done]
    if changed:
        touches = things("rereads", ((names[row.document], row.coder) for row in changed))
        rev = write.record("read again" if done else "not read again", {"passages": len(changed)}, touches)
        history.end(connection, table, rev, [row.seq for row in changed])
        new = (by, now()) if done else ("", "")
        history.begin(
            connection, table, rev, [row._replace(done_by=new[0], done_at=new[1]).values for row in changed]
        )
    return len(changed)


def read(connection: Connection, document: str | None, coder: str | None) -> list[Reread]:
    """Return the list of a document and about a coder's codings, or all of it, in reading order."""
    known = documents.read_all(connection)
    kept = known.get(documents.name_key(document)) if document is not None else None
    if document is not None and kept is None:
        raise problems.unknown_document(document)
    names = documents.by_key(known)
    codes = Lookup({key: id_ for id_, key in codebooks.code_keys(connection).items()})
    rows = [
        row
        for row in read_rows(connection, kept.key if kept else None)
        if coder is None or row.coder == coder
    ]
    named = [id_ for row in rows for id_ in unpack(row.codings)]
    holding = {row.id for row in codings.by_ids(connection, named) if not row.withdrawn}
    found = [_reread(row, names[row.document].document.name, codes[row.code], holding) for row in rows]
    return sorted(found, key=lambda one: (one.document, one.span, one.code, one.coder, one.id))


def _reread(row: Row, document: str, code: str, holding: set[str]) -> Reread:
    about = unpack(row.codings)
    return Reread(
        row.id,
        document,
        row.version,
        Span(row.start, row.stop),
        code,
        next(one for one in REASONS if one == row.reason),
        row.coder,
        about,
        row.codebook_version,
        row.added_at,
        row.done_by,
        row.done_at,
        bool(about) and not holding.intersection(about),
    )
