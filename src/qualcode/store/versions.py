"""New texts of documents, and the way from the latest text to them.

All codings of a document stand on its latest text. A new text carries them, and decisions, settlements, quotes and
marks of who has read it, along in the same transaction: by its own offset map where it was made from the latest text,
and otherwise back to a text that both were made from and on from there (a plan of pseudonyms that changed is applied to
the imported text again).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from qualcode.errors import Problem
from qualcode.model import OffsetMap, Span, sha256_of
from qualcode.store import carrying, content, documents, history, problems
from qualcode.store.actions import Write
from qualcode.store.context import things
from qualcode.store.results import AddedVersions, NewVersion
from qualcode.store.sealing import Damage
from qualcode.store.tables import version


@dataclass(frozen=True, slots=True)
class _Addition:
    kept: documents.Kept
    there: list[documents.KeptVersion]
    new: NewVersion

    @property
    def base(self) -> documents.KeptVersion | None:
        return next((one for one in self.there if one.number == self.new.made_from), None)


def add(write: Write, items: Sequence[NewVersion]) -> AddedVersions:
    """Give documents a new text and carry to it what stands on the one before, all or none."""
    connection = write.connection
    known = documents.read_all(connection)
    named = (known.get(documents.name_key(item.version.document)) for item in items)
    write.depends_on(kept.thing for kept in named if kept is not None)
    additions = _additions(connection, items, known)
    changed = [addition for addition in additions if not _is_latest(addition)]
    unchanged = len(additions) - len(changed)
    if not changed:
        return AddedVersions(0, unchanged, 0)
    plans = [_plan(connection, addition) for addition in changed]
    done = _added(plans, unchanged)
    corrected = any(one.new.source_sha256 for one in changed)
    touches = _touches(changed, plans) | ({"documents"} if corrected else set())
    rev = write.record("add versions", _counts(done), touches)
    _begin_versions(connection, rev, changed)
    documents.change_sources(connection, rev, [(one.kept, one.new) for one in changed])
    for plan in plans:
        plan.write(connection, rev)
    return done


def _added(plans: Sequence[carrying.Plan], unchanged: int) -> AddedVersions:
    return AddedVersions(
        len(plans),
        unchanged,
        sum(plan.carried for plan in plans),
        tuple(id_ for plan in plans for id_ in plan.lost),
        tuple(id_ for plan in plans for id_ in plan.merged),
        sum(len(plan.decisions.begun) for plan in plans),
        sum(len(plan.settlements.begun) for plan in plans),
        tuple(id_ for plan in plans for id_ in plan.unsettled),
        sum(len(plan.quotes.begun) for plan in plans),
        tuple(id_ for plan in plans for id_ in plan.unquoted),
    )


def _counts(done: AddedVersions) -> dict[str, int]:
    always = {
        "versions": done.added,
        "carried": done.carried,
        "lost": len(done.lost),
        "merged": len(done.merged),
    }
    often_none = {
        "decisions": done.decisions,
        "settlements": done.settlements,
        "unsettled": len(done.unsettled),
        "quotes": done.quotes,
        "unquoted": len(done.unquoted),
    }
    return {**always, **{what: count for what, count in often_none.items() if count}}


def _touches(changed: Sequence[_Addition], plans: Sequence[carrying.Plan]) -> set[str]:
    touches = {addition.kept.thing for addition in changed}
    for addition, plan in zip(changed, plans, strict=True):
        for what, moves in plan.by_name.items():
            touches |= things(what, ((addition.kept, coder) for coder in moves.coders))
        touches.add(f"segmentation:{addition.kept.document.id}")
    return touches


def _additions(
    connection: Connection, items: Sequence[NewVersion], known: dict[str, documents.Kept]
) -> list[_Addition]:
    """Look up what new versions belong to, and refuse what does not fit; all problems at once."""
    versions = documents.read_versions(connection)
    twice = Counter(documents.name_key(item.version.document) for item in items)
    sources = {one.document.source_sha256 for one in known.values()}
    additions: list[_Addition] = []
    wrong: list[Problem] = []
    for item in items:
        name = item.version.document
        kept = known.get(documents.name_key(name))
        if kept is None:
            wrong.append(Problem(name, "there is no such document"))
            continue
        addition = _Addition(kept, versions[kept.key], item)
        found = [*documents.text_problems(item.version), *_offset_problems(connection, addition)]
        if item.source_sha256 in sources - {kept.document.source_sha256}:
            found.append("its file is that of another document")
        if twice[documents.name_key(name)] > 1:
            found.append("it gets two versions at once")
        wrong += [Problem(name, one) for one in found]
        additions.append(addition)
    if wrong:
        raise problems.versions(wrong)
    return additions


def _offset_problems(connection: Connection, addition: _Addition) -> Iterator[str]:
    base, offsets, text = addition.base, addition.new.offsets, addition.new.version.text
    if base is None:
        yield f"it was made from version {addition.new.made_from}, which is not there"
    elif (offsets.old_length, offsets.new_length) != (base.length, len(text)):
        yield (
            f"the offset map is for {offsets.old_length} and {offsets.new_length} code points,"
            f" the texts have {base.length} and {len(text)}"
        )
    elif not content.unedited(content.get(connection, base.text_sha256), text, offsets.edits):
        yield "the new text differs from the old one outside the edits"


def _is_latest(addition: _Addition) -> bool:
    """Say whether the text to add is what the document has already."""
    latest, new = addition.there[-1], addition.new.version
    return (latest.text_sha256, latest.turns_sha256, latest.kind) == (
        new.sha256,
        sha256_of(content.pack_turns(new.turns)),
        new.kind,
    )


def _begin_versions(connection: Connection, rev: int, changed: Sequence[_Addition]) -> None:
    rows = []
    for addition in changed:
        key = addition.kept.key
        ever = history.read(connection, version, version.c.document == key)
        number = 1 + max(held.values[2] for held in ever)
        rows.append(
            documents.version_row(
                connection,
                key,
                number,
                addition.new.version,
                addition.new.made_from,
                addition.new.offsets,
            )
        )
    history.begin(connection, version, rev, rows)


def route(
    connection: Connection, by_number: dict[int, documents.KeptVersion], old: int, new: int
) -> list[OffsetMap]:
    """Return the maps that lead from one version to another, by way of a text that both come from."""
    up, down = _ancestry(by_number, old), _ancestry(by_number, new)
    common = next((number for number in up if number in down), None)
    if common is None:
        raise Damage("two versions of a document have nothing in common")
    maps = [_map_of(connection, by_number[number]).inverse() for number in up[: up.index(common)]]
    return [*maps, *(_map_of(connection, by_number[number]) for number in down[: down.index(common)][::-1])]


def moves_from_earlier(connection: Connection, kept: documents.Kept) -> dict[str, tuple[OffsetMap, ...]]:
    """Return, by the short SHA-256 of each earlier text, the maps that lead from it to the latest, as codings moved."""
    every = documents.versions_of(connection, kept)
    by_number = {one.number: one for one in every}
    found: dict[str, tuple[OffsetMap, ...]] = {}
    steps: tuple[OffsetMap, ...] = ()
    for before, after in zip(every[-2::-1], every[:0:-1], strict=True):
        steps = (*route(connection, by_number, before.number, after.number), *steps)
        found.setdefault(before.short_sha, steps)
    found.pop(every[-1].short_sha, None)
    return found


def _ancestry(by_number: dict[int, documents.KeptVersion], number: int) -> list[int]:
    """Return a version and those it was made from, nearest first."""
    line = [number]
    while (before := by_number[line[-1]].made_from) is not None and before in by_number:
        line.append(before)
    return line


def _map_of(connection: Connection, kept: documents.KeptVersion) -> OffsetMap:
    offsets = documents.stored_offsets(connection, kept)
    if offsets is None:
        raise Damage("a version has no offset map")
    return offsets


def _plan(connection: Connection, addition: _Addition) -> carrying.Plan:
    """Find a place in the new text for what stands on the latest one."""
    maps: list[OffsetMap] = []

    def move(spans: Sequence[Span]) -> Sequence[Span]:
        if spans and not maps:
            by_number = {one.number: one for one in addition.there}
            maps.extend(route(connection, by_number, addition.there[-1].number, addition.new.made_from))
            maps.append(addition.new.offsets)
        for offsets in maps:
            spans = offsets.move_all(spans)
        return spans

    def texts() -> tuple[str, str]:
        return content.get(connection, addition.there[-1].text_sha256), addition.new.version.text

    latest, new = addition.there[-1].short_sha, addition.new.version.short_sha
    return carrying.plan(connection, addition.kept.key, latest, new, move, texts)
