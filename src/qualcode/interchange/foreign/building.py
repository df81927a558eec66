"""What all readers of foreign projects share: users by name, passages with their codings, notes, the tree."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from qualcode.errors import InterchangeError
from qualcode.interchange.exchange import (
    Attachment,
    ExchangeCode,
    ExchangeCoding,
    ExchangeNote,
    ExchangeProject,
    ExchangeSelection,
    ExchangeUser,
    Extra,
    Losses,
    guid_of,
)
from qualcode.interchange.foreign import kinds
from qualcode.interchange.foreign.places import Counting, ForeignText, Passage, Placed, place
from qualcode.interchange.foreign.values import colour_of
from qualcode.model import Span

MAX_DEPTH = 100
"""Levels of the deepest tree of codes that is read."""

_HOW = {"moved": kinds.MOVED, "lost": kinds.LOST, "outside": kinds.OUTSIDE}


@dataclass(slots=True)
class PlaceReport:
    """How the passages of a file were found: proof that their positions were understood.

    Parameters
    ----------
    found : Counter of str
        Passages by how they were found: ``checked``, ``unchecked``, ``moved``, ``lost``, ``outside``.
    countings : Counter of str
        Documents with passages by how positions were counted in them.
    """

    found: Counter[str] = field(default_factory=Counter)
    countings: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A passage to be found: in which source (the program's own number or name), and which row says so."""

    source: object
    passage: Passage
    row: str


class Builder:
    """Puts a project together.

    Parameters
    ----------
    program : str
        Short name, part of every GUID that is made: the same file gives the same GUIDs.
    """

    def __init__(self, program: str) -> None:
        self.program = program
        self.losses = Losses("in")
        self.report = PlaceReport()
        self.texts: dict[object, ForeignText] = {}
        self.parts: dict[str, list[object]] = defaultdict(list)
        self._users: dict[str, ExchangeUser] = {}
        self._selections: dict[tuple[str, int, int, str], str] = {}

    def guid(self, *parts: object) -> str:
        """Return the GUID of something by the program's own number or name."""
        return guid_of(self.program, *parts)

    def user(self, name: str, account: str = "") -> str:
        """Return the GUID of somebody; an empty one where nobody is named."""
        name = name.strip()
        if not name:
            return ""
        made = self._users.setdefault(name, ExchangeUser(self.guid("user", name), name, account))
        return made.guid

    def colour(self, text: str, where: str) -> str:
        """Return a colour as ``#rrggbb``; count what is no colour."""
        found = colour_of(text)
        if found is None:
            self.losses.add(kinds.COLOURS, where)
        return found or ""

    def find(self, wanted: Sequence[Wanted], countings: Sequence[Counting]) -> list[Span | None]:
        """Find passages, document by document; what is not found is counted and None.

        A source that is not in ``texts`` gives None without being counted: why is for the reader to say.
        """
        spans: list[Span | None] = [None] * len(wanted)
        by_source: dict[object, list[int]] = defaultdict(list)
        for index, one in enumerate(wanted):
            if one.source in self.texts:
                by_source[one.source].append(index)
        for source, indexes in by_source.items():
            found = place(self.texts[source], [wanted[index].passage for index in indexes], countings)
            self.report.countings[str(found.counting)] += 1
            for index, placed in zip(indexes, found.placed, strict=True):
                spans[index] = self._counted(placed, wanted[index].row)
        return spans

    def _counted(self, placed: Placed, row: str) -> Span | None:
        self.report.found[placed.how] += 1
        if placed.how in _HOW:
            self.losses.add(_HOW[placed.how], row)
        return placed.span

    def select(self, source: str, span: Span, user: str = "", created_at: str = "") -> str:
        """Return the GUID of a passage; the same passage by the same user is made once, whatever it is coded with."""
        key = (source, span.start, span.end, user)
        if key not in self._selections:
            guid = self.guid("selection", *key)
            self._selections[key] = guid
            self.parts["selections"].append(
                ExchangeSelection(guid, source, span.start, span.end, user=user, created_at=created_at)
            )
        return self._selections[key]

    def code_passage(
        self,
        row: object,
        code: str,
        source: str,
        span: Span,
        *,
        user: str = "",
        created_at: str = "",
        memo: str = "",
        extra: Extra = (),
    ) -> None:
        """Add a coding of a passage, and what its coder noted on it."""
        guid = self.guid("coding", row)
        selection = self.select(source, span, user, created_at)
        self.parts["codings"].append(
            ExchangeCoding(guid, code, source, selection, user=user, created_at=created_at, extra=extra)
        )
        self.note(("coding", row), memo, Attachment("coding", guid), user=user, created_at=created_at)

    def note(
        self,
        row: object,
        text: str,
        *attached_to: Attachment,
        name: str = "",
        user: str = "",
        created_at: str = "",
    ) -> str:
        """Add a note and return its GUID; do nothing where it is empty."""
        if not text.strip():
            return ""
        guid = self.guid("note", row)
        self.parts["notes"].append(
            ExchangeNote(guid, text, name=name, attached_to=attached_to, user=user, created_at=created_at)
        )
        return guid

    def add(self, part: str, *values: object) -> None:
        """Add values to a part of the project, such as ``"codes"``."""
        self.parts[part] += values

    def project(
        self, name: str, origin: str, *, description: str = "", created_at: str = ""
    ) -> ExchangeProject:
        """Return the project."""
        parts = {part: tuple(values) for part, values in self.parts.items()}
        parts["users"] = tuple(self._users.values())
        return ExchangeProject(
            name,
            origin,
            description=description,
            created_at=created_at,
            **parts,  # type: ignore[arg-type]  # each list holds what its name says
        )


def tree_of(codes: Iterable[ExchangeCode], where: str) -> tuple[ExchangeCode, ...]:
    """Return codes after checking that no code stands above itself, no identity twice, and none too deep.

    Raises
    ------
    InterchangeError
        QC-FX10.
    """
    listed = tuple(codes)
    parents = {code.guid: code.parent for code in listed}
    if len(parents) < len(listed):
        raise _no_tree(where, "two codes have the same number")
    depths = {"": 0}
    for guid in parents:
        way: list[str] = []
        above = guid
        while above not in depths and above in parents:
            way.append(above)
            above = parents[above]
            if len(way) > len(parents):
                raise _no_tree(where, "codes or categories stand above each other in a circle")
        depth = depths.get(above, 0)
        for number, one in enumerate(reversed(way), start=1):
            depths[one] = depth + number
    if max(depths.values()) > MAX_DEPTH:
        raise _no_tree(where, f"codes stand {max(depths.values())} levels deep, and {MAX_DEPTH} are read")
    return listed


def _no_tree(where: str, found: str) -> InterchangeError:
    return InterchangeError(
        f"the codes make no tree: {found}",
        code="QC-FX10",
        where=where,
        do="Nothing was read. Open the project in its program and move the codes to the top there.",
    )
