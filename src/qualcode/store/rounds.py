"""Rounds of coding: which there are, and whether coders see each other's codings of one."""

from __future__ import annotations

from sqlalchemy import Connection

from qualcode.model import Round
from qualcode.store import history, problems
from qualcode.store.actions import Write, now
from qualcode.store.sealing import storable
from qualcode.store.tables import round_ as table

THING = "rounds"
"""What a write touches that starts or opens a round."""


def read(connection: Connection) -> list[Round]:
    """Return the rounds by number; the first is there from the start, without a row."""
    found = {1: Round(1)}
    found.update({held.values[1]: Round(*held.values[1:]) for held in history.fetch(connection, table)})
    return [found[number] for number in sorted(found)]


def start(write: Write, title: str) -> Round:
    """Begin the next round; it is blind."""
    write.depends_on([THING])
    if not storable(title):
        raise problems.usage("the title of a round holds a character that cannot be stored")
    new = Round(read(write.connection)[-1].number + 1, title)
    rev = write.record("start round", {"rounds": 1}, [THING])
    history.begin(write.connection, table, rev, [_values(new)])
    return new


def open_up(write: Write, number: int) -> bool:
    """Let coders see each other's codings of a round; False where they do."""
    connection = write.connection
    write.depends_on([THING])
    there = get(connection, number)
    if there.is_open:
        return False
    rev = write.record("open round", {"rounds": 1}, [THING])
    rows = [held for held in history.fetch(connection, table) if held.values[1] == number]
    history.end(connection, table, rev, [held.seq for held in rows])
    history.begin(connection, table, rev, [_values(Round(number, there.title, now(), write.actor))])
    return True


def get(connection: Connection, number: int) -> Round:
    """Return one round, or refuse."""
    for one in read(connection):
        if one.number == number:
            return one
    raise problems.unknown_round(number)


def _values(one: Round) -> history.Values:
    return (str(one.number), one.number, one.title, one.opened_at, one.opened_by)
