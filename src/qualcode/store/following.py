"""How codings, and what refers to codes, follow their codes into a new codebook; and which are to be read again.

A coding keeps its id and its history: the row that says the old code ends, and one with the new code begins, in the
same action that begins the codebook. So an undo brings both back, and any earlier state can be read.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlalchemy import Connection, Table

from qualcode.model.succession import Consequences, Succession
from qualcode.model.succession import plan as planned
from qualcode.store import codingrows, decisionrows, documents, history, quoterows, rereadrows, settlementrows
from qualcode.store.actions import now
from qualcode.store.context import things
from qualcode.store.sealing import Lookup
from qualcode.store.tables import coding, decision, memo, quote, reread, settlement

_NAMESPACE = uuid.UUID("0c2f3d4e-5a0b-5c1d-8e77-3b5a9d1c2e10")
"""Ids of passages to read again follow from what they are about: two copies that make the same change have the same."""


@dataclass(slots=True)
class _Moves:
    ended: list[int] = field(default_factory=list)
    begun: list[history.Values] = field(default_factory=list)

    def replace(self, seq: int, values: history.Values) -> None:
        self.ended.append(seq)
        self.begun.append(values)

    def write(self, connection: Connection, table: Table, rev: int) -> None:
        history.end(connection, table, rev, self.ended)
        history.begin(connection, table, rev, self.begun)


@dataclass(slots=True)
class Plan:
    """What a new codebook changes beside itself.

    ``merged`` leads from codings that now say what another one says to that other one.
    """

    followed: int = 0
    merged: dict[str, str] = field(default_factory=dict)
    reread: int = 0
    touches: set[str] = field(default_factory=set)
    moves: dict[str, _Moves] = field(default_factory=dict)

    def write(self, connection: Connection, rev: int) -> None:
        """Write what was planned."""
        for table in (coding, decision, settlement, quote, memo, reread):
            if table.name in self.moves:
                self.moves[table.name].write(connection, table, rev)


def consequences(connection: Connection, succession: Succession, ids: Mapping[int, str]) -> Consequences:
    """Say what would happen to the codings that hold; ``ids`` leads from numbers of codes to full ids."""
    return planned(
        succession, [ids[row.code] for row in codingrows.read_rows(connection) if not row.withdrawn]
    )


def plan(connection: Connection, succession: Succession, keys: Mapping[str, int], number: int) -> Plan:
    """Find out what follows; ``keys`` are the numbers of codes by full id, ``number`` is the new codebook's."""
    made = Plan()
    lead = {keys[old]: keys[new] for old, new in succession.follows.items() if old in keys}
    again = {key: why for id_, key in keys.items() if (why := succession.reason(id_)) is not None}
    if not (lead or again):
        return made
    names = documents.by_key(documents.read_all(connection))
    with history.collector_paused():
        rows = _follow_codings(made, codingrows.read_rows(connection), lead, names)
        if lead:
            _follow_decisions(made, decisionrows.read_rows(connection), lead, names)
            _follow_quotes(made, quoterows.read_rows(connection), succession, names)
            _follow_memos(made, connection, succession)
        if made.merged:
            _follow_settlements(made, settlementrows.read_rows(connection), names)
    listed = _follow_rereads(made, rereadrows.read_rows(connection), lead, names)
    _list(made, rows, listed, again, lead, names, (succession.new, number))
    return made


Names = Lookup[int, documents.Kept]


def _follow_codings(
    made: Plan, rows: list[codingrows.Row], lead: Mapping[int, int], names: Names
) -> list[tuple[codingrows.Row, int]]:
    """Let codings follow, withdrawn ones too; return those that hold, with the code they had."""
    moves = made.moves.setdefault("coding", _Moves())
    taken = {row.key: row.id for row in rows if row.code not in lead and not row.withdrawn}
    holding = [(row, row.code) for row in rows if row.code not in lead and not row.withdrawn]
    moving = [row for row in rows if row.code in lead]
    # Where two codings come to say the same, the one that holds and is older stays.
    moving.sort(key=lambda row: (row.withdrawn, row.created_at, row.seq))
    pairs = set()
    for row in moving:
        new = row._replace(code=lead[row.code])
        if new.key not in taken:
            taken[new.key] = row.id
            moves.replace(row.seq, new.values)
            if not row.withdrawn:
                holding.append((new, row.code))
                made.followed += 1
        elif not row.withdrawn:
            made.merged[row.id] = taken[new.key]
            moves.replace(row.seq, row.with_withdrawn(True).values)
            made.followed += 1
        pairs.add((row.document, row.coder))
    made.touches |= things("codings", ((names[document], coder) for document, coder in pairs))
    return holding


def _follow_decisions(
    made: Plan, rows: list[decisionrows.Row], lead: Mapping[int, int], names: Names
) -> None:
    """Let answers to suggestions follow; where two come to answer the same, the later one does."""
    moves = made.moves.setdefault("decision", _Moves())
    taken = {row.key for row in rows if row.code not in lead}
    for row in sorted(rows, key=lambda row: (row.decided_at, row.seq), reverse=True):
        became = row.became if row.became is None else lead.get(row.became, row.became)
        new = row._replace(code=lead.get(row.code, row.code), became=became)
        new = new._replace(coding=made.merged.get(row.coding, row.coding))
        if row.code in lead and new.key in taken:
            new = new._replace(code=row.code)
        taken.add(new.key)
        if new != row:
            moves.replace(row.seq, new.values)
            made.touches |= things("decisions", [(names[row.document], row.coder)])


def _follow_quotes(made: Plan, rows: list[quoterows.Row], succession: Succession, names: Names) -> None:
    moves = made.moves.setdefault("quote", _Moves())
    for row in rows:
        codes = quoterows.pack([succession.today(code) for code in quoterows.unpack(row.codes)])
        about = quoterows.pack([made.merged.get(id_, id_) for id_ in quoterows.unpack(row.codings)])
        if (codes, about) != (row.codes, row.codings):
            moves.replace(row.seq, row._replace(codes=codes, codings=about).values)
            made.touches |= things("quotes", [(names[row.document], row.coder)])


def _follow_memos(made: Plan, connection: Connection, succession: Succession) -> None:
    moves = made.moves.setdefault("memo", _Moves())
    for held in history.fetch(connection, memo):
        id_, kind, target, *rest = held.values
        if kind == "code" and target in succession.follows:
            moves.replace(held.seq, (id_, kind, succession.today(target), *rest))
            made.touches.add(f"memo:{id_}")


def _follow_settlements(made: Plan, rows: list[settlementrows.Row], names: Names) -> None:
    moves = made.moves.setdefault("settlement", _Moves())
    for row in rows:
        ids = settlementrows.unpack(row.codings)
        new = row.leading_to(tuple(made.merged.get(id_, id_) for id_ in ids))
        if new.codings != row.codings:
            moves.replace(row.seq, new.values)
            made.touches |= things("settlements", [(names[row.document], row.coder)])


def _follow_rereads(
    made: Plan, rows: list[rereadrows.Row], lead: Mapping[int, int], names: Names
) -> set[tuple[str, int]]:
    """Let the list follow; return codings and codes of which it asks already."""
    moves = made.moves.setdefault("reread", _Moves())
    listed: set[tuple[str, int]] = set()
    for row in rows:
        new = row._replace(code=lead.get(row.code, row.code))
        if new != row:
            moves.replace(row.seq, new.values)
            made.touches |= things("rereads", [(names[row.document], row.coder)])
        if not row.done_at:
            listed |= {(id_, new.code) for id_ in quoterows.unpack(row.codings)}
    return listed


def _list(
    made: Plan,
    rows: list[tuple[codingrows.Row, int]],
    listed: set[tuple[str, int]],
    again: Mapping[int, str],
    lead: Mapping[int, int],
    names: Names,
    book: tuple[str, int],
) -> None:
    """Put codings onto the list whose code, as it was, is to be read again."""
    moves, time = made.moves["reread"], now()
    for row, before in rows:
        why = again.get(before)
        if why is None or (row.id, row.code) in listed:
            continue
        id_ = str(uuid.uuid5(_NAMESPACE, f"{row.id}\n{row.code}\n{book[0]}\n{book[1]}"))
        place = (row.document, row.version, row.start, row.stop, row.code, row.coder)
        moves.begun.append((id_, *place, why, quoterows.pack([row.id]), book[0], time, "", ""))
        made.reread += 1
        made.touches |= things("rereads", [(names[row.document], row.coder)])
