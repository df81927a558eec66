"""Attributes of another project's sources and cases as rows and further columns of interviews.csv."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import TYPE_CHECKING

from qualcode.interchange.exchange import ExchangeProject, Losses
from qualcode.interchange.exchange.model import Value
from qualcode.model import Interview
from qualcode.study.exchanging import fields, kinds
from qualcode.study.exchanging.placing import Placed

if TYPE_CHECKING:
    from qualcode.study.facade import Study

_FIXED = ("site", "date", "mode")
_Columns = dict[str, dict[str, str]]


def rows_of_interviews(
    study: Study, project: ExchangeProject, placed: Mapping[str, Placed], losses: Losses, site: str
) -> tuple[list[Interview], _Columns]:
    """Return the rows of interviews.csv for new documents, with further columns for what ours do not hold.

    Parameters
    ----------
    study : Study
    project : ExchangeProject
    placed : mapping of str to Placed
        The project's sources by GUID.
    losses : Losses
    site : str
        Neutral site id where the file says none.
    """
    names = {one.guid: one.name for one in project.variables}
    ours = {guid: name for name, guid in fields.VARIABLES.items()}
    sites = {one.site for one in study.interviews if one.site}
    rows: list[Interview] = []
    columns: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for one in placed.values():
        if one.new is None:
            continue
        fixed: dict[str, str] = {}
        for value in one.source.values:
            name, cell = ours.get(value.variable, ""), _cell(value.value)
            if one.own and name in _FIXED:
                fixed[name] = cell
            else:
                _join(columns[one.document], names[value.variable], cell)
        losses.add(kinds.SITES, count=int(fixed.get("site") in sites))
        own_notes = fields.first(fields.by_name(one.source.extra), "notes")
        notes = own_notes if one.own else one.source.description
        rows.append(
            Interview(
                one.document, fixed.get("site") or site, fixed.get("date", ""), fixed.get("mode", ""), notes
            )
        )
    _add_cases(project, placed, columns, names, losses)
    return rows, {document: dict(cells) for document, cells in columns.items() if cells}


def _add_cases(
    project: ExchangeProject,
    placed: Mapping[str, Placed],
    columns: _Columns,
    names: Mapping[str, str],
    losses: Losses,
) -> None:
    """Write cases of whole sources beside their documents; our own speakers stand in speakers.csv already."""
    for number, case in enumerate(project.cases, start=1):
        found = [placed[guid] for guid in case.sources if guid in placed]
        if found and all(one.own for one in found):
            continue
        losses.add(kinds.CASES, f"case {number}", int(not found or bool(case.selections or case.codes)))
        for one in found:
            if one.new is not None:
                _join(columns[one.document], "case", case.name)
                for value in case.values:
                    _join(columns[one.document], names[value.variable], _cell(value.value))


def _cell(value: Value | None) -> str:
    return "" if value is None else str(value)


def _join(cells: dict[str, str], column: str, cell: str) -> None:
    """Add a value to a further column; two values stand side by side."""
    name = f"from the import: {fields.one_line(column) or 'value'}"
    if cell:
        cells[name] = "; ".join(dict.fromkeys(filter(None, (*cells.get(name, "").split("; "), cell))))
