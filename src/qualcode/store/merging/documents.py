"""Which document here is which one there."""

from __future__ import annotations

from dataclasses import dataclass, field

from sqlalchemy import Connection

from qualcode.store import documents, history
from qualcode.store.merging.report import Conflict, Why
from qualcode.store.tables import document as table


@dataclass(frozen=True, slots=True)
class Texts:
    """The documents of one store, by id.

    ``ever`` leads from the number by which rows refer to a document to its id, also where it is gone; ``start`` are
    those that the common start had.
    """

    kept: dict[str, documents.Kept]
    versions: dict[str, list[documents.KeptVersion]]
    ever: dict[int, str]
    start: frozenset[str]

    def latest(self, id_: str) -> documents.KeptVersion:
        """Return the latest text of a document."""
        return self.versions[id_][-1]

    def name(self, id_: str) -> str:
        """Return a document's name; empty where it is not there."""
        kept = self.kept.get(id_)
        return kept.document.name if kept else ""


def read(connection: Connection, start: int) -> Texts:
    """Return the documents of a store, and which of them it had at the revision ``start``."""
    kept = {one.document.id: one for one in documents.read_all(connection).values()}
    versions = documents.read_versions(connection)
    return Texts(
        kept,
        {id_: versions[one.key] for id_, one in kept.items()},
        {held.values[1]: held.values[0] for held in history.read(connection, table)},
        frozenset(one.document.id for one in documents.read_all(connection, start).values()),
    )


@dataclass(slots=True)
class Pairs:
    """Their documents and ours.

    ``called`` leads from the id of a document there to its id here: it is the same object, or was imported from the
    same file. ``new`` are ids of documents to take over. ``barred`` are documents, by their id here or else there,
    on which nothing is taken over, with the reason.
    """

    called: dict[str, str] = field(default_factory=dict)
    new: list[str] = field(default_factory=list)
    barred: dict[str, Why] = field(default_factory=dict)
    conflicts: list[Conflict] = field(default_factory=list)

    @property
    def same(self) -> int:
        """How many documents have another id there, and are the same file."""
        return sum(theirs != ours for theirs, ours in self.called.items())


def pair(ours: Texts, theirs: Texts) -> Pairs:
    """Match documents by id, else by the file that they were imported from, else by name.

    A name that stands for two files is a conflict. A document that one copy took back by undo stays as it is here.
    """
    made = Pairs()
    by_source = {kept.document.source_sha256: id_ for id_, kept in ours.kept.items()}
    by_name = {documents.name_key(kept.document.name): id_ for id_, kept in ours.kept.items()}
    for id_, kept in theirs.kept.items():
        document = kept.document
        match = id_ if id_ in ours.kept else by_source.get(document.source_sha256)
        if match is not None:
            made.called[id_] = match
            latest = theirs.latest(id_).text_sha256
            if ours.latest(match).text_sha256 != latest:
                made.barred[match] = "texts_differ"
                if all(one.text_sha256 != latest for one in ours.versions[match]):
                    made.conflicts.append(_conflict("texts_differ", ours, match, "another_text"))
        elif id_ in ours.start:
            made.barred[id_] = "removed_here"
        elif (clash := by_name.get(documents.name_key(document.name))) is not None:
            made.barred[id_] = "other_source"
            made.conflicts.append(_conflict("other_source", ours, clash, "another_file"))
        else:
            made.new.append(id_)
    for id_ in sorted(ours.start & theirs.start & ours.kept.keys() - theirs.kept.keys()):
        made.barred[id_] = "removed_there"
        made.conflicts.append(_conflict("removed_there", ours, id_, "absent"))
    return made


def _conflict(why: Why, ours: Texts, id_: str, theirs: str) -> Conflict:
    return Conflict("document", why, ours.name(id_), ours="there", theirs=theirs, id=id_)
