"""How document versions are cut."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sqlalchemy import Connection

from qualcode.errors import Problem
from qualcode.model import Segmentation
from qualcode.store import content, documents, history, problems
from qualcode.store.actions import Write
from qualcode.store.sealing import storable
from qualcode.store.tables import segmentation as table


def put(write: Write, items: Sequence[Segmentation]) -> int:
    """Store segmentations of the latest texts, all or none; return how many are new or changed."""
    connection = write.connection
    known, versions = documents.read_all(connection), documents.read_versions(connection)
    named = (known.get(documents.name_key(item.document)) for item in items)
    write.depends_on(kept.thing for kept in named if kept is not None)
    wrong: list[Problem] = []
    for item in items:
        kept = known.get(documents.name_key(item.document))
        latest = versions[kept.key][-1] if kept else None
        wrong += [Problem(item.document, found) for found in _problems_of(item, latest)]
    if wrong:
        raise problems.segmentations(wrong)
    by_name = [(known[documents.name_key(item.document)], item) for item in items]
    there = {held.values[0]: held for held in history.fetch(connection, table)}
    rows = {row[0]: row for row in (_row(connection, kept.key, item) for kept, item in by_name)}
    changed = [row for id_, row in rows.items() if id_ not in there or there[id_].values != row]
    if not changed:
        return 0
    things = {kept.key: f"segmentation:{kept.document.id}" for kept, _ in by_name}
    rev = write.record("segment", {"segmentations": len(changed)}, {things[row[1]] for row in changed})
    history.end(connection, table, rev, [there[row[0]].seq for row in changed if row[0] in there])
    history.begin(connection, table, rev, changed)
    return len(changed)


def _problems_of(item: Segmentation, latest: documents.KeptVersion | None) -> Iterator[str]:
    if latest is None:
        yield "there is no such document"
        return
    if item.version != latest.short_sha:
        yield f"it cuts version {problems.shown(item.version)}, the latest is {latest.short_sha}"
    if item.unit not in ("turn", "sentence", "paragraph"):
        yield f"there is no unit {problems.shown(item.unit)}"
    if not item.name or not storable(item.name + item.method):
        yield "it needs a name, and a name and method that can be stored"
    last = 0
    for number, span in enumerate(item.spans, start=1):
        if span.start < last or span.end > latest.length:
            yield f"segment {number} overlaps the one before it or reaches beyond the text"
            return
        last = span.end


def _row(connection: Connection, key: int, item: Segmentation) -> history.Values:
    spans = content.put(connection, content.pack_spans(item.spans))
    return (f"{key}/{item.name}", key, item.name, item.unit, item.version, item.method, spans)


def read(
    connection: Connection, name: str | None, document: str | None, at: int | None = None
) -> list[Segmentation]:
    """Return the segmentations of a name and a document, or all, by document and name."""
    known = documents.read_all(connection, at)
    by_key = documents.by_key(known)
    where = [] if name is None else [table.c.name == name]
    if document is not None:
        kept = known.get(documents.name_key(document))
        where.append(table.c.document == (kept.key if kept else -1))
    found = []
    with history.collector_paused():
        for _, (_, key, its_name, unit, version, method, spans) in history.fetch(
            connection, table, *where, at=at
        ):
            cut = content.unpack_spans(content.get(connection, spans))
            found.append(Segmentation(its_name, unit, by_key[key].document.name, version, method, cut))
    return sorted(found, key=lambda one: (one.document, one.name))
