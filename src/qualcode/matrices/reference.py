"""Reading findings to compare: of this study, of the published one, or of another."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import isnan
from typing import TYPE_CHECKING, TypeAlias

from qualcode.errors import MatrixError, Problem
from qualcode.matrices.findings import FINDING_COLUMNS, Findings

if TYPE_CHECKING:
    import pandas as pd

Rows: TypeAlias = "Findings | pd.DataFrame | Sequence[Mapping[str, object]]"
"""Findings in any of their forms."""

_WHOLE = re.compile(r"[0-9]{1,9}(?:\.0+)?")


@dataclass(frozen=True, slots=True)
class Reference:
    """One finding of the reference.

    ``low`` and ``high`` are the numbers of sites that its word stands for; ``kind`` is ``obs``, ``wish`` or
    ``contrary``; ``basis`` says whether its word is ``explicit`` or ``implied`` by a bare plural.
    """

    id: str
    partner: str
    code: str
    area: str
    quantifier: str
    low: int
    high: int
    kind: str = ""
    basis: str = ""

    @property
    def place(self) -> tuple[str, str, str]:
        """What it is about, and in which area."""
        return self.partner, self.code, self.area


@dataclass(frozen=True, slots=True)
class Own:
    """What this study found in one place."""

    sites: int
    speakers: int
    segments: int
    quantifier: str
    wishes: int = 0
    counterexamples: int = 0


def read_own(rows: Rows) -> dict[tuple[str, str, str], Own]:
    """Read this study's findings by partner, code and area."""
    lines = _lines(rows)
    _need(lines, FINDING_COLUMNS[:7], "list of findings")
    reader = _Reader("findings")
    own: dict[tuple[str, str, str], Own] = {}
    for number, line in enumerate(lines, start=1):
        place = (line["partner"], line["code"], line["area"])
        if place in own:
            reader.problems.append(Problem(f"row {number}", "the same partner, code and area stand twice"))
        own[place] = Own(
            sites=reader.number(line, "sites", number),
            speakers=reader.number(line, "speakers", number),
            segments=reader.number(line, "segments", number),
            quantifier=line["quantifier"],
            wishes=reader.number(line, "wishes", number, optional=True),
            counterexamples=reader.number(line, "counterexamples", number, optional=True),
        )
    reader.stop()
    return own


def read_reference(rows: Rows) -> list[Reference]:
    """Read a reference; findings of another study have their number of sites as range."""
    lines = _lines(rows)
    ranged = any("municipalities_min" in line for line in lines)
    low, high = ("municipalities_min", "municipalities_max") if ranged else ("sites", "sites")
    _need(lines, ("partner", "code", "area", "quantifier", low, high), "reference")
    reader = _Reader("reference")
    known = [
        Reference(
            id=line.get("finding_id", ""),
            partner=line["partner"],
            code=line["code"],
            area=line["area"],
            quantifier=line["quantifier"],
            low=reader.number(line, low, number),
            high=reader.number(line, high, number),
            kind=line.get("kind", ""),
            basis=line.get("quantifier_basis", ""),
        )
        for number, line in enumerate(lines, start=1)
    ]
    reader.stop()
    return known


def _lines(rows: Rows) -> list[dict[str, str]]:
    """Take every cell as text; a missing value is an empty one."""
    if isinstance(rows, Findings):
        rows = rows.to_frame()
    if isinstance(rows, Sequence):
        return [{name: _text(value) for name, value in row.items()} for row in rows]
    known = rows.astype(object).where(rows.notna(), "")
    return [{str(name): _text(value) for name, value in row.items()} for row in known.to_dict("records")]


def _text(value: object) -> str:
    missing = value is None or (isinstance(value, float) and isnan(value))
    return "" if missing else str(value).strip()


def _need(lines: Sequence[Mapping[str, str]], columns: Iterable[str], what: str) -> None:
    wanted = list(dict.fromkeys(columns))
    missing = [name for name in wanted if any(name not in line for line in lines)]
    if missing:
        raise MatrixError(
            f"the {what} has no column {', '.join(missing)}",
            code="QC-MX08",
            where="compare",
            allowed=f"Columns {', '.join(wanted)}",
            do="Take a findings file of qualcode, or one with municipalities_min and municipalities_max.",
        )


class _Reader:
    """Reads whole numbers and keeps all problems, to name them at once; no cell's content is repeated."""

    def __init__(self, what: str) -> None:
        self.what = what
        self.problems: list[Problem] = []

    def number(self, line: Mapping[str, str], name: str, at: int, *, optional: bool = False) -> int:
        text = line.get(name, "")
        if optional and not text:
            return 0
        if not _WHOLE.fullmatch(text):
            self.problems.append(Problem(f"row {at}", f"{name} is no whole number"))
            return 0
        return int(text.partition(".")[0])

    def stop(self) -> None:
        if self.problems:
            raise MatrixError(
                f"{len(self.problems)} rows or cells of the {self.what} cannot be used",
                code="QC-MX09",
                where="compare",
                allowed="Whole numbers from 0, and each finding once",
                do="Correct these rows.",
                problems=self.problems,
            )
