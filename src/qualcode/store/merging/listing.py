"""Conflicts as a person reads them: where, whose, what stands here and there; never what anybody said."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import replace

from qualcode.store.merging.documents import Pairs
from qualcode.store.merging.report import Conflict, MergeCount, Why
from qualcode.store.merging.rules import Change, Plan
from qualcode.store.merging.states import KINDS, Side, Thing, at, differences

COUNTED_TOGETHER: frozenset[Why] = frozenset(
    {
        "texts_differ",
        "other_source",
        "removed_here",
        "removed_there",
        "other_kind",
        "unknown_code",
        "not_codable",
    }
)
"""Reasons that concern a whole document, coder or code: what they keep back is counted, not listed one by one."""

OTHER = "; other "
"""Stands between a state and the columns in which it differs from ours."""

STATES = frozenset({"withdrawn", "answer", "became", "outcome", "opened_at", "decision"})
"""Columns that the state itself tells."""


def conflicts(plan: Plan, ours: Side, theirs: Side) -> tuple[Conflict, ...]:
    """Return all conflicts: documents first, then by kind, in reading order."""
    found: dict[Hashable, Conflict] = {}
    for change, why in plan.conflicts:
        one = _conflict(change, why, ours, theirs)
        if why in COUNTED_TOGETHER:
            one = replace(one, span=None, version="", ours="", theirs="", id="")
            if why not in ("unknown_code", "not_codable"):
                one = replace(one, code="")
        key = (one.kind, why, one.document, one.coder, one.code) if why in COUNTED_TOGETHER else id(change)
        before = found.get(key)
        found[key] = one if before is None else replace(before, count=before.count + 1)
    kinds = ["document", *(kind.name for kind in KINDS)]
    return tuple(
        sorted(
            (*plan.pairs.conflicts, *found.values()),
            key=lambda one: (
                kinds.index(one.kind),
                one.document,
                (one.span.start, one.span.end) if one.span else (-1, -1),
                one.code,
                one.coder,
                one.why,
                one.id,
            ),
        )
    )


def _conflict(change: Change, why: Why, ours: Side, theirs: Side) -> Conflict:
    about, here, there = change.subject, change.ours, change.theirs
    return Conflict(
        change.kind.name,
        why,
        document=_name(about.document, ours, theirs),
        version=about["version"] or "",
        span=about.span,
        code=about.codes[0] if about.codes else "",
        coder=about.hand or about["author"] or "",
        ours=_state(here),
        theirs=_state(there) + _others(here, there),
        id="" if here is None else str(here["id"]),
    )


def _name(document: str, ours: Side, theirs: Side) -> str:
    """Return a document's name here; there, where we do not have it."""
    own = next((id_ for id_, called in theirs.called.items() if called == document), document)
    return ours.texts.name(document) or theirs.texts.name(own)


def _state(thing: Thing | None) -> str:
    if thing is None:
        return "absent"
    if thing["withdrawn"] is not None:
        return "withdrawn" if thing["withdrawn"] else "holds"
    if thing["answer"] == "accept_as":
        return f"accept_as {thing['became']}"
    if thing.kind.name == "round":
        return "open" if thing["opened_at"] else "blind"
    return str(thing["answer"] or thing["outcome"] or thing["decision"] or "there")


def _others(here: Thing | None, there: Thing | None) -> str:
    """Return in what else the two differ, as names of columns."""
    if here is None or there is None:
        return ""
    names = [name for name in differences(here, there) if name not in STATES]
    return OTHER + ", ".join(names) if names else ""


def counts(plan: Plan, ours: Side) -> tuple[MergeCount, ...]:
    """Return what became of each kind of thing; kinds that nobody has are left out, but for codings."""
    found = [_of_documents(plan.pairs, len(ours.texts.kept))]
    for kind in KINDS:
        taken = [change for change in plan.taken.values() if change.kind is kind]
        here = sum(at(one.ours) is not None for one in plan.objects[kind.name])
        replaced = sum(change.ours is not None for change in taken)
        found.append(MergeCount(kind.name, len(taken), plan.same[kind.name], here - replaced))
    return tuple(one for one in found if one.kind in ("document", "coding") or _any(one))


def _of_documents(pairs: Pairs, here: int) -> MergeCount:
    return MergeCount("document", len(pairs.new), pairs.same, here)


def _any(count: MergeCount) -> bool:
    return bool(count.taken or count.same or count.unchanged)
