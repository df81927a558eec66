"""Answers to suggestions, written by a person into the table of suggestions."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from qualcode.errors import InterchangeError
from qualcode.interchange.checks import Problems, shown, tidy
from qualcode.interchange.tables import Row, Table, read_table
from qualcode.model import Codebook, Decision, Span, Suggestion, new_id, suggestion_id

REQUIRED = ("document", "segment", "start", "end", "code", "score", "rank", "version", "model", "answer")
OPTIONAL = ("as_code", "coder")
_ANSWERS = {
    "accept": "accept", "ja": "accept", "yes": "accept",
    "reject": "reject", "nej": "reject", "no": "reject",
    "later": "later", "senere": "later",
}  # fmt: skip
_NUMBER = re.compile(r"[0-9]{1,9}")
_SCORE = re.compile(r"(0|1|0[.,][0-9]+|1[.,]0+|[0-9](?:[.,][0-9]+)?[eE]-[0-9]{1,2})")


def read_decisions(path: Path, *, codebook: Codebook, default_coder: str | None = None) -> list[Decision]:
    """Read a table of suggestions in which a person has answered some rows.

    Parameters
    ----------
    path : Path
        .csv or .xlsx, as ``qualcode suggest -o`` wrote it, with a column ``answer``: accept, reject or later (also ja,
        nej, senere); empty rows are passed over. ``as_code`` takes another code instead: then the suggested one is
        rejected and the other accepted.
    codebook : Codebook
    default_coder : str, optional
        Who answered, where the rows do not say.

    Raises
    ------
    InterchangeError
        QC-DE01 with all problems of the file.
    """
    table = read_table(path, required=REQUIRED, optional=OPTIONAL)
    problems = Problems()
    found = [
        made
        for row in table
        if (row["answer"].strip() or row["as_code"].strip())
        and (made := _decision(table, row, codebook, default_coder, problems)) is not None
    ]
    problems.check(InterchangeError, code="QC-DE01", where=path.name, what="the answers")
    return found


def _decision(
    table: Table, row: Row, codebook: Codebook, default_coder: str | None, problems: Problems
) -> Decision | None:
    where, before = table.where(row), len(problems)
    other = tidy(row["as_code"])
    answer = "accept_as" if other else _ANSWERS.get(tidy(row["answer"]).lower(), "")
    if not answer:
        problems.add(where, f"'answer' is {shown(row['answer'])}", "accept, reject, later, or empty.")
    coder = tidy(row["coder"]) or tidy(default_coder or "")
    if not coder:
        problems.add(where, "there is no coder", "Every answer has one.", "Say it for all: --coder NAME")
    code = tidy(row["code"])
    for named, column in ((code, "code"), (other, "as_code")):
        if named and named not in codebook:
            problems.add(
                where, f"'{column}' is {shown(named)}, which the codebook lacks", "A full id of the codebook."
            )
    numbers = {column: _whole(row, column, where, problems) for column in ("segment", "start", "end", "rank")}
    score = _share(row, where, problems)
    if numbers["end"] < numbers["start"]:
        problems.add(where, "the end is before the start", do="Leave these columns as they were written.")
    if len(problems) > before:
        return None
    return Decision(
        new_id(),
        _suggestion(row, code, numbers, score),
        answer,  # type: ignore[arg-type]  # one of the four by now
        coder,
        code if answer == "accept" else other,
    )


def _suggestion(row: Row, code: str, numbers: Mapping[str, int], score: float) -> Suggestion:
    document, version, model = tidy(row["document"]), tidy(row["version"]), tidy(row["model"])
    span = Span(numbers["start"], numbers["end"])
    return Suggestion(
        suggestion_id(document, version, span, code, model),
        document,
        version,
        numbers["segment"],
        span,
        code,
        score,
        numbers["rank"],
        tidy(row.get("suggested", "")) == "yes",
        model,
    )


def _whole(row: Row, column: str, where: str, problems: Problems) -> int:
    text = row[column].strip()
    if _NUMBER.fullmatch(text):
        return int(text)
    problems.add(
        where, f"'{column}' is {shown(text)}", "A whole number.", "Leave this column as it was written."
    )
    return 0


def _share(row: Row, where: str, problems: Problems) -> float:
    text = row["score"].strip()
    if _SCORE.fullmatch(text):
        return min(1.0, float(text.replace(",", ".")))
    problems.add(
        where, f"'score' is {shown(text)}", "A number from 0 to 1.", "Leave this column as it was written."
    )
    return 0.0
