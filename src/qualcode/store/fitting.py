"""Whether rows fit together: what the full check asks of all of a store, and an undo out of order of what it touched.

Most functions take the number of a document; None stands for all.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from sqlalchemy import ColumnElement, Connection, Table, or_, select

from qualcode.errors import Problem
from qualcode.model import Span
from qualcode.store import (
    codebooks,
    coders,
    codingrows,
    content,
    decisionrows,
    documents,
    finishing,
    history,
    memos,
    problems,
    quoterows,
    replying,
    rereadrows,
    rounds,
    settlementrows,
)
from qualcode.store.sealing import Lookup
from qualcode.store.tables import TEMPORAL, codebook, coding, segmentation
from qualcode.store.tables import document as document_table


class Part(Protocol):
    """One part of the check, for a document or for all."""

    def __call__(self, connection: Connection, document: int | None = None, /) -> Iterator[Problem]:
        """Return what is wrong."""


Versions = Lookup[int, list[documents.KeptVersion]]


def codings(connection: Connection, document: int | None = None) -> Iterator[Problem]:
    """Every coding that holds stands on its document's latest text, inside it, once, under a code that may be used."""
    stored = codebooks.read(connection)
    codable = {code.id for code in stored.codebook if code.codable} if stored else set()
    codes = {key: id_ for id_, key in codebooks.code_keys(connection).items()}
    versions = documents.read_versions(connection, document)
    said: set[tuple[object, ...]] = set()
    for row in codingrows.read_rows(connection, document):
        where = f"coding {row.id}"
        if codes.get(row.code) not in codable and not row.withdrawn:
            yield Problem(where, "its code is not in the codebook")
        for found in _place(versions, row.document, row.version, row.stop, latest=not row.withdrawn):
            yield Problem(where, found)
        if row.key in said and not row.withdrawn:
            yield Problem(where, "another one says the same")
        if not row.withdrawn:
            said.add(row.key)


def _place(versions: Versions, document: int, version: str, stop: int, *, latest: bool) -> Iterator[str]:
    """Say what is wrong with a place; ``latest``: it has to be on the text that is current."""
    on = [one for one in versions.get(document, []) if one.short_sha == version]
    if not on:
        yield "its version of the document is not there"
    elif stop > on[-1].length:
        yield "it reaches beyond its text"
    elif latest and on[-1] is not versions[document][-1]:
        yield "it stands on an earlier text"


def decisions(connection: Connection, document: int | None = None) -> Iterator[Problem]:
    """Every decision stands inside a text of its document, once, and names a coding that is there.

    It may stand on an earlier text, where its words are gone from the latest, and its code may have left the codebook.
    """
    rows = decisionrows.read_rows(connection, document)
    versions = documents.read_versions(connection, document)
    there = {row.id for row in codingrows.read_rows(connection, document)} if rows else set()
    seen: set[tuple[object, ...]] = set()
    for row in rows:
        where = f"decision {row.id}"
        for found in _place(versions, row.document, row.version, row.stop, latest=False):
            yield Problem(where, found)
        if row.became is not None and row.coding not in there:
            yield Problem(where, "the coding that it led to is not there")
        if row.key in seen:
            yield Problem(where, "another one answers the same suggestion")
        seen.add(row.key)


def settlements(connection: Connection, document: int | None = None) -> Iterator[Problem]:
    """Every settlement stands on the latest text, beside the others, and names codings of its document that are there."""
    rows = settlementrows.read_rows(connection, document)
    versions = documents.read_versions(connection, document)
    there = {row.id: row for row in codingrows.read_rows(connection, document)} if rows else {}
    reached: dict[tuple[int, str], Span] = {}
    for row in sorted(rows, key=lambda row: (row.document, row.coder, row.start)):
        where = f"settlement {row.id}"
        for found in _place(versions, row.document, row.version, row.stop, latest=True):
            yield Problem(where, found)
        sources, made = settlementrows.unpack(row.sources), settlementrows.unpack(row.codings)
        if any(id_ not in there or there[id_].document != row.document for id_ in (*sources, *made)):
            yield Problem(where, "a coding that it names is not there")
        elif any(there[id_].coder != row.coder for id_ in made):
            yield Problem(where, "a coding that it led to is somebody else's")
        before = reached.get((row.document, row.coder))
        if before and before.overlaps(row.span):
            yield Problem(where, "it overlaps another one")
        reached[row.document, row.coder] = before.cover(row.span) if before else row.span


def quotes(connection: Connection, document: int | None = None) -> Iterator[Problem]:
    """Every quote stands on the latest text, with its pieces in order, once, and names codings of its document."""
    rows = quoterows.read_rows(connection, document)
    versions = documents.read_versions(connection, document)
    there = {row.id: row.document for row in codingrows.read_rows(connection, document)} if rows else {}
    seen: set[tuple[object, ...]] = set()
    for row in rows:
        where = f"quote {row.id}"
        for found in _place(versions, row.document, row.version, row.stop, latest=True):
            yield Problem(where, found)
        pieces = row.spans
        ends = (pieces[0].start, pieces[-1].end) if pieces else None
        if [*quoterows.piece_problems(pieces)] or ends != (row.start, row.stop):
            yield Problem(where, "its pieces are not in order")
        if any(there.get(id_) != row.document for id_ in quoterows.unpack(row.codings)):
            yield Problem(where, "a coding that it names is not there")
        if row.place in seen:
            yield Problem(where, "another one has the same words")
        seen.add(row.place)


def replies(connection: Connection, document: int | None = None) -> Iterator[Problem]:
    """Every reply is about a document that is there, and no quote of another one; the quote may be gone."""
    rows = replying.read_rows(connection, document)
    there = {kept.key for kept in documents.read_all(connection).values()} if rows else set()
    homes = {row.id: row.document for row in quoterows.read_rows(connection)} if rows else {}
    for row in rows:
        if row.document not in there:
            yield Problem(f"reply {row.id}", "its document is not there")
        elif homes.get(row.item, row.document) != row.document:
            yield Problem(f"reply {row.id}", "it is about a quote of another document")


def rereads(connection: Connection, document: int | None = None) -> Iterator[Problem]:
    """Every passage to read again stands on the latest text, and names codings of its document that are there."""
    rows = rereadrows.read_rows(connection, document)
    versions = documents.read_versions(connection, document)
    there = {row.id: row.document for row in codingrows.read_rows(connection, document)} if rows else {}
    for row in rows:
        where = f"passage {row.id}"
        for found in _place(versions, row.document, row.version, row.stop, latest=True):
            yield Problem(where, found)
        if any(there.get(id_) != row.document for id_ in quoterows.unpack(row.codings)):
            yield Problem(where, "a coding that it names is not there")


def finished(connection: Connection, document: int | None = None) -> Iterator[Problem]:
    """Every mark that a document was read to its end is about its latest text, and a round that is there."""
    versions = documents.read_versions(connection, document)
    numbers = {one.number for one in rounds.read(connection)}
    for row in finishing.read_rows(connection, document):
        where = f"finished {row.id}"
        for found in _place(versions, row.document, row.version, 0, latest=True):
            yield Problem(where, found)
        if row.round not in numbers:
            yield Problem(where, "its round is not there")


def segmentations(connection: Connection, document: int | None = None) -> Iterator[Problem]:
    """Every segmentation cuts its document's latest text."""
    versions = documents.read_versions(connection, document)
    names = {kept.key: kept.document.name for kept in documents.read_all(connection).values()}
    where = [] if document is None else [segmentation.c.document == document]
    for _, (_, key, name, _, version, _, spans) in history.fetch(connection, segmentation, *where):
        cut = content.unpack_spans(content.get(connection, spans))
        if [*_place(versions, key, version, cut[-1].end if cut else 0, latest=True)]:
            yield Problem(f"segmentation {name} of {names.get(key, key)}", "it does not fit the latest text")


def memos_(connection: Connection) -> Iterator[Problem]:
    """Every memo on a coding or a document is about one that is there; a code may have left the codebook."""
    every = memos.read(connection, None, None)
    ids = [memo.target for memo in every if memo.target_kind == "coding"]
    there = {held.values[0] for held in history.fetch_by_ids(connection, coding, ids)}
    names = documents.read_all(connection)
    for memo in every:
        lost = (memo.target_kind == "coding" and memo.target not in there) or (
            memo.target_kind == "document" and documents.name_key(memo.target) not in names
        )
        if lost:
            yield Problem(
                f"memo {problems.shown(memo.id)}", f"the {memo.target_kind} that it is about is not there"
            )


def coders_(connection: Connection) -> Iterator[Problem]:
    """Everybody who codes, decides, settles or has finished a document is on the list of coders."""
    noted = {one.name for one in coders.read(connection)}
    missing = len(coders.mentioned(connection) - noted)
    if missing:
        yield Problem("coders", f"{missing} who code are not on the list")


OF_DOCUMENTS: tuple[Part, ...] = (
    codings,
    decisions,
    settlements,
    finished,
    quotes,
    replies,
    rereads,
    segmentations,
)
OF_ALL = (memos_, coders_)


def after(connection: Connection, rev: int) -> list[Problem]:
    """Return what no longer fits since a revision changed it; a codebook reaches into every document."""
    book = select(codebook.c.seq).where(_changed(codebook, rev)).limit(1)
    changed: list[int | None] = [None]
    if connection.execute(book).first() is None:
        changed = [*sorted(_documents(connection, rev))]
    found = [problem for key in changed for part in OF_DOCUMENTS for problem in part(connection, key)]
    return found + [problem for part in OF_ALL for problem in part(connection)]


def _documents(connection: Connection, rev: int) -> set[int]:
    found: set[int] = set()
    for table in TEMPORAL:
        column = table.c.key if table is document_table else table.c.get("document")
        if column is not None:
            found.update(connection.scalars(select(column).where(_changed(table, rev)).distinct()))
    return found


def _changed(table: Table, rev: int) -> ColumnElement[bool]:
    return or_(table.c.from_rev == rev, table.c.to_rev == rev)
