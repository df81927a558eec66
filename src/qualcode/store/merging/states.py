"""What people made, read from both stores in terms that they share, and which rows are one thing.

Rows refer to documents and codes by numbers that each store gives for itself. Here they carry the document's id and
the code's full id instead, so that rows of the two stores can be compared. All of this goes by the names of columns:
a table that is added to the store is merged as soon as it is there.
"""

from __future__ import annotations

import json
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, Table, or_

from qualcode.model import Codebook, Span
from qualcode.store import codebooks, coders, history
from qualcode.store import documents as stored
from qualcode.store.merging.documents import Texts
from qualcode.store.tables import TEMPORAL

WHOLE = frozenset({"document", "version", "segmentation", "codebook", "coder"})
"""Tables that are not merged row by row."""

LISTS = ("sources", "codings")
"""Columns that hold ids of codings as JSON."""

UNSAID = frozenset(
    {"id", "segment", "score", "rank", "suggested", "coding", "made", "settled_by", "opened_by", "cleared_by"}
    | {"version", "start", "stop", "pieces"}
)
"""Columns that do not make a statement another one. Two people who settle alike say the same; and only a new text moves
a thing to another place, never a person."""


class Kind:
    """One table of things that people made."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self.name = table.name
        self.names = history.VALUES[table.name]
        self.at = {name: place for place, name in enumerate(self.names)}
        self.said = tuple(name for name in self.names if name not in UNSAID)

    def __repr__(self) -> str:
        return f"<Kind {self.name}>"

    @property
    def is_coding(self) -> bool:
        """Whether other things refer to this one by its id."""
        return self.name == "coding"


KINDS = tuple(
    sorted((Kind(table) for table in TEMPORAL if table.name not in WHOLE), key=lambda one: not one.is_coding)
)
"""Codings come first, for the others refer to them."""

PLACES = {
    "coding": ("document", "version", "start", "stop", "code", "coder", "stance"),
    "decision": ("document", "version", "start", "stop", "code", "coder"),
    "finished": ("document", "coder", "round"),
    "settlement": ("document", "version", "start", "stop", "coder"),
    "round": ("number",),
    "quote": ("document", "version", "pieces"),
    "reply": ("document", "item", "answer", "text", "answered_by", "answered_at"),
    "clearance": ("item",),
    "reread": (
        "document",
        "version",
        "start",
        "stop",
        "code",
        "coder",
        "reason",
        "codings",
        "codebook_version",
    ),
}
"""What only one thing of a kind can be about: whatever has the same is the same thing, or takes its place."""


@dataclass(frozen=True, slots=True, eq=False)
class Thing:
    """One row: a thing as it was from one revision of its store to another (None: as it is now)."""

    kind: Kind
    values: tuple[Any, ...]
    seq: int
    begun: int
    ended: int | None

    def __getitem__(self, name: str) -> Any:  # noqa: ANN401  # whatever the column holds
        at = self.kind.at.get(name)
        return None if at is None else self.values[at]

    def __repr__(self) -> str:
        return f"<{self.kind.name} {self['id']}>"  # the values may be words

    @property
    def place(self) -> Hashable:
        """What no other thing of the kind can be about; None where any number can."""
        names = PLACES.get(self.kind.name)
        return None if names is None else tuple(self[name] for name in names)

    @property
    def holds(self) -> bool:
        """Whether it counts: a withdrawn coding is only kept."""
        return not self["withdrawn"]

    @property
    def document(self) -> str:
        """Id of the document that it is about; empty where it is about none."""
        about = self["target"] if self["target_kind"] == "document" else self["document"]
        return str(about or "")

    @property
    def hand(self) -> str:
        """Under whose name it stands; empty where that is nobody's."""
        return str(self["coder"] or "")

    @property
    def span(self) -> Span | None:
        """Where it stands in its text."""
        return None if self["start"] is None else Span(self["start"], self["stop"])

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes that it names."""
        named = [self["code"], self["became"]]
        if self["target_kind"] == "code":
            named.append(self["target"])
        return tuple(code for code in named if code)

    @property
    def refers_to(self) -> tuple[str, ...]:
        """Ids of the codings that must be there for it."""
        named = [self["coding"]] if self["coding"] else []
        if self["target_kind"] == "coding":
            named.append(self["target"])
        return (*named, *(id_ for name in LISTS for id_ in self[name] or ()))

    @property
    def in_round(self) -> int | None:
        """The round that must be there for it; None for what does not ask for one."""
        return self["round"] if self.kind.name == "finished" else None

    def within(self, other: Thing) -> bool:
        """Say whether it stands wholly in the place of another, on the same text."""
        inner, outer = self.span, other.span
        same = (self["document"], self["version"]) == (other["document"], other["version"])
        return same and inner is not None and outer is not None and inner in outer


def same(one: Thing | None, other: Thing | None) -> bool:
    """Say whether two rows say the same; when and by whom it was noted does not matter."""
    if one is None or other is None:
        return one is other
    return one.values == other.values or all(
        _said(name, one[name]) == _said(name, other[name]) for name in one.kind.said
    )


def differences(one: Thing, other: Thing) -> list[str]:
    """Return the columns in which two rows say different things."""
    return [name for name in one.kind.said if _said(name, one[name]) != _said(name, other[name])]


def _said(name: str, value: Any) -> Any:  # noqa: ANN401  # whatever the column holds
    if name == "at" or name.endswith("_at"):
        return bool(value)  # a round is open or not; when it was opened is no statement
    return sorted(value) if name in LISTS else value


Timeline = dict[str, list[Thing]]
"""What a store says of each thing, by id, oldest first, from the common start on."""


@dataclass(slots=True)
class Side:
    """One of the two stores.

    ``called`` leads from the ids of its documents to those that both sides use, ``leads`` does so for codings.
    """

    connection: Connection
    texts: Texts
    called: Mapping[str, str] = field(default_factory=dict)
    leads: Mapping[str, str] = field(default_factory=dict)
    book: Codebook | None = None
    coders: dict[str, str] = field(init=False)
    codes: dict[int, str] = field(init=False)
    _named: dict[str, str] = field(init=False)

    def __post_init__(self) -> None:
        if self.book is None:
            found = codebooks.read(self.connection)
            self.book = found.codebook if found else None
        self.coders = {one.name: one.kind for one in coders.read(self.connection)}
        self.codes = {key: id_ for id_, key in codebooks.code_keys(self.connection).items()}
        self._named = {
            stored.name_key(kept.document.name): self.called.get(id_, id_)
            for id_, kept in self.texts.kept.items()
        }

    def timeline(self, kind: Kind, since: int) -> Timeline:
        """Return what held at a revision or later, of every thing of a kind; each row is verified."""
        table = kind.table
        wanted = or_(table.c.to_rev.is_(None), table.c.to_rev > since)
        lasted = history.periods(self.connection, table, wanted)
        found: Timeline = {}
        with history.collector_paused():
            for held in history.read(self.connection, table, wanted):
                thing = Thing(kind, self._shared(kind, held.values), held.seq, *lasted[held.seq])
                found.setdefault(thing["id"], []).append(thing)
        for things in found.values():
            things.sort(key=lambda thing: thing.begun)
        return found

    def _shared(self, kind: Kind, values: tuple[Any, ...]) -> tuple[Any, ...]:
        """Return a row in terms that both stores share."""
        row, at = list(values), kind.at
        if "document" in at:
            own = self.texts.ever[row[at["document"]]]
            document = self.called.get(own, own)
            row[at["document"]] = document
            row[at["id"]] = _of_document(row[at["id"]], own, document)
        for name in ("code", "became"):
            if name in at and row[at[name]] is not None:
                row[at[name]] = self.codes[row[at[name]]]
        for name in LISTS:
            if name in at:
                row[at[name]] = tuple(self.leads.get(id_, id_) for id_ in json.loads(row[at[name]]))
        if "coding" in at:
            row[at["coding"]] = self.leads.get(row[at["coding"]], row[at["coding"]])
        if "target" in at:
            row[at["target"]] = self._target(row[at["target_kind"]], row[at["target"]])
        return tuple(row)

    def _target(self, kind: str, target: str) -> str:
        """Return what a memo is about."""
        if kind == "document":
            return self._named.get(stored.name_key(target), target)
        return self.leads.get(target, target) if kind == "coding" else target


def _of_document(id_: str, old: str, new: str) -> str:
    """Return an id that is made of a document's id with another document in its place."""
    before, slash, rest = id_.partition("/")
    return f"{new}/{rest}" if slash and before == old else id_


@dataclass(slots=True, eq=False)
class Object:
    """One thing, as each of the stores had it over time; it can have another id in each."""

    kind: Kind
    ours: list[Thing] = field(default_factory=list)
    theirs: list[Thing] = field(default_factory=list)

    @property
    def id(self) -> str:
        """Its id here; there, where it is not known here."""
        return str((self.ours or self.theirs)[-1]["id"])

    def __repr__(self) -> str:
        return f"<{self.kind.name} {self.id}>"


def at(things: Iterable[Thing], rev: int | None = None) -> Thing | None:
    """Return the row that held at a revision, or holds now; None where the thing was not there."""
    found = None
    for thing in things:
        if (thing.ended is None) if rev is None else _held(thing, rev):
            found = thing
    return found


def _held(thing: Thing, rev: int) -> bool:
    return thing.begun <= rev and (thing.ended is None or thing.ended > rev)
