"""The lines of a document that flows: what all text formats are turned into before speakers are looked for."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class Line:
    """One line or paragraph.

    Parameters
    ----------
    text : str
    place : int
        Number of the line or paragraph in the file, from 1.
    heading : bool
        The file marks it as a title or heading.
    label : str or None
        Who speaks, where the file says so outside the text (a column of a table).
    start, end : float or None
        Seconds, likewise; a stamp in the text is the better source.
    """

    text: str = field(repr=False)
    place: int
    heading: bool = False
    label: str | None = field(default=None, repr=False)
    start: float | None = None
    end: float | None = None
    note: str = ""
    """What a person should know if the line becomes text: ``"table"``, ``"continued"``."""


@dataclass(slots=True)
class Flow:
    """The lines of a document and what a place in it is called (``"line"``, ``"paragraph"``)."""

    unit: str
    lines: list[Line] = field(default_factory=list, repr=False)
    together: bool = True
    """Whether lines with the same place are one paragraph; on a page stand many."""

    def add_text(
        self,
        text: str,
        place: int,
        *,
        heading: bool = False,
        start: float | None = None,
        end: float | None = None,
        note: str = "",
    ) -> None:
        """Add a paragraph; a soft line break in it makes two lines at one place."""
        for part in text.split("\n"):
            self.lines.append(Line(part, place, heading, start=start, end=end, note=note))
