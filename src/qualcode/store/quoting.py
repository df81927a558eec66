"""Quotes: the words that are chosen for print, and whether the interviewed agreed to them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from sqlalchemy import Connection

from qualcode.errors import Problem
from qualcode.model import Quote
from qualcode.store import codingrows, codings, content, context, documents, history, problems, replying
from qualcode.store.actions import Write
from qualcode.store.context import Context, things
from qualcode.store.quoterows import Row, pack, piece_problems, read_rows, unpack
from qualcode.store.sealing import storable
from qualcode.store.tables import quote as table

Rows = dict[str, codingrows.Row]


def put(write: Write, items: Sequence[Quote]) -> int:
    """Store quotes, each in place of the one with its id or its words, all or none; return how many changed."""
    connection = write.connection
    study = context.read(connection)
    chosen_for = _codings_of(connection, items)
    _depend(write, items, study, chosen_for)
    _refuse(items, study, chosen_for)
    change = _Change(connection)
    for number, item in enumerate(items, start=1):
        change.put(number, _row(item, study))
    if change.wrong:
        raise problems.release(change.wrong, "quote")
    if not change.begun:
        return 0
    touches = things("quotes", ((study.names[row.document], "") for row in change.begun))
    rev = write.record("quotes", {"quotes": len(change.begun)}, touches)
    history.end(connection, table, rev, (row.seq for row in change.ended))
    history.begin(connection, table, rev, (row.values for row in change.begun))
    return len(change.begun)


def _codings_of(connection: Connection, items: Sequence[Quote]) -> Rows:
    ids = {id_ for item in items for id_ in item.codings}
    return {row.id: row for row in codings.by_ids(connection, sorted(ids))}


def _depend(write: Write, items: Sequence[Quote], study: Context, chosen_for: Rows) -> None:
    named = {kept for item in items if (kept := study.find(item.document))}
    said = {(study.names[row.document], row.coder) for row in chosen_for.values()}
    touches = things("quotes", ((kept, "") for kept in named)) | things("codings", said)
    write.depends_on({*touches, *(kept.thing for kept in named)})


def _refuse(items: Sequence[Quote], study: Context, chosen_for: Rows) -> None:
    wrong = [
        Problem(f"quote {number}", found)
        for number, item in enumerate(items, start=1)
        for found in _problems_of(item, study, chosen_for)
    ]
    if wrong:
        raise problems.release(wrong, "quote")


def _problems_of(item: Quote, study: Context, chosen_for: Rows) -> Iterator[str]:
    yield from piece_problems(item.pieces)
    if item.pieces:
        yield from study.place_problems(
            item.document, item.version, max(item.pieces, key=lambda one: one.end)
        )
    kept = study.find(item.document)
    for id_ in item.codings:
        if id_ not in chosen_for:
            yield f"there is no coding {problems.shown(id_)} that it could be chosen for"
        elif kept and chosen_for[id_].document != kept.key:
            yield f"coding {problems.shown(id_)} stands in another document"
    if not (item.id and item.text.strip()):
        yield "it needs an id, and a text that prints"
    if not all(map(storable, (item.id, *item.codes, item.speaker_id, item.area, item.text))):
        yield "it holds a character that cannot be stored"


def _row(item: Quote, study: Context) -> Row:
    return Row(
        item.id,
        study.get(item.document).key,
        item.version,
        item.pieces[0].start,
        item.pieces[-1].end,
        content.pack_spans(item.pieces),
        pack(item.codings),
        pack(item.codes),
        item.speaker_id,
        item.area,
        item.text,
        0,
    )


class _Change:
    """What quotes end, and what takes their place."""

    def __init__(self, connection: Connection) -> None:
        rows = read_rows(connection)
        self.ended: list[Row] = []
        self.begun: list[Row] = []
        self.wrong: list[Problem] = []
        self._answers = replying.by_item(replying.read_rows(connection))
        self._by_id = {row.id: row for row in rows}
        self._by_place = {row.place: row for row in rows}
        self._numbers: dict[str, int] = {}
        self._placed: dict[tuple[int, str, str], int] = {}

    def put(self, number: int, row: Row) -> None:
        """Let one quote hold, unless it does."""
        alike = self._by_place.get(row.place)
        if alike and row.id not in self._by_id:
            row = row._replace(id=alike.id)  # it was chosen before its document got another text
        there = self._by_id.get(row.id)
        wrong = [*self._clashes(number, row, alike, there)]
        self.wrong += [Problem(f"quote {number}", found) for found in wrong]
        if wrong:
            return
        if there and row.place == there.place and row.text == self._printed(there):
            row = row._replace(text=there.text)  # who got a changed quote gives it back as it prints
        if there and row.values == there.values:
            return
        if there:
            self.ended.append(there)
        self.begun.append(row)

    def _printed(self, row: Row) -> str:
        return replying.verdict(row.text, self._answers.get(row.id, ()))[1]

    def _clashes(self, number: int, row: Row, alike: Row | None, there: Row | None) -> Iterator[str]:
        """Say what would make two quotes one, or one quote two."""
        first = self._numbers.setdefault(row.id, number)
        if first != number:
            yield f"it is the same as quote {first}"
        elif (placed := self._placed.setdefault(row.place, number)) != number:
            yield f"it has the words of quote {placed}"
        if alike and alike.id != row.id:
            yield f"quote {problems.shown(alike.id)} has these words"
        if there and there.document != row.document:
            yield "its id belongs to a quote of another document"


def drop(write: Write, ids: Sequence[str]) -> int:
    """End quotes, all or none; return how many held."""
    connection = write.connection
    wanted = list(dict.fromkeys(ids))
    known = documents.by_key(documents.read_all(connection))
    rows = [Row._make((*held.values, held.seq)) for held in history.fetch_by_ids(connection, table, wanted)]
    touches = things("quotes", ((known[row.document], "") for row in rows))
    write.depends_on(touches)
    missing = set(wanted) - {row.id for row in rows}
    ever = {held.values[0] for held in history.read(connection, table)} if missing else set()
    wrong = [
        Problem(f"quote {problems.shown(id_)}", "there is no such quote")
        for id_ in wanted
        if id_ in missing - ever
    ]
    if wrong:
        raise problems.release(wrong, "quote")
    if rows:
        rev = write.record("quotes", {"dropped": len(rows)}, touches)
        history.end(connection, table, rev, (row.seq for row in rows))
    return len(rows)


def read(connection: Connection, document: str | None) -> list[Quote]:
    """Return the quotes of a document, or all, in reading order."""
    known = documents.read_all(connection)
    kept = known.get(documents.name_key(document)) if document is not None else None
    if document is not None and kept is None:
        raise problems.unknown_document(document)
    names = documents.by_key(known)
    answers = defaultdict(list, replying.by_item(replying.read_rows(connection)))
    found = [
        _quote(row, names[row.document].document.name, answers[row.id])
        for row in read_rows(connection, kept.key if kept else None)
    ]
    return sorted(found, key=lambda one: (one.document, one.span, one.pieces, one.id))


def _quote(row: Row, name: str, answers: Sequence[replying.Row]) -> Quote:
    status, text = replying.verdict(row.text, answers)
    return Quote(
        row.id,
        name,
        row.version,
        row.spans,
        unpack(row.codings),
        unpack(row.codes),
        row.speaker,
        row.area,
        text,
        status,
    )
