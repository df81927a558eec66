"""Making what was counted ready to be shown: names, words or numbers, notes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeAlias, cast

from qualcode.disclosure import LEFT_OUT, NumberTable, count_table
from qualcode.errors import PrivacyError
from qualcode.interchange.shown_table import ShownTable
from qualcode.labels import Labels
from qualcode.matrices import (
    CodePairs,
    CodeTable,
    FrameworkMatrix,
    ThemeMatrix,
    in_few_words,
)
from qualcode.matrices.counting import ALL, Basis
from qualcode.matrices.emptiness import MARKS
from qualcode.matrices.figure_style import few_note
from qualcode.study.table_manner import Counted, Manner, check

if TYPE_CHECKING:
    import pandas as pd

    from qualcode.matrices.code_pairs import Measure
    from qualcode.matrices.theme import What

Numbered: TypeAlias = "ThemeMatrix | CodePairs | CodeTable"

Safe: TypeAlias = Mapping[tuple[str, str], object]
"""By row and column, a number that may print, or the sign for one that is left out."""

_SIGNS = frozenset(MARKS.values()) - {""}

_LABELS = {
    "by area": {"da": "{title}, område for område", "en": "{title}, area by area"},
    "one area": {"da": "{title}: {area}", "en": "{title}: {area}"},
    "words": {
        "da": "Ordene siger, hvor mange steder temaet er nævnt.",
        "en": "The words say at how many sites the theme is mentioned.",
    },
    "few of": {"da": "steder", "en": "sites"},
    "sites": {"da": "Tallene er antal steder.", "en": "Numbers are numbers of sites."},
    "speakers": {"da": "Tallene er antal personer.", "en": "Numbers are numbers of persons."},
    "segments": {"da": "Tallene er antal udsagn.", "en": "Numbers are numbers of statements."},
    "jaccard": {
        "da": "Tallene er Jaccards indeks: fælles udsagn som andel af alle udsagn med et af de to temaer.",
        "en": "Numbers are Jaccard's index: statements in common as a share of all with one of the two themes.",
    },
    "left out": {
        "da": "{mark}: tallet er udeladt af hensyn til deltagernes anonymitet.",
        "en": "{mark}: the number is left out to protect the participants' anonymity.",
    },
    "together": {"da": "Nævnes sammen med", "en": "Mentioned together with"},
    "diagonal": {
        "da": "I skrå linje står hvert tema for sig.",
        "en": "On the diagonal stands each theme by itself.",
    },
    "marks": {
        "da": "–: spurgt, ikke nævnt; /: ikke spurgt.",
        "en": "–: asked, not mentioned; /: not asked.",
    },
    "team": {"da": "Kun til projektgruppen.", "en": "For the team only."},
    "basis": {
        "da": "Grundlag: kodebog {codebook}, kodesæt {coding_set}.",
        "en": "Based on codebook {codebook}, coding set {coding_set}.",
    },
}


def tables_of(counted: Counted, manner: Manner) -> list[ShownTable]:
    """Make tables ready to be shown: one, or one for each area.

    Raises
    ------
    PrivacyError
        For print: a table of interviews or sites (QC-PV04), numbers that no gate has looked at (QC-PV05), or numbers that the
        gate cannot make safe (QC-PV06).
    UsageError
        A count, an area or an audience that there is not (QC-MX11, QC-US07, QC-US08).
    """
    check(counted, manner)
    if not (_is_judged(manner) or isinstance(counted, FrameworkMatrix)):
        counted = in_few_words(counted)
    if not isinstance(counted, ThemeMatrix):
        return [_table(counted, manner)]
    safe = _protected(counted, manner)
    areas = _areas(counted) if manner.by_area else [manner.area]
    return [_matrix(counted, replace(manner, area=area), safe) for area in areas]


def table_of(counted: Counted, manner: Manner) -> ShownTable:
    """Make one table ready to be shown; the areas, if asked for, stand side by side."""
    tables = tables_of(counted, manner)
    return _beside(counted, tables) if isinstance(counted, ThemeMatrix) and manner.by_area else tables[0]


def _is_judged(manner: Manner) -> bool:
    """Say whether the gate has looked at what prints; of a framework it is told which summaries may."""
    return manner.audience != "print" or manner.count != "words" or manner.judged


def _areas(matrix: ThemeMatrix) -> list[str]:
    there = {area for cell in matrix.cells.values() for area in cell.counts}
    return [area for area in matrix.basis.areas if area in there] or [ALL]


def _table(counted: CodePairs | CodeTable | FrameworkMatrix, manner: Manner) -> ShownTable:
    if isinstance(counted, CodePairs):
        return _pairs(counted, manner)
    if isinstance(counted, CodeTable):
        return _codes(counted, manner)
    frame = counted.printed(manner.cleared) if manner.audience == "print" else counted.wide()
    return _shown(counted, counted.title, frame, counted.matrix.basis, _notes(manner, counted.matrix.basis))


def _matrix(matrix: ThemeMatrix, manner: Manner, safe: Safe | None) -> ShownTable:
    words = Labels(_LABELS, matrix.basis.language)
    of_areas = manner.by_area or manner.area != ALL
    rows, columns = matrix.filled(ALL if manner.by_area else manner.area)

    def cell(row: str, column: str) -> object:
        if safe is not None:
            return safe[row, f"{column} | {manner.area}" if of_areas else column]
        value = matrix.value(row, column, cast("What", manner.count), manner.area)
        # Which areas were asked is not known: an empty cell of one area has no mark.
        return value or (matrix.mark(row, column) if manner.count == "words" and not of_areas else value)

    body = tuple((matrix.row_names[row], *(cell(row, column) for column in columns)) for row in rows)
    area = matrix.basis.areas.get(manner.area, manner.area)
    title = matrix.title or matrix.name
    notes = _notes(manner, matrix.basis, body)
    if any(value in _SIGNS for row in body for value in row[1:]):
        notes = (*notes[:1], words("marks"), *notes[1:])
    return ShownTable(
        name=area if of_areas else matrix.name,
        caption=words("one area", title=title, area=area) if of_areas else title,
        header=(matrix.codebook[matrix.rows].name, *(matrix.column_names[column] for column in columns)),
        rows=body,
        notes=notes,
        language=matrix.basis.language,
    )


def _beside(matrix: ThemeMatrix, tables: Sequence[ShownTable]) -> ShownTable:
    """Put the tables of the areas beside each other; they have the same rows and columns."""
    first = tables[0]
    lines = zip(*(table.rows for table in tables), strict=True)
    title = Labels(_LABELS, matrix.basis.language)("by area", title=matrix.title or matrix.name)
    return replace(
        first,
        name=matrix.name,
        caption=title,
        header=(first.header[0], *(name for table in tables for name in table.header[1:])),
        rows=tuple((line[0][0], *(cell for part in line for cell in part[1:])) for line in lines),
        groups=tuple((table.name, len(table.header) - 1) for table in tables),
        notes=tuple(dict.fromkeys(note for table in tables for note in table.notes)),
    )


def _pairs(pairs: CodePairs, manner: Manner) -> ShownTable:
    codes, place = list(pairs.names), {code: at for at, code in enumerate(pairs.names)}
    values = _protected(pairs, manner)

    def cell(row: str, column: str) -> object:
        if values is None:
            return pairs.value(row, column, cast("Measure", manner.count))
        return values.get((row, column) if place[row] <= place[column] else (column, row), 0)

    words = Labels(_LABELS, pairs.basis.language)
    body = tuple((pairs.names[row], *(cell(row, column) for column in codes)) for row in codes)
    notes = _notes(manner, pairs.basis, body)
    return ShownTable(
        name=pairs.name,
        caption=pairs.title,
        header=(pairs.heading, *pairs.names.values()),
        rows=body,
        notes=(notes[0], words("diagonal"), *notes[1:]),
        language=pairs.basis.language,
    )


def _codes(table: CodeTable, manner: Manner) -> ShownTable:
    rows, columns = table.filled()
    group = f"{table.kind}:"
    safe = _protected(table, manner)

    def cell(row: str, column: str) -> object:
        if safe is not None:
            return safe[row, group + column]
        return table.value(row, column, cast("What", manner.count))

    body = tuple((table.row_names[row], *(cell(row, column) for column in columns)) for row in rows)
    return ShownTable(
        name=table.name,
        caption=table.title,
        header=(table.heading, *(table.column_names[column] for column in columns)),
        rows=body,
        notes=_notes(manner, table.basis, body),
        language=table.basis.language,
    )


def number_table(counted: Numbered, manner: Manner, count: str) -> NumberTable:
    """Return what a table counts as the gate judges it; of a matrix all areas at once, whichever of them print."""
    measure: Any = count
    areas: list[str] = []
    if isinstance(counted, CodePairs):
        cells = counted.found
    else:
        rows, columns = counted.filled()
        group = f"{counted.kind}:" if isinstance(counted, CodeTable) else ""
        cells = {
            (row, group + column): tuple(counted.segments(row, column)) for row in rows for column in columns
        }
        if isinstance(counted, ThemeMatrix) and (manner.by_area or manner.area != ALL):
            areas = list(counted.basis.areas)
    at_most = counted.basis.sites_total if measure == "sites" else None
    return count_table(counted.name, measure, cells, areas=areas, at_most=at_most)


def _protected(counted: Numbered, manner: Manner) -> Safe | None:
    """Return the numbers as the gate leaves them; None where none are printed."""
    if manner.audience != "print" or manner.count == "words" or manner.protect is None:
        return None
    safe = manner.protect(number_table(counted, manner, manner.count))
    if safe.exposed:
        raise PrivacyError(
            f"{len(safe.exposed)} numbers of a table could be worked out from what is printed",
            code="QC-PV06",
            where=counted.name,
            allowed="No number that must not come out can be worked out",
            do="Ask for words, or print fewer tables of the same numbers.",
        )
    return {place: LEFT_OUT if value is None else value for place, value in safe.values.items()}


def _shown(
    counted: FrameworkMatrix, caption: str, frame: pd.DataFrame, basis: Basis, notes: tuple[str, ...]
) -> ShownTable:
    return ShownTable(
        name=counted.name,
        caption=caption,
        header=(str(frame.index.name or ""), *map(str, frame.columns)),
        rows=tuple(frame.itertuples(name=None)),
        notes=notes,
        language=basis.language,
    )


def _notes(manner: Manner, basis: Basis, rows: Sequence[Sequence[object]] = ()) -> tuple[str, ...]:
    """Say what stands in the cells, what it is based on, and for whom it is."""
    words = Labels(_LABELS, basis.language)
    notes = [words(manner.count)] if manner.count in _LABELS else []
    if manner.count == "words" and (few := few_note(basis, basis.language, words("few of"))):
        notes.append(few)
    if any(cell == LEFT_OUT for row in rows for cell in row):
        notes.append(words("left out", mark=LEFT_OUT))
    notes.append(words("basis", codebook=basis.codebook_version, coding_set=basis.coding_set))
    if manner.audience == "team":
        notes.append(words("team"))
    return tuple(notes)


def listed(pairs: CodePairs, table: ShownTable, manner: Manner) -> ShownTable:
    """Return codes with what they are said together with: as many columns as codes fit no page."""
    words = Labels(_LABELS, pairs.basis.language)
    names = table.header[1:]
    lines = []
    for at, (name, *cells) in enumerate(table.rows):
        met = [(value, names[other]) for other, value in enumerate(cells) if value and other != at]
        if met:
            lines.append(
                (name, _in_words(met, pairs) if manner.count == "words" else _in_numbers(met, table))
            )
    return replace(
        table,
        header=(table.header[0], words("together")),
        rows=tuple(lines),
        notes=tuple(note for note in table.notes if note != words("diagonal")),
    )


def _in_words(met: Sequence[tuple[object, str]], pairs: CodePairs) -> str:
    """Return a line for each word, from most to fewest sites."""
    by_word: dict[object, list[str]] = {}
    for word, name in met:
        by_word.setdefault(word, []).append(name)
    order = dict.fromkeys(pairs.basis.quantifier(n) for n in range(pairs.basis.sites_total, 0, -1))
    return "\n".join(f"{word}: {', '.join(by_word[word])}" for word in order if word in by_word)


def _in_numbers(met: Sequence[tuple[object, str]], table: ShownTable) -> str:
    """Return the codes in one line, those that meet most first; what is left out stands last, in the table's order."""
    ranked = sorted(met, key=lambda one: -one[0] if isinstance(one[0], int | float) else 1)
    return ", ".join(f"{name} ({table.text(value)})" for value, name in ranked)
