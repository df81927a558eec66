"""Answers to suggestions, written by a person into the table of suggestions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from qualcode.errors import InterchangeError
from qualcode.interchange.checks import Problems, shown, tidy
from qualcode.interchange.codings_csv import KnownDocument, Resolver
from qualcode.interchange.tables import Noted, Row, Table, read_table
from qualcode.model import Codebook, Decision, Span, Suggestion, new_id, suggestion_id
from qualcode.model.codings import Answer

REQUIRED = ("document", "segment", "start", "end", "code", "score", "rank", "version", "model", "answer")
OPTIONAL = ("as_code", "coder", "suggested")
_ANSWERS: dict[str, Answer] = {
    "accept": "accept", "ja": "accept", "yes": "accept",
    "accept_as": "accept_as",
    "reject": "reject", "nej": "reject", "no": "reject",
    "later": "later", "senere": "later",
}  # fmt: skip
_AS_WRITTEN = "Leave this column as it was written."
_NUMBER = re.compile(r"[0-9]{1,9}")
_SCORE = re.compile(r"(0|1|0[.,][0-9]+|1[.,]0+|[0-9](?:[.,][0-9]+)?[eE]-[0-9]{1,2})")


def read_decisions(
    path: Path, *, resolve: Resolver, codebook: Codebook, default_coder: str | None = None
) -> Noted[Decision]:
    """Read a table of suggestions in which a person has answered some rows.

    Parameters
    ----------
    path : Path
        .csv or .xlsx, as ``qualcode suggest -o`` wrote it, with a column ``answer``: accept, reject or later (also ja,
        nej, senere); empty rows are passed over. ``as_code`` takes another code instead: then the suggested one is
        rejected and the other accepted, whatever the answer beside it.
    resolve : mapping of str to KnownDocument
        The study's documents by name.
    codebook : Codebook
    default_coder : str, optional
        Who answered, where the rows do not say.

    Returns
    -------
    list of Decision
        In the order of the file, with ``.notes`` on how it was read.

    Raises
    ------
    InterchangeError
        QC-DE01 with all problems of the rows. QC-TB01: all problems of the table's form.
    """
    table = read_table(path, required=REQUIRED, optional=OPTIONAL)
    reader = _Reader(table, resolve, codebook, tidy(default_coder or ""))
    found = list(reader.read())
    reader.problems.check(InterchangeError, code="QC-DE01", where=path.name, what="the table of answers")
    return Noted(found, table.notes)


class _Reader:
    """Turns answered rows into decisions, and gathers what is wrong."""

    def __init__(self, table: Table, documents: Resolver, codebook: Codebook, coder: str) -> None:
        self.problems = Problems()
        self._table = table
        self._documents = documents
        self._codebook = codebook
        self._coder = coder
        self._answered: dict[tuple[str, str], tuple[Row, Decision]] = {}

    def read(self) -> Iterator[Decision]:
        """Yield a decision for each row that is in order."""
        for row in self._table:
            if not (row["answer"].strip() or row["as_code"].strip()):
                continue
            before = len(self.problems)
            answer, code = self._answer(row)
            coder = self._coder_of(row)
            about = self._suggestion(row)
            if len(self.problems) > before:
                continue
            made = Decision(new_id(), about, answer, coder, code)
            if self._agrees(row, made):
                yield made

    def _problem(self, row: Row, found: str, allowed: str = "", do: str = "") -> None:
        self.problems.add(self._table.where(row), found, allowed, do)

    def _answer(self, row: Row) -> tuple[Answer, str]:
        """Return the answer, and the code that the passage gets."""
        written, code, other = tidy(row["answer"]).lower(), tidy(row["code"]), tidy(row["as_code"])
        answer = _ANSWERS.get(written)
        if written and answer is None:
            self._problem(
                row, f"'answer' is {shown(tidy(row['answer']))}", "accept, reject, later, or empty."
            )
        if answer == "accept_as" and not other:
            self._problem(row, "'as_code' is empty", do="Write there which code it is instead.")
        if not other:
            self._check_code(row, code, "code", codable=answer == "accept")
            return answer or "later", code if answer == "accept" else ""
        if other == code:
            self._problem(
                row, "'as_code' is the suggested code itself", do="Write accept, and clear 'as_code'."
            )
        self._check_code(row, code, "code", codable=False)
        self._check_code(row, other, "as_code", codable=True)
        return "accept_as", other

    def _check_code(self, row: Row, code: str, column: str, *, codable: bool) -> None:
        if code not in self._codebook:
            close = self.problems.closest(code, [known.id for known in self._codebook if known.usable])
            self._problem(
                row,
                f"'{column}' is {shown(code)}, which the codebook lacks",
                "A full id of the codebook.",
                close,
            )
        elif codable and not self._codebook[code].codable:
            self._problem(row, f"the code '{code}' only groups others", "A code that is codable.")
        elif codable and self._codebook[code].retired:
            self._problem(row, f"the code '{code}' is retired", "A code that is in use.")

    def _coder_of(self, row: Row) -> str:
        coder = tidy(row["coder"]) or self._coder
        if not coder:
            self._problem(row, "there is no coder", "Every answer has one.", "Say it for all: --coder NAME")
        return coder

    def _suggestion(self, row: Row) -> Suggestion:
        document, version, code, model = (
            tidy(row[name]) for name in ("document", "version", "code", "model")
        )
        if not model:
            self._problem(
                row, "'model' is empty", "The name of the model that made the suggestion.", _AS_WRITTEN
            )
        span = self._span(row, self._current(row, document, version))
        segment, rank = self._whole(row, "segment"), self._whole(row, "rank")
        return Suggestion(
            suggestion_id(document, version, span, code, model),
            document,
            version,
            segment or 0,
            span,
            code,
            self._score(row),
            rank or 0,
            tidy(row["suggested"]) == "yes",
            model,
        )

    def _current(self, row: Row, name: str, version: str) -> KnownDocument | None:
        """Return the document, if its current text is meant: in another, the same place may hold other words."""
        known = self._documents.get(name)
        if known is None:
            close = self.problems.closest(name, self._documents)
            self._problem(
                row, f"unknown document {shown(name)}", "A document of the study, by its name.", close
            )
        elif version != known.version:
            self._problem(
                row,
                f"version {shown(version)} is not the current one",
                f"It is {known.version}",
                "The text has changed since, or a spreadsheet took the version for a number (then use .xlsx): make the "
                "suggestions again.",
            )
            return None
        return known

    def _span(self, row: Row, document: KnownDocument | None) -> Span:
        start, end = self._whole(row, "start"), self._whole(row, "end")
        if start is None or end is None or document is None:
            return Span(0, 0)
        if not start < end <= document.length:
            self._problem(row, f"{start} to {end} is no place in the text", do=_AS_WRITTEN)
            return Span(0, 0)
        return Span(start, end)

    def _whole(self, row: Row, column: str) -> int | None:
        text = row[column].strip()
        if _NUMBER.fullmatch(text):
            return int(text)
        self._problem(row, f"'{column}' is {shown(text)}", "A whole number.", _AS_WRITTEN)
        return None

    def _score(self, row: Row) -> float:
        text = row["score"].strip()
        if _SCORE.fullmatch(text):
            return min(1.0, float(text.replace(",", ".")))
        self._problem(row, f"'score' is {shown(text)}", "A number from 0 to 1.", _AS_WRITTEN)
        return 0.0

    def _agrees(self, row: Row, made: Decision) -> bool:
        """Refuse two different answers to one suggestion, of which one would be lost."""
        first, before = self._answered.setdefault((made.suggestion.id, made.coder), (row, made))
        if (before.answer, before.code) == (made.answer, made.code):
            return True
        self._problem(
            row, f"it answers the same suggestion as row {first.number}, otherwise", do="Keep one of the two."
        )
        return False
