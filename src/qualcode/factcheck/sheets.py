"""Rows of reply sheets as they were read, whatever kind of file they come from."""

from __future__ import annotations

from dataclasses import dataclass, field

from qualcode.factcheck.answers import Ticked

_NOTHING = Ticked()


@dataclass(frozen=True, slots=True)
class FilledRow:
    """A row that somebody may have filled in.

    Parameters
    ----------
    where : str
        File and row, for messages.
    code : str
        The cell with the code, as it stands.
    words : str
        The cell with the words; somebody may have written into it.
    ticked : Ticked
    wording, comment, by, at : str
        As they stand. No words are shown in ``repr``.
    pack : str
        Code of the pack that the row stood in; empty where the file does not say.
    """

    where: str
    code: str
    words: str = field(default="", repr=False)
    ticked: Ticked = _NOTHING
    wording: str = field(default="", repr=False)
    comment: str = field(default="", repr=False)
    by: str = field(default="", repr=False)
    at: str = ""
    pack: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nobody has written anything into it (the words aside)."""
        return not (self.ticked.answer or self.ticked.problem or self.wording.strip() or self.comment.strip())


@dataclass(frozen=True, slots=True)
class FilledSheet:
    """The rows of one file."""

    name: str
    rows: tuple[FilledRow, ...] = field(repr=False)
    notes: tuple[str, ...] = ()
