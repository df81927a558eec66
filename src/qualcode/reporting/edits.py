"""Sentences that people wrote in place of the generated ones, and whether they still fit what was found.

The team starts from the table that :func:`statements_table` gives, changes what stands under ``text``, and keeps it as
data/statements.csv. ``was`` holds two marks: one of the findings behind the sentence, which changes when they do, and one of
the words that were offered, so that lines which nobody touched are known as such.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path

from qualcode.errors import InterchangeError
from qualcode.interchange.checks import Problems
from qualcode.interchange.tables import read_table
from qualcode.reporting.content import OutdatedEdit, Report, Run, Statement, plain, short_hash

COLUMNS = ("anchor", "text", "by", "note", "was")
_ANCHOR = re.compile(r"f_[0-9a-f]{10}")
_WAS = re.compile(r"[0-9a-f]{10}-[0-9a-f]{10}")


@dataclass(frozen=True, slots=True)
class EditedStatement:
    """A line of data/statements.csv.

    Parameters
    ----------
    anchor : str
    text : str
        What prints in place of the generated sentence.
    was : str
        What the sentence was when it was edited.
    by, note : str
        Who wrote it and why; never printed.
    """

    anchor: str
    text: str
    was: str
    by: str = field(default="", repr=False)
    note: str = field(default="", repr=False)

    @property
    def touched(self) -> bool:
        """Whether somebody changed the words that were offered."""
        return short_hash(plain(self.text)) != self.was.partition("-")[2]


def statements_table(report: Report) -> tuple[list[str], list[list[str]]]:
    """Return the sentences of a report as the columns and rows of a file to edit."""
    rows = [[one.anchor, plain(_sentence(one)), "", "", mark_of(one)] for one in report.statements]
    return list(COLUMNS), rows


def _sentence(statement: Statement) -> str:
    """Return the sentence without the partner that leads it in a chapter by theme."""
    runs = statement.runs
    return "".join(run.text for run in (runs[1:] if runs and runs[0].strong else runs))


def mark_of(statement: Statement) -> str:
    """Return what stands under ``was`` for a sentence."""
    return f"{statement.seal}-{short_hash(plain(_sentence(statement)))}"


def read_edits(path: Path) -> tuple[EditedStatement, ...]:
    """Read the edited sentences; none where there is no such file.

    Raises
    ------
    InterchangeError
        QC-RP09 with every problem of the lines: an anchor that is none, a sentence that is missing or stands twice.
        QC-TB01 with those of the table's form.
    """
    if not path.exists():
        return ()
    table = read_table(path, required=("anchor", "text", "was"), optional=("by", "note"))
    problems = Problems()
    found: dict[str, EditedStatement] = {}
    for row in table:
        anchor = row["anchor"].strip()
        edit = EditedStatement(anchor, row["text"], row["was"].strip(), row["by"], row["note"])
        if problem := _problem(edit, found):
            problems.add(table.where(row), *problem)
        else:
            found[anchor] = edit
    problems.check(InterchangeError, code="QC-RP09", where=path.name, what="the file")
    return tuple(edit for edit in found.values() if edit.touched)


def _problem(edit: EditedStatement, known: dict[str, EditedStatement]) -> tuple[str, str, str] | None:
    if not _ANCHOR.fullmatch(edit.anchor) or not _WAS.fullmatch(edit.was):
        return (
            "the line belongs to no sentence",
            "anchor and was stand as they were offered",
            "Copy both from reports/team/statements.csv.",
        )
    if edit.anchor in known:
        return "the sentence stands twice", "One line for each", "Remove one of them."
    if not plain(edit.text):
        return "the sentence is empty", "A statement cannot be left out here", "Write it, or remove the line."
    return None


class Edits:
    """Puts edited sentences in place of generated ones, and keeps those that no longer fit."""

    def __init__(self, edits: Iterable[EditedStatement] = ()) -> None:
        self._edits = {edit.anchor: edit for edit in edits}
        self._used: set[str] = set()
        self._outdated: list[OutdatedEdit] = []

    def applied(self, made: Statement) -> Statement:
        """Return the statement as a person wrote it, where that still fits; else as it was made."""
        edit = self._edits.get(made.anchor)
        if edit is None:
            return made
        self._used.add(edit.anchor)
        if edit.was.partition("-")[0] != made.seal:
            self._outdated.append(OutdatedEdit(edit.anchor, "changed"))
            return made
        runs, missing = _rewritten(made, plain(edit.text))
        if missing:
            self._outdated.append(OutdatedEdit(edit.anchor, "word", missing))
            return made
        words = tuple(run.text.lower() for run in runs if run.counts)
        return replace(made, runs=runs, words=words, edited=True)

    @property
    def outdated(self) -> tuple[OutdatedEdit, ...]:
        """What was not printed, and why."""
        gone = [OutdatedEdit(anchor, "gone") for anchor in self._edits if anchor not in self._used]
        return (*self._outdated, *gone)


def _rewritten(made: Statement, text: str) -> tuple[tuple[Run, ...], str]:
    """Return the text with its words of quantity marked as those of the sentence were; or the word that is missing."""
    empty = [Run("", anchor=run.anchor) for run in made.runs if run.anchor]
    runs: list[Run] = []
    taken: dict[tuple[int, int], tuple[str, ...]] = {}
    for run in made.runs:
        if run.counts:
            place = _place(run.text, text, taken)
            if place is None:
                return (), run.text.lower()
            taken[place] = (*taken.get(place, ()), *run.counts)
    start = 0
    for (first, last), counts in sorted(taken.items()):
        runs += [Run(text[start:first]), Run(text[first:last], counts=counts)]
        start = last
    return (*empty, *(run for run in (*runs, Run(text[start:])) if run.text)), ""


def _place(word: str, text: str, taken: Collection[tuple[int, int]]) -> tuple[int, int] | None:
    """Return where the word stands in the text: where it is nobody's yet, else with the findings of the same word."""
    pattern = rf"(?<!\w){re.escape(word)}(?!\w)"
    places = [found.span() for found in re.finditer(pattern, text, re.IGNORECASE)]
    free = [
        place for place in places if not any(first < place[1] and place[0] < last for first, last in taken)
    ]
    return next(iter(free or [place for place in places if place in taken]), None)
