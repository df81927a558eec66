"""What readers take and give, and where they are filed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import PurePath

from qualcode.errors import DocumentImportError, Problem
from qualcode.model import Doubt, Role, Utterance
from qualcode.registry import Registry

MAX_PROBLEMS = 20
"""How many problems of one file are listed; the rest are counted."""


@dataclass(frozen=True, slots=True)
class Source:
    """A file as it came.

    Parameters
    ----------
    name : str
        File name, for messages.
    data : bytes
        Never shown in ``repr``.
    encoding : str or None
        What a person says it is.
    """

    name: str
    data: bytes = field(repr=False)
    encoding: str | None = None

    @property
    def ending(self) -> str:
        """The file's ending in lower case, with its dot."""
        return PurePath(self.name).suffix.lower()


@dataclass(frozen=True, slots=True)
class Known:
    """What the file itself says about a label: its role, and where it says so."""

    role: Role
    reason: str


@dataclass(slots=True)
class Reading:
    """A file as its reader understood it; text and labels are cleaned and counted by the caller.

    Parameters
    ----------
    utterances : list of Utterance
    doubts : list of Doubt
    known : dict of str to Known
        What the file says about labels (a legend, a column of roles).
    places : list of str
        Where each utterance stands, such as ``"line 12"``; parallel to ``utterances``.
    once : frozenset of str
        Labels that were taken as speakers though each stands only once.
    encoding : str
    """

    utterances: list[Utterance] = field(default_factory=list, repr=False)
    doubts: list[Doubt] = field(default_factory=list)
    known: dict[str, Known] = field(default_factory=dict, repr=False)
    places: list[str] = field(default_factory=list, repr=False)
    once: frozenset[str] = field(default=frozenset(), repr=False)
    encoding: str = ""

    def doubt(self, kind: str, where: str, message: str) -> None:
        """Note something that the reader was unsure of, or left out."""
        self.doubts.append(Doubt(kind, where, message))


@dataclass(frozen=True, slots=True)
class Reader:
    """One format: the endings of its files, and the function that reads one."""

    endings: tuple[str, ...]
    read: Callable[[Source], Reading]


READERS: Registry[Reader] = Registry("importers", "reader")
"""Readers by name; other packages add theirs as entry points of the group ``qualcode.importers``."""


def readable_endings() -> dict[str, str]:
    """Return the name of the reader by file ending.

    Examples
    --------
    >>> import qualcode.importers
    >>> readable_endings()[".vtt"]
    'vtt'
    """
    return {ending: name for name in READERS for ending in READERS[name].endings}


def refuse_all(source: Source, code: str, found: str, problems: Sequence[Problem]) -> None:
    """Raise one error with all problems of a file; do nothing where there is none."""
    if not problems:
        return
    shown = list(problems[:MAX_PROBLEMS])
    if len(problems) > MAX_PROBLEMS:
        shown.append(Problem("", f"and {len(problems) - MAX_PROBLEMS} more"))
    raise DocumentImportError(
        f"{found} ({len(problems)})",
        code=code,
        where=source.name,
        do="Nothing of it was kept. Mend the file and import it again.",
        problems=shown,
    )


def run_of(numbers: Sequence[int], unit: str) -> str:
    """Say where something stands: one place, or the first and the last.

    Examples
    --------
    >>> run_of([3], "line"), run_of([3, 4, 9], "line")
    ('line 3', 'lines 3–9')
    """
    if numbers[0] == numbers[-1]:
        return f"{unit} {numbers[0]}"
    return f"{unit}s {numbers[0]}–{numbers[-1]}"


def counted(number: int, noun: str, plural: str = "") -> str:
    """Return a number with its noun.

    Examples
    --------
    >>> counted(1, "line"), counted(2, "entry", "entries")
    ('1 line', '2 entries')
    """
    return f"{number} {noun if number == 1 else plural or noun + 's'}"
