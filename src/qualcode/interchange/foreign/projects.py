"""Files that hold several projects: a person says which."""

from __future__ import annotations

from collections.abc import Sequence

from qualcode.errors import InterchangeError
from qualcode.interchange.foreign.rows import Row


def choose_project(rows: Sequence[Row], number: str, name: str, wanted: str | None, where: str) -> Row:
    """Return the project that is wanted, by name or number; the only one where nothing is said.

    Raises
    ------
    InterchangeError
        QC-FX08: there is none, several, or none of this name.
    """
    if wanted is not None:
        fitting = [row for row in rows if wanted in (row.text(name), str(row.number(number)))]
        if len(fitting) == 1:
            return fitting[0]
    elif len(rows) == 1:
        return rows[0]
    numbers = ", ".join(str(row.number(number)) for row in rows[:20])
    found = "there is no project in the file" if not rows else f"the file holds {len(rows)} projects"
    raise InterchangeError(
        found if wanted is None or not rows else "no project, or more than one, has this name",
        code="QC-FX08",
        where=where,
        allowed=f"Their numbers: {numbers}" if rows else "",
        do="Say which: its name or its number." if rows else "Check that it is the right file.",
    )
