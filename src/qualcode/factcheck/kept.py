"""Replies as a study keeps them in files: ``data/factcheck/*.csv``, which a run reads."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from qualcode.errors import Problem
from qualcode.factcheck.codes import find_code
from qualcode.factcheck.dates import read_date
from qualcode.factcheck.packs import Item, made_reply
from qualcode.factcheck.replies import Replied, refused
from qualcode.model.release import Reply

COLUMNS = ("document", "item", "answer", "text", "by", "at", "comment")
_ANSWERS: dict[str, Reply] = {
    "approved": "approved", "changed": "changed", "withdrawn": "withdrawn",
    "godkendt": "approved", "ændret": "changed", "trukket tilbage": "withdrawn",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class KeptRow:
    """A row of ``data/factcheck/*.csv``: its place, and its cells by column."""

    where: str
    cells: Mapping[str, str] = field(repr=False)


def read_kept(
    rows: Iterable[KeptRow], items: Mapping[str, Item], documents: Iterable[str], *, name: str
) -> Replied:
    """Return the replies of files with the columns ``document,item,answer,text,by,at,comment``.

    ``item`` is the id of a quote, the anchor of a sentence, or the code of the pack. A reply to something that is no
    longer in the report is kept and noted: it may come back.

    Raises
    ------
    InterchangeError
        QC-FC01 with all problems.
    """
    known, problems, notes = set(documents), list[Problem](), list[str]()
    by_id = {(item.document, item.id): item for item in items.values()}
    ids = {item.id: item.document for item in items.values() if item.kind == "quote"}
    replies = []
    for row in rows:
        cells = {key: row.cells[key].strip() for key in COLUMNS}
        code = find_code(cells["item"])
        item = items.get(code.item) if code else by_id.get((cells["document"], cells["item"]))
        answer = _ANSWERS.get(cells["answer"].lower())
        at = read_date(cells["at"])
        found = list(_kept_problems(cells, answer, at, known))
        owner = item.document if item else ids.get(cells["item"], cells["document"])
        if owner != cells["document"]:
            found.append(("the item belongs to another interview", "", "Correct 'document' or 'item'."))
        if code and item is None:
            found.append(("nothing in the study has this code", "", "Correct it, or take the row out."))
        problems += [Problem(row.where, *parts) for parts in found]
        if found or answer is None:
            continue
        if item is None:
            notes.append(f"{row.where}: the item is not in the report at present; the reply is kept")
        id = item.id if item else cells["item"]
        replies.append(made_reply(owner, id, answer, cells["text"], cells["by"], at, cells["comment"]))
    if problems:
        raise refused(problems, [name])
    return Replied(tuple(dict.fromkeys(replies)), notes=tuple(notes))


def _kept_problems(
    cells: Mapping[str, str], answer: Reply | None, at: str, documents: set[str]
) -> Iterable[tuple[str, str, str]]:
    if cells["document"] not in documents:
        yield "'document' is no document of the study", "Its name, as in data/interviews.csv.", ""
    if not cells["item"]:
        yield "'item' is empty", "The id of a quote, the anchor of a sentence, or a code.", ""
    if answer is None:
        yield "'answer' is none", "approved, changed or withdrawn.", ""
    if answer == "changed" and not cells["text"]:
        yield "it is changed, and 'text' is empty", "", "Write there the words that were agreed to."
    if not cells["by"]:
        yield "'by' is empty", "Who answered, such as kontaktperson.", ""
    if not at:
        yield "'at' is no date", "Such as 2026-03-12.", ""
