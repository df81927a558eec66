"""The log of actions: one row per user action, what it touched, and what undo and redo mean."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Connection, func, insert, select

from qualcode.store import problems
from qualcode.store.sealing import Damage, seal
from qualcode.store.tables import action, touch

EVERYTHING = "*"
"""A thing that everything depends on: a restored backup, an erased person."""

PARAMETERS = 500
"""How many parameters every database takes in one statement."""

BARRIERS = frozenset({"restore", "erase"})
"""Kinds of action that cannot be undone, nor anything before them."""


@dataclass(frozen=True, slots=True)
class Action:
    """One action of the log.

    Parameters
    ----------
    rev : int
        The study's revision after it.
    at : str
        ISO 8601, UTC.
    actor : str
        Who acted.
    kind : str
        ``add documents``, ``add versions``, ``segment``, ``codebook``, ``work list``, ``read again``, ``not read again``, ``add coder``, ``add codings``, ``code``,
        ``edit coding``, ``withdraw codings``, ``reinstate codings``, ``decide``, ``settle``, ``start round``,
        ``open round``, ``finish``, ``unfinish``, ``quotes``, ``replies``, ``clear``, ``memo``, ``merge``, ``undo``,
        ``redo`` or ``restore``.
    counts : mapping of str to int
        How many of what; never names or text.
    undoes : int or None
        The revision that an undo or redo takes back.
    undone : bool
        True where a later action took it back, and that still holds.
    """

    rev: int
    at: str
    actor: str
    kind: str
    counts: Mapping[str, int]
    undoes: int | None = None
    undone: bool = False


class Write:
    """One write transaction: what it builds on, and the action that it records."""

    def __init__(self, connection: Connection, *, actor: str, session: str, seen: int | None) -> None:
        if not actor:
            raise problems.usage("a write needs to know who acts", "Pass actor=NAME.")
        self.connection = connection
        self.actor = actor
        self._session = session
        self._seen = seen

    def depends_on(self, things: Iterable[str]) -> None:
        """Refuse where somebody else touched one of the things since ``seen``.

        What the same opened store wrote itself does not count: whoever holds it knows of it.
        """
        if self._seen is None:
            return
        newer = (
            (touch.c.rev > self._seen) & (action.c.rev == touch.c.rev) & (action.c.session != self._session)
        )
        names = sorted({*things, EVERYTHING})
        for start in range(0, len(names), PARAMETERS):
            some = touch.c.thing.in_(names[start : start + PARAMETERS])
            found = self.connection.scalar(select(func.max(touch.c.rev)).where(newer, some))
            if found is not None:
                raise problems.stale(found, self._seen)

    def depends_on_everything(self) -> None:
        """Refuse where somebody else did anything since ``seen``."""
        if self._seen is None:
            return
        others = (action.c.rev > self._seen) & (action.c.session != self._session)
        found = self.connection.scalar(select(func.max(action.c.rev)).where(others))
        if found is not None:
            raise problems.stale(found, self._seen)

    def record(
        self, kind: str, counts: Mapping[str, int], touches: Iterable[str], *, undoes: int | None = None
    ) -> int:
        """Write the action and return its revision; the rows that it begins and ends carry it."""
        return record(
            self.connection,
            revision(self.connection) + 1,
            (self.actor, self._session, kind, json.dumps(counts, sort_keys=True), undoes),
            touches,
        )


def record(
    connection: Connection, rev: int, values: tuple[str, str, str, str, int | None], touches: Iterable[str]
) -> int:
    """Write one row of the log and what it touched."""
    names = ("rev", "at", "actor", "session", "kind", "counts", "undoes")
    row = (rev, now(), *values)
    connection.execute(insert(action), {**dict(zip(names, row, strict=True)), "checksum": seal(row)})
    connection.execute(insert(touch), [{"thing": thing, "rev": rev} for thing in sorted(set(touches))])
    return rev


def revision(connection: Connection) -> int:
    """Return the revision of the last action; 0 before the first."""
    return connection.scalar(select(func.max(action.c.rev))) or 0


def touched(connection: Connection, rev: int) -> set[str]:
    """Return what an action touched."""
    return touched_by_each(connection, [rev])[rev]


def touched_by_each(connection: Connection, revs: Sequence[int]) -> dict[int, set[str]]:
    """Return what some actions touched, by their revisions."""
    found: dict[int, set[str]] = {rev: set() for rev in revs}
    for start in range(0, len(revs), PARAMETERS):
        some = touch.c.rev.in_(revs[start : start + PARAMETERS])
        for rev, thing in connection.execute(select(touch.c.rev, touch.c.thing).where(some)):
            found[rev].add(thing)
    return found


def now() -> str:
    """Return the time as the store writes it: ISO 8601, UTC, milliseconds."""
    return datetime.now(UTC).isoformat(timespec="milliseconds")


def moment(text: str) -> datetime:
    """Return a time that is written as ISO 8601; a date is its midnight, and a time without a zone is UTC."""
    found = datetime.fromisoformat(text)
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def is_time(text: str) -> bool:
    """Say whether a time is written as ISO 8601, so that what was done can be counted over time."""
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return True


def read_log(connection: Connection) -> list[Action]:
    """Return all actions, oldest first; each is verified."""
    columns = [column for column in action.columns if column.name != "checksum"]
    rows = connection.execute(select(*columns, action.c.checksum).order_by(action.c.rev)).all()
    if any(seal(tuple(row[:-1])) != row[-1] for row in rows):
        raise Damage("a checksum in the log does not fit")
    undone = _undone({row.rev: row.undoes for row in rows})
    return [
        Action(
            row.rev,
            row.at,
            row.actor,
            row.kind,
            json.loads(row.counts),
            row.undoes,
            row.rev in undone,
        )
        for row in rows
    ]


def _undone(undoes: Mapping[int, int | None]) -> set[int]:
    """Return the revisions that are taken back: an action is, if one that still holds undoes it."""
    taken_back: set[int] = set()
    for rev in sorted(undoes, reverse=True):
        target = undoes[rev]
        if target is not None and rev not in taken_back:
            taken_back.add(target)
    return taken_back
