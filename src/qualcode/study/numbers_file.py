"""The file that remembers which numbers have gone out, each table as it was printed; for its owner only.

What is left out of a table stands in it, too, since a later table has to be judged beside it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from qualcode.disclosure import NumberCell, NumberTable, Protected, Rules, Sum
from qualcode.errors import StudyLayoutError, UserError
from qualcode.safe_io import decode_text, load_json, make_private_folder, read_limited, write_text

_FORM = 1


@dataclass(frozen=True, slots=True)
class Counted:
    """What numbers were counted from; ``sha256`` is of the codings and of whose segments they lie on."""

    sha256: str
    codebook: str
    coding_set: str


@dataclass(frozen=True, slots=True)
class GoneOut:
    """A table that has gone out.

    Parameters
    ----------
    table : Protected
        As it was printed.
    words : NumberTable
        Of the same cells, at how many sites each was said: what the words of the report tell.
    file : str
        Name of the file; empty for one that was shown on the screen.
    at, by : str
    """

    table: Protected
    words: NumberTable
    file: str
    at: str
    by: str


@dataclass(frozen=True, slots=True)
class NumberRelease:
    """Tables that went out beside each other, all counted from the same.

    ``reason`` says why a release was begun anew, and those before it were withdrawn; empty for the first.
    """

    counted: Counted
    tables: tuple[GoneOut, ...] = ()
    reason: str = field(default="", repr=False)
    at: str = ""
    by: str = ""


def read_releases(path: Path) -> tuple[NumberRelease, ...]:
    """Return the releases, the current one last; none where there is no file.

    Raises
    ------
    StudyLayoutError
        The file cannot be understood (QC-PV09). It is never taken for empty.
    """
    if not path.exists():
        return ()
    try:
        found: Any = load_json(decode_text(read_limited(path), where=path.name).text, where=path.name)
        if found["form"] != _FORM:
            raise ValueError(found["form"])
        return tuple(_release(one) for one in found["releases"])
    except (KeyError, TypeError, ValueError, AttributeError, UserError) as problem:
        raise StudyLayoutError(
            "the list of the numbers that have gone out cannot be read",
            code="QC-PV09",
            where=str(path),
            allowed="As qualcode wrote it: without it nobody knows what a new number would give away",
            do="Put it back from a backup. Words print without it.",
        ) from problem


def write_releases(path: Path, releases: Sequence[NumberRelease]) -> None:
    """Write them whole or not at all, into a folder that version control passes by."""
    make_private_folder(path.parent)
    ignore = path.parent / ".gitignore"
    if not ignore.exists():
        write_text(ignore, "*\n")
    made = {"form": _FORM, "releases": [_release_as_json(one) for one in releases]}
    write_text(path, json.dumps(made, ensure_ascii=False, separators=(",", ":")) + "\n")


def _release_as_json(one: NumberRelease) -> dict[str, object]:
    return {
        "counted": asdict(one.counted),
        "reason": one.reason,
        "at": one.at,
        "by": one.by,
        "tables": [
            {
                "file": gone.file,
                "at": gone.at,
                "by": gone.by,
                "rules": asdict(gone.table.rules),
                "table": _table_as_json(gone.table.table, gone.table.reasons),
                "words": _table_as_json(gone.words, {}),
            }
            for gone in one.tables
        ],
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


def _release(found: Mapping[str, Any]) -> NumberRelease:
    return NumberRelease(
        Counted(**found["counted"]),
        tuple(map(_gone_out, found["tables"])),
        str(found["reason"]),
        str(found["at"]),
        str(found["by"]),
    )


def _gone_out(found: Mapping[str, Any]) -> GoneOut:
    cells = found["table"]["cells"]
    reasons = {(one["row"], one["column"]): one["left_out"] for one in cells if one["left_out"]}
    table = Protected(_table(found["table"]), Rules(**found["rules"]), reasons)
    return GoneOut(table, _table(found["words"]), str(found["file"]), str(found["at"]), str(found["by"]))


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
        )
        for one in found["cells"]
    )
    sums = tuple(
        Sum(frozenset(one["total"]), tuple(map(frozenset, one["parts"])), one["kind"])
        for one in found["sums"]
    )
    return NumberTable(found["name"], found["measure"], cells, sums, found["at_most"])
