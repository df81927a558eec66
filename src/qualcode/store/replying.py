"""What interviewed people answered at the fact check, and what their answers make of a quote."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection

from qualcode.errors import Problem
from qualcode.model import REPLIES, FactReply, QuoteStatus
from qualcode.store import documents, history, problems
from qualcode.store.actions import Write, is_time, moment, now
from qualcode.store.context import things
from qualcode.store.sealing import Lookup, storable
from qualcode.store.tables import quote as quote_table
from qualcode.store.tables import reply as table

DATE = 10
"""Length of a date, ISO 8601."""


class Row(NamedTuple):
    """One reply's row: the table's columns in their order, and its place in the order in which replies came."""

    id: str
    document: int
    item: str
    answer: str
    text: str
    answered_by: str
    answered_at: str
    comment: str
    seq: int

    def __repr__(self) -> str:
        return f"<reply {self.id}>"  # the words are no one's business here

    @property
    def values(self) -> history.Values:
        """Return what the checksum covers."""
        return tuple(self[:-1])

    @property
    def says(self) -> tuple[object, ...]:
        """Return what makes a reply another one, but for its date."""
        return self[1:6]

    @property
    def order(self) -> tuple[datetime, int]:
        """Return what sorts replies: when they were given, and then when they came."""
        return (moment(self.answered_at), self.seq)


def read_rows(connection: Connection, document: int | None = None) -> list[Row]:
    """Return the replies about a document, or all, the earliest first.

    A reply that was undone and done again has a new row, but keeps its place in the order.
    """
    where = [] if document is None else [table.c.document == document]
    came: dict[str, int] = {}
    for held in history.read(connection, table, *where):
        came.setdefault(held.values[0], held.seq)
    rows = [
        Row._make((*held.values, came[held.values[0]])) for held in history.fetch(connection, table, *where)
    ]
    return sorted(rows, key=lambda row: row.order)


def by_item(rows: Iterable[Row]) -> dict[str, list[Row]]:
    """Return replies by what they are about, in their order."""
    found: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows:
        found[row.item].append(row)
    return dict(found)


def verdict(text: str, answers: Sequence[Row]) -> tuple[QuoteStatus, str]:
    """Return the status of a quote, and what prints of it.

    Parameters
    ----------
    text : str
        What prints of its pieces.
    answers : sequence of Row
        The replies about it, in their order. The last one decides; an approval approves the words it was given for, or
        where it names none those that printed then, and words that have changed since wait again.
    """
    status: QuoteStatus = "waiting"
    printed = text
    for answer in answers:
        if answer.answer == "changed":
            status, printed = "changed", answer.text
        elif answer.answer == "withdrawn":
            status = "withdrawn"
        elif answer.text in ("", text, printed):
            status, printed = "approved", answer.text or printed
        else:
            status, printed = "waiting", text
    return status, printed


def add(write: Write, items: Sequence[FactReply]) -> int:
    """Store replies, all or none; return how many were not there."""
    connection = write.connection
    known = documents.read_all(connection)
    named = {kept for item in items if (kept := known.get(documents.name_key(item.document)))}
    touches = things("replies", ((kept, "") for kept in named))
    write.depends_on({*touches, *(kept.thing for kept in named)})
    _refuse(items, known, _homes(connection))
    new = _new(items, known, read_rows(connection))
    _refuse_taken_ids(connection, new)
    if not new:
        return 0
    names = documents.by_key(known)
    touches = things("replies", ((names[row.document], "") for row in new))
    rev = write.record("replies", {"replies": len(new)}, touches)
    history.begin(connection, table, rev, (row.values for row in new))
    return len(new)


def _homes(connection: Connection) -> dict[str, int]:
    """Return the document of every quote that ever was."""
    return {held.values[0]: held.values[1] for held in history.read(connection, quote_table)}


def _refuse(items: Sequence[FactReply], known: dict[str, documents.Kept], homes: dict[str, int]) -> None:
    wrong = [
        Problem(f"reply {number}", found)
        for number, item in enumerate(items, start=1)
        for found in _problems_of(item, known.get(documents.name_key(item.document)), homes)
    ]
    if wrong:
        raise problems.release(wrong, "reply")


def _problems_of(item: FactReply, kept: documents.Kept | None, homes: dict[str, int]) -> Iterator[str]:
    if kept is None:
        yield f"there is no document {problems.shown(item.document)}"
    elif homes.get(item.item, kept.key) != kept.key:
        yield f"{problems.shown(item.item)} is a quote of another document"
    if not (item.id and item.item):
        yield "it needs an id, and an item that it is about"
    if item.answer not in REPLIES:
        yield f"there is no answer {problems.shown(item.answer)}"
    if item.answer == "changed" and not item.text.strip():
        yield "it changes the words, and does not say to what"
    if item.at and not is_time(item.at):
        yield "its date is not written as ISO 8601"
    if not all(map(storable, (item.id, item.item, item.text, item.by, item.comment))):
        yield "it holds a character that cannot be stored"


def _new(items: Sequence[FactReply], known: dict[str, documents.Kept], there: Sequence[Row]) -> list[Row]:
    """Return the replies that are not there; one without a date is there if the same was ever answered."""
    dated = {(*row.says, row.answered_at) for row in there}
    undated = {row.says for row in there}
    found: list[Row] = []
    for item in items:
        at = item.at or now()[:DATE]
        document = known[documents.name_key(item.document)].key
        row = Row(item.id, document, item.item, item.answer, item.text, item.by, at, item.comment, 0)
        if (*row.says, at) in dated or (not item.at and row.says in undated):
            continue
        dated.add((*row.says, at))
        undated.add(row.says)
        found.append(row)
    return found


def _refuse_taken_ids(connection: Connection, new: Sequence[Row]) -> None:
    taken = {held.values[0] for held in history.fetch_by_ids(connection, table, [row.id for row in new])}
    wrong = []
    for row in new:
        if row.id in taken:
            wrong.append(Problem(f"reply {problems.shown(row.id)}", "its id belongs to another reply"))
        taken.add(row.id)
    if wrong:
        raise problems.release(wrong, "reply")


def read(connection: Connection, document: str | None, item: str | None) -> list[FactReply]:
    """Return the replies about a document and about an item, or all, the earliest first."""
    known = documents.read_all(connection)
    kept = known.get(documents.name_key(document)) if document is not None else None
    if document is not None and kept is None:
        raise problems.unknown_document(document)
    names = documents.by_key(known)
    rows = read_rows(connection, kept.key if kept else None)
    return [_reply(row, names) for row in rows if item in (None, row.item)]


def _reply(row: Row, names: Lookup[int, documents.Kept]) -> FactReply:
    return FactReply(
        row.id,
        row.item,
        names[row.document].document.name,
        next(one for one in REPLIES if one == row.answer),
        row.text,
        row.answered_by,
        row.answered_at,
        row.comment,
    )
