"""Why nothing stands in a cell: nobody asked, nobody mentioned it, or nobody recorded what was asked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from qualcode.model import GuideItem, in_branch

Emptiness = Literal["", "asked, not mentioned", "not asked", "not recorded"]

MARKS: dict[Emptiness, str] = {"": "", "asked, not mentioned": "–", "not asked": "/", "not recorded": ""}
"""What a table prints in an empty cell."""

WORDS = {
    "asked, not mentioned": {"da": "spurgt, ikke nævnt", "en": "asked, not mentioned"},
    "not asked": {"da": "ikke spurgt", "en": "not asked"},
    "not recorded": {"da": "ikke registreret, om der blev spurgt", "en": "not recorded whether it was asked"},
}


def why_empty(guide: Sequence[GuideItem], row: str, column: str, rows: str) -> Emptiness:
    """Say why nothing stands in a cell.

    A question speaks for a cell where it asks about the column's code and, if it names codes of the rows at
    all, about the row's code: "what hinders work with the police?" speaks for the police only, "what hinders
    you?" for all partners.

    Parameters
    ----------
    guide : sequence of GuideItem
        Empty where the study has none.
    row, column : str
        The cell's codes.
    rows : str
        The branch of the rows.
    """
    if not guide:
        return "not recorded"
    questions = [item for item in guide if _speaks_for(item, row, column, rows)]
    if any(item.asked_in for item in questions):
        return "asked, not mentioned"
    return "not recorded" if any(item.asked_in is None for item in questions) else "not asked"


def _speaks_for(item: GuideItem, row: str, column: str, rows: str) -> bool:
    named_rows = [code for code in item.codes if in_branch(code, rows)]
    about_row = not named_rows or any(in_branch(row, code) for code in named_rows)
    return about_row and any(in_branch(column, code) for code in item.codes)
