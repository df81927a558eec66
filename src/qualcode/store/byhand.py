"""What a person does to codings by hand: one choice, one action."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from sqlalchemy import Connection

from qualcode.errors import Problem
from qualcode.model import STANCES, Coding
from qualcode.model.codings import Stance
from qualcode.store import coders, codings, context, history, problems
from qualcode.store.actions import Write, now
from qualcode.store.codingrows import Row, read_rows_of
from qualcode.store.context import things
from qualcode.store.results import Coded
from qualcode.store.sealing import storable
from qualcode.store.tables import coding as coding_table


@dataclass(slots=True)
class Hand:
    """What changes when some statements shall hold and some codings shall not.

    Unlike an import, a person who says a thing again means it: a withdrawn coding comes back. Say what shall hold
    first; what is dropped afterwards and was said to hold stays.

    Parameters
    ----------
    there : sequence of Row
        All codings of the documents and coders that it is about, withdrawn ones too.
    """

    there: Sequence[Row]
    added: list[Row] = field(default_factory=list)
    reinstated: list[Row] = field(default_factory=list)
    changed: list[Row] = field(default_factory=list)
    unchanged: list[Row] = field(default_factory=list)
    withdrawn: list[Row] = field(default_factory=list)
    _known: dict[tuple[object, ...], Row] = field(init=False)
    _settled: set[str] = field(default_factory=set)
    _time: str = field(default_factory=now)

    def __post_init__(self) -> None:
        # Where a withdrawn coding and one that holds say the same, the latter counts.
        self._known = {row.key: row for row in sorted(self.there, key=lambda row: not row.withdrawn)}

    def hold(self, row: Row) -> str:
        """Let a statement hold, and return the id of the coding that says it; said twice, it counts once.

        A memo that is given takes the place of the one that is there; none leaves it. A coding that comes back
        belongs to the round in which it was said again.
        """
        known = self._known.setdefault(row.key, row)
        if known.id in self._settled:
            return known.id
        self._settled.add(known.id)
        memo = row.memo or known.memo
        if known is row:
            self.added.append(row._replace(created_at=row.created_at or self._time))
        elif known.withdrawn:
            self.reinstated.append(known.with_withdrawn(False)._replace(memo=memo, round=row.round))
        elif memo != known.memo:
            self.changed.append(known._replace(memo=memo))
        else:
            self.unchanged.append(known)
        return known.id

    def drop(self, row: Row) -> None:
        """Withdraw a coding, unless it shall hold or is withdrawn already."""
        if row.id not in self._settled and not row.withdrawn:
            self._settled.add(row.id)
            self.withdrawn.append(row)

    @property
    def touched(self) -> list[Row]:
        """All that changes."""
        return [*self.added, *self.reinstated, *self.changed, *self.withdrawn]

    def __len__(self) -> int:
        return len(self.added) + len(self.reinstated) + len(self.changed) + len(self.withdrawn)

    def counts(self) -> Counter[str]:
        """Say how many change, and how."""
        found = {name: len(getattr(self, name)) for name in ("added", "reinstated", "withdrawn")}
        return +Counter({**found, "memos": len(self.changed)})

    def write(self, connection: Connection, rev: int) -> None:
        """Write what changes."""
        ended = (*self.reinstated, *self.changed, *self.withdrawn)
        history.end(connection, coding_table, rev, (row.seq for row in ended))
        gone = (row.with_withdrawn(True) for row in self.withdrawn)
        begun = (*self.added, *self.reinstated, *self.changed, *gone)
        history.begin(connection, coding_table, rev, (row.values for row in begun))


def code(write: Write, add: Sequence[Coding], withdraw: Sequence[str]) -> Coded:
    """Add and withdraw codings in one action; see :meth:`qualcode.store.Store.code`."""
    connection = write.connection
    study = context.read(connection)
    names = study.names
    with history.collector_paused():
        gone = codings.by_ids(connection, list(dict.fromkeys(withdraw)))
        pairs = {(kept, one.coder) for one in add if (kept := study.find(one.document))}
        pairs |= {(names[row.document], row.coder) for row in gone}
        texts = {kept.thing for kept, _ in pairs}
        write.depends_on({*(["codebook"] if add else []), *things("codings", pairs), *texts})
        wrong = [
            Problem(f"coding {number}", found)
            for number, one in enumerate(add, start=1)
            for found in codings.problems_of(one, study)
        ]
        wrong += codings.unknown(withdraw, gone)
        if wrong:
            raise problems.codings(wrong)
        rows = [codings.row_of(one, study) for one in add]
        hand = Hand(read_rows_of(connection, {(row.document, row.coder) for row in rows}, len(study.known)))
        for row in rows:
            hand.hold(row)
        for row in gone:
            hand.drop(row)
        codings.refuse_taken_ids(connection, hand.added)
    if len(hand):
        touches = things("codings", ((names[row.document], row.coder) for row in hand.touched))
        rev = write.record("code", hand.counts(), touches)
        coders.note_people(connection, rev, {row.coder for row in hand.added} - study.coders.keys())
        hand.write(connection, rev)
    return Coded(
        _ids(hand.added),
        _ids(hand.reinstated),
        _ids(hand.unchanged),
        _ids(hand.withdrawn),
        _ids(hand.changed),
    )


def _ids(rows: Sequence[Row]) -> tuple[str, ...]:
    return tuple(row.id for row in rows)


def edit(write: Write, id_: str, memo: str | None, stance: Stance | None) -> bool:
    """Give a coding another memo or stance; False where it has them."""
    connection = write.connection
    found = codings.by_ids(connection, [id_])
    wrong = codings.unknown([id_], found)
    if wrong:
        raise problems.codings(wrong)
    (row,) = found
    study = context.read(connection)
    kept = study.names[row.document]
    touches = things("codings", [(kept, row.coder)])
    write.depends_on({*touches, kept.thing})
    new = row._replace(
        memo=row.memo if memo is None else memo, stance=row.stance if stance is None else stance
    )
    _refuse_edit(connection, row, new)
    if new == row:
        return False
    rev = write.record("edit coding", {"codings": 1}, touches)
    history.end(connection, coding_table, rev, [row.seq])
    history.begin(connection, coding_table, rev, [new.values])
    return True


def _refuse_edit(connection: Connection, row: Row, new: Row) -> None:
    found = []
    if new.stance not in STANCES:
        found.append(f"there is no stance {problems.shown(new.stance)}")
    if not storable(new.memo):
        found.append("its memo holds a character that cannot be stored")
    if new.key != row.key and not row.withdrawn:
        others = read_rows_of(connection, {(row.document, row.coder)}, 1)
        if any(other.key == new.key and not other.withdrawn for other in others):
            found.append("another coding says the same already")
    if found:
        raise problems.codings([Problem(f"coding {row.id}", one) for one in found])
