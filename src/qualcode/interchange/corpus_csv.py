"""The tables of a study's folder: data/interviews.csv, data/speakers.csv and data/guide.csv.

People write them, mostly in a spreadsheet. Ids and names are read in canonical form and without blanks at their
ends; notes are read exactly as they stand.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from datetime import date
from pathlib import Path
from typing import TypeVar, cast

from qualcode.errors import InterchangeError
from qualcode.interchange.checks import Problems, folded, is_id, is_one_line, shown, tidy
from qualcode.interchange.tables import Noted, Row, Table, read_table
from qualcode.model.codebook import Codebook
from qualcode.model.corpus import Interview, Role, Speaker
from qualcode.model.guide import GuideItem

INTERVIEW_COLUMNS = ("document", "site", "date", "mode", "notes")
SPEAKER_COLUMNS = ("document", "label", "speaker_id", "role", "area", "notes")
GUIDE_COLUMNS = ("question", "text", "codes", "asked_in")
MODES = ("on-site", "online")
ROLES = ("interviewer", "informant")
ENDINGS = ("docx", "odt", "txt", "md", "rtf", "vtt", "srt", "json", "csv", "xlsx", "pdf")
"""Endings of transcripts, which a person may write after a document's name."""

_ENDING = re.compile(rf"\.(?:{'|'.join(ENDINGS)})\Z", re.IGNORECASE)
_DATE = re.compile(r"[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?")
_ID_RULE = "An id has letters, digits, '-' and '_'; no dot, slash or blank."

T = TypeVar("T")


def document_name(text: str) -> str:
    """Return a document's name from what a person wrote: without blanks around it and without file ending.

    Examples
    --------
    >>> document_name(" interview-3.docx "), document_name("nr. 2.1")
    ('interview-3', 'nr. 2.1')
    """
    return _ENDING.sub("", tidy(text))


class Checker:
    """Checks the cells of a table, and notes what is wrong with the row's place."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self.problems = Problems()

    def problem(self, row: Row, found: str, allowed: str = "", do: str = "") -> None:
        """Note a problem of a row."""
        self.problems.add(self.table.where(row), found, allowed, do)

    def text(self, row: Row, column: str, *, required: bool = False) -> str:
        """Return a one-line text."""
        text = tidy(row[column])
        if required and not folded(text):
            self.problem(row, f"'{column}' is empty", do="Write it.")
        elif not is_one_line(text):
            self.problem(row, f"'{column}' has a line break or control character", "It is one line.")
        return text

    def id(self, row: Row, column: str) -> str:
        """Return an id, or an empty text."""
        text = tidy(row[column])
        if text and not is_id(text):
            self.problem(row, f"'{column}' is {shown(text)}", _ID_RULE)
        return text

    def choice(self, row: Row, column: str, allowed: Collection[str]) -> str:
        """Return one of some words, or an empty text."""
        text = tidy(row[column])
        if text and text not in allowed:
            found = f"'{column}' is {shown(text)}"
            self.problem(
                row, found, f"Allowed: {', '.join(allowed)}, or empty.", self.problems.closest(text, allowed)
            )
        return text

    def document(self, row: Row) -> str:
        """Return the name of the row's document."""
        self.text(row, "document", required=True)
        return document_name(row["document"])

    def finish(self, items: Iterable[T]) -> Noted[T]:
        """Return what was read, or raise with all problems of the table."""
        made = Noted(items, self.table.notes)
        self.problems.check(InterchangeError, code="QC-CO01", where=self.table.name, what="the table")
        return made


def read_interviews(path: Path) -> Noted[Interview]:
    """Read data/interviews.csv: one row per interview.

    Parameters
    ----------
    path : Path
        Columns ``document, site, date, mode, notes``; only ``document`` and ``site`` must be there. ``date`` is
        ISO 8601 (a day, a month or a year), ``mode`` is on-site or online; both may be empty, as may ``site``.

    Returns
    -------
    list of Interview
        With ``.notes`` on how the file was read.

    Raises
    ------
    InterchangeError
        QC-CO01 with all problems of the rows, QC-TB01 with all problems of the table's form.
    """
    table = read_table(path, required=INTERVIEW_COLUMNS[:2], optional=INTERVIEW_COLUMNS[2:])
    check = Checker(table)
    seen: dict[str, Row] = {}

    def interview(row: Row) -> Interview:
        document = check.document(row)
        _once(check, seen, document, row, "the document")
        return Interview(
            document=document,
            site=check.id(row, "site"),
            date=_date(check, row),
            mode=check.choice(row, "mode", MODES),
            notes=row["notes"],
        )

    return check.finish(map(interview, table))


def _once(check: Checker, seen: dict[str, Row], key: str, row: Row, what: str) -> None:
    """Note a row that says again what another row is about."""
    if not key:
        return
    first = seen.setdefault(folded(key), row)
    if first is not row:
        found = f"{what} has a row already (row {first.number})"
        check.problem(row, found, "It has one row.", "Remove one of them.")


def _date(check: Checker, row: Row) -> str:
    text = tidy(row["date"])
    if not text:
        return ""
    try:
        if not _DATE.fullmatch(text):
            raise ValueError
        date.fromisoformat((text + "-01-01")[:10])
    except ValueError:
        check.problem(row, "'date' is no date", "Such as 2024-05-17, 2024-05 or 2024, or empty.")
    return text


def read_speakers(path: Path) -> Noted[Speaker]:
    """Read data/speakers.csv: one row per speaker in a document.

    Parameters
    ----------
    path : Path
        Columns ``document, label, speaker_id, role, area, notes``; the first three must be there. ``role`` is
        interviewer, informant or empty (not decided yet). An informant needs a ``speaker_id``: matrices count
        distinct speakers.

    Returns
    -------
    list of Speaker
        With ``.notes`` on how the file was read.

    Raises
    ------
    InterchangeError
        QC-CO01 with all problems of the rows, QC-TB01 with all problems of the table's form.
    """
    table = read_table(path, required=SPEAKER_COLUMNS[:3], optional=SPEAKER_COLUMNS[3:])
    check = Checker(table)
    seen: dict[str, Row] = {}

    def speaker(row: Row) -> Speaker:
        document, label = check.document(row), check.text(row, "label", required=True)
        role = check.choice(row, "role", ROLES)
        speaker_id = check.id(row, "speaker_id")
        if role == "informant" and not speaker_id:
            allowed = "Every informant has a speaker_id, the same wherever the person speaks."
            check.problem(row, "an informant without a speaker_id", allowed, "Give one, such as p07.")
        # Labels differ by case: in some transcripts 'a' and 'A' are two people.
        if first := seen.get(key := f"{document}\n{label}"):
            found = f"the label of this document has a row already (row {first.number})"
            check.problem(row, found, "A label has one row in each document.", "Remove one of them.")
        seen.setdefault(key, row)
        return Speaker(document, label, speaker_id, cast(Role, role), check.id(row, "area"), row["notes"])

    return check.finish(map(speaker, table))


def read_guide(
    path: Path, *, codebook: Codebook | None = None, documents: Collection[str] | None = None
) -> Noted[GuideItem]:
    """Read data/guide.csv: the questions, and where each was asked if somebody recorded it.

    Parameters
    ----------
    path : Path
        Columns ``question, text, codes`` and optionally ``asked_in``. ``codes`` holds full ids of codes or
        branches, between them ``;``, commas or blanks; ``asked_in`` holds names of documents, between them
        ``;``, and is empty where nobody recorded it.
    codebook : Codebook, optional
        Then codes that it does not have are refused.
    documents : collection of str, optional
        Then documents that are not among these are refused.

    Returns
    -------
    list of GuideItem
        With ``.notes`` on how the file was read.

    Raises
    ------
    InterchangeError
        QC-CO01 with all problems of the rows, QC-TB01 with all problems of the table's form.
    """
    table = read_table(path, required=GUIDE_COLUMNS[:3], optional=GUIDE_COLUMNS[3:])
    check = Checker(table)
    seen: dict[str, Row] = {}

    def item(row: Row) -> GuideItem:
        question = check.text(row, "question", required=True)
        _once(check, seen, question, row, "the question")
        codes = tuple(dict.fromkeys(re.findall(r"[^\s;,]+", tidy(row["codes"]))))
        asked = tuple(dict.fromkeys(filter(None, map(document_name, re.split(r"[;\n]", row["asked_in"])))))
        _known(check, row, "code", codes, codebook.by_id if codebook else None)
        _known(check, row, "document", asked, documents)
        return GuideItem(question, tidy(row["text"]), codes, asked or None)

    return check.finish(map(item, table))


def _known(check: Checker, row: Row, what: str, found: Iterable[str], known: Collection[str] | None) -> None:
    if known is None:
        return
    for word in found:
        if word not in known:
            do = check.problems.closest(word, known) or "Check the spelling."
            check.problem(row, f"unknown {what} {shown(word)}", do=do)
