"""From filled-in reply sheets to replies: all of them or none, with every problem at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches

from qualcode.errors import InterchangeError, Problem
from qualcode.factcheck.codes import find_code, find_pack, folded, seal_of
from qualcode.factcheck.dates import read_date
from qualcode.factcheck.packs import Item, made_reply
from qualcode.factcheck.sheets import FilledRow, FilledSheet
from qualcode.model import FactReply
from qualcode.model.release import Reply

_SHOWN = 50
_DASHES = "-–—‒― "
_PAIRS = frozenset({"„”", "„“", "“”", "””", "»«", "«»", '""'})


@dataclass(frozen=True, slots=True)
class Replied:
    """What came back.

    Parameters
    ----------
    replies : tuple of FactReply
        In the order of the files.
    unanswered : int
        Rows without an answer yet.
    outdated : int
        Answers about words that have changed in the study since the pack was sent.
    notes : tuple of str
        What a person should look at, by file and row; no words.
    """

    replies: tuple[FactReply, ...]
    unanswered: int = 0
    outdated: int = 0
    notes: tuple[str, ...] = ()


def read_replies(
    sheets: Sequence[FilledSheet],
    items: Mapping[str, Item],
    packs: Mapping[str, str],
    *,
    by: str = "",
    at: str = "",
) -> Replied:
    """Return the replies of reply sheets.

    Parameters
    ----------
    sheets : sequence of FilledSheet
    items : mapping of str to Item
        What may be answered, by :attr:`Item.key`.
    packs : mapping of str to str
        The interviews by the code of their pack.
    by, at : str
        Who answered and when (ISO 8601), where a row does not say.

    Raises
    ------
    InterchangeError
        QC-FC01 with all problems of all files: unknown codes, answers from another interview's pack, two answers in a
        row, a change without a new wording, a new wording without a change, dates that are none, nobody named.
    """
    reader = _Reader(items, packs, by.strip(), at.strip())
    for sheet in sheets:
        reader.read(sheet)
    reader.check_twice()
    if reader.problems:
        raise refused(reader.problems, [sheet.name for sheet in sheets])
    replies = dict.fromkeys(reply for _, reply in reader.found)
    notes = [*(note for sheet in sheets for note in sheet.notes), *reader.notes]
    return Replied(tuple(replies), reader.unanswered, reader.outdated, tuple(notes))


def refused(problems: Sequence[Problem], names: Sequence[str]) -> InterchangeError:
    """Return one error with all problems of some files; a long list is cut, and says how much is left out."""
    listed = list(problems[:_SHOWN])
    if len(problems) > _SHOWN:
        listed.append(Problem("", f"and {len(problems) - _SHOWN} more"))
    many = "s" if len(problems) > 1 else ""
    return InterchangeError(
        f"the replies have {len(problems)} problem{many}; nothing was stored",
        code="QC-FC01",
        where=names[0] if len(names) == 1 else f"{len(names)} files",
        problems=listed,
    )


@dataclass(frozen=True, slots=True)
class _Meant:
    """What a row answers, once it is understood."""

    answer: Reply
    text: str = field(repr=False)


class _Reader:
    """Turns rows into replies, and gathers what is wrong."""

    def __init__(self, items: Mapping[str, Item], packs: Mapping[str, str], by: str, at: str) -> None:
        self.found: list[tuple[str, FactReply]] = []
        self.problems: list[Problem] = []
        self.notes: list[str] = []
        self.unanswered = 0
        self.outdated = 0
        self._items = items
        self._packs = packs
        self._by = by
        self._at = at

    def read(self, sheet: FilledSheet) -> None:
        """Read the rows of a file."""
        document = ""  # a file that does not say whose pack it is, is that of its first code
        for row in sheet.rows:
            item, sent = self._item(row)
            if item is None:
                continue
            own = self._packs.get(find_pack(row.pack), "") or document
            if own and item.document != own:
                self._problem(
                    row,
                    "the code belongs to the pack of another interview",
                    "A file holds the answers of one interview.",
                    "Move the row into the file of its own interview.",
                )
                continue
            document = own or item.document
            self._answered(row, item, sent)

    def _problem(self, row: FilledRow, found: str, allowed: str = "", do: str = "") -> None:
        self.problems.append(Problem(row.where, found, allowed, do))

    def _item(self, row: FilledRow) -> tuple[Item | None, str]:
        """Return the item of a row and the seal of the words that were sent."""
        code = find_code(row.code)
        item = self._items.get(code.item) if code else None
        if item is None and (row.ticked.answer or row.ticked.problem or row.wording):
            self._unknown(row, code.item if code else "")
        elif item is None:
            self._passed_over(row)
        return item, code.seal if code else ""

    def _unknown(self, row: FilledRow, key: str) -> None:
        if not key:
            self._problem(
                row, "the row has an answer and no code", do="Put the code back, as it stands in the pack."
            )
            return
        close = get_close_matches(key, self._items, n=1, cutoff=0.8)
        self._problem(
            row,
            "nothing in the study has this code",
            "The codes that stand in the pack; a quote or sentence may be gone from the report since.",
            f"Did you mean {self._items[close[0]].code}?"
            if close
            else "Correct the code, or take the row out.",
        )

    def _passed_over(self, row: FilledRow) -> None:
        """Count a row without an answer; what was written into it is for a person to see."""
        self.unanswered += 1
        if row.comment.strip():
            self.notes.append(f"{row.where}: a comment, and no answer yet")

    def _answered(self, row: FilledRow, item: Item, sent: str) -> None:
        words = _words(row.words, item)
        edited = bool(words) and seal_of(words) != sent
        if row.is_empty and not edited:
            self._passed_over(row)
            return
        meant = self._meant(row, item, words, edited=edited)
        by, at = row.by.strip() or self._by, self._date(row)
        if not by and meant:
            self._problem(
                row,
                "it does not say who answered",
                "Initials or a role, such as kontaktperson.",
                "Or: --by NAME",
            )
        if meant is None or not by or not at:
            return
        if row.comment.strip() and meant.answer == "approved":
            self.notes.append(f"{row.where}: approved, with a comment: read it before you print")
        if seal_of(item.text) != sent and folded(meant.text) != folded(item.text):
            self.outdated += 1
            self.notes.append(f"{row.where}: the words have changed in the study since they were sent")
        elif meant.answer != "changed":
            meant = _Meant(meant.answer, item.kept)
        self.found.append(
            (
                row.where,
                made_reply(item.document, item.id, meant.answer, meant.text, by, at, row.comment.strip()),
            )
        )

    def _meant(self, row: FilledRow, item: Item, words: str, *, edited: bool) -> _Meant | None:
        """Return the answer of a row; None, and a problem noted, where it contradicts itself."""
        wording, answer = _unquoted(row.wording), row.ticked.answer
        before = words or item.text
        if edited and not wording and answer == "changed":  # written over the words themselves
            wording, before, edited = words, item.text, False
        if row.ticked.problem:
            self._problem(
                row, row.ticked.problem, "Approved, approved with changes, or withdrawn.", "Tick one."
            )
        elif answer is None:
            if wording or edited:
                self._problem(
                    row,
                    "the words were changed, and no answer is ticked",
                    do="Ask whether it is a change, and tick it.",
                )
            else:
                self._passed_over(row)
        elif answer == "withdrawn":
            return _Meant(answer, item.text)
        elif edited and folded(wording) != folded(words):
            self._problem(
                row,
                "the printed words were written over"
                + (", and there is a new wording, too" if wording else ""),
                "Words that are approved stand as they were sent.",
                "Ask which words are meant; put them under the new wording, and tick the change.",
            )
        elif answer == "approved" and wording and folded(wording) != folded(item.text):
            self._problem(
                row, "it is approved as it is, and there is a new wording", do="Ask which is meant."
            )
        elif answer == "changed" and (not wording or folded(wording) == folded(before)):
            self._problem(
                row,
                "it is approved with changes, and there is no new wording",
                do="Write the whole text as it should read.",
            )
        else:
            return _Meant(answer, wording if answer == "changed" else before)
        return None

    def _date(self, row: FilledRow) -> str:
        written = row.at.strip() or self._at
        if not written and row.ticked.answer:
            self._problem(
                row, "it does not say when it was answered", "A date, such as 2026-03-12.", "Or: --date DATE"
            )
        found = read_date(written) if written else ""
        if written and not found:
            self._problem(
                row,
                "the date is none",
                "Day, month and year, such as 12-03-2026 or 12. marts 2026.",
                "Correct it.",
            )
        return found

    def check_twice(self) -> None:
        """Refuse two answers of one day to one item, of which one would be lost."""
        first: dict[tuple[str, str, str], tuple[str, FactReply]] = {}
        for where, reply in self.found:
            before, known = first.setdefault((reply.document, reply.item, reply.at), (where, reply))
            if (known.answer, known.text) != (reply.answer, reply.text):
                self.problems.append(
                    Problem(
                        where, f"it answers the same item as {before}, otherwise", do="Keep one of the two."
                    )
                )


def _words(cell: str, item: Item) -> str:
    """Return the words of a row without the line that says who is quoted."""
    lines = [line.strip() for line in cell.split("\n") if line.strip()]
    if len(lines) > 1 and item.attribution and folded(lines[-1].strip(_DASHES)) == folded(item.attribution):
        lines.pop()
    return _unquoted(" ".join(lines))


def _unquoted(text: str) -> str:
    """Return words without the quotation marks around them: print sets them."""
    plain = " ".join(text.split())
    if len(plain) > 1 and plain[0] + plain[-1] in _PAIRS and not set(plain[1:-1]) & set(plain[0] + plain[-1]):
        return plain[1:-1].strip()
    return plain
