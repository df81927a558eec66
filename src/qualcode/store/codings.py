"""Codings: adding, withdrawing, reading."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from sqlalchemy import Connection

from qualcode.errors import Problem
from qualcode.model import STANCES, Coding, Span, in_branch, ordered
from qualcode.store import codebooks, coders, context, documents, history, problems
from qualcode.store.actions import Write, now
from qualcode.store.codingrows import Row, read_rows_of, read_values
from qualcode.store.context import Context, things
from qualcode.store.results import AddedCodings
from qualcode.store.sealing import Lookup, storable
from qualcode.store.tables import coding as coding_table


def add(write: Write, codings: Sequence[Coding]) -> AddedCodings:
    """Add codings, all or none; what is there stays as it is."""
    study = context.read(write.connection)
    with history.collector_paused():
        # Whoever holds an old text should hear that it is old, not that their codings are wrong.
        pairs = {(kept, coding.coder) for coding in codings if (kept := study.find(coding.document))}
        write.depends_on({"codebook", *things("codings", pairs), *(kept.thing for kept, _ in pairs)})
        wrong = [
            Problem(f"coding {number}", found)
            for number, coding in enumerate(codings, start=1)
            for found in problems_of(coding, study, retired=True)
        ]
        if wrong:
            raise problems.codings(wrong)
        rows = [row_of(coding, study) for coding in codings]
        return _add_rows(write, rows, study)


def problems_of(coding: Coding, study: Context, *, retired: bool = False) -> Iterator[str]:
    """Say why a coding cannot be stored; ``retired`` lets pass what may have been coded before its code was retired."""
    yield from study.place_problems(coding.document, coding.version, coding.span)
    yield from study.unknown_code(coding.code)
    yield from study.uncodable(coding.code)
    if not retired:
        yield from study.retired(coding.code)
    if coding.stance not in STANCES:
        yield f"there is no stance {problems.shown(coding.stance)}"
    if coding.round < 1:
        yield f"there is no round {coding.round}; rounds count from 1"
    if not (coding.id and coding.coder):
        yield "it needs an id and a coder"
    if not all(map(storable, (coding.id, coding.coder, coding.memo, coding.created_at))):
        yield "it holds a character that cannot be stored"


def row_of(coding: Coding, study: Context) -> Row:
    """Return a coding without problems as a row that is not in the table yet."""
    return Row(
        coding.id,
        study.get(coding.document).key,
        coding.version,
        coding.span.start,
        coding.span.end,
        study.codes[coding.code],
        coding.coder,
        coding.stance,
        coding.memo,
        coding.round,
        0,
        coding.created_at,
        0,
    )


def _add_rows(write: Write, rows: Sequence[Row], study: Context) -> AddedCodings:
    connection = write.connection
    names = study.names
    there = read_rows_of(connection, {(row.document, row.coder) for row in rows}, len(names))
    change = _compare(rows, there)
    _refuse_retired(change.new, study)
    refuse_taken_ids(connection, change.new)
    done = AddedCodings(len(change.new), change.unchanged, change.withdrawn, len(change.memos))
    if not (change.new or change.memos):
        return done
    unknown = {row.coder for row in change.new} - study.coders.keys()
    touches = things("codings", ((names[row.document], row.coder) for row in (*change.new, *change.memos)))
    rev = write.record("add codings", {"added": done.added, "memos": done.memo_changed}, touches)
    coders.note_people(connection, rev, unknown)
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


def _refuse_retired(new: Sequence[Row], study: Context) -> None:
    """Refuse new codings of a retired code; a file may still hold those that are there."""
    ids = {study.codes[code.id]: code.id for code in study.book or () if code.retired}
    wrong = [
        Problem(f"coding {row.id}", found)
        for row in new
        if row.code in ids
        for found in study.retired(ids[row.code])
    ]
    if wrong:
        raise problems.codings(wrong)


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


def refuse_taken_ids(connection: Connection, new: Sequence[Row]) -> None:
    """Refuse new codings under the id of another."""
    ids = [row.id for row in new]
    taken = {row.id for row in by_ids(connection, ids)}
    seen: set[str] = set()
    wrong = []
    for id_ in ids:
        if id_ in taken or id_ in seen:
            wrong.append(Problem(f"coding {problems.shown(id_)}", "its id belongs to another coding"))
        seen.add(id_)
    if wrong:
        raise problems.codings(wrong)


def by_ids(connection: Connection, ids: Sequence[str]) -> list[Row]:
    """Return the codings of some ids that are there, withdrawn ones too."""
    return [
        Row._make((*held.values, held.seq)) for held in history.fetch_by_ids(connection, coding_table, ids)
    ]


def set_withdrawn(write: Write, ids: Sequence[str], withdrawn: bool) -> int:
    """Withdraw codings, or take that back; return how many changed."""
    connection = write.connection
    study = context.read(connection)
    names = study.names
    rows = by_ids(connection, list(dict.fromkeys(ids)))
    pairs = {(names[row.document], row.coder) for row in rows}
    write.depends_on({*things("codings", pairs), *(kept.thing for kept, _ in pairs)})
    wrong = unknown(ids, rows)
    if wrong:
        raise problems.codings(wrong)
    changed = [row for row in rows if row.withdrawn != withdrawn]
    if not changed:
        return 0
    if not withdrawn:
        _refuse_unfit(connection, changed, study)
    kind = "withdraw codings" if withdrawn else "reinstate codings"
    touches = things("codings", ((names[row.document], row.coder) for row in changed))
    rev = write.record(kind, {"codings": len(changed)}, touches)
    history.end(connection, coding_table, rev, (row.seq for row in changed))
    history.begin(connection, coding_table, rev, (row.with_withdrawn(withdrawn).values for row in changed))
    return len(changed)


def unknown(ids: Iterable[str], rows: Iterable[Row]) -> list[Problem]:
    """Name the ids that no coding has."""
    known = {row.id for row in rows}
    return [
        Problem(f"coding {problems.shown(id_)}", "there is no such coding") for id_ in ids if id_ not in known
    ]


def _refuse_unfit(connection: Connection, rows: Sequence[Row], study: Context) -> None:
    """Refuse to reinstate what is off the latest text, has lost its code, or was said again meanwhile."""
    codes = Lookup({key: id_ for id_, key in study.codes.items()})
    pairs = {(row.document, row.coder) for row in rows}
    there = read_rows_of(connection, pairs, len(study.known))
    held = {row.key for row in there if not row.withdrawn}
    wrong = []
    for row in rows:
        found = list(study.code_problems(codes[row.code]))
        if row.version != study.latest[row.document].short_sha:
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
