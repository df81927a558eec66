"""Ticks: what a person has let through, or held back, in a file that a spreadsheet opens."""

from __future__ import annotations

import uuid
from pathlib import Path
from typing import cast

from qualcode.errors import InterchangeError
from qualcode.interchange.checks import Problems, tidy
from qualcode.interchange.tables import Row, read_table
from qualcode.model import CLEARINGS, Clearance, Clearing

CLEARANCE_COLUMNS = ("target", "seal", "decision", "by", "reason", "at", "kind", "why", "words")
_REQUIRED = CLEARANCE_COLUMNS[:4]
_OPTIONAL = CLEARANCE_COLUMNS[4:]
_TICKS = uuid.UUID("9b1d2f54-0f0a-4f3c-8a5f-6f7e0c1b2a33")
_DECISIONS: dict[str, Clearing] = {
    **{word: word for word in CLEARINGS}, "tryk": "print", "ja": "print", "yes": "print",
    "vent": "hold", "nej": "hold", "no": "hold",
}  # fmt: skip


def read_clearances(path: Path) -> list[Clearance]:
    """Read the ticks of a file; a row without a decision is none yet.

    Parameters
    ----------
    path : Path
        .csv or .xlsx, as `qualcode clear export` wrote it, with ``decision`` (print, hold or override; also tryk, ja, vent, nej)
        and ``by`` filled in.

    Returns
    -------
    list of Clearance
        The same row always has the same id.

    Raises
    ------
    InterchangeError
        QC-CL01 with all problems of the rows. QC-TB01: all problems of the table's form.
    """
    table = read_table(path, required=_REQUIRED, optional=_OPTIONAL)
    problems = Problems()
    found = [
        made for row in table if row["decision"].strip() and (made := _clearance(row, path.name, problems))
    ]
    problems.check(InterchangeError, code="QC-CL01", where=path.name, what="the table of ticks")
    return found


def _clearance(row: Row, file: str, problems: Problems) -> Clearance | None:
    decision = _DECISIONS.get(row["decision"].strip().lower())
    target, seal, by, reason = (tidy(row[name]) for name in ("target", "seal", "by", "reason"))
    wrong = []
    if decision is None:
        wrong.append(("there is no such decision", f"{', '.join(CLEARINGS)}, or empty"))
    if not by:
        wrong.append(("nobody is named in the column by", "Who looked at it"))
    if decision == "override" and not reason:
        wrong.append(("an override without a reason", "Why it prints although a rule says no"))
    if not (target and seal):
        wrong.append(("target or seal is empty", "Leave these columns as they were written"))
    for what, allowed in wrong:
        problems.add(f"{file}, row {row.number}", what, allowed)
    if wrong:
        return None
    key = "\0".join((target, seal, str(decision), by, reason))
    return Clearance(
        str(uuid.uuid5(_TICKS, key)), target, seal, cast(Clearing, decision), by, reason, tidy(row["at"])
    )
