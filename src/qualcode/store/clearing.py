"""Clearances: a person's ticks; of each thing that could leave the study, one holds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from sqlalchemy import Connection

from qualcode.errors import Problem
from qualcode.model import CLEARINGS, Clearance
from qualcode.store import history, problems
from qualcode.store.actions import Write, is_time, moment, now
from qualcode.store.sealing import storable
from qualcode.store.tables import clearance as table

DATE = 10
"""Length of a date, ISO 8601."""


class Row(NamedTuple):
    """One clearance's row: the table's columns in their order, and the row's number."""

    id: str
    item: str
    seal: str
    decision: str
    cleared_by: str
    reason: str
    cleared_at: str
    seq: int

    def __repr__(self) -> str:
        return f"<clearance {self.id}>"

    @property
    def values(self) -> history.Values:
        """Return what the checksum covers."""
        return tuple(self[:-1])

    @property
    def says(self) -> tuple[object, ...]:
        """Return what makes a tick another one, but for its time."""
        return self[1:6]


def thing(item: str) -> str:
    """Return what a write touches that ticks something."""
    return f"clearance:{item}"


def read_rows(connection: Connection) -> list[Row]:
    """Return all clearances that hold."""
    return [Row._make((*held.values, held.seq)) for held in history.fetch(connection, table)]


def clear(write: Write, items: Sequence[Clearance]) -> int:
    """Store ticks, each in place of the one before on the same thing, all or none; return how many changed."""
    connection = write.connection
    write.depends_on({thing(item.target) for item in items})
    _refuse(items)
    there = {row.item: row for row in read_rows(connection)}
    after = dict(there)
    for item in items:
        row, before = _row(item, write.actor), after.get(item.target)
        if before is None or _takes_the_place(row, before, timed=bool(item.at)):
            after[row.item] = row
    # A file that holds a tick and a later one on the same thing comes to the later one, again and again.
    new = [row for key, row in after.items() if key not in there or not _same(row, there[key])]
    _refuse_taken_ids(new, there)
    if not new:
        return 0
    time = now()
    rev = write.record("clear", {"clearances": len(new)}, {thing(row.item) for row in new})
    history.end(connection, table, rev, (there[row.item].seq for row in new if row.item in there))
    history.begin(
        connection, table, rev, (row._replace(cleared_at=row.cleared_at or time).values for row in new)
    )
    return len(new)


def _row(item: Clearance, actor: str) -> Row:
    return Row(item.id, item.target, item.seal, item.decision, item.by or actor, item.reason, item.at, 0)


def _same(row: Row, other: Row) -> bool:
    """Say whether a tick is the one that holds; without a time of its own, it has that one's."""
    return row.says == other.says and row.cleared_at in ("", other.cleared_at)


def _takes_the_place(row: Row, before: Row, *, timed: bool) -> bool:
    """Say whether a tick comes after another: by their times, and where these do not tell, by which comes last."""
    if not timed or not before.cleared_at:
        return True
    times = row.cleared_at, before.cleared_at
    new, old = map(moment, times)
    return new.date() >= old.date() if min(map(len, times)) <= DATE else new >= old


def _refuse(items: Sequence[Clearance]) -> None:
    wrong = [
        Problem(f"clearance {number}", found)
        for number, item in enumerate(items, start=1)
        for found in _problems_of(item)
    ]
    if wrong:
        raise problems.release(wrong, "clearance")


def _problems_of(item: Clearance) -> Iterator[str]:
    if not (item.id and item.target and item.seal):
        yield "it needs an id, a target, and the seal of what was seen"
    if item.decision not in CLEARINGS:
        yield f"there is no decision {problems.shown(item.decision)}"
    if item.decision == "override" and not item.reason.strip():
        yield "it overrides a rule, and gives no reason"
    if item.at and not is_time(item.at):
        yield "its time is not written as ISO 8601"
    if not all(map(storable, (item.id, item.target, item.seal, item.by, item.reason))):
        yield "it holds a character that cannot be stored"


def _refuse_taken_ids(new: Sequence[Row], there: dict[str, Row]) -> None:
    left = {row.id: row.item for key, row in there.items()}
    wrong = [
        Problem(f"clearance {problems.shown(row.id)}", "its id belongs to another clearance")
        for row in new
        if left.setdefault(row.id, row.item) != row.item
    ]
    if wrong:
        raise problems.release(wrong, "clearance")


def read(connection: Connection, target: str | None) -> list[Clearance]:
    """Return the clearance of a target, or all, by target."""
    found = [
        Clearance(*row[:3], next(one for one in CLEARINGS if one == row.decision), *row[4:7])
        for row in read_rows(connection)
        if target in (None, row.item)
    ]
    return sorted(found, key=lambda one: one.target)
