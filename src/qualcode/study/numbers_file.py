"""The file that remembers which numbers have gone out, each table as it was printed; for its owner only.

What is left out of a table stands in it, too, since a later table has to be judged beside it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from qualcode.disclosure import NumberCell, NumberTable, Protected, Rules, Sum
from qualcode.errors import StudyLayoutError, UserError
from qualcode.safe_io import decode_text, load_json, make_private_folder, read_limited, write_text

_FORM = 2


@dataclass(frozen=True, slots=True)
class Counted:
    """What numbers were counted from; ``sha256`` is of the codings and of whose segments they lie on."""

    sha256: str
    codebook: str
    coding_set: str


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """Why a table that had gone out no longer counts, when and by whom it was said."""

    reason: str = field(repr=False)
    at: str
    by: str


@dataclass(frozen=True, slots=True)
class GoneOut:
    """A table that has gone out.

    Parameters
    ----------
    table : Protected
        As it was printed.
    words : NumberTable
        Of the same cells, at how many sites each was said: what the words of the report tell.
    counted : Counted
    file : str
        Name of the file; empty for one that was shown on the screen.
    at, by : str
    withdrawn : Withdrawal, optional
        None while it is out.
    """

    table: Protected
    words: NumberTable
    counted: Counted
    file: str
    at: str
    by: str
    withdrawn: Withdrawal | None = None


def read_numbers(path: Path) -> tuple[GoneOut, ...]:
    """Return the tables that have gone out, in the order in which they did; none where there is no file.

    Raises
    ------
    StudyLayoutError
        The file cannot be understood (QC-PV09). It is never taken for empty.
    """
    return numbers_of(text_of_file(path), where=str(path))


def text_of_file(path: Path) -> str:
    """Return what the file says, word for word: what a backup carries; empty where there is no file."""
    if not path.exists():
        return ""
    try:
        return decode_text(read_limited(path), where=path.name).text
    except UserError as problem:
        raise _unreadable(str(path)) from problem


def numbers_of(text: str, *, where: str) -> tuple[GoneOut, ...]:
    """Return the tables of a file's text; none where it is empty.

    Raises
    ------
    StudyLayoutError
        It cannot be understood (QC-PV09).
    """
    if not text:
        return ()
    try:
        found: Any = load_json(text, where=where)
        if found["form"] == 1:
            return tuple(_of_first_form(found["releases"]))
        if found["form"] != _FORM:
            raise ValueError(found["form"])
        return tuple(map(_gone_out, found["tables"]))
    except (KeyError, TypeError, ValueError, AttributeError, UserError) as problem:
        raise _unreadable(where) from problem


def _unreadable(where: str) -> StudyLayoutError:
    return StudyLayoutError(
        "the list of the numbers that have gone out cannot be read",
        code="QC-PV09",
        where=where,
        allowed="As qualcode wrote it: without it nobody knows what a new number would give away",
        do="Put it back from a backup: qualcode restore. Words print without it.",
    )


def write_numbers(path: Path, tables: Sequence[GoneOut]) -> None:
    """Write them whole or not at all, into a folder that version control passes by."""
    make_private_folder(path.parent)
    ignore = path.parent / ".gitignore"
    if not ignore.exists():
        write_text(ignore, "*\n")
    made = {"form": _FORM, "tables": [_as_json(one) for one in tables]}
    write_text(path, json.dumps(made, ensure_ascii=False, separators=(",", ":")) + "\n")


def united(ours: Sequence[GoneOut], theirs: Sequence[GoneOut]) -> tuple[GoneOut, ...]:
    """Return what has gone out by either of two lists: what was printed stays printed, and what was withdrawn stays withdrawn.

    The lists may come in either order, and the same one again changes nothing.
    """
    found: dict[str, GoneOut] = {}
    for one in (*ours, *theirs):
        known = found.setdefault(_identity(one), one)
        said = [each.withdrawn for each in (known, one) if each.withdrawn is not None]
        first = min(said, key=lambda each: (each.at, each.by, each.reason), default=None)
        found[_identity(one)] = replace(known, withdrawn=first)
    return tuple(found[id] for id in sorted(found, key=lambda id: (found[id].at, id)))


def _identity(one: GoneOut) -> str:
    """Return all that is so of a table that went out, whatever was said of it later."""
    return json.dumps(_as_json(replace(one, withdrawn=None)), ensure_ascii=False, sort_keys=True)


def _as_json(gone: GoneOut) -> dict[str, object]:
    return {
        "file": gone.file,
        "at": gone.at,
        "by": gone.by,
        "counted": asdict(gone.counted),
        "withdrawn": None if gone.withdrawn is None else asdict(gone.withdrawn),
        "rules": asdict(gone.table.rules),
        "table": _table_as_json(gone.table.table, gone.table.reasons),
        "words": _table_as_json(gone.words, {}),
    }


def _table_as_json(table: NumberTable, reasons: Mapping[tuple[str, str], str]) -> dict[str, object]:
    return {
        "name": table.name,
        "measure": table.measure,
        "at_most": table.at_most,
        "cells": [
            {
                "row": cell.row,
                "column": cell.column,
                "of": sorted(cell.of),
                "value": cell.value,
                "persons": cell.persons,
                "by_person": list(cell.by_person),
                "printed": cell.printed,
                "held": cell.held,
                "left_out": reasons.get(cell.place, ""),
            }
            for cell in table.cells
        ],
        "sums": [
            {
                "total": sorted(each.total),
                "parts": [sorted(part) for part in each.parts],
                "kind": each.kind,
            }
            for each in table.sums
        ],
    }


def _of_first_form(releases: Sequence[Mapping[str, Any]]) -> Iterator[GoneOut]:
    """Yield the tables of a file that had them by release: each release withdrew those before it."""
    for release, later in zip(releases, [*releases[1:], None], strict=True):
        withdrawn = None if later is None else {name: later[name] for name in ("reason", "at", "by")}
        for table in release["tables"]:
            yield _gone_out({**table, "counted": release["counted"], "withdrawn": withdrawn})


def _gone_out(found: Mapping[str, Any]) -> GoneOut:
    cells = found["table"]["cells"]
    reasons = {(one["row"], one["column"]): one["left_out"] for one in cells if one["left_out"]}
    return GoneOut(
        Protected(_table(found["table"]), Rules(**found["rules"]), reasons),
        _table(found["words"]),
        Counted(**found["counted"]),
        str(found["file"]),
        str(found["at"]),
        str(found["by"]),
        None if found["withdrawn"] is None else Withdrawal(**found["withdrawn"]),
    )


def _table(found: Mapping[str, Any]) -> NumberTable:
    cells = tuple(
        NumberCell(
            one["row"],
            one["column"],
            frozenset(one["of"]),
            one["value"],
            one["persons"],
            tuple(one["by_person"]),
            one["printed"],
            one.get("held", False),
        )
        for one in found["cells"]
    )
    sums = tuple(
        Sum(frozenset(one["total"]), tuple(map(frozenset, one["parts"])), one["kind"])
        for one in found["sums"]
    )
    return NumberTable(found["name"], found["measure"], cells, sums, found["at_most"])
