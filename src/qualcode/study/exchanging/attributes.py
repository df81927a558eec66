"""Attributes of another project's sources and cases as rows and further columns of interviews.csv."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from qualcode.interchange import read_table
from qualcode.interchange.exchange import ExchangeProject, Losses
from qualcode.interchange.exchange.model import Value
from qualcode.interchange.tables import Row
from qualcode.model import Interview
from qualcode.study.exchanging import fields, kinds
from qualcode.study.exchanging.placing import Placed

if TYPE_CHECKING:
    from qualcode.study.facade import Study

_FIXED = ("site", "date", "mode")
_Columns = Mapping[str, dict[str, str]]


def rows_of_interviews(
    study: Study, project: ExchangeProject, placed: Mapping[str, Placed], losses: Losses, site: str
) -> tuple[list[Interview], dict[str, dict[str, str]]]:
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
    known: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for one in placed.values():
        cells = columns[one.document] if one.new is not None else known[one.document]
        fixed: dict[str, str] = {}
        for value in one.source.values:
            name, cell = ours.get(value.variable, ""), _cell(value.value)
            if one.own and name in _FIXED:
                fixed[name] = cell
            else:
                _join(cells, _column(names[value.variable]), cell)
        if one.new is None:
            cells |= fixed
            continue
        losses.add(kinds.SITES, count=int(fixed.get("site") in sites))
        own_notes = fields.first(fields.by_name(one.source.extra), "notes")
        notes = own_notes if one.own else one.source.description
        rows.append(
            Interview(
                one.document, fixed.get("site") or site, fixed.get("date", ""), fixed.get("mode", ""), notes
            )
        )
    for one, column, cell in _cells_of_cases(project, placed, names, losses):
        _join((columns if one.new is not None else known)[one.document], column, cell)
    losses.add(kinds.KNOWN_VALUES, count=_missing(study, known))
    return rows, {document: dict(cells) for document, cells in columns.items() if cells}


def _cells_of_cases(
    project: ExchangeProject, placed: Mapping[str, Placed], names: Mapping[str, str], losses: Losses
) -> Iterator[tuple[Placed, str, str]]:
    """Give cases of whole sources as cells beside their documents; our own speakers stand in speakers.csv already."""
    for number, case in enumerate(project.cases, start=1):
        found = [placed[guid] for guid in case.sources if guid in placed]
        if found and all(one.own for one in found):
            continue
        losses.add(kinds.CASES, f"case {number}", int(not found or bool(case.selections or case.codes)))
        for one in found:
            yield one, _column("case"), case.name
            yield one, _column("case notes"), case.description
            for value in case.values:
                yield one, _column(names[value.variable]), _cell(value.value)


def _missing(study: Study, known: _Columns) -> int:
    """Count the cells of documents that were here before which interviews.csv does not have: its rows are people's own."""
    wanted = [(document, *cell) for document, cells in known.items() for cell in cells.items()]
    if not wanted:
        return 0
    path = study.layout.interviews
    table = read_table(path, required=("document",)) if path.exists() else ()
    there = {row["document"]: row for row in table}
    return sum(
        bool(cell) and (document not in there or not _holds(there[document], column, cell))
        for document, column, cell in wanted
    )


def _holds(row: Row, column: str, cell: str) -> bool:
    """Say whether a row has a value; blanks and line breaks do not count, since tables change them."""
    there, wanted = (
        {" ".join(part.split()) for part in text.split("; ")} for text in (row.get(column, ""), cell)
    )
    return wanted <= there


def _cell(value: Value | None) -> str:
    return "" if value is None else str(value)


def _column(name: str) -> str:
    return f"from the import: {fields.one_line(name) or 'value'}"


def _join(cells: dict[str, str], column: str, cell: str) -> None:
    """Add a value to a column; two values stand side by side."""
    if cell:
        cells[column] = "; ".join(dict.fromkeys(filter(None, (*cells.get(column, "").split("; "), cell))))
