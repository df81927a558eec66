"""Settlements: how differences between coders were settled, and the settled codings that they lead to."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from operator import attrgetter

from sqlalchemy import Connection

from qualcode.errors import Problem
from qualcode.model import OUTCOMES, Coding, Settlement
from qualcode.store import coders, codingrows, codings, context, documents, history, problems
from qualcode.store.actions import Write, is_time, now
from qualcode.store.byhand import Hand
from qualcode.store.context import Context, things
from qualcode.store.results import Settled
from qualcode.store.sealing import storable
from qualcode.store.settlementrows import Row, pack, read_rows, unpack
from qualcode.store.tables import settlement as table

Item = tuple[Settlement, Sequence[Coding]]
Pair = tuple[int, str]
"""A document's number, and the name that its settled codings stand under."""


def settle(write: Write, items: Sequence[Item]) -> Settled:
    """Store settlements and let the settled codings be the given ones, all or none."""
    connection = write.connection
    study = context.read(connection)
    with history.collector_paused():
        ids = {id_ for settled, _ in items for id_ in settled.sources}
        sources = {row.id: row for row in codings.by_ids(connection, sorted(ids))}
        pairs = {(kept, settled.into) for settled, _ in items if (kept := study.find(settled.document))}
        said = {(study.names[row.document], row.coder) for row in sources.values()}
        texts = {kept.thing for kept, _ in pairs}
        write.depends_on(
            {"codebook", *things("settlements", pairs), *things("codings", pairs | said), *texts}
        )
        _refuse(items, study, sources)
        change = _Change(connection, {(kept.key, into) for kept, into in pairs}, len(study.known))
        for settled, given in items:
            change.settle(
                _row(settled, study, write.actor), [codings.row_of(coding, study) for coding in given]
            )
        change.refuse_taken_ids(connection)
        return _written(write, change, study)


def _refuse(items: Sequence[Item], study: Context, sources: dict[str, codingrows.Row]) -> None:
    wrong = [
        Problem(f"settlement {number}", found)
        for number, (settled, given) in enumerate(items, start=1)
        for found in (*_problems_of(settled, study, sources), *_coding_problems(settled, given, study))
    ]
    wrong = wrong or list(_clashes([settled for settled, _ in items], study))
    if wrong:
        raise problems.codings(wrong, "settlement")


def _problems_of(item: Settlement, study: Context, sources: dict[str, codingrows.Row]) -> Iterator[str]:
    yield from study.place_problems(item.document, item.version, item.span)
    if item.outcome not in OUTCOMES:
        yield f"there is no outcome {problems.shown(item.outcome)}"
    if not (item.id and item.into):
        yield "it needs an id, and a name that the settled codings stand under"
    if study.coders.get(item.into) == "model":
        yield "settled codings do not stand under the name of a model"
    if item.round < 1:
        yield f"there is no round {item.round}; rounds count from 1"
    if item.settled_at and not is_time(item.settled_at):
        yield "its time is not written as ISO 8601"
    if not all(map(storable, (item.id, item.into, item.memo, item.by))):
        yield "it holds a character that cannot be stored"
    kept = study.find(item.document)
    for id_ in item.sources:
        if id_ not in sources:
            yield f"there is no coding {problems.shown(id_)} that it could go back to"
        elif kept and sources[id_].document != kept.key:
            yield f"coding {problems.shown(id_)} stands in another document"


def _coding_problems(item: Settlement, given: Sequence[Coding], study: Context) -> Iterator[str]:
    if item.outcome == "none" and given:
        yield "its outcome is 'none', and it leads to codings"
    for number, coding in enumerate(given, start=1):
        where = f"coding {number}:"
        for found in codings.problems_of(coding, study, retired=True):
            yield f"{where} {found}"
        if coding.coder != item.into:
            yield f"{where} it stands under another name than the settlement says"
        if study.find(coding.document) is not study.find(item.document):
            yield f"{where} it stands in another document"
        elif coding.span and coding.span not in item.span:
            yield f"{where} it reaches beyond the place that is settled"


def _clashes(items: Sequence[Settlement], study: Context) -> Iterator[Problem]:
    """Refuse two settlements of one place, of which one would be lost, and an id for two."""
    ids: dict[str, int] = {}
    reached: dict[Pair, tuple[int, int]] = {}
    numbered = sorted(enumerate(items, start=1), key=lambda one: (one[1].span, one[0]))
    for number, item in numbered:
        pair = (study.get(item.document).key, item.into)
        end, by = reached.get(pair, (0, 0))
        if item.span.start < end:
            yield Problem(f"settlement {number}", f"it overlaps settlement {by}")
        if ids.setdefault(item.id, number) != number:
            yield Problem(f"settlement {number}", f"it has the id of settlement {ids[item.id]}")
        reached[pair] = max(reached.get(pair, (0, 0)), (item.span.end, number))


def _row(item: Settlement, study: Context, actor: str) -> Row:
    return Row(
        item.id,
        study.get(item.document).key,
        item.version,
        item.span.start,
        item.span.end,
        item.into,
        item.outcome,
        pack(item.sources),
        "",
        item.memo,
        item.by or actor,
        item.round,
        item.settled_at,
        0,
    )


class _Change:
    """What settlements change: their own rows, and the settled codings."""

    def __init__(self, connection: Connection, pairs: set[Pair], documents_in_all: int) -> None:
        rows = codingrows.read_rows_of(connection, pairs, documents_in_all)
        self.hand = Hand(rows)
        self.ended: list[Row] = []
        self.begun: list[Row] = []
        self.unchanged = 0
        self._there = {(key, into): read_rows(connection, key, into) for key, into in sorted(pairs)}
        self._codings: dict[Pair, list[codingrows.Row]] = defaultdict(list)
        for row in sorted(rows, key=attrgetter("start")):
            self._codings[row.document, row.coder].append(row)
        self._time = now()

    def settle(self, row: Row, given: Sequence[codingrows.Row]) -> None:
        """Let one settlement take the place of those that it overlaps, unless it says the same and that still holds."""
        before = len(self.hand)
        row = row.leading_to(tuple(self.hand.hold(coding) for coding in given))
        for coding in self._within(row):
            self.hand.drop(coding)
        earlier = [one for one in self._there[row.document, row.coder] if one.span.overlaps(row.span)]
        if [one.says for one in earlier] == [row.says] and len(self.hand) == before:
            self.unchanged += 1
            return
        self.ended += earlier
        self.begun.append(row._replace(settled_at=row.settled_at or self._time))

    def _within(self, row: Row) -> Iterator[codingrows.Row]:
        """Go through the codings of the settled set that lie wholly within a settlement's place."""
        there = self._codings[row.document, row.coder]
        for coding in there[bisect_left(there, row.start, key=attrgetter("start")) :]:
            if coding.start >= row.stop:
                break
            if coding.stop <= row.stop:
                yield coding

    def refuse_taken_ids(self, connection: Connection) -> None:
        """Refuse what has the id of another settlement, or leads to a coding with the id of another one."""
        codings.refuse_taken_ids(connection, self.hand.added)
        ended = {row.id for row in self.ended}
        held = history.fetch_by_ids(connection, table, [row.id for row in self.begun])
        taken = {one.values[0] for one in held} - ended
        wrong = [
            Problem(f"settlement {problems.shown(row.id)}", "its id belongs to another settlement")
            for row in self.begun
            if row.id in taken
        ]
        if wrong:
            raise problems.codings(wrong, "settlement")


def _written(write: Write, change: _Change, study: Context) -> Settled:
    connection, names, hand = write.connection, study.names, change.hand
    done = Settled(
        len(change.begun),
        change.unchanged,
        tuple(row.id for row in (*hand.added, *hand.reinstated)),
        tuple(row.id for row in hand.withdrawn),
    )
    if not change.begun:
        return done
    touches = things("settlements", ((names[row.document], row.coder) for row in change.begun))
    touches |= things("codings", ((names[row.document], row.coder) for row in hand.touched))
    rev = write.record("settle", {"settled": done.settled, **hand.counts()}, touches)
    coders.note_people(connection, rev, {row.coder for row in change.begun} - study.coders.keys())
    history.end(connection, table, rev, (row.seq for row in change.ended))
    history.begin(connection, table, rev, (row.values for row in change.begun))
    hand.write(connection, rev)
    return done


def read(
    connection: Connection, *, document: str | None, into: str | None, at: int | None
) -> list[Settlement]:
    """Return the settlements that fit all that is given, in reading order."""
    known = documents.read_all(connection, at)
    kept = known.get(documents.name_key(document)) if document is not None else None
    if document is not None and kept is None:
        raise problems.unknown_document(document)
    names = documents.by_key(known)
    found = [
        _settlement(row, names[row.document].document.name)
        for row in read_rows(connection, kept.key if kept else None, into, at)
    ]
    return sorted(found, key=lambda one: (one.document, one.span, one.into))


def _settlement(row: Row, name: str) -> Settlement:
    return Settlement(
        row.id,
        name,
        row.version,
        row.span,
        next(one for one in OUTCOMES if one == row.outcome),
        unpack(row.sources),
        unpack(row.codings),
        row.memo,
        row.settled_by,
        row.coder,
        row.round,
        row.settled_at,
    )
