"""Codings: adding, withdrawing, reading."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from sqlalchemy import Connection

from qualcode.errors import Problem
from qualcode.model import STANCES, Codebook, Coder, Coding, Span, in_branch, ordered
from qualcode.store import codebooks, documents, history, problems
from qualcode.store.actions import Write, now
from qualcode.store.codingrows import Row, read_rows, read_values
from qualcode.store.results import AddedCodings
from qualcode.store.sealing import Lookup, storable
from qualcode.store.tables import coder as coder_table
from qualcode.store.tables import coding as coding_table

FEW = 200
"""Up to so many codings are looked up one by one; beyond that, reading all of them is quicker."""


@dataclass(slots=True)
class _Context:
    """What codings are checked against: texts, codebook, coders."""

    known: dict[str, documents.Kept]
    latest: Lookup[int, documents.KeptVersion]
    book: Codebook | None
    codes: Lookup[str, int]
    coders: set[str]
    found: dict[str, documents.Kept | None] = field(default_factory=dict)

    def find(self, name: str) -> documents.Kept | None:
        """Look a document up by name; remembered, since many codings share one."""
        if name not in self.found:
            self.found[name] = self.known.get(documents.name_key(name))
        return self.found[name]

    @property
    def names(self) -> Lookup[int, documents.Kept]:
        """Return the documents by the number that rows refer to."""
        return documents.by_key(self.known)


def _context(connection: Connection) -> _Context:
    stored = codebooks.read(connection)
    versions = documents.read_versions(connection)
    return _Context(
        documents.read_all(connection),
        Lookup({key: found[-1] for key, found in versions.items()}),
        stored.codebook if stored else None,
        Lookup(codebooks.code_keys(connection)),
        {coder.name for coder in read_coders(connection)},
    )


def add(write: Write, codings: Sequence[Coding]) -> AddedCodings:
    """Add codings, all or none; what is there stays as it is."""
    context = _context(write.connection)
    with history.collector_paused():
        # Whoever holds an old text should hear that it is old, not that their codings are wrong.
        pairs = {(kept, coding.coder) for coding in codings if (kept := context.find(coding.document))}
        write.depends_on({"codebook", *_things(pairs), *(kept.thing for kept, _ in pairs)})
        wrong = [
            Problem(f"coding {number}", found)
            for number, coding in enumerate(codings, start=1)
            for found in _problems_of(coding, context)
        ]
        if wrong:
            raise problems.codings(wrong)
        rows = [_row(coding, context) for coding in codings]
        return _add_rows(write, rows, context)


def _problems_of(coding: Coding, context: _Context) -> Iterator[str]:
    kept = context.find(coding.document)
    if kept is None:
        yield f"there is no document {problems.shown(coding.document)}"
    else:
        latest = context.latest[kept.key]
        if coding.version != latest.short_sha:
            yield (
                f"it is on version {problems.shown(coding.version)} of {kept.document.name},"
                f" the latest is {latest.short_sha}"
            )
        elif coding.span.end > latest.length:
            yield f"it ends at {coding.span.end}, the text of {kept.document.name} at {latest.length}"
    if not coding.span:
        yield f"it holds no text (start and end are {coding.span.start})"
    yield from _code_problems(coding.code, context.book)
    if coding.stance not in STANCES:
        yield f"there is no stance {problems.shown(coding.stance)}"
    if coding.round < 1:
        yield f"there is no round {coding.round}; rounds count from 1"
    if not (coding.id and coding.coder):
        yield "it needs an id and a coder"
    if not all(map(storable, (coding.id, coding.coder, coding.memo, coding.created_at))):
        yield "it holds a character that cannot be stored"


def _code_problems(code: str, book: Codebook | None) -> Iterator[str]:
    if book is None:
        yield "the study has no codebook yet"
    elif code not in book:
        yield f"there is no code {problems.shown(code)}"
    elif not book[code].codable:
        yield f"code {code!r} only groups others, and is not codable"


def _row(coding: Coding, context: _Context) -> Row:
    kept = context.find(coding.document)
    assert kept is not None
    return Row(
        coding.id,
        kept.key,
        coding.version,
        coding.span.start,
        coding.span.end,
        context.codes[coding.code],
        coding.coder,
        coding.stance,
        coding.memo,
        coding.round,
        0,
        coding.created_at,
        0,
    )


def _add_rows(write: Write, rows: Sequence[Row], context: _Context) -> AddedCodings:
    connection = write.connection
    names = context.names
    there = _rows_of(connection, {(row.document, row.coder) for row in rows}, len(names))
    change = _compare(rows, there)
    _refuse_taken_ids(connection, change.new)
    done = AddedCodings(len(change.new), change.unchanged, change.withdrawn, len(change.memos))
    if not (change.new or change.memos):
        return done
    unknown = sorted({row.coder for row in change.new} - context.coders)
    touches = _things((names[row.document], row.coder) for row in (*change.new, *change.memos))
    rev = write.record("add codings", {"added": done.added, "memos": done.memo_changed}, touches)
    history.begin(connection, coder_table, rev, ((name, "human") for name in unknown))
    history.end(connection, coding_table, rev, (row.seq for row in change.memos))
    time = now()
    history.begin(
        connection,
        coding_table,
        rev,
        (
            (row if row.created_at else row._replace(created_at=time)).values
            for row in (*change.memos, *change.new)
        ),
    )
    return done


def _things(pairs: Iterable[tuple[documents.Kept, str]]) -> set[str]:
    """Return what a write touches that changes codings of some documents and coders."""
    return {f"codings:{kept.document.id}:{coder}" for kept, coder in set(pairs)}


def _rows_of(connection: Connection, pairs: set[tuple[int, str]], documents_in_all: int) -> list[Row]:
    """Return the codings of some documents and coders; few pairs are looked up, many are picked from all."""
    if len(pairs) <= documents_in_all:
        return [row for key, coder in sorted(pairs) for row in read_rows(connection, key, coder)]
    return [row for row in read_rows(connection) if (row.document, row.coder) in pairs]


@dataclass(slots=True)
class _Change:
    new: list[Row] = field(default_factory=list)
    memos: list[Row] = field(default_factory=list)
    unchanged: int = 0
    withdrawn: int = 0


def _compare(rows: Sequence[Row], there: Sequence[Row]) -> _Change:
    """Sort rows into new ones and those that are there; the same statement twice counts once."""
    change = _Change()
    seen: set[tuple[object, ...]] = set()
    # Where a withdrawn coding and one that holds say the same, the latter counts.
    by_key = {row.key: row for row in sorted(there, key=lambda row: not row.withdrawn)}
    for row in rows:
        known = by_key.get(row.key)
        if row.key in seen:
            change.unchanged += 1
        elif known is None:
            change.new.append(row)
        elif known.withdrawn:
            change.withdrawn += 1
        elif row.memo not in ("", known.memo):  # a file without memos says nothing about those that are there
            change.memos.append(known._replace(memo=row.memo))
        else:
            change.unchanged += 1
        seen.add(row.key)
    return change


def _refuse_taken_ids(connection: Connection, new: Sequence[Row]) -> None:
    ids = [row.id for row in new]
    taken = {row.id for row in _by_ids(connection, ids)}
    seen: set[str] = set()
    wrong = []
    for id_ in ids:
        if id_ in taken or id_ in seen:
            wrong.append(Problem(f"coding {problems.shown(id_)}", "its id belongs to another coding"))
        seen.add(id_)
    if wrong:
        raise problems.codings(wrong)


def _by_ids(connection: Connection, ids: Sequence[str]) -> list[Row]:
    """Return codings by their ids; few are looked up, many are picked from all."""
    if len(ids) > FEW:
        wanted = set(ids)
        return [row for row in read_rows(connection) if row.id in wanted]
    where = (coding_table.c.id.in_(ids), history.holds_at(coding_table, None))
    return [Row._make(row[1:]) for row in history.verified(connection, coding_table, *where)]


def set_withdrawn(write: Write, ids: Sequence[str], withdrawn: bool) -> int:
    """Withdraw codings, or take that back; return how many changed."""
    connection = write.connection
    context = _context(connection)
    names = context.names
    rows = _by_ids(connection, list(dict.fromkeys(ids)))
    pairs = {(names[row.document], row.coder) for row in rows}
    write.depends_on({*_things(pairs), *(kept.thing for kept, _ in pairs)})
    _refuse_unknown(ids, rows)
    changed = [row for row in rows if row.withdrawn != withdrawn]
    if not changed:
        return 0
    if not withdrawn:
        _refuse_unfit(connection, changed, context)
    kind = "withdraw codings" if withdrawn else "reinstate codings"
    touches = _things((names[row.document], row.coder) for row in changed)
    rev = write.record(kind, {"codings": len(changed)}, touches)
    history.end(connection, coding_table, rev, (row.seq for row in changed))
    history.begin(connection, coding_table, rev, (row.with_withdrawn(withdrawn).values for row in changed))
    return len(changed)


def _refuse_unknown(ids: Iterable[str], rows: Sequence[Row]) -> None:
    known = {row.id for row in rows}
    wrong = [
        Problem(f"coding {problems.shown(id_)}", "there is no such coding") for id_ in ids if id_ not in known
    ]
    if wrong:
        raise problems.codings(wrong)


def _refuse_unfit(connection: Connection, rows: Sequence[Row], context: _Context) -> None:
    """Refuse to reinstate what is off the latest text, has lost its code, or was said again meanwhile."""
    codes = Lookup({key: id_ for id_, key in context.codes.items()})
    pairs = {(row.document, row.coder) for row in rows}
    there = _rows_of(connection, pairs, len(context.known))
    held = {row.key for row in there if not row.withdrawn}
    wrong = []
    for row in rows:
        found = list(_code_problems(codes[row.code], context.book))
        if row.version != context.latest[row.document].short_sha:
            found.append("its words are no longer in the text")
        elif row.key in held:
            found.append("another coding says the same already")
        wrong += [Problem(f"coding {row.id}", one) for one in found]
    if wrong:
        raise problems.codings(wrong)


def read(
    connection: Connection,
    *,
    document: str | None,
    coder: str | None,
    code: str | None,
    branch: str | None,
    withdrawn: bool,
    at: int | None,
) -> list[Coding]:
    """Return the codings that fit all that is given, in reading order."""
    known = documents.read_all(connection, at)
    kept = known.get(documents.name_key(document)) if document is not None else None
    if document is not None and kept is None:
        raise problems.unknown_document(document)
    codes = Lookup({key: id_ for id_, key in codebooks.code_keys(connection).items()})
    wanted = {
        id_ for id_ in codes.values() if code in (None, id_) and (branch is None or in_branch(id_, branch))
    }
    names = Lookup({one.key: one.document.name for one in known.values()})
    with history.collector_paused():
        return ordered(
            Coding(
                id_, names[key], version, Span(start, stop), codes[code_key], by, stance, memo, round_, made
            )
            for _, id_, key, version, start, stop, code_key, by, stance, memo, round_, gone, made, _ in read_values(
                connection, kept.key if kept else None, coder, at
            )
            if gone == withdrawn and codes[code_key] in wanted
        )


def read_coders(connection: Connection) -> list[Coder]:
    """Return everybody who codes, by name."""
    return sorted(
        (Coder(*held.values) for held in history.fetch(connection, coder_table)), key=lambda one: one.name
    )


def add_coder(write: Write, coder: Coder) -> bool:
    """Note who codes; False where it is known."""
    if not coder.name or not storable(coder.name) or coder.kind not in ("human", "model"):
        raise problems.usage("a coder needs a name, and is a human or a model")
    for known in read_coders(write.connection):
        if known.name == coder.name:
            if known.kind != coder.kind:
                raise problems.coder(coder.name, known.kind)
            return False
    rev = write.record("add coder", {"coders": 1}, ["coders"])
    history.begin(write.connection, coder_table, rev, [(coder.name, coder.kind)])
    return True
