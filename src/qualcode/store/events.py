"""What happened to the codings of a document: read from the rows, which are never changed, and the log."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from sqlalchemy import Connection

from qualcode.model import STANCES, Coding, CodingEvent, Span, ordered
from qualcode.model.rounds import Happened
from qualcode.store import actions, codebooks, documents, history, versions
from qualcode.store.codingrows import Row, read_rows
from qualcode.store.sealing import Lookup
from qualcode.store.tables import coding as coding_table
from qualcode.store.tables import version as version_table


class Held(NamedTuple):
    """A coding's row, and the revisions from and to which it held (None: it still does)."""

    row: Row
    began: int
    ended: int | None


def read(
    connection: Connection, document: str, *, span: Span | None, coders: Collection[str] | None
) -> list[CodingEvent]:
    """Return what happened to the codings of a passage, or of a whole document, oldest first."""
    kept = documents.find(connection, document)
    with history.collector_paused():
        lives = _lives(connection, kept.key, coders)
        if span is not None:
            lives = _in_passage(connection, kept, lives, span)
        codes = Lookup({key: id_ for id_, key in codebooks.code_keys(connection).items()})
        log = Lookup({done.rev: done for done in actions.read_log(connection)} if lives else {})
        found = [
            CodingEvent(
                rev, log[rev].at, log[rev].actor, log[rev].kind, what, _coding(row, kept.document.name, codes)
            )
            for life in lives
            for rev, what, row in _happened(life)
        ]
    return sorted(found, key=lambda one: (one.rev, one.coding.span, one.coding.code, one.coding.id))


def made(connection: Connection) -> dict[str, tuple[str, str]]:
    """Return by id with which code, and under which version of the codebook, each coding came into the study."""
    codes = Lookup({key: id_ for id_, key in codebooks.code_keys(connection).items()})
    books = codebooks.periods(connection)
    began = [one.began for one in books]
    first: dict[str, tuple[int, int]] = {}
    with history.collector_paused():
        periods = history.periods(connection, coding_table)
        for held in history.read(connection, coding_table):
            rev, row = periods[held.seq][0], Row._make((*held.values, held.seq))
            if row.id not in first or rev < first[row.id][0]:
                first[row.id] = (rev, row.code)
    found = {}
    for id_, (rev, code) in first.items():
        place = bisect_right(began, rev) - 1
        found[id_] = (codes[code], books[place].version if place >= 0 else "")
    return found


def unplaced(connection: Connection) -> list[Coding]:
    """Return the codings that a new text had no words for: withdrawn by it, on the text before, and not merged into one."""
    names = {kept.key: kept for kept in documents.read_all(connection).values()}
    latest = {key: found[-1].short_sha for key, found in documents.read_versions(connection).items()}
    gone = [
        row
        for row in read_rows(connection)
        if row.withdrawn and row.document in names and row.version != latest[row.document]
    ]
    if not gone:
        return []
    new_texts = {done.rev for done in actions.read_log(connection) if done.kind == "add versions"}
    periods = history.periods(connection, coding_table, coding_table.c.to_rev.is_(None))
    gone = [row for row in gone if periods[row.seq][0] in new_texts]
    moves = {
        key: versions.moves_from_earlier(connection, names[key]) for key in {row.document for row in gone}
    }
    codes = Lookup({key: id_ for id_, key in codebooks.code_keys(connection).items()})
    lost = []
    for row in gone:
        spans: Sequence[Span] = [Span(row.start, row.stop)]
        for offsets in moves[row.document].get(row.version, ()):
            spans = offsets.move_all(spans)
        if not spans[0]:
            lost.append(_coding(row, names[row.document].document.name, codes))
    return ordered(lost)


def _lives(connection: Connection, document: int, coders: Collection[str] | None) -> list[list[Held]]:
    """Return the rows of each coding that the document ever had, in order."""
    table = coding_table.c
    periods = history.periods(connection, coding_table, table.document == document)
    lives: dict[str, list[Held]] = defaultdict(list)
    for held in history.read(connection, coding_table, table.document == document):
        row = Row._make((*held.values, held.seq))
        if coders is None or row.coder in coders:
            lives[row.id].append(Held(row, *periods[row.seq]))
    return [sorted(life, key=lambda held: held.began) for life in lives.values()]


def _happened(life: Sequence[Held]) -> Iterator[tuple[int, Happened, Row]]:
    """Go through what happened to one coding."""
    before: Held | None = None
    for held in life:
        if before and before.ended == held.began:
            what = _change(before.row, held.row)
            if what:
                yield held.began, what, held.row
        else:
            if before:
                assert before.ended is not None
                yield before.ended, "removed", before.row
            yield held.began, "withdrawn" if held.row.withdrawn else "added", held.row
        before = held
    if before and before.ended is not None:
        yield before.ended, "removed", before.row


def _change(old: Row, new: Row) -> Happened | None:
    """Say what became of a coding; where several things did, the one that weighs most."""
    if old.withdrawn != new.withdrawn:
        return "withdrawn" if new.withdrawn else "reinstated"
    if (old.version, old.start, old.stop) != (new.version, new.start, new.stop):
        return "moved"
    return "changed" if old.values != new.values else None


def _coding(row: Row, document: str, codes: Lookup[int, str]) -> Coding:
    stance = next(one for one in STANCES if one == row.stance)
    return Coding(
        row.id,
        document,
        row.version,
        Span(row.start, row.stop),
        codes[row.code],
        row.coder,
        stance,
        row.memo,
        row.round,
        row.created_at,
    )


def _in_passage(
    connection: Connection, kept: documents.Kept, lives: list[list[Held]], span: Span
) -> list[list[Held]]:
    """Keep the codings whose last place lies in a passage of the latest text.

    What stands on an earlier text (withdrawn, or undone before the text changed) is followed to the latest one; where
    its words are gone, it belongs to the passage in which they were.
    """
    every = {
        held.values[2]: documents.KeptVersion(*held.values[1:])
        for held in history.read(connection, version_table, version_table.c.document == kept.key)
    }
    latest = documents.versions_of(connection, kept)[-1]
    by_version: dict[str, list[list[Held]]] = defaultdict(list)
    for life in lives:
        by_version[life[-1].row.version].append(life)
    found = []
    for version, some in by_version.items():
        spans: Sequence[Span] = [Span(life[-1].row.start, life[-1].row.stop) for life in some]
        if version != latest.short_sha:
            number = max(one.number for one in every.values() if one.short_sha == version)
            for offsets in versions.route(connection, every, number, latest.number):
                spans = offsets.move_all(spans)
        found += [life for life, place in zip(some, spans, strict=True) if _touches(place, span)]
    return found


def _touches(place: Span, span: Span) -> bool:
    return place.overlaps(span) if place else span.start <= place.start <= span.end
