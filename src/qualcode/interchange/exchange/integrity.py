"""Whether the parts of a project fit together, and one order for comparing projects."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from typing import TypeAlias

from qualcode.errors import Problem
from qualcode.interchange.exchange.model import (
    PARTS,
    ExchangeCase,
    ExchangeCode,
    ExchangeProject,
    ExchangeSelection,
    ExchangeSet,
    Value,
    VariableType,
    VariableValue,
)

_Problems: TypeAlias = Iterator[Problem]

_EXPONENT = 1_000
"""Decimals with more places than this are no measurements; written out they would fill the memory."""


def problems_of(project: ExchangeProject) -> list[Problem]:
    """Return everything that does not fit: GUIDs that stand twice, references to nothing, cycles, positions.

    Examples
    --------
    >>> from qualcode.interchange.exchange import ExchangeCode
    >>> problems_of(ExchangeProject("Eksempel", codes=(ExchangeCode("A", "Tillid", parent="B"),)))[0].found
    'the code above it is not in the project'
    """
    found: list[Problem] = []
    known = {part: {one.guid for one in getattr(project, part)} for part in PARTS}
    for part in PARTS:
        found += _twice(part, (one.guid for one in getattr(project, part)))
    found += _trees(project.codes)
    found += _places(project, known)
    found += _references(project, known)
    found += _all_values(project)
    return found


def _twice(part: str, guids: Iterable[str]) -> _Problems:
    seen: set[str] = set()
    for guid in guids:
        if not guid or guid in seen:
            yield Problem(f"{part} {guid}", "there is no GUID" if not guid else "the GUID stands twice")
        seen.add(guid)


def _trees(codes: Collection[ExchangeCode]) -> _Problems:
    above = {code.guid: code.parent for code in codes}
    safe: set[str] = {""}
    for code in codes:
        path: list[str] = []
        on_path: set[str] = set()
        guid = code.guid
        while guid not in safe and guid in above and guid not in on_path:
            path.append(guid)
            on_path.add(guid)
            guid = above[guid]
        if guid in on_path:
            yield Problem(f"code {guid}", "the code stands below itself")
        elif guid not in above and guid:
            yield Problem(f"code {path[-1]}", "the code above it is not in the project")
        safe.update(path)


def _places(project: ExchangeProject, known: dict[str, set[str]]) -> _Problems:
    lengths = {source.guid: None if source.text is None else len(source.text) for source in project.sources}
    for one in project.selections:
        where = f"selection {one.guid}"
        if one.source not in known["sources"]:
            yield Problem(where, "its source is not in the project")
            continue
        length = lengths[one.source]
        if not 0 <= one.start <= one.end:
            yield Problem(where, f"it runs from {one.start} to {one.end}", "0 <= start <= end")
        elif length is not None and one.end > length:
            yield Problem(where, f"it ends at {one.end}, its text at {length}")
    for source in project.sources:
        if source.media and source.media not in known["sources"]:
            yield Problem(f"source {source.guid}", "its recording is not in the project")
        if source.text is not None and any(
            not 0 <= p.position <= len(source.text) for p in source.sync_points
        ):
            yield Problem(f"source {source.guid}", "a moment of the recording stands outside the text")


def _references(project: ExchangeProject, known: dict[str, set[str]]) -> _Problems:
    place = {one.guid: one.source for one in project.selections}
    users = known["users"] | {""}
    for part in ("sources", "selections", "codings", "notes"):
        for one in getattr(project, part):
            if one.user not in users:
                yield Problem(f"{part} {one.guid}", "its user is not in the project")
    if project.user not in users:
        yield Problem("project", "its user is not in the project")
    for coding in project.codings:
        if coding.code not in known["codes"]:
            yield Problem(f"coding {coding.guid}", "its code is not in the project")
        if coding.source not in known["sources"]:
            yield Problem(f"coding {coding.guid}", "its source is not in the project")
        elif coding.selection and place.get(coding.selection) != coding.source:
            yield Problem(f"coding {coding.guid}", "its passage is not one of its source")
    for note in project.notes:
        for target in note.attached_to:
            kind = f"{target.kind}s"
            if target.kind != "project" and target.guid not in known.get(kind, ()):
                yield Problem(
                    f"note {note.guid}", f"the {target.kind} it is attached to is not in the project"
                )
    for case in project.cases:
        yield from _members(f"case {case.guid}", case, ("codes", "sources", "selections"), known)
    for group in project.sets:
        yield from _members(f"set {group.guid}", group, ("codes", "sources", "notes"), known)
    anything = set().union(*known.values())
    for link in project.links:
        if not {link.origin, link.target} <= anything:
            yield Problem(f"link {link.guid}", "what it joins is not in the project")


def _members(
    where: str, group: ExchangeCase | ExchangeSet, parts: Iterable[str], known: dict[str, set[str]]
) -> _Problems:
    for part in parts:
        if missing := set(getattr(group, part)) - known[part]:
            yield Problem(where, f"{len(missing)} of its {part} are not in the project")


_TYPES: dict[VariableType, type[object]] = {
    "text": str, "boolean": bool, "integer": int, "float": Decimal, "date": date, "datetime": datetime,
}  # fmt: skip


def _all_values(project: ExchangeProject) -> _Problems:
    types = {variable.guid: variable.type for variable in project.variables}
    for what, owners in (("case", project.cases), ("source", project.sources)):
        for owner in owners:
            for value in owner.values:
                yield from _value(f"{what} {owner.guid}", value, types)


def _value(where: str, given: VariableValue, types: dict[str, VariableType]) -> _Problems:
    if given.variable not in types:
        yield Problem(where, "a variable that it has a value in is not in the project")
    elif given.value is not None and not _fits(given.value, types[given.variable]):
        yield Problem(where, f"a value is not of its variable's type, {types[given.variable]}")


def _fits(value: Value, kind: VariableType) -> bool:
    if type(value) is not _TYPES[kind]:  # a bool is an int to isinstance, and a datetime a date
        return False
    if isinstance(value, Decimal):
        return (
            value.is_finite()
            and abs(value.adjusted()) <= _EXPONENT
            and len(value.as_tuple().digits) <= _EXPONENT
        )
    if isinstance(value, datetime):
        offset = value.utcoffset()
        return offset is None or offset.total_seconds() % 60 == 0
    return True


def arranged(project: ExchangeProject) -> ExchangeProject:
    """Return the project in the order in which writers write it: two equal projects then compare equal.

    Codes come parents first, siblings as they stand; passages by their place; the rest as it stands, codings by passage.
    """
    numbers = {source.guid: number for number, source in enumerate(project.sources)}
    selections = sorted(project.selections, key=lambda one: (numbers.get(one.source, -1), *_by_place(one)))
    places = {one.guid: number for number, one in enumerate(selections)}
    codings = sorted(
        project.codings,
        key=lambda one: (numbers.get(one.source, -1), places.get(one.selection, len(places)), one.guid),
    )
    return replace(
        project,
        codes=tuple(code for _, code in tree_of(project.codes)),
        selections=tuple(selections),
        codings=tuple(codings),
        notes=tuple(
            replace(note, attached_to=tuple(sorted(set(note.attached_to), key=lambda a: (a.kind, a.guid))))
            for note in project.notes
        ),
    )


def _by_place(one: ExchangeSelection) -> tuple[int, int, str]:
    return one.start, one.end, one.guid


def tree_of(codes: Iterable[ExchangeCode]) -> Iterator[tuple[int, ExchangeCode]]:
    """Give the codes with their depth, every parent before its children."""
    below: dict[str, list[ExchangeCode]] = {}
    for code in codes:
        below.setdefault(code.parent, []).append(code)
    waiting = [(0, code) for code in reversed(below.get("", []))]
    while waiting:
        depth, code = waiting.pop()
        yield depth, code
        waiting += [(depth + 1, child) for child in reversed(below.get(code.guid, []))]
