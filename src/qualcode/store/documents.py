"""Documents, and their versions as they are read."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from qualcode.errors import Problem
from qualcode.model import Document, DocumentVersion, OffsetMap, Turn
from qualcode.model.corpus import SHORT_SHA
from qualcode.store import content, history, problems
from qualcode.store.actions import Write, now
from qualcode.store.results import NewDocument, NewVersion, VersionInfo
from qualcode.store.sealing import Lookup, storable
from qualcode.store.tables import document, version


@dataclass(frozen=True, slots=True)
class Kept:
    """A document with the number by which rows refer to it."""

    seq: int
    key: int
    document: Document

    @property
    def thing(self) -> str:
        """What a write depends on that needs this text to stay."""
        return f"text:{self.document.id}"


def name_key(name: str) -> str:
    """Return what makes two names the same: letters as they fold, in one normal form."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


def read_all(connection: Connection, at: int | None = None) -> dict[str, Kept]:
    """Return the documents by the key of their name."""
    found = {}
    for seq, (id_, key, name, folded, format_, sha256, encoding, imported) in history.fetch(
        connection, document, at=at
    ):
        found[folded] = Kept(seq, key, Document(id_, name, format_, sha256, encoding, imported))
    return found


def by_key(known: dict[str, Kept]) -> Lookup[int, Kept]:
    """Return the documents by the number that rows refer to."""
    return Lookup({kept.key: kept for kept in known.values()})


def find(connection: Connection, name: str, at: int | None = None) -> Kept:
    """Return one document, or refuse."""
    kept = read_all(connection, at).get(name_key(name))
    if kept is None:
        raise problems.unknown_document(name)
    return kept


def add(write: Write, items: Sequence[NewDocument]) -> int:
    """Add documents with their first version, all or none."""
    connection = write.connection
    write.depends_on(["documents"])
    there = [kept.document for kept in read_all(connection).values()]
    wrong = [*_clashes(there, [item.document for item in items])]
    for item in items:
        wrong += _problems_of(item)
    if wrong:
        raise problems.documents(wrong)
    if not items:
        return 0
    touches = ["documents", *(f"text:{item.document.id}" for item in items)]
    rev = write.record("add documents", {"documents": len(items)}, touches)
    first = max((held.values[1] for held in history.read(connection, document)), default=0) + 1
    history.begin(connection, document, rev, _document_rows(items, first))
    rows = [
        version_row(connection, key, 1, item.version, None, None) for key, item in enumerate(items, first)
    ]
    history.begin(connection, version, rev, rows)
    return len(items)


def _document_rows(items: Sequence[NewDocument], first: int) -> Iterator[history.Values]:
    for key, item in enumerate(items, first):
        new = item.document
        name = unicodedata.normalize("NFC", new.name)
        imported = new.imported_at or now()
        yield (new.id, key, name, name_key(name), new.format, new.source_sha256, new.encoding, imported)


def change_sources(connection: Connection, rev: int, items: Iterable[tuple[Kept, NewVersion]]) -> None:
    """Let documents be known by their corrected files; their names, ids and texts of before stay."""
    corrected = [(kept, new) for kept, new in items if new.source_sha256]
    history.end(connection, document, rev, [kept.seq for kept, _ in corrected])
    history.begin(
        connection,
        document,
        rev,
        [
            (
                kept.document.id,
                kept.key,
                kept.document.name,
                name_key(kept.document.name),
                new.format or kept.document.format,
                new.source_sha256,
                new.encoding,
                now(),
            )
            for kept, new in corrected
        ],
    )


def _clashes(there: Iterable[Document], new: Sequence[Document]) -> Iterator[Problem]:
    """Name every pair of documents that would be the same one under two names, or two under one."""
    by_name = {name_key(known.name): known for known in there}
    by_source = {known.source_sha256: known for known in by_name.values()}
    ids = {known.id for known in by_name.values()}
    for one in new:
        same_name, same_source = by_name.get(name_key(one.name)), by_source.get(one.source_sha256)
        if same_name is not None:
            yield Problem(one.name, f"the name is taken by {same_name.name!r}", do="Rename the file.")
        elif same_source is not None:
            yield Problem(one.name, f"the same file as {same_source.name!r}", do="Leave one of them out.")
        elif one.id in ids:
            yield Problem(one.name, "its id belongs to another document")
        by_name.setdefault(name_key(one.name), one)
        by_source.setdefault(one.source_sha256, one)
        ids.add(one.id)


def _problems_of(item: NewDocument) -> Iterator[Problem]:
    new = item.document
    if not (new.id and new.name and new.source_sha256):
        yield Problem(new.name, "a document needs an id, a name and the SHA-256 of its source")
    if not all(map(storable, (new.id, new.name, new.format, new.encoding))):
        yield Problem(new.name, "its description holds a character that cannot be stored")
    if item.version.document != new.name:
        yield Problem(new.name, "its version carries another name")
    for found in text_problems(item.version):
        yield Problem(new.name, found)


def text_problems(new: DocumentVersion) -> Iterator[str]:
    """Say what is wrong with the text and turns of a version."""
    if not storable(new.text):
        yield "the text holds NUL or half a character, which cannot be stored"
    elif "\r" in new.text or new.text.startswith("\ufeff") or not unicodedata.is_normalized("NFC", new.text):
        yield "the text is not canonical (NFC, line feeds, no byte order mark)"
    if new.kind not in ("imported", "pseudonymised"):
        yield f"there is no kind of version {new.kind!r}"
    last = 0
    for number, turn in enumerate(new.turns, start=1):
        if turn.number != number:
            yield f"turn {number} carries the number {turn.number}"
            return
        if turn.span.start < last or turn.span.end > len(new.text):
            yield f"turn {number} overlaps the one before it or reaches beyond the text"
            return
        if not _labelled(turn):
            yield f"turn {number} has a label or a time that cannot be stored"
            return
        last = turn.span.end


def _labelled(turn: Turn) -> bool:
    times = all(time is None or math.isfinite(time) for time in (turn.start, turn.end))
    return times and storable(turn.speaker or "")


def version_row(
    connection: Connection,
    key: int,
    number: int,
    new: DocumentVersion,
    made_from: int | None,
    offsets: OffsetMap | None,
) -> history.Values:
    """Return a version's row; its bodies are put into the content on the way."""
    return (
        f"{key}/{number}",
        key,
        number,
        new.kind,
        content.put(connection, new.text),
        content.put(connection, content.pack_turns(new.turns)),
        len(new.text),
        len(new.turns),
        made_from,
        None if offsets is None else content.put(connection, content.pack_offsets(offsets)),
    )


@dataclass(frozen=True, slots=True)
class KeptVersion:
    """A version's row."""

    key: int
    number: int
    kind: str
    text_sha256: str
    turns_sha256: str
    length: int
    turns: int
    made_from: int | None
    offsets_sha256: str | None

    @property
    def short_sha(self) -> str:
        """What positions in this version carry."""
        return self.text_sha256[:SHORT_SHA]


def read_versions(
    connection: Connection, key: int | None = None, at: int | None = None
) -> Lookup[int, list[KeptVersion]]:
    """Return the versions of one document or of all, by document, in order of their numbers."""
    where = [] if key is None else [version.c.document == key]
    found: Lookup[int, list[KeptVersion]] = Lookup()
    for _, values in history.fetch(connection, version, *where, at=at):
        kept = KeptVersion(*values[1:])
        found.setdefault(kept.key, []).append(kept)
    for versions in found.values():
        versions.sort(key=lambda kept: kept.number)
    return found


def versions_of(connection: Connection, kept: Kept) -> list[KeptVersion]:
    """Return the versions of a document; there is always one."""
    return read_versions(connection, kept.key)[kept.key]


def info(name: str, kept: KeptVersion) -> VersionInfo:
    """Describe a version without its text."""
    return VersionInfo(
        name,
        kept.number,
        "imported" if kept.kind == "imported" else "pseudonymised",
        kept.text_sha256,
        kept.length,
        kept.turns,
        kept.made_from,
    )


def read_version(
    connection: Connection, name: str, number: int | None, kind: str | None, at: int | None = None
) -> DocumentVersion:
    """Return the latest version that fits what is asked, verified."""
    kept = find(connection, name, at)
    fitting = [
        one
        for one in read_versions(connection, kept.key, at)[kept.key]
        if number in (None, one.number) and kind in (None, one.kind)
    ]
    if not fitting:
        raise problems.unknown_document(name, "such version of the document")
    return _full(connection, kept.document.name, fitting[-1])


def _full(connection: Connection, name: str, kept: KeptVersion) -> DocumentVersion:
    with history.collector_paused():
        text = content.get(connection, kept.text_sha256)
        turns = content.unpack_turns(content.get(connection, kept.turns_sha256))
    short = info(name, kept)
    return DocumentVersion(name, kept.number, short.kind, text, turns)


def read_offsets(connection: Connection, name: str, number: int) -> OffsetMap | None:
    """Return how positions came from the version that this one was made from; None for the first."""
    for one in versions_of(connection, find(connection, name)):
        if one.number == number:
            return stored_offsets(connection, one)
    raise problems.unknown_document(name, f"version {number} of the document")


def stored_offsets(connection: Connection, kept: KeptVersion) -> OffsetMap | None:
    """Return the offset map of a version's row."""
    if kept.offsets_sha256 is None:
        return None
    return content.unpack_offsets(content.get(connection, kept.offsets_sha256))
