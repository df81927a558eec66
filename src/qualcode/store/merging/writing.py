"""Writing what a merge takes over: one action, which undo takes back as a whole."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from qualcode.errors import StoreError
from qualcode.store import checks, clearing, codebooks, content, history, rounds
from qualcode.store.actions import Write
from qualcode.store.merging.rules import Change, Plan
from qualcode.store.merging.states import LISTS, Side, Thing, at
from qualcode.store.tables import coder as coder_table
from qualcode.store.tables import document as document_table
from qualcode.store.tables import segmentation as segmentation_table
from qualcode.store.tables import version as version_table

BODIES = ("text_sha256", "turns_sha256", "offsets_sha256", "spans_sha256")
"""Columns that name a long body."""


def write_plan(write: Write, plan: Plan, ours: Side, theirs: Side, mark: str) -> int:
    """Write a plan that takes something, check the whole study, and return the revision.

    Raises
    ------
    StoreError
        The merged study would not be in order; the transaction is not committed.
    """
    connection = write.connection
    changes = list(plan.taken.values())
    new = _new_coders(changes, ours, theirs)
    rev = write.record("merge", _counts(plan), {mark, *_touches(plan, new)})
    numbers = _Numbers.of(connection, ours, theirs, plan)
    _begin_documents(connection, rev, plan, theirs, numbers)
    history.begin(connection, coder_table, rev, sorted(new.items()))
    for kind in {change.kind.name: change.kind for change in changes}.values():
        some = [change for change in changes if change.kind is kind]
        history.end(connection, kind.table, rev, [one.ours.seq for one in some if one.ours is not None])
        rows = [_row(one, one.theirs, plan, numbers) for one in some if one.theirs is not None]
        history.begin(connection, kind.table, rev, rows)
    found = checks.check(connection)
    if found:
        raise StoreError(
            f"the merged study is not in order ({len(found)} findings of the check); nothing was changed",
            code="QC-MG04",
            where=found[0].where,
            do="Run qualcode check in both copies, and report this with the code.",
        )
    return rev


def _new_coders(changes: list[Change], ours: Side, theirs: Side) -> dict[str, str]:
    """Return who has something to her name for the first time here: people and models, by name."""
    names = {one.theirs.hand for one in changes if one.theirs is not None}
    return {name: theirs.coders[name] for name in names - ours.coders.keys() if name in theirs.coders}


def _counts(plan: Plan) -> dict[str, int]:
    counts: Counter[str] = Counter(_plural(change.kind.name) for change in plan.taken.values())
    counts["documents"] = len(plan.pairs.new)
    counts["conflicts"] = len(plan.conflicts) + len(plan.pairs.conflicts)
    return dict(+counts)


def _plural(kind: str) -> str:
    return {"finished": "finished", "reply": "replies"}.get(kind, f"{kind}s")


def _touches(plan: Plan, new_coders: dict[str, str]) -> set[str]:
    """Return what other writes may depend on, by the names that those use."""
    found = {_thing(change.subject) for change in plan.taken.values()}
    if plan.pairs.new:
        found |= {"documents", *(f"text:{id_}" for id_ in plan.pairs.new)}
    return found | ({"coders"} if "model" in new_coders.values() else set())


def _thing(about: Thing) -> str:
    name = about.kind.name
    if about["document"] is not None:
        return f"{_plural(name)}:{about['document']}:{about.hand}"
    if name == "clearance":
        return clearing.thing(about["item"])
    return rounds.THING if name == "round" else f"{name}:{about['id']}"


@dataclass(slots=True)
class _Numbers:
    """What our rows say of documents, codes and codings.

    ``by_hand`` are codings here that somebody made by hand, and that are the same as one with another id there.
    """

    documents: dict[str, int]
    names: dict[str, str]
    codes: dict[str, int]
    next: int
    by_hand: set[str]

    @classmethod
    def of(cls, connection: Connection, ours: Side, theirs: Side, plan: Plan) -> _Numbers:
        decided = {thing["coding"] for thing in _here(plan, "decision") if thing["made"]}
        return cls(
            {id_: kept.key for id_, kept in ours.texts.kept.items()},
            {id_: kept.document.name for id_, kept in ours.texts.kept.items()},
            codebooks.code_keys(connection),
            max(ours.texts.ever, default=0) + 1,
            {*theirs.leads.values(), *plan.leads.values()} - decided,
        )


def _here(plan: Plan, kind: str) -> list[Thing]:
    return [thing for one in plan.objects.get(kind, ()) if (thing := at(one.ours)) is not None]


def _begin_documents(connection: Connection, rev: int, plan: Plan, theirs: Side, numbers: _Numbers) -> None:
    """Take over whole documents: all their texts, and how the latest is cut."""
    for id_ in plan.pairs.new:
        kept = theirs.texts.kept[id_]
        number, numbers.next = numbers.next, numbers.next + 1
        numbers.documents[id_], numbers.names[id_] = number, kept.document.name
        (held,) = history.fetch(theirs.connection, document_table, document_table.c.id == id_)
        history.begin(connection, document_table, rev, [(id_, number, *held.values[2:])])
        for table in (version_table, segmentation_table):
            rows = history.fetch(theirs.connection, table, table.c.document == kept.key)
            for row in rows:
                _copy_bodies(connection, theirs.connection, table.name, row.values)
            history.begin(
                connection,
                table,
                rev,
                [(_renumbered(row.values[0], number), number, *row.values[2:]) for row in rows],
            )


def _renumbered(id_: str, number: int) -> str:
    """Return the id of a version or a segmentation, which begins with the number of its document."""
    return f"{number}/{id_.partition('/')[2]}"


def _copy_bodies(ours: Connection, theirs: Connection, table: str, values: history.Values) -> None:
    for name, value in zip(history.VALUES[table], values, strict=True):
        if name in BODIES and value is not None:
            content.put(ours, content.get(theirs, value))


def _row(change: Change, thing: Thing, plan: Plan, numbers: _Numbers) -> history.Values:
    """Return a row of the other store as ours writes it."""
    row: dict[str, Any] = dict(zip(thing.kind.names, thing.values, strict=True))
    if thing.kind.is_coding:
        row["id"] = change.object.id
    document = row.get("document")
    if document is not None:
        row["document"] = numbers.documents[document]
    for name in ("code", "became"):
        if row.get(name) is not None:
            row[name] = numbers.codes[row[name]]
    for name in LISTS:
        if name in row:
            row[name] = content.pack([plan.leads.get(id_, id_) for id_ in row[name]])
    if "coding" in row:
        row["coding"] = plan.leads.get(row["coding"], row["coding"])
        row["made"] = int(row["made"] and row["coding"] not in numbers.by_hand)
    if row.get("target_kind") == "document":
        row["target"] = numbers.names[row["target"]]
    elif row.get("target_kind") == "coding":
        row["target"] = plan.leads.get(row["target"], row["target"])
    return tuple(row.values())
