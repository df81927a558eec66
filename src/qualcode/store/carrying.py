"""How codings, decisions, settlements, quotes, work-lists and finished documents move from a document's latest text to a new one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from sqlalchemy import Connection, Table

from qualcode.model import Span
from qualcode.store import codingrows, decisionrows, finishing, history, quoterows, rereadrows, settlementrows
from qualcode.store.tables import coding, decision, finished, quote, reread, segmentation, settlement

Move = Callable[[Sequence[Span]], Sequence[Span]]
"""What gives spans of the latest text their place in the new one; an empty span has none."""

Texts = Callable[[], tuple[str, str]]
"""What gives the latest text and the new one."""

Row = codingrows.Row | decisionrows.Row | settlementrows.Row | finishing.Row | quoterows.Row | rereadrows.Row


@dataclass(slots=True)
class Moves:
    """Rows of one table that end, what takes their place, and whose they are."""

    ended: list[int] = field(default_factory=list)
    begun: list[history.Values] = field(default_factory=list)
    coders: set[str] = field(default_factory=set)

    def end(self, row: Row) -> None:
        """Let a row hold no longer."""
        self.ended.append(row.seq)
        self.coders.add(row.coder)

    def replace(self, row: Row, by: Row) -> None:
        """Let a row take the place of another."""
        self.end(row)
        self.begun.append(by.values)

    def write(self, connection: Connection, table: Table, rev: int) -> None:
        """Write what was planned."""
        history.end(connection, table, rev, self.ended)
        history.begin(connection, table, rev, self.begun)


@dataclass(slots=True)
class Plan:
    """What happens to all that stands on the text of one document.

    ``merged`` leads from codings that now say what another one says to that other one.
    """

    codings: Moves = field(default_factory=Moves)
    decisions: Moves = field(default_factory=Moves)
    settlements: Moves = field(default_factory=Moves)
    finished: Moves = field(default_factory=Moves)
    quotes: Moves = field(default_factory=Moves)
    rereads: Moves = field(default_factory=Moves)
    carried: int = 0
    lost: list[str] = field(default_factory=list)
    merged: dict[str, str] = field(default_factory=dict)
    unsettled: list[str] = field(default_factory=list)
    unquoted: list[str] = field(default_factory=list)
    cut: list[int] = field(default_factory=list)

    @property
    def by_name(self) -> dict[str, Moves]:
        """Return what moves, by the names that things have which a write touches."""
        return {
            "codings": self.codings,
            "decisions": self.decisions,
            "settlements": self.settlements,
            "finished": self.finished,
            "quotes": self.quotes,
            "rereads": self.rereads,
        }

    def write(self, connection: Connection, rev: int) -> None:
        """Write what was planned."""
        history.end(connection, segmentation, rev, self.cut)
        tables = (coding, decision, settlement, finished, quote, reread)
        for moves, table in zip(self.by_name.values(), tables, strict=True):
            moves.write(connection, table, rev)


def plan(connection: Connection, document: int, latest: str, new: str, move: Move, texts: Texts) -> Plan:
    """Find a place in the new text for all that stands on the latest one."""
    made = Plan(cut=_segmentations(connection, document))
    _plan_codings(made, codingrows.read_rows(connection, document), latest, new, move)
    if latest != new:
        _plan_decisions(made, decisionrows.read_rows(connection, document), latest, new, move)
        _plan_settlements(made, settlementrows.read_rows(connection, document), new, move)
        _plan_quotes(made, quoterows.read_rows(connection, document), new, move, texts)
        _plan_rereads(made, rereadrows.read_rows(connection, document), latest, new, move)
        for mark in finishing.read_rows(connection, document):
            made.finished.replace(mark, mark._replace(version=new))
    return made


def _segmentations(connection: Connection, document: int) -> list[int]:
    """Return the rows of segmentations that cut the text before; they do not fit the new one."""
    return [held.seq for held in history.fetch(connection, segmentation, segmentation.c.document == document)]


def _plan_codings(plan: Plan, rows: list[codingrows.Row], latest: str, new: str, move: Move) -> None:
    """Move every coding on the latest text, withdrawn ones too."""
    rows = [row for row in rows if row.version == latest]
    # Where two codings come to say the same, the one that holds and is older stays.
    rows.sort(key=lambda row: (row.withdrawn, row.created_at, row.seq))
    taken: dict[tuple[object, ...], str] = {}
    for row, span in zip(rows, move([Span(row.start, row.stop) for row in rows]), strict=True):
        moved = row.at(new, span)
        if span and moved.key not in taken:
            taken[moved.key] = row.id
            plan.carried += 1
            plan.codings.replace(row, moved)
        elif not row.withdrawn:
            if span:
                plan.merged[row.id] = taken[moved.key]
            else:
                plan.lost.append(row.id)
            plan.codings.replace(row, row.with_withdrawn(True))


def _plan_decisions(plan: Plan, rows: list[decisionrows.Row], latest: str, new: str, move: Move) -> None:
    """Move every decision on the latest text; one that has no place in the new one stays where it was made.

    Where two come to answer the same, the later one moves. One may stand on the new text already, if that was the
    latest once before.
    """
    by_decisions = {row.coding for row in rows if row.made}
    standing = {row.key: row for row in rows if row.version == new}
    moving = sorted((row for row in rows if row.version == latest), key=_made, reverse=True)
    taken: set[tuple[object, ...]] = set()
    for row, span in zip(moving, move([Span(row.start, row.stop) for row in moving]), strict=True):
        moved = row.at(new, span)
        there = standing.get(moved.key)
        if not span or moved.key in taken or (there and _made(there) > _made(row)):
            continue
        if there:
            plan.decisions.end(there)
        taken.add(moved.key)
        coding_id = plan.merged.get(row.coding, row.coding)
        plan.decisions.replace(row, moved.leading_to(coding_id, coding_id in by_decisions))


def _plan_settlements(plan: Plan, rows: list[settlementrows.Row], new: str, move: Move) -> None:
    """Move every settlement; one whose place is gone ends, and where two come to overlap, the later one stays.

    They lead on to the codings that they led to, or to those that took their place.
    """
    taken: list[settlementrows.Row] = []
    rows = sorted(rows, key=lambda row: (row.settled_at, row.seq), reverse=True)
    for row, span in zip(rows, move([row.span for row in rows]), strict=True):
        if not span or any(one.coder == row.coder and one.span.overlaps(span) for one in taken):
            plan.settlements.end(row)
            plan.unsettled.append(row.id)
            continue
        ids = settlementrows.unpack(row.codings)
        moved = row.at(new, span).leading_to(tuple(plan.merged.get(id_, id_) for id_ in ids))
        taken.append(moved)
        plan.settlements.replace(row, moved)


def _plan_quotes(plan: Plan, rows: list[quoterows.Row], new: str, move: Move, texts: Texts) -> None:
    """Move every quote, piece by piece; one that loses a piece ends, and where two get the same words, the first stays.

    Its text follows its words: where they changed, what the interviewed approved is no longer what prints.
    """
    if not rows:
        return
    old_text, new_text = texts()
    taken: set[tuple[Span, ...]] = set()
    for row in rows:
        there = move(row.spans)
        pieces = quoterows.moved(there)
        if not pieces or pieces in taken:
            plan.quotes.end(row)
            plan.unquoted.append(row.id)
            continue
        taken.add(pieces)
        words = [
            [piece.of(text) for piece in some] for text, some in ((old_text, row.spans), (new_text, pieces))
        ]
        ids = [plan.merged.get(id_, id_) for id_ in quoterows.unpack(row.codings)]
        plan.quotes.replace(row, row.at(new, pieces, quoterows.text_again(row.text, *words), ids))


def _plan_rereads(plan: Plan, rows: list[rereadrows.Row], latest: str, new: str, move: Move) -> None:
    """Move every passage of the work-list; one whose words are gone ends, for there is nothing to read."""
    rows = [row for row in rows if row.version == latest]
    for row, span in zip(rows, move([Span(row.start, row.stop) for row in rows]), strict=True):
        if span:
            plan.rereads.replace(row, row.at(new, span))
        else:
            plan.rereads.end(row)


def _made(row: decisionrows.Row) -> tuple[str, int]:
    return (row.decided_at, row.seq)
